"""The options of `ownit board` where a server keeps the board; `refereeing` does what they ask for."""

import argparse
from pathlib import Path
from typing import Final

from game.board.organising import CODE_DAYS
from game.board.server.settings import ADMIN, PORT

WORKERS_MOST: Final = 64


def serve_options(parser: argparse.ArgumentParser) -> None:
    """The options of `ownit board serve`; the store itself is `place`."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="HOST",
        help="where to listen; this machine alone, if not given",
    )
    parser.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"{PORT} if not given; 0 for any that is free"
    )
    parser.add_argument("--tls-cert", type=Path, metavar="PEM", help="with --tls-key: serve https")
    parser.add_argument("--tls-key", type=Path, metavar="PEM", help="the certificate's key")
    parser.add_argument(
        "--trust-proxy",
        action="store_true",
        help="a proxy in front does the TLS, and says in X-Forwarded-For who calls",
    )
    parser.add_argument(
        "--insecure-lan",
        action="store_true",
        help="listen without TLS: anybody on the network may read names and tokens",
    )
    parser.add_argument(
        "--address", metavar="URL", help="how players reach it, where that isn't its host and port"
    )
    parser.add_argument(
        "--workers",
        type=_workers,
        default=1,
        metavar="N",
        help="processes; more than one with PostgreSQL only",
    )
    parser.add_argument(
        "--code-days",
        type=_days,
        default=CODE_DAYS,
        metavar="N",
        help=f"how long the join code holds, {CODE_DAYS} if not given",
    )


def organiser_options(parser: argparse.ArgumentParser) -> None:
    """The options of `close`, `freeze`, `thaw`, `code`, `remove` and `export`; where it is, is `place`."""
    parser.add_argument("--insecure", action="store_true", help="send the token to an http:// address too")
    parser.add_argument("--season", metavar="KEY", help="which one, where a store has several")
    parser.add_argument(
        "--admin",
        type=Path,
        metavar="FILE",
        help=f"for a server's address: the file with the admin token (or set {ADMIN})",
    )


def remove_options(parser: argparse.ArgumentParser) -> None:
    """Beside `organiser_options`, those of `remove`."""
    parser.add_argument("who", metavar="WHO", help="a name, or the id that `export` tells")
    parser.add_argument("--yes", action="store_true", help="don't ask")


def code_options(parser: argparse.ArgumentParser) -> None:
    """Beside `organiser_options`, those of `code`."""
    parser.add_argument(
        "--days",
        type=_days,
        default=CODE_DAYS,
        metavar="N",
        help=f"how long it holds, {CODE_DAYS} if not given",
    )


def _port(text: str) -> int:
    return _whole(text, 0, 65_535, "a port")


def _workers(text: str) -> int:
    return _whole(text, 1, WORKERS_MOST, "a number of processes")


def _days(text: str) -> int:
    return _whole(text, 1, 366, "a number of days")


def _whole(text: str, least: int, most: int, what: str) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise argparse.ArgumentTypeError(f"{what} from {least} to {most}, not “{text}”")
    return int(text)

"""How a season stood when it was last seen, kept for when there is no connection. It may be deleted at any time."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from game import paths
from game.board.season import Moment, Shape
from game.board.wire import Mine, Standings

_MOST: Final = 8 * 1024 * 1024
"""Bytes; the standings of 500 teams take a tenth of it."""


class KeptStandings(Shape):
    """What a board said, and when (`synced`, UTC milliseconds by this computer's clock)."""

    synced: Moment
    standings: Standings | None = None
    mine: Mine | None = None


def kept(board: str) -> KeptStandings | None:
    """What was kept of a season; none where nothing was, or nothing that can be trusted."""
    with suppress(OSError, ValidationError):
        file = _file(board)
        if file.stat().st_size <= _MOST:
            return KeptStandings.model_validate_json(file.read_bytes())
    return None


def keep(board: str, found: KeptStandings) -> None:
    """Keep this of a season, in place of what was."""
    with suppress(OSError):  # it is only not there next time
        file = _file(board)
        file.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(file, found.model_dump_json().encode())


def drop(board: str) -> None:
    """Keep nothing of a season."""
    with suppress(OSError):
        _file(board).unlink()


def _file(board: str) -> Path:
    return paths.cache_dir() / "boards" / f"{board}.json"

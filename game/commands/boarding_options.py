"""The arguments of `ownit board`, a command each. Loaded only where that is what was typed."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final, get_args

from game.language.season_file import Ranking

_GUIDE: Final = """\
PLACE is where the board is, and decides what it can promise:
  a folder                 friendly: kept in a shared drive or a synchronised folder, no server. Every run is
                           replayed, so it is legal; that it was played once is a matter of honour
  march.sqlite3            refereed: a server keeps it and deals the cards, so each run is legal and played
  postgresql://…           once. `create` and `serve` take its store, players the address that `serve` prints

a friendly competition, from its first minute to its last:
  ownit board create march friends-folder --season first-cup --teams "Northgate,Southgate:12"
  ownit board join friends-folder --name Kim --team Northgate     everybody, once
  ownit play aisle-seven --mode ranked                            three times each; the best counts
  ownit board show friends-folder                                 who stands where
  ownit board export friends-folder --csv march.csv               for whoever writes it up

a season may hold weeks at workplaces beside encounters, or alone; they can be stopped at any moment:
  ownit board create march friends-folder --weeks airport --teams "Northgate,Southgate"
  ownit day airport --ranked

the same with a referee:
  ownit board create march march.sqlite3 --season first-cup --teams "Northgate,Southgate:12"
  ownit board serve march.sqlite3                                 prints the address and the code
  ownit board join http://… march-7K3M-Q2XD --name Kim --team Northgate

`ownit board COMMAND --help` has the rest.
"""

_PLAYERS: Final = frozenset({"join", "show", "sync", "change", "leave"})
_SERVED: Final = "the store, or the address of its server"


def add_commands(board: argparse.ArgumentParser, saves: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the commands of `ownit board` to its parser.

    Args:
        board: the parser.
        saves: adds the options that say whose save is meant.
    """
    board.epilog = _GUIDE
    commands = board.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, brief: str, description: str, example: str) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=brief,
            description=description,
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=_of(name))
        return added

    _create(
        command(
            "create",
            "make a season, in a folder or in a server's store",
            "Make a season of a recipe, or of encounters and weeks by name, for teams. Dates are UTC: 2026-12-01 is "
            "its first minute, 2026-12-01T09:00 nine o'clock.",
            'ownit board create march friends-folder --season first-cup --teams "Northgate,Southgate:12"',
        )
    )
    serve = command(
        "serve",
        "serve a store's seasons: prints the address and the join codes",
        "Serve the seasons of a store to players, and a page for the wall. Listens to this machine alone, unless "
        "told otherwise.",
        "ownit board serve march.sqlite3 --host 0.0.0.0 --tls-cert board.pem --tls-key board.key",
    )
    serve.add_argument("place", metavar="STORE", help="march.sqlite3, or postgresql://…")
    import_module("game.commands.refereeing_options").serve_options(serve)

    join = command(
        "join",
        "come into a season",
        "Come into a season: a folder needs no code, a server the one that its organiser gave you.",
        "ownit board join friends-folder --name Kim --team Northgate --shown",
    )
    join.add_argument("place", metavar="PLACE", help="the folder, or the server's address")
    join.add_argument("code", nargs="?", metavar="CODE", help="for a server: as in march-7K3M-Q2XD")
    join.add_argument("--name", metavar="NAME", help="what to be called there, if not as in the game")
    join.add_argument("--team", metavar="TEAM", help="your team; without it the teams are listed")
    join.add_argument(
        "--shown", action="store_true", help="your name may stand among the best, for all to see"
    )
    _insecure(join)
    saves(join)

    show = command(
        "show",
        "who stands where",
        "Show how a season stands: the teams, your neighbours, the best of those who want to be shown, the awards. "
        "Without PLACE, every season you are in. Of a folder it also shows what doesn't count, and why.",
        "ownit board show friends-folder --json",
    )
    show.add_argument("place", nargs="?", metavar="PLACE", help="the folder, or the server's address")
    show.add_argument("--json", action="store_true", help="for programs")
    saves(show)

    sync = command(
        "sync",
        "send the runs that wait, and see what they came to",
        "Send finished runs that could not be sent when they ended. Each arrives once, whatever the network does.",
        "ownit board sync",
    )
    sync.add_argument("place", nargs="?", metavar="PLACE", help="every season you are in, if none")
    saves(sync)

    change = command(
        "change",
        "be called otherwise, be shown or not",
        "Change what you are called in a season, or whether your name may stand among the best. Your team stays.",
        "ownit board change friends-folder --name 'Kim Berg' --hidden",
    )
    change.add_argument("place", metavar="PLACE", help="the folder, or the server's address")
    change.add_argument("--name", metavar="NAME", help="what to be called there from now on")
    seen = change.add_mutually_exclusive_group()
    seen.add_argument("--shown", action="store_const", const=True, help="your name may stand among the best")
    seen.add_argument(
        "--hidden", dest="shown", action="store_const", const=False, help="it may not; others see “somebody”"
    )
    saves(change)

    leave = command(
        "leave",
        "leave a season, and be forgotten there",
        "Leave a season. A server takes your name out for good; a folder only as far as a folder can.",
        "ownit board leave friends-folder --yes",
    )
    leave.add_argument("place", metavar="PLACE", help="the folder, or the server's address")
    leave.add_argument("--yes", action="store_true", help="don't ask")
    leave.add_argument(
        "--anyway", action="store_true", help="also if the board can't be reached and told to forget you"
    )
    saves(leave)
    _organising(command)


def _create(create: argparse.ArgumentParser) -> None:
    create.add_argument("key", metavar="SEASON", help="its key: small letters, digits and hyphens")
    create.add_argument(
        "place", metavar="PLACE", help="a folder of its own, march.sqlite3, or postgresql://…"
    )
    create.add_argument(
        "--teams", required=True, metavar="A,B:12", help="the teams, each with its size if you like"
    )
    create.add_argument("--season", metavar="RECIPE", help="what to make it of, as in content/seasons")
    create.add_argument(
        "--encounters", metavar="A,B", help="the encounters that are played, if not what the recipe says"
    )
    create.add_argument(
        "--weeks", metavar="A,B", help="the towns in which a week is played, likewise; not with --sealed"
    )
    create.add_argument("--title", metavar="TEXT", help="what players see, if not the recipe's title")
    create.add_argument("--opens", metavar="DATE", help="now, if not given")
    create.add_argument("--days", metavar="N", help="how long it is open, if not as the recipe says")
    create.add_argument("--ranking", choices=get_args(Ranking), help="how teams are ranked")
    create.add_argument(
        "--turnout", metavar="PERCENT", help="how many of a team must have played before it is ranked"
    )
    create.add_argument("--sealed", action="store_true", help="servers only: one turn at a time is dealt")
    create.add_argument(
        "--freeze", metavar="DATE", help="from then on standings are shown as they were until the end"
    )


def _organising(command: Callable[[str, str, str, str], argparse.ArgumentParser]) -> None:
    """What whoever made a season does with it."""
    server = import_module("game.commands.refereeing_options")
    options = server.organiser_options
    close = command(
        "close",
        "servers only: end a season now",
        "End a season: no run counts from now on, and everybody sees how it ended. A folder's ends by its date.",
        "ownit board close march.sqlite3",
    )
    freeze = command(
        "freeze",
        "servers only: let the standings stand still",
        "Show the standings as they are now, until the season is closed or `thaw` lets them go on.",
        "ownit board freeze march.sqlite3",
    )
    thaw = command(
        "thaw",
        "servers only: let the standings go on",
        "Show the standings live again.",
        "ownit board thaw march.sqlite3",
    )
    for added in (close, freeze, thaw):
        added.add_argument("place", metavar="PLACE", help=_SERVED)
        options(added)
    code = command(
        "code",
        "servers only: a fresh join code",
        "Make a fresh join code, beside those that still hold.",
        "ownit board code march.sqlite3 --days 3",
    )
    code.add_argument("place", metavar="PLACE", help=_SERVED)
    options(code)
    server.code_options(code)
    export = command(
        "export",
        "write everybody's points into a file for a spreadsheet",
        "Write everybody with their points as CSV; no cell of it is a formula. It has the names of all, also of those "
        "who are shown to nobody else: keep it as you would keep a list of staff.",
        "ownit board export friends-folder --csv march.csv",
    )
    export.add_argument("place", metavar="PLACE", help=f"the folder, {_SERVED}")
    export.add_argument("--csv", type=Path, metavar="OUT.csv", help="write everybody, with names")
    export.add_argument(
        "--teams-csv", type=Path, metavar="OUT.csv", help="write the teams, with nobody's name"
    )
    options(export)
    remove = command(
        "remove",
        "take somebody out of a season",
        "Take somebody out: a server forgets their name, and the team keeps its points. Of a folder, their files are "
        "deleted, and the points with them.",
        "ownit board remove friends-folder Kim",
    )
    remove.add_argument("place", metavar="PLACE", help=f"the folder, {_SERVED}")
    server.remove_options(remove)
    options(remove)


def _insecure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--insecure", action="store_true", help="also to an address that begins with http:// and is elsewhere"
    )


def _of(name: str) -> Callable[[argparse.Namespace], int]:
    """The function of a command, imported when it is called."""

    def call(chosen: argparse.Namespace) -> int:
        module = "boarding" if name in _PLAYERS else "organising"
        return int(getattr(import_module(f"game.commands.{module}"), name)(chosen))

    return call

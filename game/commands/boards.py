"""What the commands of `ownit board` have in common: what kind of place it is, what is in it, what went wrong."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from game.exits import WrongUse

if TYPE_CHECKING:
    from game.board.folder.opened import FolderBoard
    from game.board.folder.reading import Gathered

Ask = Callable[[str], str]
T = TypeVar("T")


def kind_of(place: str) -> Literal["folder", "store", "address"]:
    """What kind of place it is.

    Raises:
        WrongUse: none that keeps a board.
    """
    from game.board.server.settings import is_address, is_store

    if is_address(place.lower()):
        return "address"
    if is_store(place):
        return "store"
    if "://" in place or place.endswith((".sqlite", ".db", ".sqlite3/")):
        raise WrongUse(
            f"“{tidy(place)}” is no place for a board: that is a folder, a store (march.sqlite3, postgresql://…) "
            "or the address of a server"
        )
    if not place.strip():
        raise WrongUse(
            "PLACE is empty: name a folder, a store (march.sqlite3, postgresql://…) or a server's address"
        )
    return "folder"


def folder_at(place: str) -> Path:
    """The folder of this name."""
    return Path(place).expanduser().resolve()


def opened(place: str) -> "tuple[FolderBoard, Gathered] | None":
    """A folder's board, and what is in it; none, and said so, where there is none."""
    from game import paths
    from game.board.folder.opened import open_board
    from game.board.folder.reading import gathered
    from game.library.library import Library

    board = tried(lambda: open_board(folder_at(place), Library(paths.content_dir())))
    return None if board is None else (board, gathered(board, now(), _counted()))


def _counted() -> Callable[[int, int], None] | None:
    """A line that counts, for whoever waits; gone at the end."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        line = f"replaying run {done + 1:,} of {of:,}" if done < of else ""
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    return told


def tried(work: Callable[[], T]) -> T | None:
    """What comes of it; none, and said why, where the board says no or can't be reached."""
    from game.board.membership import FAULTS

    try:
        return work()
    except FAULTS as trouble:
        print(tidy(f"ownit: {trouble}"), file=sys.stderr)
        return None


def agreed(question: str, ask: Ask) -> bool:
    """Whether somebody who was asked says yes.

    Raises:
        WrongUse: nobody is there to be asked.
    """
    if not sys.stdin.isatty():
        raise WrongUse("nobody to ask; say --yes to do it without asking")
    try:
        return ask(question).strip().lower() in ("y", "yes")
    except EOFError:  # Ctrl+D
        print()
        return False


def now() -> int:
    """The time by this computer's clock, UTC milliseconds."""
    from time import time

    return int(time() * 1000)


def tidy(words: str) -> str:
    """Words as a terminal may have them."""
    from game.rules.clean import clean

    return clean(words)

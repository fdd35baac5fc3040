"""Taking somebody out of a folder, for whoever keeps it. Nobody signs that: whoever may delete the files can do it."""

from contextlib import suppress

from game.board.folder.opened import PLAYERS, RUNS, TICKETS, FolderBoard
from game.board.folder.reading import Gathered, Person
from game.board.naming import skeleton


def called(found: Gathered, who: str) -> list[Person]:
    """Whoever has this id, or is called so, or nearly."""
    return [one for one in found.people if one.player == who] or [
        one for one in found.people if skeleton(one.name) == skeleton(who)
    ]


def removed(board: FolderBoard, player: str) -> int:
    """Delete what a player has put there. Returns how many files can't be deleted."""
    left = 0
    for room in (RUNS, TICKETS, PLAYERS):
        folder = board.folder / room / player
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                try:
                    path.unlink()
                except OSError:
                    left += 1
        with suppress(OSError):
            folder.rmdir()
    return left

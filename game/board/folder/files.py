"""The files of a folder that anybody may write to: which there are, and what stands in them. Trusts nothing."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.rules.clean import clean

PLAYERS_MOST: Final = 20_000
FILES_MOST: Final = 1_000
"""Players of a board, and files of a player, that are looked at: the first by name, wherever the drive lists them."""

_PLAYER: Final = re.compile(r"[0-9a-f]{32}")
_FILE: Final = re.compile(r"[0-9a-f]{64}\.json")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the folder that doesn't count.

    Attributes:
        path: where it is, below the folder; clean.
        why: a sentence; clean.
        person: whether it is about a person, for the organiser to decide, and not just about a file.
    """

    path: str
    why: str
    person: bool = False


class Strange(Exception):
    """A file that is none of ours; the message is a clause that says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the right name in the right place. `touched` is its change time in nanoseconds, as the drive has it."""

    path: Path
    shown: str
    player: str
    size: int
    touched: int


def signed_files(room: Path, findings: list[Finding]) -> Iterator[Found]:
    """Every `<player>/<digest>.json` in a room of the board (`players`, `runs`), in order of their names.

    What else is there is noted in `findings`.
    """
    folders = []
    for name, entry in _entries(room, PLAYERS_MOST, room.name, findings):
        if not _PLAYER.fullmatch(name):
            findings.append(Finding(_shown(room.name, name), "It is no player's folder."))
        elif not stat.S_ISDIR(entry.st_mode):
            findings.append(Finding(_shown(room.name, name), "It is no ordinary folder."))
        else:
            folders.append(name)
    for player in folders:
        yield from player_files(room, player, findings)


def player_files(room: Path, player: str, findings: list[Finding]) -> Iterator[Found]:
    """The same for one player."""
    where = f"{room.name}/{player}"
    for name, entry in _entries(room / player, FILES_MOST, where, findings):
        shown = _shown(where, name)
        if not _FILE.fullmatch(name):
            findings.append(Finding(shown, _stranger(name)))
        elif not stat.S_ISREG(entry.st_mode):
            findings.append(Finding(shown, "It is no ordinary file."))
        else:
            yield Found(room / player / name, shown, player, entry.st_size, entry.st_mtime_ns)


def strangers(folder: Path, ours: frozenset[str], findings: list[Finding], where: str = "") -> None:
    """Note what lies in a folder that isn't ours; hidden files are a system's own.

    Args:
        folder: the board's, or one in it.
        ours: the names of what is.
        findings: where it is noted.
        where: the folder's own name, in the board's.
    """
    for name, _ in _entries(folder, FILES_MOST, where, findings):
        if name not in ours and not name.startswith("."):
            findings.append(Finding(_shown(where, name) if where else clean(name), _stranger(name)))


def regular(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file, one more at most than there may be.

    Raises:
        Strange: it can't be opened or read, or it is a link, a pipe or something else.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a pipe must not be waited for
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Strange("it is no ordinary file")
            return file.read(most + 1)
    except OSError as trouble:
        raise Strange(clean(f"it can't be read: {trouble.strerror or trouble}")) from None


def _entries(
    folder: Path, most: int, where: str, findings: list[Finding]
) -> list[tuple[str, os.stat_result]]:
    """What is in a folder, sorted: no drive's order matters. A folder that isn't there is empty."""
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            findings.append(Finding(where or clean(str(folder)), "It is no ordinary folder."))
            return []
        with os.scandir(folder) as there:
            entries = sorted(there, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as trouble:
        why = clean(f"It can't be read: {trouble.strerror or trouble}.")
        findings.append(Finding(where or clean(str(folder)), why))
        return []
    if len(entries) > most:
        findings.append(Finding(where or "the folder", f"Only its first {most:,} entries are looked at."))
    found = []
    for entry in entries[:most]:
        try:
            found.append((entry.name, entry.stat(follow_symlinks=False)))
        except OSError:  # gone since it was listed
            continue
    return found


def _stranger(name: str) -> str:
    if name.endswith(".tmp"):
        return "It is half-written: somebody's game is at it, or stopped in the middle."
    if re.search(r"[0-9a-f]{64}", name):
        return "It is a copy that a drive put aside, or a renamed one."
    return "It is no part of the board."


def _shown(where: str, name: str) -> str:
    return clean(f"{where}/{name}")

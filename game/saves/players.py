"""Several people on one machine: each has a save of their own, in a folder of its own.

There is no password: whoever can read the folder can read the saves, and the game says so.
"""

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from game.rules.clean import chosen_name, clean
from game.saves.boards import without_secrets
from game.saves.damage import copied
from game.saves.events import BoardJoined, from_json, to_json
from game.saves.log import NAME

FOLDER: Final = "players"
"""Where the saves of everybody but the first lie."""

_OURS: Final = (
    NAME,
    f"{NAME}-wal",
    f"{NAME}-shm",
    "before-v*.sqlite3",
    "damaged-*.jsonl",
    "damaged-*.sqlite3",
    ".*.tmp",
)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who plays here.

    Attributes:
        name: what they want to be called, "" before they said.
        folder: where their save is.
        last: when they last did something, UTC milliseconds; 0 for a save that can't be read.
    """

    name: str
    folder: Path
    last: int

    @property
    def shown(self) -> str:
        """What to call them on a screen; never empty."""
        return clean(self.name) or "somebody without a name"

    @property
    def last_played(self) -> str:
        """The day they last did something, in UTC, such as `3 Nov 2026`; "never" where it can't be read."""
        if not self.last:
            return "never"
        moment = datetime.fromtimestamp(self.last / 1000, UTC)
        return f"{moment.day} {moment:%b %Y}"


@dataclass(frozen=True, slots=True)
class Players:
    """Everybody who has a save under a folder, whoever played last first; and where somebody new would have theirs."""

    there: tuple[Player, ...]
    new: Path


def who_plays(base: Path) -> Players:
    """Who plays here."""
    return Players(tuple(players(base)), new_folder(base))


def players(base: Path) -> list[Player]:
    """Everybody who has a save under this folder, whoever played last first."""
    folders = [base, *sorted((base / FOLDER).glob("*"))]
    found = [_player(folder) for folder in folders if (folder / NAME).is_file()]
    return sorted(found, key=lambda player: -player.last)


def new_folder(base: Path) -> Path:
    """A folder for somebody new; the saves folder itself for the first."""
    return base / FOLDER / uuid4().hex[:12] if (base / NAME).is_file() else base


def called(base: Path, name: str) -> list[Player]:
    """Those whose name is this one, whatever its capitals; whoever played last first."""
    wanted = chosen_name(name).casefold()
    return [player for player in players(base) if player.name.casefold() == wanted]


def _player(folder: Path) -> Player:
    try:
        # Read only: somebody may be playing.
        with closing(sqlite3.connect(f"{(folder / NAME).absolute().as_uri()}?mode=ro", uri=True)) as db:
            [(last,)] = db.execute("SELECT max(at) FROM events")
            rows = db.execute(
                "SELECT CAST(body AS BLOB) FROM events WHERE kind = 'named' ORDER BY id DESC LIMIT 1"
            )
            names = [getattr(from_json(body), "name", "") for (body,) in rows]
    except (sqlite3.Error, ValueError, OSError):
        return Player("", folder, 0)  # opening it for play says what is wrong
    return Player("".join(names), folder, last if isinstance(last, int) else 0)


def export(folder: Path) -> str:
    """Everything a save holds about a player, as JSON: each event with its time, in order.

    But for one thing, and it says so in its place: the secret of a board, by which anybody could play as them.

    Raises:
        OSError, sqlite3.Error or UnicodeDecodeError: it can't be read.
    """
    copy = copied(folder / NAME)
    events = [{"at": entry.at, **without_secrets(json.loads(to_json(entry.event)))} for entry in copy.entries]
    copy.log.close()
    return json.dumps({"format": 1, "events": events}, ensure_ascii=False, indent=1) + "\n"


def seasons_joined(folder: Path) -> list[str]:
    """Our own names for every season that the save in a folder ever joined; none where it can't be read."""
    try:
        copy = copied(folder / NAME)
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        return []
    copy.log.close()
    return [entry.event.board for entry in copy.entries if isinstance(entry.event, BoardJoined)]


def forget(folder: Path) -> None:
    """Delete a player's save and everything the game put beside it; nothing else in the folder is touched.

    Raises:
        OSError: something can't be deleted.
    """
    for pattern in _OURS:
        for file in folder.glob(pattern):
            file.unlink()
    if folder.parent.name == FOLDER:
        with suppress(OSError):  # somebody else put something there
            folder.rmdir()
            folder.parent.rmdir()

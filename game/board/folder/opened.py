"""The board itself in its folder: `board.json`, written once, and the encounters and towns everybody plays."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from game import paths
from game.board.folder.files import Strange, regular
from game.board.keeper import BoardRefused, BoardTrouble
from game.board.material import Material, name_of
from game.board.season import Moment, Season, Shape
from game.board.sound import sound
from game.library.library import Library
from game.library.stored import as_played
from game.library.stored_towns import as_spent
from game.rules.clean import clean

BOARD: Final = "board.json"
CONTENT: Final = "content"
PLAYERS: Final = "players"
RUNS: Final = "runs"
TICKETS: Final = "tickets"
OURS: Final = frozenset({BOARD, CONTENT, PLAYERS, RUNS, TICKETS})

_BOARD_MOST: Final = 1024 * 1024
_PART_MOST: Final = 8 * 1024 * 1024
"""Bytes of `board.json`, and of a part of an encounter, that are read at most."""

_WHAT: Final = (
    "A friendly board of Own It: a season for teams, kept in this folder and nowhere else. "
    "Every run is replayed by whoever looks; that each was played once is a matter of honour."
)


class BoardFile(Shape):
    """`board.json`.

    Attributes:
        what: for whoever opens the file; no program reads it.
        nonce: drawn at random, so that no two boards are the same.
        created: when, UTC milliseconds; nothing in the folder can be older.
        season: what is played, by whom and until when.
    """

    format: Literal[1] = 1
    kind: Literal["friendly"] = "friendly"
    what: Annotated[str, Field(max_length=500)] = _WHAT
    nonce: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    created: Moment
    season: Season


@dataclass(frozen=True)
class FolderBoard:
    """A board in a folder.

    Attributes:
        folder: where it is.
        id: the digest of its `board.json`: what every file is signed for.
        created: when, UTC milliseconds.
        season: what is played, by whom and until when.
        library: the pack at hand, where the folder lacks an encounter or a town of the same version.
    """

    folder: Path
    id: str
    created: int
    season: Season
    library: Library
    _loaded: dict[str, Material] = field(default_factory=dict, repr=False)

    def seed(self, player: str, encounter: str, attempt: int) -> int:
        """The seed of an attempt, 0 to 2**32-1: it follows from who plays what for which time, so nobody chooses it."""
        named = ("seed", self.season.season, self.id, player, encounter, str(attempt))
        return int.from_bytes(blake2b("\x1f".join(named).encode(), digest_size=4).digest(), "big")

    def ticket(self, player: str, encounter: str, attempt: int) -> str:
        """The name of an attempt, 32 hex digits."""
        named = ("ticket", self.id, player, encounter, str(attempt))
        return blake2b("\x1f".join(named).encode(), digest_size=16).hexdigest()

    def part(self, digest: str) -> bytes | None:
        """A part of an encounter as the folder has it; none if it can't be read. Held against its digest by others."""
        try:
            body = regular(self.folder / CONTENT / f"{digest}.json", _PART_MOST)
        except Strange:
            return None
        return body if len(body) <= _PART_MOST else None

    def loaded(self, encounter: str) -> Material | None:
        """An encounter, or a town, of the season in the version that everybody plays.

        None if it is nowhere, or can't be played.
        """
        offered = self.season.offered(encounter)
        if offered is None:
            return None
        if encounter not in self._loaded:
            as_it_was = as_spent if offered.kind == "week" else as_played
            found = as_it_was(self.library, encounter, offered.play, offered.text, self.part)
            if found is None or name_of(found) != encounter or not sound(found):
                return None
            self._loaded[encounter] = found
        return self._loaded[encounter]


def create(folder: Path, season: Season, content: Mapping[str, tuple[str, bytes]], now: int) -> str:
    """Make a board in a folder, which is made too where there is none; returns the board's id.

    Args:
        folder: an empty one, or one to be.
        season: what is played; not sealed.
        content: the parts of what it plays by digest, each with its kind.
        now: UTC milliseconds.

    Raises:
        BoardRefused: a folder can't be what the season wants, or holds something already.
        BoardTrouble: it can't be written.
    """
    if season.sealed:
        raise BoardRefused(
            "A folder can't keep a season sealed: whoever opens it has the encounters. That takes a server."
        )
    shown = clean(str(folder))
    try:
        if is_board(folder):
            raise BoardRefused(f"There is a board in {shown} already.")
        if folder.exists() and not folder.is_dir():
            raise BoardRefused(f"{shown} is no folder.")
        if folder.is_dir() and any(not name.startswith(".") for name in os.listdir(folder)):  # noqa: PTH208
            raise BoardRefused(f"{shown} isn't empty, and a board wants a folder of its own.")
        for name in (CONTENT, PLAYERS, RUNS, TICKETS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for digest, (_, body) in content.items():
            paths.write_atomically(folder / CONTENT / f"{digest}.json", body)
        body = BoardFile(nonce=token_hex(16), created=now, season=season).model_dump_json(indent=1).encode()
        paths.write_atomically(folder / BOARD, body)  # last: from here on it is one
    except OSError as trouble:
        raise BoardTrouble(clean(f"Can't write {folder}: {trouble.strerror or trouble}.")) from None
    return sha256(body).hexdigest()


def is_board(folder: Path) -> bool:
    """Whether there is a board in a folder, or something that says it is one."""
    return (folder / BOARD).exists()


def open_board(folder: Path, library: Library) -> FolderBoard:
    """The board in a folder.

    Raises:
        BoardTrouble: the folder isn't there, has no board, or what it has can't be read.
    """
    shown = clean(str(folder))
    if not folder.is_dir():
        raise BoardTrouble(f"There is no folder {shown} at the moment.")
    if not is_board(folder):
        raise BoardTrouble(f"There is no board in {shown}.")
    try:
        body = regular(folder / BOARD, _BOARD_MOST)
        if len(body) > _BOARD_MOST:
            raise Strange("it is far too large")
        found = BoardFile.model_validate_json(body)
    except Strange as strange:
        raise BoardTrouble(f"{clean(str(folder / BOARD))}: {strange}.") from None
    except ValidationError:
        raise BoardTrouble(
            f"{clean(str(folder / BOARD))} is not what a board is: half-written, or changed since."
        ) from None
    if found.season.sealed:
        raise BoardTrouble(f"{clean(str(folder / BOARD))} says it is sealed, which no folder can be.")
    return FolderBoard(folder, sha256(body).hexdigest(), found.created, found.season, library)

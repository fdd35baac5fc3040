"""What replaying a board's files came to, kept so that thousands of them are read once.

A file's name is the digest of its bytes, and its size and time of change must be as they were: then it is the file that
was replayed. What is kept depends on nothing but the file, the board and the code that replays.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from game import paths
from game.board.folder.files import Found
from game.board.folder.opened import FolderBoard
from game.board.verdict import Verdict
from game.library.kept import fingerprint
from game.rules.rulebook import Outcome

_DECIDE: Final = ("board/folder", "board", "town", "library", "language", "engine", "rules")
_OUTCOMES: Final = frozenset(get_args(Outcome))


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card: what it says."""

    at: int
    name: str
    team: str
    shown: bool


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A note that its player has left."""

    at: int


@dataclass(frozen=True, slots=True)
class PlayedRow:
    """A legal run: which, when it was sent by its player's clock, and what it came to."""

    at: int
    encounter: str
    attempt: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class BadRow:
    """A file that counts for nothing, and the sentence that says why."""

    why: str


Row = CardRow | GoneRow | PlayedRow | BadRow


class Known:
    """What is known of a board's files.

    Args:
        file: where it is kept; none to keep it nowhere.
        basis: what it rests on; what was kept on another basis counts as nothing.
    """

    def __init__(self, file: Path | None, basis: str = "") -> None:
        self._file = file
        self._basis = basis
        self._rows: dict[str, Any] = _kept(file, basis) if file else {}
        self._seen = set[str]()
        self._changed = False

    def get(self, file: Found) -> Row | None:
        """What a file came to; none where it is new, or isn't as it was."""
        self._seen.add(name := _name(file))
        match self._rows.get(name):
            case [int(size), int(touched), *row] if (size, touched) == (file.size, file.touched):
                return _row(row)
        return None

    def keep(self, file: Found, row: Row) -> None:
        """Note what a file came to."""
        self._rows[_name(file)] = [file.size, file.touched, *_plain(row)]
        self._changed = True

    def save(self, *, all_seen: bool = False) -> None:
        """Write it down. If that can't be done it is let be: next time it is worked out again.

        Args:
            all_seen: everything that is there has been asked for, so the rest is gone and can be forgotten.
        """
        if all_seen and (gone := self._rows.keys() - self._seen):
            self._rows = {name: row for name, row in self._rows.items() if name not in gone}
            self._changed = True
        if not self._changed or self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            paths.write_atomically(
                self._file, json.dumps({"basis": self._basis, "files": self._rows}).encode()
            )
        except OSError:
            return
        self._changed = False


def known_of(board: FolderBoard) -> Known:
    """What this machine knows of a board's files."""
    return Known(paths.cache_dir() / f"board-{board.id[:32]}.json", f"{board.id}-{fingerprint(*_DECIDE)}")


def _name(file: Found) -> str:
    return f"{file.path.parent.parent.name}/{file.player}/{file.path.name}"


def _plain(row: Row) -> list[Any]:
    match row:
        case CardRow():
            return ["card", row.at, row.name, row.team, row.shown]
        case GoneRow():
            return ["gone", row.at]
        case BadRow():
            return ["bad", row.why]
        case PlayedRow(at, encounter, attempt, one):
            return [
                "played", at, encounter, attempt,
                one.score, one.harm, one.criticals, one.outcome, one.ending, one.mastered, one.hot,
            ]  # fmt: skip


def _row(row: list[Any]) -> Row | None:
    """A kept row; none for one of another form."""
    match row:
        case ["card", int(at), str(name), str(team), bool(shown)]:
            return CardRow(at, name, team, shown)
        case ["gone", int(at)]:
            return GoneRow(at)
        case ["bad", str(why)]:
            return BadRow(why)
        case [
            "played", int(at), str(encounter), int(attempt),
            int(score), int(harm), int(criticals), outcome, str(ending), bool(mastered), bool(hot),
        ] if outcome in _OUTCOMES:  # fmt: skip
            return PlayedRow(
                at, encounter, attempt, Verdict(score, harm, criticals, outcome, ending, mastered, hot)
            )
    return None


def _kept(file: Path, basis: str) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict) or kept.get("basis") != basis:
        return {}
    files = kept.get("files")
    return files if isinstance(files, dict) else {}

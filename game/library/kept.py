"""What was worked out about files, kept for as long as neither they nor what it rests on changes."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from game import paths
from game.library.library import Library

_GAME: Final = Path(__file__).resolve().parent.parent


class Kept:
    """A row of plain data for each file, all in one JSON file. A broken one counts as none.

    Args:
        file: where the rows are.
        basis: what they rest on besides their own files; rows with another basis count as none.
    """

    def __init__(self, file: Path, basis: str) -> None:
        self._file = file
        self._basis = basis
        self._rows: dict[str, Any] = _read(file, basis)
        self._changed = False

    def get(self, path: Path, digest: str) -> list[Any] | None:
        """What was kept for the file at `path` when its digest was this one. Whoever asks checks its form."""
        row = self._rows.get(str(path.absolute()))
        return row[1:] if isinstance(row, list) and row[:1] == [digest] else None

    def keep(self, path: Path, digest: str, row: Sequence[Any]) -> None:
        """Keep a row of plain data for a file."""
        self._rows[str(path.absolute())] = [digest, *row]
        self._changed = True

    def save(self) -> None:
        """Write what is kept, without the files that are gone. If that can't be done it is let be."""
        gone = [path for path in self._rows if not Path(path).exists()]
        if not gone and not self._changed:
            return
        for path in gone:
            del self._rows[path]
        data = json.dumps({"basis": self._basis, "files": self._rows}, ensure_ascii=False)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            paths.write_atomically(self._file, data.encode("utf-8", "surrogatepass"))
        except OSError:
            return  # next time it is worked out again
        self._changed = False


def kept_for(library: Library, kind: str, *rooms: str) -> Kept:
    """What is kept of this kind about the files of a pack; it rests on the code of these rooms and the rulebook."""
    pack = library.folder
    name = sha256(str(pack.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    try:
        rulebook = (pack / "rulebook.yaml").read_bytes()
    except OSError:
        rulebook = b""
    basis = f"{fingerprint(*rooms)}-{sha256(rulebook).hexdigest()}"
    return Kept(paths.cache_dir() / f"{kind}-{name}.json", basis)


@cache
def fingerprint(*rooms: str) -> str:
    """A hash of the code of these rooms, 64 hex digits: what they work out changes only with it."""
    seen = sha256()
    for source in _sources(rooms):
        seen.update(source.relative_to(_GAME).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    return seen.hexdigest()


def _sources(rooms: Sequence[str]) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((_GAME / room).glob("*.py"))


def _read(file: Path, basis: str) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict) or kept.get("basis") != basis:
        return {}
    files = kept.get("files")
    return files if isinstance(files, dict) else {}

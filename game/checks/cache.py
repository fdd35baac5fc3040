"""What checking found, kept for files that haven't changed since."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from game import paths
from game.language.diagnostics import Diagnostic, Place
from game.library.library import Library

Known = tuple[tuple[Diagnostic, ...], int]
"""What was found in a file, and how much of it can be mended."""

_GAME: Final = Path(__file__).resolve().parent.parent
_DECIDE: Final = ("checks", "language", "engine", "rules", "library")


class Cache:
    """The kept results of one pack, in one file. A broken file counts as none, one that can't be written is let be.

    Args:
        file: where the results are.
        basis: what they rest on besides the checked file; results with another basis count as none.
    """

    def __init__(self, file: Path, basis: str) -> None:
        self._file = file
        self._basis = basis
        self._rows: dict[str, Any] = _read(file, basis)
        self._changed = False

    def get(self, path: Path, digest: str) -> Known | None:
        """What was found in the file at `path` when its digest was this one."""
        try:
            kept, fixable, rows = self._rows[str(path.absolute())]
            if kept != digest:
                return None
            return tuple(
                Diagnostic(str(code), str(message), Place(int(line), int(column), int(end)), str(hint))
                for code, message, line, column, end, hint in rows
            ), int(fixable)
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, path: Path, digest: str, diagnostics: tuple[Diagnostic, ...], fixable: int) -> None:
        """Keep what was found in a file."""
        rows = [
            [one.code, one.message, one.place.line, one.place.column, one.place.end_column, one.hint]
            for one in diagnostics
        ]
        self._rows[str(path.absolute())] = [digest, fixable, rows]
        self._changed = True

    def save(self) -> None:
        """Write what is kept, without the files that are gone."""
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


def cache_of(library: Library) -> Cache:
    """The cache of a pack. Its rulebook is part of what results rest on."""
    name = sha256(str(library.folder.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    try:
        rulebook = (library.folder / "rulebook.yaml").read_bytes()
    except OSError:
        rulebook = b""
    basis = f"{fingerprint()}-{sha256(rulebook).hexdigest()}"
    return Cache(paths.cache_dir() / f"checks-{name}.json", basis)


@cache
def fingerprint() -> str:
    """A hash of the code that decides what is found."""
    seen = sha256()
    for source in _sources():
        seen.update(source.relative_to(_GAME).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    return seen.hexdigest()


def _sources() -> Iterator[Path]:
    for room in _DECIDE:
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

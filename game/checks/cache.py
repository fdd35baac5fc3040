"""What checking found, kept for files that haven't changed since."""

from pathlib import Path
from typing import Final

from game.language.diagnostics import Diagnostic, Place
from game.library.kept import Kept, kept_for
from game.library.library import Library

Known = tuple[tuple[Diagnostic, ...], int]
"""What was found in a file, and how much of it can be mended."""

_DECIDE: Final = ("checks", "town", "language", "engine", "rules", "library")


class Cache:
    """The kept results of one pack.

    Args:
        kept: where they are.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.save = kept.save

    def get(self, path: Path, digest: str) -> Known | None:
        """What was found in the file at `path` when its digest was this one."""
        try:
            fixable, rows = self._kept.get(path, digest) or [None, None]
            return tuple(
                Diagnostic(str(code), str(message), Place(int(line), int(column), int(end)), str(hint))
                for code, message, line, column, end, hint in rows
            ), int(fixable)
        except (TypeError, ValueError):
            return None

    def keep(self, path: Path, digest: str, diagnostics: tuple[Diagnostic, ...], fixable: int) -> None:
        """Keep what was found in a file."""
        rows = [
            [one.code, one.message, one.place.line, one.place.column, one.place.end_column, one.hint]
            for one in diagnostics
        ]
        self._kept.keep(path, digest, [fixable, rows])


def cache_of(library: Library) -> Cache:
    """The cache of a pack."""
    return Cache(kept_for(library, "checks", *_DECIDE))

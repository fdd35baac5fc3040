"""Writes into a file the full marks that its conversations can give; every other byte stays as it is."""

from pathlib import Path

from game.checks.checked import Checked
from game.checks.marks import full_marks
from game.engine.graph import TooLarge
from game.engine.step import EncounterFault
from game.language.read import read_encounter
from game.library.library import Library


def with_full_marks(source: bytes, path: Path, library: Library) -> bytes:
    """The encounter file with right full marks; as it was where they are right, or can't be told.

    Args:
        source: the file's bytes.
        path: where the file lies.
        library: whose rulebook it is played by, unless it lies in another pack.

    Raises:
        Unreadable: the rulebook is missing or has problems.
    """
    reading = read_encounter(source, str(path))
    loaded = library.load(reading, path)
    if loaded is None or reading.document is None or reading.draft:
        return source
    try:
        right = full_marks(Checked(loaded, reading.document, reading.draft))
    except (TooLarge, EncounterFault):
        return source
    if set(right) != set(loaded.encounter.full_marks):
        return source
    lines = source.decode("utf-8").splitlines(keepends=True)
    places = {skill: reading.document.places["full_marks", skill] for skill in right}
    # From the right, so that the columns of the others stay.
    for skill, place in sorted(places.items(), key=lambda each: -each[1].column):
        line = lines[place.line - 1]
        lines[place.line - 1] = f"{line[: place.column - 1]}{right[skill]}{line[place.end_column - 1 :]}"
    written = "".join(lines).encode("utf-8")
    again = read_encounter(written, str(path)).encounter
    return written if again is not None and again.full_marks == right else source

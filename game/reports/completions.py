"""Completions as CSV, a row each, as learning platforms import them."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from game.reports.folder import Person
from game.rules.clean import clean

HEADS: Final = ("user", "encounter", "date", "score", "status")

# What spreadsheets take for the beginning of a formula; the wide forms too, where they read Japanese or Chinese.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def completions(people: Iterable[Person]) -> bytes:
    """Every finished run of these people as one row; UTF-8, quoted throughout."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADS)
    for person in people:
        for run in person.runs:
            row = (person.name, run.encounter, run.date.isoformat(), run.score, run.status)
            writer.writerow(map(harmless, row))
    return out.getvalue().encode()


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: quotes alone don't hold one back, a leading apostrophe does."""
    written = str(value)
    cell = clean(written).strip()
    return f"'{cell}" if cell.startswith(_FORMULA) or written.startswith(_FORMULA) else cell

"""Completions as CSV, a row each, as learning platforms import them."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from game.reports.folder import Person
from game.rules.clean import harmless

HEADS: Final = ("user", "encounter", "date", "score", "status")


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

"""Completions as CSV: what a platform imports, and nothing a spreadsheet would run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.reports.completions import completions
from game.reports.folder import Person
from game.rules.clean import harmless
from tests.reports.making import result


def rows(body: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(body.decode(), newline=""), strict=True))


def test_every_run_is_a_row() -> None:
    zoe = Person("a" * 16, "Zoë", (result(1, 640), result(2, 910, status="passed")))
    body = completions([zoe, Person("b" * 16, "Ben", (result(3),))])
    assert rows(body) == [
        ["user", "encounter", "date", "score", "status"],
        ["Zoë", "aisle-seven", "2026-11-20", "640", "completed"],
        ["Zoë", "aisle-seven", "2026-11-20", "910", "passed"],
        ["Ben", "aisle-seven", "2026-11-20", "700", "completed"],
    ]


def test_every_cell_is_quoted() -> None:
    lines = completions([Person("a" * 16, 'A "B", C', (result(),))]).decode().split("\r\n")
    assert lines[0] == '"user","encounter","date","score","status"'
    assert lines[1] == '"A ""B"", C","aisle-seven","2026-11-20","700","completed"'


FORMULAS = [
    "=1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\x1b=1",
    "\u200b=1",
    "＝1",
    "=cmd|' /C x'!A0",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell: str) -> None:
    [_, [user, *_]] = rows(completions([Person("a" * 16, cell, (result(),))]))
    assert user.startswith("'")


@given(st.text())
def test_no_text_is_a_formula_or_breaks_its_row(words: str) -> None:
    assert not harmless(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    table = rows(completions([Person("a" * 16, words, (result(),))]))
    assert [len(row) for row in table] == [5, 5]


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert harmless("O'Neill-Smith") == "O'Neill-Smith"

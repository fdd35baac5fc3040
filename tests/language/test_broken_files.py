"""Every broken file of the collection: what is wrong with it, and where, to the column."""

from pathlib import Path

import pytest

from game.language.read import read_encounter

from .files import BROKEN, PARSERS, parser


def _found(path: Path) -> list[str]:
    reading = read_encounter(path.read_bytes(), path.name)
    return [f"{one.place.line}:{one.place.column} {one.code}" for one in reading.diagnostics]


def test_there_are_many_of_them() -> None:
    assert len(BROKEN) >= 45


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_gives_all_its_problems_at_once(path: Path) -> None:
    assert _found(path) == path.with_suffix(".expected").read_text("utf-8").split("\n")[:-1]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_both_parsers_tell_the_same(path: Path) -> None:
    told = []
    for name in PARSERS:
        with parser(name):
            reading = read_encounter(path.read_bytes(), path.name)
        # Inside an escape the two differ by a column.
        told.append([(one.code, one.message, one.place.line, one.hint) for one in reading.diagnostics])
    assert told.count(told[0]) == len(told)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_rendered_without_anything_a_terminal_obeys(path: Path) -> None:
    reading = read_encounter(path.read_bytes(), path.name)
    shown = reading.rendered()
    assert reading.encounter is None
    assert shown.startswith(f"{path.name}:")
    assert all(char == "\n" or char.isprintable() for char in shown)
    for one in reading.diagnostics:
        assert "pydantic" not in one.message + one.hint
        assert "Input should" not in one.message


def test_an_excerpt_has_a_caret_under_the_place_and_one_hint() -> None:
    path = next(path for path in BROKEN if path.stem == "circle-of-one")
    assert read_encounter(path.read_bytes(), "content/circle-of-one.yaml").rendered() == (
        "content/circle-of-one.yaml:39:13: S511 scenes run in a circle: hall → hall\n"
        "   |\n"
        "39 |         to: hall\n"
        "   |             ^^^^\n"
        "   = hint: leave `to:` out and make the scene a `hub: true` if the talk should stay here"
    )

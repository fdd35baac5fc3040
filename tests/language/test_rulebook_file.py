"""Rulebooks and packs: the built-in ones read well, broken ones say where."""

from dataclasses import fields

import pytest

from game.language.read import read_pack, read_rulebook
from game.language.rulebook_file import ScoringShape
from game.rules.conditions import Compare, Is
from game.rules.rulebook import EVENTS, MOVES, Scoring

from .files import PACK, RULEBOOK, edited

TEXT = RULEBOOK.read_text("utf-8")

BROKEN_RULEBOOKS: dict[str, tuple[tuple[str, str], list[str]]] = {
    "a move is left out": (("  say_back:\n", "  say_bakc:\n"), ["R206", "M102"]),
    "an event is left out": (("  unkept:\n", "  unkpet:\n"), ["M101"]),
    "an id stands twice": (("      R-02:\n", "      R-03:\n"), ["R213"]),
    "an event takes a move's id": (("    id: R-51\n", "    id: R-01\n"), ["R213"]),
    "an id is no id": (("      R-02:\n", "      two:\n"), ["M106"]),
    "grades fall": (("Good: 15", "Good: 41"), ["S517"]),
    "a grade is missing": (("Good: 15, ", ""), ["M102"]),
    "a condition of an encounter": (("when: learns", "when: knows(surgeon)"), ["C304"]),
    "an unknown move in a condition": (("times(apologise)", "times(apologize)"), ["R206"]),
    "an unknown skill": (("evidence: {Listen: 3}", "evidence: {Listening: 3}"), ["R207"]),
    "a change that is none": (("heard: 1\n", "heard: +one\n"), ["M103"]),
    "harm below nothing": (("harm: 1\n", "harm: -1\n"), ["M104"]),
    "no weight": (("  weight_own: 25\n", ""), ["M102"]),
    "prose outside a block": (("    means: |\n      Say sorry.", "    means: Say sorry."), ["Y016"]),
    "a title cut off": (("title: Own It, first edition", "title: Own It, edition #1"), ["Y017"]),
}


def test_the_built_in_rulebook_reads_well() -> None:
    reading = read_rulebook(RULEBOOK.read_bytes(), "rulebook.yaml")
    assert reading.rendered() == ""
    book = reading.rulebook
    assert book is not None
    assert tuple(book.moves) == MOVES
    assert tuple(book.events) == EVENTS
    assert book.moves["ask"].rules[0].when == Is("learns", "")
    assert book.moves["apologise"].rules[0].when == Compare("times", "apologise", "==", 0)
    assert [grade for grade, _ in book.grades] == ["Best", "Good", "Slip", "Mistake"]


def test_scoring_has_every_number_of_the_rules() -> None:
    assert list(ScoringShape.model_fields) == [one.name for one in fields(Scoring)]


@pytest.mark.parametrize("name", BROKEN_RULEBOOKS)
def test_a_broken_rulebook_says_where(name: str) -> None:
    edit, codes = BROKEN_RULEBOOKS[name]
    reading = read_rulebook(edited(TEXT, edit).encode(), "rulebook.yaml")
    assert reading.rulebook is None
    assert sorted(one.code for one in reading.diagnostics) == sorted(codes), reading.rendered()


def test_the_built_in_pack_reads_well() -> None:
    reading = read_pack(PACK.read_bytes(), "pack.yaml")
    assert reading.rendered() == ""
    assert reading.pack is not None
    assert reading.pack.key == "ownit"


def test_a_broken_pack_says_where() -> None:
    text = edited(PACK.read_text("utf-8"), ("pack: ownit", "pack: Own It"), ("title:", "titel:"))
    reading = read_pack(text.encode(), "pack.yaml")
    assert [one.code for one in reading.diagnostics] == ["M106", "M101"]
    assert reading.pack is None

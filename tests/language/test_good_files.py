"""What a good file becomes."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.encounter import (
    Arrow,
    Back,
    Due,
    Expectation,
    Figure,
    PersonText,
    Reply,
    Returns,
    Scene,
    SelfTest,
    Temperament,
    Variant,
)
from game.language.read import Reading, read_encounter
from game.rules.conditions import Compare, Is
from game.rules.gauges import Gauges

from .files import ENCOUNTERS, GOOD, GOODS, PARSERS, edited, parser

TEXT = GOOD.read_text("utf-8")


def read(text: str) -> Reading:
    return read_encounter(text.encode(), "wrong-parcel.yaml")


@pytest.mark.parametrize("path", [*GOODS, *ENCOUNTERS], ids=lambda path: path.stem)
@pytest.mark.parametrize("name", PARSERS)
def test_it_reads_without_a_problem(path: Path, name: str) -> None:
    with parser(name):
        reading = read_encounter(path.read_bytes(), str(path))
    assert reading.rendered() == ""
    assert reading.encounter is not None
    assert reading.encounter.key == path.stem


def test_play_and_prose_are_parted() -> None:
    reading = read(TEXT)
    encounter, script = reading.encounter, reading.script
    assert encounter is not None
    assert script is not None
    assert encounter.people == {"dana": "customer", "ravi": "colleague", "kid": "other"}
    assert encounter.temperaments["furious"] == Temperament(Gauges(15, 5, 0, 1), needs_heard=3)
    assert encounter.temperaments["later"] == Temperament(Gauges(3, 9, 0, 0), town_only=True)
    assert encounter.facts == ("medicine", "in-van-3")
    assert encounter.promises == {"by-eight": Due("evening"), "call": Due(None, outlives=True)}
    assert encounter.flags == ("sent-away",)
    assert encounter.scenes["gone"] == Scene("nobody", {}, ending="lost")
    assert encounter.scenes["alarm"].act_first
    assert encounter.scenes["questions"].otherwise == (Arrow("inside"),)
    assert encounter.scenes["questions"].replies["look-it-up"] == Reply(
        ("say_back", "own"),
        cites=("medicine",),
        learns=("in-van-3",),
        to=(Arrow("inside", Compare("heat", "", "<", 12)), Arrow("alarm")),
    )
    assert script.people["dana"] == PersonText(
        name="",
        job="",
        draws={
            "name": "woman.name",
            "first": "woman.first_name",
            "code": "code.ticket",
            "street": "place.street",
        },
        says={},
    )
    assert script.people["ravi"] == PersonText("Ravi", "dispatch", {}, {"name": "Ravi", "job": "dispatch"})
    assert script.figure == Figure("minutes a customer", 4)
    assert (script.title, script.level, script.locale) == ("The wrong parcel", 2, "en_GB")


def test_prose_becomes_paragraphs_and_a_letter_keeps_its_lines() -> None:
    script = read(TEXT).script
    assert script is not None
    assert script.brief == (
        "It is ten to six. The shutters are half down.\n- One counter is open.\n- It is yours."
    )
    assert script.scenes["at-eight"].letter == (
        Variant("Dear depot,\n\nit came at five to eight.\n{dana_first}", Is("kept", "by-eight")),
        *script.scenes["at-eight"].letter[1:],
    )
    assert script.scenes["counter"].says[-1].when is None


def test_the_files_own_tests_follow_a_renamed_reply() -> None:
    reading = read(TEXT)
    assert reading.renamed == {"questions": {"ask-when": "ask-time"}}
    assert reading.tests is not None
    assert reading.tests["owning it"] == SelfTest(
        "weary",
        ("what-was-in-it", "ask-time", "look-it-up", "turn-round", "by-eight", "here"),
        Expectation("at-eight", "met", True, 0, 800, 1000),
    )


def test_a_draft_says_so() -> None:
    assert not read(TEXT).draft
    assert read(edited(TEXT, ("draft: false", "draft: true"))).draft


def test_windows_line_ends_change_nothing() -> None:
    windows = read_encounter(TEXT.replace("\n", "\r\n").encode(), "wrong-parcel.yaml")
    assert (windows.encounter, windows.script) == (read(TEXT).encounter, read(TEXT).script)


BACK_LINES = """\
back:
  who: dana
  about: |
    a parcel
  recalls: |
    the medicine
    in it
  sore: |
    three counters
  thanks: |
    Ravi in dispatch
"""


def test_what_its_customer_would_come_back_about_is_only_read() -> None:
    reading = read(edited(TEXT, ("\nstart: ", f"\n{BACK_LINES}start: ")))
    assert reading.rendered() == ""
    assert reading.encounter == read(TEXT).encounter
    assert reading.script is not None
    assert reading.script.back == Back(
        "dana", "a parcel", "the medicine in it", "three counters", "Ravi in dispatch"
    )


def test_one_who_returns_has_a_field_for_all_that_was_told_of_them() -> None:
    told = "about: a parcel, recalls: the medicine, sore: a queue, thanks: Ravi, other: a ladder"
    returns = "  dana: {is: customer, returns: {met: weary, passed_on: furious}, "
    reading = read(edited(TEXT, ("  dana: {is: customer, ", f"{returns}{told}, ")))
    assert reading.rendered() == ""
    assert reading.encounter == read(TEXT).encounter
    assert reading.script is not None
    assert reading.script.returns == Returns("dana", "weary", "furious")
    assert reading.script.people["dana"].says["other"] == "a ladder"
    assert "returns" not in reading.script.people["dana"].says


def test_an_encounter_needs_no_customer() -> None:
    text = edited(
        TEXT,
        ("  dana: {is: customer", "  dana: {is: other"),
        ("temperaments:\n", ""),
        *((line + "\n", "") for line in TEXT.split("\n") if re.match("  (weary|furious|later): ", line)),
        ("    temperament: weary\n", ""),
        ("    temperament: furious\n", ""),
    )
    reading = read(text)
    assert reading.rendered() == ""
    assert reading.encounter is not None
    assert reading.encounter.customer is None


_PROSE_LINE = re.compile(r"^ {2,}[A-Z][^:{}|]*[.!?]$", re.MULTILINE)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mending_prose_never_changes_what_is_played(data: st.DataObject) -> None:
    spot = data.draw(st.sampled_from(list(_PROSE_LINE.finditer(TEXT))))
    indent = len(spot[0]) - len(spot[0].lstrip())
    words = data.draw(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
    words = words.replace("{", "(").replace("}", ")")
    reading = read(TEXT[: spot.start()] + " " * indent + words + TEXT[spot.end() :])
    assert reading.rendered() == ""
    assert reading.encounter == read(TEXT).encounter
    assert reading.script is not None

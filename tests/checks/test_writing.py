"""The checks of wording: their pages are their tests, and the edges of what they count."""

import re
from pathlib import Path

import pytest

import game.checks.all  # noqa: F401 - registers the checks
from game.checks.check import CHECKS
from game.checks.checked import Checked
from game.checks.explain import PAGES
from game.language.read import read_encounter
from game.library.loaded import Loaded

from ..language.files import ENCOUNTERS
from ..library.shelf import SHELF

CODES = sorted(code for code, one in CHECKS.items() if one.family == "writing")


def checked(text: str, name: str = "wet-gloves.yaml") -> Checked:
    reading = read_encounter(text.encode(), name)
    assert reading.rendered() == ""
    assert reading.encounter is not None
    assert reading.script is not None
    assert reading.document is not None
    loaded = Loaded(reading.encounter, reading.script, SHELF.rulebook, reading.tests or {})
    return Checked(loaded, reading.document, reading.draft)


def example(code: str, which: str) -> str:
    """The file on a check's page under `Bad` or `Good`."""
    page = (PAGES / f"{code}.md").read_text("utf-8")
    found = re.search(
        rf"^## {which}\n\n```yaml\n(# the whole file\n.*?)^```$", page, re.MULTILINE | re.DOTALL
    )
    assert found is not None
    return found[1]


def told(code: str, text: str) -> list[str]:
    return [one.message for one in CHECKS[code].look(checked(text))]


def edited(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_told_and_the_good_one_is_not(code: str) -> None:
    assert told(code, example(code, "Bad"))
    assert told(code, example(code, "Good")) == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("other", CODES)
def test_no_good_example_is_bad_for_another_check(code: str, other: str) -> None:
    assert told(other, example(code, "Good")) == []


def test_a_place_is_where_the_eye_looks() -> None:
    text = example("W908", "Bad")
    found = list(CHECKS["W908"].look(checked(text)))
    lines = text.splitlines()
    marked = [lines[one.place.line - 1][one.place.column - 1 : one.place.end_column - 1] for one in found]
    assert marked == ["always", "Always"]


def test_an_answer_wants_a_thought_too() -> None:
    text = edited(
        example("W902", "Good"), "        coach:", "        hears: |\n          Dry!\n        coach:"
    )
    assert told("W902", text) == ["`sam` answers `new-pair`, and thinks nothing"]


def test_the_same_words_may_stand_where_they_never_meet() -> None:
    text = example("W903", "Bad")
    assert told("W903", text) == [
        "`new-pair` and `dry-pair` say nearly the same, and can stand beside each other"
    ]
    apart = edited(text, "moves: [act]\n", "moves: [act]\n        when: heat < 4\n")
    apart = edited(apart, "moves: [inform]\n", "moves: [inform]\n        when: heat >= 4\n")
    assert told("W903", apart) == []


@pytest.mark.parametrize(
    ("say", "labelled"),
    [
        ("Reflect: three mornings with wet hands.", True),
        ("[ask] What is it for?", True),
        ("(kindly) What is it for?", True),
        ("Never put wool in water.", True),
        ("People never read the label.", True),
        ("Never mind the label.", False),
        ("I never asked, sorry.", False),
        ("That should never have been sold.", False),
        ("Better late than never: here you are.", False),
        ("Ask me again on Friday.", False),
    ],
)
def test_what_is_a_label_or_a_rule(say: str, labelled: bool) -> None:
    text = edited(example("W901", "Good"), "Here's a dry pair. Try them under the tap.", say)
    assert bool(told("W908", text)) is labelled


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Here's a dry pair.", "Here's a dry pair. " + "Try it. " * 30),
        ("Here's a dry pair.", "Here's a " + "very" * 11 + "-dry pair."),
        ("They let the water in.", "They let the water in. " * 27),
        ("name: Sam", "name: Samantha Theodora Featherstonehaugh-Cholmondeley"),
        ("role: shop assistant", "role: the shop assistant who is alone until they close"),
        ("They let", "温度温度温度温度温度温度温度温度温度温度温度温度 They let"),
    ],
)
def test_what_is_too_wide(old: str, new: str) -> None:
    assert len(told("W907", edited(example("W907", "Good"), old, new))) == 1


def test_a_blank_is_as_wide_as_what_is_drawn() -> None:
    text = edited(example("W907", "Good"), "name: Sam", "a_rather_long_name_for_a_small_field: code.order")
    blank = "{sam_a_rather_long_name_for_a_small_field}"
    assert told("W907", edited(text, "They let", f"{blank} They let")) == []


def test_marks_inside_a_sentence_end_none() -> None:
    coach = "Dry, and the tap to prove it."
    text = edited(example("W909", "Good"), "A dry pair, and the tap to prove it.", coach)
    assert told("W909", edited(text, coach, "You said “Five?” and waited... Then 4.30 was named.")) == []
    assert told("W909", edited(text, coach, "Mr. Szabo and Mrs. Ito wait. Dr. Ruiz doesn't.")) == []
    assert told("W909", edited(text, coach, "So. " * 3))
    assert told("W909", edited(text, coach, "so " * 60))


@pytest.mark.parametrize("path", ENCOUNTERS[:2], ids=lambda path: path.stem)
def test_a_choice_is_judged_once_for_each_temperament(path: Path) -> None:
    one = checked(path.read_text("utf-8"), str(path))
    judged = one.choices
    assert all(choice.matters and min(choice.values.values()) >= 0 for choice in judged)
    scenes = [choice.scene for choice in judged]
    assert max(map(scenes.count, scenes)) <= len(one.temperaments)
    first = [choice for choice in judged if choice.scene == one.encounter.start]
    assert all(max(choice.values.values()) == 1000 for choice in first)

"""Every built-in encounter's own tests hold, and a test that does not says why in a sentence."""

from dataclasses import replace

import pytest

from game.engine.encounter import Encounter, Expectation, Reply, Scene, SelfTest, Temperament
from game.library.loaded import Loaded
from game.library.self_tests import failures
from game.rules.gauges import Gauges

from .shelf import NAMES, SHELF, aisle_seven

OWNING_IT = aisle_seven().tests["owning it"]


@pytest.mark.parametrize("name", NAMES)
def test_every_test_of_every_encounter_holds(name: str) -> None:
    loaded = SHELF.encounter(name)
    assert loaded.tests, f"{name} tests nothing"
    failed = {title: failures(loaded, test) for title, test in loaded.tests.items()}
    assert {title: sentences for title, sentences in failed.items() if sentences} == {}


@pytest.mark.parametrize("name", NAMES)
def test_checking_a_file_plays_its_tests(name: str) -> None:
    assert SHELF.check(SHELF.folder / "encounters" / f"{name}.yaml").rendered() == ""


def test_a_test_that_expects_nothing_of_an_unfinished_run_holds() -> None:
    assert failures(aisle_seven(), SelfTest("brisk", ("who-for",), Expectation())) == []


@pytest.mark.parametrize(
    ("expect", "sentence"),
    [
        (Expectation(ending="ten-cans"), "expects ending ten-cans, and it is big-letters"),
        (Expectation(outcome="lost"), "expects outcome lost, and it is met"),
        (Expectation(mastered=False), "expects mastered false, and it is true"),
        (Expectation(criticals=1), "expects criticals 1, and it is 0"),
        (Expectation(score_at_most=799), "expects a score of at most 799, and it is 1000"),
    ],
)
def test_each_thing_that_comes_out_otherwise_is_said(expect: Expectation, sentence: str) -> None:
    assert failures(aisle_seven(), replace(OWNING_IT, expect=expect)) == [sentence]


def test_a_score_that_is_too_low_is_said() -> None:
    pointing = replace(aisle_seven().tests["pointing"], expect=Expectation(score_at_least=700))
    [sentence] = failures(aisle_seven(), pointing)
    assert sentence.startswith("expects a score of at least 700, and it is ")


def test_a_score_at_its_very_bounds_is_fine() -> None:
    exact = Expectation(score_at_least=1000, score_at_most=1000)
    assert failures(aisle_seven(), replace(OWNING_IT, expect=exact)) == []


def test_a_reply_that_is_not_there_is_said_with_its_turn() -> None:
    wrong = replace(OWNING_IT, choose=("who-for", "shrug"))
    assert failures(aisle_seven(), wrong) == [
        "stops at its reply 2: there is no reply “shrug” in the scene “the-paper”"
    ]


def test_a_run_that_reaches_no_ending_is_said() -> None:
    short = replace(OWNING_IT, choose=OWNING_IT.choose[:2])
    [sentence] = failures(aisle_seven(), short)
    assert "“forty-one”" in sentence
    assert "no ending" in sentence


def test_an_authors_fault_is_said() -> None:
    nowhere = Encounter(
        key="nowhere",
        people={"dana": "customer"},
        temperaments={"calm": Temperament(Gauges())},
        facts=(),
        promises={},
        flags=(),
        start="hub",
        scenes={
            "hub": Scene("dana", {"chat": Reply(("inform",))}, hub=True),
            "end": Scene("nobody", {}, ending="met"),
        },
        full_marks={"Act": 1},
    )
    loaded = Loaded(nowhere, aisle_seven().script, aisle_seven().rulebook, {})
    assert failures(loaded, SelfTest("calm", ("chat",), Expectation())) == [
        "can't go on: in the scene “hub” no reply is left, and there is no `otherwise`"
    ]


def test_the_library_has_something_for_every_level_and_many_trades() -> None:
    scripts = [SHELF.encounter(name).script for name in NAMES]
    assert {script.level for script in scripts} == {1, 2, 3, 4, 5}
    assert len({script.industry for script in scripts}) > len(NAMES) // 2
    assert len({script.locale for script in scripts}) > len(NAMES) // 2


def test_in_some_encounters_nobody_has_called_yet() -> None:
    assert [name for name in NAMES if SHELF.encounter(name).encounter.customer is None] == [
        "the-clause", "thirteen-complaints",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_letters_differ(name: str) -> None:
    script = SHELF.encounter(name).script
    letters = [variant.text for scene in script.scenes.values() for variant in scene.letter]
    assert len(letters) == len(set(letters)) > 1

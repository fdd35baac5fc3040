"""A skill is mastered in 3 of the last 4 different encounters that offer it, on two days, without a critical."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.language.plan_file import MasteryRule
from game.play.history import FinishedRun
from game.training.mastery import counted_for, current, passed_by_test, stage_standings, standing

from .making import a_plan, a_run, a_stage, summary

FIVE = ("soup", "plane", "bill", "boots", "water")
RULE = MasteryRule()


def listening(history: list[FinishedRun], *keys: str) -> bool:
    return standing("Listen", keys or FIVE, history, RULE).mastered


def test_three_of_the_last_four_on_two_days_is_mastered() -> None:
    history = [a_run("soup", 0), a_run("plane", 0), a_run("bill", 1)]
    assert listening(history)
    assert listening([*history, a_run("boots", 2, {"Listen": 100})])


def test_two_failures_among_the_last_four_are_too_many() -> None:
    history = [a_run("soup", 0), a_run("plane", 0), a_run("bill", 1)]
    failing = [a_run("boots", 2, {"Listen": 599}), a_run("water", 3, {"Listen": 0})]
    assert not listening(history + failing)


def test_one_long_day_is_not_enough() -> None:
    assert not listening([a_run(key, 0, minute=place) for place, key in enumerate(FIVE)])


def test_the_mark_is_six_hundred() -> None:
    assert listening([a_run("soup", 0, {"Listen": 600}), a_run("soup", 1, {"Listen": 600})], "soup")
    assert not listening([a_run("soup", 0, {"Listen": 600}), a_run("soup", 1, {"Listen": 599})], "soup")


@pytest.mark.parametrize("why", [{"stepped_back": True}, {"criticals": 1}])
def test_a_run_stepped_back_or_with_a_critical_passes_nothing(why: dict[str, bool | int]) -> None:
    assert not listening([a_run("soup", 0), a_run("soup", 1, **why)], "soup")  # type: ignore[arg-type]


def test_a_run_stepped_back_takes_nothing_away_either() -> None:
    assert listening(
        [a_run("soup", 0), a_run("soup", 1), a_run("soup", 2, {"Listen": 0}, stepped_back=True)], "soup"
    )


def test_where_fewer_than_three_offer_it_all_are_needed() -> None:
    assert not listening([a_run("soup", 0), a_run("soup", 1)], "soup", "plane")
    assert listening([a_run("soup", 0), a_run("plane", 1)], "soup", "plane")


def test_the_same_encounter_again_and_again_counts_once() -> None:
    assert not listening([a_run("soup", day) for day in range(9)])


def test_only_the_last_attempt_at_an_encounter_counts() -> None:
    history = [a_run("soup", 0, {"Listen": 0}), a_run("soup", 1), a_run("soup", 2)]
    assert listening(history, "soup")
    assert not listening([*history, a_run("soup", 3, {"Listen": 0})], "soup")


@given(st.lists(st.tuples(st.sampled_from(FIVE), st.integers(0, 9), st.integers(0, 1000)), max_size=12))
def test_what_is_passed_never_exceeds_what_was_played(drawn: list[tuple[str, int, int]]) -> None:
    history = sorted(
        (a_run(key, day, {"Listen": ratio}) for key, day, ratio in drawn), key=lambda run: run.at
    )
    found = standing("Listen", FIVE, history, RULE)
    assert found.passed <= min(len({run.encounter for run in history}), RULE.of_last)
    assert found.days <= len({run.day for run in history})
    assert not found.mastered or sum(run.ratios["Listen"] >= 600 for run in history) >= 3


ENCOUNTERS = [summary(key) for key in FIVE]
PLAN = a_plan(a_stage("first", "soup"), a_stage("second", "plane", "bill"))


def test_a_stage_opens_when_the_one_before_it_is_mastered() -> None:
    before = stage_standings(PLAN, ENCOUNTERS, [a_run("soup", 0, mode="coached")])
    assert [(one.open, one.done) for one in before] == [(True, False), (False, False)]
    assert current(before).stage.key == "first"
    twice = [a_run("soup", 0, mode="coached"), a_run("soup", 1, mode="coached")]
    after = stage_standings(PLAN, ENCOUNTERS, twice)
    assert [(one.open, one.done) for one in after] == [(True, True), (True, False)]
    assert current(after).stage.key == "second"


def test_a_plan_that_is_done_stays_at_its_last_stage() -> None:
    history = [a_run(key, day, mode="coached") for day in (0, 1) for key in ("soup", "plane", "bill")]
    standings = stage_standings(PLAN, ENCOUNTERS, history)
    assert all(one.done for one in standings)
    assert current(standings).stage.key == "second"


def test_mastering_two_at_the_first_meeting_without_gauges_passes_the_stage() -> None:
    keys = ("soup", "plane", "bill")
    assert passed_by_test(keys, [a_run("soup"), a_run("plane", minute=9)])
    assert not passed_by_test(keys, [a_run("soup")])
    assert not passed_by_test(keys, [a_run("soup"), a_run("plane", mode="coached")])
    assert not passed_by_test(
        keys, [a_run("soup"), a_run("plane", mastered=False), a_run("plane", 1, first=False)]
    )
    assert not passed_by_test(keys, [a_run("soup"), a_run("plane", minute=9, first=False)])
    assert not passed_by_test((), [])


def test_a_stage_of_one_is_passed_by_mastering_that_one() -> None:
    assert passed_by_test(["soup"], [a_run("soup")])


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (a_run("soup", 0), "Counts for Listen"),
        (a_run("soup", 0, {"Listen": 599}), "was 60 % full, so it counts for none"),
        (a_run("soup", 0, stepped_back=True), "You stepped back"),
        (a_run("soup", 0, criticals=1), "a critical"),
        (a_run("plane", 0), "Not one of the encounters"),
    ],
)
def test_a_run_says_what_it_counts_for(run: FinishedRun, says: str) -> None:
    plan = a_plan(a_stage("first", "soup"))
    assert says in counted_for(run, plan, plan.stages[0], [summary("soup"), summary("plane")])

"""What a cohort adds up to, and what a small group hides."""

from dataclasses import fields
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.reports.cohort import GROUP, Row, cohort, level
from game.reports.folder import Person
from game.reports.sent import Turning
from tests.reports.making import TODAY, people, result

DESK = Turning(scene="desk", reply="no")


def test_a_group_of_four_shows_no_distribution_and_a_group_of_five_does() -> None:
    four, five = cohort(people([500] * 4, turning=DESK)), cohort(people([500] * 5, turning=DESK))
    assert four.skills[0].counts is None
    assert four.skills[0].median is None
    assert four.shared == ()
    assert (four.encounters[0].people, four.encounters[0].scores, four.encounters[0].passed) == (
        4,
        None,
        None,
    )
    assert four.encounters[0].critical is None
    assert five.skills[0].counts == (0, 0, 5, 0, 0)
    assert [(one.people, one.of) for one in five.shared] == [(5, 5)]
    assert five.encounters[0].scores == (500,) * 5


def test_a_group_is_of_people_not_of_runs() -> None:
    often = [Person("a" * 16, "Ann", tuple(result(n, turning=DESK) for n in range(20)))]
    found = cohort(often)
    assert found.skills[0].counts is None
    assert found.shared == ()
    assert found.encounters[0].scores is None


def test_a_group_counts_for_each_skill_and_encounter_by_itself() -> None:
    found = cohort(
        [*people([500] * 3, encounter="one"), *people([500] * 4, encounter="two", skills={"Act": 1})]
    )
    assert all(one.counts is None for one in found.skills)
    assert all(one.scores is None for one in found.encounters)


def test_a_row_tells_nothing_of_criticals_or_single_skills() -> None:
    names = {field.name for field in fields(Row)}
    assert names == {"name", "runs", "encounters", "passed", "first", "latest", "last"}


def test_a_row_tells_how_it_went_at_first_and_lately() -> None:
    runs = tuple(
        result(n, score, day=TODAY - timedelta(days=9 - n), status="passed" if score > 800 else "completed")
        for n, score in enumerate((100, 300, 200, 500, 600, 900, 850))
    )
    [row] = cohort([Person("a" * 16, "Ann", runs)]).rows
    assert (row.runs, row.encounters, row.passed) == (7, 1, 1)
    assert (row.first, row.latest) == (200, 850)
    assert row.last == runs[-1].date


def test_one_run_is_no_change() -> None:
    [row] = cohort(people([700])).rows
    assert (row.first, row.latest) == (700, None)


def test_two_people_of_one_name_are_told_apart() -> None:
    rows = cohort([Person(str(n) * 16, "Ann", (result(n),)) for n in range(3)]).rows
    assert [row.name for row in rows] == ["Ann", "Ann (2)", "Ann (3)"]


def test_a_skill_is_told_by_the_last_three_runs_that_offer_it() -> None:
    runs = [result(n, skills={"Own": value}) for n, value in enumerate((0, 0, 600, 700, 800))]
    assert level([*runs, result(9, skills={"Act": 0})], "Own") == 700
    assert level(runs, "Listen") is None


def test_a_turning_point_of_one_person_is_nobody_elses_business() -> None:
    crowd = people([500] * 5)
    alone = Person("f" * 16, "Fay", (result(90, turning=DESK), result(91, turning=DESK)))
    assert cohort([*crowd, alone]).shared == ()
    another = Person("e" * 16, "Eva", (result(92, turning=DESK),))
    [shared] = cohort([*crowd, alone, another]).shared
    assert (shared.people, shared.of) == (2, 7)


def test_how_hard_an_encounter_is_tells_the_first_try() -> None:
    crowd = [
        Person(person.sender, person.name, (*person.runs, result(100 + n, 1000)))
        for n, person in enumerate(people([100, 200, 300, 400, 500], criticals=1))
    ]
    [hard] = cohort(crowd).encounters
    assert hard.scores == (100, 200, 300, 400, 500)
    assert (hard.passed, hard.critical) == (0, 5)


def test_the_hardest_comes_first_and_the_untold_last() -> None:
    crowd = [
        Person(person.sender, person.name, (person.runs[0], result(50 + n, 300, "hard"), *rest))
        for n, person in enumerate(people([900] * 5, encounter="easy"))
        for rest in ([(result(99, 0, "alone"),)] if n == 0 else [()])
    ]
    assert [one.encounter for one in cohort(crowd).encounters] == ["hard", "easy", "alone"]


def test_nobody_is_a_cohort_too() -> None:
    found = cohort([])
    assert (found.rows, found.runs, found.first, found.shared, found.encounters) == ((), 0, None, (), ())


@given(st.lists(st.integers(0, 1000), min_size=GROUP, max_size=40))
def test_everybody_is_in_one_fifth(levels: list[int]) -> None:
    crowd = [Person(f"{n:016x}", "x", (result(n, skills={"Own": each}),)) for n, each in enumerate(levels)]
    own = next(one for one in cohort(crowd).skills if one.skill == "Own")
    assert own.counts is not None
    assert sum(own.counts) == own.people == len(levels)
    assert own.counts[3] + own.counts[4] == sum(each >= 600 for each in levels)


@pytest.mark.parametrize("score", [0, 1000])
def test_the_ends_of_the_scale_have_a_place(score: int) -> None:
    found = cohort(people([score] * 5, skills={"Own": score}))
    assert found.encounters[0].scores == (score,) * 5

"""Skills come back after days, sooner where they were thin."""

from datetime import UTC, datetime

import pytest
from fsrs import Rating

from game.play.history import DAY
from game.training.spacing import due, due_dates, rating

from .making import MONDAY, a_run


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(0, Rating.Again), (399, Rating.Again), (400, Rating.Hard), (599, Rating.Hard), (600, Rating.Good),
     (899, Rating.Good), (900, Rating.Easy), (1000, Rating.Easy)],
)  # fmt: skip
def test_how_full_a_skill_was_is_how_well_it_was_remembered(ratio: int, said: Rating) -> None:
    assert rating(ratio) is said


def days_until_due(*ratios: int) -> list[int]:
    """After each run, made on the day the one before fell due, in how many days the skill is due again."""
    history, day, found = [], 0, []
    for ratio in ratios:
        history.append(a_run("soup", day, {"Listen": ratio}))
        after = due_dates(history)["Listen"]
        moment = datetime.fromtimestamp(history[-1].at / 1000, UTC)
        found.append((after - moment).days)
        day += found[-1]
    return found


def test_intervals_are_days_and_grow_while_all_goes_well() -> None:
    assert days_until_due(800, 800, 800, 800) == [2, 11, 46, 163]


def test_a_thin_showing_brings_it_back_soon() -> None:
    assert days_until_due(800, 100)[1] < days_until_due(800, 800)[1]
    assert days_until_due(100)[0] <= 1


def test_the_longest_overdue_comes_first() -> None:
    history = [a_run("soup", 0, {"Listen": 800}), a_run("plane", 1, {"Act": 100})]
    assert due(history, MONDAY) == ()
    assert due(history, MONDAY + 30 * DAY) == ("Listen", "Act")


def test_runs_stepped_back_do_not_count() -> None:
    assert due_dates([a_run(stepped_back=True)]) == {}


def test_the_same_history_gives_the_same_days() -> None:
    history = [a_run("soup", day, {"Listen": 700, "Own": 300}) for day in (0, 3, 9)]
    assert due_dates(history) == due_dates(history)

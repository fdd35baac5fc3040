"""What the events of weeks add up to, also where two windows spend the same one."""

from collections.abc import Sequence

import pytest

from game.saves.events import WeekChose, WeekFinished
from game.saves.progress import Progress
from game.saves.weeks import SavedWeek, mark_of

from .test_boards import week_started

QUIET = ("go", "on")


def chose(choices: Sequence[str]) -> WeekChose:
    """The last of these choices."""
    *before, choice = choices
    return WeekChose(week="w", turn=len(before), choice=choice, after=mark_of(before))


def over(choices: Sequence[str], after: str | None = None) -> WeekFinished:
    after = mark_of(choices) if after is None else after
    return WeekFinished(week="w", after=after, score=700, skills={}, served=1, promises_kept=0, spared=0)


def spent(choices: Sequence[str]) -> tuple[Progress, SavedWeek]:
    progress = Progress()
    progress.apply(week_started("w"), 0)
    for count in range(1, len(choices) + 1):
        progress.apply(chose(choices[:count]), count)
    return progress, progress.weeks.by_id["w"]


def test_each_choice_comes_after_all_the_others() -> None:
    progress, week = spent(QUIET)
    assert week.choices == ["go", "on"]
    progress.apply(over(QUIET), 3)
    assert week.finished is not None
    assert progress.ignored == 0


@pytest.mark.parametrize(
    "elsewhere",
    [
        chose(("do:desk", "on", "go")),
        over(("do:desk", "on")),
        over((*QUIET, *QUIET)),
    ],
)
def test_what_another_window_made_of_the_week_is_not_taken_for_its_going_on(
    elsewhere: WeekChose | WeekFinished,
) -> None:
    progress, week = spent(QUIET)
    progress.apply(elsewhere, 9)
    assert week.choices == ["go", "on"]
    assert week.finished is None
    assert progress.ignored == 1


def test_older_saves_say_only_the_choice_before() -> None:
    progress, week = spent(QUIET)
    progress.apply(WeekChose(week="w", turn=2, choice="go", after="on"), 3)
    progress.apply(over((), after="go"), 4)
    assert week.choices == ["go", "on", "go"]
    assert week.finished is not None

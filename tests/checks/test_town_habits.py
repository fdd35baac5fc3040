"""Robots at a town see what a player sees, in the order in which the player sees it."""

import pytest

from game.checks.town_habits import weeks_by_habit
from game.town.score import points_of
from game.town.week import DO, GO, KEEP, options
from game.town.weeks import Weeks
from game.town.working import WorkingWeek

from ..town.corner import FILE, SHELF, rules
from ..town.test_working import game


def first_on_the_screen(week: WorkingWeek) -> str:
    """Where there are replies the first; else promises are kept and the hours spent, by what stands first."""
    match week.state.stage:
        case "scene":
            return next(one.key for one in week.view.turn.choices if not one.locked)  # type: ignore[union-attr]
        case "talk":
            return next(one.key for one in week.talk.turn.choices if not one.locked)
        case "morning":
            offered = options(week.rules, week.state)
            kept = [choice for choice in offered if choice.startswith(KEEP)]
            return next(iter(kept or [choice for choice in offered if choice.startswith(DO)] or [GO]))
    return options(week.rules, week.state)[0]


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_first_on_the_robots_screen_is_the_first_on_the_players(seed: int) -> None:
    week = Weeks(game(SHELF)).start(str(FILE), seed)
    while not week.over:
        week.choose(first_on_the_screen(week))
    robots = weeks_by_habit(rules())["takes the first reply on the screen"]
    assert robots["whatever stands first"][seed] == points_of(week.rules, week.state)[0]

"""Robots spend a week at a town: whoever chooses by the look of a reply must not come to a good week."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from game.checks.habits import FORMS, Talk, Weigh, liked
from game.engine.chance import draw
from game.language.diagnostics import Diagnostic
from game.language.raw import Part
from game.language.town_file import HERE
from game.library.loaded import Loaded
from game.library.towns import case_seed
from game.town.rules import Rules
from game.town.scenes import scene_now, talk_now
from game.town.score import points_of
from game.town.state import Week
from game.town.week import DO, GO, KEEP, begin_week, made, options

GOOD: Final = 800
"""A good week, as a mastered run."""

SEEDS: Final = range(30)
"""Each habit is tried with as many orders of the replies, in each way of spending the mornings."""

LUCKY: Final = 10
"""One week in so many may be good: where a habit has nothing to go by it takes what comes first."""

Spend = Callable[[Rules, Week, int, tuple[str, ...]], str]
"""How mornings are spent: which of these tasks an hour goes to, in a week of this seed."""


def _first(_rules: Rules, _week: Week, _seed: int, tasks: tuple[str, ...]) -> str:
    return tasks[0]


def _any(_rules: Rules, week: Week, seed: int, tasks: tuple[str, ...]) -> str:
    return tasks[draw(seed, tasks[0], f"hour:{week.day}:{week.hours}") % len(tasks)]


def _soonest(rules: Rules, _week: Week, _seed: int, tasks: tuple[str, ...]) -> str:
    """Fires first, what breaks soonest before the others; then people; chores last."""

    def urgency(choice: str) -> tuple[int, bool]:
        task = rules.town.tasks[choice.removeprefix(DO)]
        breaks = rules.town.signals[task.signal].breaks if task.signal is not None else 9
        return breaks, task.bucket == "chores"

    return min(tasks, key=urgency)


WAYS: Final[Mapping[str, Spend]] = {
    "whatever stands first": _first,
    "anything": _any,
    "whatever breaks soonest": _soonest,
}


def habit_findings(rules: Rules, top: Part) -> Iterator[Diagnostic]:
    """Habits that make good weeks more often than luck would."""
    for habit, weeks in weeks_by_habit(rules).items():
        good = {way: sum(score >= GOOD for score in scores) for way, scores in weeks.items()}
        count = len(SEEDS) * len(WAYS)
        if LUCKY * sum(good.values()) <= count:
            continue
        best = max(max(scores) for scores in weeks.values())
        found = (
            f"whoever {habit} comes to a good week in {sum(good.values())} of {count}, and to {best} at best"
        )
        most = max(good, key=lambda way: good[way])
        hint = (
            f"most of them spend their mornings on {most}: let the look of a reply say less about its worth"
        )
        yield (top / "tasks").key_problem("D008", found, hint)


def weeks_by_habit(rules: Rules) -> dict[str, dict[str, list[int]]]:
    """What weeks come to, 0-1000: by the habit that chooses the replies, and by how the mornings are spent."""
    likings = {habit: _Liking(likes) for habit, likes in FORMS.items()}
    return {
        habit: {way: [_points(rules, seed, liking, spend) for seed in SEEDS] for way, spend in WAYS.items()}
        for habit, liking in likings.items()
    }


class _Liking:
    """A robot's liking in every talk of a town, each looked at once."""

    def __init__(self, likes: Callable[[Talk], Weigh]) -> None:
        self._likes = likes
        self._known: dict[str, Weigh] = {}

    def of(self, loaded: Loaded) -> Weigh:
        """Its liking in this talk."""
        key = loaded.encounter.key
        if key not in self._known:
            self._known[key] = cache(self._likes(Talk(loaded.encounter, loaded.script)))
        return self._known[key]


def _points(rules: Rules, seed: int, liking: _Liking, spend: Spend) -> int:
    """What one week comes to."""
    week = begin_week(rules)
    while week.stage != "over":
        week = made(rules, week, _choice(rules, week, seed, liking, spend)).after
    return points_of(rules, week)[0]


def _choice(rules: Rules, week: Week, seed: int, liking: _Liking, spend: Spend) -> str:
    """By the habit, where there are replies; else promises are kept, and the hours spent to the last."""
    offered = options(rules, week)
    match week.stage:
        case "scene":
            loaded = scene_now(rules, week).loaded
            return liked(liking.of(loaded), case_seed(seed, loaded.encounter.key), HERE, offered)
        case "talk":
            here = talk_now(rules, week)
            assert week.talk is not None
            scene = here.loaded.compiled(here.temperament).scenes[week.talk.scene].key
            key = here.loaded.encounter.key
            return liked(liking.of(here.loaded), case_seed(seed, key), scene, offered)
        case "morning":
            kept = [choice for choice in offered if choice.startswith(KEEP)]
            tasks = tuple(choice for choice in offered if choice.startswith(DO))
            return kept[0] if kept else spend(rules, week, seed, tasks) if tasks else GO
    return offered[0]

"""Weeks that can really be had: a search for one that comes to something, by real choices.

Day by day the most promising evenings are gone on with, first few of them, then more. Talks are represented by the
outcome that serves best, which some run of the encounter reaches. What is found can be had; what isn't found may
still exist.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from game.language.town_shape import DAYS
from game.town.outcomes import Outcomes, left_by
from game.town.rules import Rules
from game.town.score import points_of
from game.town.slim import Slim
from game.town.state import Tally, Week
from game.town.week import DO, GO, KEEP, LATER, ON, made, options

WIDTHS: Final = ((2, False), (8, False), (40, True))
"""How many evenings of a day are gone on with, and whether every likely choice is looked at or only the likeliest:
few first, more where that was in vain."""

OTHERS: Final = 3
"""Tasks on which nothing depends, looked at for one hour, where every likely choice is; else one."""

Goal = Callable[[Week], bool]
"""Asks a week that is over."""


class Finder:
    """Finds weeks.

    Args:
        rules: the town's.
        outcomes: what talks may come to.
    """

    def __init__(self, rules: Rules, outcomes: Outcomes) -> None:
        self._rules = rules
        self._outcomes = outcomes
        self._slim = Slim(rules, statuses=True)
        self._known: dict[tuple[Week, bool], tuple[Week, ...]] = {}

    def find(self, week: Week, goal: Goal) -> Week | None:
        """A week that goes on from here and, once it is over, is as wanted; none where none was found."""
        for width, broad in WIDTHS:
            evenings = [week]
            while evenings:
                found: dict[Week, None] = {}
                for one in evenings:
                    for evening in self._evenings(one, broad):
                        found[evening] = None
                over = [made(self._rules, one, ON).after for one in found if one.day == len(DAYS)]
                if (wanted := next((one for one in over if goal(one)), None)) is not None:
                    return wanted
                evenings = [] if over else sorted(found, key=self._promise, reverse=True)[:width]
        return None

    def _evenings(self, week: Week, broad: bool) -> Iterator[Week]:
        """The evenings that may follow, the likely ones; with what was gathered before."""
        slim = self._slim.of(week)._replace(tally=Tally())
        known = self._known.get((slim, broad))
        if known is None:
            known = self._known[slim, broad] = self._likely(self._day(slim, broad))
        before = week.tally
        for evening in known:
            gained = evening.tally
            tally = Tally(
                before.cases + gained.cases, before.points + gained.points, before.hours + gained.hours
            )
            yield evening._replace(tally=tally)

    def _likely(self, evenings: Iterable[Week]) -> tuple[Week, ...]:
        """Of evenings with the same future, those that have gathered most; each slim."""
        kept: dict[tuple[Week, int], list[Tally]] = {}
        for evening in evenings:
            tally = evening.tally
            slim = self._slim.of(evening)._replace(tally=Tally())
            others = kept.setdefault((slim, tally.cases), [])
            if any(one.points >= tally.points and one.hours >= tally.hours for one in others):
                continue
            others[:] = [one for one in others if one.points > tally.points or one.hours > tally.hours]
            others.append(tally)
        return tuple(slim._replace(tally=tally) for (slim, _), tallies in kept.items() for tally in tallies)

    def _day(self, week: Week, broad: bool) -> Iterator[Week]:
        """The evenings of the day that follows an evening, or of the day that has begun."""
        waiting = [made(self._rules, week, ON).after if week.stage == "evening" else week]
        seen: set[Week] = set(waiting)
        while waiting:
            now = waiting.pop()
            if now.stage == "evening":
                yield now
                continue
            for after in self._after(now, broad):
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)

    def _promise(self, week: Week) -> int:
        """How much may be hoped for: what was gathered, and what is left of the signals and of the hours."""
        rules, tally = self._rules, week.tally
        still = [key for key in rules.signals if week.signals[rules.signals[key]].status == "open"]
        points = sum(1000 - 60 * rules.needs(key, week.signals[rules.signals[key]]) for key in still)
        hours = 1000 * (rules.town.hours * (len(DAYS) - week.day) - week.debt)
        hoped = Tally(tally.cases + len(still), tally.points + points, tally.hours + hours)
        return points_of(rules, week._replace(tally=hoped, touched=frozenset({"help", "serve"})))[0]

    def _after(self, week: Week, broad: bool) -> Iterable[Week]:
        if week.stage == "talk":
            found = self._outcomes.of(week)
            served = [outcome for outcome in found if outcome.left == "met"] or found
            return [left_by(self._rules, week, max(served, key=lambda one: one.value))]
        return [made(self._rules, week, choice).after for choice in self._choices(week, broad)]

    def _choices(self, week: Week, broad: bool) -> Iterable[str]:
        found = options(self._rules, week)
        kept = [choice for choice in found if choice.startswith(KEEP)]
        match week.stage:
            case "scene":
                return self._replies(week, found, broad)
            case "morning":
                tasks = [choice for choice in found if choice.startswith(DO)]
                matter = [one for one in tasks if one.removeprefix(DO) in self._slim.matter]
                others = sorted((one for one in tasks if one not in matter), key=self._rank)
                later = [choice for choice in found if choice.startswith(LATER)]
                spend = [*kept, *matter, *others[: OTHERS if broad else 1]]
                return [*spend, *later] if spend and broad else spend or [*later, GO]
        return kept or found

    def _rank(self, choice: str) -> tuple[bool, int]:
        """Chores last; what can't be done later first."""
        task = self._rules.town.tasks[choice.removeprefix(DO)]
        return task.bucket == "chores", max(task.days)

    def _replies(self, week: Week, found: tuple[str, ...], broad: bool) -> Iterable[str]:
        """The reply that does the most work, and the one that shows most."""
        does = self._rules.town.tasks[week.subject].scene.does
        shown = {key: made(self._rules, week, key).after.tally.hours for key in found}
        most = max(found, key=lambda key: (does[key].work, bool(does[key].learns), shown[key]))
        if not broad:
            return [most]
        best = max(found, key=lambda key: (shown[key], does[key].work))
        return dict.fromkeys((most, best))

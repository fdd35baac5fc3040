"""Scores that no week beats.

The bounds are wrong on one side only. They let the player have more than there is: an hour on which nothing else
depends counts in full, whatever there is to do. What they say can't be reached can't be. Talks are represented by
their outcomes (`Outcomes`); promises that an encounter leaves behind are left out.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from game.language.town import Doing
from game.language.town_shape import Bucket
from game.town.outcomes import Outcome, Outcomes, left_by
from game.town.rules import Rules
from game.town.score import points_of
from game.town.slim import Slim
from game.town.state import Tally, Week
from game.town.week import DO, GO, KEEP, LATER, made, options

Figures = tuple[int, int, int]
"""Cases, what they count together, and what the hours count together."""


class End(NamedTuple):
    """How a week ends, but for its figures: promises broken, and buckets in which some good was done."""

    broken: int
    touched: frozenset[Bucket]


Ends = dict[End, frozenset[Figures]]


class Prospects:
    """Explores what may become of a week; what is the same from some state on is worked out once.

    Args:
        rules: the town's.
        outcomes: what talks may come to.
    """

    def __init__(self, rules: Rules, outcomes: Outcomes) -> None:
        self.rules = rules
        self.outcomes = outcomes
        self._known: dict[Week, Ends] = {}
        self._slim_rules = Slim(rules)
        self._slim = self._slim_rules.of

    def best(self, week: Week) -> int | None:
        """The highest score that may come of a week; None where none may."""
        values = [
            self._value(week, end, figures)
            for end, found in self.ends(self._slim(week._replace(tally=Tally()))).items()
            for figures in found
        ]
        return max(values, default=None)

    def _value(self, week: Week, end: End, figures: Figures) -> int:
        before = week.tally
        cases, points, hours = figures
        tally = Tally(before.cases + cases, before.points + points, before.hours + hours)
        promises = tuple(
            promise._replace(status="broken" if place < end.broken else "")
            for place, promise in enumerate(week.promises)
        )
        ended = week._replace(tally=tally, promises=promises, touched=end.touched)
        return points_of(self.rules, ended)[0]

    def ends(self, week: Week) -> Ends:
        """Every end that may come of a slim week, with the figures none of which is beaten by another."""
        known = self._known.get(week)
        if known is None:
            if week.stage == "over":
                broken = sum(promise.status == "broken" for promise in week.promises)
                known = {End(broken, week.touched): frozenset({(0, 0, 0)})}
            else:
                known = self._gathered(week)
            self._known[week] = known
        return known

    def _gathered(self, week: Week) -> Ends:
        found: dict[End, set[Figures]] = {}
        for after in self.after(week):
            gained = after.tally
            for end, figures in self.ends(self._slim(after._replace(tally=Tally()))).items():
                found.setdefault(end, set()).update(
                    (cases + gained.cases, points + gained.points, hours + gained.hours)
                    for cases, points, hours in figures
                )
        return {end: _undominated(figures) for end, figures in found.items()}

    def after(self, week: Week) -> Iterator[Week]:
        """The weeks that one choice leads to."""
        if week.stage == "talk":
            for outcome in self.talks(week):
                yield left_by(self.rules, week, outcome)
            return
        for choice in self.choices(week):
            yield made(self.rules, week, choice).after

    def best_of(self, week: Week, replies: Iterable[str]) -> list[str]:
        """Of replies that do the same to the week, the one that shows most."""
        does = self.rules.town.tasks[week.subject].scene.does
        found: dict[tuple[object, ...], tuple[int, str]] = {}
        for key in replies:
            shown = made(self.rules, week, key).after.tally.hours
            effect = (*_effect(does[key]), does[key].ends == "lost")
            if effect not in found or shown > found[effect][0]:
                found[effect] = (shown, key)
        return [key for _, key in found.values()]

    def talks(self, week: Week) -> Iterable[Outcome]:
        """The outcomes of the talk that has come which are looked at."""
        raise NotImplementedError

    def choices(self, week: Week) -> Iterable[str]:
        """The choices that are looked at."""
        raise NotImplementedError


class Bounds(Prospects):
    """At least as much as can be had: any hour that is left over counts in full, and touches both buckets."""

    def best(self, week: Week) -> int | None:
        """A score that no week which goes on from here beats; None where none may."""
        return super().best(week._replace(touched=frozenset({"help", "serve"})))

    def talks(self, week: Week) -> Iterable[Outcome]:
        """All that are told apart."""
        return self.outcomes.of(week)

    def choices(self, week: Week) -> Iterable[str]:
        """Every task on which anything else may depend, and whatever concerns promises."""
        if week.stage != "morning":
            return self.replies(week) if week.stage == "scene" else options(self.rules, week)
        return [
            choice
            for choice in options(self.rules, week)
            if choice.startswith((KEEP, LATER)) or choice.removeprefix(DO) in self._slim_rules.matter
        ]

    def replies(self, week: Week) -> Iterable[str]:
        """The replies of a scene that are looked at: of those that do the same to the week, the one that shows most."""
        return self.best_of(week, options(self.rules, week))

    def after(self, week: Week) -> Iterator[Week]:
        """As ever; and in the morning, the rest of the hours spent as well as can be."""
        yield from super().after(week)
        if week.stage == "morning":
            gained = week.tally._replace(hours=week.tally.hours + 1000 * week.hours)
            yield made(self.rules, week._replace(hours=0, tally=gained), GO).after


class RescueBounds(Bounds):
    """Weeks in which no fire is prevented, however well they are put out.

    Here the hours don't matter: each counts in full, and each fire may break either way, whatever was done.
    """

    def best(self, week: Week) -> int | None:
        """A score that no such week beats."""
        found = (Bounds.best(self, start) for start in self._starts(week))
        return max((value for value in found if value is not None), default=None)

    def _starts(self, week: Week) -> Iterator[Week]:
        """The beginning, with every way in which fires may break, and everything known or done that people ask for."""
        town, asked = self.rules.town, sorted(self._slim_rules.asked_by_arrivals())
        done = [key for kind, key in asked if kind == "done"]
        known = [key for kind, key in asked if kind == "knows"]
        for warned in product((False, True), repeat=len(town.signals)):
            signals = tuple(
                signal._replace(warned=one) for signal, one in zip(week.signals, warned, strict=True)
            )
            for have in product((False, True), repeat=len(done) + len(known)):
                chosen = [key for key, one in zip((*done, *known), have, strict=True) if one]
                yield week._replace(
                    signals=signals,
                    done=frozenset(chosen) & frozenset(done),
                    knows=frozenset(chosen) & frozenset(known),
                )

    def choices(self, week: Week) -> Iterable[str]:
        """Nothing in the morning; the rest as it comes."""
        return [] if week.stage == "morning" else options(self.rules, week)


class DeflectBounds(Bounds):
    """Weeks in which the problem is handed back wherever it can be."""

    def talks(self, week: Week) -> Iterable[Outcome]:
        """Those that hand it back, where there are any."""
        found = self.outcomes.of(week)
        return [outcome for outcome in found if outcome.deflected] or found

    def replies(self, week: Week) -> Iterable[str]:
        """Those that hand it back, or else leave somebody short, where there are any."""
        found = options(self.rules, week)
        scene = self.rules.town.tasks[week.subject].scene
        replies, moves = scene.encounter.scenes["here"].replies, self.rules.loaded.rulebook.moves
        back = [key for key in found if any(moves[move].deflects for move in replies[key].moves)]
        back = back or [key for key in found if scene.does[key].ends != "met"]
        return self.best_of(week, back or found)


def _effect(doing: Doing) -> tuple[object, ...]:
    """What a reply does to the rest of a week."""
    return doing.work, doing.warns, doing.pulls, doing.learns, doing.promises


def _undominated(figures: Iterable[Figures]) -> frozenset[Figures]:
    """Figures none of which has another with as many cases that counts at least as much in both."""
    kept: dict[int, list[tuple[int, int]]] = {}
    for cases, points, hours in sorted(figures, key=lambda one: (one[0], -one[1], -one[2])):
        best = kept.setdefault(cases, [])
        if not best or hours > best[-1][1]:
            best.append((points, hours))
    return frozenset((cases, *pair) for cases, pairs in kept.items() for pair in pairs)

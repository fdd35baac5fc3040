"""What a week comes to, 0-1000. Integers only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from game.language.town_shape import DAYS
from game.rules.rulebook import Rule
from game.rules.score import Score
from game.rules.skills import SKILLS, Skill
from game.town.rules import Rules
from game.town.state import Week
from game.town.week import Taken

WeekCap = Literal["untouched", "broken"]


@dataclass(frozen=True, slots=True)
class WeekScore:
    """A week's result.

    Attributes:
        score: 0-1000, after harm and caps.
        cases: the mean of its cases, 0-1000, of which there are `count`.
        count: how many cases there were.
        hours: the mean of its hours, 0-1000.
        harm: harm points of promises broken.
        caps: what held it down.
        skills: 0-1000 per skill that was asked for.
        served: how many people were served well.
        kept: promises kept.
        spared: customers who never had to call.
    """

    score: int
    cases: int
    count: int
    hours: int
    harm: int
    caps: tuple[WeekCap, ...]
    skills: Mapping[Skill, int]
    served: int
    kept: int
    spared: int


def points_of(rules: Rules, week: Week) -> tuple[int, int, int, tuple[WeekCap, ...]]:
    """The score of a week as it stands, the means of its cases and hours, and what caps it."""
    town, scoring = rules.town, rules.loaded.rulebook.scoring
    cases = week.tally.points // week.tally.cases if week.tally.cases else 0
    hours = min(1000, week.tally.hours // (town.hours * len(DAYS)))
    total = (town.points.cases * cases + (100 - town.points.cases) * hours) // 100
    harm = harm_of(rules, week)
    left = total * (100 - min(scoring.harm_percent_most, scoring.harm_percent * harm)) // 100
    limits: dict[WeekCap, int] = {}
    if not {"help", "serve"} <= week.touched:
        limits["untouched"] = town.points.untouched
    if harm:
        limits["broken"] = town.points.broken
    caps = tuple(cap for cap, limit in limits.items() if limit < left)
    return min([left, *limits.values()]), cases, hours, caps


def harm_of(rules: Rules, week: Week) -> int:
    """The harm of promises broken, by the rulebook's rule for them."""
    unkept: Rule = rules.loaded.rulebook.events["unkept"]
    return unkept.harm * sum(promise.status == "broken" for promise in week.promises)


def week_score(rules: Rules, steps: Sequence[Taken], week: Week) -> WeekScore:
    """What a week comes to.

    Args:
        rules: the town's.
        steps: everything that was done, in order.
        week: where it stands, after all of them.
    """
    score, cases, hours, caps = points_of(rules, week)
    return WeekScore(
        score=score,
        cases=cases,
        count=week.tally.cases,
        hours=hours,
        harm=harm_of(rules, week),
        caps=caps,
        skills=_skills(rules, steps),
        served=sum(served(taken) for taken in steps),
        kept=sum(promise.status == "kept" for promise in week.promises),
        spared=spared(rules, week),
    )


def spared(rules: Rules, week: Week) -> int:
    """How many never had to call, as their fires were prevented."""
    return sum(
        rules.loaded.script.signals[key].spares
        for key, place in rules.signals.items()
        if week.signals[place].status == "prevented"
    )


def served(taken: Taken) -> int:
    """How many people a step served well: somebody who came, or somebody met in an hour that did no harm."""
    found = sum(closed.left == "met" and not closed.prevented for closed in taken.closed)
    spent = taken.spent
    if spent is not None and spent.score is not None and spent.bucket != "chores":
        found += spent.score.outcome == "met" and not spent.score.harm
    return found


def _skills(rules: Rules, steps: Iterable[Taken]) -> dict[Skill, int]:
    """Everything shown against everything asked for; a fire prevented shows all that its encounter asks for."""
    shown, full = dict.fromkeys(SKILLS, 0), dict.fromkeys(SKILLS, 0)
    for taken in steps:
        if taken.spent is not None and taken.spent.score is not None:
            _add(taken.spent.score, shown, full)
        for closed in taken.closed:
            if closed.score is not None:
                fire = rules.town.arrivals[closed.subject].signal is not None
                _add(
                    closed.score,
                    shown,
                    full,
                    rules.loaded.rulebook.scoring.rescue_ratio_cap if fire else 1000,
                )
        for closed in taken.closed:
            if closed.prevented:
                for skill, most in marks_of_fire(rules, closed.subject).items():
                    shown[skill] += most
                    full[skill] += most
    return {skill: 1000 * shown[skill] // full[skill] for skill in SKILLS if full[skill]}


def _add(score: Score, shown: dict[Skill, int], full: dict[Skill, int], prevent: int = 1000) -> None:
    """Add what a score shows to what was shown; of Prevent no more than this part in 1000."""
    for skill, most in score.full_marks.items():
        counts = most * prevent // 1000 if skill == "Prevent" else most
        shown[skill] += min(score.evidence[skill], counts)
        full[skill] += most


def marks_of_fire(rules: Rules, signal: str) -> Mapping[Skill, int]:
    """Full marks of what would have come of a signal."""
    for arrival in rules.town.arrivals.values():
        if arrival.signal == signal:
            if arrival.encounter is not None:
                return rules.loaded.encounters[arrival.encounter].encounter.full_marks
            assert arrival.scene is not None
            return arrival.scene.encounter.full_marks
    return {}

"""What a cohort's results add up to, and what a small group hides. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median, quantiles
from typing import Final

from game.reports.folder import Person
from game.reports.sent import Result
from game.rules.skills import SKILLS, Skill

GROUP: Final = 5
"""A group of fewer people shows no distribution: whoever knows them would know who is where."""

FIFTHS: Final = 5
LATEST: Final = 3
"""What somebody can do now is told by the last runs in which they could show it."""

SHARED_BY: Final = 2
SHARED_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line. Criticals are not in it, and never stand beside a name.

    Attributes:
        name: two people of one name are told apart by a number.
        runs, encounters, passed: how many.
        first, latest: median score of the first and of the latest runs, three of each at most; no latest after one run.
        last: the day they played last.
    """

    name: str
    runs: int
    encounters: int
    passed: int
    first: int
    latest: int | None
    last: date


@dataclass(frozen=True, slots=True)
class Spread:
    """How a skill is spread: `counts` of people per fifth of 0-1000, their median; neither in a small group."""

    skill: Skill
    people: int
    counts: tuple[int, ...] | None
    median: int | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A reply that cost several people most: how many of those who played the encounter."""

    encounter: str
    scene: str
    reply: str
    people: int
    of: int


@dataclass(frozen=True, slots=True)
class Hardness:
    """How people's first try of an encounter went.

    Attributes:
        encounter: its key.
        people: how many tried it.
        scores: lowest, quarter, median, three quarters, highest; none in a small group, like the rest.
        passed, critical: how many passed it, or had a critical.
    """

    encounter: str
    people: int
    scores: tuple[int, int, int, int, int] | None
    passed: int | None
    critical: int | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything a page shows of a group of people."""

    rows: tuple[Row, ...]
    runs: int
    first: date | None
    last: date | None
    skills: tuple[Spread, ...]
    shared: tuple[Shared, ...]
    encounters: tuple[Hardness, ...]


def cohort(people: Sequence[Person]) -> Cohort:
    """What these people's results add up to."""
    days = [run.date for person in people for run in person.runs]
    return Cohort(
        rows=_rows(people),
        runs=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        skills=tuple(_spread(skill, people) for skill in SKILLS),
        shared=_shared(people),
        encounters=_encounters(people),
    )


def level(runs: Iterable[Result], skill: Skill) -> int | None:
    """What somebody showed of a skill lately, 0-1000; none where no run offered it."""
    shown = [run.skills[skill] for run in runs if skill in run.skills][-LATEST:]
    return round(fmean(shown)) if shown else None


def _rows(people: Iterable[Person]) -> tuple[Row, ...]:
    seen: dict[str, int] = defaultdict(int)
    rows = []
    for person in people:
        seen[person.name] += 1
        often = seen[person.name]
        rows.append(_row(person, f"{person.name} ({often})" if often > 1 else person.name))
    return tuple(rows)


def _row(person: Person, name: str) -> Row:
    scores = [run.score for run in person.runs]
    several = min(LATEST, max(1, len(scores) // 2))
    return Row(
        name=name,
        runs=len(scores),
        encounters=len({run.encounter for run in person.runs}),
        passed=len({run.encounter for run in person.runs if run.status == "passed"}),
        first=round(median(scores[:several])),
        latest=round(median(scores[-several:])) if len(scores) > 1 else None,
        last=max(run.date for run in person.runs),
    )


def _spread(skill: Skill, people: Iterable[Person]) -> Spread:
    levels = [shown for person in people if (shown := level(person.runs, skill)) is not None]
    if len(levels) < GROUP:
        return Spread(skill, len(levels), None, None)
    counts = [0] * FIFTHS
    for shown in levels:
        counts[min(FIFTHS - 1, shown * FIFTHS // 1000)] += 1
    return Spread(skill, len(levels), tuple(counts), round(median(levels)))


def _by_encounter(people: Iterable[Person]) -> dict[str, dict[str, list[Result]]]:
    """Encounter → sender → their runs of it, oldest first."""
    found: dict[str, dict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for person in people:
        for run in person.runs:
            found[run.encounter][person.sender].append(run)
    return found


def _shared(people: Iterable[Person]) -> tuple[Shared, ...]:
    found = []
    for encounter, played in _by_encounter(people).items():
        if len(played) < GROUP:
            continue
        who: dict[tuple[str, str], set[str]] = defaultdict(set)
        for sender, runs in played.items():
            for run in runs:
                if run.turning:
                    who[run.turning.scene, run.turning.reply].add(sender)
        found += [
            Shared(encounter, scene, reply, len(senders), len(played))
            for (scene, reply), senders in who.items()
            if len(senders) >= SHARED_BY
        ]
    found.sort(key=lambda one: (-one.people, one.of, one.encounter, one.scene, one.reply))
    return tuple(found[:SHARED_MOST])


def _encounters(people: Iterable[Person]) -> tuple[Hardness, ...]:
    """The hardest first; those too few have tried last."""
    found = [
        _hardness(encounter, [runs[0] for runs in played.values()])
        for encounter, played in _by_encounter(people).items()
    ]
    return tuple(sorted(found, key=lambda one: (one.scores[2] if one.scores else 1001, one.encounter)))


def _hardness(encounter: str, tries: Sequence[Result]) -> Hardness:
    if len(tries) < GROUP:
        return Hardness(encounter, len(tries), None, None, None)
    scores = sorted(run.score for run in tries)
    quarter, middle, three = map(round, quantiles(scores, n=4, method="inclusive"))
    return Hardness(
        encounter=encounter,
        people=len(tries),
        scores=(scores[0], quarter, middle, three, scores[-1]),
        passed=sum(run.status == "passed" for run in tries),
        critical=sum(run.criticals > 0 for run in tries),
    )

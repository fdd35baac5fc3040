"""Today's session: a drill, one or two encounters not met lately, and how far along it is.

All of it is derived from the plan and the history, so that it can be left and taken up at any point.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from game.engine.chance import SEED_MAX, draw
from game.language.plan_file import Plan
from game.library.plans import pool
from game.library.summaries import Summary
from game.play.history import DAY, FinishedRun
from game.rules.skills import SKILLS, Skill
from game.telling.views import Mode
from game.training.mastery import StageStanding, current, stage_standings
from game.training.spacing import due

DRILL_MINUTES: Final = 1
SECONDS_A_SCENE: Final = 20
"""An encounter takes about this long for each of its scenes, the debrief included: a run comes through two of three,
and reading, choosing and the ninety seconds after it take half a minute for each of those. An estimate."""

MOST_ENCOUNTERS: Final = 2
SEEDS_TRIED: Final = 64


@dataclass(frozen=True, slots=True)
class EncounterStep:
    """An encounter to play today.

    Attributes:
        encounter, title: which.
        seed: who comes; another temperament than last time, where there is one.
        mode: how it is played.
        minutes: about how long it takes.
        skill: what it is for.
        done: whether it was played to an end today.
        run: the unfinished run to go on with, or "".
    """

    encounter: str
    title: str
    seed: int
    mode: Mode
    minutes: int
    skill: Skill | None
    done: bool
    run: str


@dataclass(frozen=True, slots=True)
class Session:
    """What a day's training is.

    Attributes:
        plan: the plan it belongs to.
        standings: each of its stages.
        now: the stage it is at.
        drill: the skill of today's drill, none before anything was played.
        drilled: whether it was done today.
        steps: the encounters.
        due: the skills due today, the longest overdue first.
    """

    plan: Plan
    standings: tuple[StageStanding, ...]
    now: StageStanding
    drill: Skill | None
    drilled: bool
    steps: tuple[EncounterStep, ...]
    due: tuple[Skill, ...]

    @property
    def minutes(self) -> int:
        """About how long all of it takes."""
        return sum(one.minutes for one in self.steps) + (DRILL_MINUTES if self.drill else 0)

    @property
    def minutes_left(self) -> int:
        """About how long what is left takes."""
        left = sum(one.minutes for one in self.steps if not one.done)
        return left + (DRILL_MINUTES if self.drill and not self.drilled else 0)

    @property
    def done(self) -> bool:
        """Whether all of it is."""
        return not self.minutes_left

    @property
    def plan_done(self) -> bool:
        """Whether every stage is passed."""
        return all(one.done for one in self.standings)


def minutes_for(summary: Summary) -> int:
    """About how many minutes an encounter takes, at least 2."""
    return max(2, round(summary.scenes * SECONDS_A_SCENE / 60))


def session(
    plan: Plan,
    encounters: Sequence[Summary],
    history: Sequence[FinishedRun],
    now: int,
    *,
    drilled: bool,
    unfinished: Iterable[tuple[str, Mode, str]],
    temperament: Callable[[str, int], str],
) -> Session:
    """Today's session.

    What it holds was settled when the day began, so that it doesn't change as it is worked through.

    Args:
        plan: the plan.
        encounters: every encounter of the pack.
        history: every finished run, oldest first.
        now: UTC milliseconds.
        drilled: whether a drill was done today.
        unfinished: runs in progress: encounter, mode and run id, the latest first. One played another way than
            the stage asks is not gone on with.
        temperament: gives the temperament an encounter has by a seed.
    """
    today = now // DAY
    before = [run for run in history if run.day < today]
    standings = stage_standings(plan, encounters, before)
    stage = current(standings)
    overdue = due(before, (today + 1) * DAY - 1)  # by the end of the day
    wanted = _wanted(stage, overdue)
    waiting = {key: run for key, mode, run in reversed(list(unfinished)) if mode == stage.stage.mode}
    steps = [
        EncounterStep(
            encounter=one.key,
            title=one.title,
            seed=_seed(one.key, today, before, temperament),
            mode=stage.stage.mode,
            minutes=minutes_for(one),
            skill=next((skill for skill in wanted if skill in one.offers), None),
            done=any(run.encounter == one.key and run.day == today for run in history),
            run=waiting.get(one.key, ""),
        )
        for one in _chosen(plan, pool(stage.stage, encounters), before, wanted)
    ]
    return Session(
        plan=plan,
        standings=tuple(stage_standings(plan, encounters, history)),
        now=stage,
        drill=(wanted[0] if wanted else None) if before else None,
        drilled=drilled,
        steps=tuple(steps),
        due=overdue,
    )


def _wanted(stage: StageStanding, overdue: Sequence[Skill]) -> list[Skill]:
    """What to work on, the most urgent first: what is due and not mastered, what is not mastered, what is due."""
    here = [one.skill for one in stage.skills]
    open_ = [one.skill for one in stage.skills if not one.mastered]
    urgent = [skill for skill in overdue if skill in open_]
    return list(dict.fromkeys([*urgent, *open_, *(skill for skill in overdue if skill in here), *here]))


def _chosen(
    plan: Plan, candidates: Sequence[Summary], before: Sequence[FinishedRun], wanted: Sequence[Skill]
) -> list[Summary]:
    """One or two encounters: those met longest ago first, of them those that offer what is wanted most."""
    last = {run.encounter: run.day for run in before}

    def order(one: Summary) -> tuple[int, int]:
        urgent = next((place for place, skill in enumerate(wanted) if skill in one.offers), len(SKILLS))
        return last.get(one.key, -1), urgent

    chosen: list[Summary] = []
    left = plan.minutes - DRILL_MINUTES
    for one in sorted(candidates, key=order):
        if len(chosen) < MOST_ENCOUNTERS and (not chosen or minutes_for(one) <= left):
            chosen.append(one)
            left -= minutes_for(one)
    return chosen


def _seed(
    encounter: str, today: int, before: Sequence[FinishedRun], temperament: Callable[[str, int], str]
) -> int:
    """The first of today's seeds that brings the temperament met least so far, the one met last coming last."""
    met = [run.temperament for run in before if run.encounter == encounter]
    count = Counter(met)

    def familiar(seed: int) -> tuple[bool, int]:
        who = temperament(encounter, seed)
        return met[-1:] == [who], count[who]

    seeds = [draw(today, encounter, f"training:{place}") % (SEED_MAX + 1) for place in range(SEEDS_TRIED)]
    return min(seeds, key=familiar)

"""When a skill is mastered, a stage passed, and what is still missing. Pure: history in, standing out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.language.plan_file import MasteryRule, Plan, Stage
from game.library.plans import pool, skills_of
from game.library.summaries import Summary
from game.play.history import FinishedRun
from game.rules.skills import Skill

TEST_OUT_RUNS = 2
"""Encounters to be mastered at the first meeting in order to test out of a stage; all, where there are fewer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a player is with one skill in one stage.

    Attributes:
        skill: which.
        passed, needed: in how many of the last encounters that offer it, of how many.
        days, days_needed: on how many different days.
    """

    skill: Skill
    passed: int
    needed: int
    days: int
    days_needed: int

    @property
    def mastered(self) -> bool:
        """Whether that is enough."""
        return self.passed >= self.needed and self.days >= self.days_needed


@dataclass(frozen=True, slots=True)
class StageStanding:
    """How far a player is with one stage.

    Attributes:
        stage: which.
        open: whether it may be played as part of the plan: the ones before it are done.
        skills: each skill to be mastered.
        test: how many encounters the test takes.
        tested_out: whether it was passed by the test instead.
    """

    stage: Stage
    open: bool
    skills: tuple[Standing, ...]
    test: int
    tested_out: bool

    @property
    def done(self) -> bool:
        """Whether it is passed, one way or the other."""
        return self.tested_out or all(one.mastered for one in self.skills)  # with nothing to master, at once


def passes(run: FinishedRun, skill: Skill, rule: MasteryRule) -> bool:
    """Whether a run shows enough of a skill: full enough, no critical, no step back."""
    return not run.stepped_back and not run.criticals and run.ratios.get(skill, -1) >= rule.ratio


def standing(
    skill: Skill, offering: Iterable[str], history: Sequence[FinishedRun], rule: MasteryRule
) -> Standing:
    """How far somebody is with a skill.

    Args:
        skill: which.
        offering: the encounters of the stage that offer it.
        history: every finished run, oldest first.
        rule: when it is mastered.
    """
    keys = set(offering)
    counted = [
        run for run in history if run.encounter in keys and skill in run.ratios and not run.stepped_back
    ]
    latest = {run.encounter: run for run in counted}  # of each encounter, the last attempt
    last = sorted(latest.values(), key=lambda run: run.at)[-rule.of_last :]
    return Standing(
        skill=skill,
        passed=sum(passes(run, skill, rule) for run in last),
        needed=min(rule.passed, len(keys)),
        days=len({run.day for run in counted if passes(run, skill, rule)}),
        days_needed=rule.days,
    )


def stage_standings(
    plan: Plan, encounters: Sequence[Summary], history: Sequence[FinishedRun]
) -> list[StageStanding]:
    """How far somebody is with each stage of a plan; a stage opens when the one before it is done."""
    found: list[StageStanding] = []
    opened = True
    for stage in plan.stages:
        here = pool(stage, encounters)
        skills = tuple(
            standing(skill, [one.key for one in here if skill in one.offers], history, plan.mastery)
            for skill in skills_of(stage, encounters)
        )
        keys = [one.key for one in here]
        found.append(StageStanding(stage, opened, skills, size_of_test(keys), passed_by_test(keys, history)))
        opened = opened and found[-1].done
    return found


def counted_for(run: FinishedRun, plan: Plan, stage: Stage, encounters: Sequence[Summary]) -> str:
    """What a run counts for in a stage, or why for nothing; a sentence for the player."""
    if run.encounter not in [one.key for one in pool(stage, encounters)]:
        return f"Not one of the encounters of “{stage.title}”, so it counts for no skill there."
    if run.stepped_back:
        return "You stepped back, so this run counts for no skill."
    if run.criticals:
        return "It has a critical, so this run counts for no skill."
    wanted = [skill for skill in skills_of(stage, encounters) if skill in run.ratios]
    shown = [skill for skill in wanted if passes(run, skill, plan.mastery)]
    if shown:
        return f"Counts for {', '.join(shown)} in “{stage.title}”."
    return f"No skill of “{stage.title}” was {plan.mastery.ratio // 10} % full, so it counts for none."


def current(standings: Sequence[StageStanding]) -> StageStanding:
    """The first stage that is not done; the last, where all are."""
    return next((one for one in standings if not one.done), standings[-1])


def size_of_test(keys: Sequence[str]) -> int:
    """How many encounters the test of a stage takes."""
    return min(TEST_OUT_RUNS, len(keys))


def passed_by_test(keys: Sequence[str], history: Sequence[FinishedRun]) -> bool:
    """Whether somebody passed the test of a stage with these encounters."""
    return bool(keys) and passed_at_first(keys, history) >= size_of_test(keys)


def passed_at_first(keys: Sequence[str], history: Sequence[FinishedRun]) -> int:
    """How many of these encounters somebody mastered without gauges the very first time they met them.

    A first meeting can't be repeated: whoever fails goes the ordinary way.
    """
    by_test = [
        run
        for run in history
        if run.encounter in keys
        and run.first
        and run.mode != "coached"
        and run.mastered
        and not run.stepped_back
    ]
    return len(by_test)

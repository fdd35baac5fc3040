"""Histories and plans of any shape, briefly."""

from collections.abc import Mapping

from game.language.plan_file import MasteryRule, Plan, Stage
from game.library.summaries import Summary
from game.play.history import DAY, FinishedRun
from game.rules.skills import SKILLS, Skill
from game.telling.views import Mode

MONDAY = 20_000 * DAY
ALL: dict[Skill, int] = dict.fromkeys(SKILLS, 800)


def summary(key: str, level: int = 2, offers: tuple[Skill, ...] = SKILLS, scenes: int = 20) -> Summary:
    return Summary(key, key.capitalize(), "clerk", "shop", level, "", 4, scenes, offers)


def a_run(
    encounter: str = "soup",
    day: int = 0,
    ratios: Mapping[Skill, int] | None = None,
    *,
    mode: Mode = "practice",
    temperament: str = "calm",
    stepped_back: bool = False,
    criticals: int = 0,
    mastered: bool = True,
    ratings: Mapping[str, int] | None = None,
    minute: int = 0,
    first: bool = True,
) -> FinishedRun:
    at = MONDAY + day * DAY + minute * 60_000
    return FinishedRun(
        run=f"{encounter}-{at}",
        encounter=encounter,
        at=at,
        mode=mode,
        seed=1,
        temperament=temperament,
        stepped_back=stepped_back,
        first=first,
        ending="home",
        outcome="met",
        score=900,
        mastered=mastered,
        ratios=ALL if ratios is None else ratios,
        criticals=criticals,
        ratings=ratings or {},
    )


def a_plan(*stages: Stage, minutes: int = 15, mastery: MasteryRule | None = None) -> Plan:
    return Plan("plan", "Plan", "", minutes, mastery or MasteryRule(), stages)


def a_stage(key: str, *encounters: str, skills: tuple[Skill, ...] = (), mode: Mode = "practice") -> Stage:
    assert mode != "ranked"
    return Stage(key, key.capitalize(), "", encounters, skills, mode=mode)

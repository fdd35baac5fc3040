"""The shape of a training plan, `plans/*.yaml`: stages, what is played in them, and when a skill counts as mastered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from game.language.diagnostics import Diagnostic
from game.language.prose import paragraphs
from game.language.raw import Part
from game.language.scalars import FileShape, Key, Keys, Line, Prose, Whole
from game.language.yaml_subset import Document
from game.rules.clean import clean
from game.rules.skills import Skill

LEVEL_MOST: Final = 5

Skills = Annotated[list[Skill], Field(min_length=1)]


class MasteryShape(FileShape):
    """When a skill counts as mastered."""

    percent: Annotated[int, Whole(1, 100)] = Field(60, description="How full the skill must be in a run.")
    passed: Annotated[int, Whole(1, 10)] = Field(3, description="In so many encounters …")
    of_last: Annotated[int, Whole(1, 10)] = Field(4, description="… of the last so many that offer it.")
    days: Annotated[int, Whole(1, 10)] = Field(2, description="On so many different days at least.")


class StageShape(FileShape):
    """One stage of a plan."""

    title: Line = Field(description="Its name, for the screen.")
    about: Prose = Field(description="What it is for, in a sentence or two.")
    encounters: Keys | None = Field(None, description="What is played; if none, any that offers `skills`.")
    skills: Skills | None = Field(None, description="What is to be mastered; if none, all that is offered.")
    level: Annotated[int, Whole(1, LEVEL_MOST)] = Field(
        LEVEL_MOST, description="Without `encounters`: only those up to this level."
    )
    mode: Literal["coached", "practice"] = Field("practice", description="How its encounters are played.")


class PlanShape(FileShape):
    """A plan file."""

    format: Annotated[int, Whole(1, 1)] = Field(description="1, the only format so far.")
    plan: Key = Field(description="The plan's key, equal to the file's name.")
    title: Line = Field(description="Its name, for the screen.")
    about: Prose = Field(description="For whom it is, and what it leads to.")
    minutes: Annotated[int, Whole(5, 60)] = Field(description="Minutes a day.")
    mastery: MasteryShape = Field(MasteryShape(), description="When a skill counts as mastered.")
    stages: Annotated[dict[Key, StageShape], Field(min_length=1)] = Field(description="In order.")


@dataclass(frozen=True, slots=True)
class MasteryRule:
    """When a skill counts as mastered.

    Attributes:
        ratio: how full it must be in a run, 0-1000.
        passed, of_last: in so many encounters of the last so many that offer it.
        days: on so many different days at least.
    """

    ratio: int = 600
    passed: int = 3
    of_last: int = 4
    days: int = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a plan.

    Attributes:
        key, title, about: what it is called and for.
        encounters: what is played; empty for any that offers one of `skills`, up to `level`.
        skills: what is to be mastered; empty for all that its encounters offer.
        level: 1-5, see `encounters`.
        mode: how its encounters are played.
    """

    key: str
    title: str
    about: str
    encounters: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    level: int = LEVEL_MOST
    mode: Literal["coached", "practice"] = "practice"


@dataclass(frozen=True, slots=True)
class Plan:
    """A training plan; `minutes` a day."""

    key: str
    title: str
    about: str
    minutes: int
    mastery: MasteryRule
    stages: tuple[Stage, ...]


def compile_plan(shape: PlanShape) -> Plan:
    """The plan that a file describes."""
    mastery = shape.mastery
    return Plan(
        key=shape.plan,
        title=clean(shape.title),
        about=paragraphs(shape.about),
        minutes=shape.minutes,
        mastery=MasteryRule(10 * mastery.percent, mastery.passed, mastery.of_last, mastery.days),
        stages=tuple(
            Stage(
                key=key,
                title=clean(stage.title),
                about=paragraphs(stage.about),
                encounters=tuple(dict.fromkeys(stage.encounters or ())),
                skills=tuple(dict.fromkeys(stage.skills or ())),
                level=stage.level,
                mode=stage.mode,
            )
            for key, stage in shape.stages.items()
        ),
    )


def plan_problems(document: Document, key: str) -> Iterator[Diagnostic]:
    """What the model cannot see.

    Args:
        document: a plan file.
        key: what its name says its key is.
    """
    top = Part(document, (), document.data)
    if (plan := top / "plan").text and plan.text != key:
        yield plan.problem("R211", f"this file is called `{key}`", f"write `plan: {key}`, or rename the file")
    for stage in (top / "stages").parts():
        if isinstance(stage.value, dict) and "encounters" not in stage and "skills" not in stage:
            yield stage.key_problem("M102", f"`{stage.key}` has neither `encounters` nor `skills`", "say one")
        if "encounters" in stage and "level" in stage:
            hint = "delete it: the encounters are named one by one"
            yield (stage / "level").problem("S515", "`level` does nothing beside `encounters`", hint)
    mastery, usual = top / "mastery", MasteryRule()
    passed, of_last = (
        int(part.text[:3]) if (part := mastery / key).text.isdecimal() else least
        for key, least in (("passed", usual.passed), ("of_last", usual.of_last))
    )
    if passed > of_last:
        wrong = mastery / ("passed" if "passed" in mastery else "of_last")
        yield wrong.problem(
            "M104", f"{passed} are to be passed, and {of_last} are looked at", "raise `of_last`"
        )

"""What a player has come to, at a glance. Theirs alone: reports are made of other things."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from game.play.history import DAY, FinishedRun
from game.rules.rulebook import Outcome
from game.rules.skills import SKILLS, Skill
from game.training.calibration import gaps, tendency
from game.training.spacing import due_dates

LETTERS_MOST: Final = 40
"""The latest so many are listed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A skill over time.

    Attributes:
        ratios: 0-1000, oldest first.
        days: for each, how many days after the very first conversation.
        due: when it is due, in words.
    """

    ratios: tuple[int, ...]
    days: tuple[int, ...]
    due: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter received: the run that led to it, the day in words, whose it is."""

    run: str
    day: str
    title: str
    person: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Overview:
    """A player's progress.

    Attributes:
        runs, days: how many conversations, on how many days.
        since: the first day, in words; "" before it.
        skills: each skill that was ever offered.
        tendency: how their own ratings compare with what was shown, "" with too few.
        rated: on how much that rests.
        letters: the letters, latest first.
        endings_found: how many different endings were reached.
    """

    runs: int
    days: int
    since: str
    skills: Mapping[Skill, Shown]
    tendency: str
    rated: str
    letters: tuple[Letter, ...]
    endings_found: int


def overview(
    history: Sequence[FinishedRun], now: int, named: Callable[[FinishedRun], tuple[str, str]]
) -> Overview:
    """A player's progress.

    Args:
        history: every finished run, oldest first.
        now: UTC milliseconds.
        named: tells a run's encounter by its title, and who it was with.
    """
    dates = due_dates(history)
    found = gaps(history)
    return Overview(
        runs=len(history),
        days=len({run.day for run in history}),
        since=_day(history[0].at) if history else "",
        skills={
            skill: Shown(
                tuple(run.ratios[skill] for run in history if skill in run.ratios),
                tuple(run.day - history[0].day for run in history if skill in run.ratios),
                _due(dates[skill], now) if skill in dates else "",
            )
            for skill in SKILLS
            if any(skill in run.ratios for run in history)
        },
        tendency=tendency(found),
        rated=f"({len(found)} ratings)" if found else "",
        letters=tuple(
            Letter(run.run, _day(run.at), *named(run), run.outcome)
            for run in reversed(history[-LETTERS_MOST:])
        ),
        endings_found=len({(run.encounter, run.ending) for run in history}),
    )


def _day(at: int) -> str:
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return f"{moment.day} {moment:%b %Y}"


def _due(at: datetime, now: int) -> str:
    days = int(at.timestamp() * 1000) // DAY - now // DAY
    if days <= 0:
        return "due today"
    return "due tomorrow" if days == 1 else f"due in {days} days"

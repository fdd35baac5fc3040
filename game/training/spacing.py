"""When a skill is due again: spaced by the FSRS scheduler, rated by how full it was in each run."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from fsrs import Card, Rating, Scheduler

from game.play.history import FinishedRun
from game.rules.skills import SKILLS, Skill

# Learning steps are minutes, and an encounter is not a flash card: without them all intervals are days.
_SCHEDULER: Final = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

HARD_FROM, GOOD_FROM, EASY_FROM = 400, 600, 900
"""Ratios (0-1000) from which a run counts as remembered with effort, well, and easily. Good is the mark of mastery."""


def rating(ratio: int) -> Rating:
    """What a skill's ratio in a run says to the scheduler."""
    if ratio >= EASY_FROM:
        return Rating.Easy
    if ratio >= GOOD_FROM:
        return Rating.Good
    return Rating.Hard if ratio >= HARD_FROM else Rating.Again


def due_dates(history: Sequence[FinishedRun]) -> dict[Skill, datetime]:
    """When each skill that was ever shown is due again (UTC), from the whole history, oldest first."""
    cards: dict[Skill, Card] = {}
    for run in history:
        if run.stepped_back:
            continue
        at = datetime.fromtimestamp(run.at / 1000, UTC)
        for skill, ratio in run.ratios.items():
            # The id only names the card; given, it isn't drawn from the clock.
            card = cards.get(skill) or Card(card_id=SKILLS.index(skill) + 1, due=at)
            cards[skill], _ = _SCHEDULER.review_card(card, rating(ratio), at)
    return {skill: cards[skill].due for skill in SKILLS if skill in cards}


def due(history: Sequence[FinishedRun], now: int) -> tuple[Skill, ...]:
    """The skills due at a time (UTC milliseconds), the longest overdue first."""
    moment = datetime.fromtimestamp(now / 1000, UTC)
    dates = due_dates(history)
    return tuple(sorted((skill for skill, at in dates.items() if at <= moment), key=dates.__getitem__))

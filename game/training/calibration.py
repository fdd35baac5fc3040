"""How a player's own ratings compare with what their runs show. Private to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.play.history import FinishedRun
from game.rules.skills import SKILLS, Skill

RATINGS: Final = range(1, 6)
HEARD: Final = "heard"
"""What the one question before the debrief is kept as: did they leave feeling heard?"""


def as_rating(ratio: int) -> int:
    """A skill's ratio (0-1000) on the scale of self-ratings, 1 to 5: each fifth of it is one."""
    return min(RATINGS[-1], 1 + ratio // 200)


@dataclass(frozen=True, slots=True)
class Gap:
    """A self-rating beside what the run showed, both 1-5."""

    skill: Skill
    rated: int
    shown: int

    @property
    def difference(self) -> int:
        """Above zero: rated higher than shown."""
        return self.rated - self.shown


def gaps(history: Sequence[FinishedRun]) -> list[Gap]:
    """Every self-rating of a skill with what the run showed, oldest first."""
    return [
        Gap(skill, run.ratings[skill], as_rating(run.ratios[skill]))
        for run in history
        for skill in SKILLS
        if skill in run.ratings and skill in run.ratios
    ]


def tendency(found: Sequence[Gap]) -> str:
    """A plain sentence on whether somebody rates themselves as their runs do, "" with fewer than six ratings."""
    if len(found) < len(SKILLS):
        return ""
    mean = sum(gap.difference for gap in found) / len(found)
    size = sum(abs(gap.difference) for gap in found) / len(found)
    if size < 0.75:
        return "You rate yourself much as your conversations do."
    if mean >= 0.5:
        return "You tend to rate yourself higher than your conversations show."
    if mean <= -0.5:
        return "You tend to rate yourself lower than your conversations show."
    return "You rate some skills higher and some lower than your conversations show."

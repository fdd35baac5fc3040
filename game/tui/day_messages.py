"""What the pages of the working day ask of the app."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.tui.messages import DayWish

if TYPE_CHECKING:
    from game.play.playable import Playable


@dataclass
class OpenTowns(DayWish):
    """Show where a week can be spent, and the weeks to go on with."""


@dataclass
class OpenTown(DayWish):
    """Show a workplace before a week there begins."""

    town: str
    seed: int | None = None


@dataclass
class BeginWeek(DayWish):
    """Begin a week at a workplace."""

    town: str
    seed: int | None = None


@dataclass
class GoOnWeek(DayWish):
    """Go on with a week, or look back on one that is over, given by its id."""

    week: str


@dataclass
class GiveUpWeek(DayWish):
    """Give a week up, given by its id: it won't be offered again."""

    week: str


@dataclass
class BeginDay(DayWish):
    """The first page of a day, given by its number, was read: show the board."""

    day: int


@dataclass
class ChooseInWeek(DayWish):
    """Make a choice of the week that is being spent, and see what comes of it."""

    choice: str


@dataclass
class GoOnDay(DayWish):
    """See how the day goes on."""


@dataclass
class MeetArrival(DayWish):
    """Begin the talk with whoever has come."""


@dataclass
class LookBackOnTalk(DayWish):
    """Look back on a talk that has just ended, before the day goes on."""

    talk: "Playable"

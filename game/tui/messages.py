"""What screens ask of the app. A screen says what the player wants; the app decides what comes next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from game.play.playable import Playable
    from game.play.run import Run
    from game.play.votes import Vote
    from game.rules.skills import Skill
    from game.telling.views import Mode


class TrainingWish(Message):
    """Something of the training pages; `TrainingPages` does it."""


class TeamWish(Message):
    """Something of the pages of a team's seasons; `TeamPages` does it."""


class DayWish(Message):
    """Something of the pages of the working day; `DayPages` does it."""


@dataclass
class Begin(Message):
    """Begin an encounter."""

    encounter: str
    mode: "Mode"
    seed: int | None = None


@dataclass
class Prepare(Message):
    """Show the brief of an encounter that is to be played in one way, which `says` explains."""

    encounter: str
    mode: "Mode"
    seed: int
    says: str


@dataclass
class GoOn(Message):
    """Go on with an unfinished run, given by its id."""

    run: str


@dataclass
class Again(Message):
    """Play a run again with the same person, from before the given turn (from 1)."""

    run: "Run"
    turn: int = 1


@dataclass
class ReachedEnd(Message):
    """A run has just come to its end; its player has not left the conversation yet."""

    run: "Playable"


@dataclass
class Ended(Message):
    """A run came to its end and the player wants to know what became of it."""

    run: "Playable"


@dataclass
class GiveUp(Message):
    """Give up a run, given by its id: it won't be offered again."""

    run: str


@dataclass
class GoHome(Message):
    """Go home, or back to the page of training or of the season that led here, unless it is to be all the way."""

    all_the_way: bool = False


@dataclass
class Set(Message):
    """Change a setting."""

    name: str
    value: str


@dataclass
class CallMe(Message):
    """Say what the player wants to be called; "" to say nothing."""

    name: str


@dataclass
class OpenPlayers(Message):
    """Ask who is playing."""


@dataclass
class ChoosePlayer(Message):
    """Play as somebody, by the folder of their save; none is somebody new."""

    folder: "Path | None"


@dataclass
class Train(TrainingWish):
    """Go to today's training."""


@dataclass
class OpenPlans(TrainingWish):
    """Show the training plans."""


@dataclass
class TakeUp(TrainingWish):
    """Take up a training plan."""

    plan: str


@dataclass
class StartDrill(TrainingWish):
    """Do the one-minute drill for a skill."""

    skill: "Skill"


@dataclass
class PassByTest(TrainingWish):
    """Try to pass the stage at once."""


@dataclass
class OpenProgress(TrainingWish):
    """Show how the skills have come along."""


@dataclass
class OpenSending(TrainingWish):
    """Show what could be sent to a facilitator, and ask."""


@dataclass
class ReadLetter(TrainingWish):
    """Read the letter of a finished run again."""

    run: str


@dataclass
class Heard(TrainingWish):
    """The answer to whether they left feeling heard, 1-5, or none; the debrief comes next."""

    run: "Playable"
    value: int | None


@dataclass
class EndedTogether(Message):
    """A run that a room played came to its end; what was voted on the way."""

    run: "Playable"
    votes: "tuple[Vote, ...]"


@dataclass
class Saved(Message):
    """Something was written, and the save may have something to say about it."""


@dataclass
class OpenSettings(Message):
    """Open the settings over whatever is there."""

"""What screens ask of the app. A screen says what the player wants; the app decides what comes next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from game.play.run import Run
    from game.play.views import Mode


@dataclass
class Begin(Message):
    """Begin an encounter."""

    encounter: str
    mode: "Mode"
    seed: int | None = None


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
class Ended(Message):
    """A run came to its end and the player wants to know what became of it."""

    run: "Run"


@dataclass
class GiveUp(Message):
    """Give up a run, given by its id: it won't be offered again."""

    run: str


@dataclass
class GoHome(Message):
    """Go home. A run in progress waits there."""


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
class Saved(Message):
    """Something was written, and the save may have something to say about it."""


@dataclass
class OpenSettings(Message):
    """Open the settings over whatever is there."""

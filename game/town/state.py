"""Where a week stands: small values only, so that it can be hashed, compared and proved about."""

from typing import Literal, NamedTuple

from game.engine.state import State
from game.language.town_shape import Bucket

Stage = Literal["morning", "scene", "talk", "due", "evening", "over"]
"""`morning`: hours are spent. `scene`: one is being spent. `talk`: somebody has come. `due`: a promise has fallen
due. `evening`: the day is looked back on."""

SignalStatus = Literal["open", "prevented", "warned", "neglected"]
PromiseStatus = Literal["", "open", "kept", "broken"]
Came = Literal["", "met", "passed_on"]
"""How somebody left who came: served well, or not; "" for nobody yet."""


class SignalState(NamedTuple):
    """A signal: hours of work done, days it was left alone, and whether somebody worked on it today."""

    status: SignalStatus = "open"
    work: int = 0
    grown: int = 0
    touched: bool = False
    warned: bool = False


class PromiseState(NamedTuple):
    """A promise: how it stands, the day it is due (1-5), and whether it was put off once."""

    status: PromiseStatus = ""
    due: int = 0
    moved: bool = False


class Tally(NamedTuple):
    """What a week has come to so far.

    Attributes:
        cases: how many cases have been closed.
        points: what they count together, 0-1000 each.
        hours: what the hours count together, 0-1000 each.
    """

    cases: int = 0
    points: int = 0
    hours: int = 0


class Week(NamedTuple):
    """A week. `signals`, `promises` and `came` are in the order of the town's keys.

    Attributes:
        day: 1 to 5.
        stage: what is going on.
        subject: the task, arrival or promise it is about; "" in the morning and in the evening.
        hours: hours left this morning.
        debt: hours that are gone from the next morning already.
        done: tasks done.
        knows: facts learned.
        touched: buckets in which an hour did some good.
        noon: whether the morning's hours are over.
        waiting: arrivals still to come today.
        talking: the arrival that is being talked to, "" for none; a promise may interrupt it.
        talk: where that talk stands.
        replies: how many replies were given in it.
        hot: whether they came hot.
        tally: what it has come to.
    """

    day: int
    stage: Stage
    subject: str
    hours: int
    debt: int
    done: frozenset[str]
    knows: frozenset[str]
    touched: frozenset[Bucket]
    signals: tuple[SignalState, ...]
    promises: tuple[PromiseState, ...]
    came: tuple[Came, ...]
    waiting: tuple[str, ...] = ()
    noon: bool = False
    talking: str = ""
    talk: State | None = None
    replies: int = 0
    hot: bool = False
    tally: Tally = Tally()

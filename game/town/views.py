"""What there is to show of a working week: plain data, the same for the screen and for lines.

Every text is filled and cleaned. `said` is what has just come of the last choice; it is shown before the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from game.language.town_shape import Bucket
from game.rules.rulebook import Outcome
from game.telling.views import Line, Turn
from game.town.score import WeekScore

Growth = Literal["new", "waiting", "pressing"]


@dataclass(frozen=True, slots=True)
class SignalView:
    """A line of the forecast board.

    Attributes:
        key, title: which.
        says: what the board says, worded by how far it has grown.
        growth: how far that is, in a word.
        breaks: the weekday on which it breaks; `days_left` until then, 1 for tomorrow, 0 for today.
        worked: hours of work done.
        needs: hours of work it still needs.
        warned: whether the people concerned know.
    """

    key: str
    title: str
    says: str
    growth: Growth
    breaks: str
    days_left: int
    worked: int
    needs: int
    warned: bool


@dataclass(frozen=True, slots=True)
class TaskView:
    """Something an hour may be spent on.

    Attributes:
        choice: what `WorkingWeek.choose` takes.
        title, bucket, hours: what it is.
        signal: the title of the signal it is work on, or "".
        person: who is there, or "".
    """

    choice: str
    title: str
    bucket: Bucket
    hours: int
    signal: str
    person: str


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise on the ledger.

    Attributes:
        text: what was said.
        due: the weekday it falls due.
        today: whether that is today.
        keep: the choice that keeps it now, for an hour, or "".
        later: the choice that puts it off by a day, once, or "".
    """

    text: str
    due: str
    today: bool
    keep: str
    later: str


@dataclass(frozen=True, slots=True)
class Morning:
    """The morning: the forecast board, what is promised, and the hours.

    Attributes:
        day: 1 to 5; `weekday` its name.
        said: what came of the last choice.
        says: what the morning looks like; "" once an hour was spent.
        hours: hours left; `usual` how many a morning has.
        gone: why there are fewer, in a sentence, or "".
        signals: the forecast board, the one that breaks first on top.
        tasks: what an hour may be spent on, in the order of the file.
        promises: those still open.
        facts: what is known by now.
        go: the choice that ends the morning.
        figure: name and value of a figure that is never scored, or none.
    """

    day: int
    weekday: str
    said: tuple[Line, ...]
    says: str
    hours: int
    usual: int
    gone: str
    signals: tuple[SignalView, ...]
    tasks: tuple[TaskView, ...]
    promises: tuple[PromiseView, ...]
    facts: tuple[str, ...]
    go: str
    figure: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class TaskScene:
    """An hour being spent: `turn` is a moment like one of an encounter, its choices are `choose`'s."""

    day: int
    weekday: str
    title: str
    bucket: Bucket
    signal: str
    hours: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody has come. `WorkingWeek.talk` is the run to play; it is the same one before and after an interruption.

    Attributes:
        day, weekday: when.
        said: what came of the last choice, before they came.
        title: who it is.
        opens: what is told before; "" where the talk is going on already.
        fire: whether this need not have come.
        hot: whether they come hot.
        second: whether it is a second failure.
        whole: whether it is an encounter of the library, not a short scene.
    """

    day: int
    weekday: str
    said: tuple[Line, ...]
    title: str
    opens: str
    fire: bool
    hot: bool
    second: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A promise has fallen due, perhaps in the middle of a talk.

    Attributes:
        text: what was said.
        interrupts: whom it interrupts, or "".
        keep: the choice that keeps it, or "" where there is no hour or no way.
        price: what keeping it costs, in a sentence.
        lapse: the choice that lets it lapse.
    """

    day: int
    weekday: str
    said: tuple[Line, ...]
    text: str
    interrupts: str
    keep: str
    price: str
    lapse: str


@dataclass(frozen=True, slots=True)
class CameLine:
    """Somebody who came today.

    Attributes:
        title: who.
        customer: their name, or "".
        fire: whether it need not have been.
        hot: whether they came hot.
        outcome: how it ended for them.
        value: what it counts, 0-1000, or none while it isn't settled; `score` what the talk itself came to.
        why: what held the value down, in a sentence, or "".
    """

    title: str
    customer: str
    fire: bool
    hot: bool
    outcome: Outcome
    value: int | None
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class QuietLine:
    """Somebody who did not: a fire that would have broken today."""

    title: str
    text: str
    spared: int


@dataclass(frozen=True, slots=True)
class HourLine:
    """An hour, looked back on: what was done, what was said, what it counts (0-1000), and why."""

    title: str
    bucket: Bucket
    hours: int
    said: str
    value: int
    coach: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and what it is about."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Evening:
    """The day, looked back on. `came` and `quiet` are meant to be shown at one size.

    Attributes:
        unspent: hours the morning had that weren't spent.
        buckets: whether an hour of today did some good there.
        about: what the buckets are at this workplace.
        served, kept, spared: the three numbers, for the week so far; `today` the same for today.
        on: the choice that goes on to the next day.
    """

    day: int
    weekday: str
    said: tuple[Line, ...]
    came: tuple[CameLine, ...]
    quiet: tuple[QuietLine, ...]
    hours: tuple[HourLine, ...]
    unspent: int
    buckets: Mapping[Bucket, bool]
    about: Mapping[Bucket, str]
    served: int
    kept: int
    spared: int
    today: tuple[int, int, int]
    letters: tuple[Letter, ...]
    on: str


LinkKind = Literal[
    "seen", "worked", "left", "handed_back", "warned", "prevented", "silence", "came", "hot", "served", "lost"
]


@dataclass(frozen=True, slots=True)
class Link:
    """What happened on one day of a chain."""

    day: int
    kind: LinkKind
    text: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A signal or somebody who came, from its first day to its last.

    Attributes:
        title: what it was.
        links: what happened, in order.
        end: how it ended: `silence` where nobody had to call.
        moral: what it would have needed, and what it took, in a sentence.
        value: what it counts, 0-1000, or none where they came back: then the second time is what counts.
    """

    title: str
    links: tuple[Link, ...]
    end: Literal["silence", "met", "passed_on"]
    moral: str
    value: int | None


@dataclass(frozen=True, slots=True)
class WeekDebrief:
    """A week, looked back on.

    Attributes:
        title: the workplace.
        seed: by which it was dealt.
        score: its numbers.
        good: whether it was a good week.
        because: what held it down, the heaviest first.
        how: how a week is scored, a sentence for each number.
        chains: the timeline, signals first.
        hours: every hour by weekday, Monday first.
        letters: all of them.
    """

    title: str
    seed: int
    score: WeekScore
    good: bool
    because: tuple[str, ...]
    how: tuple[str, ...]
    chains: tuple[Chain, ...]
    hours: tuple[tuple[HourLine, ...], ...]
    letters: tuple[Letter, ...]


View = Morning | TaskScene | Talk | PromiseDue | Evening | WeekDebrief

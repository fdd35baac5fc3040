"""A town as data: what decides a week (`Town`) apart from what people read of it (`TownScript`).

The split is an encounter's: mending a typo cannot change a week.
"""

from dataclasses import dataclass, field

from game.engine.encounter import Back, Encounter, Figure, PersonText, Script
from game.language.town_shape import Bucket
from game.rules.conditions import Condition
from game.rules.rulebook import Outcome

CALM = "calm"
HOT = "hot"
"""The two temperaments of customers in a town's own scenes."""


@dataclass(frozen=True, slots=True)
class Price:
    """What things cost in hours: pulling somebody in, and a fire the next morning; `least` are left in any case."""

    pulling_in: int = 1
    fire: int = 1
    least: int = 1


@dataclass(frozen=True, slots=True)
class Points:
    """The numbers of a week's score; what each means stands in the town's file.

    Attributes:
        cases: how many parts in 100 the cases are; the hours are the rest.
        chores: what a chore's hour counts, of 1000.
        warned, neglected: the most that a fire counts, by how its customer came.
        second: the most that a second failure counts.
        untouched: the most a week scores in which `help` or `serve` lay idle.
        broken: the most a week scores in which a promise was broken.
    """

    cases: int
    chores: int
    warned: int
    neglected: int
    second: int
    untouched: int
    broken: int


@dataclass(frozen=True, slots=True)
class TownPromise:
    """Something that may be promised: the day it falls due, whether it can be kept at all, and what work that is."""

    due: int
    possible: bool = True
    signal: str | None = None
    work: int = 0


@dataclass(frozen=True, slots=True)
class Signal:
    """An early sign: first seen and breaking on which day, and how many hours of work it needs at first."""

    seen: int
    breaks: int
    needs: int = 1


@dataclass(frozen=True, slots=True)
class Doing:
    """What a reply of a town's scene does to the week.

    Attributes:
        work: hours of work on the task's signal.
        warns: whether the people concerned know now.
        pulls: whether somebody is pulled in, which costs hours more.
        cites: facts that must be known for it to exist.
        when: the condition under which it exists.
        learns: facts it reveals.
        promises: promises it opens.
        ends: where it leaves the person.
    """

    work: int = 0
    warns: bool = False
    pulls: bool = False
    cites: tuple[str, ...] = ()
    when: Condition | None = None
    learns: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    ends: Outcome = "met"


@dataclass(frozen=True, slots=True)
class TownScene:
    """A scene of the town's own: an encounter of one scene, and what each reply does to the week."""

    encounter: Encounter
    does: dict[str, Doing]


@dataclass(frozen=True, slots=True)
class Task:
    """What an hour may be spent on; done once in a week.

    Attributes:
        bucket: help, serve or chores.
        days: when it can be done.
        scene: what happens.
        hours: how long it takes.
        signal: the signal it is work on, or none; then only while that is on the board.
        when: the condition under which it can be done.
    """

    bucket: Bucket
    days: tuple[int, ...]
    scene: TownScene
    hours: int = 1
    signal: str | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who comes on a day.

    Attributes:
        day: which.
        encounter: the library's encounter that is played, or none where `scene` is.
        scene: a short scene of the town's own.
        calm, hot: the temperaments they may come in; "" where there is no customer.
        signal: the signal of which this is the fire, or none.
        when: the condition under which they come.
        hot_when: the condition under which they come hot; a fire's way of breaking decides there.
        returns: arrivals of which the last one who came is who comes back here, hot if they were passed on.
        again: the arrival whose second failure this is, or none: they come if they were passed on there, and hot.
        early: whether they come before the morning's hours.
        carries: promises of the encounter that outlive it → what they are on the town's ledger.
    """

    day: int
    encounter: str | None = None
    scene: TownScene | None = None
    calm: str = ""
    hot: str = ""
    signal: str | None = None
    when: Condition | None = None
    hot_when: Condition | None = None
    again: str | None = None
    early: bool = False
    carries: dict[str, str] = field(default_factory=dict)
    returns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """All that decides how a week plays, but for its encounters and the rulebook. Keys only, no prose."""

    key: str
    hours: int
    price: Price
    points: Points
    facts: tuple[str, ...]
    promises: dict[str, TownPromise]
    signals: dict[str, Signal]
    tasks: dict[str, Task]
    arrivals: dict[str, Arrival]


@dataclass(frozen=True, slots=True)
class TownPerson:
    """What people read of a person; `of` names the encounter and the person there whose names they bear."""

    text: PersonText
    of: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PromiseText:
    """What is read of a promise: its words, and what comes of it."""

    text: str
    kept: str
    lapsed: str
    renegotiated: str = ""


@dataclass(frozen=True, slots=True)
class SignalText:
    """What is read of a signal: `says` by how many days it was left alone; `spares` how many never have to call."""

    title: str
    says: tuple[str, ...]
    quiet: str
    spares: int = 1
    letter: str = ""


@dataclass(frozen=True, slots=True)
class TaskText:
    """What is read of a task."""

    title: str
    script: Script


@dataclass(frozen=True, slots=True)
class ArrivalText:
    """What is read of somebody who comes; `script` where the scene is the town's own, `back` for when they return."""

    title: str
    opens: str
    opens_hot: str = ""
    script: Script | None = None
    back: Back | None = None


@dataclass(frozen=True, slots=True)
class TownScript:
    """All that people read of a town. Texts may hold blanks.

    Attributes:
        title, role, about, desk_card: of the workplace.
        locale: where drawn names come from.
        buckets: what the three are here.
        numbers: why each number of the score is what it is.
        mornings: what each morning looks like, Monday first.
        people, facts, promises, signals, tasks, arrivals: by key.
        figure: shown, never scored.
        draft: whether it is unfinished, and so not offered in lists.
    """

    title: str
    role: str
    about: str
    desk_card: str
    locale: str
    buckets: dict[Bucket, str]
    numbers: dict[str, str]
    mornings: tuple[str, ...]
    people: dict[str, TownPerson]
    facts: dict[str, str]
    promises: dict[str, PromiseText]
    signals: dict[str, SignalText]
    tasks: dict[str, TaskText]
    arrivals: dict[str, ArrivalText]
    figure: Figure | None = None
    draft: bool = False

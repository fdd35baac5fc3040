"""An encounter as data: what replay reads (`Encounter`) apart from what people read (`Script`).

The split is the point: the `play` digest is taken of the first, the `text` digest of the second, so mending a
typo cannot change a run. Both are plain frozen dataclasses that survive a trip through JSON.
"""

from dataclasses import dataclass
from typing import Literal

from game.rules.conditions import Condition
from game.rules.gauges import Gauges
from game.rules.rulebook import Move, Outcome
from game.rules.skills import Skill

PersonKind = Literal["customer", "colleague", "other"]

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Temperament:
    """How the customer starts, and how much they need to be heard (0-4) before solutions are welcome."""

    gauges: Gauges
    needs_heard: int = 2
    town_only: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way on: to the scene `to` if `when` holds (none: always)."""

    to: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply does. Its key, in `Scene.replies`, is its identity for ever.

    Attributes:
        moves: one or two moves, applied in this order.
        when: the reply exists only while this holds.
        cites: facts that must be known for it to exist.
        learns: facts it reveals.
        sets: flags it sets.
        promises, keeps, renegotiates: promises it opens or settles.
        hands_to: the person whose name stands on the case from now on.
        to: ways on, the first that holds; empty means the hub goes on.
    """

    moves: tuple[Move, ...]
    when: Condition | None = None
    cites: tuple[str, ...] = ()
    learns: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    renegotiates: tuple[str, ...] = ()
    hands_to: str | None = None
    to: tuple[Arrow, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment where somebody speaks and the player may answer.

    Attributes:
        person: who is there, or `nobody`.
        replies: what the player can say, by key; empty in an ending or a scene that plays straight through.
        otherwise: ways on when no reply is available, the first that holds; empty where one always is.
        hub: a few questions in any order; replies without `to` stay here and can be said once.
        act_first: danger: acting at once is right here.
        ending: the outcome, if this scene ends the encounter.
    """

    person: str
    replies: dict[str, Reply]
    otherwise: tuple[Arrow, ...] = ()
    hub: bool = False
    act_first: bool = False
    ending: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a promise falls due: on leaving `scene`, and at any ending unless it `outlives` the talk."""

    scene: str | None
    outlives: bool = False


@dataclass(frozen=True, slots=True)
class Encounter:
    """All that decides how an encounter plays. Keys only, no prose.

    Attributes:
        key: the encounter's name, its file's name.
        people: what each person is.
        temperaments: by key; the seed picks among those not `town_only`.
        facts: keys, in the file's order.
        promises: when each falls due.
        flags: keys, in order of first use.
        start: the first scene.
        scenes: by key.
        full_marks: evidence per offered skill that counts as full, 1 or more each.
    """

    key: str
    people: dict[str, PersonKind]
    temperaments: dict[str, Temperament]
    facts: tuple[str, ...]
    promises: dict[str, Due]
    flags: tuple[str, ...]
    start: str
    scenes: dict[str, Scene]
    full_marks: dict[Skill, int]

    @property
    def customer(self) -> str | None:
        """The customer's key, or none: a forecast, a colleague or a letter will do for an encounter."""
        return next((key for key, kind in self.people.items() if kind == "customer"), None)


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, used when `when` holds (none: always)."""

    text: str
    when: Condition | None = None


Wording = tuple[Variant, ...]
"""Wordings of one line, the first that holds is used; empty means nothing is said."""


@dataclass(frozen=True, slots=True)
class ReplyText:
    """What people read of a reply. `figure` is shown, never scored."""

    say: str
    hears: Wording = ()
    thinks: Wording = ()
    coach: str = ""
    locked: str = ""
    figure: int = 0


@dataclass(frozen=True, slots=True)
class SceneText:
    """What people read of a scene. `at` is shown, never computed with."""

    at: str = ""
    says: Wording = ()
    thinks: Wording = ()
    letter: Wording = ()
    act_first_why: str = ""
    replies: dict[str, ReplyText] | None = None


@dataclass(frozen=True, slots=True)
class PersonText:
    """What people read of a person.

    Attributes:
        name: a literal name, or "" when the persona draws it (then `draws` has a `name`).
        job: what they do, or "".
        draws: blanks drawn from the seed: field → draw (`name` → `woman.name`).
        says: blanks with literal values: field → value.
    """

    name: str
    job: str
    draws: dict[str, str]
    says: dict[str, str]


@dataclass(frozen=True, slots=True)
class Back:
    """What somebody would come back about, told so that another encounter can use it; may hold blanks.

    Attributes:
        who: the customer it is about.
        about: what they were here for.
        recalls: what they told, which somebody who listened still has.
        sore: what it was like for them if they were passed on.
        thanks: who did the work behind the desk.
    """

    who: str
    about: str
    recalls: str
    sore: str
    thanks: str


@dataclass(frozen=True, slots=True)
class Returns:
    """Somebody who was here before: the temperament they come in, by how they had left."""

    who: str
    met: str
    passed_on: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The handle-time or quota figure on the screen: its name and where it starts."""

    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Script:
    """All that people read of an encounter. Texts may hold blanks, `{dana_name}`.

    `back` is what its customer would come back about, `returns` who here was a customer of another encounter before.
    """

    title: str
    role: str
    industry: str
    level: int
    locale: str
    brief: str
    desk_card: str
    needs: str
    people: dict[str, PersonText]
    facts: dict[str, str]
    promises: dict[str, str]
    scenes: dict[str, SceneText]
    figure: Figure | None = None
    back: Back | None = None
    returns: Returns | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a file's own test expects of its run; none means not asked."""

    ending: str | None = None
    outcome: Outcome | None = None
    mastered: bool | None = None
    criticals: int | None = None
    score_at_least: int | None = None
    score_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One entry of a file's `tests:`: play these replies with this temperament, and expect this."""

    temperament: str
    choose: tuple[str, ...]
    expect: Expectation

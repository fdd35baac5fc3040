"""What can happen in a save: it is these events, in order; `progress` is what they add up to.

A new kind of event needs a new migration, so that an older game leaves the save alone and finds no damage.
"""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from game.rules.clean import clean


def _clean(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean)]
"""Text from outside that a screen will show: stripped of control, bidirectional and zero-width characters."""

Turn = Annotated[int, Field(ge=0)]


class _Happening(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Named(_Happening):
    """The player says what to be called, in at most 40 characters."""

    kind: Literal["named"] = "named"
    name: Annotated[Text, Field(max_length=40)]


class RunStarted(_Happening):
    """A run begins. `run` is its opaque id; `play` and `text` are the encounter's digests in hex.

    `stepped_back` is 1 where it begins in the middle of an earlier run: its player knows what comes. `ticket` is the
    board's, for a ranked run.
    """

    kind: Literal["run_started"] = "run_started"
    run: str
    encounter: str
    play: str
    text: str
    seed: int
    temperament: str
    persona: dict[str, Text]
    mode: Literal["coached", "practice", "ranked"]
    stepped_back: int = 0
    ticket: str | None = None


class Chose(_Happening):
    """The player chose the reply with this key; `turn` is the number of replies before it, `after` the last of them.

    Two windows may play one run: without `after`, what one chose could be taken for a turn of the other.
    None is not asked.
    """

    kind: Literal["chose"] = "chose"
    run: str
    turn: Turn
    reply: str
    after: str | None = None


class SteppedBack(_Happening):
    """The run goes back, so that `turn` replies remain; `after` is the last reply before it went."""

    kind: Literal["stepped_back"] = "stepped_back"
    run: str
    turn: Turn
    after: str | None = None


class Finished(_Happening):
    """The run reached an ending with the reply `after`.

    `skills` is the ratio of each offered skill; none, like `criticals`, in saves written before training was kept.
    """

    kind: Literal["finished"] = "finished"
    run: str
    after: str | None = None
    ending: str
    outcome: Literal["met", "partly", "lost"]
    score: Annotated[int, Field(ge=0, le=1000)]
    mastered: bool
    skills: dict[str, Annotated[int, Field(ge=0, le=1000)]] | None = None
    criticals: Annotated[int, Field(ge=0)] | None = None


class Rated(_Happening):
    """The player rated something of a run, from 1 to 5; private to them.

    `what` is `heard` (did they leave feeling heard?) or a skill, both before the score was shown; or `line-N`, their
    own reply in turn N read from the other side.
    """

    kind: Literal["rated"] = "rated"
    run: str
    what: Annotated[str, Field(pattern=r"^(heard|[A-Z][a-z]+|line-[1-9][0-9]{0,2})$")]
    value: Annotated[int, Field(ge=1, le=5)]


class Drilled(_Happening):
    """The player answered one line: `grade` is what the reply was worth, `skill` what it was for."""

    kind: Literal["drilled"] = "drilled"
    encounter: str
    skill: str
    scene: str
    reply: str
    grade: str


class PlanChosen(_Happening):
    """The player took up a training plan; "" for none."""

    kind: Literal["plan_chosen"] = "plan_chosen"
    plan: str


class Left(_Happening):
    """The player gave the run up; it is not offered again."""

    kind: Literal["left"] = "left"
    run: str


class SettingChanged(_Happening):
    """The player changed a setting."""

    kind: Literal["setting_changed"] = "setting_changed"
    name: str
    value: Text


class JoinWished(_Happening):
    """The player is about to ask to come in; asked again, it is with the same `request`, so that nobody joins twice.

    `where` is the board's address or folder, `season` the key that the code names, "" where there is no code.
    """

    kind: Literal["join_wished"] = "join_wished"
    where: str
    season: str
    request: str


class BoardJoined(_Happening):
    """The player came into a season on a board.

    `board` is our own name for it, `holds` what keeps it: `friendly` a folder, `refereed` a server. `season` is the
    season as JSON, `player` who we are there; `secret` proves it and goes to nobody else. `insecure`: its owner was
    told that nothing hides what is sent there.
    """

    kind: Literal["board_joined"] = "board_joined"
    board: str
    holds: Literal["friendly", "refereed"]
    where: str
    season: str
    player: str
    secret: str
    name: Text
    team: str
    shown: bool
    insecure: bool = False


class BoardChanged(_Happening):
    """The player is called otherwise on a board, is shown or not, or was found in another team there."""

    kind: Literal["board_changed"] = "board_changed"
    board: str
    name: Text
    team: str
    shown: bool


class BoardLeft(_Happening):
    """The player left a season; what was not sent yet never will be."""

    kind: Literal["board_left"] = "board_left"
    board: str


class TicketWished(_Happening):
    """The player is about to ask for a ticket, which spends an attempt.

    Noted before the board is asked: if the answer is lost, even by a crash, the same `request` asks again, and gets
    the same ticket. `ahead`: to be played without a connection.
    """

    kind: Literal["ticket_wished"] = "ticket_wished"
    board: str
    encounter: str
    request: str
    ahead: bool = False


class TicketDrawn(_Happening):
    """A board gave a ticket for this `request`. `seed` is none where the board plays the customer itself."""

    kind: Literal["ticket_drawn"] = "ticket_drawn"
    board: str
    ticket: str
    encounter: str
    play: str
    text: str
    attempt: Annotated[int, Field(ge=1)]
    seed: int | None = None
    ahead: bool = False
    request: str


class Delivered(_Happening):
    """A board took a run, or refused it for good, and `why`. `points` is the player's total there at the time."""

    kind: Literal["delivered"] = "delivered"
    ticket: str
    accepted: bool
    why: Text = ""
    score: int | None = None
    points: int | None = None
    offline: bool = False


class WeekStarted(_Happening):
    """A week at a workplace begins. `play` and `text` are the town's digests in hex, `people` who everybody is."""

    kind: Literal["week_started"] = "week_started"
    week: str
    town: str
    play: str
    text: str
    seed: int
    people: dict[str, Text]


class WeekChose(_Happening):
    """The player made this choice; `turn` is the number of choices before it, `after` the mark of all of them.

    `weeks.mark_of` makes it; older saves have the last of them there, and so it is in `WeekFinished`.
    """

    kind: Literal["week_chose"] = "week_chose"
    week: str
    turn: Turn
    choice: str
    after: str


class WeekFinished(_Happening):
    """The week is over; `after` is the mark of all its choices."""

    kind: Literal["week_finished"] = "week_finished"
    week: str
    after: str
    score: Annotated[int, Field(ge=0, le=1000)]
    skills: dict[str, Annotated[int, Field(ge=0, le=1000)]]
    served: Annotated[int, Field(ge=0)]
    promises_kept: Annotated[int, Field(ge=0)]
    spared: Annotated[int, Field(ge=0)]


class WeekLeft(_Happening):
    """The player gave the week up; it is not offered again."""

    kind: Literal["week_left"] = "week_left"
    week: str


Event = Annotated[
    Named
    | RunStarted
    | Chose
    | SteppedBack
    | Finished
    | Left
    | Rated
    | Drilled
    | PlanChosen
    | SettingChanged
    | JoinWished
    | BoardJoined
    | BoardChanged
    | BoardLeft
    | TicketWished
    | TicketDrawn
    | Delivered
    | WeekStarted
    | WeekChose
    | WeekFinished
    | WeekLeft,
    Field(discriminator="kind"),
]

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def to_json(event: Event) -> str:
    """The event as canonical JSON: sorted keys, no spaces."""
    return json.dumps(
        event.model_dump(exclude_none=True), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def from_json(body: bytes) -> Event:
    """The event written as `body`. Raises ValueError (pydantic's) when it isn't one."""
    return _EVENT.validate_json(body)

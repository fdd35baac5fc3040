"""What a board and a player's game say to each other, as JSON. Everything in it is bounded.

The address of each stands beside it. A player's requests carry `Authorization: Bearer SEASON.SECRET`.
"""

from typing import Annotated, Final, Literal

from pydantic import Field

from game.board.season import Moment, Season, SeasonKey, Shape, TeamKey
from game.board.verdict import Sent
from game.library.run_file import Digest, EncounterKey
from game.rules.clean import NAME_MOST
from game.telling.views import Debrief, Turn

BODY_MOST: Final = 64 * 1024
"""Bytes of a request; the longest run takes a third of it."""

Name = Annotated[str, Field(min_length=1, max_length=NAME_MOST)]
Opaque = Annotated[str, Field(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Sentence = Annotated[str, Field(max_length=500)]


class Refusal(Shape):
    """Any answer from 400 up: why, in one sentence for the player."""

    why: Sentence


class Said(Shape):
    """The answer to DELETE /v1/me, and to what an organiser asks for: what was done and what stays, in a sentence."""

    says: Sentence


class Join(Shape):
    """POST /v1/join: come into a season with its code. `shown`: whether the name may stand on the board."""

    code: Annotated[str, Field(min_length=1, max_length=80)]
    name: Name
    team: TeamKey
    shown: bool = False
    request: Opaque
    """Drawn by the client: the same request again is the same player, whatever became of the first answer."""


class Look(Shape):
    """POST /v1/look: what a code leads to, before joining; answered by `Season`."""

    code: Annotated[str, Field(min_length=1, max_length=80)]


class Joined(Shape):
    """The answer to `Join`. The secret is told once; the board keeps its hash."""

    season: Season
    player: Opaque
    name: Name
    secret: Annotated[str, Field(min_length=43, max_length=43)]


class Attempt(Shape):
    """One attempt of mine. `score` once its run has arrived; `offline` where its ticket was drawn ahead."""

    ticket: Opaque
    encounter: EncounterKey
    attempt: int
    score: int | None = None
    offline: bool = False


class Mine(Shape):
    """GET /v1/me: who I am there, and what I have played."""

    season: Season
    player: Opaque
    name: Name
    team: TeamKey
    shown: bool
    closed: bool
    attempts: tuple[Attempt, ...]


class Change(Shape):
    """PATCH /v1/me: another name, shown or not."""

    name: Name | None = None
    shown: bool | None = None


class TicketAsk(Shape):
    """POST /v1/tickets: a ticket, which spends an attempt. The same `request` again is the same ticket.

    `encounter` is the key by which the season offers it, here as everywhere in these messages: an encounter's, or that
    of the town in which a week is spent.
    `ahead`: it is drawn to be played without a connection, and its run will be labelled so.
    """

    request: Opaque
    encounter: EncounterKey
    ahead: bool = False


class TicketDealt(Shape):
    """The answer to `TicketAsk`. `seed` only in open seasons: in a sealed one the board plays the customer."""

    ticket: Opaque
    encounter: EncounterKey
    play: Digest
    text: Digest
    attempt: int
    seed: int | None = None


class RunSent(Shape):
    """POST /v1/runs: a finished run, or a week that is over, of an open season. Sent again, it gets the same answer."""

    ticket: Opaque
    run: Sent


class Receipt(Shape):
    """What a run, or a week, came to; a week has no `ending`.

    `accepted` is false where it was refused for good, and `why` says so; `points` is the player's total now.
    """

    ticket: Opaque
    accepted: bool
    why: Sentence = ""
    score: int | None = None
    ending: str = ""
    points: int | None = None
    offline: bool = False


class Say(Shape):
    """POST /v1/tickets/{ticket}/replies: a reply in a sealed season.

    `number` is how many replies came before it, so that one sent twice is said once; `choice` the key that the turn
    offered, which tells nothing: the board numbers what it offers from 1.
    """

    number: Annotated[int, Field(ge=0, le=1000)]
    choice: Annotated[str, Field(pattern=r"^[1-9][0-9]?$")]


class Dealt(Shape):
    """GET /v1/tickets/{ticket}, and the answer to `Say`: the moment as it stands, in a sealed season.

    Attributes:
        turn: as shown; its lines are what is new, or everything said so far when asked by GET.
        brief, desk_card: what the player knows and may do.
        receipt: once it has ended; `debrief` only after the season: it would tell others what to say.
    """

    turn: Turn
    brief: str
    desk_card: str
    receipt: Receipt | None = None
    debrief: Debrief | None = None


class TeamStanding(Shape):
    """A team as it stands.

    Attributes:
        rank: from 1, equal for ties; none below the turnout.
        played, members: how many have played, of how many.
        average: points of those who played, on average.
        value: what the ranking goes by, see `standings`.
        says: the whole in one sentence.
    """

    team: TeamKey
    title: str
    rank: int | None
    played: int
    members: int
    average: int
    value: int
    says: Sentence


class Neighbour(Shape):
    """Somebody on the board. `name` is "" for those who don't want to be shown."""

    rank: int
    name: str
    team: TeamKey
    points: int
    attempts: int
    tied: bool = False
    me: bool = False


class Award(Shape):
    """An award to a team, or to several that tie for it, with the sentence that says for what."""

    award: Literal["most-improved", "quietest-week", "best-recovery"]
    title: str
    teams: tuple[TeamKey, ...]
    says: Sentence


class Standings(Shape):
    """GET /v1/standings, and what a wall shows (without `me` and `around`).

    Attributes:
        kind: which kind of board it is, and so what its numbers prove.
        at: when it was made; `version` grows with every change.
        frozen: since when it is shown as it was; none where it is live.
        people: how many have played.
        best_possible: the most points anybody can have.
        teams: all of them, best first; those below the turnout last.
        me: where I stand; none before my first run.
        around: my neighbours, me among them, best first.
        top: the best of those who want to be shown.
        fairness: what is unfair about this ranking, in a sentence.
    """

    season: SeasonKey
    title: str
    kind: Literal["friendly", "refereed"]
    at: Moment
    version: int
    frozen: Moment | None
    closed: bool
    people: int
    best_possible: int
    teams: tuple[TeamStanding, ...]
    me: Neighbour | None = None
    around: tuple[Neighbour, ...] = ()
    top: tuple[Neighbour, ...] = ()
    awards: tuple[Award, ...] = ()
    fairness: Sentence = ""


class Changed(Shape):
    """GET /v1/events: the data of each server-sent event `standings`; the first comes at once.

    `version` as in `Standings`. Ask for those when it differs from what you have.
    """

    version: int

"""What there is to show of the seasons a player joined: plain data, the same for the screen and for lines.

Everything that came from a board is clean, and still plain text: whoever shows it never passes it through markup.
"""

from dataclasses import dataclass
from typing import Final, Literal

from game.board.season import Kind, Season
from game.board.wire import Standings
from game.rules.clean import clean

Holds = Literal["friendly", "refereed"]

PROVES: Final[dict[Holds, str]] = {
    "friendly": "A friendly board, kept in a folder: every run here is legal, and how often it was tried is declared.",
    "refereed": "A refereed board, kept by a server: every run here is legal, and was played once, on a ticket.",
}
"""What each kind of board proves; every screen that shows a board says it."""

SEALED: Final = "It deals one turn at a time, so nobody's computer has the answers."
"""What is said beside it of a sealed season."""


def played_in(season: Season) -> tuple[str, ...]:
    """What is played in a season, each as it is called in a sentence: `Aisle seven`, `a week at “The yellow i”`."""
    return tuple(
        f"a week at “{clean(one.title)}”" if one.kind == "week" else clean(one.title)
        for one in season.encounters
    )


def command_of(key: str, kind: Kind) -> str:
    """The command that plays the next attempt at something a season offers."""
    return f"ownit day {key} --ranked" if kind == "week" else f"ownit play {key} --mode ranked"


Stage = Literal["soon", "open", "over", "closed"]
"""Before it opens; runs count; after its end; and once its organiser has closed it, or said that it is."""

AttemptState = Literal["drawn", "begun", "given up", "waiting", "counted", "refused", "elsewhere"]
"""A ticket not begun; a run not ended; given up; ended and not sent; counted; refused; not in this save."""


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt of mine.

    Attributes:
        attempt: from 1.
        ticket: its name; what `Memberships.debrief` takes.
        state: how it stands.
        score: 0-1000 once it counts.
        why: why it was refused, in a sentence.
        offline: whether its ticket was drawn ahead, so that it is labelled as played offline.
        turn: replies given so far, where it was begun; in a week, choices made.
    """

    attempt: int
    ticket: str
    state: AttemptState
    score: int | None = None
    why: str = ""
    offline: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class OfferedView:
    """Something a season offers, and my attempts at it.

    Attributes:
        encounter, title: its key and its title; the town's where it is a week.
        kind: which of the two it is.
        attempts: in order.
        left: how many more can be drawn.
        best: my best score that counts, or none.
        open: the attempt that `Memberships.begin`, or `begin_week`, goes on with; none where it would draw the next and
            so spend it.
        number: the number of the attempt that it would play, from 1; none where all are spent.
    """

    encounter: str
    title: str
    attempts: tuple[AttemptView, ...]
    left: int
    best: int | None
    open: AttemptView | None
    number: int | None
    kind: Kind = "encounter"


@dataclass(frozen=True, slots=True)
class BoardView:
    """A season as one player sees it.

    Attributes:
        board: our own name for it; what every method of `Memberships` takes.
        holds: friendly or refereed; `PROVES[holds]` says what that means.
        where: its address or folder, to be shown.
        season: what is played, by whom, from when to when.
        name, team, team_title, shown: who I am there; `shown`: whether my name may stand on the board.
        stage: whether it is open, by this computer's clock.
        offered: the encounters and weeks, in the season's order.
        standings: where everybody stands, as last seen; none before the first time.
        synced: when that was, UTC milliseconds; none likewise.
        offline: whether the board couldn't be reached when it was last tried.
        trouble: why not, in a sentence, or what else it said no to; "" for nothing.
        waiting: finished runs and weeks that were not sent yet.
    """

    board: str
    holds: Holds
    where: str
    season: Season
    name: str
    team: str
    team_title: str
    shown: bool
    stage: Stage
    offered: tuple[OfferedView, ...]
    standings: Standings | None
    synced: int | None
    offline: bool
    trouble: str
    waiting: int

    @property
    def proves(self) -> str:
        """What this board's numbers prove, in a sentence or two."""
        return f"{PROVES[self.holds]} {SEALED}" if self.season.sealed else PROVES[self.holds]

    @property
    def points(self) -> int:
        """The best of each encounter, added up."""
        return sum(one.best or 0 for one in self.offered)

    def encounter(self, key: str) -> OfferedView | None:
        """The encounter, or the week in a town, of this key; none if the season has none."""
        return next((one for one in self.offered if one.encounter == key), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A season before it is joined: what a code, or a folder, leads to."""

    holds: Holds
    where: str
    season: Season

    @property
    def proves(self) -> str:
        """What this board's numbers prove, in a sentence or two."""
        return f"{PROVES[self.holds]} {SEALED}" if self.season.sealed else PROVES[self.holds]

"""What the pages of a team's seasons ask of the app."""

from dataclasses import dataclass

from game.tui.messages import TeamWish


@dataclass
class OpenTeam(TeamWish):
    """Show the season joined, the list of several, or how to join one."""


@dataclass
class OpenJoin(TeamWish):
    """Show how to join a season."""


@dataclass
class OpenSeason(TeamWish):
    """Show a season joined, and stand there."""

    board: str


@dataclass
class PrepareRanked(TeamWish):
    """Show an encounter of a season before it is played."""

    board: str
    encounter: str


@dataclass
class BeginRanked(TeamWish):
    """Go on with the open attempt at an encounter of a season, or spend the next."""

    board: str
    encounter: str


@dataclass
class Practise(TeamWish):
    """Show the brief of an encounter, to be played as often as one likes, seen by nobody."""

    encounter: str


@dataclass
class LookBackOn(TeamWish):
    """Look back on an attempt that ended."""

    board: str
    ticket: str


@dataclass
class SeeReceipt(TeamWish):
    """Show what came of an attempt at the board."""

    board: str
    ticket: str


@dataclass
class DrawAhead(TeamWish):
    """Draw a ticket now, to be played without a connection."""

    board: str
    encounter: str


@dataclass
class OpenMembership(TeamWish):
    """Show who the player is in a season."""

    board: str


@dataclass
class ChangeMembership(TeamWish):
    """Be called otherwise there, or be shown or not; none leaves it as it is."""

    board: str
    name: str | None = None
    shown: bool | None = None


@dataclass
class LeaveSeason(TeamWish):
    """Leave a season; `anyway` where its board can't be asked to forget the player."""

    board: str
    anyway: bool = False

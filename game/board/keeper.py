"""What any kind of board can be asked by a player's game; the client of a server and a shared folder both answer it."""

from typing import Literal, Protocol

from game.board.season import Season
from game.board.verdict import Sent
from game.board.wire import Mine, Receipt, Standings, TicketDealt


class BoardTrouble(Exception):
    """A board that can't be reached or read just now; trying again later may help. The message is a sentence."""


class BoardRefused(Exception):
    """A board that says no, for good. The message is its sentence."""


class NotAMember(BoardRefused):
    """A board that doesn't know who asks, or no longer; it says so of the player, not of what was sent."""


class Keeper(Protocol):
    """A board as one player's game sees it, once joined. Slow: never call it from the screen's thread.

    Every method raises `BoardTrouble` where it can't be reached, and `BoardRefused` where the answer is no.

    Attributes:
        kind: friendly (a folder: the run is legal) or refereed (a server: legal, and played once).
    """

    kind: Literal["friendly", "refereed"]

    def mine(self) -> Mine:
        """Who I am there, and what I have played."""

    def ticket(self, encounter: str, request: str, *, ahead: bool = False) -> TicketDealt:
        """A ticket, which spends an attempt. The same `request` again is the same ticket."""

    def content(self, digest: str) -> bytes:
        """A part of an encounter or a town, by its digest; checked against it by whoever puts them together."""

    def send(self, ticket: str, run: Sent) -> Receipt:
        """Send a finished run, or a week that is over; sent again, it gets the same answer."""

    def standings(self) -> Standings:
        """Where everybody stands, and I among them."""

    def change(self, *, name: str | None = None, shown: bool | None = None) -> Mine:
        """Be called otherwise there, or be shown or not."""

    def leave(self) -> str:
        """Be forgotten there, as far as this kind of board can; returns what stays, in a sentence."""

    def close(self) -> None:
        """Let go of the connection."""


class Door(Protocol):
    """A board before one has joined it."""

    def look(self, code: str) -> Season:
        """What the code leads to. A folder needs none."""

    def join(
        self, code: str, name: str, team: str, *, shown: bool, request: str
    ) -> tuple[Season, str, str, str]:
        """Come in; returns the season, the player's id there, the name as it was accepted, and the secret to keep."""

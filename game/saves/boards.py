"""The seasons a player joined, the tickets they hold there, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from game.saves.events import (
    BoardChanged,
    BoardJoined,
    BoardLeft,
    Delivered,
    JoinWished,
    TicketDrawn,
    TicketWished,
)

BoardEvent = BoardJoined | BoardChanged | BoardLeft | JoinWished | TicketWished | TicketDrawn | Delivered


def run_of(ticket: str) -> str:
    """The id of the run, or week, that is played on a ticket: one ticket, one run, also where two windows begin it."""
    return sha256(f"run\n{ticket}".encode()).hexdigest()[:32]


@dataclass(slots=True)
class HeldTicket:
    """A ticket: `delivered` once the board took its run or refused it; `left` where it was given up before."""

    drawn: TicketDrawn
    delivered: Delivered | None = None
    left: bool = False


@dataclass(slots=True)
class SavedBoard:
    """A season on a board.

    `tickets` is by ticket, in the order they were drawn; `wishes` what was asked for and not answered, by encounter.
    """

    joined: BoardJoined
    name: str
    team: str
    shown: bool
    tickets: dict[str, HeldTicket] = field(default_factory=dict)
    wishes: dict[str, TicketWished] = field(default_factory=dict)


@dataclass(slots=True)
class Boards:
    """What the events of boards add up to: `joined` by our name for each, in the order they were joined.

    A board that was left is not among them. `tickets` are those of all boards, left ones too: a run goes on after its
    season was left, only nobody is sent it. `wishes` are requests to come in that were not answered: (where, season) →
    request.
    """

    joined: dict[str, SavedBoard] = field(default_factory=dict)
    tickets: dict[str, HeldTicket] = field(default_factory=dict)
    wishes: dict[tuple[str, str], str] = field(default_factory=dict)

    def apply(self, event: BoardEvent) -> bool:
        """Take in an event; False, and no change, where it makes no sense."""
        match event:
            case JoinWished():
                self.wishes[event.where, event.season] = event.request
                return True
            case BoardJoined():
                return self._join(event)
            case Delivered():
                return self._deliver(event)
        if (board := self.joined.get(event.board)) is None:
            return False
        match event:
            case BoardChanged():
                board.name, board.team, board.shown = event.name, event.team, event.shown
            case BoardLeft():
                del self.joined[event.board]
            case TicketWished():
                board.wishes[event.encounter] = event
            case TicketDrawn():
                return self._draw(board, event)
        return True

    def counts(self, run: str) -> bool:
        """Whether a run, or a week, is played on a ticket of a season that wasn't left since."""
        return any(run_of(ticket) == run for board in self.joined.values() for ticket in board.tickets)

    def left(self, run: str) -> bool:
        """Take in that a run was given up whose replies are not in this save: the board deals it."""
        held = next((held for ticket, held in self.tickets.items() if run_of(ticket) == run), None)
        if held is not None:
            held.left = True
        return held is not None

    def _join(self, event: BoardJoined) -> bool:
        self.wishes = {wish: request for wish, request in self.wishes.items() if wish[0] != event.where}
        if event.board in self.joined:
            return False
        self.joined[event.board] = SavedBoard(event, event.name, event.team, event.shown)
        return True

    def _draw(self, board: SavedBoard, event: TicketDrawn) -> bool:
        wish = board.wishes.get(event.encounter)
        if wish is not None and wish.request == event.request:
            del board.wishes[event.encounter]
        if event.ticket in self.tickets:
            return False
        self.tickets[event.ticket] = board.tickets[event.ticket] = HeldTicket(event)
        return True

    def _deliver(self, event: Delivered) -> bool:
        held = self.tickets.get(event.ticket)
        if held is None or (held.delivered is not None and held.delivered.accepted):
            return False
        held.delivered = event
        return True


def without_secrets(event: Mapping[str, object]) -> dict[str, object]:
    """An event as it may be shown to others: whoever has the secret of a board is that player there.

    So is whoever has the request to come in, which the secret is told for, and in a folder made of.
    """
    secret = ("secret", "request") if event.get("kind") == "join_wished" else ("secret",)
    return {key: "kept back" if key in secret else value for key, value in event.items()}

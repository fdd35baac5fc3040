"""A run that the board deals: this computer has neither the file nor the seed, so there is nothing to look up."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, runtime_checkable

from game.board.keeper import BoardRefused, BoardTrouble
from game.board.wire import Dealt, Receipt
from game.play.playable import as_text
from game.play.run import PlayFault
from game.saves.boards import run_of
from game.telling.views import Debrief, Line, Mode, Turn

_AFTER = "what each reply did is shown after the season: until it is closed, it would tell others what to say"


@runtime_checkable
class Dealer(Protocol):
    """A board that deals one turn at a time. Raises like `Keeper`."""

    def deal(self, ticket: str) -> Dealt:
        """The moment at which the run of a ticket stands, with everything said so far."""

    def say(self, ticket: str, number: int, choice: str) -> Dealt:
        """Give a reply; `number` is how many came before it. Said again with the same number, it is said once."""


class SealedRun:
    """The run of a ticket in a sealed season.

    Args:
        dealer: the board.
        ticket: the ticket.
        ended: is given the receipt once the run has ended, here or before.

    Raises:
        BoardTrouble, BoardRefused: the board doesn't deal it, or not now.
    """

    def __init__(self, dealer: Dealer, ticket: str, ended: Callable[[Receipt], None]) -> None:
        self._dealer = dealer
        self._ticket = ticket
        self._ended = ended
        self._lines: tuple[Line, ...] = ()
        self._replies: tuple[str, ...] = ()
        self._debrief: Debrief | None = None
        self.stepped_back = 0
        self._dealt = dealer.deal(ticket)
        self.turn: Turn = self._dealt.turn
        self._stand(self._dealt)

    @property
    def id(self) -> str:
        """The run's own name."""
        return run_of(self._ticket)

    @property
    def mode(self) -> Mode:
        """Ranked, always."""
        return "ranked"

    @property
    def title(self) -> str:
        """The encounter's title."""
        return self.turn.title

    @property
    def brief(self) -> str:
        """What the player knows before the first line."""
        return self._dealt.brief

    @property
    def desk_card(self) -> str:
        """What the player may do, and who can say yes to the rest."""
        return self._dealt.desk_card

    @property
    def replies(self) -> tuple[str, ...]:
        """One for each reply given: what the board called it, which tells nothing; "" for those given before."""
        return self._replies

    @property
    def receipt(self) -> Receipt | None:
        """What the run came to, once it has ended."""
        return self._dealt.receipt

    def transcript(self) -> tuple[Line, ...]:
        """Everything said so far."""
        return self._lines

    def choose(self, key: str) -> Turn:
        """Give a reply, and see what comes of it.

        A reply whose answer was lost may have been said. Given again it is not said twice; where another is given
        instead, the turn says so in its `fault` and stands where the conversation really is.

        Raises:
            PlayFault: the board can't be reached, or says no; nothing has changed here.
        """
        number = len(self._replies)
        try:
            dealt = self._dealer.say(self._ticket, number, key)
            if (
                dealt.turn.fault and dealt.turn.number == number
            ):  # it led nowhere, by a fault of the encounter's
                self.turn = dealt.turn
                return self.turn
            if dealt.turn.number != number + 1:  # said long ago, and more after it, perhaps by another window
                return self._catch_up()
        except BoardTrouble as trouble:
            raise PlayFault(f"{_clause(trouble)}; give the reply again, and it is said once") from trouble
        except BoardRefused as no:
            return self._after_a_no(no)
        self._replies = (*self._replies, key)
        self._lines = (*self._lines, *dealt.turn.lines)
        self._take(dealt)
        return self.turn

    def step_back(self) -> Turn:
        """There is none. Raises PlayFault."""
        raise PlayFault("there is no stepping back here")

    def debrief(self) -> Debrief:
        """Look back on the run, once the season is closed.

        Raises:
            PlayFault: it isn't, or the board can't be asked.
        """
        if self._debrief is None and self.turn.ended:
            try:
                self._debrief = self._dealer.deal(self._ticket).debrief
            except (BoardTrouble, BoardRefused) as trouble:
                raise PlayFault(_clause(trouble)) from trouble
        if self._debrief is None:
            raise PlayFault(_AFTER)
        return self._debrief

    def export(self) -> str:
        """The conversation as plain text."""
        return as_text(self.title, self.transcript())

    def _after_a_no(self, no: BoardRefused) -> Turn:
        """A reply was refused: perhaps since the one before it had arrived after all."""
        before = len(self._replies)
        try:
            turn = self._catch_up()
        except PlayFault:
            raise PlayFault(_clause(no)) from no
        if turn.number == before:
            raise PlayFault(_clause(no)) from no
        return turn

    def _catch_up(self) -> Turn:
        """Stand where the board says the conversation is."""
        shown = len(self._lines)
        try:
            dealt = self._dealer.deal(self._ticket)
        except (BoardTrouble, BoardRefused) as trouble:
            raise PlayFault(_clause(trouble)) from trouble
        moved = dealt.turn.number != len(self._replies)
        self._stand(dealt)
        if moved:
            fault = "A reply you gave before had arrived after all; this is what came of it."
            self.turn = replace(dealt.turn, lines=self._lines[shown:], fault=fault)
        return self.turn

    def _stand(self, dealt: Dealt) -> None:
        """Take over where the board says it is, with everything said so far."""
        self._lines = dealt.turn.lines
        self._replies = ("",) * dealt.turn.number
        self._take(dealt)

    def _take(self, dealt: Dealt) -> None:
        self._dealt = dealt
        self.turn = dealt.turn
        self._debrief = dealt.debrief
        if dealt.receipt is not None:
            self._ended(dealt.receipt)


def _clause(trouble: Exception) -> str:
    """A board's sentence as a player's fault is worded: whoever shows it ends it."""
    return str(trouble).removesuffix(".")

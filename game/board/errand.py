"""What is asked of a board beside the game, in any thread: send what waits, and see how everything stands."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event as Signal

from game.board.keeper import BoardRefused, BoardTrouble, Keeper, NotAMember
from game.board.verdict import Sent
from game.board.watching import EVERY, watched
from game.board.wire import Mine, Receipt, Standings


@dataclass(frozen=True, slots=True)
class News:
    """What was heard from a board; `Memberships.take_in` notes it.

    Attributes:
        board: our own name for the season.
        receipts: of the runs that the board took, or refused for good.
        mine: who I am there and what I have played; none where it wasn't asked for or couldn't be had.
        standings: likewise.
        trouble: why something couldn't be had, in a sentence; "" for nothing.
        offline: whether the board couldn't be reached.
    """

    board: str
    receipts: tuple[Receipt, ...] = ()
    mine: Mine | None = None
    standings: Standings | None = None
    trouble: str = ""
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """Everything it takes to send what waits and to ask how a season stands. It knows no save.

    Attributes:
        board: our own name for the season.
        keeper: the board.
        outbox: finished runs and weeks to be sent, each with its ticket.
    """

    board: str
    keeper: Keeper
    outbox: tuple[tuple[str, Sent], ...] = ()

    def run(self, *, ask: bool = True) -> News:
        """Send everything, and ask how the season stands (`ask`). Never raises for what a board or the network does."""
        receipts: list[Receipt] = []
        mine, standings, trouble, offline = None, None, "", False
        try:
            for ticket, run in self.outbox:
                receipts.append(self._sent(ticket, run))
            if ask:
                mine = self.keeper.mine()
                standings = self.keeper.standings()
        except BoardTrouble as why:
            trouble, offline = str(why), True
        except BoardRefused as why:
            trouble = str(why)
        return News(self.board, tuple(receipts), mine, standings, trouble, offline)

    def _sent(self, ticket: str, run: Sent) -> Receipt:
        """A receipt; also for a run that the board turned away. Raises where it is not the run that is at fault."""
        try:
            return self.keeper.send(ticket, run)
        except NotAMember:
            raise
        except BoardRefused as no:
            return Receipt(ticket=ticket, accepted=False, why=str(no)[:500])


@dataclass(frozen=True, slots=True)
class Watch:
    """A season's standings as they change."""

    board: str
    keeper: Keeper

    def run(self, told: Callable[[News], None], stop: Signal, every: float = EVERY) -> None:
        """Hand over news now and at every change, until `stop` is set. For a thread of its own; it calls `told`.

        Args:
            told: takes the news.
            stop: ends it.
            every: seconds between questions, on average, where a board doesn't say by itself when something changes.
        """

        def tell(standings: Standings | None) -> None:
            if standings is None:
                told(News(self.board, trouble="The board can't be reached just now.", offline=True))
            else:
                told(News(self.board, standings=standings))

        watch = getattr(self.keeper, "watch", None)  # a folder can't say when it changes
        if watch is None:
            watched(self.keeper.standings, tell, stop, every=every)
        else:
            watch(tell, stop, every)

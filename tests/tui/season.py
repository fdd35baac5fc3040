"""A season in memory whose standings the tests set, and a player of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Signal
from typing import Any

from game.board.creating import created, teams_of
from game.board.keeper import BoardRefused
from game.board.membership import Memberships
from game.board.places import Membership
from game.board.watching import Told
from game.board.wire import Award, Neighbour, Standings, TeamStanding
from game.library.library import Library
from game.play.game import Game
from game.play.history import DAY
from game.saves.saves import Saves
from game.telling.views import Mode
from game.tui.app import OwnItApp
from game.tui.day_pages import Wanted
from tests.board import in_memory
from tests.board.in_memory import CODE, WHERE

NOON = 20_000 * DAY + DAY // 2
"""4 October 2024, 12:00 UTC."""

_TEAMS = ("Northgate", "Southgate", "Harbour office", "Night desk", "Westgate")


@dataclass
class Board(in_memory.Board):
    """The board; what it says of the standings is set, and whoever watches is told when a test says so."""

    said_of: Callable[[Standings], Standings] = lambda found: found
    listening: list[Told] = field(default_factory=list)
    heard_by: Signal = field(default_factory=Signal)

    def change(self, said_of: Callable[[Standings], Standings]) -> None:
        """Let it stand otherwise from now on, and tell whoever watches."""
        self.said_of = said_of
        self.version += 1

    def tell(self, standings: Standings | None) -> None:
        for told in self.listening:
            told(standings)


class Keeper(in_memory.Keeper):
    def standings(self) -> Standings:
        found = super().standings()
        board = self._board
        assert isinstance(board, Board)
        return board.said_of(found)

    def watch(self, told: Told, stop: Signal, every: float) -> None:  # noqa: ARG002
        board = self._board
        assert isinstance(board, Board)
        board.listening.append(told)
        board.heard_by.set()
        stop.wait()
        board.listening.remove(told)


class Opener(in_memory.Opener):
    def door(self, where: str, *, insecure: bool) -> in_memory.Door:
        if where.startswith("http://") and not insecure:  # as the client says it
            raise BoardRefused("Nothing would hide it. Where that can't be had, `--insecure` lets it pass.")
        return super().door(where, insecure=insecure)

    def keeper(self, membership: Membership) -> Keeper:
        keeper = Keeper(self.board, membership)
        self.keepers.append(keeper)
        return keeper


def standings_of(board: Board) -> Standings:
    """What the board says to its first player."""
    one = next(iter(board.people.values()))
    membership = Membership(WHERE, board.season, one.player, one.secret, one.name, one.team, one.shown)
    return Keeper(board, membership).standings()


def a_board(pack: Path, *, sealed: bool = False, **changes: Any) -> Board:
    """A season of the pictures' pack, open for two weeks."""
    season, content = created(
        Library(pack),
        key="march",
        title="The October cup",
        about="Two weeks, one customer. Whoever wins buys nothing.",
        encounters=("aisle-seven",),
        teams=teams_of("Northgate, Southgate:14, Harbour office, Night desk, Westgate:9"),
        opens=NOON - DAY,
        closes=NOON + 13 * DAY,
        freezes=NOON + 11 * DAY,
        sealed=sealed,
        **changes,
    )
    return Board(season, content, now=lambda: NOON)


def joined(game: Game, board: Board, name: str = "Mira", shown: bool = False) -> str:
    """Let somebody join; returns our own name for the season."""
    return Memberships(game, Opener(board)).join(WHERE, CODE, name, "northgate", shown=shown).board


def an_app(
    pack: Path,
    board: Board | None,
    prepare: Callable[[Game], object] = lambda _: None,
    wanted: str | None = None,
    week: Wanted | None = None,
) -> OwnItApp:
    """The screen over a new save of Mira's, at noon; without a board it opens what is really there.

    `wanted` is an encounter to be played ranked at once, `week` a week.
    """

    def open_game() -> Game:
        game = Game(Library(pack), Saves.in_memory(), lambda: NOON)
        game.set("motion", "reduced")
        game.rename("Mira")
        prepare(game)
        return game

    mode: Mode | None = "ranked" if wanted else None
    return OwnItApp(open_game, wanted, mode, boards=Opener(board) if board else None, week=week)


def rich(found: Standings, mine: int = 2, frozen: int | None = None, closed: bool = False) -> Standings:
    """The same with five teams, neighbours and a top: Northgate stands at rank `mine`."""
    order = [title for title in _TEAMS if title != "Northgate"]
    order.insert(mine - 1, "Northgate")
    teams = tuple(_team(title, place) for place, title in enumerate(order, 1))
    me = Neighbour(rank=14, name="Mira", team="northgate", points=771, attempts=2, me=True)
    around = (
        Neighbour(rank=12, name="Ada", team="southgate", points=790, attempts=3),
        Neighbour(rank=13, name="", team="harbour-office", points=780, attempts=1),
        me,
        Neighbour(rank=15, name="", team="northgate", points=764, attempts=2, tied=True),
        Neighbour(rank=15, name="Kwame Ó Briain", team="night-desk", points=764, attempts=2, tied=True),
    )
    top = (
        Neighbour(rank=1, name="Noor", team="southgate", points=1000, attempts=3),
        Neighbour(rank=2, name="Ines [b]Batista[/b]", team="northgate", points=988, attempts=1),
        Neighbour(rank=7, name="Ada", team="southgate", points=790, attempts=3),
    )
    awards = (
        Award(
            award="most-improved",
            title="Most improved",
            teams=("northgate",),
            says="From a first try to the best of three, 212 points more on average.",
        ),
        Award(
            award="quietest-week",
            title="Quietest week",
            teams=("southgate", "night-desk"),
            says="The least harm done: 0.4 harm points a conversation.",
        ),
    )
    return found.model_copy(
        update={
            "people": 38,
            "teams": teams,
            "me": me,
            "around": around,
            "top": top,
            "awards": awards,
            "frozen": frozen,
            "closed": closed,
            "fairness": "Each team is compared with random teams of its own size, so size neither helps nor hurts.",
        }
    )


def _team(title: str, place: int) -> TeamStanding:
    played, average = (1, 0) if title == "Westgate" else (13 - 2 * place, 840 - 31 * place)
    ranked = title != "Westgate"
    return TeamStanding(
        team=title.lower().replace(" ", "-"),
        title=title,
        rank=place if ranked else None,
        played=played,
        members=14 if ranked else 9,
        average=average,
        value=1500 - 300 * place,
        says=f"An average of {average} from {played} of 14: better than {90 - 9 * place} in 100 of what a random "
        "team of that size would get."
        if ranked
        else "1 of 9 have played; ranked from 5 on.",
    )


def down(board: Board) -> None:
    """Take the line away, and tell whoever watches."""
    board.down = True
    board.tell(None)

"""Seasons, players and runs for the tests of boards, made short."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

from game.board.season import Offered, Season, Team
from game.board.store import players, runs, seasons, tickets
from game.board.store.players import Player
from game.board.store.store import Store
from game.board.store.tickets import Issued
from game.board.store.tx import Tx
from game.board.verdict import Verdict
from game.board.wire import Receipt

T = TypeVar("T")

OPENS, FREEZES, CLOSES = 1_000, 50_000, 90_000
PLAYING = 2_000


def a_season(key: str = "march", **changed: Any) -> Season:
    """A season with three encounters and two teams, running from OPENS to CLOSES."""
    fields: dict[str, Any] = {
        "season": key,
        "title": "March",
        "encounters": tuple(
            Offered(encounter=name, title=name.title(), play=digest(f"play {name}"), text=digest(name))
            for name in ("wet-floor", "the-clause", "mould")
        ),
        "teams": (Team(team="reds", title="The Reds"), Team(team="blues", title="The Blues")),
        "opens": OPENS,
        "closes": CLOSES,
    }
    return Season(**fields | changed)


def digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def came_to(score: int = 500, **changed: Any) -> Verdict:
    """What a run came to."""
    fields: dict[str, Any] = {
        "score": score,
        "harm": 0,
        "criticals": 0,
        "outcome": "met",
        "ending": "shoes",
        "mastered": score >= 800,
        "hot": False,
    }
    return Verdict(**fields | changed)


NAMES = [
    f"{first} {last}"
    for last in ("Aal", "Bak", "Dee", "Fuchs")
    for first in ("Ada", "Bo", "Cy", "Dag", "Eva")
]
"""Twenty names no two of which look alike."""


@dataclass
class Board:
    """A season in a store, asked in few words. Every call is one transaction."""

    store: Store
    season: Season = field(default_factory=a_season)
    asked: int = 0

    def write(self, job: Callable[[Tx], T]) -> Awaitable[T]:
        return self.store.write(job)

    def read(self, job: Callable[[Tx], T]) -> Awaitable[T]:
        return self.store.read(job)

    async def create(self) -> "Board":
        await self.write(lambda tx: seasons.create(tx, self.season, {}, digest("admin"), 1))
        return self

    async def join(
        self, name: str, team: str = "reds", *, shown: bool = True, request: str = "", now: int = PLAYING
    ) -> Player:
        asked = request or f"join {name}"
        return await self.write(
            lambda tx: players.join(tx, self.season, name, team, shown, digest(f"token {name}"), asked, now)
        )

    async def ticket(
        self,
        player: Player,
        encounter: str = "wet-floor",
        *,
        request: str = "",
        now: int = PLAYING,
        **more: Any,
    ) -> Issued:
        self.asked += 1
        asked, ahead, seed = request or f"ticket {self.asked}", more.get("ahead", False), more.get("seed", 7)
        return await self.write(
            lambda tx: tickets.issue(tx, self.season, player.player, encounter, asked, ahead, seed, now)
        )

    async def send(
        self, player: Player, ticket: Issued, verdict: Verdict, *, body: str = "a run", now: int = PLAYING
    ) -> Receipt:
        return await self.write(
            lambda tx: runs.accept(
                tx, self.season, player.player, ticket.ticket, digest(body), ["hello", "bye"], verdict, now
            )
        )

    async def play(
        self,
        player: Player,
        score: int = 500,
        encounter: str = "wet-floor",
        *,
        now: int = PLAYING,
        **more: Any,
    ) -> Receipt:
        """Draw a ticket and send a run that came to so much."""
        return await self.send(
            player, await self.ticket(player, encounter, now=now), came_to(score, **more), now=now
        )

    async def kept(self) -> seasons.Kept:
        kept = await self.read(lambda tx: seasons.season(tx, self.season.season))
        assert kept is not None
        return kept


async def outcomes(*asked: Awaitable[T]) -> tuple[list[T], list[Exception]]:
    """Do all at once; what came back, and what was raised."""
    came = await asyncio.gather(*asked, return_exceptions=True)
    fine: list[T] = []
    raised: list[Exception] = []
    for one in came:
        if isinstance(one, Exception):
            raised.append(one)
        elif isinstance(one, BaseException):
            raise one
        else:
            fine.append(one)
    return fine, raised

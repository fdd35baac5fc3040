"""Looking at a season and joining it, by its code."""

import asyncio
from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from game.board.season import Season
from game.board.server.answers import answer
from game.board.server.bodies import received
from game.board.server.callers import caller, hashed, new_secret
from game.board.server.codes import typed
from game.board.server.referee import Referee, referee_of
from game.board.store import limits, players, seasons
from game.board.store.players import Player
from game.board.store.refused import Refused
from game.board.store.tx import Tx
from game.board.wire import Join, Joined, Look

T = TypeVar("T")

_MINUTE: Final = 60_000
WRONG_MOST, WRONG_PER = 10, 10 * _MINUTE
"""Wrong codes from one network: enough for a class that misreads a projector, not for guessing forty bits."""

SEASON_MOST, SEASON_PER = 2_000, 60 * _MINUTE
"""Wrong codes for one season, from anywhere: in a fortnight one guess in 1.6 million of all there are."""

JOINS_MOST, JOINS_PER = 1_000, 60 * _MINUTE
"""Newcomers from one network, who all had the code."""

_WRONG: Final = "This code leads to no season here, or it has run out; ask for a fresh one"
_WAIT: Final = "Too many wrong codes came from your network; try again in ten minutes"


async def look(request: Request) -> Response:
    """POST /v1/look."""
    referee, asked = referee_of(request), await received(request, Look)

    def nothing_more(_tx: Tx, season: Season) -> Season:
        return season

    return answer(await _with_code(request, referee, asked.code, nothing_more))


async def join(request: Request) -> Response:
    """POST /v1/join."""
    referee, asked = referee_of(request), await received(request, Join)
    secret, now = new_secret(), referee.now()
    network = _network(request, referee)

    def come_in(tx: Tx, season: Season) -> tuple[Season, Player]:
        if not limits.spend(tx, season.season, "join", network, JOINS_MOST, JOINS_PER, now):
            raise Refused("Too many came in from your network just now; try again in an hour", 429)
        return season, players.join(
            tx, season, asked.name, asked.team, asked.shown, hashed(secret), asked.request, now
        )

    season, player = await _with_code(request, referee, asked.code, come_in)
    return answer(Joined(season=season, player=player.player, name=player.name, secret=secret))


async def _with_code(request: Request, referee: Referee, text: str, then: Callable[[Tx, Season], T]) -> T:
    """Do something in the season that a code leads to.

    Wrong codes are counted in the store, in the same transaction that finds them wrong: so many at once, or through
    so many processes, are no more than one after another. Whoever has none left isn't told whether the next is right.

    Raises:
        Refused: the code is wrong, or too many were; or what `then` raises.
    """
    code, now, network = typed(text), referee.now(), _network(request, referee)
    if code is None:
        raise Refused(_WRONG, 403)  # no guess: no code looks like this
    if not await referee.store.read(lambda tx: limits.left(tx, "", "code", network, WRONG_MOST, now)):
        raise Refused(_WAIT, 429)  # before the work of hashing
    code_hash = await asyncio.to_thread(code.hashed)

    def job(tx: Tx) -> tuple[T] | Refused:
        kept = seasons.season(tx, code.season)
        if not limits.left(tx, "", "code", network, WRONG_MOST, now):
            return Refused(_WAIT, 429)
        if kept and not limits.left(tx, code.season, "code", "", SEASON_MOST, now):
            return Refused("Too many wrong codes came for this season; try again in an hour", 429)
        if kept and seasons.code_holds(tx, code.season, code_hash, now):
            return (then(tx, kept.season),)
        limits.spend(tx, "", "code", network, WRONG_MOST, WRONG_PER, now)
        if kept:
            limits.spend(tx, code.season, "code", "", SEASON_MOST, SEASON_PER, now)
        return Refused(_WRONG, 403)  # not raised here: that would take the count back

    found = await referee.store.write(job)
    if isinstance(found, Refused):
        raise found
    request.state.season = code.season
    return found[0]


def _network(request: Request, referee: Referee) -> str:
    """Who asks, as it is counted: a hash, swept when its time is up."""
    return sha256(f"network {caller(request, referee.settings.trust_proxy)}".encode()).hexdigest()[:32]

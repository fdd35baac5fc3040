"""A player's own: who they are there, what they are called, and being forgotten."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from game.board.server.answers import answer
from game.board.server.bodies import received
from game.board.server.callers import bearer
from game.board.server.published import who
from game.board.server.referee import referee_of
from game.board.store import limits, players, tickets
from game.board.store.players import Player
from game.board.store.refused import Refused
from game.board.store.seasons import Kept
from game.board.store.tx import Tx
from game.board.wire import Change, Mine, Said

_CHANGES_MOST, _CHANGES_PER = 20, 60 * 60_000

LEFT: Final = (
    "Your name, your token and what you said in your conversations are deleted here. Your points stay in your "
    "team's total, without anything that says they were yours."
)


async def mine(request: Request) -> Response:
    """GET /v1/me."""
    referee, token = referee_of(request), bearer(request)

    def job(tx: Tx) -> Mine:
        kept, player = who(tx, token)
        return _mine(tx, kept, player, referee.now())

    found = await referee.store.read(job)
    request.state.season = found.season.season
    return answer(found)


async def change(request: Request) -> Response:
    """PATCH /v1/me."""
    referee, token = referee_of(request), bearer(request)
    asked, now = await received(request, Change), referee.now()

    def job(tx: Tx) -> Mine:
        kept, player = who(tx, token)
        key = kept.season.season
        if not limits.spend(tx, key, "change", player.player, _CHANGES_MOST, _CHANGES_PER, now):
            raise Refused("You have changed often enough for now; try again in an hour", 429)
        changed = players.change(tx, key, player.player, name=asked.name, shown=asked.shown)
        return _mine(tx, kept, changed, now)

    found = await referee.store.write(job)
    request.state.season = found.season.season
    return answer(found)


async def leave(request: Request) -> Response:
    """DELETE /v1/me."""
    referee, token = referee_of(request), bearer(request)

    def job(tx: Tx) -> str:
        kept, player = who(tx, token)
        players.delete(tx, kept.season.season, player.player, referee.now())
        return kept.season.season

    request.state.season = await referee.store.write(job)
    return answer(Said(says=LEFT))


def _mine(tx: Tx, kept: Kept, player: Player, now: int) -> Mine:
    return Mine(
        season=kept.season,
        player=player.player,
        name=player.name,
        team=player.team,
        shown=player.shown,
        closed=kept.over(now),
        attempts=tickets.of_player(tx, kept.season.season, player.player),
    )

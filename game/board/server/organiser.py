"""The endpoints of a season's organiser, who has its admin token."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from game.board.organising import CodeAsk, CodeMade
from game.board.server import acts
from game.board.server.answers import answer
from game.board.server.bodies import received
from game.board.server.callers import bearer
from game.board.server.codes import new_code
from game.board.server.referee import referee_of
from game.board.store import seasons
from game.board.store.refused import Refused
from game.board.store.tx import Tx
from game.board.wire import Said

T = TypeVar("T")


async def close(request: Request) -> Response:
    """POST /v1/admin/close: no run counts from now on, and everybody sees how it ended."""
    now = referee_of(request).now()
    return answer(Said(says=await _asked(request, lambda tx, key: acts.close(tx, key, now))))


async def freeze(request: Request) -> Response:
    """POST /v1/admin/freeze: from now on standings are shown as they are now."""
    now = referee_of(request).now()
    return answer(Said(says=await _asked(request, lambda tx, key: acts.freeze(tx, key, now))))


async def thaw(request: Request) -> Response:
    """POST /v1/admin/thaw: standings are live again."""
    now = referee_of(request).now()
    return answer(Said(says=await _asked(request, lambda tx, key: acts.thaw(tx, key, now))))


async def people(request: Request) -> Response:
    """GET /v1/admin/players."""
    now = referee_of(request).now()
    return answer(await _asked(request, lambda tx, key: acts.people(tx, key, now), writes=False))


async def remove(request: Request) -> Response:
    """DELETE /v1/admin/players/{player}."""
    now, player = referee_of(request).now(), request.path_params["player"]
    return answer(Said(says=await _asked(request, lambda tx, key: acts.remove(tx, key, player, now))))


async def people_csv(request: Request) -> Response:
    """GET /v1/admin/people.csv: everybody with their points, for a spreadsheet."""
    return _csv(await _asked(request, acts.people_csv, writes=False))


async def teams_csv(request: Request) -> Response:
    """GET /v1/admin/teams.csv: every team as it stands, for a spreadsheet."""
    return _csv(await _asked(request, acts.teams_csv, writes=False))


async def code(request: Request) -> Response:
    """POST /v1/admin/codes: a fresh code."""
    now, asked = referee_of(request).now(), await received(request, CodeAsk)
    season = await _asked(request, lambda tx, key: seasons.existing(tx, key).season, writes=False)
    fresh, expires = new_code(season.season), acts.code_ends(season, asked.days, now)
    fresh_hash = await asyncio.to_thread(fresh.hashed)
    await _asked(request, lambda tx, key: seasons.add_code(tx, key, fresh_hash, expires))
    return answer(CodeMade(code=str(fresh), expires=expires))


async def _asked(request: Request, job: Callable[[Tx, str], T], *, writes: bool = True) -> T:
    """Do something in the season whose organiser asks.

    Raises:
        Refused: the token isn't its organiser's.
    """
    referee, token = referee_of(request), bearer(request)

    def checked(tx: Tx) -> T:
        if not seasons.admin_holds(tx, token.season, token.secret_hash):
            raise Refused("That takes the admin token, which was told when the season was created", 403)
        return job(tx, token.season)

    store = referee.store
    found = await (store.write(checked) if writes else store.read(checked))
    request.state.season = token.season
    return found


def _csv(body: bytes) -> Response:
    return Response(body, media_type="text/csv", headers={"content-disposition": "attachment"})

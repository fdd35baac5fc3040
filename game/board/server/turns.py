"""The endpoints of a sealed season: the moment as it stands, and a reply to it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from game.board.server.answers import answer
from game.board.server.bodies import received
from game.board.server.callers import bearer
from game.board.server.dealing import Moment, Sealed, verdict
from game.board.server.published import who
from game.board.server.referee import Referee, referee_of
from game.board.store import runs, tickets
from game.board.store.refused import Refused
from game.board.store.seasons import Kept
from game.board.store.tx import Tx
from game.board.wire import Dealt, Receipt, Say
from game.library.loaded import Loaded
from game.telling.views import Debrief

T = TypeVar("T")

PATIENCE: Final = 5.0
"""Seconds to wait for a debrief; it is worked out to its end all the same, for who asks again."""


async def deal(request: Request) -> Response:
    """GET /v1/tickets/{ticket}: the moment as it stands, with everything said so far."""
    referee = referee_of(request)
    kept, sealed, receipt = await _sealed(request, referee)
    moment = await _dealing(referee, lambda: referee.dealer.all_of(sealed))
    return await _dealt(referee, kept, sealed, moment, receipt)


async def say(request: Request) -> Response:
    """POST /v1/tickets/{ticket}/replies: a reply; answered by what comes of it. Sent twice it is said once."""
    referee, token = referee_of(request), bearer(request)
    said = await received(request, Say)
    kept, sealed, _ = await _sealed(request, referee)
    season = kept.season
    key = await _dealing(referee, lambda: referee.dealer.key(sealed, said.number, said.choice))
    now = referee.now()

    def job(tx: Tx) -> tuple[Sealed, Receipt | None]:
        _, player = who(tx, token)
        issued = tickets.say(tx, season, player.player, sealed.ticket, said.number, key, now)
        told = replace(sealed, replies=issued.replies)
        found = verdict(told)
        if found is None:
            return told, None
        digest = sha256("\n".join(told.replies).encode()).hexdigest()
        return told, runs.accept(tx, season, player.player, sealed.ticket, digest, told.replies, found, now)

    told, receipt = await referee.store.write(job)
    moment = await _dealing(referee, lambda: referee.dealer.since(told, said.number))
    return await _dealt(referee, kept, told, moment, receipt)


async def _sealed(request: Request, referee: Referee) -> tuple[Kept, Sealed, Receipt | None]:
    """The conversation that a request is about, which is the caller's own."""
    token, name = bearer(request), request.path_params["ticket"]

    def job(tx: Tx) -> tuple[Kept, tickets.Issued, Receipt | None]:
        kept, player = who(tx, token)
        if not kept.season.sealed:
            raise Refused("In this season your own game plays the customer", 409)
        key = kept.season.season
        receipt = runs.receipt(tx, key, player.player, name)  # refuses what isn't theirs
        issued = tickets.ticket(tx, key, name)
        assert issued is not None
        return kept, issued, receipt

    kept, issued, receipt = await referee.store.read(job)
    request.state.season = kept.season.season
    offered = kept.season.offered(issued.encounter)
    assert offered is not None  # a season never changes
    loaded = await referee.loaded(kept.season, offered)
    assert isinstance(loaded, Loaded)  # a sealed season holds no week
    return kept, Sealed(issued.ticket, loaded, issued.seed, issued.replies), receipt


async def _dealing(referee: Referee, job: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(referee.dealing, job)


async def _dealt(
    referee: Referee, kept: Kept, sealed: Sealed, moment: Moment, receipt: Receipt | None
) -> Response:
    debrief: Debrief | None = None
    if receipt is not None and kept.over(referee.now()):
        debrief = await _debrief(referee, sealed)
    elif receipt is not None:
        receipt = receipt.model_copy(update={"ending": ""})  # which one it was would tell others where to go
    return answer(
        Dealt(
            turn=moment.turn,
            brief=moment.brief,
            desk_card=moment.desk_card,
            receipt=receipt,
            debrief=debrief,
        )
    )


async def _debrief(referee: Referee, sealed: Sealed) -> Debrief | None:
    loop = asyncio.get_running_loop()
    working = loop.run_in_executor(referee.remembering, referee.looking_back.debrief, sealed)
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.shield(working)
    except TimeoutError:
        return None

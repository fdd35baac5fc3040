"""Tickets, what is played on them, and the runs that come back."""

import secrets
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from game.board.server.answers import answer, as_json, sentence
from game.board.server.bodies import received
from game.board.server.callers import bearer
from game.board.server.published import who
from game.board.server.referee import referee_of
from game.board.store import runs, seasons, tickets
from game.board.store.refused import Refused
from game.board.store.tx import Tx
from game.board.verdict import Verdict, judge, said_in
from game.board.wire import Receipt, RunSent, TicketAsk, TicketDealt
from game.engine.chance import SEED_MAX
from game.library.run_file import RunRefused


async def ticket(request: Request) -> Response:
    """POST /v1/tickets."""
    referee, token = referee_of(request), bearer(request)
    asked = await received(request, TicketAsk)
    kept, _ = await referee.player(request)
    offered = kept.season.offered(asked.encounter)
    if offered is None:
        raise Refused("This season has no such encounter, and no such week", 404)
    await referee.loaded(kept.season, offered)  # before an attempt is spent on what can't be judged
    seed, now = secrets.randbelow(SEED_MAX + 1), referee.now()

    def job(tx: Tx) -> tickets.Issued:
        here, player = who(tx, token)
        return tickets.issue(
            tx, here.season, player.player, asked.encounter, asked.request, asked.ahead, seed, now
        )

    issued = await referee.store.write(job)
    return answer(
        TicketDealt(
            ticket=issued.ticket,
            encounter=issued.encounter,
            play=offered.play,
            text=offered.text,
            attempt=issued.attempt,
            seed=None if kept.season.sealed else issued.seed,
        )
    )


async def content(request: Request) -> Response:
    """GET /v1/content/{digest}: the part of an encounter, or a town, kept under this digest, as it is kept."""
    referee = referee_of(request)
    kept, _ = await referee.player(request)
    season, digest = kept.season, request.path_params["digest"]
    if season.sealed:
        raise Refused("In this season the board plays the customer; its encounters stay here", 403)
    if referee.now() < season.opens:
        raise Refused("This season has not opened yet", 409)
    found = await referee.store.read(lambda tx: seasons.content(tx, season.season, digest))
    if found is None:
        raise Refused("This season has nothing of this digest", 404)
    return as_json(found)


async def run(request: Request) -> Response:
    """POST /v1/runs: replayed, and counted for what it comes to."""
    referee, token = referee_of(request), bearer(request)
    sent = await received(request, RunSent)

    def about(tx: Tx) -> tuple[seasons.Kept, tickets.Issued]:
        kept, player = who(tx, token)
        found = tickets.ticket(tx, kept.season.season, sent.ticket)
        if found is None or found.player != player.player:
            raise Refused("You have no such ticket", 404)
        return kept, found

    kept, issued = await referee.store.read(about)
    season = kept.season
    request.state.season = season.season
    offered = season.offered(issued.encounter)
    if season.sealed or offered is None:
        raise Refused("In this season the board plays the customer, and keeps the run itself", 409)
    loaded = await referee.loaded(season, offered)
    verdict: Verdict | None = None
    why = ""
    try:
        verdict = judge(issued.to_judge(season), sent.run, loaded)
    except RunRefused as refused:
        why = sentence(str(refused))
    digest, now = sha256(sent.run.model_dump_json().encode()).hexdigest(), referee.now()

    def job(tx: Tx) -> Receipt:
        _, player = who(tx, token)
        if verdict is None:
            return runs.refuse(tx, season, player.player, sent.ticket, digest, why, now)
        return runs.accept(
            tx, season, player.player, sent.ticket, digest, tuple(said_in(sent.run)), verdict, now
        )

    return answer(await referee.store.write(job))

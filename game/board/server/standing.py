"""Where everybody stands, and the caller among them; and a stream that says when it changes."""

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from game.board.server.answers import answer
from game.board.server.callers import bearer
from game.board.server.published import Published, who
from game.board.server.referee import referee_of
from game.board.server.streams import PLAYER_MOST
from game.board.server.streams import events as events_of
from game.board.store import ranks
from game.board.store.tx import Tx
from game.board.wire import Changed, Standings

STREAM_HEADERS = {"x-accel-buffering": "no"}  # or nginx would hold every event back until there are many


async def standings(request: Request) -> Response:
    """GET /v1/standings."""
    referee, token = referee_of(request), bearer(request)

    def job(tx: Tx) -> Standings:
        now = referee.now()
        kept, player = who(tx, token)
        public = referee.publishing.published(tx, kept, now)
        key, me = kept.season.season, player.player
        return public.standings.model_copy(
            update={
                "at": now,
                "me": ranks.rank(tx, key, public.view, me),
                "around": ranks.around(tx, key, public.view, me),
            }
        )

    found = await referee.store.read(job)
    request.state.season = found.season
    return answer(found)


async def events(request: Request) -> Response:
    """GET /v1/events."""
    referee = referee_of(request)
    kept, player = await referee.player(request)
    key = kept.season.season
    following = referee.streams.follow(key, f"{key} {player.player}", PLAYER_MOST)

    def data(published: Published) -> str:
        return Changed(version=published.standings.version).model_dump_json()

    return StreamingResponse(
        events_of(following, "standings", data), media_type="text/event-stream", headers=STREAM_HEADERS
    )

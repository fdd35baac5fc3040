"""The wall: one page for a screen in the room, which loads nothing from anywhere else."""

from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from game.board.season import Moment, Shape
from game.board.seen import PROVES, SEALED
from game.board.server.answers import answer
from game.board.server.callers import caller
from game.board.server.published import Published
from game.board.server.referee import Referee, referee_of
from game.board.server.standing import STREAM_HEADERS
from game.board.server.streams import WALL_MOST, events
from game.board.store import seasons
from game.board.store.refused import Refused
from game.board.wire import Standings

_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


class Wall(Shape):
    """GET /wall/{season}/standings, and the data of the events `wall` of its stream.

    Attributes:
        standings: as everybody sees them.
        opens, closes: the season's.
        join: the address to join at; never a code.
        proves: which kind of board it is, in a sentence.
    """

    standings: Standings
    opens: Moment
    closes: Moment
    join: str
    proves: str


async def wall(request: Request) -> Response:
    """GET /wall: leads to the season, where there is one; with several, they aren't told of each other."""
    keys = await referee_of(request).store.read(seasons.keys)
    if len(keys) != 1:
        raise Refused("Add your season's key to this address, as in /wall/march", 404)
    return RedirectResponse(f"/wall/{keys[0]}", 307)


async def page(request: Request) -> Response:
    """GET /wall/{season}: the page. It holds nothing of the season but what its script then asks for."""
    await _published(request)
    return _file("wall.html", "text/html", {"content-security-policy": _POLICY})


async def script(_request: Request) -> Response:
    """GET /wall.js."""
    return _file("wall.js", "text/javascript")


async def style(_request: Request) -> Response:
    """GET /wall.css."""
    return _file("wall.css", "text/css")


async def standings(request: Request) -> Response:
    """GET /wall/{season}/standings."""
    referee = referee_of(request)
    return answer(_wall(referee, await _published(request)))


async def stream(request: Request) -> Response:
    """GET /wall/{season}/events."""
    referee = referee_of(request)
    found = await _published(request)
    network = caller(request, referee.settings.trust_proxy)
    following = referee.streams.follow(found.season.season, network, WALL_MOST)

    def data(published: Published) -> str:
        return _wall(referee, published).model_dump_json()

    return StreamingResponse(
        events(following, "wall", data), media_type="text/event-stream", headers=STREAM_HEADERS
    )


async def _published(request: Request) -> Published:
    found = await referee_of(request).published(request.path_params["season"])
    request.state.season = found.season.season
    return found


def _wall(referee: Referee, published: Published) -> Wall:
    season = published.season
    return Wall(
        standings=published.standings.model_copy(update={"at": referee.now()}),
        opens=season.opens,
        closes=season.closes,
        join=referee.settings.address,
        proves=f"{PROVES['refereed']} {SEALED}" if season.sealed else PROVES["refereed"],
    )


def _file(name: str, kind: str, headers: dict[str, str] | None = None) -> Response:
    return Response(_bytes(name), media_type=kind, headers=headers)


@cache
def _bytes(name: str) -> bytes:
    return (_HERE / name).read_bytes()

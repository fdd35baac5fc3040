"""The application: which address leads where."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.board.server import coming_in, me, organiser, playing, standing, turns, wall
from game.board.server.answers import as_json, on_http, on_refused, on_trouble
from game.board.server.logs import Logged
from game.board.server.referee import Referee, referee_of
from game.board.server.settings import Settings
from game.board.store.refused import Refused, StoreTrouble
from game.board.store.store import Store


def board_app(store: Store, settings: Settings) -> Starlette:
    """A board's server as an ASGI application.

    Args:
        store: where its seasons are; whoever opened it closes it, once the application has stopped.
        settings: what it goes by.

    Returns:
        The application. `state.referee.streams.stop()` ends its streams, `state.referee.close()` lets go of its
        threads.
    """
    app = Starlette(
        routes=[
            Route("/v1/look", coming_in.look, methods=["POST"]),
            Route("/v1/join", coming_in.join, methods=["POST"]),
            Route("/v1/me", me.mine, methods=["GET"]),
            Route("/v1/me", me.change, methods=["PATCH"]),
            Route("/v1/me", me.leave, methods=["DELETE"]),
            Route("/v1/tickets", playing.ticket, methods=["POST"]),
            Route("/v1/tickets/{ticket}", turns.deal, methods=["GET"]),
            Route("/v1/tickets/{ticket}/replies", turns.say, methods=["POST"]),
            Route("/v1/runs", playing.run, methods=["POST"]),
            Route("/v1/content/{digest}", playing.content, methods=["GET"]),
            Route("/v1/standings", standing.standings, methods=["GET"]),
            _stream("/v1/events", standing.events),
            Route("/v1/admin/close", organiser.close, methods=["POST"]),
            Route("/v1/admin/freeze", organiser.freeze, methods=["POST"]),
            Route("/v1/admin/thaw", organiser.thaw, methods=["POST"]),
            Route("/v1/admin/codes", organiser.code, methods=["POST"]),
            Route("/v1/admin/players", organiser.people, methods=["GET"]),
            Route("/v1/admin/players/{player}", organiser.remove, methods=["DELETE"]),
            Route("/v1/admin/people.csv", organiser.people_csv, methods=["GET"]),
            Route("/v1/admin/teams.csv", organiser.teams_csv, methods=["GET"]),
            Route("/wall", wall.wall, methods=["GET"]),
            Route("/wall.js", wall.script, methods=["GET"]),
            Route("/wall.css", wall.style, methods=["GET"]),
            Route("/wall/{season}", wall.page, methods=["GET"]),
            Route("/wall/{season}/standings", wall.standings, methods=["GET"]),
            _stream("/wall/{season}/events", wall.stream),
            Route("/healthz", health, methods=["GET"]),
        ],
        middleware=[Middleware(Logged)],
        exception_handlers={Refused: on_refused, StoreTrouble: on_trouble, HTTPException: on_http},
    )
    app.router.redirect_slashes = False
    app.state.referee = Referee(store, settings)
    return app


def _stream(path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
    """A route that doesn't end, and so has no HEAD."""
    route = Route(path, endpoint)
    route.methods = {"GET"}
    return route


async def health(request: Request) -> Response:
    """GET /healthz: whether the store answers. No figure is in it: one would show what a freeze hides."""
    await referee_of(request).store.read(lambda tx: tx.rows("SELECT 1"))
    return as_json(b'{"ok":true}')

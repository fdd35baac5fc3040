"""What the server answers: shapes as JSON, a sentence where the answer is no, a file."""

import logging
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from game.board.season import Shape
from game.board.store.refused import Refused
from game.board.wire import Refusal
from game.rules.clean import clean

LOG: Final = logging.getLogger("ownit.board")

# Whatever is answered: nothing of it is guessed at, kept, framed, or told to the next address.
HEADERS: Final[tuple[tuple[str, str], ...]] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("cross-origin-resource-policy", "same-origin"),
)

_SENTENCES: Final = {
    404: "There is nothing at this address.",
    405: "This address doesn't take that.",
}


def answer(shape: Shape, status: int = 200) -> Response:
    """A shape as JSON."""
    return as_json(shape.model_dump_json().encode(), status)


def as_json(body: bytes, status: int = 200) -> Response:
    """JSON that is bytes already."""
    return Response(body, status, media_type="application/json")


def sentence(words: str) -> str:
    """The words as a sentence of at most 500 characters: with a capital and a full stop, and clean."""
    said = clean(words).strip()[:499]
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def refusal(why: str, status: int) -> Response:
    """No, and why, in a sentence."""
    response = answer(Refusal(why=sentence(why)), status)
    if status == 401:
        response.headers["www-authenticate"] = "Bearer"
    if status in (408, 413):  # what is left of the body is not read
        response.headers["connection"] = "close"
    return response


async def on_refused(request: Request, trouble: Exception) -> Response:
    """Answers a `Refused`, wherever it was raised.

    What a player asks for and the board doesn't have is refused by 410: 404 is said of addresses, where a game takes
    it for a board that has moved, and asks again.
    """
    assert isinstance(trouble, Refused)
    gone = trouble.status == 404 and request.url.path.startswith("/v1/")
    return refusal(trouble.why, 410 if gone else trouble.status)


async def on_trouble(_request: Request, trouble: Exception) -> Response:
    """Answers what the store can't do just now; why is for whoever runs the board, and stands in its log."""
    LOG.error("store", extra={"fields": {"event": "store", "says": str(trouble)[:200]}})
    return refusal("This board can't get at its store just now; try again in a moment", 503)


async def on_http(_request: Request, trouble: Exception) -> Response:
    """Answers what the router turns away."""
    assert isinstance(trouble, HTTPException)
    response = refusal(_SENTENCES.get(trouble.status_code, "This board can't do that."), trouble.status_code)
    response.headers.update(trouble.headers or {})
    return response

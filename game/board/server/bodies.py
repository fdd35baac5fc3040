"""What is sent to the server, read with distrust: bounded in size and time, then held against its shape."""

import asyncio
from typing import Final, TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from game.board.season import Shape
from game.board.store.refused import Refused
from game.board.wire import BODY_MOST
from game.rules.clean import clean

BODY_SECONDS: Final = 15
"""A body of 64 KiB comes through the worst line in that time; who sends a byte a second is let go."""

_ECHOED_MOST: Final = 60

S = TypeVar("S", bound=Shape)


async def received(request: Request, shape: type[S]) -> S:
    """The message in a request's body.

    At most `BODY_MOST` bytes are taken in, whatever the request says of its length.

    Raises:
        Refused: too long, too slow, no JSON, or not of this shape.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_MOST:
                    raise Refused(f"That is more than the {BODY_MOST // 1024} KiB this board reads.", 413)
    except TimeoutError:
        raise Refused("That took too long to arrive; try again.", 408) from None
    try:
        return shape.model_validate_json(bytes(body))
    except ValidationError as trouble:
        raise Refused(f"This board doesn't understand what was sent: {_first(trouble)}.", 400) from None


def _first(trouble: ValidationError) -> str:
    """What is wrong first and where; never what was sent but the names of its fields, short and clean."""
    first = trouble.errors(include_url=False, include_input=False, include_context=False)[0]
    if not first["loc"]:
        return "it is no JSON" if first["type"].startswith("json") else "it has another form"
    where = clean(".".join(map(str, first["loc"])))[:_ECHOED_MOST]
    return f"{where}: {first['msg'].rstrip('.')[:200]}"

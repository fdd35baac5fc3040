"""The server's log: one JSON object a line, and never a token, a code, a name or what somebody sent."""

import json
import logging
import secrets
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.board.server.answers import HEADERS, LOG, refusal

_GONE: Final = 499
"""The caller hung up before there was an answer."""

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"})
_ROOT: Final = Path(__file__).parents[3]
_FRAMES: Final = 12


class OneLine(logging.Formatter):
    """A record as one JSON object.

    Of other people's records only the first line is told, and of an exception its kind and where it was raised:
    messages quote what was being handled.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            said |= fields
        else:
            said |= {"event": record.name, "says": record.getMessage().partition("\n")[0][:200]}
        if record.exc_info and record.exc_info[1]:
            said |= {"error": type(record.exc_info[1]).__name__, "at": _places(record.exc_info[1])}
        return json.dumps(said, ensure_ascii=True)


class Logged:
    """Around the application: a line for each request, headers for each answer, and a sentence for each fault."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((n.encode(), v.encode()) for n, v in HEADERS if n.encode() not in there),
                ]
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:
            status = status or _GONE
        except Exception as trouble:
            fault = secrets.token_hex(6)
            LOG.error("fault", exc_info=trouble, extra={"fields": {"event": "fault", "id": fault}})
            if not status:
                why = f"Something went wrong on this board; its organiser finds it in the log under {fault}."
                await refusal(why, 500)(scope, receive, sent)
        finally:
            route = scope.get("route")
            fields = {
                "event": "request",
                "method": scope["method"] if scope["method"] in _METHODS else "-",
                "route": getattr(route, "path", "-"),  # the template: paths hold ids
                "status": status,
                "ms": round((time.perf_counter() - started) * 1000, 1),
                "season": scope.get("state", {}).get("season"),
            }
            LOG.info("request", extra={"fields": fields})


def _places(trouble: BaseException) -> list[str]:
    frames = traceback.extract_tb(trouble.__traceback__)[-_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    path = Path(file)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name

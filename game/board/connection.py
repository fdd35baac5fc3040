"""One HTTP connection to a board's server: bounded, verified, and honest about what went wrong."""

import json
from contextlib import contextmanager
from ipaddress import ip_address
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar
from urllib.parse import urlsplit

import httpx2
from pydantic import ValidationError

from game.board.keeper import BoardRefused, BoardTrouble, NotAMember
from game.board.season import Shape
from game.board.wire import Refusal
from game.rules.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

S = TypeVar("S", bound=Shape)

ANSWER_MOST: Final = 4 * 1024 * 1024
"""Bytes of an answer: the standings of 500 teams take a tenth of it."""

PATIENCE: Final = 30.0
"""Seconds for a whole answer, however it drips."""

_TIMEOUT: Final = httpx2.Timeout(15.0, connect=5.0)
_TRIES: Final = 2
_LATER: Final = frozenset({404, 405, 408, 425, 429})
"""No fault of what was asked: the address is another one just now, or the board has too much to do."""

NOT_ABOUT_A_RUN: Final = _LATER | {400, 403, 413}
"""Nor does this say anything against a run: only a board that has understood it may turn it away for good."""

_STRANGER: Final = frozenset({401, 410})
"""The board doesn't know who asks, or not any more."""


class Connection:
    """A board's server as its address.

    Args:
        where: its address, settled.
        token: what says who asks, `SEASON.SECRET`; "" before joining.
        insecure: whether http will do beyond this computer.
        transport: how bytes travel; tests have others.

    Raises:
        BoardRefused: nothing would hide the token on its way.
    """

    def __init__(
        self,
        where: str,
        token: str = "",
        *,
        insecure: bool = False,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        parts = urlsplit(where)
        self.host = clean(parts.netloc)
        near = _is_here(parts.hostname or "")
        if parts.scheme != "https" and not near and not insecure:
            raise BoardRefused(
                f"Nothing would hide what is sent to {clean(where)}: its address should begin with https://. "
                "Where that can't be had, `--insecure` lets it pass."
            )
        if near and transport is None:
            transport = httpx2.HTTPTransport()  # its own, so that no proxy stands between
        headers = {"accept-encoding": "identity", "user-agent": "ownit"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        self.client = httpx2.Client(base_url=where, headers=headers, timeout=_TIMEOUT, transport=transport)

    def ask(
        self,
        method: str,
        path: str,
        answer: type[S],
        body: Shape | None = None,
        later: frozenset[int] = _LATER,
    ) -> S:
        """Ask, and read the answer as what it should be. Asked again where the line breaks: all of it may be.

        Args:
            method: of the request.
            path: of the request.
            answer: the shape that is wanted.
            body: what is sent.
            later: statuses that say nothing against what was asked.

        Raises:
            BoardTrouble: it can't be reached, has too much to do, or answers something else.
            BoardRefused: it says no.
        """
        return self.read(self.bytes_of(method, path, body, later), answer)

    def bytes_of(
        self, method: str, path: str, body: Shape | None = None, later: frozenset[int] = _LATER
    ) -> bytes:
        """The bytes of an answer. Raises like `ask`."""
        for left in reversed(range(_TRIES)):
            with self.said():
                try:
                    return self._once(method, path, body, later)
                except (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError):
                    if not left:
                        raise
        raise AssertionError("the last try returns or raises")

    def read(self, body: bytes, answer: type[S]) -> S:
        """An answer's shape, everything in it clean. Raises BoardTrouble where it is another."""
        try:
            # First the shape, which bounds how deep it is; then once more, since clean text may no longer fit.
            shape = answer.model_validate_json(body)
            return answer.model_validate_json(json.dumps(_cleaned(shape.model_dump(mode="json"))))
        except (ValidationError, ValueError):
            raise BoardTrouble(f"What answers at {self.host} isn't a board that this game knows.") from None

    @contextmanager
    def said(self) -> "Iterator[None]":
        """Turns what a connection raises into sentences."""
        try:
            yield
        except httpx2.TimeoutException:
            raise BoardTrouble(f"The board at {self.host} takes too long to answer.") from None
        except (
            httpx2.HTTPError,
            httpx2.InvalidURL,
            RuntimeError,
        ) as trouble:  # RuntimeError: it was closed meanwhile
            if "CERTIFICATE_VERIFY_FAILED" in str(trouble):
                why = f"The board at {self.host} shows a certificate that this computer doesn't trust."
            else:
                why = f"The board at {self.host} can't be reached just now."
            raise BoardTrouble(why) from None

    def _once(self, method: str, path: str, body: Shape | None, later: frozenset[int]) -> bytes:
        content, headers = None, {}
        if body is not None:
            content = body.model_dump_json(exclude_none=True).encode()
            headers = {"content-type": "application/json"}
        end = monotonic() + PATIENCE
        with self.client.stream(method, path, content=content, headers=headers) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise BoardTrouble(f"What answers at {self.host} packs what it says, unasked.")
            found = bytearray()
            for chunk in response.iter_bytes():
                found += chunk
                if len(found) > ANSWER_MOST:
                    raise BoardTrouble(f"What answers at {self.host} says more than any board would.")
                if monotonic() > end:
                    raise BoardTrouble(f"The board at {self.host} takes too long to answer.")
            if response.status_code >= 300:
                self.refuse(response.status_code, bytes(found), later)
            return bytes(found)

    def refuse(self, status: int, body: bytes, later: frozenset[int] = _LATER) -> None:
        """Raise what an answer that isn't one means."""
        try:
            why = sentence(Refusal.model_validate_json(body).why)
        except ValidationError:
            why = ""
        if status in later or not 400 <= status < 500 or not why:
            raise BoardTrouble(why or f"The board at {self.host} can't answer just now ({status}).")
        raise (NotAMember if status in _STRANGER else BoardRefused)(why)

    def close(self) -> None:
        """Let go of it."""
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def sentence(why: str) -> str:
    """What a board says, as a sentence: clean, on one line, with an end."""
    why = clean(why).strip()
    return f"{why}." if why and why[-1] not in ".!?…”" else why


def _is_here(host: str) -> bool:
    """Whether a host is this computer, so that nothing goes over a wire."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _cleaned(value: Any) -> Any:
    """Data with every text in it clean: a server is as much a stranger as a file."""
    if isinstance(value, str):
        return clean(value, keep_newlines=True)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    return value

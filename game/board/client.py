"""A board's server, as a player's game asks it."""

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event as Signal
from threading import Thread
from typing import Final, Literal
from urllib.parse import quote

import httpx2

from game.board.connection import NOT_ABOUT_A_RUN, Connection, sentence
from game.board.keeper import BoardTrouble
from game.board.places import Membership
from game.board.season import Season
from game.board.verdict import Sent
from game.board.watching import EVERY, Told, watched
from game.board.wire import (
    Change,
    Changed,
    Dealt,
    Join,
    Joined,
    Look,
    Mine,
    Receipt,
    RunSent,
    Said,
    Say,
    Standings,
    TicketAsk,
    TicketDealt,
)

_QUIET: Final = 45.0
"""Seconds without a word after which a stream is taken for dead; servers say something every fifteen."""

_EVENT_MOST: Final = 4096
"""Bytes of one event."""


class HttpDoor:
    """A server before one has joined a season of it.

    Args:
        where: its address.
        insecure: whether http will do beyond this computer.
        transport: how bytes travel; tests have others.

    Raises:
        BoardRefused: nothing would hide what is said.
    """

    def __init__(
        self, where: str, *, insecure: bool = False, transport: httpx2.BaseTransport | None = None
    ) -> None:
        self._where = where
        self._insecure = insecure
        self._transport = transport
        self._open().close()  # better refused before anybody types a code

    def look(self, code: str) -> Season:
        """What the code leads to."""
        with self._open() as connection:
            return connection.ask("POST", "/v1/look", Season, Look(code=code))

    def join(
        self, code: str, name: str, team: str, *, shown: bool, request: str
    ) -> tuple[Season, str, str, str]:
        """Come in; returns the season, the player's id there, the name as it was accepted, and the secret to keep."""
        wish = Join(code=code, name=name, team=team, shown=shown, request=request)
        with self._open() as connection:
            joined = connection.ask("POST", "/v1/join", Joined, wish)
        return joined.season, joined.player, joined.name, joined.secret

    def _open(self) -> Connection:
        return Connection(self._where, insecure=self._insecure, transport=self._transport)


class HttpKeeper:
    """A season on a server, once joined.

    Args:
        membership: what lets the player in.
        transport: how bytes travel; tests have others.

    Raises:
        BoardRefused: nothing would hide the secret.
    """

    kind: Literal["friendly", "refereed"] = "refereed"

    def __init__(self, membership: Membership, transport: httpx2.BaseTransport | None = None) -> None:
        self._season = membership.season.season
        self._connection = Connection(
            membership.where,
            f"{self._season}.{membership.secret}",
            insecure=membership.insecure,
            transport=transport,
        )

    def mine(self) -> Mine:
        """Who I am there, and what I have played."""
        return self._connection.ask("GET", "/v1/me", Mine)

    def ticket(self, encounter: str, request: str, *, ahead: bool = False) -> TicketDealt:
        """A ticket, which spends an attempt. The same `request` again is the same ticket."""
        wish = TicketAsk(request=request, encounter=encounter, ahead=ahead)
        return self._connection.ask("POST", "/v1/tickets", TicketDealt, wish)

    def content(self, digest: str) -> bytes:
        """The part of an encounter kept under this digest; nothing about it is checked here."""
        return self._connection.bytes_of("GET", f"/v1/content/{quote(digest, safe='')}")

    def send(self, ticket: str, run: Sent) -> Receipt:
        """Send a finished run; sent again, it gets the same answer."""
        sent = RunSent(ticket=ticket, run=run)
        receipt = self._connection.ask("POST", "/v1/runs", Receipt, sent, NOT_ABOUT_A_RUN)
        if receipt.ticket != ticket:
            raise BoardTrouble(f"The board at {self._connection.host} answered about another run.")
        return receipt.model_copy(update={"why": sentence(receipt.why)})

    def standings(self) -> Standings:
        """Where everybody stands, and I among them."""
        return self._connection.ask("GET", "/v1/standings", Standings)

    def change(self, *, name: str | None = None, shown: bool | None = None) -> Mine:
        """Be called otherwise there, or be shown or not."""
        return self._connection.ask("PATCH", "/v1/me", Mine, Change(name=name, shown=shown))

    def leave(self) -> str:
        """Be forgotten there; returns what stays, in a sentence."""
        return self._connection.ask("DELETE", "/v1/me", Said).says

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    # Sealed seasons: the board deals

    def deal(self, ticket: str) -> Dealt:
        """The moment at which the run of a ticket stands, with everything said so far."""
        return self._connection.ask("GET", f"/v1/tickets/{quote(ticket, safe='')}", Dealt)

    def say(self, ticket: str, number: int, choice: str) -> Dealt:
        """Give a reply.

        Args:
            ticket: whose run.
            number: how many replies came before it; the same reply with the same number is said once.
            choice: its key.
        """
        path = f"/v1/tickets/{quote(ticket, safe='')}/replies"
        return self._connection.ask("POST", path, Dealt, Say(number=number, choice=choice))

    # Live standings

    def watch(self, told: Told, stop: Signal, every: float = EVERY) -> None:
        """Hand over the standings now and at every change, until `stop` is set; for a thread of its own.

        The server says when something changed. Where that can't be had, it is asked now and then.
        """
        line = _Line(self._connection, stop)
        hanging_up = Thread(target=line.hang_up, name="hanging up", daemon=True)
        hanging_up.start()
        watched(self.standings, told, stop, line.listen, every)


class _Line:
    """A server's stream of events, which another thread can end in the middle of a silence."""

    def __init__(self, connection: Connection, stop: Signal) -> None:
        self._connection = connection
        self._stop = stop
        self._response: httpx2.Response | None = None

    def listen(self, changed: Callable[[int], None], stop: Signal) -> None:
        """Say the version at each change, until the line ends. Raises BoardTrouble where there is none."""
        connection = self._connection
        timeout = httpx2.Timeout(_QUIET, connect=5.0)
        with (
            connection.said(),
            connection.client.sse("/v1/events", timeout=timeout, max_event_size=_EVENT_MOST) as events,
        ):
            if events.response.status_code != 200:
                connection.refuse(events.response.status_code, b"")
            self._response = events.response
            try:
                for event in () if stop.is_set() else events:
                    if event.event == "standings":
                        changed(connection.read(event.data.encode(), Changed).version)
            finally:
                self._response = None

    def hang_up(self) -> None:
        """Wait until it is enough, and end the line."""
        self._stop.wait()
        response = self._response
        stream = response.extensions.get("network_stream") if response is not None else None
        if stream is not None:
            with suppress(OSError):  # ended already; closing it here would not wake who reads from it
                socket.socket.shutdown(stream.get_extra_info("socket"), socket.SHUT_RDWR)

"""Telling those who watch that standings have changed: one look a second for all of them, whoever they are."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

from game.board.server.answers import LOG
from game.board.server.published import Published
from game.board.store.refused import Refused, StoreTrouble

HEARTBEAT: Final = 15.0
"""Seconds of silence after which something is said all the same: a proxy would close the line, a wall would worry."""

STREAMS_MOST: Final = 2000
"""Streams of one process; whoever comes later asks now and then instead."""

PLAYER_MOST, WALL_MOST = 4, 50
"""Streams of one player, and walls of one network: nobody takes the places of all others."""

_TOLD_A_SECOND: Final = 200
"""Those who are told ask for their standings at once: beyond so many they are told less often, not slower."""


@dataclass
class _Watch:
    """A season that somebody watches."""

    published: Published | None = None
    told: float = 0.0
    listeners: set[asyncio.Event] = field(default_factory=set)
    task: asyncio.Task[None] | None = None


class Streams:
    """Every stream of this process.

    Args:
        look: gives a season's standings as everybody may see them.
        every: seconds between two looks.
    """

    def __init__(self, look: Callable[[str], Awaitable[Published]], every: float) -> None:
        self._look = look
        self._every = every
        self._watches: dict[str, _Watch] = {}
        self._open: Counter[str] = Counter()
        self._stopped = False

    def follow(self, season: str, who: str, most: int) -> AsyncIterator[Published | None]:
        """The standings now, and again whenever they have changed; none for a heartbeat. Ends when the server stops.

        Args:
            season: its key.
            who: who watches, as they are counted.
            most: how many streams they may have.

        Raises:
            Refused: too many watch already, or they themselves too often.
        """
        if self._open.total() >= STREAMS_MOST or self._open[who] >= most:
            raise Refused("Too many are watching; ask now and then instead", 429)
        return self._following(season, who)

    async def _following(self, season: str, who: str) -> AsyncIterator[Published | None]:
        watch = self._watches.setdefault(season, _Watch())
        listener = asyncio.Event()
        watch.listeners.add(listener)
        self._open[who] += 1
        if watch.task is None:
            watch.task = asyncio.create_task(self._keep_looking(season, watch))
        known: Published | None = None
        try:
            while not self._stopped:
                listener.clear()  # before looking, so that nothing is missed while the last was being sent
                if watch.published is not None and watch.published is not known:
                    known = watch.published
                    yield known
                    continue
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        await listener.wait()
                except TimeoutError:
                    yield None
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]
            watch.listeners.discard(listener)
            if not watch.listeners:
                self._watches.pop(season, None)
                if watch.task is not None:
                    watch.task.cancel()

    def stop(self) -> None:
        """End every stream."""
        self._stopped = True
        for watch in self._watches.values():
            _wake(watch)

    async def _keep_looking(self, season: str, watch: _Watch) -> None:
        while True:
            try:
                found = await self._look(season)
            except (StoreTrouble, Refused):  # said to whoever asks; here it is tried again
                pass
            except Exception as fault:  # nor does a fault of ours end what others watch
                LOG.error("fault", exc_info=fault, extra={"fields": {"event": "fault", "id": "streams"}})
            else:
                rest = len(watch.listeners) / _TOLD_A_SECOND
                if not found.alike(watch.published) and time.monotonic() - watch.told >= rest:
                    watch.published = found
                    watch.told = time.monotonic()
                    _wake(watch)
            await asyncio.sleep(self._every)


def _wake(watch: _Watch) -> None:
    for listener in watch.listeners:
        listener.set()


async def events(
    following: AsyncIterator[Published | None], name: str, data: Callable[[Published], str]
) -> AsyncIterator[bytes]:
    """Server-sent events of what is followed.

    Args:
        following: what `Streams.follow` gives.
        name: the events' name.
        data: what an event says, on one line.
    """
    async with aclosing(following) as found:  # type: ignore[type-var]
        async for published in found:
            if published is None:
                yield b"event: still\ndata: {}\n\n"
            else:
                yield f"event: {name}\ndata: {data(published)}\n\n".encode()

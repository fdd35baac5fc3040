"""The one thread of a process that writes: what is asked at the same time is committed at once, and then answered."""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar

from game.board.store.refused import StoreTrouble
from game.board.store.tx import Connection, Database, Job

T = TypeVar("T")

TOGETHER: Final = 128
"""Jobs in one commit at most: beyond that a commit's share of each is small, and one that meets another costs more."""

TRIES: Final = 40
"""How often a transaction that met another's is tried; each time one of the two gets through."""

_CONNECTS: Final = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A job, and who waits for it."""

    job: Job[Any]
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a job: a value, or an error."""

    value: Any = None
    error: BaseException | None = None


class Writer:
    """Writes, in one thread, what everybody asks.

    Args:
        database: where to.
        connection: a first connection to it, for this thread's use alone from now on.
    """

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection: Connection | None = connection
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="board writer", daemon=True)
        self._thread.start()

    async def write(self, job: Job[T]) -> T:
        """Do a job in a transaction; returns once it is on the disk, or raises what the job raised.

        Raises:
            StoreTrouble: the store can't be written, or is closed.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        with self._closing:
            if self._closed:
                raise StoreTrouble("The board's store is closed")
            self._asked.put(_Asked(job, loop, answer))
        return await answer

    def close(self) -> None:
        """Do what was asked already, then stop."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._asked.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            first = self._asked.get()
            if first is None:
                break
            batch = [first]
            with suppress(Empty):
                while len(batch) < TOGETHER:
                    another = self._asked.get_nowait()
                    if another is None:
                        going = False
                        break
                    batch.append(another)
            _answer(batch, self._done([asked.job for asked in batch]))
        if self._connection is not None:
            self._connection.close()

    def _done(self, jobs: Sequence[Job[Any]]) -> list[_Outcome]:
        """Do these jobs in one transaction, and commit it."""
        tries, connects = 0, 0
        while True:
            committing = False
            try:
                if self._connection is None:
                    self._connection = self._database.connect(writing=True)
                connection = self._connection
                connection.begin()
                outcomes = [self._one(connection, job, last=tries + 1 == TRIES) for job in jobs]
                committing = True
                connection.commit()
                return outcomes
            except BaseException as error:  # whatever it is, those who wait are told
                self._undo(error)
                tries += 1
                if self._database.again(error) and tries < TRIES:
                    # Whoever met another waits a moment of their own, or they would meet again.
                    time.sleep(random.uniform(0, 0.001 * 2 ** min(tries, 6)))
                    continue
                # Lost while committing, it may have been done: nobody but who asked knows whether to ask again.
                connects += 1
                if self._database.lost(error) and not committing and connects < _CONNECTS:
                    continue
                return [_Outcome(error=self._told(error)) for _ in jobs]

    def _one(self, connection: Connection, job: Job[Any], *, last: bool) -> _Outcome:
        """Do one of them; if it raises, only what it did itself is undone. On the `last` try it alone fails."""
        connection.begin_part()
        try:
            value = job(connection)
        except BaseException as error:
            gone = self._database.lost(error) or not connection.begun
            if gone or (self._database.again(error) and not last):
                raise
            connection.undo_part()
            return _Outcome(error=self._told(error))
        return _Outcome(value)

    def _undo(self, error: BaseException) -> None:
        """Leave no transaction open, and no connection that is gone."""
        connection = self._connection
        if connection is None:
            return
        if not self._database.lost(error):
            try:
                connection.rollback()
            except Exception:  # then it is no use any more
                pass
            else:
                return
        self._connection = None
        with suppress(Exception):
            connection.close()

    def _told(self, error: BaseException) -> BaseException:
        """The error as whoever asked hears of it."""
        if self._database.again(error):
            return StoreTrouble("The board has too much to do just now")
        why = self._database.trouble(error)
        return error if why is None else StoreTrouble(why)


def _answer(batch: Sequence[_Asked], outcomes: Sequence[_Outcome]) -> None:
    """Wake everybody who waits, once a loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Callable[[], None]]] = {}
    for asked, outcome in zip(batch, outcomes, strict=True):
        by_loop.setdefault(asked.loop, []).append(_settling(asked.answer, outcome))
    for loop, settling in by_loop.items():
        with suppress(RuntimeError):  # the loop is closed, and nobody waits any more
            loop.call_soon_threadsafe(_all, settling)


def _settling(answer: "asyncio.Future[Any]", outcome: _Outcome) -> Callable[[], None]:
    def settle() -> None:
        if answer.done():  # whoever waited has gone; it was done all the same
            return
        if outcome.error is not None:
            answer.set_exception(outcome.error)
        else:
            answer.set_result(outcome.value)

    return settle


def _all(settling: Sequence[Callable[[], None]]) -> None:
    for settle in settling:
        settle()

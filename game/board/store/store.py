"""A board's store: what is asked of it is a job, done in a transaction, in a thread that isn't the caller's."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, Self, TypeVar

from game.board.store.migrations import migrate
from game.board.store.refused import StoreTrouble
from game.board.store.tx import Connection, Database, Job
from game.board.store.writer import Writer

T = TypeVar("T")

READERS: Final = 4
"""Threads that read; each has a connection of its own."""

_TRIES: Final = 3


class Store:
    """Where seasons, players, attempts and standings are kept. Close it, or use it in a `with`.

    Args:
        database: where that is; its tables are made or brought up to date.

    Raises:
        StoreTrouble: it can't be reached, or was written by a newer version.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        connection = database.connect(writing=True)
        try:
            migrate(database, connection)
        except BaseException:
            connection.close()
            raise
        self._writer = Writer(database, connection)
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="board reader")
        self._here = threading.local()
        self._opened: list[Connection] = []
        self._closed = False

    async def write(self, job: Job[T]) -> T:
        """Do a job that changes something; returns once it is on the disk.

        Jobs asked at the same time are done one after another and committed together. The job may be run more than
        once, so it must change nothing but the store. What it raises is raised here, and all it did is undone.

        Raises:
            StoreTrouble: the store can't be written just now. Whether the job was done is then not known.
        """
        return await self._writer.write(job)

    async def read(self, job: Job[T]) -> T:
        """Do a job that only reads; all of it sees the store at one moment, and never waits for a writer.

        Raises:
            StoreTrouble: the store can't be read just now.
        """
        if self._closed:
            raise StoreTrouble("The board's store is closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, job)

    def close(self) -> None:
        """Finish what was asked already, then let go of everything. Blocks until then."""
        self._closed = True
        self._writer.close()
        self._threads.shutdown()
        for connection in self._opened:
            with suppress(Exception):
                connection.close()
        self._opened.clear()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, job: Job[T]) -> T:
        for tries in range(1, _TRIES + 1):
            connection = self._reading()
            try:
                connection.begin()
                found = job(connection)
                connection.commit()
            except Exception as error:
                lost = self._database.lost(error)
                if lost:
                    self._drop(connection)
                else:
                    connection.rollback()
                if tries < _TRIES and (lost or self._database.again(error)):
                    continue
                why = self._database.trouble(error)
                if why is not None:
                    raise StoreTrouble(why) from error
                raise
            else:
                return found
        raise AssertionError("unreachable")

    def _reading(self) -> Connection:
        """This thread's connection."""
        connection: Connection | None = getattr(self._here, "connection", None)
        if connection is None:
            connection = self._database.connect(writing=False)
            self._here.connection = connection
            self._opened.append(connection)
        return connection

    def _drop(self, connection: Connection) -> None:
        self._here.connection = None
        self._opened.remove(connection)
        with suppress(Exception):
            connection.close()


def open_store(where: str, *, must_exist: bool = False) -> Store:
    """Open a board's store, making or updating its tables.

    Args:
        where: the path of a SQLite file ending in `.sqlite3`, or `postgresql://…`.
        must_exist: refuse a SQLite file that isn't there, where a slip in its name would otherwise make an empty one.

    Raises:
        StoreTrouble: it is neither, can't be opened, is served by another process, or was written by a newer version.
    """
    database: Database
    if where.startswith(("postgresql://", "postgres://")):
        from game.board.store.postgres import Postgres  # psycopg is an extra

        database = Postgres(where)
    elif where.endswith(".sqlite3"):
        from game.board.store.sqlite import Sqlite

        path = Path(where)
        if must_exist and not path.is_file():
            raise StoreTrouble(f"There is no store {path}")
        database = Sqlite(path)
    else:
        raise StoreTrouble(
            f"“{where}” is no store: name a file that ends in .sqlite3, or an address that begins postgresql://"
        )
    try:
        return Store(database)
    except BaseException:
        database.close()
        raise

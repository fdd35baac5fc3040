"""A store in one SQLite file, served by one process: it has exactly one writer (FACTS, Boards)."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from game.board.store.refused import StoreTrouble
from game.board.store.tx import Statement, Value

APPLICATION_ID: Final = 0x4F776E42  # "OwnB": tells a board's store from other SQLite files

_WAITS: Final = 10.0
"""Seconds to wait for somebody who looks into the file with a tool of their own."""

_OURS: Final = (
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_MISUSE,
)
"""Codes of errors that are a fault of this code, never the disk's."""


class SqliteConnection:
    """A connection to the file. Reads see the store as it was when they began, and never wait for the writer."""

    def __init__(self, path: Path, *, writing: bool) -> None:
        self._db = sqlite3.connect(path, timeout=_WAITS, isolation_level=None, check_same_thread=False)
        self._begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        self._forget = False
        self._parts = False
        if writing:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")  # a commit answered is a commit on the disk
            self._db.execute("PRAGMA secure_delete = ON")  # names that are deleted are overwritten
            # 64 MB of log before it is folded in: among a million runs every one touches other pages (benchmark).
            self._db.execute("PRAGMA wal_autocheckpoint = 16000")
            self._db.execute("PRAGMA journal_size_limit = 67108864")
            self._db.execute("PRAGMA cache_size = -65536")
            self._db.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            )  # what a server that was killed left in the log
        else:
            self._db.execute("PRAGMA query_only = ON")

    def rows(self, sql: str, *params: Value) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        return self._db.execute(sql, params).fetchall()

    def do(self, sql: str, *params: Value) -> int:
        """Change something; returns how many rows were."""
        return self._db.execute(sql, params).rowcount

    def do_all(self, *statements: Statement) -> None:
        """Change several things, one after another."""
        for sql, params in statements:
            self._db.execute(sql, params)

    def forget(self) -> None:
        """Empty the log after the commit: it holds pages as they were before."""
        self._forget = True

    def begin(self) -> None:
        """Begin a transaction."""
        self._db.execute(self._begin)
        self._parts = False

    def begin_part(self) -> None:
        """Begin a part that can be undone alone."""
        if self._parts:
            self._db.execute("RELEASE SAVEPOINT part")
        self._db.execute("SAVEPOINT part")
        self._parts = True

    def undo_part(self) -> None:
        """Undo what was done since then."""
        self._db.execute("ROLLBACK TO SAVEPOINT part")

    def commit(self) -> None:
        """Make it last."""
        self._db.execute("COMMIT")
        if self._forget:
            with suppress(sqlite3.Error):  # it is committed already; the log is emptied next time then
                # Waits for readers of older pages, as long as `_WAITS`; busy is 1 if one is still there.
                busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                self._forget = bool(busy)

    def rollback(self) -> None:
        """Undo it, if there is one."""
        if self._db.in_transaction:  # some errors have rolled back already
            self._db.execute("ROLLBACK")

    @property
    def begun(self) -> bool:
        """Whether there is a transaction; a full disk ends it."""
        return self._db.in_transaction

    def close(self) -> None:
        """Let go of it."""
        self._db.close()


class Sqlite:
    """The file, and the lock beside it that keeps a second process out.

    Args:
        path: the file; made if it isn't there.

    Raises:
        StoreTrouble: another process serves it, it can't be read or written, or it is something else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._lock = _locked(path.with_name(f"{path.name}.lock"))
        except (sqlite3.Error, OSError) as error:
            if _busy(error):
                raise StoreTrouble(
                    f"{path} is served by another process already, and a SQLite store has one at a time; "
                    "stop that one first, or keep the board in PostgreSQL"
                ) from None
            raise StoreTrouble(f"{path} can't be written: {error}") from None
        try:
            _made(path)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreTrouble(f"{path} can't be opened as a board's store: {error}") from None
        except BaseException:
            self.close()
            raise

    def connect(self, *, writing: bool) -> SqliteConnection:
        """A new connection."""
        try:
            return SqliteConnection(self._path, writing=writing)
        except sqlite3.Error as error:
            raise StoreTrouble(f"{self._path} can't be opened: {error}") from None

    def again(self, error: BaseException) -> bool:  # noqa: ARG002
        """Never: the only writer meets no other."""
        return False

    def lost(self, error: BaseException) -> bool:  # noqa: ARG002
        """Never: a file has no connection to lose."""
        return False

    def trouble(self, error: BaseException) -> str | None:
        """What the disk says."""
        if not isinstance(error, sqlite3.Error) or _code(error) in _OURS:
            return None
        return f"{self._path} can't be written or read just now: {error}"

    def close(self) -> None:
        """Let another process have it."""
        self._lock.close()


def _locked(path: Path) -> sqlite3.Connection:
    """A lock that ends with the process however it ends, on every system: SQLite's own, on an empty file."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except BaseException:
        lock.close()
        raise
    return lock


def _busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and _code(error) == sqlite3.SQLITE_BUSY


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code; an error of the Python module's own has none."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _made(path: Path) -> None:
    """See that the file is a board's store or becomes one; only its owner may read it, for it holds names."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    db = sqlite3.connect(path, timeout=_WAITS, isolation_level=None)
    try:
        ours = db.execute("PRAGMA application_id").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if ours != APPLICATION_ID and tables:
            raise StoreTrouble(f"{path} is no board's store, and was left as it is")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        db.close()

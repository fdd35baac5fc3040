"""The log: one SQLite file of events and the content they need. SHA-256 chains each event to the one before.

SQLite's own checks let some flipped bits through; the chain lets none through. The write-ahead log is folded
into the file after every commit, so a damaged or missing `-wal` costs at most what was never acknowledged.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from game.saves.events import Event, from_json, to_json
from game.saves.migrations import migrate, transaction, version
from game.saves.trouble import Damaged, Trouble

NAME = "ownit.sqlite3"
PATIENCE = 2.0  # seconds to wait for another window's write, which takes milliseconds

_START = bytes(32)  # what the first event is chained to
_ROWS = "SELECT rowid, at, CAST(kind AS BLOB), CAST(body AS BLOB), hash FROM events ORDER BY rowid"


class Entry(NamedTuple):
    """An event and when it happened (UTC milliseconds)."""

    event: Event
    at: int


class Content(NamedTuple):
    """A compiled encounter or rulebook (`kind` says which), found by its digest."""

    kind: str
    digest: str
    body: bytes


class Row(NamedTuple):
    """A row of `events` as it stands in the file; damage may have put anything anywhere."""

    id: object
    at: object
    kind: object
    body: object
    hash: object


class Log:
    """An open save. Methods raise sqlite3.Error; `trouble` tells what it means."""

    def __init__(self, db: sqlite3.Connection, path: Path | None = None) -> None:
        self.db = db
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the save at `path`, making or migrating it if need be.

        Raises sqlite3.Error (Damaged included) or Trouble, and holds nothing open then.
        """
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            version(db)  # before anything is changed: a newer save is not ours to touch
            if use_wal(db) != "wal":
                raise Trouble("The disk of your saves folder can't keep a save safe from crashes")
            db.execute("PRAGMA wal_autocheckpoint = 1")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA fullfsync = ON")  # macOS: through the disk's own cache; nothing elsewhere
            db.execute("PRAGMA checkpoint_fullfsync = ON")
            migrate(db, path)
            with transaction(db):  # better found unwritable now than at the first choice
                if not _whole(db):
                    raise Damaged("structure")
        except BaseException:
            db.close()
            raise
        return cls(db, path)

    @classmethod
    def in_memory(cls) -> Self:
        """A log that ends with the game."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        migrate(db, None)
        return cls(db)

    def close(self) -> None:
        """Let go of the file. The log can't be used after."""
        self.db.close()

    def rows(self) -> Iterator[Row]:
        """The rows of `events` in order, unverified."""
        yield from map(Row._make, self.db.execute(_ROWS))

    def read(self) -> tuple[list[Entry], list[Row]]:
        """The events in order, up to the first that breaks the chain; and the rows from there on, if any."""
        return verify(self.rows())

    def append(self, entries: Iterable[Entry]) -> None:
        """Add events in one transaction; they are on the disk on return. Raises Trouble like `keep`."""
        with self._writing():
            # Read inside the transaction: another window may have added to the chain.
            last = self.db.execute("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1").fetchone()
            number, previous = last or (0, _START)
            for event, at in entries:
                number += 1
                body = to_json(event)
                previous = chained(previous, number, at, body.encode())
                self.db.execute(
                    "INSERT INTO events VALUES (?, ?, ?, ?, ?)", (number, at, event.kind, body, previous)
                )

    def fill(self, entries: Iterable[Entry], contents: Iterable[Content]) -> None:
        """Put what another save held into this one."""
        self.append(entries)
        for content in contents:
            self.keep(content)

    def cut(self, keep: int) -> None:
        """Remove all events but the first `keep`. For use in a transaction, with the rows safe elsewhere."""
        self.db.execute("DELETE FROM events WHERE id NOT BETWEEN 1 AND ?", (keep,))

    def keep(self, content: Content) -> None:
        """Keep content under its digest, in place of what was there. Raises Trouble when the file is gone."""
        with self._writing():
            self.db.execute(
                "INSERT OR REPLACE INTO content(digest, kind, body, hash) VALUES (?, ?, ?, ?)",
                (content.digest, content.kind, content.body, _seal(content)),
            )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._path and not self._path.exists():  # SQLite would go on writing into a file without a name
            raise Trouble("Your save was moved or deleted")
        with transaction(self.db):
            yield

    def content(self, digest: str) -> Content | None:
        """The content with this digest; None when there is none, or it isn't what was kept."""
        return next(self._contents(" WHERE digest = ?", digest), None)

    def contents(self) -> Iterator[Content]:
        """All the content that is still what was kept."""
        return self._contents("")

    def _contents(self, where: str, *values: str) -> Iterator[Content]:
        rows = self.db.execute(f"SELECT kind, digest, body, hash FROM content{where}", values)
        for *fields, seal in rows:
            content = Content._make(fields)
            if [type(value) for value in content] == [str, str, bytes] and seal == _seal(content):
                yield content


def _whole(db: sqlite3.Connection) -> bool:
    """Whether the file's structure is sound; what stands in the rows is the chain's business."""
    schema = "SELECT name, sql FROM sqlite_master ORDER BY name"
    with closing(Log.in_memory()) as new:
        if db.execute(schema).fetchall() != new.db.execute(schema).fetchall():
            return False
    return bool(db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def use_wal(db: sqlite3.Connection) -> str:
    """Ask for a write-ahead log; the journal mode that was granted."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            mode: str = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            return mode
        except sqlite3.OperationalError as error:
            # SQLite doesn't wait here by itself, and two windows may be making the save at once.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def chained(previous: bytes, number: int, at: int, body: bytes) -> bytes:
    """The hash that chains an event to the one before."""
    return hashlib.sha256(b"%b%d\n%d\n%b" % (previous, number, at, body)).digest()


def verify(rows: Iterator[Row]) -> tuple[list[Entry], list[Row]]:
    """The events in these rows up to the first that breaks the chain, and the rows from there on, if any."""
    entries: list[Entry] = []
    previous = _START
    for row in rows:
        entry = _entry(row, len(entries) + 1, previous)
        if entry is None:
            return entries, [row, *rows]
        entries.append(entry)
        previous = row.hash  # type: ignore[assignment]
    return entries, []


def _entry(row: Row, number: int, previous: bytes) -> Entry | None:
    if row.id != number or type(row.at) is not int or not isinstance(row.body, bytes):
        return None
    if row.hash != chained(previous, number, row.at, row.body):
        return None
    try:
        event = from_json(row.body)
    except ValueError:
        return None
    return Entry(event, row.at) if row.kind == event.kind.encode() else None


def _seal(content: Content) -> bytes:
    return hashlib.sha256(f"{content.kind}\n{content.digest}\n".encode() + content.body).digest()

"""The schema of a save, as numbered steps. A step, once released, never changes.

Number N takes a save from version N-1 to N; SQLite's `user_version` says where a save stands. A new save goes
through all of them in memory too, and on opening a save's schema must be, letter for letter, what they make of it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from game.saves.trouble import Damaged, Trouble

APPLICATION_ID = 0x4F776E49  # "OwnI": lets `file` and the game itself tell a save from other SQLite files

Migration = Callable[[sqlite3.Connection], None]


def first(db: sqlite3.Connection) -> None:
    """1: the chain of events, and the content that runs were played on."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(
        "CREATE TABLE events("
        "id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
        " kind TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL)"
    )
    # Without rowid there is no index apart from the rows, so the quick check at opening sees all of it.
    db.execute(
        "CREATE TABLE content("
        "digest TEXT PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID"
    )


def second(db: sqlite3.Connection) -> None:
    """2: events of training, which a game that doesn't know them would take for damage."""


def third(db: sqlite3.Connection) -> None:
    """3: events of seasons on boards, likewise."""


def fourth(db: sqlite3.Connection) -> None:
    """4: events of weeks at workplaces, likewise."""


MIGRATIONS: tuple[Migration, ...] = (first, second, third, fourth)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; takes the write lock at once, so what is read inside stays true until the commit."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # some errors have rolled back already
            db.execute("ROLLBACK")
        raise


def migrate(db: sqlite3.Connection, path: Path | None) -> None:
    """Bring the save to the newest version, in one transaction, after a backup beside it if it has a `path`.

    Raises what `version` raises, and what SQLite or the disk raises; the save then stands where it stood.
    """
    newest = len(MIGRATIONS)
    if version(db) == newest:
        return
    with transaction(db):
        stands_at = version(db)  # again: another window may have migrated it meanwhile
        if stands_at == newest:
            return
        if stands_at and path:
            _back_up(path, path.with_name(f"before-v{newest}.sqlite3"))
        for step in MIGRATIONS[stands_at:]:
            step(db)
        db.execute(f"PRAGMA user_version = {newest}")


def version(db: sqlite3.Connection) -> int:
    """The version a save stands at; 0 for a file with nothing in it yet.

    Raises Trouble for a save from a newer version, Damaged for what isn't a save.
    """
    # One statement, so that another window can't make the save between two of the answers.
    number, application, tables = db.execute(
        "SELECT (SELECT user_version FROM pragma_user_version),"
        " (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)"
    ).fetchone()
    if number == 0 and tables == 0:
        return 0
    if application != APPLICATION_ID or not 0 < number < 1000:  # no such version will ever be
        raise Damaged("not a save")
    if number > len(MIGRATIONS):
        raise Trouble("Your save was written by a newer version of Own It and was left as it is")
    return int(number)


def _back_up(path: Path, backup: Path) -> None:
    """Copy the save at `path`, as last committed, to `backup`, whole or not at all."""
    unfinished = backup.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        # Its own connection: SQLite copies nothing from one that is in the middle of writing.
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        unfinished.replace(backup)
    finally:
        unfinished.unlink(missing_ok=True)

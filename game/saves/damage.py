"""Damaged saves: what can't be trusted is kept aside and named, and the game goes on with the rest."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from game.paths import write_atomically
from game.saves.log import Content, Entry, Log, Row, verify
from game.saves.migrations import transaction, version
from game.saves.trouble import READING, Damaged, is_damage

T = TypeVar("T")

_FORMATS = (b"\1\1", b"\2\2")  # write and read version: before and after turning to a write-ahead log


@dataclass(frozen=True, slots=True)
class Opened:
    """A sound save, its events, and what to tell the player about how it became sound."""

    log: Log
    entries: list[Entry]
    notice: str | None = None


def open_sound(path: Path) -> Opened:
    """Open the save at `path` whatever its state; what is damaged in it is kept in a file beside it.

    Raises sqlite3.Error, OSError or Trouble when the environment won't have it; the save is then as it was.
    """
    found = path.stat() if path.exists() else None
    if found and not found.st_size:
        time.sleep(0.1)  # another window may be just about to make the save
        found = path.stat()
    empty = found is not None and not found.st_size
    try:
        if empty and _part(path, "-wal").exists():
            raise Damaged("empty")  # opening it would make SQLite delete the write-ahead log
        if found and not empty and _header(path)[18:20] not in _FORMATS:
            raise Damaged("format")  # SQLite would take it for a file that is read only
        opened = _open(path)
    except READING as error:
        if not found or not is_damage(error):
            raise
        # A different file by now: another window came upon the damage first and has begun again.
        notice = _begin_again(path) if os.path.samestat(found, path.stat()) else None
        return replace(_open(path), notice=notice)
    if empty:
        return replace(opened, notice="Your save was empty, so a new one was begun.")
    return opened


def copied(path: Path) -> Opened:
    """A log in memory with what can be read of the save at `path`, touching nothing.

    Raises like `open_sound`.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
        version(db)  # nothing in a newer save need mean what it seems to
        entries, contents = _readable(Log(db))
    log = Log.in_memory()
    log.fill(entries, contents)
    return Opened(log, entries)


def _open(path: Path) -> Opened:
    log = Log.open(path)
    try:
        entries, broken = log.read()
        return _cut(log, path.parent) if broken else Opened(log, entries)
    except BaseException:
        log.close()
        raise


def _cut(log: Log, folder: Path) -> Opened:
    """Move the events from the first broken one on into a file of their own."""
    with transaction(log.db):
        entries, broken = log.read()  # again, now that no other window can be mending it
        if not broken:
            return Opened(log, entries)
        aside = _aside(folder, ".jsonl")
        write_atomically(aside, "".join(map(_line, broken)).encode())
        log.cut(len(entries))
    return Opened(
        log,
        entries,
        f"Your save was damaged from event {len(entries) + 1} on. "
        f"That part ({_events(len(broken))}) is kept aside in {aside}.",
    )


def _begin_again(path: Path) -> str:
    """Put a new save in place of one that can't be used, with the events that can still be read.

    Copies first and replaces last, so that being stopped at any point loses nothing. Returns the notice.
    """
    aside = _aside(path.parent, ".sqlite3")
    for part in ("", "-wal"):
        if _part(path, part).exists():
            write_atomically(_part(aside, part), _part(path, part).read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        entries, contents = _readable(Log(db))
    new = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with closing(Log.open(new)) as log:
            log.fill(entries, contents)
        for part in ("-wal", "-shm"):  # before the replacing: SQLite would play an old log into the new file
            _part(path, part).unlink(missing_ok=True)
        new.replace(path)
    finally:
        for part in ("", "-wal", "-shm"):
            _part(new, part).unlink(missing_ok=True)
    rest = f"with the {_events(len(entries))} that could still be read" if entries else "from the start"
    return f"Your save was damaged and is kept aside as {aside}. A new one was begun, {rest}."


def _readable(log: Log) -> tuple[list[Entry], list[Content]]:
    """What can still be read: events in order up to the first fault, and content that is what was kept."""
    return verify(_until_error(log.rows()))[0], list(_until_error(log.contents()))


def _until_error(rows: Iterator[T]) -> Iterator[T]:
    try:
        yield from rows
    except READING as error:
        if not is_damage(error):
            raise


def _aside(folder: Path, ending: str) -> Path:
    """A name beside the save that nothing has yet."""
    stem = f"damaged-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}"
    path, tries = folder / f"{stem}{ending}", 1
    while path.exists():
        tries += 1
        path = folder / f"{stem}-{tries}{ending}"
    return path


def _part(path: Path, ending: str) -> Path:
    """The save itself (no ending), or one of the files SQLite keeps beside it."""
    return path.with_name(path.name + ending)


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _line(row: Row) -> str:
    """A row as a line of JSON; bytes that aren't text come out as lone surrogates, which lose nothing."""
    fields = row._asdict()
    for name, value in fields.items():
        if isinstance(value, bytes):
            fields[name] = value.hex() if name == "hash" else value.decode(errors="surrogateescape")
    return json.dumps(fields) + "\n"


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count} events"

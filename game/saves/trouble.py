"""What can go wrong with a save, told apart: the environment (play elsewhere) or damage (set it aside)."""

import errno
import sqlite3


class Trouble(OSError):
    """The save can't be used here and must be left as it is. The message is a plain clause for the player."""


class Damaged(sqlite3.DatabaseError):
    """The file isn't what the game wrote."""


# What reading a save may raise. SQLite's message itself can hold damaged text, which Python then fails to decode.
READING = (sqlite3.DatabaseError, UnicodeDecodeError)

_FULL = "The disk is full"
_HELD = "Another program is holding your save"
_UNWRITABLE = "Your saves folder can't be written"

# SQLite's primary result codes for what is no fault of the file; every other one means damage.
_ENVIRONMENT = {
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_NOMEM: "The computer is out of memory",
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_IOERR: "The disk reports an error",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _UNWRITABLE,
    sqlite3.SQLITE_PROTOCOL: _HELD,
    sqlite3.SQLITE_NOLFS: _FULL,
    sqlite3.SQLITE_AUTH: _UNWRITABLE,
}


def is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault."""
    return _code(error) not in _ENVIRONMENT


def clause(error: Exception) -> str:
    """What went wrong as a plain clause without a full stop, for the player."""
    if isinstance(error, Trouble):
        return str(error)
    if isinstance(error, READING):
        return _ENVIRONMENT.get(_code(error), "Your save can't be read")
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return _FULL
    return _UNWRITABLE


def _code(error: Exception) -> int:
    # Errors that Python itself raises while reading (undecodable text) carry no code: the file's fault.
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF

"""A transaction as everything in this room sees it, whichever database keeps it.

One dialect for both: `?` for a value, never inside quotes; BIGINT, INTEGER, TEXT, BYTEA; INSERT … ON CONFLICT. A sum of
INTEGERs is a whole number in both, a sum of BIGINTs is not.
"""

from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

T = TypeVar("T")

Value = str | int | bytes | None

Statement = tuple[str, tuple[Value, ...]]
"""SQL and its values."""

LIVE: Final = 0
FROZEN: Final = 1
"""The two views of the standings: as they are, and as they were when they froze."""


class Tx(Protocol):
    """One transaction: all that is done in it is done, or nothing."""

    def rows(self, sql: str, *params: Value) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""

    def do(self, sql: str, *params: Value) -> int:
        """Change something; returns how many rows were."""

    def do_all(self, *statements: Statement) -> None:
        """Change several things, one after another; quicker than one by one where the database is far away."""

    def forget(self) -> None:
        """What is deleted in this transaction shall not stay readable in the store's files either."""


Job = Callable[[Tx], T]
"""What is to be done in a transaction. It may be run again from the start, so it changes nothing but the store."""


class Connection(Tx, Protocol):
    """A connection to the database, used by one thread."""

    def begin(self) -> None:
        """Begin a transaction."""

    def begin_part(self) -> None:
        """End the part before, if there was one, and begin a part of the transaction that can be undone alone."""

    def undo_part(self) -> None:
        """Undo what was done since then."""

    def commit(self) -> None:
        """Make it last; on return it is on the disk."""

    def rollback(self) -> None:
        """Undo it, if there is one."""

    @property
    def begun(self) -> bool:
        """Whether there is a transaction; some errors end it."""

    def close(self) -> None:
        """Let go of it."""


class Database(Protocol):
    """Where a store's tables are."""

    def connect(self, *, writing: bool) -> Connection:
        """A new connection.

        Raises:
            StoreTrouble: it can't be reached.
        """

    def again(self, error: BaseException) -> bool:
        """Whether a transaction that failed so has only met another, and may be tried again."""

    def lost(self, error: BaseException) -> bool:
        """Whether the connection is gone."""

    def trouble(self, error: BaseException) -> str | None:
        """What is wrong, where it is the disk's or the network's fault; none where it is ours."""

    def close(self) -> None:
        """Let go of the place; another process may have it."""

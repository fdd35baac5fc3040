"""A store in PostgreSQL, for when one machine is not enough: any number of processes may serve it.

Nothing is asked of it that its relatives lack: no SERIAL, LISTEN, advisory locks or stored procedures. Whoever writes
at the same time as another is told so, and tries again.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from game.board.store.refused import StoreTrouble
from game.board.store.tx import Statement, Value

if TYPE_CHECKING:
    import psycopg

_MISSING: Final = (
    "A store in PostgreSQL needs the extra “postgres”: run `uv run --extra postgres ownit …` in a checkout, "
    "or `pip install 'ownit[postgres]'`"
)

_MET_ANOTHER: Final = frozenset(
    {
        "40001",  # serialization failure
        "40P01",  # deadlock
        "23505",  # two made the same key at once; the second time it is found
        "42P07",  # or the same table,
        "42710",  # whose name is a type's, too
    }
)

_LOST: Final = (
    "08",  # connection exceptions
    "57",  # an operator intervened
    # A statement is unknown that the driver had prepared: where one fails, the server leaves out all that was sent with
    # it, preparing too, and psycopg (3.3) goes on as if that had been done. A new connection knows of nothing.
    "26000",
)

_NONE, _IN_ORDER, _FAILED = 0, 2, 3
"""What libpq says of a transaction: there is none; it goes on; only a part or all of it can be undone."""


class PostgresConnection:
    """A connection. Writing is serializable; reading sees one moment."""

    def __init__(self, connection: "psycopg.Connection[tuple[Any, ...]]", *, writing: bool) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._aside = connection.cursor()
        self._begin = (
            "BEGIN ISOLATION LEVEL SERIALIZABLE"
            if writing
            else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
        self._first: list[str] = []
        """What is sent together with the next statement: each way there and back costs as much as a short query."""
        self._parts = False

    def rows(self, sql: str, *params: Value) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        self._send(((sql, params),))
        return self._cursor.fetchall()

    def do(self, sql: str, *params: Value) -> int:
        """Change something; returns how many rows were."""
        self._send(((sql, params),))
        return self._cursor.rowcount

    def do_all(self, *statements: Statement) -> None:
        """Change several things, in one message there and one back."""
        self._send(statements)

    def _send(self, statements: Sequence[Statement]) -> None:
        first, self._first = self._first, []
        if not first and len(statements) == 1:
            sql, params = statements[0]
            self._cursor.execute(_percents(sql), params)
            return
        with self._connection.pipeline():
            for sql in first:
                self._aside.execute(sql.encode())
            for sql, params in statements:
                self._cursor.execute(_percents(sql), params)

    def forget(self) -> None:
        """PostgreSQL's own vacuum overwrites what is deleted, in its own time."""

    def begin(self) -> None:
        """Begin a transaction."""
        self._first = [self._begin]
        self._parts = False

    def begin_part(self) -> None:
        """Begin a part that can be undone alone."""
        if self._parts:
            self._first.append("RELEASE SAVEPOINT part")
        self._first.append("SAVEPOINT part")
        self._parts = True

    def undo_part(self) -> None:
        """Undo what was done since then."""
        if not self._first:  # else nothing was
            self._cursor.execute("ROLLBACK TO SAVEPOINT part")

    def commit(self) -> None:
        """Make it last."""
        asked = self._first[:1] != [self._begin]
        self._first = []
        if not asked:
            return
        if self._status != _IN_ORDER:  # else committing would be answered as if it had been done
            raise AssertionError("there is no transaction to commit")
        self._cursor.execute("COMMIT")

    def rollback(self) -> None:
        """Undo it, if there is one."""
        self._first = []
        if self._status != _NONE:
            self._cursor.execute("ROLLBACK")

    @property
    def begun(self) -> bool:
        """Whether there is a transaction; a connection that is lost ends it."""
        return bool(self._first) or self._status in (_IN_ORDER, _FAILED)

    @property
    def _status(self) -> int:
        return _NONE if self._connection.closed else int(self._connection.info.transaction_status)

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()


class Postgres:
    """A database in PostgreSQL.

    Args:
        where: `postgresql://…`.

    Raises:
        StoreTrouble: psycopg is not installed.
    """

    def __init__(self, where: str) -> None:
        try:
            import psycopg
        except ImportError:
            raise StoreTrouble(_MISSING) from None
        self._psycopg = psycopg
        self._where = where

    def connect(self, *, writing: bool) -> PostgresConnection:
        """A new connection."""
        try:
            connection = self._psycopg.connect(
                self._where, autocommit=True, connect_timeout=10, keepalives_idle=30
            )
        except self._psycopg.Error as error:
            raise StoreTrouble(f"PostgreSQL can't be reached: {_line(error)}") from None
        return PostgresConnection(connection, writing=writing)

    def again(self, error: BaseException) -> bool:
        """Whether a transaction that failed so has only met another."""
        return isinstance(error, self._psycopg.Error) and error.sqlstate in _MET_ANOTHER

    def lost(self, error: BaseException) -> bool:
        """Whether the connection is gone, or of no use any more."""
        if isinstance(error, self._psycopg.Error) and error.sqlstate is not None:
            return error.sqlstate.startswith(_LOST)
        return isinstance(error, self._psycopg.OperationalError)

    def trouble(self, error: BaseException) -> str | None:
        """What PostgreSQL or the network says."""
        if not isinstance(error, self._psycopg.OperationalError):
            return None
        return f"PostgreSQL can't be used just now: {_line(error)}"

    def close(self) -> None:
        """Nothing is held between connections."""


@cache
def _percents(sql: str) -> str:
    """The same SQL with PostgreSQL's placeholders."""
    return sql.replace("%", "%%").replace("?", "%s")


def _line(error: BaseException) -> str:
    """The first line of what it says, which never holds the password."""
    return str(error).strip().split("\n")[0]

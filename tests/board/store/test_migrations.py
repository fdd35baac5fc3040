"""Stores from the first schema on are brought up to date with all that is in them, or left as they are."""

import re
import sqlite3
from pathlib import Path

import pytest

from game.board.store import migrations, players, ranks, runs, seasons, tickets
from game.board.store.refused import StoreTrouble
from game.board.store.sqlite import APPLICATION_ID
from game.board.store.store import open_store
from game.board.store.tx import FROZEN, LIVE, Tx

from .samples import Board, came_to, digest

FIRST = Path(__file__).parent / "first_schema.sql"
"""A store as the first schema kept it, with a season, three players, runs and a freeze. It never changes.

Written in SQLite's words for bytes, `X'00'`, which `make` turns into PostgreSQL's.
"""


def statements() -> list[str]:
    lines = [line for line in FIRST.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    return [one.strip() for one in "\n".join(lines).split(";\n") if one.strip()]


def make(where: str) -> None:
    """Make the old store."""
    if where.startswith("postgresql://"):
        import psycopg

        with psycopg.connect(where, autocommit=True) as connection:
            for statement in statements():
                connection.execute(re.sub(r"X'([0-9A-Fa-f]*)'", r"'\\x\1'", statement).encode())
        return
    with sqlite3.connect(where) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in statements():
            db.execute(statement)
    db.close()


def normal(statement: str) -> str:
    return " ".join(statement.split())


def test_the_first_step_is_what_it_was() -> None:
    """Whoever wants another schema adds a step."""
    made = [normal(one) for one in statements() if one.startswith("CREATE") and "schema_version" not in one]
    assert [normal(one) for one in migrations.MIGRATIONS[0]] == made


def version(tx: Tx) -> int:
    return int(tx.rows("SELECT version FROM schema_version")[0][0])


async def test_a_store_from_the_first_schema_is_taken_over_whole(where: str) -> None:
    make(where)
    with open_store(where) as store:
        assert await store.read(version) == len(migrations.MIGRATIONS)
        kept = await store.read(lambda tx: seasons.season(tx, "march"))
        assert kept is not None
        assert (kept.frozen, kept.closed, kept.version) == (2_100, None, 8)
        assert await store.read(lambda tx: seasons.content(tx, "march", digest("a part"))) == b"\x00\xffbytes"
        assert await store.read(lambda tx: seasons.admin_holds(tx, "march", digest("admin")))
        assert await store.read(lambda tx: seasons.code_holds(tx, "march", digest("code"), 79_999))
        mira = await store.read(lambda tx: players.by_token(tx, "march", digest("token Mira")))
        assert mira is not None
        assert (mira.name, mira.team, mira.shown) == ("Mira", "reds", True)
        named = await store.read(lambda tx: players.named(tx, "march"))
        assert [(one.name, one.points, one.attempts) for one in named] == [("Otto", 640, 1), ("Mira", 900, 3)]
        attempts = await store.read(lambda tx: tickets.of_player(tx, "march", mira.player))
        assert [(one.encounter, one.attempt, one.score) for one in attempts] == [
            ("wet-floor", 1, 500), ("wet-floor", 2, None),
            ("mould", 1, 400), ("mould", 2, 300), ("the-clause", 1, None),
        ]  # fmt: skip
        receipt = await store.read(lambda tx: runs.receipt(tx, "march", mira.player, attempts[1].ticket))
        assert receipt is not None
        assert receipt.why == "turn 3: no such reply"
        frozen = await store.read(lambda tx: ranks.top(tx, "march", FROZEN))
        assert [(one.name, one.points) for one in frozen] == [("Otto", 640), ("Mira", 500)]
        # And it goes on: the ticket that was open when it was kept.
        board = Board(store, kept.season)
        open_ticket = await store.read(lambda tx: tickets.ticket(tx, "march", attempts[4].ticket))
        assert open_ticket is not None
        assert (await board.send(mira, open_ticket, came_to(77), now=3_000)).points == 977
        top = await store.read(lambda tx: ranks.top(tx, "march", LIVE))
        assert [(one.rank, one.name, one.points) for one in top] == [(1, "Mira", 977), (2, "Otto", 640)]
        assert await store.read(lambda tx: ranks.best_of_teams(tx, "march", LIVE)) == {
            "reds": (977, 100),
            "blues": (640,),
        }
        teams = {one.team: one for one in await store.read(lambda tx: ranks.teams(tx, "march", LIVE))}
        assert (teams["reds"].members, teams["reds"].played, teams["reds"].points) == (2, 2, 977 + 100)


NEXT = (
    "ALTER TABLE players ADD COLUMN pronoun TEXT",
    "UPDATE players SET pronoun = 'they' WHERE season = 'march'",
)


async def test_a_step_that_is_new_is_done_once(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make(where)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    newest = len(migrations.MIGRATIONS)
    for _ in range(2):
        with open_store(where) as store:
            assert await store.read(version) == newest
            assert (
                len(await store.read(lambda tx: tx.rows("SELECT 1 FROM players WHERE pronoun = 'they'"))) == 3
            )
    monkeypatch.undo()
    with pytest.raises(StoreTrouble, match="newer version of Own It, and was left as it is"):
        open_store(where)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    open_store(where).close()


async def test_a_step_that_fails_leaves_the_store_as_it_was(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(where)
    with monkeypatch.context() as patched:
        patched.setattr(
            migrations, "MIGRATIONS", (*migrations.MIGRATIONS, (*NEXT, "UPDATE nowhere SET a = 1"))
        )
        with pytest.raises(StoreTrouble, match="tables can't be made or updated"):
            open_store(where)
    with open_store(where) as store:
        assert await store.read(version) == len(migrations.MIGRATIONS)
        with pytest.raises(Exception, match="pronoun"):
            await store.read(lambda tx: tx.rows("SELECT pronoun FROM players"))


async def test_an_empty_place_gets_all_steps(where: str) -> None:
    with open_store(where) as store:
        assert await store.read(version) == len(migrations.MIGRATIONS)

"""Writing in one thread with one commit for many, reading beside it, and what becomes of it when something fails."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from subprocess import PIPE, Popen, run
from sys import executable
from typing import Any

import pytest

from game.board.store import seasons
from game.board.store.refused import Refused, StoreTrouble
from game.board.store.sqlite import Sqlite
from game.board.store.store import Store, open_store
from game.board.store.tx import Tx, Value

from .samples import Board, a_season, outcomes

ADD = "INSERT INTO codes VALUES ('march', ?, 1)"


def add(code: str, tx: Tx) -> int:
    return tx.do(ADD, code)


def codes(tx: Tx) -> list[str]:
    return [code for (code,) in tx.rows("SELECT code FROM codes WHERE season = 'march' ORDER BY code")]


async def test_what_a_job_returns_comes_back(store: Store) -> None:
    assert await store.write(lambda tx: tx.do(ADD, "a")) == 1
    assert await store.read(codes) == ["a"]


async def test_a_job_that_raises_undoes_itself_and_nobody_else(store: Store) -> None:
    def failing(tx: Tx) -> None:
        tx.do(ADD, "b")
        raise Refused("no", 409)

    fine, raised = await outcomes(
        store.write(lambda tx: tx.do(ADD, "a")), store.write(failing), store.write(lambda tx: tx.do(ADD, "c"))
    )
    assert fine == [1, 1]
    assert [str(one) for one in raised] == ["no"]
    assert await store.read(codes) == ["a", "c"]


async def test_a_fault_in_sql_is_told_whoever_asked_and_nobody_else(store: Store) -> None:
    fine, raised = await outcomes(
        store.write(lambda tx: tx.do(ADD, "a")),
        store.write(lambda tx: tx.do("INSERT INTO nowhere VALUES (1)")),
        store.write(lambda tx: tx.do(ADD, "c")),
    )
    assert len(fine) == 2
    assert "nowhere" in str(raised[0])
    assert await store.read(codes) == ["a", "c"]


async def test_a_reader_sees_one_moment(store: Store) -> None:
    """All of a job, while another writes between two of its questions."""
    await store.write(lambda tx: tx.do(ADD, "a"))
    asked, written = threading.Event(), threading.Event()

    def reading(tx: Tx) -> tuple[list[str], list[str]]:
        first = codes(tx)
        asked.set()
        assert written.wait(30)
        return first, codes(tx)

    read = asyncio.ensure_future(store.read(reading))
    await asyncio.to_thread(asked.wait, 30)
    await store.write(lambda tx: tx.do(ADD, "b"))
    written.set()
    assert await read == (["a"], ["a"])
    assert await store.read(codes) == ["a", "b"]


async def test_nobody_writes_while_reading(store: Store) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await store.read(lambda tx: tx.do(ADD, "a"))
    assert await store.read(codes) == []


async def test_closing_finishes_what_was_asked(where: str) -> None:
    store = open_store(where)
    asked = [asyncio.ensure_future(store.write(partial(add, f"{n:03}"))) for n in range(300)]
    await asyncio.sleep(0)  # let each of them ask
    await asyncio.to_thread(store.close)
    assert await asyncio.gather(*asked) == [1] * 300
    with pytest.raises(StoreTrouble, match="closed"):
        await store.write(codes)
    with pytest.raises(StoreTrouble, match="closed"):
        await store.read(codes)
    with open_store(where) as again:
        assert len(await again.read(codes)) == 300


async def test_closing_twice_is_closing(where: str) -> None:
    store = open_store(where)
    store.close()
    store.close()


async def test_whoever_stops_waiting_spoils_nothing(store: Store) -> None:
    waits = asyncio.ensure_future(store.write(lambda tx: tx.do(ADD, "a")))
    await asyncio.sleep(0)
    waits.cancel()
    await store.write(lambda tx: tx.do(ADD, "b"))
    assert await store.read(codes) == ["a", "b"]


def test_a_loop_that_is_gone_spoils_nothing(store: Store) -> None:
    async def leave() -> None:
        asyncio.ensure_future(store.write(lambda tx: tx.do(ADD, "a")))  # noqa: RUF006
        await asyncio.sleep(0)

    asyncio.run(leave())
    assert asyncio.run(store.write(codes)) == ["a"]


# One commit for many


class Counting:
    """SQLite, counting its commits; `fails` are raised at the next of them, `held` lets none pass until it is set."""

    def __init__(self, path: Path) -> None:
        self._file = Sqlite(path)
        self.commits = 0
        self.fails: list[Exception] = []
        self.held = threading.Event()
        self.held.set()

    def connect(self, *, writing: bool) -> Any:
        return CountingConnection(self, self._file.connect(writing=writing), writing)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class CountingConnection:
    def __init__(self, counting: Counting, connection: Any, writing: bool) -> None:
        self._counting, self._connection, self._writing = counting, connection, writing

    def commit(self) -> None:
        if self._writing:
            assert self._counting.held.wait(30)
            if self._counting.fails:
                raise self._counting.fails.pop()
            self._counting.commits += 1
        self._connection.commit()

    def do(self, sql: str, *params: Value) -> int:
        return int(self._connection.do(sql, *params))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[tuple[Counting, Store]]:
    counting = Counting(tmp_path / "march.sqlite3")
    with Store(counting) as store:
        counting.commits = 0
        yield counting, store


async def test_what_is_asked_meanwhile_is_committed_together(counting: tuple[Counting, Store]) -> None:
    counted, store = counting
    begun, going = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        assert going.wait(30)

    first = asyncio.ensure_future(store.write(slow))
    await asyncio.to_thread(begun.wait, 30)
    rest = [asyncio.ensure_future(store.write(partial(add, str(n)))) for n in range(50)]
    await asyncio.sleep(0)
    going.set()
    await asyncio.gather(first, *rest)
    assert counted.commits == 2


async def test_nobody_hears_before_it_is_committed(counting: tuple[Counting, Store]) -> None:
    counted, store = counting
    counted.held.clear()
    done = threading.Event()

    def job(tx: Tx) -> None:
        tx.do(ADD, "a")
        done.set()

    asked = asyncio.ensure_future(store.write(job))
    await asyncio.to_thread(done.wait, 30)
    assert await store.read(codes) == []
    assert not asked.done()
    counted.held.set()
    await asked
    assert await store.read(codes) == ["a"]


async def test_a_commit_that_fails_is_told_everybody_in_it(counting: tuple[Counting, Store]) -> None:
    counted, store = counting
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    counted.fails.append(full)
    with pytest.raises(StoreTrouble, match="can't be written or read just now: database or disk is full"):
        await store.write(lambda tx: tx.do(ADD, "a"))
    await store.write(lambda tx: tx.do(ADD, "b"))
    assert await store.read(codes) == ["b"]


# A SQLite file is one process's


def test_a_second_store_on_one_file_is_refused(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    with open_store(where), pytest.raises(StoreTrouble, match="served by another process already"):
        open_store(where)
    open_store(where).close()


def test_a_second_process_on_one_file_is_refused(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    code = (
        "import sys; from game.board.store.store import open_store\n"
        "with open_store(sys.argv[1]): print('open', flush=True); sys.stdin.read()"
    )
    with Popen([executable, "-c", code, where], stdin=PIPE, stdout=PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreTrouble, match="served by another process already"):
            open_store(where)
        other.communicate()
    open_store(where).close()


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    open_store(str(tmp_path / "march.sqlite3")).close()
    assert (tmp_path / "march.sqlite3").stat().st_mode & 0o077 == 0


def test_somebody_elses_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE photos(id)")
    before = path.read_bytes()
    with pytest.raises(StoreTrouble, match="no board's store, and was left as it is"):
        open_store(str(path))
    assert path.read_bytes() == before
    path.write_bytes(b"not a database at all, but long enough to have a header" * 40)
    with pytest.raises(StoreTrouble, match="can't be opened as a board's store"):
        open_store(str(path))


def test_a_slip_in_the_name_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="There is no store"):
        open_store(str(tmp_path / "marhc.sqlite3"), must_exist=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["", "march", "march.db", "mysql://somewhere/march", "http://127.0.0.1"])
def test_what_is_no_store_is_refused(where: str) -> None:
    with pytest.raises(StoreTrouble, match="is no store"):
        open_store(where)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="can't be written"):
        open_store(str(tmp_path / "nowhere" / "march.sqlite3"))


# PostgreSQL


def test_a_server_that_is_not_there_is_said_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip(
        "psycopg", reason="psycopg, the extra “postgres”, is not installed", exc_type=ImportError
    )
    with pytest.raises(StoreTrouble, match="PostgreSQL can't be reached") as trouble:
        open_store(f"postgresql://me:hush@/march?host={tmp_path}")
    assert "hush" not in str(trouble.value)


def test_without_its_driver_postgres_names_the_extra() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from game.board.store.store import open_store\n"
        "try: open_store('postgresql://127.0.0.1/march')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    said = run([executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("StoreTrouble A store in PostgreSQL needs the extra “postgres”")
    assert "uv run --extra postgres" in said
    assert "ownit[postgres]" in said


def test_sqlite_needs_no_driver() -> None:
    code = "import sys; import game.board.store.store; import game.board.store.sqlite; print('psycopg' in sys.modules)"
    assert run([executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def _backend(tx: Tx) -> int:
    return int(tx.rows("SELECT pg_backend_pid()")[0][0])


def _end(server: str, *backends: int) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for backend in backends:
            connection.execute("SELECT pg_terminate_backend(%s, 5000)", (backend,))


async def test_a_connection_that_is_lost_is_made_again(on_postgres: str, postgres: str) -> None:
    with open_store(on_postgres) as store:
        board = await Board(store).create()
        _end(postgres, await store.write(_backend), await store.read(_backend))
        player = await board.join("Mira")
        assert (await board.play(player, 700)).points == 700
        assert await store.read(seasons.keys) == ("march",)


async def test_a_connection_lost_in_the_middle_of_a_job_runs_it_again(
    on_postgres: str, postgres: str
) -> None:
    with open_store(on_postgres) as store:
        ran = []

        def job(tx: Tx) -> int:
            ran.append(_backend(tx))
            tx.do(ADD, "a")
            if len(ran) == 1:
                _end(postgres, ran[0])
            return tx.do(ADD, "b")

        assert await store.write(job) == 1
        assert len(ran) == 2
        assert await store.read(codes) == ["a", "b"]


async def test_a_statement_prepared_beside_one_that_failed_is_prepared_again(on_postgres: str) -> None:
    import psycopg

    def failing(tx: Tx) -> None:
        tx.do_all(("SELECT 1 / CAST(? AS INTEGER)", (0,)), (ADD, ("never",)))

    with open_store(on_postgres) as store:
        for code in ("", "a", "b", "c", "d", "e", "", "f"):  # the driver prepares what it meets a sixth time
            if code:
                assert await store.write(partial(add, code)) == 1
                continue
            with pytest.raises(psycopg.errors.DivisionByZero):
                await store.write(failing)
        assert await store.read(codes) == ["a", "b", "c", "d", "e", "f"]


async def test_a_server_that_stays_away_is_said_and_heard_again_when_it_is_back(
    on_postgres: str, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.board.store import postgres as room

    with open_store(on_postgres) as store:
        with monkeypatch.context() as patched:
            patched.setattr(room.Postgres, "connect", _unreachable)
            _end(postgres, await store.write(_backend))
            with pytest.raises(StoreTrouble):
                await store.write(lambda tx: tx.do(ADD, "a"))
        assert await store.write(lambda tx: tx.do(ADD, "b")) == 1


def _unreachable(self: object, *, writing: bool) -> None:
    raise StoreTrouble("PostgreSQL can't be reached")


async def test_two_processes_may_make_the_tables_at_once(on_postgres: str) -> None:
    stores = await asyncio.gather(*(asyncio.to_thread(open_store, on_postgres) for _ in range(4)))
    try:
        board = await Board(stores[0], a_season()).create()
        assert await stores[3].read(seasons.keys) == (board.season.season,)
    finally:
        for store in stores:
            store.close()


async def test_whoever_meets_another_tries_again(on_postgres: str) -> None:
    """Read, let another process change what was read, then write: the first try must not stand."""
    with open_store(on_postgres) as mine, open_store(on_postgres) as theirs:
        await mine.write(lambda tx: tx.do("INSERT INTO codes VALUES ('march', 'a', 1)"))
        ran, read, changed = [], threading.Event(), threading.Event()

        def add_one(tx: Tx) -> int:
            ran.append(1)
            found = int(tx.rows("SELECT expires FROM codes WHERE season = 'march' AND code = 'a'")[0][0])
            read.set()
            assert changed.wait(30)
            tx.do("UPDATE codes SET expires = ? WHERE season = 'march' AND code = 'a'", found + 1)
            return found + 1

        asked = asyncio.ensure_future(mine.write(add_one))
        await asyncio.to_thread(read.wait, 30)
        await theirs.write(
            lambda tx: tx.do("UPDATE codes SET expires = 10 WHERE season = 'march' AND code = 'a'")
        )
        changed.set()
        assert await asked == 11
        assert len(ran) == 2

"""How much a board's store takes and how quick its lists are, on SQLite and on PostgreSQL, small and big, in one run.

    uv run --group ci python -m tests.benchmarks.board_store [--runs 10000 1000000] [--submissions 4000]

For each size, a season is filled by SQL, with a player for each run. Then sixteen at once draw tickets, and send runs
on them: a submission is read, its ticket looked up, replayed, judged and counted, all in one process without HTTP.
Milliseconds are from the bytes to the receipt on the disk; CPU is this process's, and the database's own where it
has a process. Then the questions that a board is asked, in microseconds of the median, inside a transaction.
PostgreSQL is started here with its settings as they come; where it is missing, SQLite runs alone.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from game.board.season import Offered, Season, Team
from game.board.standings import teams_in_order
from game.board.store import ranks, runs, seasons, tickets
from game.board.store.store import Store, open_store
from game.board.store.tx import LIVE, Tx
from game.board.verdict import judge
from game.library.loaded import Loaded
from game.library.run_file import RunFile
from tests.board.store.postgres_server import Missing, database, server
from tests.golden.record import names, read

AT_ONCE = 16
TEAMS = 50
ASKED = 400
"""How often each question is asked."""
NOW = 1_000
POINTS = 4_001
SCRAMBLE = 2_654_435_761
"""Odd, so that times it modulo 2^32 makes an order as random as players' ids, without doubles."""


@dataclass(frozen=True)
class Golden:
    """A recorded run, as bytes that somebody sends, and what it is judged by."""

    run: RunFile
    body: bytes
    loaded: Loaded


def golden() -> list[Golden]:
    """One recorded run of each encounter."""
    found: dict[str, Golden] = {}
    for name in names():
        run, loaded = read(name)
        if loaded is not None and run.encounter not in found:
            ranked = run.model_copy(update={"mode": "ranked"})
            found[run.encounter] = Golden(ranked, ranked.model_dump_json().encode(), loaded)
    return list(found.values())


def a_season(played: Sequence[Golden]) -> Season:
    """A season of these encounters, with fifty teams."""
    return Season(
        season="march",
        title="March",
        encounters=tuple(
            Offered(encounter=one.run.encounter, title="x", play=one.run.play, text=one.run.text)
            for one in played
        ),
        teams=tuple(Team(team=f"team-{number}", title=f"Team {number}") for number in range(TEAMS)),
        opens=0,
        closes=10**12,
    )


def fill(tx: Tx, season: Season, people: int) -> None:
    """Make so many players with a run each, by SQL that both databases take; quick, by keys in order."""
    seasons.create(tx, season, {}, "admin", NOW)
    numbers = (
        "WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < ?), "
        f"s (i, r) AS (SELECT i, (i * {SCRAMBLE}) % 4294967296 FROM n) "
    )
    tx.do(
        f"INSERT INTO players {numbers} SELECT 'march', 'p' || r, 'team-' || (i % {TEAMS}), 'Player ' || i, 's' || r,"
        " CASE WHEN i % 3 = 0 THEN 0 ELSE 1 END, 't' || r, 'q' || r, ?, NULL FROM s ORDER BY 'p' || r",
        people - 1,
        NOW,
    )
    tx.do(
        f"INSERT INTO attempts {numbers} SELECT 'march', 'k' || r, 'p' || r, 'filled', 1, r, 0, 'q' || r, ?,"
        " '[\"one\", \"two\", \"three\"]', 'd' || r, ?, 1, '', 500, 0, 0, 'met', 'fine', 0, 0, 500 FROM s"
        " ORDER BY 'p' || r",
        people - 1,
        NOW,
        NOW,
    )
    tx.do(
        f"INSERT INTO standings {numbers} SELECT 'march', 0, 'p' || r, 'team-' || (i % {TEAMS}),"
        f" (r / 1024) % {POINTS}, 1, {NOW} + i, 0, 0, 0, 0, 0, CASE WHEN i % 3 = 0 THEN 0 ELSE 1 END, 0 FROM s"
        " ORDER BY 'p' || r",
        people - 1,
    )
    for level, of in ((0, 1), (1, 1 << runs.FINE)):
        tx.do(
            f"INSERT INTO histogram SELECT season, view, {level}, points / {of}, COUNT(*) FROM standings"
            f" WHERE season = 'march' AND view = 0 GROUP BY season, view, points / {of}"
        )
    tx.do("DELETE FROM teams WHERE season = 'march'")
    tx.do(
        "INSERT INTO teams SELECT season, view, team, COUNT(*), COUNT(*), SUM(points), SUM(points * points),"
        " COUNT(*), 0, 0, 0, 0, 0, '[]' FROM standings WHERE season = 'march' AND view = 0 GROUP BY season, view, team"
    )


def at_once(count: int, do: Callable[[int], Any]) -> Callable[[], Any]:
    """Sixteen workers who share the numbers up to `count`."""

    async def all_of_them() -> list[float]:
        left = iter(range(count))
        took: list[float] = []

        async def work() -> None:
            for number in left:
                begun = time.perf_counter()
                await do(number)
                took.append(time.perf_counter() - begun)

        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        return took

    return all_of_them


def server_seconds() -> float:
    """The processor time of the PostgreSQL that was started here, so far; nought without one."""
    try:
        import psutil  # type: ignore[import-untyped]
    except ImportError:
        return 0.0
    found = 0.0
    for process in psutil.process_iter(["name", "cpu_times"]):
        if process.info["name"] == "postgres" and process.info["cpu_times"]:
            found += process.info["cpu_times"].user + process.info["cpu_times"].system
    return found


async def load(
    store: Store, season: Season, played: Sequence[Golden], people: int, count: int
) -> dict[str, float]:
    """Draw tickets and send runs on them; rates, times in ms, CPU in µs."""
    drawn: list[tuple[str, tickets.Issued, Golden]] = []

    def player(number: int) -> str:
        return f"p{(number % people) * SCRAMBLE % 2**32}"

    async def draw(number: int) -> None:
        who, what = player(number), played[number // people % len(played)]
        issued = await store.write(
            lambda tx: tickets.issue(
                tx, season, who, what.run.encounter, f"r{number}", False, what.run.seed, NOW + 1
            )
        )
        drawn.append((who, issued, what))

    async def submit(number: int) -> None:
        who, issued, what = drawn[number]
        run = RunFile.parse(what.body)
        found = await store.read(lambda tx: tickets.ticket(tx, season.season, issued.ticket))
        assert found is not None
        verdict = judge(found.to_judge(season), run, what.loaded)
        body = sha256(what.body).hexdigest()
        receipt = await store.write(
            lambda tx: runs.accept(tx, season, who, found.ticket, body, run.replies, verdict, NOW + 2)
        )
        assert receipt.accepted

    figures: dict[str, float] = {}
    for name, do in (("ticket", draw), ("submission", submit)):
        begun, cpu, theirs = time.perf_counter(), time.process_time(), server_seconds()
        took = sorted(await at_once(count, do)())
        figures |= {
            f"{name}s/s": count / (time.perf_counter() - begun),
            f"{name} p50 ms": 1000 * took[len(took) // 2],
            f"{name} p99 ms": 1000 * took[len(took) * 99 // 100],
            f"{name} CPU µs": 1e6 * (time.process_time() - cpu) / count,
            f"{name} database's CPU µs": 1e6 * (server_seconds() - theirs) / count,
        }
    return figures


def questions(season: Season, people: int, tx: Tx) -> dict[str, float]:
    """The median of each question, µs."""
    someone = [f"p{(number * people // ASKED) * SCRAMBLE % 2**32}" for number in range(ASKED)]
    asked: dict[str, Callable[[str], object]] = {
        "top 20": lambda _: ranks.top(tx, "march", LIVE),
        "my rank": lambda player: ranks.rank(tx, "march", LIVE, player),
        "around me": lambda player: ranks.around(tx, "march", LIVE, player),
        "team standings": lambda _: teams_in_order(season, ranks.teams(tx, "march", LIVE)),
    }
    figures = {}
    for name, ask in asked.items():
        took = []
        for player in someone:
            begun = time.perf_counter()
            assert ask(player)
            took.append(time.perf_counter() - begun)
        figures[f"{name} µs"] = 1e6 * median(took)
    return figures


async def measure(where: str, played: Sequence[Golden], people: int, submissions: int) -> dict[str, float]:
    """All figures of one store at one size."""
    season = a_season(played)
    with open_store(where) as store:
        begun = time.perf_counter()
        await store.write(lambda tx: fill(tx, season, people))
        figures = {"filled by SQL in s": time.perf_counter() - begun}
        if where.startswith("postgresql"):
            await store.write(lambda tx: tx.do("ANALYZE"))  # its own housekeeping would, a minute later
        figures |= await load(store, season, played, people, submissions)
        figures |= await store.read(partial(questions, season, people))
        begun = time.perf_counter()
        await store.write(lambda tx: seasons.freeze(tx, "march", NOW + 3))
        return figures | {"freeze, ms": 1000 * (time.perf_counter() - begun)}


def show(sizes: Sequence[int], found: dict[tuple[str, int], dict[str, float]]) -> None:
    """Print every figure of every store and size, with ratios: big to small, PostgreSQL to SQLite."""
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    columns = [*((kind, size) for kind in kinds for size in sizes)]
    heads = [f"{kind} {size:,}" for kind, size in columns] + [f"{kind} big:small" for kind in kinds]
    heads += [f"{kinds[1]}:{kinds[0]} big"] if len(kinds) > 1 else []
    print(f"{'':28}" + "".join(f"{head:>22}" for head in heads))
    for name in found[columns[0]]:
        row = [found[column][name] for column in columns]
        ratios = [found[kind, sizes[-1]][name] / max(1e-9, found[kind, sizes[0]][name]) for kind in kinds]
        if len(kinds) > 1:
            ratios.append(found[kinds[1], sizes[-1]][name] / max(1e-9, found[kinds[0], sizes[-1]][name]))
        line = "".join(f"{value:>22,.{0 if value >= 100 else 1}f}" for value in row)
        print(
            f"{name:28}{line}"
            + "".join(f"{ratio:>22.2f}" if ratio < 1e6 else f"{'–':>22}" for ratio in ratios)
        )


def main() -> None:
    """Measure both stores at every size, and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--submissions", type=int, default=4_000)
    asked = parser.parse_args()
    played = golden()
    found: dict[tuple[str, int], dict[str, float]] = {}
    with ExitStack() as closing:
        folder = closing.enter_context(TemporaryDirectory())
        try:
            postgres = closing.enter_context(server(durable=True))
        except Missing as missing:
            postgres = ""
            print(f"SQLite alone: {missing}", file=sys.stderr)
        for size in asked.runs:
            path = Path(folder) / f"{size}.sqlite3"
            found["SQLite", size] = asyncio.run(measure(str(path), played, size, asked.submissions))
            for part in path.parent.glob(f"{path.name}*"):
                part.unlink()
        for size in asked.runs if postgres else ():
            with database(postgres) as where:
                found["PostgreSQL", size] = asyncio.run(measure(where, played, size, asked.submissions))
    print(
        f"{AT_ONCE} at once, {asked.submissions:,} of each, {len(played)} encounters, {os.cpu_count()} processors"
    )
    show(asked.runs, found)


if __name__ == "__main__":
    main()

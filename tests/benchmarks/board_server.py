"""How much a board's server takes: verified submissions a second over HTTP on loopback, and what each costs.

    uv run --group ci python -m tests.benchmarks.board_server [--players 250] [--at-once 16] [--workers 2]

A season of four built-in encounters is made, with players who hold all their tickets. A real `ownit board serve`
serves it, and so many connections at once send every run: each is read, its ticket looked up, replayed, counted and
answered once it is on the disk. Then they ask for standings, and draw the tickets of as many more players. Times are
from the first byte of the request to the last of the answer, in milliseconds; CPU is the server's own, in microseconds
a request, without the database's. PostgreSQL is started here, as its package sets it up; where it is missing, SQLite
runs alone.
"""

import argparse
import asyncio
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from game.board.season import Season
from game.board.server.callers import hashed, new_secret
from game.board.server.settings import utc_now
from game.board.store import players, tickets
from game.board.store.store import Store, open_store
from game.board.store.tx import Tx
from tests.board.server.making import kept, run_of, season_of
from tests.board.server.running import Running, running
from tests.board.store.postgres_server import Missing, database, server
from tests.library.shelf import SHELF

ENCOUNTERS = ("aisle-seven", "wet-floor", "not-my-server", "frozen-on-friday")
ATTEMPTS = 3
ASKED = 2_000
"""How often standings are asked for."""


@dataclass(frozen=True)
class Measured:
    """What so many requests took."""

    what: str
    count: int
    seconds: float
    times: Sequence[float]
    cpu: float

    def line(self, where: str) -> str:
        """One line of the table."""
        cuts = quantiles(self.times, n=100)
        return (
            f"{where:18}{self.what:12}{self.count:7,}{self.count / self.seconds:11,.0f}"
            f"{cuts[49] * 1000:9.1f}{cuts[98] * 1000:9.1f}{self.cpu / self.count * 1e6:10,.0f}"
        )


def main(count: int, at_once: int, workers: int) -> None:
    """Print the table."""
    print(
        f"{count} players, {at_once} connections, {os.cpu_count()} processors, Python {sys.version.split()[0]}"
    )
    print(f"{os.getloadavg()[0]:.1f} other processes were running or waiting for a processor before.")
    print(f"{'store':18}{'request':12}{'count':>7}{'a second':>11}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>10}")
    with TemporaryDirectory() as folder, ExitStack() as more:
        places = [("SQLite", str(Path(folder) / "board.sqlite3"), 1)]
        try:
            address = more.enter_context(server(durable=True))
            places += [
                (f"PostgreSQL, {n}", more.enter_context(database(address)), n) for n in sorted({1, workers})
            ]
        except Missing as missing:
            print(missing)
        for name, where, processes in places:
            for measured in asyncio.run(measure(where, Path(folder) / "log", count, at_once, processes)):
                print(measured.line(name), flush=True)


async def measure(where: str, log: Path, count: int, at_once: int, workers: int) -> list[Measured]:
    """Fill a store, serve it, and send everything."""
    now = utc_now()
    season, content = season_of(ENCOUNTERS, opens=now - 1000, closes=now + 24 * 60 * 60_000)
    with open_store(where) as store:
        await kept(store, season, content, now)
        tokens = await asyncio.gather(*(joined(store, season, n, now) for n in range(2 * count)))
        drawn = await asyncio.gather(
            *(
                ticket(store, season, player, encounter, now)
                for player, _ in tokens[:count]
                for encounter in ENCOUNTERS
                for _ in range(ATTEMPTS)
            )
        )
    owners = [token for _, token in tokens[:count] for _ in range(len(ENCOUNTERS) * ATTEMPTS)]
    runs = [
        request("POST", "/v1/runs", token, {"ticket": one.ticket, "run": played(one, well=number % 2 == 0)})
        for number, (token, one) in enumerate(zip(owners, drawn, strict=True))
    ]
    asks = [request("GET", "/v1/standings", tokens[n % count][1]) for n in range(ASKED)]
    wishes = [
        request("POST", "/v1/tickets", token, {"request": secrets.token_urlsafe(16), "encounter": encounter})
        for encounter in ENCOUNTERS
        for _, token in tokens[count:]
    ]
    options = ("--workers", str(workers)) if workers > 1 else ()
    with running(where, log, *options) as serving:
        return [
            await sent(serving, what, requests, at_once)
            for what, requests in (("run", runs), ("standings", asks), ("ticket", wishes))
        ]


async def joined(store: Store, season: Season, number: int, now: int) -> tuple[str, str]:
    """A player, and their token."""
    secret = new_secret()
    team = ("northgate", "southgate")[number % 2]

    def job(tx: Tx) -> str:
        wish = secrets.token_urlsafe(16)
        return players.join(tx, season, f"Player {number}", team, True, hashed(secret), wish, now).player

    return await store.write(job), f"march.{secret}"


async def ticket(store: Store, season: Season, player: str, encounter: str, now: int) -> tickets.Issued:
    """A ticket of a player."""
    wish, seed = secrets.token_urlsafe(16), secrets.randbits(32)
    return await store.write(lambda tx: tickets.issue(tx, season, player, encounter, wish, False, seed, now))


def played(issued: tickets.Issued, *, well: bool) -> dict[str, object]:
    """A run on a ticket."""
    return run_of(SHELF.encounter(issued.encounter), {"seed": issued.seed}, well=well)


def request(method: str, path: str, token: str, body: object = None) -> bytes:
    """A request as it goes over the line; made before, so that making it isn't measured."""
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: board\r\nAuthorization: Bearer {token}\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


async def sent(serving: Running, what: str, requests: Sequence[bytes], at_once: int) -> Measured:
    """Send them all over so many connections, each as soon as the one before it is answered."""
    waiting, times = iter(requests), []

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
        for asking in waiting:
            began = time.perf_counter()
            writer.write(asking)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            times.append(time.perf_counter() - began)
            assert b" 200 OK" in head, body
            assert what != "run" or b'"accepted":true' in body, body
        writer.close()
        await writer.wait_closed()

    spent, began = cpu(serving.process.pid), time.perf_counter()
    await asyncio.gather(*(one_connection() for _ in range(at_once)))
    return Measured(what, len(requests), time.perf_counter() - began, times, cpu(serving.process.pid) - spent)


def cpu(process: int) -> float:
    """Seconds of processor time that a process and its children have used."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(_ticks(one) for one in (process, *_children(process))) / ticks


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _children(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--players", type=int, default=250)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    main(chosen.players, chosen.at_once, chosen.workers)

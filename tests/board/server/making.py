"""A board with a season on it, people who play there, and runs that are legal."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from game.board.creating import created, teams_of
from game.board.season import Season
from game.board.server.app import board_app
from game.board.server.callers import hashed, new_secret
from game.board.server.codes import new_code
from game.board.server.settings import Settings
from game.board.store import seasons
from game.board.store.store import Store, open_store
from game.engine.chance import temperament_for
from game.engine.step import available, begin, ending, replay, step
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from tests.library.shelf import SAMPLE, SHELF, aisle_seven

HOUR = 60 * 60_000
NOON = 1_772_366_400_000
"""1 March 2026, 12:00 UTC: when the clock of these tests starts. Seasons open an hour before."""

SAMPLES = str(SAMPLE)


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: int = NOON

    def __call__(self) -> int:
        return self.now


@dataclass
class Board:
    """A board in this process, with one season."""

    store: Store
    app: Starlette
    client: httpx2.AsyncClient
    season: Season
    code: str
    admin: str
    clock: Clock
    loaded: dict[str, Loaded] = field(default_factory=dict)

    async def joined(self, name: str, team: str = "northgate", *, shown: bool = True) -> "Player":
        """Somebody new."""
        answer = await self.client.post(
            "/v1/join",
            json={"code": self.code, "name": name, "team": team, "shown": shown, "request": asked()},
        )
        assert answer.status_code == 200, answer.text
        return Player(self, answer.json())

    async def admins(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """Ask as the season's organiser."""
        return await self.client.request(method, f"/v1/admin/{path}", headers=bearing(self.admin), **more)


@dataclass
class Player:
    """Somebody who has joined."""

    board: Board
    joined: dict[str, Any]

    @property
    def token(self) -> str:
        return f"{self.joined['season']['season']}.{self.joined['secret']}"

    async def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """Ask as this player."""
        return await self.board.client.request(method, path, headers=bearing(self.token), **more)

    async def get(self, path: str) -> Any:
        """What is there for this player."""
        answer = await self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ticket(self, encounter: str = "aisle-seven", request: str = "", **more: Any) -> dict[str, Any]:
        """A ticket."""
        wanted = {"request": request or asked(), "encounter": encounter} | more
        answer = await self.ask("POST", "/v1/tickets", json=wanted)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def send(self, ticket: dict[str, Any], run: dict[str, Any]) -> dict[str, Any]:
        """Send a run; its receipt."""
        answer = await self.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": run})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def play(self, encounter: str = "aisle-seven", *, well: bool = True) -> dict[str, Any]:
        """Play one attempt; its receipt."""
        ticket = await self.ticket(encounter)
        return await self.send(ticket, run_of(self.board.loaded[encounter], ticket, well=well))


def run_of(loaded: Loaded, ticket: dict[str, Any], *, well: bool = True) -> dict[str, Any]:
    """A legal run on a ticket, as the client sends it: the best of some, or the worst."""
    seed = ticket["seed"]
    temperament = temperament_for(loaded.encounter, seed)
    return {
        "format": 1,
        "encounter": loaded.encounter.key,
        "play": loaded.play,
        "text": loaded.text,
        "seed": seed,
        "temperament": temperament,
        "persona": draw_persona(loaded.script, seed),
        "mode": "ranked",
        "replies": list(found(loaded, temperament)[-1 if well else 0][1]),
    }


@cache
def found(loaded: Loaded, temperament: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Some runs, each with its score, the worst first: the file's own tests, and always the first or the last reply."""
    compiled = loaded.compiled(temperament)
    runs = [tuple(test.choose) for test in loaded.tests.values() if test.temperament == temperament]
    scored = []
    for replies in (*runs, straight(loaded, temperament, 0), straight(loaded, temperament, -1)):
        score = replay(compiled, replies).score
        if score is not None:
            scored.append((score.score, replies))
    return tuple(sorted(scored))


def straight(loaded: Loaded, temperament: str, place: int) -> tuple[str, ...]:
    """The replies of a run in which always the one in this place is given."""
    compiled = loaded.compiled(temperament)
    state, _ = begin(compiled)
    said: list[str] = []
    while ending(compiled, state) is None:
        said.append(available(compiled, state)[place])
        state = step(compiled, state, said[-1]).after
    return tuple(said)


def asked() -> str:
    """A request's own word, as clients draw it."""
    return secrets.token_urlsafe(16)


def bearing(token: str) -> dict[str, str]:
    """The header that says who asks."""
    return {"authorization": f"Bearer {token}"}


def season_of(encounters: Iterable[str] = (SAMPLES,), **changed: Any) -> tuple[Season, dict[str, Any]]:
    """A season, and its content."""
    usual: dict[str, Any] = {
        "key": "march",
        "title": "March",
        "encounters": encounters,
        "teams": teams_of("Northgate, Southgate"),
        "opens": NOON - HOUR,
        "closes": NOON + 100 * HOUR,
        "turnout": 0,
    }
    return created(SHELF, **(usual | changed))


async def kept(store: Store, season: Season, content: dict[str, Any], now: int = NOON) -> tuple[str, str]:
    """Keep a season in a store; its admin token and a join code."""
    secret, code = new_secret(), new_code(season.season)
    await store.write(lambda tx: seasons.create(tx, season, content, hashed(secret), now))
    ends = season.closes
    await store.write(lambda tx: seasons.add_code(tx, season.season, code.hashed(), ends))
    return f"{season.season}.{secret}", str(code)


@asynccontextmanager
async def board(place: Path | str, **changed: Any) -> AsyncIterator[Board]:
    """A board with a season, in a folder or a store; `changed` is of the season."""
    season, content = season_of(**changed)
    with open_store(place if isinstance(place, str) else str(place / "board.sqlite3")) as store:
        admin, code = await kept(store, season, content)
        async with served(store, season, code, admin) as one:
            yield one


@asynccontextmanager
async def served(
    store: Store, season: Season, code: str, admin: str, clock: Clock | None = None, **settings: Any
) -> AsyncIterator[Board]:
    """One application over a store."""
    clock = clock or Clock()
    app = board_app(store, Settings("https://board.test", clock=clock, look_every=0.01, **settings))
    transport = httpx2.ASGITransport(app=app, client=("192.0.2.1", 4711))
    loaded = {"aisle-seven": aisle_seven()} | {
        one.encounter: SHELF.encounter(one.encounter)
        for one in season.encounters
        if one.encounter != "aisle-seven" and one.kind == "encounter"
    }
    async with httpx2.AsyncClient(transport=transport, base_url="http://board.test") as client:
        try:
            yield Board(store, app, client, season, code, admin, clock, loaded)
        finally:
            await asyncio.to_thread(app.state.referee.close)


class Stream:
    """A stream of server-sent events, listened to in this process."""

    def __init__(self, app: Starlette, path: str, token: str = "") -> None:
        self._chunks: asyncio.Queue[bytes] = asyncio.Queue()
        self.status = 0
        self._hung_up = asyncio.Event()
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": path,
            "raw_path": path.encode(), "query_string": b"", "scheme": "http", "server": ("board.test", 80),
            "client": ("192.0.2.1", 4711), "root_path": "",
            "headers": [(b"authorization", f"Bearer {token}".encode())] if token else [],
        }  # fmt: skip
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def event(self) -> tuple[str, Any]:
        """The next event: its name, and what it says."""
        said = (await asyncio.wait_for(self._chunks.get(), 10)).decode()
        name, data = said.strip().split("\n")
        return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    @property
    def silent(self) -> bool:
        """Whether nothing has come that wasn't taken."""
        return self._chunks.empty()

    async def hang_up(self) -> None:
        """End it from this side."""
        self._hung_up.set()
        await asyncio.wait_for(self.task, 10)

    async def _receive(self) -> dict[str, Any]:
        await self._hung_up.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["body"]:
            self._chunks.put_nowait(message["body"])


async def looks(app: Starlette, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until the streams have looked at the standings so many times more."""
    done = asyncio.Event()
    left = count
    streams = app.state.referee.streams
    look = streams._look

    async def counted(season: str) -> Any:
        nonlocal left
        found = await look(season)
        left -= 1
        if left < 0:  # the one before has been handed on by now
            done.set()
        return found

    monkeypatch.setattr(streams, "_look", counted)
    await asyncio.wait_for(done.wait(), 10)
    monkeypatch.setattr(streams, "_look", look)

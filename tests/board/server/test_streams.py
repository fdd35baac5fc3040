"""Those who watch: told at once, told when it is quiet, and never so many that nobody else can."""

import asyncio
from pathlib import Path

import pytest

from game.board.server import streams
from tests.board.server.making import Stream, board, looks


async def test_whoever_watches_is_told_at_once_and_again_when_something_changes(where: str) -> None:
    async with board(where) as here:
        mira = await here.joined("Mira")
        listening, wall = Stream(here.app, "/v1/events", mira.token), Stream(here.app, "/wall/march/events")
        _, first = await listening.event()
        _, shown = await wall.event()
        assert shown["standings"]["people"] == 0
        await mira.play()
        _, then = await listening.event()
        _, shown = await wall.event()
        assert then["version"] > first["version"]
        assert [one["name"] for one in shown["standings"]["top"]] == ["Mira"]
        assert shown["standings"]["me"] is None
        await listening.hang_up()
        await wall.hang_up()
        assert here.app.state.referee.streams._watches == {}
        assert not here.app.state.referee.streams._open


async def test_nobody_is_told_of_what_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        listening = Stream(here.app, "/v1/events", mira.token)
        await listening.event()
        await mira.ticket()
        await looks(here.app, 3, monkeypatch)
        assert listening.silent
        await listening.hang_up()


async def test_something_is_said_when_it_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.01)
    async with board(tmp_path) as here:
        wall = Stream(here.app, "/wall/march/events")
        assert [(await wall.event())[0] for _ in range(3)] == ["wall", "still", "still"]
        await wall.hang_up()


async def test_streams_end_when_the_server_stops(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        wall = Stream(here.app, "/wall/march/events")
        await wall.event()
        here.app.state.referee.streams.stop()
        await wall.task
        assert wall.status == 200


async def test_nobody_takes_the_places_of_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with board(tmp_path) as here:
        mira, ben = await here.joined("Mira"), await here.joined("Ben")
        open_ones = [Stream(here.app, "/v1/events", mira.token) for _ in range(streams.PLAYER_MOST)]
        for one in open_ones:
            await one.event()
        assert (await mira.ask("GET", "/v1/events")).status_code == 429
        other = Stream(here.app, "/v1/events", ben.token)
        await other.event()
        monkeypatch.setattr(streams, "STREAMS_MOST", len(open_ones) + 1)
        assert (await here.client.get("/wall/march/events")).status_code == 429
        await open_ones.pop().hang_up()
        again = Stream(here.app, "/v1/events", mira.token)
        await again.event()
        for one in (*open_ones, other, again):
            await one.hang_up()
        assert (await here.client.request("HEAD", "/wall/march/events")).status_code == 405


async def test_a_store_that_fails_ends_no_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.board.store.refused import StoreTrouble

    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        wall = Stream(here.app, "/wall/march/events")
        await wall.event()
        works = here.store.read

        for trouble, status in ((StoreTrouble("The disk is full"), 503), (ValueError("a disk of ours"), 500)):
            met = asyncio.Event()

            async def fails(_job: object, met: asyncio.Event = met, trouble: Exception = trouble) -> None:
                met.set()
                raise trouble

            monkeypatch.setattr(here.store, "read", fails)
            await asyncio.wait_for(met.wait(), 10)  # whoever looks for the streams met it
            failing = await mira.ask("GET", "/v1/me")
            assert failing.status_code == status
            assert "disk" not in failing.json()["why"]  # that is for whoever runs it
        monkeypatch.setattr(here.store, "read", works)
        await mira.play()
        assert (await wall.event())[1]["standings"]["people"] == 1
        await wall.hang_up()

"""A freeze hides everything that happens behind it, on every address."""

from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from tests.board.server.making import HOUR, NOON, Board, Player, Stream, board, looks

FROZEN = NOON + 10 * HOUR

STREAMS = {"/v1/events", "/wall/{season}/events"}


async def seen(here: Board, player: Player) -> dict[str, Any]:
    """Whatever is at any address but the organiser's, for a player who does nothing."""
    found = {}
    ticket = (await player.get("/v1/me"))["attempts"][0]["ticket"]
    digest = here.season.encounters[0].play
    for route in here.app.routes:
        assert isinstance(route, Route)
        assert route.methods is not None
        if "GET" not in route.methods or route.path.startswith("/v1/admin/") or route.path in STREAMS:
            continue
        path = route.path.format(season="march", ticket=ticket, digest=digest)
        for token in (True, False):
            ask = player.ask if token else here.client.request
            answer = await ask("GET", path)
            said = answer.json() if "json" in answer.headers.get("content-type", "") else answer.text
            found[f"{path} {token}"] = (answer.status_code, without_time(said))
    return found


def without_time(said: Any) -> Any:
    """The same without the moment it was made at."""
    if isinstance(said, dict):
        return {key: without_time(value) for key, value in said.items() if key != "at"}
    return [without_time(one) for one in said] if isinstance(said, list) else said


async def behind(here: Board, rival: Player) -> None:
    """Everything that moves standings."""
    assert (await rival.play())["accepted"]
    assert (await rival.play(well=False))["accepted"]
    newcomer = await here.joined("Newcomer", "southgate")
    await newcomer.play()
    leaver = await here.joined("Leaver", "southgate")
    await leaver.ask("DELETE", "/v1/me")


@pytest.mark.parametrize("how", ["planned", "by its organiser"])
async def test_nothing_that_happens_behind_a_freeze_can_be_seen(
    where: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(where, freezes=FROZEN) as here:
        watcher, rival = await here.joined("Watcher"), await here.joined("Rival", "southgate")
        await watcher.play(well=False)
        await rival.play(well=False)
        if how == "planned":
            here.clock.now = FROZEN
        else:
            assert (await here.admins("POST", "freeze")).status_code == 200
        before = await seen(here, watcher)
        assert before["/v1/standings True"][1]["frozen"] == here.clock.now
        streams = [Stream(here.app, "/v1/events", watcher.token), Stream(here.app, "/wall/march/events")]
        first = [await stream.event() for stream in streams]
        assert [name for name, _ in first] == ["standings", "wall"]

        here.clock.now += HOUR
        await behind(here, rival)

        assert await seen(here, watcher) == before
        await looks(here.app, 3, monkeypatch)
        assert all(stream.silent for stream in streams)
        for stream in streams:
            await stream.hang_up()


async def test_a_player_behind_a_freeze_knows_their_points_and_not_their_rank(tmp_path: Path) -> None:
    async with board(tmp_path, freezes=FROZEN) as here:
        rival, late = await here.joined("Rival"), await here.joined("Late", "southgate")
        await rival.play(well=False)
        here.clock.now = FROZEN
        receipt = await late.play()
        assert receipt["points"] > 0
        assert "rank" not in receipt
        standings = await late.get("/v1/standings")
    assert standings["me"] is None
    assert standings["around"] == []
    assert standings["people"] == 1


@pytest.mark.parametrize("end", ["closed", "by time", "thawed"])
async def test_all_of_it_is_seen_once_the_freeze_is_over(
    tmp_path: Path, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(tmp_path, freezes=FROZEN) as here:
        watcher, rival = await here.joined("Watcher"), await here.joined("Rival", "southgate")
        await watcher.play(well=False)
        here.clock.now = FROZEN
        await rival.play()
        assert [one["name"] for one in (await watcher.get("/v1/standings"))["top"]] == ["Watcher"]
        stream = Stream(here.app, "/v1/events", watcher.token)
        _, frozen = await stream.event()
        if end == "by time":
            here.clock.now = here.season.closes
        else:
            assert (await here.admins("POST", "close" if end == "closed" else "thaw")).status_code == 200
        _, told = await stream.event()
        assert told["version"] > frozen["version"]
        standings = await watcher.get("/v1/standings")
        await stream.hang_up()
    assert standings["version"] == told["version"]
    assert [one["name"] for one in standings["top"]] == ["Rival", "Watcher"]
    assert standings["frozen"] is None
    assert standings["closed"] == (end != "thawed")


async def test_a_name_goes_from_frozen_standings_too(tmp_path: Path) -> None:
    async with board(tmp_path, freezes=FROZEN) as here:
        watcher, rival = await here.joined("Watcher"), await here.joined("Rival", "southgate")
        await watcher.play(well=False)
        await rival.play()
        here.clock.now = FROZEN
        await here.joined("Somebody")  # the first that is written makes the copy
        before = await watcher.get("/v1/standings")
        assert [one["name"] for one in before["top"]] == ["Rival", "Watcher"]
        await rival.ask("DELETE", "/v1/me")
        after = await watcher.get("/v1/standings")
    assert [one["name"] for one in after["top"]] == ["Watcher"]
    assert "Rival" not in str(after)
    assert after["teams"] == before["teams"]
    assert after["people"] == before["people"]

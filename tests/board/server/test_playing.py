"""From the code to the standings, as a player's game goes through it."""

from pathlib import Path

import pytest

from game.board.season import ATTEMPTS
from game.board.server.starting import opened
from game.library.stored import from_bytes
from tests.board.server.making import HOUR, NOON, asked, bearing, board, run_of
from tests.library.shelf import SHELF


async def test_a_code_leads_to_the_season_and_in(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        looked = await here.client.post("/v1/look", json={"code": here.code.lower().replace("-", " - ")})
        assert looked.json() == here.season.model_dump(mode="json")
        mira = await here.joined("Mira", "southgate", shown=False)
        mine = await mira.get("/v1/me")
    assert (mine["name"], mine["team"], mine["shown"], mine["closed"]) == ("Mira", "southgate", False, False)
    assert mine["attempts"] == []


async def test_a_run_is_replayed_and_counted(where: str) -> None:
    async with board(where) as here:
        mira = await here.joined("Mira")
        receipt = await mira.play()
        assert receipt["accepted"]
        assert receipt["score"] == receipt["points"] > 0
        standings = await mira.get("/v1/standings")
        mine = await mira.get("/v1/me")
    assert standings["kind"] == "refereed"
    me = standings["me"]
    assert (me["rank"], me["name"], me["points"], me["me"]) == (1, "Mira", receipt["points"], True)
    assert [team["team"] for team in standings["teams"]] == ["northgate", "southgate"]
    assert [attempt["score"] for attempt in mine["attempts"]] == [receipt["score"]]


async def test_joining_again_after_a_lost_answer_is_the_same_player_with_a_new_token(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        wish = {"code": here.code, "name": "Mira", "team": "northgate", "shown": True, "request": asked()}
        lost = (await here.client.post("/v1/join", json=wish)).json()
        heard = (await here.client.post("/v1/join", json=wish)).json()
        assert heard["player"] == lost["player"]
        assert heard["secret"] != lost["secret"]
        old, new = [
            await here.client.get("/v1/me", headers=bearing(f"march.{one['secret']}"))
            for one in (lost, heard)
        ]
    assert (old.status_code, new.status_code) == (401, 200)


async def test_a_ticket_asked_for_again_is_the_same_and_spends_nothing(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        request = asked()
        first, again = await mira.ticket(request=request), await mira.ticket(request=request)
        assert first == again
        assert [(await mira.ticket())["attempt"] for _ in range(ATTEMPTS - 1)] == [2, 3]
        wish = {"request": asked(), "encounter": "aisle-seven"}
        none_left = await mira.ask("POST", "/v1/tickets", json=wish)
    assert none_left.status_code == 409
    assert "3 attempts" in none_left.json()["why"]


async def test_a_run_sent_again_gets_the_same_answer_and_another_on_its_ticket_none(where: str) -> None:
    async with board(where) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket()
        good, bad = (run_of(here.loaded["aisle-seven"], ticket, well=well) for well in (True, False))
        assert good["replies"] != bad["replies"]
        first, again = await mira.send(ticket, bad), await mira.send(ticket, bad)
        assert first == again
        better = await mira.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": good})
        standings = await mira.get("/v1/standings")
    assert better.status_code == 409
    assert standings["me"]["points"] == first["points"]
    assert standings["me"]["attempts"] == 1


async def test_the_content_of_an_open_season_is_there_for_its_players(tmp_path: Path) -> None:
    async with board(tmp_path, encounters=("wet-floor",)) as here:
        mira = await here.joined("Mira")
        [one] = here.season.encounters
        play, text = [(await mira.ask("GET", f"/v1/content/{d}")).content for d in (one.play, one.text)]
        loaded = from_bytes(one.play, play, one.text, text)
        assert loaded is not None
        assert loaded.encounter == SHELF.encounter("wet-floor").encounter
        nothing = await mira.ask("GET", f"/v1/content/{'0' * 64}")
        stranger = await here.client.get(f"/v1/content/{one.play}")
        here.clock.now = here.season.opens - 1
        early = await mira.ask("GET", f"/v1/content/{one.play}")
    assert (nothing.status_code, stranger.status_code, early.status_code) == (410, 401, 409)


async def test_a_season_is_played_from_its_opening_to_its_close(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        here.clock.now = here.season.opens - 1
        mira = await here.joined("Mira")
        wish = {"request": asked(), "encounter": "aisle-seven"}
        assert "not opened" in (await mira.ask("POST", "/v1/tickets", json=wish)).json()["why"]
        here.clock.now = here.season.opens
        ticket = await mira.ticket()
        run = run_of(here.loaded["aisle-seven"], ticket)
        here.clock.now = here.season.closes
        late = await mira.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": run})
        over = await mira.ask("POST", "/v1/tickets", json=wish)
        standings = await mira.get("/v1/standings")
    assert (late.status_code, over.status_code) == (409, 409)
    assert "over" in late.json()["why"]
    assert standings["closed"]
    assert standings["people"] == 0


async def test_a_run_played_without_a_connection_is_labelled(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket(ahead=True)
        here.clock.now = NOON + 90 * HOUR
        receipt = await mira.send(ticket, run_of(here.loaded["aisle-seven"], ticket))
        mine = await mira.get("/v1/me")
    assert receipt["accepted"]
    assert receipt["offline"]
    assert mine["attempts"][0]["offline"]


async def test_only_those_who_want_to_are_named(where: str) -> None:
    async with board(where) as here:
        shy, mira = await here.joined("Nobody Knows", shown=False), await here.joined("Mira")
        await shy.play()
        await mira.play(well=False)
        seen_by_mira, seen_by_shy = await mira.get("/v1/standings"), await shy.get("/v1/standings")
        assert [one["name"] for one in seen_by_mira["top"]] == ["Mira"]
        assert [one["name"] for one in seen_by_mira["around"]] == ["", "Mira"]
        assert "Nobody Knows" not in str(seen_by_mira)
        assert seen_by_shy["me"]["rank"] == 1
        shown = await shy.ask("PATCH", "/v1/me", json={"shown": True, "name": "Known Now"})
        assert shown.json()["name"] == "Known Now"
        names = [one["name"] for one in (await mira.get("/v1/standings"))["top"]]
    assert names == ["Known Now", "Mira"]


async def test_changing_name_and_mind_is_bounded(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        statuses = [
            (await mira.ask("PATCH", "/v1/me", json={"shown": bool(turn % 2)})).status_code
            for turn in range(21)
        ]
    assert statuses == [200] * 20 + [429]


async def test_an_encounter_that_plays_otherwise_by_now_costs_no_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        monkeypatch.setattr("game.engine.digest.ENGINE_VERSION", 2)
        wish = {"request": asked(), "encounter": "aisle-seven"}
        refused = await mira.ask("POST", "/v1/tickets", json=wish)
        assert refused.status_code == 503
        assert "version it was created with" in refused.json()["why"]
        monkeypatch.undo()
        assert (await mira.ticket())["attempt"] == 1


async def test_a_server_says_which_encounters_it_plays_otherwise_by_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(tmp_path) as here:
        [fine] = await opened(here.store, 2, NOON)
        assert (fine.over, fine.unplayable, fine.expires) == (False, (), NOON + 48 * HOUR)
        looked = await here.client.post("/v1/look", json={"code": str(fine.code)})
        assert looked.status_code == 200
        monkeypatch.setattr("game.engine.digest.ENGINE_VERSION", 2)
        [changed] = await opened(here.store, 2, NOON)
        assert changed.unplayable == (here.season.encounters[0].title,)
        [over] = await opened(here.store, 2, here.season.closes)
        assert (over.over, over.code, over.unplayable) == (True, None, ())


async def test_newcomers_from_one_network_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.board.server.coming_in.JOINS_MOST", 2)
    async with board(tmp_path) as here:
        await here.joined("One")
        await here.joined("Two")
        wish = {"code": here.code, "name": "Three", "team": "northgate", "request": asked()}
        assert (await here.client.post("/v1/join", json=wish)).status_code == 429
        here.clock.now += HOUR + 1
        assert (await here.client.post("/v1/join", json=wish)).status_code == 200

"""Weeks in a server's season: dealt, replayed against the server's own ticket, counted; and each threat, tried."""

from pathlib import Path
from typing import Any

import pytest

from game.board.season import ATTEMPTS
from game.library.stored_towns import from_bytes
from tests.board.server.making import Player, asked, board
from tests.board.weeks import PREVENTING, SHOP, TOWN, idle, week_of
from tests.town.corner import corner_shop


def week_on(ticket: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A preventing week on a ticket, as the client sends it, but for what is changed."""
    return week_of(ticket["seed"]).model_dump(mode="json") | changed


async def test_a_week_is_dealt_replayed_and_counted(where: str) -> None:
    async with board(where, weeks=[SHOP]) as here:
        mira, noor = await here.joined("Mira"), await here.joined("Noor", "southgate")
        ticket = await mira.ticket(TOWN)
        receipt = await mira.send(ticket, week_on(ticket))
        run = await mira.play()
        lazy = await noor.ticket(TOWN)
        worse = await noor.send(lazy, week_on(lazy, choices=idle(corner_shop())))
        mine = await mira.get("/v1/me")
        standings = await mira.get("/v1/standings")
    assert receipt["accepted"]
    assert (receipt["points"], receipt["ending"]) == (receipt["score"], "")
    assert run["points"] == receipt["score"] + run["score"]
    assert worse["score"] < receipt["score"]
    assert {one["encounter"]: one["score"] for one in mine["attempts"]} == {
        TOWN: receipt["score"],
        "aisle-seven": run["score"],
    }
    assert (standings["people"], standings["best_possible"], standings["me"]["rank"]) == (2, 2000, 1)


async def test_a_season_may_consist_of_weeks_alone(tmp_path: Path) -> None:
    async with board(tmp_path, encounters=(), weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        [offered] = mira.joined["season"]["encounters"]
        assert (offered["encounter"], offered["kind"]) == (TOWN, "week")
        parts = [(await mira.ask("GET", f"/v1/content/{offered[part]}")).content for part in ("play", "text")]
    found = from_bytes(offered["play"], parts[0], offered["text"], parts[1])
    assert found is not None
    assert found.town == corner_shop().town


async def test_the_best_of_three_weeks_counts_and_there_is_no_fourth(where: str) -> None:
    async with board(where, encounters=(), weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        receipts = []
        for choices in (idle(corner_shop()), PREVENTING, idle(corner_shop(), 0)):
            ticket = await mira.ticket(TOWN)
            receipts.append(await mira.send(ticket, week_on(ticket, choices=choices)))
        fourth = await mira.ask("POST", "/v1/tickets", json={"request": asked(), "encounter": TOWN})
    scores = [receipt["score"] for receipt in receipts]
    assert len(set(scores)) == ATTEMPTS
    assert [receipt["points"] for receipt in receipts] == [max(scores[: n + 1]) for n in range(ATTEMPTS)]
    assert fourth.status_code == 409
    assert "all 3 attempts at “The corner shop”" in fourth.json()["why"]


async def test_the_same_week_sent_twice_counts_once_and_another_not_at_all(where: str) -> None:
    async with board(where, weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket(TOWN)
        first = await mira.send(ticket, week_on(ticket))
        assert await mira.send(ticket, week_on(ticket)) == first
        other = {"ticket": ticket["ticket"], "run": week_on(ticket, choices=idle(corner_shop()))}
        refused = await mira.ask("POST", "/v1/runs", json=other)
        standings = await mira.get("/v1/standings")
    assert refused.status_code == 409
    assert refused.json()["why"] == "This ticket has had its run, and it was another one."
    assert (standings["me"]["attempts"], standings["me"]["points"]) == (1, first["score"])


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"seed": 1}, "another seed"),
        ({"play": "0" * 64}, "something else than its ticket is for"),
        ({"town": "elsewhere"}, "something else than its ticket is for"),
        ({"claims": {"score": 1000}}, "The week claims 1000"),
        ({"choices": PREVENTING[:-1]}, "not over yet"),
        ({"choices": [*PREVENTING, "on"]}, f"Choice {len(PREVENTING) + 1}: "),
        ({"choices": ["do:everything"]}, "Choice 1: "),
    ],
)
async def test_a_week_that_does_not_hold_is_refused_for_good(
    tmp_path: Path, changed: dict[str, Any], why: str
) -> None:
    async with board(tmp_path, weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket(TOWN)
        receipt = await mira.send(ticket, week_on(ticket, **changed))
        again = await mira.send(ticket, week_on(ticket, **changed))
        standings = await mira.get("/v1/standings")
    assert not receipt["accepted"]
    assert why in receipt["why"]
    assert receipt == again
    assert standings["me"] is None


async def test_a_score_that_is_sent_along_and_too_many_choices_are_not_even_read(tmp_path: Path) -> None:
    async with board(tmp_path, weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket(TOWN)
        for forged, named in (
            (week_on(ticket, score=1000), "score"),
            (week_on(ticket, choices=["go"] * 2001), "choices"),
            (week_on(ticket, encounter="aisle-seven"), "encounter"),
        ):
            answer = await mira.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": forged})
            assert answer.status_code == 400
            assert named in answer.json()["why"]
        assert (await mira.send(ticket, week_on(ticket)))["accepted"]


async def test_somebody_elses_ticket_is_none_of_mine_nor_is_their_week(tmp_path: Path) -> None:
    async with board(tmp_path, weeks=[SHOP]) as here:
        mira, thief = await here.joined("Mira"), await here.joined("Thief", "southgate")
        ticket = await mira.ticket(TOWN)
        stolen = await thief.ask(
            "POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": week_on(ticket)}
        )
        assert (stolen.status_code, stolen.json()["why"]) == (410, "You have no such ticket.")
        own = await thief.ticket(TOWN)
        copied = await thief.send(own, week_on(ticket))
    assert not copied["accepted"]
    assert "another seed" in copied["why"]


async def test_a_week_is_no_run_and_a_run_no_week(tmp_path: Path) -> None:
    async with board(tmp_path, weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        talk, week = await mira.ticket(), await mira.ticket(TOWN)
        wrong = [await mira.send(talk, week_on(talk)), await _run_on(mira, week)]
    assert not any(receipt["accepted"] for receipt in wrong)
    assert all("something else than its ticket is for" in receipt["why"] for receipt in wrong)


async def _run_on(player: Player, ticket: dict[str, Any]) -> dict[str, Any]:
    from tests.board.server.making import run_of

    return await player.send(ticket, run_of(player.board.loaded["aisle-seven"], ticket))


async def test_a_week_that_comes_too_late_counts_for_nothing(where: str) -> None:
    async with board(where, weeks=[SHOP]) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket(TOWN)
        here.clock.now = here.season.closes
        late = await mira.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": week_on(ticket)})
    assert late.status_code == 409
    assert "over" in late.json()["why"]

"""Sealed seasons: the board plays the customer, and what leaves it gives nothing away."""

import json
from pathlib import Path
from typing import Any

import pytest

from game.board.server import dealing
from game.board.store.store import open_store
from game.engine.chance import temperament_for
from game.library.loaded import Loaded
from game.telling.conversation import Conversation
from tests.board.server.making import Board, Player, asked, board, found, kept, run_of, season_of, served


async def ask_for(player: Player, path: str) -> dict[str, Any]:
    found: dict[str, Any] = await player.get(path)
    return found


async def say(player: Player, ticket: str, number: int, choice: str) -> Any:
    return await player.ask(
        "POST", f"/v1/tickets/{ticket}/replies", json={"number": number, "choice": choice}
    )


async def played(player: Player, ticket: str, *, last: bool = False) -> tuple[list[Any], dict[str, Any]]:
    """Play a conversation to its end by the first reply each time, or the last; everything that was answered."""
    dealt = await ask_for(player, f"/v1/tickets/{ticket}")
    answers = [dealt]
    while not dealt["turn"]["ended"]:
        open_choices = [choice["key"] for choice in dealt["turn"]["choices"] if not choice["locked"]]
        answer = await say(player, ticket, dealt["turn"]["number"], open_choices[-1 if last else 0])
        assert answer.status_code == 200, answer.text
        dealt = answer.json()
        answers.append(dealt)
    return answers, dealt


def hidden(loaded: Loaded) -> set[str]:
    """Words of an encounter that no conversation says: keys, and what is only thought."""
    keys = set(loaded.encounter.temperaments) | set(loaded.encounter.scenes) | set(loaded.encounter.flags)
    for scene in loaded.encounter.scenes.values():
        keys |= set(scene.replies)
    return {key for key in keys if "-" in key}


async def test_a_sealed_conversation_is_dealt_a_turn_at_a_time_and_counts_at_its_end(where: str) -> None:
    async with board(where, sealed=True) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket()
        assert ticket["seed"] is None
        answers, last = await played(mira, ticket["ticket"])
        standings = await mira.get("/v1/standings")
        again = await ask_for(mira, f"/v1/tickets/{ticket['ticket']}")
    assert [dealt["turn"]["number"] for dealt in answers] == list(range(len(answers)))
    assert all(dealt["receipt"] is None for dealt in answers[:-1])
    assert last["receipt"]["accepted"]
    assert last["receipt"]["points"] == standings["me"]["points"]
    assert again["receipt"] == last["receipt"]
    told = [line for dealt in answers for line in dealt["turn"]["lines"]]
    assert again["turn"]["lines"] == told
    assert [line["voice"] for dealt in answers[1:] for line in dealt["turn"]["lines"][:1]] == ["you"] * (
        len(answers) - 1
    )


async def test_nothing_that_would_give_the_encounter_away_is_dealt(tmp_path: Path) -> None:
    for encounter in ("wet-floor", "frozen-on-friday"):
        folder = tmp_path / encounter
        folder.mkdir()
        async with board(folder, sealed=True, encounters=(encounter,)) as here:
            mira = await here.joined("Mira")
            ticket = await mira.ticket(encounter)
            answers, last = await played(mira, ticket["ticket"], last=True)
            loaded = here.loaded[encounter]
            [issued] = await here.store.read(lambda tx: tx.rows("SELECT seed, replies FROM attempts"))
            assert json.loads(issued[1])[0] in hidden(loaded) | set(
                loaded.encounter.scenes[loaded.encounter.start].replies
            )
            everything = json.dumps(answers) + json.dumps(await mira.get("/v1/me"))
            for word in hidden(loaded) | {str(issued[0]), "temperament", "seed"}:
                assert f'"{word}"' not in everything, word
            for dealt in answers:
                turn = dealt["turn"]
                assert [choice["key"] for choice in turn["choices"]] == [
                    str(place + 1) for place in range(len(turn["choices"]))
                ]
                assert turn["gauges"] is None
                assert turn["coaching"] is None
                assert dealt["debrief"] is None
            assert last["receipt"]["ending"] == ""
            for digest in (ticket["play"], ticket["text"]):
                assert (await mira.ask("GET", f"/v1/content/{digest}")).status_code == 403
            thoughts = [
                v.text
                for s in loaded.script.scenes.values()
                for r in (s.replies or {}).values()
                for v in r.thinks
            ]
            assert thoughts
            assert not any(thought.strip() in everything for thought in thoughts)


async def test_a_reply_sent_twice_is_said_once_and_another_in_its_place_not_at_all(tmp_path: Path) -> None:
    async with board(tmp_path, sealed=True) as here:
        mira = await here.joined("Mira")
        ticket = (await mira.ticket())["ticket"]
        first, again = await say(mira, ticket, 0, "1"), await say(mira, ticket, 0, "1")
        assert first.json() == again.json()
        other = await say(mira, ticket, 0, "2")
        ahead = await say(mira, ticket, 5, "1")
        unknown = await say(mira, ticket, 1, "99")
        then = await say(mira, ticket, 1, "1")
        back = await say(mira, ticket, 0, "1")
    assert (other.status_code, ahead.status_code, unknown.status_code) == (409, 409, 409)
    assert then.json()["turn"]["number"] == 2
    # Asked again about an older one, it tells everything since.
    assert back.json()["turn"]["lines"] == [*first.json()["turn"]["lines"], *then.json()["turn"]["lines"]]


async def test_conversations_go_on_wherever_they_are_asked_for(tmp_path: Path) -> None:
    """Two processes over one store, and one that has forgotten everything: the replies in the store are enough."""
    season, content = season_of(sealed=True)
    with open_store(str(tmp_path / "board.sqlite3")) as store:
        admin, code = await kept(store, season, content)
        async with served(store, season, code, admin) as one, served(store, season, code, admin) as two:
            mira = await one.joined("Mira")
            there = Player(two, mira.joined)
            ticket = (await mira.ticket())["ticket"]
            dealt = (await say(mira, ticket, 0, "1")).json()
            assert (await say(there, ticket, 1, "1")).json()["turn"]["number"] == 2
            assert (await say(mira, ticket, 1, "1")).json()["turn"]["number"] == 2
            one.app.state.referee.dealer._told.clear()
            all_of_it = await ask_for(mira, f"/v1/tickets/{ticket}")
            assert all_of_it == await ask_for(there, f"/v1/tickets/{ticket}")
            assert all_of_it["turn"]["number"] == 2
            assert dealt["turn"]["lines"][0] in all_of_it["turn"]["lines"]


async def test_only_so_many_conversations_are_kept_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dealing, "CONVERSATIONS_MOST", 2)
    async with board(tmp_path, sealed=True) as here:
        mira = await here.joined("Mira")
        tickets = [(await mira.ticket())["ticket"] for _ in range(3)]
        for ticket in tickets * 2:
            await ask_for(mira, f"/v1/tickets/{ticket}")
        assert len(here.app.state.referee.dealer._told) == 2
        assert (await say(mira, tickets[0], 0, "1")).status_code == 200


async def test_a_conversation_is_its_players_own(tmp_path: Path) -> None:
    async with board(tmp_path, sealed=True) as here:
        mira, nosy = await here.joined("Mira"), await here.joined("Nosy")
        ticket = (await mira.ticket())["ticket"]
        assert (await nosy.ask("GET", f"/v1/tickets/{ticket}")).status_code == 410
        assert (await say(nosy, ticket, 0, "1")).status_code == 410
        assert (await ask_for(mira, f"/v1/tickets/{ticket}"))["turn"]["number"] == 0


async def test_nothing_is_drawn_ahead_or_sent_from_outside(tmp_path: Path) -> None:
    async with board(tmp_path, sealed=True) as here:
        mira = await here.joined("Mira")
        ahead = await mira.ask(
            "POST", "/v1/tickets", json={"request": asked(), "encounter": "aisle-seven", "ahead": True}
        )
        ticket = await mira.ticket()
        run = run_of(here.loaded["aisle-seven"], ticket | {"seed": 1})
        sent = await mira.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": run})
    assert (ahead.status_code, sent.status_code) == (409, 409)


async def test_an_open_season_deals_nothing(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        ticket = (await mira.ticket())["ticket"]
        assert (await mira.ask("GET", f"/v1/tickets/{ticket}")).status_code == 409
        assert (await say(mira, ticket, 0, "1")).status_code == 409


async def test_looking_back_waits_for_the_seasons_end(tmp_path: Path) -> None:
    async with board(tmp_path, sealed=True) as here:
        mira = await here.joined("Mira")
        ticket = (await mira.ticket())["ticket"]
        unfinished = (await mira.ticket())["ticket"]
        await say(mira, unfinished, 0, "1")
        _, last = await played(mira, ticket)
        assert last["debrief"] is None
        assert (await here.admins("POST", "close")).status_code == 200
        closed = await ask_for(mira, f"/v1/tickets/{ticket}")
        going_on = await say(mira, unfinished, 1, "1")
        left = await ask_for(mira, f"/v1/tickets/{unfinished}")
    assert closed["debrief"]["score"]["score"] == last["receipt"]["score"]
    assert closed["debrief"]["letter"]
    assert closed["receipt"]["ending"] == closed["debrief"]["ending"] != ""
    assert going_on.status_code == 409
    assert left["debrief"] is None


async def test_a_sealed_run_comes_to_what_replay_says(tmp_path: Path) -> None:
    async with board(tmp_path, sealed=True) as here:
        mira = await here.joined("Mira")
        ticket = (await mira.ticket())["ticket"]
        [[seed]] = await here.store.read(lambda tx: tx.rows("SELECT seed FROM attempts"))
        loaded = here.loaded["aisle-seven"]
        score, replies = found(loaded, temperament_for(loaded.encounter, seed))[-1]
        await follow(here, mira, ticket, loaded, seed, replies)
        assert (await ask_for(mira, f"/v1/tickets/{ticket}"))["receipt"]["score"] == score


async def follow(
    here: Board, player: Player, ticket: str, loaded: Loaded, seed: int, replies: tuple[str, ...]
) -> None:
    """Say these very replies, by the number under which each was offered."""
    sealed = dealing.Sealed(ticket, loaded, seed, ())
    for number, reply in enumerate(replies):
        telling = dealing._telling(sealed)
        state = Conversation(telling, "ranked", replies[:number]).state
        offered = [choice.key for choice in telling.choices(state)]
        answer = await say(player, ticket, number, str(offered.index(reply) + 1))
        assert answer.status_code == 200, answer.text

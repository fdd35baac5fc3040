"""Each threat to a board's server (FACTS, Boards), tried."""

import asyncio
import csv
from collections.abc import AsyncIterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from game.board.season import ATTEMPTS
from game.board.server import acts
from game.board.server.coming_in import SEASON_MOST, WRONG_MOST, WRONG_PER
from game.board.store.store import open_store
from game.board.wire import BODY_MOST
from tests.board.server.making import (
    HOUR,
    NOON,
    Board,
    asked,
    bearing,
    board,
    kept,
    run_of,
    season_of,
    served,
)

# Runs


async def test_a_score_that_is_sent_along_is_refused(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket()
        run = run_of(here.loaded["aisle-seven"], ticket, well=False)
        for forged in (
            {"ticket": ticket["ticket"], "run": run, "score": 1000},
            {"ticket": ticket["ticket"], "run": run | {"score": 1000}},
        ):
            refused = await mira.ask("POST", "/v1/runs", json=forged)
            assert refused.status_code == 400
            assert "score" in refused.json()["why"]
        honest = await mira.send(ticket, run)
    assert honest["score"] < 1000


async def test_a_score_that_is_claimed_must_be_the_one_replayed(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket()
        run = run_of(here.loaded["aisle-seven"], ticket, well=False)
        receipt = await mira.send(ticket, run | {"claims": {"score": 1000, "ending": "whatever"}})
        again = await mira.send(ticket, run | {"claims": {"score": 1000, "ending": "whatever"}})
        standings = await mira.get("/v1/standings")
    assert not receipt["accepted"]
    assert receipt["why"].startswith("The run claims 1000")
    assert receipt == again
    assert standings["me"] is None


async def test_a_run_copied_from_another_player_counts_for_nobody(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira, thief = await here.joined("Mira"), await here.joined("Thief", "southgate")
        ticket = await mira.ticket()
        run = run_of(here.loaded["aisle-seven"], ticket)
        stolen = await thief.ask("POST", "/v1/runs", json={"ticket": ticket["ticket"], "run": run})
        assert stolen.status_code == 410
        assert stolen.json()["why"] == "You have no such ticket."
        own = await thief.ticket()
        assert own["seed"] != ticket["seed"]
        copied = await thief.send(own, run)
        assert not copied["accepted"]
        assert "another seed" in copied["why"]
        assert (await mira.send(ticket, run))["accepted"]
        standings = await thief.get("/v1/standings")
    assert standings["me"] is None
    assert standings["people"] == 1


async def test_a_run_of_another_version_or_for_practice_counts_for_nothing(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        for changed, why in (
            ({"play": "0" * 64}, "something else than its ticket"),
            ({"mode": "practice"}, "played for practice"),
            ({"stepped_back": 1}, "no stepping back"),
        ):
            ticket = await mira.ticket()
            receipt = await mira.send(ticket, run_of(here.loaded["aisle-seven"], ticket) | changed)
            assert not receipt["accepted"]
            assert why in receipt["why"]


async def test_asking_for_many_tickets_at_once_spends_three_attempts(where: str) -> None:
    """Seed shopping: whoever could look at ten customers would play the friendliest."""
    async with board(where) as here:
        mira = await here.joined("Mira")
        wishes = [{"request": asked(), "encounter": "aisle-seven"} for _ in range(20)]
        answers = await asyncio.gather(*(mira.ask("POST", "/v1/tickets", json=wish) for wish in wishes * 2))
        dealt = [answer.json() for answer in answers if answer.status_code == 200]
        mine = await mira.get("/v1/me")
    assert len({ticket["ticket"] for ticket in dealt}) == ATTEMPTS
    assert sorted({ticket["attempt"] for ticket in dealt}) == [1, 2, 3]
    assert len(mine["attempts"]) == ATTEMPTS
    assert {answer.status_code for answer in answers} == {200, 409}


async def test_only_the_servers_clock_counts(tmp_path: Path) -> None:
    """A game whose clock is ten years off has nowhere to say so."""
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket()
        sent = {"ticket": ticket["ticket"], "run": run_of(here.loaded["aisle-seven"], ticket)}
        for key in ("time", "at", "finished", "played"):
            refused = await mira.ask("POST", "/v1/runs", json=sent | {key: NOON + 10 * 365 * 24 * HOUR})
            assert refused.status_code == 400
        date = {"date": "Mon, 01 Mar 2010 12:00:00 GMT"} | bearing(mira.token)
        answer = await here.client.post("/v1/runs", json=sent, headers=date)
        standings = await mira.get("/v1/standings")
    assert answer.json()["accepted"]
    assert standings["at"] == NOON


# Names


@pytest.mark.parametrize(
    "name",
    [
        "Мira",  # Cyrillic М before Latin letters
        "Mir\u0430",  # Cyrillic а
        "М\u0456\u0433а",  # all of it in lookalikes
        "Mi\u200bra",  # zero-width space: the same name without it
        "\u202eariM",  # reads “Mira” in the wrong direction
        "MIRA",
        "Ｍｉｒａ",  # wide letters
        "  mira ",
    ],
)
async def test_a_name_that_looks_like_anothers_is_refused(tmp_path: Path, name: str) -> None:
    async with board(tmp_path) as here:
        await here.joined("Mira")
        wish = {"code": here.code, "name": name, "team": "northgate", "shown": True, "request": asked()}
        refused = await here.client.post("/v1/join", json=wish)
        if refused.status_code == 200:  # what turned its direction is gone, and what is left is another name
            assert refused.json()["name"] == "ariM"
        else:
            assert refused.status_code in (409, 422)
            assert refused.json()["why"]


async def test_what_a_terminal_would_obey_never_gets_into_a_name(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        names = ["\x1b[2JMira", "Jo\x07e", "An\u202ena", "Bo\x9b31mb", "\x1b]0;pwned\x07Zed"]
        for name in names:
            wish = {"code": here.code, "name": name, "team": "northgate", "shown": True, "request": asked()}
            answer = await here.client.post("/v1/join", json=wish)
            said = answer.json()
            assert answer.status_code == 422 or said["name"].isprintable(), said
        everything = (await here.admins("GET", "players")).text + (
            await here.admins("GET", "people.csv")
        ).text
    assert not any(sign in everything for sign in "\x1b\x07\x9b\u202e")


async def test_markup_in_a_name_is_refused_or_stays_text(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        for name in ("<b>Mira</b>", "<script>alert(1)</script>", "[bold]Mira[/]", "a&b", '"><img src=x>'):
            wish = {"code": here.code, "name": name, "team": "northgate", "shown": True, "request": asked()}
            assert (await here.client.post("/v1/join", json=wish)).status_code == 422


async def test_cells_that_a_spreadsheet_would_run_are_harmless(tmp_path: Path) -> None:
    """Titles of teams come from an organiser, and names are refused such beginnings; both are tables' business too."""
    from game.board.season import Team

    teams = tuple(
        Team(team=f"team-{number}", title=title)
        for number, title in enumerate(
            ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "plain")
        )
    )
    async with board(tmp_path, teams=teams) as here:
        await here.joined("Mira", "team-0")
        tables = [(await here.admins("GET", name)).text for name in ("teams.csv", "people.csv")]
    for text in tables:
        for row in csv.reader(StringIO(text)):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")), cell
    assert "'=HYPERLINK" in tables[0]
    assert "'=HYPERLINK" in tables[1]


async def test_sql_in_what_is_sent_stays_text(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("O'Mira")
        nasty = "'; DROP TABLE players; --"
        answers = [
            await here.client.post("/v1/look", json={"code": f"march-{nasty}"}),
            await mira.ask("GET", f"/v1/content/{nasty}"),
            await mira.ask("GET", f"/v1/tickets/{nasty}"),
            await here.client.get(f"/wall/{nasty}/standings"),
            await here.admins("DELETE", f"players/{nasty}"),
            await here.client.get("/v1/me", headers=bearing(f"march' OR '1'='1.{'a' * 43}")),
        ]
        assert all(400 <= answer.status_code < 500 for answer in answers)
        assert (await mira.get("/v1/me"))["name"] == "O'Mira"


# Codes and tokens


async def wrong_codes(here: Board, count: int, season: str = "march") -> list[int]:
    found = []
    for number in range(count):
        answer = await here.client.post("/v1/look", json={"code": f"{season}-0000-{number:04}"})
        found.append(answer.status_code)
    return found


async def test_guessing_codes_through_two_servers_is_counted_together(where: str) -> None:
    """Two processes' worth: two applications, on PostgreSQL over two stores of one database."""
    season, content = season_of()
    with open_store(where) as store, ExitStack() as more:
        admin, code = await kept(store, season, content)
        second = more.enter_context(open_store(where)) if where.startswith("postgresql") else store
        async with served(store, season, code, admin) as one, served(second, season, code, admin) as two:
            for turn in range(WRONG_MOST):
                assert await wrong_codes((one, two)[turn % 2], 1) == [403]
            for here in (one, two):
                assert await wrong_codes(here, 1) == [429]
                right = await here.client.post("/v1/look", json={"code": code})
                assert right.status_code == 429  # or guessing on would still tell
            for here in (one, two):
                here.clock.now = NOON + WRONG_PER + 1
                assert (await here.client.post("/v1/look", json={"code": code})).status_code == 200


async def test_guessing_many_codes_at_once_is_no_more_than_one_after_another(where: str) -> None:
    async with board(where) as here:
        tries = [
            here.client.post("/v1/look", json={"code": f"march-0000-{number:04}"})
            for number in range(3 * WRONG_MOST)
        ]
        statuses = [answer.status_code for answer in await asyncio.gather(*tries)]
    assert statuses.count(403) == WRONG_MOST
    assert statuses.count(429) == 2 * WRONG_MOST


async def test_a_season_that_is_not_there_answers_as_one_with_another_code(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        there = await here.client.post("/v1/look", json={"code": "march-0000-0000"})
        nowhere = await here.client.post("/v1/look", json={"code": "nowhere-0000-0000"})
        assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json())
        assert await wrong_codes(here, WRONG_MOST - 2, "elsewhere") == [403] * (WRONG_MOST - 2)
        assert await wrong_codes(here, 1) == [429]


async def test_guesses_from_everywhere_are_counted_for_the_season(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.board.server.coming_in.SEASON_MOST", 3)
    season, content = season_of()
    assert SEASON_MOST > 1000
    with open_store(str(tmp_path / "board.sqlite3")) as store:
        admin, code = await kept(store, season, content)
        async with served(store, season, code, admin, trust_proxy=True) as here:
            statuses = []
            for number in range(5):
                said = {"x-forwarded-for": f"10.0.0.1, 198.51.100.{number}"}
                wish = {"code": f"march-0000-000{number}"}
                statuses.append((await here.client.post("/v1/look", json=wish, headers=said)).status_code)
    assert statuses == [403, 403, 403, 429, 429]


async def test_a_caller_cannot_choose_whom_its_guesses_are_counted_for(tmp_path: Path) -> None:
    """Without a proxy the header means nothing; with one, only what the proxy itself added last."""
    season, content = season_of()
    for trust_proxy, spoofed in ((False, "198.51.100.{}"), (True, "198.51.100.{}, 203.0.113.9")):
        with open_store(str(tmp_path / f"{trust_proxy}.sqlite3")) as store:
            admin, code = await kept(store, season, content)
            async with served(store, season, code, admin, trust_proxy=trust_proxy) as here:
                statuses = []
                for number in range(WRONG_MOST + 1):
                    said = {"x-forwarded-for": spoofed.format(number)}
                    wish = {"code": f"march-0000-{number:04}"}
                    statuses.append((await here.client.post("/v1/look", json=wish, headers=said)).status_code)
        assert statuses == [403] * WRONG_MOST + [429]


async def test_a_code_that_has_run_out_leads_nowhere(tmp_path: Path) -> None:
    async with board(tmp_path, closes=NOON + 1000 * 24 * HOUR) as here:
        made = (await here.admins("POST", "codes", json={"days": 2})).json()
        assert made["expires"] == NOON + 2 * 24 * HOUR
        assert (await here.client.post("/v1/look", json={"code": made["code"]})).status_code == 200
        here.clock.now = made["expires"]
        assert (await here.client.post("/v1/look", json={"code": made["code"]})).status_code == 403
        assert (await here.client.post("/v1/look", json={"code": here.code})).status_code == 200
    assert acts.code_ends(here.season, 366, here.season.closes - 1) == here.season.closes


@pytest.mark.parametrize(
    "token", ["", "march", "march.short", f"march.{'a' * 43}", f"april.{'a' * 43}", "x" * 5000]
)
async def test_a_token_that_is_none_opens_nothing(tmp_path: Path, token: str) -> None:
    async with board(tmp_path) as here:
        for method, path in (("GET", "/v1/me"), ("GET", "/v1/standings"), ("DELETE", "/v1/me")):
            answer = await here.client.request(method, path, headers=bearing(token))
            assert answer.status_code == 401
            assert answer.json()["why"].startswith(("Join this board first", "This board doesn't know you"))
        answer = await here.client.post("/v1/admin/close", headers=bearing(token))
        assert answer.status_code in (401, 403)


async def test_a_player_is_no_organiser_and_an_organiser_of_one_season_none_of_another(
    tmp_path: Path,
) -> None:
    (march, content), (april, _) = season_of(), season_of(key="april")
    with open_store(str(tmp_path / "board.sqlite3")) as store:
        admin, code = await kept(store, march, content)
        other, _ = await kept(store, april, content)
        async with served(store, march, code, admin) as here:
            mira = await here.joined("Mira")
            assert (await mira.ask("POST", "/v1/admin/close")).status_code == 403
            crossed = f"march.{other.partition('.')[2]}"
            assert (await here.client.post("/v1/admin/close", headers=bearing(crossed))).status_code == 403
            as_player = await here.client.get("/v1/me", headers=bearing(here.admin))
            assert as_player.status_code == 401
            moved = f"april.{mira.joined['secret']}"
            assert (await here.client.get("/v1/me", headers=bearing(moved))).status_code == 401
            assert not (await mira.get("/v1/me"))["closed"]


# Bodies


async def test_a_body_is_read_no_further_than_it_may_be_long(tmp_path: Path) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1000
            yield b"[" * 1000

    async with board(tmp_path) as here:
        answer = await here.client.post("/v1/join", content=endless(), headers={"content-length": "10"})
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert BODY_MOST < taken <= BODY_MOST + 2000


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 60_000, "no JSON"),
        (b'{"code":' * 8_000, "no JSON"),
        (b"NaN", "no JSON|another form"),
        (b'{"code": NaN}', "code"),
        (b'{"code": 1e999}', "code"),
        (b'{"code": "march-0000-0000", "code": ["x"]}', "code"),
        (b"[]", "another form"),
        (b"null", "another form"),
        (b'{"code": "' + b"x" * 81 + b'"}', "at most 80"),
        (b'{"code": "\\ud800"}', "no JSON"),
        (b'{"code": "x", "\\u001b[31mred": 1}', "red"),
    ],
)
async def test_a_body_that_is_none_of_ours_is_refused_in_a_sentence(
    tmp_path: Path, body: bytes, why: str
) -> None:
    async with board(tmp_path) as here:
        answer = await here.client.post("/v1/look", content=body)
    assert answer.status_code == 400
    said = answer.json()["why"]
    assert any(part in said for part in why.split("|")), said
    assert said.isprintable()


async def test_json_a_hundred_thousand_deep_is_too_long_or_too_deep(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        answer = await here.client.post("/v1/look", content=b"[" * 100_000 + b"]" * 100_000)
        assert answer.status_code == 413
        deepest = b'{"code":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
        answer = await here.client.post("/v1/look", content=deepest)
    assert answer.status_code == 400


async def test_every_field_is_bounded(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        ticket = await mira.ticket()
        run = run_of(here.loaded["aisle-seven"], ticket)
        wrong: list[dict[str, Any]] = [
            {"seed": 2**32}, {"seed": -1}, {"seed": True}, {"seed": 1.0}, {"seed": "1"}, {"format": 2},
            {"replies": ["x"] * 1001}, {"replies": ["x" * 121]}, {"encounter": "../../etc/passwd"},
            {"persona": {str(n): "x" for n in range(201)}}, {"stepped_back": 10**30}, {"play": "A" * 64},
        ]  # fmt: skip
        for changed in wrong:
            sent = {"ticket": ticket["ticket"], "run": run | changed}
            assert (await mira.ask("POST", "/v1/runs", json=sent)).status_code == 400, changed
        assert (await mira.send(ticket, run))["accepted"]


async def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        for method, path, status in (
            ("GET", "/", 404), ("GET", "/v1", 404), ("GET", "/v1/me/", 404), ("PUT", "/v1/me", 405),
            ("GET", "/wall/../wall.py", 404), ("GET", "/wall/nowhere", 404), ("GET", "/wall.html", 404),
            ("POST", "/healthz", 405), ("TRACE", "/v1/me", 405),
        ):  # fmt: skip
            answer = await here.client.request(method, path)
            assert answer.status_code == status, path
            assert answer.json()["why"].endswith(".")


async def test_a_fault_is_answered_by_a_sentence_and_an_id_that_its_log_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("the secret of Mira")

    async with board(tmp_path) as here:
        mira = await here.joined("Mira")
        monkeypatch.setattr("game.board.store.tickets.of_player", broken)
        answer = await mira.ask("GET", "/v1/me")
    assert answer.status_code == 500
    [fault] = [record.fields for record in caplog.records if record.getMessage() == "fault"]  # type: ignore[attr-defined]
    assert fault["id"] in answer.json()["why"]
    assert "Mira" not in answer.text


async def test_every_answer_forbids_what_no_answer_needs(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        for path in ("/v1/me", "/healthz", "/wall/march", "/wall.js", "/wall/march/standings", "/nowhere"):
            headers = (await here.client.get(path)).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "access-control-allow-origin" not in headers

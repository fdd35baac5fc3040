"""The wall, in a real browser: what a room sees, live, and that nothing on it is more than text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from game.board.season import Team
from tests.board.server.chromium import Page, browser
from tests.board.server.making import asked, bearing, run_of
from tests.board.server.running import Running, a_store, running
from tests.library.shelf import aisle_seven

SIZES = ((1280, 720), (1920, 1080), (800, 1280))

TEAMS = (
    Team(team="northgate", title="Northgate", size=3),
    Team(team="script", title="<script>alert(1)</script>"),
    Team(team="image", title='"><img src=x onerror=alert(1)>&amp;'),
)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browser(tmp_path) as found:
        yield found


class Player:
    """Somebody who plays on a real server."""

    def __init__(self, server: Running, name: str, team: str, *, shown: bool = True) -> None:
        self._asking = httpx2.Client(
            base_url=server.address, transport=httpx2.HTTPTransport(verify=False), timeout=20
        )
        wish = {"code": server.codes["march"], "name": name, "team": team, "shown": shown, "request": asked()}
        answer = self._asking.post("/v1/join", json=wish)
        assert answer.status_code == 200, answer.text
        self._headers = bearing(f"march.{answer.json()['secret']}")

    def play(self, *, well: bool = True) -> int:
        """Play an attempt; what it came to."""
        wish = {"request": asked(), "encounter": "aisle-seven"}
        ticket = self._asking.post("/v1/tickets", json=wish, headers=self._headers).json()
        sent = {"ticket": ticket["ticket"], "run": run_of(aisle_seven(), ticket, well=well)}
        score = self._asking.post("/v1/runs", json=sent, headers=self._headers).json()["score"]
        assert isinstance(score, int)
        return score


def organise(server: Running, admin: str, what: str) -> None:
    with httpx2.Client(base_url=server.address, transport=httpx2.HTTPTransport(verify=False)) as asking:
        assert asking.post(f"/v1/admin/{what}", headers=bearing(admin)).status_code == 200


def text(page: Page, selector: str) -> str:
    found = page.says(f"document.querySelector({selector!r}).innerText")
    assert isinstance(found, str)
    return found


async def test_a_room_sees_what_happens_as_it_happens(page: Page, tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    admin = await a_store(where, teams=TEAMS, title="The <i>March</i> Cup", turnout=50)
    with running(where, tmp_path / "log", "--address", "https://board.test/") as server:
        page.go(f"{server.address}/wall")
        page.until("document.querySelectorAll('#teams > li').length === 3")
        assert page.says("location.pathname") == "/wall/march"
        assert text(page, "h1") == "The <i>March</i> Cup"
        assert text(page, "#state") == "Live"
        assert text(page, "#when").startswith("0 players · closes in 7 days")
        assert "refereed board" in text(page, "#proves")
        assert "https://board.test" in text(page, "#join")
        assert "Nobody has asked" in text(page, "#nobody")

        mira, shy = Player(server, "Mira", "northgate"), Player(server, "Shy One", "script", shown=False)
        page.says("window.same = true")  # gone if the page were loaded anew
        points = mira.play()
        page.until("document.querySelector('#people .who')?.textContent.startsWith('Mira')")
        assert text(page, "#people .sum") == f"{points:,}"
        assert text(page, "#teams .rank") == "–"  # one of three, and it takes two
        hers = shy.play(well=False)
        page.until(f"[...document.querySelectorAll('.points')].some((one) => one.textContent === '{hers:,}')")
        assert page.says("window.same")
        assert page.says("document.querySelectorAll('#people > li').length") == 1
        assert "Shy" not in page.says("document.documentElement.outerHTML")
        assert text(page, "#teams > li:first-child .title") == "<script>alert(1)</script>"

        organise(server, admin, "freeze")
        page.until("document.querySelector('#state').textContent === 'Frozen'")
        assert "all is shown once it closes" in text(page, "#when")
        mira.play()
        organise(server, admin, "close")
        page.until("document.querySelector('#state').textContent === 'Final'")

        html = page.says("document.documentElement.outerHTML")
        letters = server.codes["march"].removeprefix("march-")
    assert letters not in html
    assert page.says("document.querySelectorAll('script').length") == 1
    assert page.says("document.querySelectorAll('img').length") == 0
    addresses = {
        event["params"]["request"]["url"]
        for event in page.events
        if event["method"] == "Network.requestWillBeSent"
    }
    assert {address.split("/", 3)[2] for address in addresses} == {server.address.removeprefix("http://")}
    assert complaints(page) == []


async def test_a_wall_whose_stream_is_lost_goes_on_asking_and_says_when_nobody_answers(
    page: Page, tmp_path: Path
) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    with running(where, tmp_path / "log") as server:
        port = server.port
        page.go(f"{server.address}/wall/march")
        page.until("document.querySelectorAll('#teams > li').length === 2")
    page.says("heard -= SILENT_MS")  # as if it had been silent for so long
    page.until("document.querySelector('#state').textContent === 'Not connected'")
    with running(where, tmp_path / "log", "--port", str(port)) as server:
        Player(server, "Mira", "northgate").play()
        page.until("document.querySelector('#people .who')?.textContent.startsWith('Mira')", 40)
        assert text(page, "#state") == "Live"


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_nothing_on_the_wall_is_cut_off(page: Page, tmp_path: Path, width: int, height: int) -> None:
    where = str(tmp_path / "march.sqlite3")
    teams = tuple(
        Team(team=f"team-{n}", title=f"The {n}th team, whose name is long and goes on") for n in range(9)
    )
    await a_store(
        where, teams=teams, title="A season with a title as long as a title can get, up to its very 80th one"
    )
    with running(where, tmp_path / "log") as server:
        for number in range(9):
            player = Player(server, "W" * 36 + f" {number}", f"team-{number}")
            player.play(well=number % 2 == 0)
            player.play(well=False)
        page.size(width, height)
        page.go(f"{server.address}/wall/march")
        page.until("document.querySelectorAll('#people > li').length >= 6")
        page.picture(tmp_path / "wall.png")
        assert (tmp_path / "wall.png").stat().st_size > 10_000
        wide = page.says("document.documentElement.scrollWidth")
        assert wide <= width
        over = page.says(
            """[...document.querySelectorAll('#teams > li, #people > li, #award-list > li, footer p, header p')]
                .filter((one) => { const box = one.getBoundingClientRect();
                    return box.right > innerWidth + 1 || (innerWidth > innerHeight && box.bottom > innerHeight + 1); })
                .map((one) => one.innerText)"""
        )
        assert over == []
        if width > height:
            lowest = page.says(
                "Math.max(...[...document.querySelectorAll('main li')]"
                ".map((one) => one.getBoundingClientRect().bottom))"
            )
            assert lowest <= page.says("document.querySelector('footer').getBoundingClientRect().top")


def complaints(page: Page) -> list[Any]:
    """What the browser had to say: errors, and what the page's policy forbade."""
    return [
        event["params"]
        for event in page.events
        if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")
        and "favicon" not in str(event["params"])
    ]

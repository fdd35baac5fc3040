"""Sending from the screen: nothing leaves that was not shown, and nothing without being asked."""

from pathlib import Path

import pytest
from textual.widgets import Input

from game.library.library import Library
from game.play.game import Game
from game.play.history import DAY
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from game.tui.messages import OpenProgress, OpenSending
from game.tui.screens.progress import ProgressScreen
from game.tui.screens.sending import SendingScreen
from game.tui.widgets.prose import Prose
from tests.tui.playing import finished, on_top, press, running, shown


@pytest.fixture
def team(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    return folder


@pytest.fixture
def app(pack: Path, tmp_path: Path) -> OwnItApp:
    def open_game() -> Game:
        game = Game(Library(pack), Saves.open(tmp_path / "saves"), lambda: 20_000 * DAY)
        finished(game)
        return game

    return OwnItApp(open_game)


async def offered(app: OwnItApp, pilot: object, folder: str) -> str:
    """What is shown for a folder."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    app.post_message(OpenSending())
    await pilot.pause()
    await app.workers.wait_for_complete()
    app.screen.query_one(Input).value = folder
    await press(pilot, "enter")
    return str(app.screen.query_one("#shown", Prose).content)


async def test_what_was_shown_is_what_is_sent(app: OwnItApp, team: Path) -> None:
    async with running(app, (100, 60)) as pilot:
        text = await offered(app, pilot, str(team))
        assert list(team.iterdir()) == []
        await press(pilot, "ctrl+s")
        [file] = team.iterdir()
        assert file.read_text("utf-8").strip() in text
        assert "Mira" in text
        assert "Sent" in shown(app)
        assert app.game.settings["report-folder"] == str(team)


async def test_nothing_is_sent_by_looking(app: OwnItApp, team: Path) -> None:
    async with running(app) as pilot:
        await offered(app, pilot, str(team))
        await press(pilot, "escape")
        assert list(team.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "   ", "no/such/folder", "[/]"])
async def test_a_folder_that_is_not_there_is_said(app: OwnItApp, typed: str) -> None:
    async with running(app) as pilot:
        assert "There is no folder" in await offered(app, pilot, typed)
        await press(pilot, "ctrl+s")
        assert on_top(app, SendingScreen)


async def test_a_second_time_there_is_nothing_new(app: OwnItApp, team: Path) -> None:
    async with running(app) as pilot:
        await offered(app, pilot, str(team))
        await press(pilot, "ctrl+s", "escape")
        assert "nothing new" in await offered(app, pilot, str(team))


async def test_the_progress_page_leads_there(app: OwnItApp) -> None:
    async with running(app) as pilot:
        app.post_message(OpenProgress())
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert on_top(app, ProgressScreen)
        await press(pilot, "s")
        assert on_top(app, SendingScreen)

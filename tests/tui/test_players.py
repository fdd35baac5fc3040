"""Several people at one screen: who is asked, and each finds their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.library.library import Library
from game.play.game import Game
from game.saves.players import new_folder, players, who_plays
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from game.tui.screens.home import HomeScreen
from game.tui.screens.name import NameScreen
from game.tui.screens.play import PlayScreen
from game.tui.screens.settings import SettingsScreen
from game.tui.screens.who import WhoScreen
from tests.tui.playing import finished, on_top, press, running, shown

People = Callable[..., OwnItApp]


@pytest.fixture
def people(pack: Path, tmp_path: Path) -> People:
    """The app over a saves folder in which these people have played."""

    def open_game(folder: Path | None = None) -> Game:
        return Game(Library(pack), Saves.open(folder or tmp_path), lambda: 0)

    def make(*names: str) -> OwnItApp:
        for name in names:
            game = open_game(new_folder(tmp_path))
            finished(game)
            game.rename(name)
            game.close()
        return OwnItApp(open_game, players=lambda: who_plays(tmp_path))

    return make


async def test_one_player_is_not_asked(people: People) -> None:
    async with running(people("Mira")) as pilot:
        assert on_top(pilot.app, HomeScreen)


async def test_nobody_new_is_asked_either(people: People) -> None:
    async with running(people()) as pilot:
        assert on_top(pilot.app, PlayScreen)


async def test_two_are_asked_who_it_is_and_each_finds_their_own(people: People) -> None:
    app = people("Mira", "Jo")
    async with running(app) as pilot:
        assert on_top(app, WhoScreen)
        page = shown(app)
        assert "no passwords" in page
        assert "last played" in page
        names = [line.split()[1] for line in page.splitlines() if line.strip()[:1] in ("1", "2")]
        await press(pilot, str(names.index("Jo") + 1))
        assert on_top(app, HomeScreen)
        assert app.game.name == "Jo"


async def test_somebody_new_is_asked_for_a_name_and_begins_at_home(people: People, tmp_path: Path) -> None:
    app = people("Mira", "Jo")
    async with running(app) as pilot:
        await press(pilot, "3")
        assert on_top(app, NameScreen)
        await press(pilot, *"Ann", "enter")
        assert on_top(app, HomeScreen)
        assert app.game.history() == []
    assert sorted(player.name for player in players(tmp_path)) == ["Ann", "Jo", "Mira"]


async def test_the_settings_lead_to_the_others(people: People) -> None:
    app = people("Mira")
    async with running(app) as pilot:
        app.on_open_settings()
        await pilot.pause()
        assert on_top(app, SettingsScreen)
        await press(pilot, "4")
        assert on_top(app, WhoScreen)

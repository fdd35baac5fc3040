"""Somebody who has never played meets a customer, and nothing before."""

from pathlib import Path

import pytest

from game.library.library import Library
from game.play.game import Game
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.name import NameScreen
from game.tui.widgets.prose import Prose
from tests.tui.playing import BEST, Opener, finished, heard, on_top, playing, press, running, say, unfinished


async def test_opens_on_the_customers_first_line(app: OwnItApp) -> None:
    async with running(app) as pilot:
        assert playing(pilot).turn.mode == "coached"
        brief, line = heard(pilot)
        assert brief.startswith("You mind the kiosk")
        assert line.startswith("Ines Batista\nAn umbrella, please.")


async def test_asks_for_a_name_only_after_the_first_debrief(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        await press(pilot, "enter")
        assert on_top(app, DebriefScreen)
        await press(pilot, "escape")
        assert on_top(app, NameScreen)
        await press(pilot, *"Mira", "question_mark", "enter")
        assert on_top(app, HomeScreen)
        assert app.game.name == "Mira?"


async def test_the_name_can_be_skipped_and_is_not_asked_again(opener: Opener) -> None:
    def nearly(game: Game) -> None:
        for _ in range(2):
            run = game.start("aisle-seven")
            for reply in BEST[:-1]:
                run.choose(reply)

    app = OwnItApp(opener(nearly))
    async with running(app) as pilot:
        await press(pilot, "1")
        await say(pilot, BEST[-1])
        await press(pilot, "enter", "escape")
        assert on_top(app, NameScreen)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)
        assert app.game.name == ""
        await press(pilot, "1")
        await say(pilot, BEST[-1])
        await press(pilot, "enter", "escape")
        assert on_top(app, HomeScreen)


def _left_early(game: Game) -> None:
    game.start("aisle-seven").choose("ask")


async def test_who_left_before_the_end_starts_at_home(opener: Opener) -> None:
    app = OwnItApp(opener(_left_early))
    async with running(app):
        assert on_top(app, HomeScreen)


async def test_who_has_finished_a_run_starts_at_home(opener: Opener) -> None:
    app = OwnItApp(opener(finished))
    async with running(app):
        assert on_top(app, HomeScreen)


async def test_an_encounter_and_a_mode_are_played_at_once(opener: Opener) -> None:
    app = OwnItApp(opener(unfinished), encounter="aisle-seven", mode="practice", seed=7)
    async with running(app) as pilot:
        assert playing(pilot).turn.mode == "practice"
        assert playing(pilot).turn.gauges is None


async def test_an_encounter_without_a_mode_shows_its_brief(opener: Opener) -> None:
    app = OwnItApp(opener(unfinished), encounter="aisle-seven", seed=7)
    async with running(app) as pilot:
        assert "kiosk clerk" in str(app.screen.query_one("#role", Prose).content)
        await press(pilot, "p", "enter")
        assert playing(pilot).turn.mode == "practice"


async def test_an_unknown_encounter_is_told_at_home_in_a_sentence(opener: Opener) -> None:
    app = OwnItApp(opener(finished), encounter="aisle-sven", mode="coached")
    async with running(app):
        notice = str(app.screen.query_one(".notice", Prose).content)
        assert "there is no encounter “aisle-sven”; did you mean “aisle-seven”?" in notice


@pytest.mark.usefixtures("pack")
async def test_without_content_home_says_so(tmp_path: Path) -> None:
    app = OwnItApp(lambda: Game(Library(tmp_path), Saves.in_memory(), lambda: 0))
    async with running(app):
        assert on_top(app, HomeScreen)
        assert app.screen.query_one(".notice", Prose)

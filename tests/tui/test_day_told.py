"""What the pages of a day tell of what is out of sight, and of what words mean there."""

from pathlib import Path

import pytest

from game.tui.screens.debrief import TurnList
from game.tui.screens.evening import EveningScreen
from game.tui.screens.talk import TalkDebriefScreen
from tests.tui.day import (
    INTERRUPTED,
    PREVENTED,
    app_in,
    out_of_the_morning,
    pack_with_town,
    through_talks,
    to_the_board,
)
from tests.tui.playing import on_top, press, running, say, shown


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return pack_with_town(tmp_path / "pack")


async def test_a_list_of_hours_longer_than_its_room_says_so(shop: Path) -> None:
    app = app_in(shop, "go", "on")
    async with running(app) as pilot:
        await to_the_board(pilot)
        assert "spend an hour on?" in shown(app)
        assert "↓ more" not in shown(app)
        await pilot.resize_terminal(80, 16)
        await pilot.pause()
        assert "↓ more" in shown(app)


async def test_an_evening_longer_than_its_room_says_how_to_read_on(shop: Path) -> None:
    app = app_in(shop, *PREVENTED[:-1])
    async with running(app) as pilot:
        assert on_top(app, EveningScreen)
        assert "pgdn: more of the day" in shown(app)
        await pilot.resize_terminal(120, 60)
        await pilot.pause()
        assert "pgdn" not in shown(app)


async def test_the_desk_card_begins_with_what_may_be_done_and_what_hours_are(shop: Path) -> None:
    app = app_in(shop, "go", "on")
    async with running(app) as pilot:
        await press(pilot, "d")
        page = shown(app)
        places = [
            page.index(text) for text in ("You may give things back", "Find out what somebody", "A shop at")
        ]
        assert places == sorted(places)


async def test_the_desk_card_of_a_short_scene_has_no_empty_place(shop: Path) -> None:
    app = app_in(shop, *PREVENTED, "go", "on", "go", "on")
    async with running(app) as pilot:
        await out_of_the_morning(pilot)
        await press(pilot, "enter", "d")
        assert "WHERE YOU ARE" not in shown(app)


async def test_a_talk_that_is_over_asks_for_nothing_more(shop: Path) -> None:
    app = app_in(shop, *PREVENTED, "go", "on", "go", "on")
    async with running(app) as pilot:
        await out_of_the_morning(pilot)
        await press(pilot, "enter")
        await say(pilot, "take-back")
        page = shown(app)
        assert "it is over" in page
        assert "nobody is listening" not in page
        assert "None yet. Ask." not in page


async def test_enter_goes_on_with_the_day_from_the_turns_as_well(shop: Path) -> None:
    app = app_in(shop, "go", "on", "go", "on")
    async with running(app) as pilot:
        await out_of_the_morning(pilot)
        await press(pilot, "enter")
        while not app.screen.turn.ended:  # type: ignore[attr-defined]
            await press(pilot, "1")
        await press(pilot, "enter", "3")
        assert on_top(app, TalkDebriefScreen)
        assert app.screen.query_one(TurnList).has_focus
        assert "On with the day" in shown(app)
        await press(pilot, "enter")
        assert on_top(app, EveningScreen)


async def test_a_second_failure_is_not_said_to_have_left_without_anything(shop: Path) -> None:
    app = app_in(shop, *INTERRUPTED[:2], "go")
    async with running(app) as pilot:
        while "BEN AGAIN" not in shown(app).upper():
            if on_top(app, EveningScreen):
                await press(pilot, "enter")
            await out_of_the_morning(pilot)
            if "BEN AGAIN" in shown(app).upper():
                break
            await through_talks(pilot)
        assert "it came before, and wasn't settled" in shown(app)

"""How the pages of a working day look. A picture changes only together with a look at it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.play.game import Game
from game.tui.app import OwnItApp
from game.tui.day_pages import Wanted
from game.tui.screens.week import WeekScreen
from tests.tui.day import (
    GOOD,
    INTERRUPTED,
    PREVENTED,
    SEED,
    TOWN,
    app_in,
    game_in,
    out_of_the_morning,
    pack_with_town,
    through_talks,
)
from tests.tui.playing import on_top, press, settle

Compare = Callable[..., bool]
Keys = tuple[str, ...]

SIZES = {"80": (80, 24), "120": (120, 40), "phone": (50, 24), "least": (40, 15)}

MORNING: Keys = ("go", "on", "do:bens-breakfast", "write-it")
"""A Tuesday with two signals on the board, a promise due, and an hour left."""

POOR: Keys = (
    *("do:bens-breakfast", "write-it", "do:ask-ida", "drop-it", "go", "on"),
    *("do:shelves", "hide", "do:floor", "sign", "go", "lapse:list", "on"),
)
"""A Monday and a Tuesday after which the soup is asked for hotly, and a promise has lapsed."""

MOMENTS: dict[str, tuple[Keys, Keys]] = {
    "morning": (MORNING, ()),
    "hour": ((*MORNING, "do:read-labels"), ()),
    "hour-over": ((*MORNING, "do:read-labels"), ("1",)),
    "arrival": ((*POOR, "go"), ()),
    "interrupted": ((*INTERRUPTED, "who-for", "thursday"), ()),
    "evening": ((*PREVENTED, "go", "on", "do:shelves", "fill", "do:ring-round", "what-next", "go"), ()),
    "week": (GOOD, ("enter",)),
}
"""Choices that lead there, and keys pressed then."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return pack_with_town(tmp_path / "pack")


def then(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run_before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *keys)
        for _ in range(3):  # what was told last is scrolled to a frame later, also under a page just opened
            await pilot.pause()

    return run_before


PICTURES = [
    pytest.param(moment, size, id=f"{moment}-{size}")
    for moment in MOMENTS
    for size in SIZES
    # There the text fits exactly, so that it is as well with a scrollbar, which takes room, as without.
    if (moment, size) != ("hour-over", "least")
]


@pytest.mark.parametrize(("moment", "size"), PICTURES)
def test_a_day(snap_compare: Compare, shop: Path, moment: str, size: str) -> None:
    choices, keys = MOMENTS[moment]
    assert snap_compare(app_in(shop, *choices), terminal_size=SIZES[size], run_before=then(*keys))


@pytest.mark.parametrize(
    ("choices", "keys"),
    [
        pytest.param((), (), id="home-new"),
        pytest.param(MORNING, (), id="home"),
        pytest.param((), ("1",), id="town"),
        pytest.param((*GOOD, "on"), ("1",), id="town-again"),
        pytest.param(MORNING, ("2",), id="towns"),
    ],
)
def test_before_a_day(snap_compare: Compare, shop: Path, choices: Keys, keys: Keys) -> None:
    app = OwnItApp(lambda: game_in(shop, *choices))
    assert snap_compare(app, run_before=then(*keys))


@pytest.mark.parametrize("keys", [(), ("2",), ("3",), ("4",)], ids=["week", "score", "hours", "letters"])
def test_a_poor_week(snap_compare: Compare, shop: Path, keys: Keys) -> None:
    app = app_in(shop, *POOR)

    async def run_before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        while not on_top(app, WeekScreen):
            await out_of_the_morning(pilot)
            await through_talks(pilot)
            await press(pilot, "enter")
        await press(pilot, *keys)

    assert snap_compare(app, run_before=run_before)


@pytest.mark.parametrize("size", SIZES)
def test_the_debrief_of_a_talk(snap_compare: Compare, shop: Path, size: str) -> None:
    app = app_in(shop, *POOR, "go")

    async def run_before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, "enter")
        while not app.screen.turn.ended:  # type: ignore[attr-defined]
            await press(pilot, "1")
        await press(pilot, "enter")

    assert snap_compare(app, terminal_size=SIZES[size], run_before=run_before)


def test_hours_left_are_asked_about(snap_compare: Compare, shop: Path) -> None:
    assert snap_compare(app_in(shop, *MORNING), run_before=then("g"))


@pytest.mark.parametrize("keys", [("enter",), ("enter", "enter")], ids=["dawn", "board"])
def test_a_week_begins(snap_compare: Compare, shop: Path, keys: Keys) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    assert snap_compare(app, run_before=then(*keys))


def test_a_day_begins_with_what_is_due(snap_compare: Compare, shop: Path) -> None:
    assert snap_compare(app_in(shop, "do:bens-breakfast", "write-it", "go", "on"), run_before=then())


@pytest.mark.parametrize("moment", ["morning", "arrival", "evening", "week"])
def test_without_colour(
    snap_compare: Compare, shop: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    choices, keys = MOMENTS[moment]
    assert snap_compare(app_in(shop, *choices), run_before=then(*keys))


def test_in_light(snap_compare: Compare, shop: Path) -> None:
    def bright() -> Game:
        game = game_in(shop, *MORNING)
        game.set("theme", "light")
        return game

    app = OwnItApp(bright, week=Wanted())
    assert snap_compare(app)

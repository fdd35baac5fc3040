"""How the pages of a season look. A picture changes only together with a look at it."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from game.play.game import Game
from tests.board.in_memory import CODE, WHERE
from tests.tui.day import TOWN, pack_with_town
from tests.tui.playing import BEST, press, say, settle
from tests.tui.season import NOON, Board, a_board, an_app, joined, rich

Compare = Callable[..., bool]
Step = str | Callable[[Pilot[None]], Awaitable[None]]

pytestmark = pytest.mark.usefixtures("at_noon")

SIZES = [
    pytest.param((80, 24), id="80"),
    pytest.param((120, 40), id="120"),
    pytest.param((50, 24), id="phone"),
    pytest.param((40, 15), id="least"),
]

BEGUN = ("2", "enter", "escape")
"""From the season's page into its week, and home."""


@pytest.fixture
def board(pack: Path) -> Board:
    board = a_board(pack)
    board.said_of = rich
    return board


def then(*steps: Step) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Once everything is still, take these steps."""

    async def run_before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for step in steps:
            if isinstance(step, str):
                await press(pilot, step)
            else:
                await step(pilot)
        await settle(pilot)

    return run_before


async def look(pilot: Pilot[None]) -> None:
    """Go to what the code leads to."""
    for text in (WHERE, CODE):
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = text
        await press(pilot, "enter")


async def finish(pilot: Pilot[None]) -> None:
    """Say the best, and open the letter."""
    await say(pilot, *BEST)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "steps", [pytest.param(("2",), id="where"), pytest.param(("2", look), id="what-it-is")]
)
def test_joining(
    snap_compare: Compare, pack: Path, board: Board, steps: tuple[Step, ...], size: tuple[int, int]
) -> None:
    assert snap_compare(an_app(pack, board), terminal_size=size, run_before=then(*steps))


def test_joining_says_what_is_wrong(snap_compare: Compare, pack: Path, board: Board) -> None:
    board.down = True
    assert snap_compare(an_app(pack, board), run_before=then("2", look))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", [pytest.param(n, id=tab) for n, tab in enumerate(("play", "teams", "near"))])
def test_a_season(snap_compare: Compare, pack: Path, board: Board, tab: int, size: tuple[int, int]) -> None:
    def prepare(game: Game) -> None:
        board.said_of = partial(rich, mine=3)
        joined(game, board)
        board.said_of = rich  # it has moved since

    app = an_app(pack, board, prepare)
    assert snap_compare(app, terminal_size=size, run_before=then("2", *["right"] * tab))


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param((), id="home"),
        pytest.param(("2", "right", "right", "right"), id="top"),
        pytest.param(("2", "enter"), id="brief"),
        pytest.param(("2", "enter", "enter", finish, "escape"), id="receipt"),
        pytest.param(("2", "enter", "enter", finish, "escape", "enter", "enter"), id="brief-again"),
        pytest.param(("2", "d"), id="draw-ahead"),
        pytest.param(("2", "n"), id="you"),
        pytest.param(("2", "n", "4"), id="leave"),
    ],
)
def test_what_leads_from_it(snap_compare: Compare, pack: Path, board: Board, steps: tuple[Step, ...]) -> None:
    app = an_app(pack, board, lambda game: joined(game, board))
    assert snap_compare(app, run_before=then(*steps))


@pytest.mark.parametrize("size", SIZES)
def test_offline_with_a_run_that_waits(
    snap_compare: Compare, pack: Path, board: Board, size: tuple[int, int]
) -> None:
    app = an_app(pack, board, lambda game: joined(game, board))

    async def break_the_line(_: Pilot[None]) -> None:
        board.down = True

    steps = ("2", "enter", "enter", break_the_line, finish, "escape", "enter")
    assert snap_compare(app, terminal_size=size, run_before=then(*steps))


@pytest.mark.parametrize("tab", [pytest.param(0, id="play"), pytest.param(1, id="teams")])
def test_frozen(snap_compare: Compare, pack: Path, board: Board, tab: int) -> None:
    board.said_of = partial(rich, frozen=NOON - 3_600_000)
    app = an_app(pack, board, lambda game: joined(game, board))
    assert snap_compare(app, run_before=then("2", *["right"] * tab))


def test_a_sealed_run_without_a_letter(snap_compare: Compare, pack: Path) -> None:
    board = a_board(pack, sealed=True)
    board.said_of = rich
    app = an_app(pack, board, lambda game: joined(game, board))
    steps = ("2", "enter", "enter", "1", "1", "1", "1", "enter")
    assert snap_compare(app, run_before=then(*steps))


def test_a_season_without_colour(
    snap_compare: Compare, pack: Path, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = an_app(pack, board, lambda game: joined(game, board))
    assert snap_compare(app, run_before=then("2"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "steps", [pytest.param((), id="season"), pytest.param(("2",), id="week"), pytest.param(BEGUN, id="home")]
)
def test_a_week_that_counts(
    snap_compare: Compare, tmp_path: Path, steps: tuple[Step, ...], size: tuple[int, int]
) -> None:
    shop = pack_with_town(tmp_path / "shop")
    board = a_board(shop, weeks=[TOWN])
    board.said_of = rich
    app = an_app(shop, board, lambda game: joined(game, board))
    assert snap_compare(app, terminal_size=size, run_before=then("3", *steps))

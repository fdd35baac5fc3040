"""A week that counts in a season, on the screen: from the season's page to Friday's evening, and what came of it."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.tui.app import OwnItApp
from game.tui.day_pages import Wanted
from game.tui.screens.confirm import ConfirmScreen
from game.tui.screens.dawn import DawnScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.ranked import RankedScreen
from game.tui.screens.ranked_week import RankedWeekScreen
from game.tui.screens.receipt import ReceiptScreen
from game.tui.screens.season import SeasonScreen
from game.tui.screens.town import TownScreen
from game.tui.screens.towns import TownsScreen
from game.tui.widgets.rows import NumberedList
from tests.tui.day import TOWN, pack_with_town, through_the_week, week_of
from tests.tui.playing import on_top, press, running, shown
from tests.tui.season import Board, a_board, an_app, joined
from tests.tui.test_season import words
from tests.tui.test_team import asked

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A pack with an encounter and a town."""
    return pack_with_town(tmp_path / "shop")


@pytest.fixture
def board(shop: Path) -> Board:
    return a_board(shop, weeks=[TOWN])


@pytest.fixture
def app(shop: Path, board: Board) -> OwnItApp:
    """Mira of Northgate, at home."""
    return an_app(shop, board, lambda game: joined(game, board))


async def at_home(pilot: Pilot[None], row: str) -> None:
    """Pick a row of the home page."""
    rows = [one.key.split(" ")[0] for one in pilot.app.screen.query_one(NumberedList).rows]
    await press(pilot, str(rows.index(row) + 1))


async def test_a_week_stands_beside_encounters_and_says_what_it_means(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        assert "The corner shop a week" in words(app)
        await press(pilot, "2")
        assert on_top(app, RankedScreen)
        assert "Once Friday's evening has passed the week is sent, and counts." in words(app)
        assert "no gauges, no stepping back; this spends attempt 1 of 3" in words(app)
        await press(pilot, "escape")
        assert board.tickets == {}


async def test_a_ranked_week_ends_in_debrief_and_receipt_and_leads_back(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        await press(pilot, "2", "enter")
        assert on_top(app, DawnScreen)
        await through_the_week(pilot)
        assert on_top(app, RankedWeekScreen)
        assert len(board.runs) == 1, "it was sent before the debrief was read"
        await press(pilot, "escape")
        assert on_top(app, ReceiptScreen)
        [(_, receipt)] = board.runs.values()
        assert f"Arrived: {receipt.score}." in shown(app)
        assert f"Your total: {receipt.score} of 2,000." in shown(app)
        await press(pilot, "enter")
        assert on_top(app, SeasonScreen)
        assert f"2 of 3 left, best {receipt.score}" in shown(app)


async def test_a_week_left_waits_at_home_and_in_the_season_and_spends_nothing_more(
    app: OwnItApp, board: Board
) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        await press(pilot, "2", "enter", "escape")
        assert on_top(app, HomeScreen)
        assert "Monday at The corner shop · counts in a season" in words(app)
        await at_home(pilot, "team")
        assert "go on with attempt 1, 2 of 3 left" in words(app)
        await press(pilot, "2")
        assert "begun" in shown(app)
        await press(pilot, "enter")
        assert on_top(app, DawnScreen)
        assert len(board.tickets) == 1


async def test_a_week_gone_on_with_from_home_is_sent_as_well(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        await press(pilot, "2", "enter", "escape")
        await at_home(pilot, "week")
        assert on_top(app, DawnScreen)
        assert week_of(app).ranked
        await through_the_week(pilot)
        assert len(board.runs) == 1


async def test_a_week_given_up_stays_spent(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        await press(pilot, "2", "enter", "escape")
        await at_home(pilot, "towns")
        assert on_top(app, TownsScreen)
        await press(pilot, "x")
        assert on_top(app, ConfirmScreen)
        assert "The attempt stays spent, and counts nothing." in asked(app)
        await press(pilot, "2")
        await at_home(pilot, "team")
        await press(pilot, "2")
        assert "given up" in shown(app)
        assert "this spends attempt 2 of 3" in words(app)
        assert board.runs == {}


async def test_it_can_be_practised_in_a_week_that_counts_nowhere(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        await press(pilot, "2", "down", "enter")
        assert on_top(app, TownScreen)
        await press(pilot, "enter")
        assert not week_of(app).ranked
        assert board.tickets == {}


async def test_an_attempt_can_be_looked_back_on_later(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await at_home(pilot, "team")
        await press(pilot, "2", "enter")
        await through_the_week(pilot)
        await press(pilot, "escape", "enter", "2", "end", "enter")
        assert on_top(app, RankedWeekScreen)
        await press(pilot, "escape")
        assert on_top(app, SeasonScreen)


async def test_the_command_line_leads_to_the_week_of_a_season(shop: Path, board: Board) -> None:
    app = an_app(shop, board, lambda game: joined(game, board), week=Wanted(TOWN, ranked=True))
    async with running(app) as pilot:
        assert on_top(app, RankedScreen)
        assert "The corner shop" in shown(app)
        await press(pilot, "escape")
        assert on_top(app, SeasonScreen)


async def test_the_command_line_leads_to_the_encounter_of_a_season(shop: Path, board: Board) -> None:
    app = an_app(shop, board, lambda game: joined(game, board), wanted="aisle-seven")
    async with running(app) as pilot:
        assert on_top(app, RankedScreen)
        assert "Aisle seven" in shown(app)
        await press(pilot, "escape")
        assert on_top(app, SeasonScreen)


async def test_the_command_line_says_that_no_season_has_it(shop: Path) -> None:
    app = an_app(
        shop, a_board(shop), lambda game: joined(game, a_board(shop)), week=Wanted(TOWN, ranked=True)
    )
    async with running(app):
        assert on_top(app, HomeScreen)
        assert "no season you are in offers “corner-shop” now" in words(app)

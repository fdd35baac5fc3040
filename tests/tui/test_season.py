"""A season's page: how it stands, live, and what is played from it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TabbedContent

from game.board.folder.opened import create
from game.tui.app import OwnItApp
from game.tui.screens.brief import BriefScreen
from game.tui.screens.confirm import ConfirmScreen
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.play import PlayScreen
from game.tui.screens.ranked import RankedScreen
from game.tui.screens.ranked_debrief import RankedDebriefScreen
from game.tui.screens.receipt import ReceiptScreen
from game.tui.screens.season import SeasonScreen
from game.tui.widgets.rows import NumberedList, RowList
from tests.tui.playing import BEST, on_top, playing, press, running, say, settle, shown
from tests.tui.season import NOON, Board, a_board, an_app, down, joined, rich, standings_of
from tests.tui.test_team import asked, team, told

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def board(pack: Path) -> Board:
    return a_board(pack)


@pytest.fixture
def app(pack: Path, board: Board) -> OwnItApp:
    """Mira of Northgate, at home."""
    return an_app(pack, board, lambda game: joined(game, board))


def words(app: OwnItApp) -> str:
    """What is on the screen, without frames and line ends."""
    return " ".join(shown(app).replace("│", " ").split())


async def watched(pilot: Pilot[None], board: Board) -> None:
    """Open the season, and wait until it is listened to."""
    await team(pilot)
    assert board.heard_by.wait(5)
    await settle(pilot)


async def to_the_end(pilot: Pilot[None]) -> None:
    """From the season's page through a ranked run to its letter."""
    await press(pilot, "enter", "enter")
    await say(pilot, *BEST)
    await press(pilot, "enter")


# How it stands


async def test_the_page_says_what_kind_of_board_it_is_and_where_my_team_stands(
    app: OwnItApp, board: Board
) -> None:
    board.said_of = rich
    async with running(app) as pilot:
        await team(pilot)
        assert "refereed: legal, and played once" in shown(app)
        assert "Northgate: 2nd of 5" in shown(app)
        assert "You: 771 of 1,000 points, 14th of 38 people." in shown(app)
        assert "3 of 3 left" in shown(app)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)
        assert "Northgate · season “The October cup” · 2nd of 5" in shown(app)


async def test_the_tabs_show_teams_neighbours_and_the_top(app: OwnItApp, board: Board) -> None:
    board.said_of = rich
    async with running(app, (80, 40)) as pilot:
        await team(pilot)
        await press(pilot, "right")
        assert "Most improved" in shown(app)
        assert "Each team is compared" in shown(app)
        await press(pilot, "right")
        assert "somebody of Harbour office" in shown(app)
        assert "you, Mira" in shown(app)
        assert "15th" in shown(app)
        await press(pilot, "right")
        assert "Ines [b]Batista[/b], Northgate" in shown(app), "a name is only text"
        await press(pilot, "right")
        assert app.screen.query_one(TabbedContent).active == "play"


async def test_a_change_arrives_by_itself_with_words_beside_the_arrow(app: OwnItApp, board: Board) -> None:
    board.said_of = partial(rich, mine=3)
    async with running(app) as pilot:
        await watched(pilot, board)
        assert "Northgate: 3rd of 5" in shown(app)
        assert "live ·" in shown(app)
        # Opened anew, it knows where the team stood before.
        await press(pilot, "escape")
        board.heard_by.clear()
        await watched(pilot, board)
        board.change(rich)
        board.tell(rich(standings_of(board)))
        await settle(pilot)
        assert "Northgate: 2nd of 5, up from 3rd" in shown(app)
        assert "Northgate ↑" in shown(app)


async def test_a_change_leaves_the_marked_row_and_the_tab_alone(pack: Path) -> None:
    board = a_board(pack)
    board.said_of = rich
    app = an_app(pack, board, lambda game: joined(game, board))
    async with running(app) as pilot:
        await watched(pilot, board)
        await press(pilot, "right")
        board.tell(rich(standings_of(board), mine=1))
        await settle(pilot)
        assert app.screen.query_one(TabbedContent).active == "teams"
        assert app.screen.query_one("#offered", NumberedList).highlighted == 0


async def test_offline_is_said_plainly_and_coming_back_sends_what_waits(app: OwnItApp, board: Board) -> None:
    board.said_of = rich
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter")
        board.down = True
        await say(pilot, *BEST)
        await press(pilot, "enter", "escape")
        assert on_top(app, ReceiptScreen)
        assert "Waits to be sent; nothing is lost." in shown(app)
        board.heard_by.clear()
        await press(pilot, "enter")
        assert board.heard_by.wait(5)
        await settle(pilot)
        assert "offline, last synced 12:00" in words(app)
        assert "1 run waits to be sent, nothing is lost" in words(app)
        assert "waiting to be sent" in shown(app)
        board.down = False
        board.tell(rich(standings_of(board)))
        await settle(pilot)
        await settle(pilot)
        assert "live ·" in shown(app)
        assert "waiting to be sent" not in shown(app)
        assert len(board.runs) == 1


async def test_sync_by_key_says_why_it_can_not(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await watched(pilot, board)
        down(board)
        await settle(pilot)
        assert "offline, last synced 12:00" in shown(app)
        await press(pilot, "s")
        assert told(app) == ["The board can't be reached just now."]
        board.down = False
        await press(pilot, "s")
        assert "live ·" in shown(app)


async def test_frozen_standings_say_since_when(app: OwnItApp, board: Board) -> None:
    board.said_of = partial(rich, frozen=NOON - 3_600_000)
    async with running(app) as pilot:
        await team(pilot)
        assert "frozen since 11:00, until the season is closed" in words(app)
        await press(pilot, "right")
        assert "FROZEN. These are the standings of 11:00" in shown(app)


async def test_nobody_listens_once_the_page_is_left(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await watched(pilot, board)
        page = app.screen
        assert isinstance(page, SeasonScreen)
        await press(pilot, "escape")
        assert page._stop.is_set()


# Playing


async def test_what_an_attempt_means_is_said_before_it_is_spent(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter")
        assert on_top(app, RankedScreen)
        assert "no gauges, no stepping back; this spends attempt 1 of 3" in words(app)
        await press(pilot, "escape")
        assert on_top(app, SeasonScreen)
        assert board.tickets == {}


async def test_a_ranked_run_ends_in_debrief_and_receipt_and_leads_back(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await to_the_end(pilot)
        assert on_top(app, RankedDebriefScreen)
        assert len(board.runs) == 1, "it was sent before the debrief was read"
        await press(pilot, "escape")
        assert on_top(app, ReceiptScreen)
        [(_, receipt)] = board.runs.values()
        assert f"Arrived: {receipt.score}." in shown(app)
        assert f"Your total: {receipt.score} of 1,000." in shown(app)
        await press(pilot, "enter")
        assert on_top(app, SeasonScreen)
        assert f"2 of 3 left, best {receipt.score}" in shown(app)


async def test_a_ranked_run_has_no_gauges_and_no_step_back(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter")
        await say(pilot, "ask")
        assert playing(pilot).turn.gauges is None
        await press(pilot, "u")
        assert playing(pilot).turn.number == 1


async def test_a_run_left_is_gone_on_with_and_spends_nothing_more(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter")
        await say(pilot, "ask")
        await press(pilot, "escape", "2")
        assert on_top(app, SeasonScreen)
        assert "go on with attempt 1, turn 2, 2 of 3 left" in words(app)
        await press(pilot, "enter", "enter")
        assert playing(pilot).turn.number == 1
        assert len(board.tickets) == 1


async def test_a_run_gone_on_with_from_home_is_sent_as_well(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter")
        await say(pilot, BEST[0])
        await press(pilot, "escape", "2", "escape")
        assert on_top(app, HomeScreen)
        await press(pilot, "1")
        await say(pilot, *BEST[1:])
        await press(pilot, "enter", "escape")
        assert on_top(app, ReceiptScreen)
        assert len(board.runs) == 1


async def test_an_attempt_given_up_stays_spent(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter", "escape")
        rows = app.screen.query_one(NumberedList).rows
        assert "it stays spent, and counts nothing" in str(rows[2].text)
        await press(pilot, "3")
        assert on_top(app, SeasonScreen)
        assert "2 of 3 left" in shown(app)
        await press(pilot, "enter")
        assert "given up" in shown(app)


async def test_what_is_offered_after_a_ranked_run_is_practice(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await to_the_end(pilot)
        assert "a Practise it" in shown(app)
        await press(pilot, "a")
        assert playing(pilot).turn.mode == "practice"
        await say(pilot, *BEST)
        await press(pilot, "enter")
        assert on_top(app, DebriefScreen)
        assert not on_top(app, RankedDebriefScreen)
        await press(pilot, "escape")
        assert on_top(app, SeasonScreen)
        assert len(board.runs) == 1


async def test_practising_first_leads_by_the_ordinary_brief(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "down", "enter")
        assert on_top(app, BriefScreen)
        await press(pilot, "c")
        assert playing(pilot).turn.mode == "coached"
        assert board.tickets == {}


async def test_an_attempt_can_be_looked_back_on_later(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await to_the_end(pilot)
        await press(pilot, "escape", "enter", "enter")
        assert "YOUR ATTEMPTS" in shown(app)
        await press(pilot, "down", "down", "enter")
        assert on_top(app, RankedDebriefScreen)
        await press(pilot, "escape")
        assert on_top(app, SeasonScreen)


async def test_a_board_out_of_reach_spends_nothing_and_says_so(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter")
        board.down = True
        await press(pilot, "enter")
        assert on_top(app, RankedScreen)
        assert told(app) == ["The board can't be reached just now."]
        assert board.tickets == {}


async def test_a_ticket_drawn_ahead_is_played_without_a_connection(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "d")
        assert on_top(app, ConfirmScreen)
        assert "says that it was played offline" in asked(app)
        await press(pilot, "enter")
        assert board.tickets == {}, "Enter alone confirms nothing"
        await press(pilot, "d", "2")
        assert "attempt 1 is drawn, ready to play offline" in words(app)
        board.down = True
        await press(pilot, "enter", "enter")
        assert on_top(app, PlayScreen)
        await say(pilot, *BEST)
        await press(pilot, "enter", "escape")
        board.down = False
        await press(pilot, "enter")
        assert "2 of 3 left, best" in shown(app)
        [(_, receipt)] = board.runs.values()
        assert receipt.offline


async def test_all_attempts_spent_offer_practice_only(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        for _ in range(3):
            await press(pilot, "enter", "enter", "escape", "3")
        assert "no attempt left" in shown(app)
        await press(pilot, "d")
        assert "No attempt at “The last umbrella” is left" in told(app)[-1]
        await press(pilot, "enter")
        assert not app.screen.query_one("#ways", RowList).rows[0].open
        assert "all 3 attempts are spent" in shown(app)


async def test_a_season_that_is_over_offers_no_attempt(pack: Path) -> None:
    board = a_board(pack)
    board.season = board.season.model_copy(update={"closes": NOON - 1, "freezes": None})
    board.closed = True
    board.said_of = partial(rich, closed=True)
    app = an_app(pack, board, lambda game: joined(game, board))
    async with running(app) as pilot:
        assert "· over" in shown(app)
        await team(pilot)
        assert "closed: these are the final standings" in words(app)
        await press(pilot, "enter")
        assert not app.screen.query_one("#ways", RowList).rows[0].open
        assert "the season is over" in shown(app)


# A real board


async def test_a_folder_is_joined_played_and_left_from_the_screen(pack: Path, tmp_path: Path) -> None:
    there, folder = a_board(pack), tmp_path / "cup"
    folder.mkdir()
    season = there.season.model_copy(update={"freezes": None})
    create(folder, season, there.content, NOON - 1)
    app = an_app(pack, None)
    async with running(app) as pilot:
        await team(pilot)
        app.screen.query_one("#where", Input).value = str(folder)
        await press(pilot, "enter")
        assert "friendly folder: legal; attempts are declared" in shown(app)
        await press(pilot, "1", "ctrl+s")
        assert on_top(app, SeasonScreen)
        await to_the_end(pilot)
        await press(pilot, "escape")
        assert "Arrived: 568." in shown(app)
        await press(pilot, "enter")
        assert "2 of 3 left, best 568" in shown(app)
        assert "Northgate: 1st of 5" in shown(app)
        await press(pilot, "n", "4", "2")
        assert on_top(app, HomeScreen)
        assert told(app)[-1].startswith("What you had put into ")
        assert not list((folder / "runs").rglob("*.json"))


# Sealed


@pytest.fixture
def sealed(pack: Path) -> tuple[OwnItApp, Board]:
    board = a_board(pack, sealed=True)
    return an_app(pack, board, lambda game: joined(game, board)), board


async def test_a_sealed_run_ends_in_a_receipt_that_says_when_the_debrief_opens(
    sealed: tuple[OwnItApp, Board],
) -> None:
    app, board = sealed
    async with running(app) as pilot:
        await team(pilot)
        assert "d Draw ahead" not in shown(app)
        await press(pilot, "enter", "enter")
        while not playing(pilot).turn.ended:
            await press(pilot, "1")
        await press(pilot, "enter")
        assert on_top(app, ReceiptScreen)
        [(_, receipt)] = board.runs.values()
        assert f"Arrived: {receipt.score}." in shown(app)
        assert "shown once the season is closed" in words(app)
        assert "Thu 17 Oct, 12:00" in words(app)
        await press(pilot, "enter")
        assert f"best {receipt.score}" in shown(app)


async def test_a_key_pressed_twice_answers_no_later_turn_of_a_board(sealed: tuple[OwnItApp, Board]) -> None:
    """A board calls the replies of every turn alike, so that their keys can't tell one turn from the next."""
    app, board = sealed
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter")
        screen = playing(pilot)
        picked = NumberedList.Picked(screen.query_one(NumberedList).rows[0].key)
        screen.post_message(picked)
        screen.post_message(replace(picked))
        await settle(pilot)
        assert playing(pilot).turn.number == 1
        assert [len(said) for said in board.said.values()] == [1]


async def test_a_line_that_breaks_in_a_sealed_run_leaves_the_replies_there(
    sealed: tuple[OwnItApp, Board],
) -> None:
    app, board = sealed
    async with running(app) as pilot:
        await team(pilot)
        await press(pilot, "enter", "enter")
        board.lose = "answer"
        await press(pilot, "1")
        assert "give the reply again" in told(app)[-1]
        await press(pilot, "1")
        assert playing(pilot).turn.number == 1
        assert [len(said) for said in board.said.values()] == [1]

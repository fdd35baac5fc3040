"""Joining a season, being in it, and leaving it, on the screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from game.tui.app import OwnItApp
from game.tui.screens.confirm import ConfirmScreen
from game.tui.screens.help import keys_here
from game.tui.screens.home import HomeScreen
from game.tui.screens.join import JoinScreen
from game.tui.screens.joining import JoiningScreen
from game.tui.screens.membership import MembershipScreen
from game.tui.screens.season import SeasonScreen
from game.tui.screens.seasons import SeasonsScreen
from game.tui.widgets.prose import Prose
from tests.board.in_memory import CODE, WHERE
from tests.tui.playing import on_top, press, running, shown
from tests.tui.season import Board, a_board, an_app, joined

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def board(pack: Path) -> Board:
    return a_board(pack)


@pytest.fixture
def app(pack: Path, board: Board) -> OwnItApp:
    """Mira, who is in no season yet."""
    return an_app(pack, board)


@pytest.fixture
def member(pack: Path, board: Board) -> OwnItApp:
    """Mira, who is of Northgate."""
    return an_app(pack, board, lambda game: joined(game, board))


def told(app: OwnItApp) -> list[str]:
    return [note.message for note in app._notifications]


def asked(app: OwnItApp) -> str:
    """What the page on top says about what it asks."""
    return str(app.screen.query_one("#says", Prose).content)


async def team(pilot: Pilot[None]) -> None:
    """Open `Team` from home."""
    await press(pilot, "2")


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Say something in the field that has the keys, and Enter."""
    field = pilot.app.focused
    assert isinstance(field, Input)
    field.value = text
    await press(pilot, "enter")


async def look(pilot: Pilot[None], where: str = WHERE, code: str = CODE) -> None:
    """From home to what a code leads to."""
    await team(pilot)
    await type_in(pilot, where)
    if code:
        await type_in(pilot, code)


async def test_home_says_that_a_season_can_be_joined(app: OwnItApp) -> None:
    async with running(app) as pilot:
        assert "Team          join a season with a code" in shown(app)
        await team(pilot)
        assert on_top(app, JoinScreen)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)


async def test_a_code_leads_to_what_the_season_is_and_proves(app: OwnItApp, board: Board) -> None:
    async with running(app, (80, 40)) as pilot:
        await look(pilot)
        assert on_top(app, JoiningScreen)
        page = shown(app)
        assert "The October cup" in page
        assert "refereed: legal, and played once" in page
        assert "Whoever wins buys nothing." in page
        assert "from Thu 3 Oct, 12:00 to Thu 17 Oct, 12:00" in page
        assert "The last umbrella. 3 tries at each" in page
        assert board.people == {}, "looking joins nobody"


async def test_joining_takes_team_and_name_and_shows_nobody_unasked(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await look(pilot)
        await press(pilot, "2")
        await type_in(pilot, "Mira of the desk")
        await press(pilot, "down", "enter")
        assert on_top(app, SeasonScreen)
        [one] = board.people.values()
        assert (one.name, one.team, one.shown) == ("Mira of the desk", "southgate", False)
        await press(pilot, "escape")
        assert "Southgate · season “The October cup” · not ranked yet" in shown(app)


async def test_a_name_stands_on_the_board_where_its_owner_says_so(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await look(pilot)
        await press(pilot, "1", "enter", "enter")
        assert "● yes" in shown(app)
        await press(pilot, "down", "enter")
        assert [(one.name, one.shown) for one in board.people.values()] == [("Mira", True)]


async def test_joining_works_by_mouse(app: OwnItApp, board: Board) -> None:
    async with running(app, (80, 40)) as pilot:
        await look(pilot)
        await pilot.click("#teams", offset=(6, 0))
        await pilot.click("#answers", offset=(6, 0))
        assert "● yes" in shown(app)
        await pilot.click("#answers", offset=(6, 2))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert [(one.team, one.shown) for one in board.people.values()] == [("northgate", True)]


@pytest.mark.parametrize(
    ("where", "code", "says"),
    [
        ("", "", "Say where"),
        (WHERE, "march-WRONG", "That code leads nowhere."),
        ("https://[/] [@click=app.exit]x", CODE, "is no address"),
        ("board.example", CODE, "A code belongs to an address, which begins with https://."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    app: OwnItApp, where: str, code: str, says: str
) -> None:
    async with running(app, (80, 30)) as pilot:
        await team(pilot)
        app.screen.query_one("#where", Input).value = where
        app.screen.query_one("#code", Input).value = code
        await press(pilot, "ctrl+s")
        assert on_top(app, JoinScreen)
        assert says in " ".join(shown(app).split())
        assert app.screen.query_one("#where", Input).value == where
        assert app.screen.query_one("#code", Input).value == code


async def test_an_address_that_hides_nothing_is_warned_of_before_it_is_asked(
    app: OwnItApp, board: Board
) -> None:
    async with running(app, (80, 30)) as pilot:
        await look(pilot, "http://board.example")
        assert on_top(app, JoinScreen)
        assert "Nothing would hide what is sent there" in shown(app)
        assert board.asked == []
        await press(pilot, "ctrl+s")
        assert on_top(app, JoiningScreen)
        await press(pilot, "1", "ctrl+s")
        assert on_top(app, SeasonScreen)
        [joined] = app.game.progress.boards.joined.values()
        assert joined.joined.insecure


async def test_an_address_without_a_code_asks_for_it(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await team(pilot)
        app.screen.query_one("#where", Input).value = WHERE
        await press(pilot, "ctrl+s")
        assert "A server wants a code" in shown(app)
        assert board.asked == []


async def test_a_team_and_a_name_are_asked_for(app: OwnItApp, board: Board) -> None:
    async with running(app) as pilot:
        await look(pilot)
        await press(pilot, "ctrl+s")
        assert "Choose your team first." in shown(app)
        await press(pilot, "1")
        app.screen.query_one("#name", Input).value = "  "
        await press(pilot, "ctrl+s")
        assert "Say what you want to be called there." in shown(app)
        assert board.people == {}


async def test_a_name_refused_or_a_lost_answer_can_be_tried_again(
    app: OwnItApp, pack: Path, board: Board
) -> None:
    async with running(app) as pilot:
        await look(pilot)
        await press(pilot, "1")
        board.lose = "answer"
        await press(pilot, "ctrl+s")
        assert on_top(app, JoiningScreen)
        assert "can't be reached just now" in shown(app)
        await press(pilot, "ctrl+s")
        assert on_top(app, SeasonScreen)
        assert len(board.people) == 1, "it is the same player who comes in"
    other = an_app(pack, board)
    async with running(other) as pilot:
        await look(pilot)
        await press(pilot, "1", "ctrl+s")
        assert "Somebody is called Mira already." in shown(other)
        other.screen.query_one("#name", Input).value = "Mo"
        await press(pilot, "ctrl+s")
        assert on_top(other, SeasonScreen)


async def test_being_shown_and_called_otherwise(member: OwnItApp, board: Board) -> None:
    async with running(member) as pilot:
        await team(pilot)
        await press(pilot, "n", "2")
        assert on_top(member, MembershipScreen)
        assert "yes: others see your name beside your points" in shown(member)
        await press(pilot, "1")
        await type_in(pilot, "[b]Mo[/]")
        assert "[b]Mo[/], of Northgate" in shown(member)
        assert [(one.name, one.shown) for one in board.people.values()] == [("[b]Mo[/]", True)]
        await press(pilot, "escape")
        assert on_top(member, SeasonScreen)


async def test_leaving_says_what_stays_and_is_asked_about(member: OwnItApp, board: Board) -> None:
    async with running(member) as pilot:
        await team(pilot)
        await press(pilot, "n", "4")
        assert on_top(member, ConfirmScreen)
        assert "stay in your team's total" in asked(member)
        await press(pilot, "enter")
        assert len(board.people) == 1
        assert on_top(member, MembershipScreen)
        await press(pilot, "4", "2")
        assert board.people == {}
        assert on_top(member, HomeScreen)
        assert told(member) == ["Your name is gone; your team keeps its points."]
        assert "join a season with a code" in shown(member)


async def test_a_board_out_of_reach_can_be_left_all_the_same(member: OwnItApp, board: Board) -> None:
    async with running(member) as pilot:
        await team(pilot)
        board.down = True
        await press(pilot, "n", "4", "2")
        assert on_top(member, ConfirmScreen)
        assert "What this board has of you would stay there." in asked(member)
        await press(pilot, "2")
        assert on_top(member, HomeScreen)
        assert member.game.progress.boards.joined == {}


async def test_several_seasons_are_a_list(member: OwnItApp, pack: Path, board: Board) -> None:
    async with running(member) as pilot:
        await team(pilot)
        await press(pilot, "j")
        await type_in(pilot, "https://other.example")
        await type_in(pilot, CODE)
        app = pilot.app
        await press(pilot, "1")
        app.screen.query_one("#name", Input).value = "Mo"
        await press(pilot, "ctrl+s")
        assert on_top(app, SeasonScreen)
        await press(pilot, "escape")
        assert on_top(app, SeasonsScreen)
        await press(pilot, "2")
        assert on_top(app, SeasonScreen)
        await press(pilot, "escape", "escape")
        assert on_top(app, HomeScreen)


async def test_every_key_of_the_season_is_in_the_help(member: OwnItApp) -> None:
    async with running(member) as pilot:
        await team(pilot)
        keys = {key.does: key.keys for key in keys_here(member.screen)}
        assert (keys["Sync"], keys["Draw ahead"], keys["You"], keys["Next tab"]) == ("s", "d", "n", "→")
        assert "Join another season" in keys

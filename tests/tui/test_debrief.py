"""Looking back: the letter first, then the score, then every turn; and playing it again."""

from pathlib import Path

import pytest
from textual.widgets import TabbedContent

from game import paths
from game.library.library import Library
from game.play.game import Game
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from game.tui.looking_back import TRAINING
from game.tui.screens.debrief import DebriefScreen, TurnList
from game.tui.screens.home import HomeScreen
from game.tui.widgets.prose import Prose
from tests.tui.playing import (
    BEST,
    WORST,
    Opener,
    finished,
    heard,
    on_top,
    playing,
    press,
    running,
    say,
    shown,
)


@pytest.fixture
def app(opener: Opener) -> OwnItApp:
    return OwnItApp(opener(finished), encounter="aisle-seven", mode="coached", seed=1)


def tab(app: OwnItApp) -> str:
    return app.screen.query_one(TabbedContent).active


async def test_the_letter_comes_first(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        await press(pilot, "enter")
        assert on_top(app, DebriefScreen)
        assert tab(app) == "letter"
        assert "A hundred dry programmes" in str(app.screen.query_one("#two-weeks", Prose).content)


async def test_the_letter_page_names_the_costliest_reply_with_a_better_one(app: OwnItApp) -> None:
    async with running(app, (80, 40)) as pilot:
        await say(pilot, *WORST)
        await press(pilot, "enter")
        page = shown(app)
        assert "THE REPLY THAT COST MOST: TURN 2, Blunder −" in page
        assert "Ines Batista thought  They won't." in page
        assert "Better, for Empathise and Own  She drew it, and you said you'd bring it." in page
        assert "NEXT TIME" in page


async def test_tabs_open_by_number_by_arrow_and_by_mouse(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        await press(pilot, "enter")
        for key, opened in (
            ("2", "score"),
            ("3", "turns"),
            ("1", "letter"),
            ("left", "turns"),
            ("right", "letter"),
        ):
            await press(pilot, key)
            assert tab(app) == opened
        await pilot.click("#--content-tab-score")
        await pilot.pause()
        assert tab(app) == "score"


async def test_the_score_says_what_it_is_made_of_and_what_it_is_not(app: OwnItApp) -> None:
    async with running(app, (80, 60)) as pilot:
        await say(pilot, *WORST)
        await press(pilot, "enter", "2")
        page = shown(app)
        assert "of 1000    mastered: no" in page
        assert "0 of 3" in page
        assert "never earned back" in page
        assert "Scored by" in page
        assert TRAINING in page.replace("\n  ", " ")


async def test_enter_leaves_a_page_that_is_read_but_not_the_turns(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        await press(pilot, "enter", "3", "enter")
        assert on_top(app, DebriefScreen), "it is more likely meant to open a turn"
        await press(pilot, "2", "enter")
        assert on_top(app, HomeScreen)


async def test_every_turn_is_accounted_for_by_rule(app: OwnItApp) -> None:
    async with running(app, (100, 60)) as pilot:
        await say(pilot, *WORST)
        await press(pilot, "enter", "3")
        assert app.screen.query_one(TurnList).option_count == 4
        assert "You could also have said".upper() in shown(app)
        await press(pilot, "down")
        page = shown(app)
        assert "minimise" in page
        assert "R-" in page
        assert "Ines Batista thought" in page


async def test_try_again_stands_before_the_costliest_reply_with_the_same_person(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, "ask", "dry", "plan", "nothing")
        await press(pilot, "enter", "t")
        assert playing(pilot).turn.number == 1
        assert heard(pilot)[1].startswith("Ines Batista\nAn umbrella, please.")


async def test_try_again_from_the_marked_turn(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *WORST)
        await press(pilot, "enter", "3", "down", "down", "t")
        assert playing(pilot).turn.number == 2


async def test_there_is_nowhere_to_go_back_to_where_nothing_cost(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        await press(pilot, "enter")
        assert "t" not in app.screen.active_bindings
        await press(pilot, "a")
        assert playing(pilot).turn.number == 0


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_home_is_one_key_away(app: OwnItApp, key: str) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        await press(pilot, "enter", key)
        assert on_top(app, HomeScreen)
        assert isinstance(app.game, Game)


async def test_w_writes_the_run_into_the_tests_of_its_own_file(app: OwnItApp, tmp_path: Path) -> None:
    mine = tmp_path / "front-brake.yaml"
    mine.write_bytes((Path(__file__).parent.parent / "language" / "good" / "front-brake.yaml").read_bytes())
    before = mine.read_text("utf-8")
    library = Library(paths.content_dir())
    run = Game(library, Saves.in_memory(), now=lambda: 1).start(str(mine), "coached", 1)
    while not run.turn.ended:
        run.choose(run.turn.choices[0].key)
    async with running(app) as pilot:
        await app.push_screen(DebriefScreen(run, run.debrief()))
        await press(pilot, "w")
    after = mine.read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert f"choose: [{', '.join(run.replies)}]" in after
    assert library.check(mine).diagnostics == ()

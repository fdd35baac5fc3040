"""Training on screen: today's page, the drill, the one question, rating oneself, the other chair, progress, plans."""

import sys

import pytest
from textual.pilot import Pilot
from textual.widgets import TabbedContent

from game.play.game import Game
from game.tui.app import OwnItApp
from game.tui.messages import GoHome
from game.tui.screens.brief import BriefScreen
from game.tui.screens.drill import DrillScreen
from game.tui.screens.heard import HeardScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.letter import LetterScreen
from game.tui.screens.plans import PlansScreen
from game.tui.screens.play import PlayScreen
from game.tui.screens.progress import ProgressScreen
from game.tui.screens.reflecting import TrainingDebriefScreen
from game.tui.screens.train import TrainScreen
from game.tui.widgets.rows import NumberedList
from tests.tui.playing import BEST, Opener, finished, on_top, press, running, say, settle, shown


def trained_before(game: Game) -> None:
    """Mira finished a run long ago, when nobody looked at the clock."""
    finished(game)


@pytest.fixture
def app(planned: Opener) -> OwnItApp:
    return OwnItApp(planned(trained_before), train="")


def ratings(app: OwnItApp) -> dict[str, int]:
    """What was rated of the run begun last."""
    return dict(list(app.game.progress.runs.values())[-1].ratings)


async def pick(pilot: Pilot[None], key: str) -> None:
    """Pick a row of the training page."""
    rows = pilot.app.screen.query_one("#steps", NumberedList).rows
    keys = [row.key for row in rows if row.key]
    await press(pilot, str(keys.index(key) + 1))


async def begin_today(pilot: Pilot[None]) -> None:
    """From the training page, by way of its brief, into today's encounter."""
    await pick(pilot, "step 0")
    await press(pilot, "enter")


async def to_the_question(pilot: Pilot[None]) -> None:
    """From the training page through today's encounter to the question after it."""
    await begin_today(pilot)
    await say(pilot, *BEST)
    await press(pilot, "enter")


async def test_home_leads_to_training_and_back(planned: Opener) -> None:
    app = OwnItApp(planned(trained_before))
    async with running(app) as pilot:
        assert "Train         First week: about" in shown(app)
        await press(pilot, "1")
        assert on_top(app, TrainScreen)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)


async def test_where_there_are_no_plans_home_says_nothing_of_training(opener: Opener) -> None:
    app = OwnItApp(opener(finished))
    async with running(app):
        assert "Train" not in shown(app)


def marked(app: OwnItApp) -> str:
    """The key of the marked row of the training page."""
    steps = app.screen.query_one("#steps", NumberedList)
    assert steps.highlighted is not None
    return steps.rows[steps.highlighted].key


async def test_what_is_left_for_today_is_marked_not_what_is_done(planned: Opener) -> None:
    app = OwnItApp(planned(trained_before), train="daily")
    async with running(app) as pilot:
        assert marked(app) == "drill"
        await pick(pilot, "drill")
        await press(pilot, "1", "1")
        assert on_top(app, TrainScreen)
        assert marked(app) == "step 0"


async def test_today_is_worked_through_from_the_page(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await pick(pilot, "step 0")
        assert on_top(app, BriefScreen)
        assert "gauges, and a line of why" in shown(app)
        await press(pilot, "p")
        assert on_top(app, BriefScreen), "played as the stage says, no other way"
        await press(pilot, "enter")
        assert on_top(app, PlayScreen)
        await say(pilot, *BEST)
        await press(pilot, "enter")
        assert on_top(app, HeardScreen)
        await press(pilot, "4")
        assert on_top(app, TrainingDebriefScreen)
        assert ratings(app) == {"heard": 4}
        await press(pilot, "escape")
        assert on_top(app, TrainScreen), "back to training, not home"
        assert "done" in shown(app)


async def test_a_run_left_in_the_middle_is_gone_on_with_from_the_page(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await begin_today(pilot)
        await say(pilot, BEST[0])
        app.post_message(GoHome())
        await settle(pilot)
        assert "go on where you stopped" in shown(app)


async def test_the_question_can_be_skipped_with_one_key(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape")
        assert on_top(app, TrainingDebriefScreen)
        assert ratings(app) == {}


async def test_one_rates_oneself_before_the_numbers(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "right")
        assert "How well did you do?" in shown(app)
        await press(pilot, *"545", "u", *"5345")
        page = shown(app)
        assert "you said" in page
        assert "below by" in page or "of 5" in page
        assert ratings(app) == {"Listen": 5, "Empathise": 4, "Own": 5, "Act": 3, "Advocate": 4, "Prevent": 5}


async def test_after_the_numbers_it_is_too_late(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "right", "right")
        assert "Counts for" in shown(app)
        await press(pilot, "left")
        assert "You have seen the numbers" in shown(app)
        await press(pilot, "5")
        assert ratings(app) == {}


async def test_what_was_answered_is_kept_on_leaving_in_the_middle(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape", "right", "4", "3", "escape")
        assert on_top(app, TrainScreen)
        assert ratings(app) == {"Listen": 4, "Empathise": 3}


async def test_the_other_chair_uncovers_the_thought_after_the_rating(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await to_the_question(pilot)
        await press(pilot, "escape")
        app.screen.query_one(TabbedContent).active = "chair"
        await press(pilot, "right", "left")
        page = shown(app)
        assert "You hear" in page
        assert "thought" not in page
        await press(pilot, "2")
        assert "thought" in shown(app)
        assert any(what.startswith("line-") and value == 2 for what, value in ratings(app).items())


async def test_a_drill_is_answered_and_leads_back(planned: Opener) -> None:
    app = OwnItApp(planned(trained_before), train="daily")
    async with running(app) as pilot:
        await pick(pilot, "drill")
        assert on_top(app, DrillScreen)
        await press(pilot, "1")
        assert "On with the day" in shown(app)
        assert len(app.game.progress.drills) == 1
        await press(pilot, "1")
        assert on_top(app, TrainScreen)
        assert "done" in shown(app)


async def test_progress_has_every_skill_and_the_letters(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "p")
        assert on_top(app, ProgressScreen)
        page = shown(app)
        assert "Empathise" in page
        assert "due" in page
        assert "LETTERS, 1 ending found" in page
        await press(pilot, "enter")
        assert on_top(app, LetterScreen)
        assert "A hundred dry programmes" in shown(app)
        await press(pilot, "escape", "escape")
        assert on_top(app, TrainScreen)


async def test_a_skill_is_drawn_over_the_days(app: OwnItApp) -> None:
    pytest.importorskip("textual_plot", reason="the extra `plots`")
    async with running(app) as pilot:
        await press(pilot, "p", "c")
        assert "Listen, %" in shown(app)
        await press(pilot, "right")
        assert "Empathise, %" in shown(app)
        await press(pilot, "left", "left")
        assert "Prevent, %" in shown(app)
        await press(pilot, "escape")
        assert on_top(app, ProgressScreen)


async def test_without_the_extra_the_chart_says_what_to_install(
    app: OwnItApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_plot", None)
    monkeypatch.delitem(sys.modules, "game.tui.screens.chart", raising=False)
    async with running(app) as pilot:
        await press(pilot, "p", "c")
        await pilot.pause()
        assert on_top(app, ProgressScreen)
        assert [toast.message for toast in app._notifications] == [
            "The chart needs an extra: install ownit[plots]."
        ]


async def test_progress_of_somebody_new_says_what_will_stand_there(planned: Opener) -> None:
    app = OwnItApp(planned(), train="")
    async with running(app) as pilot:
        await press(pilot, "p")
        assert "Nothing yet" in shown(app)


async def test_another_plan_is_taken_up(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "l")
        assert on_top(app, PlansScreen)
        await press(pilot, "2")
        assert on_top(app, TrainScreen)
        assert "Daily" in shown(app)
        assert app.game.progress.plan == "daily"

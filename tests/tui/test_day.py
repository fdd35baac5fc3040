"""A week at a workplace on screen: mornings, hours, whoever comes, promises, evenings, the week looked back on."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.town.views import Evening, Morning, WeekDebrief
from game.town.weeks import Weeks
from game.tui.app import OwnItApp
from game.tui.day_pages import Wanted
from game.tui.screens.arrival import ArrivalScreen
from game.tui.screens.confirm import ConfirmScreen
from game.tui.screens.dawn import DawnScreen
from game.tui.screens.desk_card import DeskCardScreen
from game.tui.screens.evening import EveningScreen
from game.tui.screens.help import HelpScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.hour import HourScreen
from game.tui.screens.morning import MorningScreen
from game.tui.screens.promise_due import PromiseDueScreen
from game.tui.screens.talk import TalkDebriefScreen, TalkScreen
from game.tui.screens.town import TownScreen
from game.tui.screens.towns import TownsScreen
from game.tui.screens.week import ChainList, WeekScreen
from game.tui.widgets.rows import NumberedList
from game.tui.widgets.tasks import TaskList
from tests.tui.day import (
    GOOD,
    INTERRUPTED,
    PREVENTED,
    SEED,
    TOWN,
    app_in,
    game_in,
    key_of,
    out_of_the_morning,
    pack_with_town,
    spend,
    through_talks,
    through_the_week,
    to_the_board,
    week_of,
)
from tests.tui.playing import Opener, finished, heard, on_top, press, running, say, settle, shown


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return pack_with_town(tmp_path / "pack")


async def home(pilot: Pilot[None], row: str) -> None:
    """Pick a row of the home page by the beginning of its key."""
    rows = pilot.app.screen.query_one(NumberedList).rows
    place = next(place for place, one in enumerate(rows) if one.key.startswith(row))
    await press(pilot, str(place + 1))


# Where a week begins and goes on


async def test_home_leads_to_the_only_workplace_and_a_monday(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop))
    async with running(app) as pilot:
        assert "Day           a week at a workplace" in shown(app)
        await home(pilot, "towns")
        assert on_top(app, TownScreen), "one workplace needs no list"
        assert "You are: the newest hire." in shown(app)
        await press(pilot, "enter")
        assert on_top(app, DawnScreen)
        assert "The blinds are half up." in shown(app)
        await press(pilot, "enter")
        assert on_top(app, MorningScreen)
        assert "The blinds are half up." not in shown(app), "read once is enough"


async def test_home_says_where_a_week_stands_and_what_is_due(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop, *INTERRUPTED[:4]))
    async with running(app) as pilot:
        assert "Tuesday at The corner shop · promises due 1" in shown(app)
        await home(pilot, "week")
        assert on_top(app, MorningScreen)
        assert "due today: Ben's list" in shown(app)


async def test_there_is_no_day_where_there_is_no_workplace(opener: Opener) -> None:
    app = OwnItApp(opener(finished))
    async with running(app):
        assert on_top(app, HomeScreen)
        assert "Day " not in shown(app)


async def test_a_week_in_the_middle_and_a_new_one_stand_side_by_side(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop, *PREVENTED))
    async with running(app) as pilot:
        await home(pilot, "towns")
        assert on_top(app, TownsScreen)
        assert "Tuesday at The corner shop" in shown(app)
        await press(pilot, "2")
        assert on_top(app, TownScreen)


async def test_a_week_is_given_up_only_after_asking(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop, *PREVENTED))
    async with running(app) as pilot:
        await home(pilot, "towns")
        await press(pilot, "x", "1")
        assert len(app.day.unfinished()) == 1, "not now"
        await press(pilot, "x", "2")
        assert on_top(app, HomeScreen)
        assert not app.day.unfinished()
        assert "Tuesday at" not in shown(app)


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        pytest.param(Wanted(), DawnScreen, id="the-week-played-last"),
        pytest.param(Wanted(TOWN), DawnScreen, id="the-week-at-this-workplace"),
        pytest.param(Wanted(f"towns/{TOWN}.yaml"), DawnScreen, id="by-its-file"),
        pytest.param(Wanted(TOWN, new=True), TownScreen, id="a-new-one"),
        pytest.param(Wanted(TOWN, seed=7), TownScreen, id="a-seed-is-a-new-one"),
        pytest.param(Wanted(new=True), TownsScreen, id="asked-where"),
    ],
)
async def test_the_command_line_says_which_week(shop: Path, wanted: Wanted, page: type) -> None:
    app = OwnItApp(lambda: game_in(shop, *PREVENTED), week=wanted)
    async with running(app):
        assert on_top(app, page)


async def test_the_seed_of_the_command_line_is_the_weeks(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, seed=7))
    async with running(app) as pilot:
        await press(pilot, "enter")
        assert week_of(app).seed == 7


async def test_a_file_with_problems_is_said_at_home(tmp_path: Path) -> None:
    shop = pack_with_town(tmp_path / "pack", lambda text: text.replace("hours: 2", "hours: many"))
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN))
    async with running(app):
        assert on_top(app, HomeScreen)
        assert "has problems" in shown(app)


# Mornings


async def test_a_day_begins_with_what_the_night_left(shop: Path) -> None:
    app = app_in(shop, "go", "on", "go", "on")
    async with running(app) as pilot:
        await out_of_the_morning(pilot)
        await through_talks(pilot)
        await press(pilot, "enter")
        assert on_top(app, DawnScreen)
        page = shown(app)
        assert "Thursday · The corner shop" in page
        assert "An hour of this morning went to what happened before." in page


async def test_what_is_due_today_is_on_the_first_page_of_the_day(shop: Path) -> None:
    app = app_in(shop, "do:bens-breakfast", "write-it", "go", "on")
    async with running(app):
        assert on_top(app, DawnScreen)
        assert "◆ due today: Ben's list" in shown(app)


async def test_a_week_that_is_over_is_there_to_look_back_on(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop, *GOOD, "on"))
    async with running(app) as pilot:
        await home(pilot, "towns")
        assert on_top(app, TownScreen)
        assert "1 week, best" in shown(app)
        await press(pilot, "down", "enter")
        assert on_top(app, WeekScreen)
        assert "It was the right soup." not in shown(app)
        await press(pilot, "4")
        assert "It was the right soup." in shown(app)


async def test_a_key_too_many_spends_no_hour(shop: Path) -> None:
    app = app_in(shop, *PREVENTED)
    async with running(app) as pilot:
        await to_the_board(pilot)
        await press(pilot, "enter")
        assert on_top(app, MorningScreen), "the first Enter only marks a row"
        assert len(week_of(app).choices) == len(PREVENTED)


async def test_hours_stand_in_their_buckets_each_named_once(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    async with running(app) as pilot:
        await press(pilot, "enter", "enter")
        page = shown(app)
        assert "help   1 Ask Ben what he came for" in page
        assert "serve  3 Read the labels" in page
        assert "chores 5 Fill the shelves" in page
        assert page.count("serve  ") == 1


async def test_the_board_says_in_words_and_shapes_what_breaks_when(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop, "go", "on"), week=Wanted())
    async with running(app, (120, 40)) as pilot:
        await to_the_board(pilot)
        page = shown(app)
        assert "▄ waiting · breaks tomorrow · □□□ needs 3 hours" in page
        assert "▁ new · breaks Thursday" in page


async def test_an_hours_work_shows_on_the_board(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    async with running(app) as pilot:
        await press(pilot, "enter", "enter")
        assert "●● 2 hours left" in shown(app)
        await spend(pilot, "read-labels", "one-tin")
        page = shown(app)
        assert "●○ 1 hour left" in page
        assert "■□ 1 done, 1 hour to go" in page


async def test_what_came_of_an_hour_is_read_there_and_then(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    async with running(app) as pilot:
        await press(pilot, "enter", "enter")
        await press(pilot, key_of(pilot, "do:read-labels"))
        assert on_top(app, HourScreen)
        await say(pilot, "shelf-tags")
        said = "\n".join(heard(pilot))
        assert "You read all forty and tag the shelf." in said
        assert "You know now: The hospital sends people home" in said
        assert "If nothing happens on Wednesday, that is why." in said
        await press(pilot, "enter")
        assert "If nothing happens" not in shown(app), "read once is enough"
        assert "The hospital sends people home" in shown(app)


async def test_what_came_of_an_hour_is_there_again_after_coming_back(shop: Path) -> None:
    app = app_in(shop, *PREVENTED[:2])
    async with running(app):
        assert "If nothing happens on Wednesday" in shown(app)


async def test_hours_left_are_not_left_behind_by_one_key(shop: Path) -> None:
    app = app_in(shop, *PREVENTED)
    async with running(app) as pilot:
        await to_the_board(pilot)
        await press(pilot, "g")
        assert on_top(app, ConfirmScreen)
        assert "2 hours would be left" in shown(app)
        await press(pilot, "1")
        assert on_top(app, MorningScreen)
        await out_of_the_morning(pilot)
        assert on_top(app, EveningScreen)


async def test_a_morning_that_is_spent_is_left_by_one_key(shop: Path) -> None:
    app = app_in(shop, *PREVENTED[:4])
    async with running(app) as pilot:
        await press(pilot, "g")
        assert on_top(app, EveningScreen)


async def test_more_of_the_board_than_fits_is_a_page_below(shop: Path) -> None:
    app = app_in(shop, "go", "on")
    async with running(app, (40, 15)) as pilot:
        await to_the_board(pilot)
        assert "pgdn: more" in shown(app)
        assert "It hums in another key." not in shown(app)
        await press(pilot, "pagedown", "pagedown")
        assert "It hums in another key." in shown(app)


async def test_a_promise_is_kept_or_put_off_in_the_morning(shop: Path) -> None:
    app = app_in(shop, *INTERRUPTED[:4])
    async with running(app) as pilot:
        assert "Keep it: Ben's list" in shown(app)
        await press(pilot, key_of(pilot, "later:list"))
        page = shown(app)
        assert "He says Wednesday will do." in page
        assert "due Wednesday: Ben's list" in page
        assert "Put it off" not in page, "once"


# Whoever comes


async def test_a_fire_is_announced_then_talked_with_then_looked_back_on(shop: Path) -> None:
    app = app_in(shop, "go", "on", "go", "on")
    async with running(app) as pilot:
        await out_of_the_morning(pilot)
        assert on_top(app, ArrivalScreen)
        page = shown(app)
        assert "Somebody stands before the soup." in page
        assert "▼ They come hot." in page
        assert "A fire: it was on the board" in page
        await press(pilot, "enter")
        assert on_top(app, TalkScreen)
        while not app.screen.turn.ended:  # type: ignore[attr-defined]
            await press(pilot, "1")
        assert "Look back on it" in shown(app)
        await press(pilot, "enter")
        assert on_top(app, TalkDebriefScreen)
        await press(pilot, "enter")
        assert on_top(app, EveningScreen)


async def test_a_short_scene_leads_straight_on(shop: Path) -> None:
    app = app_in(shop, *PREVENTED, "go", "on", "go", "on")
    async with running(app) as pilot:
        await out_of_the_morning(pilot)
        await press(pilot, "enter")
        await say(pilot, "take-back")
        assert "On with the day" in shown(app)
        await press(pilot, "enter")
        assert on_top(app, EveningScreen)


async def test_there_is_no_stepping_back_and_no_board_that_answers(shop: Path) -> None:
    app = app_in(shop, *INTERRUPTED)
    async with running(app) as pilot:
        await press(pilot, "enter", "1", "u")
        assert app.screen.turn.number == 1  # type: ignore[attr-defined]
        assert "Step back" not in shown(app)
        assert "board answers" not in shown(app)


async def to_the_interruption(pilot: Pilot[None]) -> None:
    await press(pilot, "enter")
    await say(pilot, "who-for")
    await press(pilot, "1")
    assert on_top(pilot.app, PromiseDueScreen)


async def test_a_promise_comes_in_the_middle_of_a_talk_which_then_goes_on(shop: Path) -> None:
    app = app_in(shop, *INTERRUPTED)
    async with running(app) as pilot:
        await to_the_interruption(pilot)
        page = shown(app)
        assert "A PROMISE FALLS DUE" in page
        assert "waits, in the middle of a sentence" in page
        await press(pilot, "enter")
        assert on_top(app, PromiseDueScreen), "nothing is marked at first"
        await press(pilot, "1")
        assert on_top(app, TalkScreen)
        assert "He folds it in four." in heard(pilot)
        assert app.screen.turn.number == 2  # type: ignore[attr-defined]
        await through_talks(pilot)
        assert on_top(app, EveningScreen)
        view = week_of(app).view
        assert isinstance(view, Evening)
        assert view.kept == 1


async def test_a_promise_that_lapses_is_told_in_the_talk(shop: Path) -> None:
    app = app_in(shop, *INTERRUPTED)
    async with running(app) as pilot:
        await to_the_interruption(pilot)
        await press(pilot, "2")
        assert on_top(app, TalkScreen)
        assert "He stands at the door, and then he doesn't." in heard(pilot)


async def test_an_interruption_left_is_there_again(shop: Path) -> None:
    app = app_in(shop, *INTERRUPTED)
    async with running(app) as pilot:
        await to_the_interruption(pilot)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)
        await home(pilot, "week")
        assert on_top(app, PromiseDueScreen)
        assert isinstance(app.screen_stack[-2], TalkScreen)


async def test_a_promise_due_between_talks_stands_alone(shop: Path) -> None:
    app = app_in(shop, "go", "on", "do:bens-breakfast", "write-it", "do:floor", "wash", "go")
    async with running(app) as pilot:
        assert on_top(app, PromiseDueScreen)
        assert "Keeping it now takes one" in shown(app)
        await press(pilot, "2")
        assert "He stands at the door" in shown(app)


# Evenings


async def test_fires_and_silence_stand_side_by_side(shop: Path) -> None:
    app = app_in(shop, *PREVENTED, "go", "on", "go")
    async with running(app, (80, 24)):
        lines = shown(app).splitlines()
        heads = next(line for line in lines if "WHO CAME" in line)
        assert heads.index("WHO DIDN'T HAVE TO") == 41, "each has half of the page"
        assert "○ Three people asked for soup" in shown(app)
        assert "12 never had to call" in shown(app)


async def test_an_evening_goes_on_by_enter_or_a_click(shop: Path) -> None:
    app = app_in(shop, *PREVENTED[:-1])
    async with running(app) as pilot:
        assert "On to Tuesday" in shown(app)
        await pilot.click("#on", offset=(4, 1))
        await settle(pilot)
        assert on_top(app, DawnScreen)
        await pilot.click("#begin", offset=(4, 1))
        await settle(pilot)
        assert on_top(app, MorningScreen)


# A week


async def test_a_week_is_spent_from_its_monday_to_its_score(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    async with running(app) as pilot:
        await press(pilot, "enter")
        await spend(pilot, "read-labels", "shelf-tags")
        await through_the_week(pilot)
        view = week_of(app).view
        assert isinstance(view, WeekDebrief)
        assert f"{view.score.score} of 1000" in shown(app)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)
        assert "at The corner shop" not in shown(app), "it is over"


async def test_the_week_runs_from_mondays_hour_into_wednesdays_silence(shop: Path) -> None:
    app = app_in(shop, *GOOD)
    async with running(app) as pilot:
        await press(pilot, "enter")
        assert on_top(app, WeekScreen)
        row = next(line for line in shown(app).splitlines() if "Three people asked" in line)
        assert row.index("◆") < row.index("━") < row.index("┄") < row.index("○")
        assert "Rosa" in shown(app) or "bought soup" in shown(app)
        await press(pilot, "down")
        assert "Nothing thawed." in shown(app)


async def test_the_tabs_of_a_week_open_by_number_and_arrow(shop: Path) -> None:
    app = app_in(shop, *GOOD)
    async with running(app) as pilot:
        await press(pilot, "enter", "2")
        assert "a good week" in shown(app)
        assert "HOW A WEEK IS SCORED" in shown(app) or "SKILLS" in shown(app)
        await press(pilot, "right")
        assert "MONDAY" in shown(app)
        await press(pilot, "4")
        assert "It was the right soup." in shown(app)
        await press(pilot, "right")
        assert app.screen.query_one(ChainList).has_focus


# Everywhere

MOMENTS = [
    pytest.param(("go",), id="evening"),
    pytest.param(("go", "on"), id="morning"),
    pytest.param(("go", "on", "do:floor"), id="hour"),
    pytest.param(INTERRUPTED, id="arrival"),
    pytest.param((*INTERRUPTED, "who-for"), id="talk"),
]


@pytest.mark.parametrize("choices", MOMENTS)
async def test_esc_goes_home_and_the_week_waits_where_it_was(shop: Path, choices: tuple[str, ...]) -> None:
    app = app_in(shop, *choices)
    async with running(app) as pilot:
        before = type(app.screen), week_of(app).choices
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)
        await home(pilot, "week")
        assert (type(app.screen), week_of(app).choices) == before


@pytest.mark.parametrize("choices", MOMENTS)
async def test_the_desk_card_is_under_d_and_help_under_a_question_mark(
    shop: Path, choices: tuple[str, ...]
) -> None:
    app = app_in(shop, *choices)
    async with running(app) as pilot:
        await press(pilot, "d")
        assert on_top(app, DeskCardScreen)
        await press(pilot, "escape", "question_mark")
        assert on_top(app, HelpScreen)
        assert "Home" in shown(app)


@pytest.mark.parametrize("size", [(120, 40), (50, 24), (40, 15)])
async def test_a_week_can_be_spent_at_every_size(shop: Path, size: tuple[int, int]) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    async with running(app, size) as pilot:
        await press(pilot, "enter")
        await spend(pilot, "read-labels", "one-tin")
        await through_the_week(pilot)
        assert on_top(app, WeekScreen)


async def test_the_mouse_spends_an_hour(shop: Path) -> None:
    app = app_in(shop, "go", "on")
    async with running(app) as pilot:
        await to_the_board(pilot)
        await pilot.click(TaskList, offset=(12, 1))
        await settle(pilot)
        assert on_top(app, HourScreen)
        await pilot.click("Replies", offset=(6, 1))
        await settle(pilot)
        assert app.screen.turn.ended  # type: ignore[attr-defined]
        await pilot.click("Replies", offset=(6, 1))
        await settle(pilot)
        assert on_top(app, MorningScreen)


async def test_words_of_a_file_are_never_taken_for_markup(tmp_path: Path) -> None:
    shop = pack_with_town(
        tmp_path / "pack",
        lambda text: text.replace("The freezer hums", "'[b]The[/b] [$error]freezer[/] [hums]'"),
    )
    app = app_in(shop, "go", "on")
    async with running(app, (120, 40)) as pilot:
        await to_the_board(pilot)
        assert "[b]The[/b] [$error]freezer[/]" in shown(app)
        await press(pilot, key_of(pilot, "do:freezer-man"))
        assert "[$error]freezer[/]" in shown(app)


async def test_everything_is_saved_before_it_is_shown(shop: Path) -> None:
    app = OwnItApp(lambda: game_in(shop), week=Wanted(TOWN, SEED))
    async with running(app) as pilot:
        await press(pilot, "enter")
        await spend(pilot, "read-labels", "shelf-tags")
        again = Weeks(app.game).resume(week_of(app).id)
        assert again.choices == week_of(app).choices == ("do:read-labels", "shelf-tags")


async def test_a_choice_that_can_not_be_made_is_said_and_changes_nothing(shop: Path) -> None:
    from game.tui.day_messages import ChooseInWeek

    app = app_in(shop, "go", "on")
    async with running(app) as pilot:
        app.post_message(ChooseInWeek("do:nothing-of-the-kind"))
        await settle(pilot)
        await to_the_board(pilot)
        assert on_top(app, MorningScreen)
        assert isinstance(week_of(app).view, Morning)
        assert week_of(app).choices == ("go", "on")

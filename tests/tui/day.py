"""A week at the corner shop, for the tests of its pages."""

import shutil
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from game.library.library import Library
from game.paths import content_dir
from game.play.game import Game
from game.saves.saves import Saves
from game.town.weeks import Weeks
from game.town.working import WorkingWeek
from game.tui.app import OwnItApp
from game.tui.day_pages import Wanted
from game.tui.screens.arrival import ArrivalScreen
from game.tui.screens.confirm import ConfirmScreen
from game.tui.screens.dawn import DawnScreen
from game.tui.screens.evening import EveningScreen
from game.tui.screens.morning import MorningScreen
from game.tui.screens.talk import TalkDebriefScreen, TalkScreen
from game.tui.screens.week import WeekScreen
from game.tui.widgets.tasks import TaskList, TaskRow
from tests.town.corner import GOOD as GOOD
from tests.town.corner import PREVENTED as PREVENTED
from tests.tui.playing import on_top, press, say

TOWN = "corner-shop"
SEED = 1

_TESTS = Path(__file__).parent.parent

INTERRUPTED = ("go", "on", "do:bens-breakfast", "write-it", "later:list", "go", "on", "go")
"""Until somebody stands before the soup on Wednesday, with a promise that falls due while they do."""


def pack_with_town(folder: Path, change: Callable[[str], str] = str) -> Path:
    """A pack with the corner shop in it, whose file may be changed first."""
    for part in ("encounters", "towns"):
        (folder / part).mkdir(parents=True)
    shutil.copy(content_dir() / "rulebook.yaml", folder)
    shutil.copy(_TESTS / "library" / "sample" / "aisle-seven.yaml", folder / "encounters")
    text = (_TESTS / "town" / "towns" / f"{TOWN}.yaml").read_text("utf-8")
    (folder / "towns" / f"{TOWN}.yaml").write_text(change(text), "utf-8")
    return folder


def game_in(pack: Path, *choices: str) -> Game:
    """Mira's game, in the middle of a week in which these choices were made; none began no week."""
    game = Game(Library(pack), Saves.in_memory(), lambda: 0)
    game.set("motion", "reduced")
    game.rename("Mira")
    if choices:
        begun = Weeks(game).start(TOWN, SEED)
        for choice in choices:
            begun.choose(choice)
    return game


def app_in(pack: Path, *choices: str) -> OwnItApp:
    """The app at once on the page of that moment."""
    return OwnItApp(lambda: game_in(pack, *choices), week=Wanted())


def week_of(app: OwnItApp) -> WorkingWeek:
    """The week that is being spent."""
    week = app.day.week
    assert week is not None
    return week


def key_of(pilot: Pilot[None], choice: str) -> str:
    """The key of a row of the morning."""
    for row in pilot.app.screen.query_one(TaskList).rows:
        if row.key == choice and isinstance(row, TaskRow):
            return row.label
    raise AssertionError(f"the morning doesn't offer {choice}")


async def to_the_board(pilot: Pilot[None]) -> None:
    """Read the first page of a day, if that is where it stands."""
    if on_top(pilot.app, DawnScreen):
        await press(pilot, "enter")


async def spend(pilot: Pilot[None], task: str, reply: str) -> None:
    """Spend an hour, and go back to the morning."""
    await to_the_board(pilot)
    await press(pilot, key_of(pilot, f"do:{task}"))
    await say(pilot, reply)
    await press(pilot, "enter")
    assert on_top(pilot.app, MorningScreen)


async def out_of_the_morning(pilot: Pilot[None]) -> None:
    """Go on to the day, whatever is left of the morning."""
    await to_the_board(pilot)
    await press(pilot, "g")
    if on_top(pilot.app, ConfirmScreen):
        await press(pilot, "2")


async def through_talks(pilot: Pilot[None]) -> None:
    """Answer whoever comes with the first reply there is, until it is evening."""
    app = pilot.app
    while not on_top(app, EveningScreen):
        if on_top(app, ArrivalScreen) or on_top(app, TalkDebriefScreen):
            await press(pilot, "enter")
        else:
            assert isinstance(app.screen, TalkScreen), app.screen
            await press(pilot, "enter" if app.screen.turn.ended else "1")


async def through_the_week(pilot: Pilot[None]) -> None:
    """Spend no hour, answer anything, until the week is over."""
    while not on_top(pilot.app, WeekScreen):
        if on_top(pilot.app, DawnScreen) or on_top(pilot.app, MorningScreen):
            await out_of_the_morning(pilot)
        await through_talks(pilot)
        await press(pilot, "enter")

"""Home and the pages around it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Footer

from game.library.library import Library
from game.play.game import Game
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from game.tui.screens.brief import BriefScreen
from game.tui.screens.encounters import EncountersScreen
from game.tui.screens.help import HelpScreen, keys_here
from game.tui.screens.home import HomeScreen
from game.tui.screens.name import NameScreen
from game.tui.screens.play import PlayScreen
from game.tui.screens.room import RoomScreen
from game.tui.screens.settings import SettingsScreen
from game.tui.themes import DARK, LIGHT
from game.tui.widgets.rows import RowList
from tests.tui.playing import Opener, finished, number_of, on_top, playing, press, running, shown, unfinished


@pytest.fixture
def app(opener: Opener) -> OwnItApp:
    return OwnItApp(opener(unfinished), seed=1)


def rows(app: OwnItApp) -> list[str]:
    return [row.key.split(" ")[0] for row in app.screen.query_one(RowList).rows]


# Home


async def test_home_offers_only_what_has_something_in_it(opener: Opener) -> None:
    app = OwnItApp(opener(finished))
    async with running(app):
        assert rows(app) == ["encounters", "team", "settings", "quit"]


async def test_home_offers_to_go_on_with_the_very_turn(app: OwnItApp) -> None:
    async with running(app) as pilot:
        assert rows(app) == ["run", "encounters", "team", "settings", "quit"]
        assert "The last umbrella with Ines Batista, turn 2" in shown(app)
        await press(pilot, "enter")
        assert playing(pilot).turn.number == 1


async def test_home_rows_open_by_arrow_by_number_and_by_mouse(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "down", "enter")
        assert on_top(app, EncountersScreen)
        await press(pilot, "escape", "4")
        assert on_top(app, SettingsScreen)
        await press(pilot, "escape")
        await pilot.click("#home", offset=(8, 1))
        await pilot.pause()
        assert on_top(app, EncountersScreen)


async def test_what_the_save_has_to_say_is_said_at_home(opener: Opener) -> None:
    def troubled(game: Game) -> None:
        finished(game)
        game.notices.append("Your save [b]could not[/] be read.")

    app = OwnItApp(opener(troubled))
    async with running(app):
        assert "Your save [b]could not[/] be read." in shown(app)


async def test_what_the_save_has_to_say_in_play_is_said_once(opener: Opener) -> None:
    app = OwnItApp(opener(unfinished))
    async with running(app) as pilot:
        await press(pilot, "1")
        app.game.notices.append("The disk is [full]")
        await press(pilot, number_of(pilot, "dry"))
        assert [note.message for note in app._notifications] == ["The disk is [full]"]


async def test_q_quits_from_home(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "escape")
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert app._exit


async def test_markup_in_a_name_is_only_text(opener: Opener) -> None:
    app = OwnItApp(opener(lambda game: game.rename("[/] [@click=app.exit]x[/]")))
    async with running(app):
        assert "[/] [@click=app.exit]x[/]" in shown(app)


# Encounters and briefs


async def test_encounters_show_what_was_done_in_them(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "2")
        page = shown(app)
        assert "LEVEL 1" in page
        assert "kiosk clerk · best" in page
        assert "1 of 2 endings" in page


async def test_an_encounter_with_problems_says_so_and_cannot_be_opened(pack: Path, tmp_path: Path) -> None:
    shutil.copytree(pack, tmp_path / "pack")
    (tmp_path / "pack" / "encounters" / "broken.yaml").write_text("format: 1\ntitle: [/]\n")

    def open_game() -> Game:
        game = Game(Library(tmp_path / "pack"), Saves.in_memory(), lambda: 0)
        finished(game)
        return game

    app = OwnItApp(open_game)
    async with running(app) as pilot:
        await press(pilot, "1")
        assert "NOT PLAYABLE" in shown(app)
        assert "has problems" in shown(app)
        await press(pilot, "end", "enter")
        assert on_top(app, BriefScreen)


async def test_the_brief_keeps_what_they_need_to_itself(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "2", "enter")
        page = shown(app)
        assert "You are the kiosk clerk." in page
        assert "You mind the kiosk" in page
        assert "concert" not in page


@pytest.mark.parametrize(
    ("keys", "mode"),
    [(("enter",), "coached"), (("c",), "coached"), (("p",), "practice"), (("down", "enter"), "practice")],
)
async def test_the_brief_asks_how_to_play(app: OwnItApp, keys: tuple[str, ...], mode: str) -> None:
    async with running(app) as pilot:
        await press(pilot, "2", "enter", *keys)
        assert playing(pilot).turn.mode == mode


async def test_a_click_begins_as_well(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "2", "enter")
        await pilot.click("#modes", offset=(5, 1))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert playing(pilot).turn.mode == "practice"


async def test_esc_goes_back_one_page(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "2", "enter", "escape")
        assert on_top(app, EncountersScreen)
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)


# Settings, help, palette


async def test_settings_take_effect_and_last(app: OwnItApp) -> None:
    async with running(app) as pilot:
        assert app.theme == DARK.name
        await press(pilot, "4", "1")
        assert app.theme == LIGHT.name
        assert app.game.settings["theme"] == "light"
        assert app.pace == 0
        await press(pilot, "2")
        assert app.pace > 0
        await press(pilot, "2")
        assert app.game.settings["motion"] == "reduced"


async def test_the_name_can_be_changed_in_the_settings(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "4", "3")
        assert on_top(app, NameScreen)
        await press(pilot, *"Ada", "enter")
        assert app.game.name == "Ada"


async def test_help_lists_every_key_of_the_page(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "1")
        keys = {key.does: key.keys for key in keys_here(app.screen)}
        assert keys["Step back"] == "u"
        assert keys["Choose the row of that number"] == "1-9"
        assert keys["Case"] == "f p"
        assert "Write the conversation to a file" in keys
        assert keys["Next part of the page"] == "tab"
        assert not {"Focus Next", "Focus Previous", "Page Up", "palette"} & set(keys), (
            "Textual's words, not ours"
        )
        for key in ("question_mark", "f1"):
            await press(pilot, key)
            assert on_top(app, HelpScreen)
            await press(pilot, "escape")
            assert on_top(app, PlayScreen)


async def test_the_palette_has_our_own_commands(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "1", "ctrl+p")
        assert on_top(app, CommandPalette)
        titles = [command.title for command in app.get_system_commands(Screen())]
        assert titles == ["Keys", "Go home", "Team", "Settings", "Theme: light", "Quit"]
        await press(pilot, *"home", "enter")
        assert on_top(app, HomeScreen)


async def test_every_page_ends_with_its_keys(app: OwnItApp) -> None:
    async with running(app) as pilot:
        for keys in ("", "2", "enter", "question_mark"):
            await press(pilot, *([keys] if keys else []))
            assert app.screen.query(Footer)


# Room


async def test_a_small_window_asks_for_room_and_takes_no_keys(app: OwnItApp) -> None:
    async with running(app, (39, 24)) as pilot:
        assert on_top(app, RoomScreen)
        await press(pilot, "1", "q", "escape")
        assert on_top(app, RoomScreen)
        await pilot.resize_terminal(40, 14)
        assert on_top(app, RoomScreen)
        await pilot.resize_terminal(40, 15)
        assert on_top(app, HomeScreen)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_text_stands_out_from_its_background(theme: object) -> None:
    """WCAG asks for a ratio of 4.5."""
    from textual.color import Color
    from textual.theme import Theme

    assert isinstance(theme, Theme)
    ground = Color.parse(theme.background or "")
    for colour in (
        theme.foreground or "",
        theme.accent or "",
        theme.error or "",
        theme.variables["quiet"],
        theme.variables["loud"],
    ):
        assert ground.get_contrast_text(1.0) is not None
        assert _contrast(ground, Color.parse(colour)) >= 4.5


async def test_no_colour_still_shows_mood_and_mark(app: OwnItApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plain = OwnItApp(app._open_game)
    async with running(plain) as pilot:
        await press(pilot, "1")
        assert plain.no_color
        assert "▽△▽ wary (3 of 5)" in shown(plain)


def test_the_first_frame_imports_no_other_screen() -> None:
    script = (
        "import sys, game.tui.app\n"
        "late = [m for m in sys.modules if m.startswith('game.tui.screens.')"
        " or m in ('faker', 'pydantic', 'yaml', 'sqlite3', 'game.play.game')]\n"
        "print(late)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
    )
    assert found.stdout.strip() == "[]"


def _contrast(one: object, other: object) -> float:
    from textual.color import Color

    assert isinstance(one, Color)
    assert isinstance(other, Color)

    def light(colour: Color) -> float:
        parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


async def test_digits_jump_to_a_level(opener: Opener) -> None:
    app = OwnItApp(opener(finished))
    async with running(app) as pilot:
        await press(pilot, "1")
        rows = app.screen.query_one(RowList)
        marked = [row.key for row in rows.rows]
        await press(pilot, "2")
        assert marked[rows.highlighted or 0] == "late-train"
        await press(pilot, "5")
        assert marked[rows.highlighted or 0] == "late-train", "there is nothing of that level"
        await press(pilot, "1")
        assert marked[rows.highlighted or 0] == "aisle-seven"

"""Draws the README's picture, by the game itself.

    uv run python -m tests.picture

Plays the first turns of an encounter and writes what the screen shows to `.github/play.svg`.
"""

import asyncio
import re
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from game import paths
from game.library.library import Library
from game.play.game import Game
from game.play.run import Run
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from game.tui.screens.home import HomeScreen
from game.tui.screens.play import PlayScreen

PICTURE = Path(__file__).parent.parent / ".github" / "play.svg"
SIZE = (100, 30)
ENCOUNTER, SEED = "rerouted-flight", 12
REPLIES = ("where-by-when", "no-nearer", "how-much-phone")


def begun_game() -> Game:
    """A game in which the picture's moment was left unfinished."""
    saves = Saves.in_memory()
    game = Game(Library(paths.content_dir()), saves, now=lambda: 0)
    game.rename("Mira")
    run: Run = game.start(ENCOUNTER, "coached", SEED)
    for key in REPLIES:
        run.choose(key)
    return game


async def reached(pilot: Pilot[None], screen: type[Screen[Any]]) -> None:
    """Wait until this screen is shown."""
    while not isinstance(pilot.app.screen, screen):
        await pilot.pause(0.05)


async def draw() -> str:
    """The moment as SVG, without the fonts Textual would have a browser fetch."""
    app = OwnItApp(begun_game)
    async with app.run_test(size=SIZE) as pilot:
        await reached(pilot, HomeScreen)
        await pilot.press("1")
        await reached(pilot, PlayScreen)
        await pilot.pause(0.5)
        return re.sub(r"@font-face\s*{[^}]*}", "", app.export_screenshot(title="Own It"))


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(draw()), "utf-8")
    print(
        f"written: {PICTURE.relative_to(Path.cwd()) if PICTURE.is_relative_to(Path.cwd()) else PICTURE.name}"
    )

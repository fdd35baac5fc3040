"""What the tests do over and over: start, wait until everything is still, say a reply by its key."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Protocol

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from game.play.game import Game
from game.telling.views import Mode
from game.tui.app import OwnItApp
from game.tui.screens.play import PlayScreen
from game.tui.widgets.transcript import Paragraph

BEST = ("ask", "reflect", "plan", "keep")
WORST = ("sold-out", "dry", "fold", "nothing")


class Opener(Protocol):
    """Makes what `OwnItApp` opens its game with."""

    def __call__(self, prepare: Callable[[Game], None] = ..., motion: str = ...) -> Callable[[], Game]: ...


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every errand is done and everything is on the screen."""
    await pilot.pause()
    await errands(pilot)


async def errands(pilot: Pilot[None]) -> None:
    """Wait for the errands that are under way, if any."""
    if len(pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()  # until the page they opened is there,
        await pilot.pause()  # and until it has laid out what its rows say of themselves


@asynccontextmanager
async def running(app: OwnItApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app, open and still."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when the one before has done its work."""
    for key in keys:
        await pilot.press(key)
        await errands(pilot)


def on_top(app: App[None], kind: type[Screen[Any]]) -> bool:
    """Whether the page on top is of this kind."""
    return isinstance(app.screen, kind)


def shown(app: App[None]) -> str:
    """What is on the screen, as plain text."""
    return "\n".join(line.text.rstrip() for line in app.screen._compositor.render_strips())


def playing(pilot: Pilot[None]) -> PlayScreen:
    """The play screen, which must be the one on top."""
    screen = pilot.app.screen
    assert isinstance(screen, PlayScreen)
    return screen


def number_of(pilot: Pilot[None], reply: str) -> str:
    """The digit of a reply on the screen."""
    return str([choice.key for choice in playing(pilot).turn.choices].index(reply) + 1)


async def say(pilot: Pilot[None], *replies: str) -> None:
    """Choose replies by their keys, with digits."""
    for reply in replies:
        await press(pilot, number_of(pilot, reply))


def heard(pilot: Pilot[None]) -> list[str]:
    """The paragraphs on the screen, as plain text."""
    return [str(paragraph.content) for paragraph in pilot.app.screen.query(Paragraph)]


def finished(game: Game, replies: tuple[str, ...] = BEST, mode: Mode = "coached") -> None:
    """Let Mira finish a run."""
    game.rename("Mira")
    run = game.start("aisle-seven", mode, seed=1)
    for reply in replies:
        run.choose(reply)


def unfinished(game: Game) -> None:
    """Let Mira finish a run and leave a second one after its first reply."""
    finished(game)
    game.start("aisle-seven", "coached", seed=1).choose("ask")

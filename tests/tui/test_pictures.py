"""How the pages look. A picture changes only together with a look at it.

`pytest tests/tui --snapshot-update` takes them anew; they lie in `__snapshots__`.
"""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from game.play.game import Game
from game.tui.app import OwnItApp
from tests.tui.playing import BEST, WORST, Opener, finished, press, say, settle, unfinished

Compare = Callable[..., bool]
Keys = tuple[str, ...]

SLIPPED = ("ask", "dry", "plan", "nothing")


def then(replies: Keys = (), keys: Keys = ()) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Once everything is still, say replies, then press keys."""

    async def run_before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await say(pilot, *replies)
        await press(pilot, *keys)

    return run_before


@pytest.mark.parametrize(
    ("replies", "keys", "size"),
    [
        pytest.param((), (), (80, 24), id="first-line"),
        pytest.param(("ask",), (), (80, 24), id="play"),
        pytest.param(("ask",), (), (120, 40), id="play-wide"),
        pytest.param(("ask",), (), (60, 24), id="play-narrow"),
        pytest.param(("ask",), (), (50, 24), id="play-phone"),
        pytest.param(("ask",), ("f",), (50, 24), id="case-phone"),
        pytest.param(("ask",), (), (40, 15), id="play-least"),
        pytest.param(("ask", "reflect"), (), (80, 24), id="inside"),
        pytest.param(("ask", "reflect"), (), (120, 40), id="inside-wide"),
        pytest.param(BEST, (), (80, 24), id="ended"),
        pytest.param((), ("question_mark",), (80, 24), id="help"),
        pytest.param(SLIPPED, ("enter",), (80, 24), id="letter"),
        pytest.param(SLIPPED, ("enter", "2"), (80, 24), id="score"),
        pytest.param(WORST, ("enter", "2"), (120, 40), id="score-wide"),
        pytest.param(SLIPPED, ("enter", "3", "down"), (80, 24), id="turns"),
        pytest.param(SLIPPED, ("enter", "3", "down"), (120, 40), id="turns-wide"),
        pytest.param((), (), (39, 12), id="too-small"),
    ],
)
def test_a_new_players_pages(
    snap_compare: Compare, app: OwnItApp, replies: Keys, keys: Keys, size: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=then(replies, keys))


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        pytest.param((), (80, 24), id="home"),
        pytest.param((), (120, 40), id="home-wide"),
        pytest.param(("2",), (80, 24), id="encounters"),
        pytest.param(("2", "enter"), (80, 24), id="brief"),
        pytest.param(("2", "enter"), (120, 40), id="brief-wide"),
    ],
)
def test_a_known_players_pages(
    snap_compare: Compare, opener: Opener, keys: Keys, size: tuple[int, int]
) -> None:
    def prepare(game: Game) -> None:
        unfinished(game)
        game.notices.append("Your saves folder can't be written, so this game is kept in memory only.")

    assert snap_compare(OwnItApp(opener(prepare)), terminal_size=size, run_before=then(keys=keys))


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        pytest.param((), (80, 24), id="train"),
        pytest.param((), (120, 40), id="train-wide"),
        pytest.param((), (50, 24), id="train-phone"),
        pytest.param(("1",), (80, 24), id="drill"),
        pytest.param(("1", "1"), (80, 24), id="drilled"),
        pytest.param(("p",), (80, 24), id="progress"),
        pytest.param(("l",), (80, 24), id="plans"),
    ],
)
def test_training_pages(snap_compare: Compare, planned: Opener, keys: Keys, size: tuple[int, int]) -> None:
    app = OwnItApp(planned(finished), train="daily")
    assert snap_compare(app, terminal_size=size, run_before=then(keys=keys))


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        pytest.param((), (80, 24), id="heard"),
        pytest.param(("4", "right", "3"), (80, 24), id="yourself"),
        pytest.param(("4", "left"), (80, 24), id="chair"),
        pytest.param(("4", "left", "2"), (80, 24), id="chair-answered"),
        pytest.param(("4", "left", "2"), (50, 24), id="chair-phone"),
    ],
)
def test_the_debrief_of_a_training_run(
    snap_compare: Compare, planned: Opener, keys: Keys, size: tuple[int, int]
) -> None:
    app = OwnItApp(planned(), train="")

    async def run_before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, "1", "enter")
        await say(pilot, *SLIPPED)
        await press(pilot, "enter", *keys)

    assert snap_compare(app, terminal_size=size, run_before=run_before)


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        pytest.param((), (100, 34), id="line"),
        pytest.param(("enter",), (100, 34), id="hands"),
        pytest.param(("enter", *"9 2 1", "enter"), (100, 34), id="split"),
        pytest.param(("enter", *"9 2 1", "enter"), (80, 24), id="split-small"),
    ],
)
def test_a_rooms_pages(snap_compare: Compare, opener: Opener, keys: Keys, size: tuple[int, int]) -> None:
    app = OwnItApp(opener(finished), encounter="aisle-seven", mode="practice", seed=1, together=True)
    named = ["space" if key == " " else key for key in keys]
    assert snap_compare(app, terminal_size=size, run_before=then(keys=tuple(named)))


def test_in_light(snap_compare: Compare, opener: Opener) -> None:
    app = OwnItApp(opener(lambda game: game.set("theme", "light")), seed=1)
    assert snap_compare(app, run_before=then(("ask", "reflect")))


def test_without_colour(snap_compare: Compare, opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(OwnItApp(opener(), seed=1), run_before=then(("ask",), ("down",)))

"""A room plays: the line alone, the hands, the split, on; and where it divided, at the end."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from game.tui.app import OwnItApp
from game.tui.screens.divided import DividedDebriefScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.voting import VotingScreen
from tests.tui.playing import BEST, Opener, finished, on_top, press, running, shown


@pytest.fixture
def app(opener: Opener) -> OwnItApp:
    return OwnItApp(opener(finished), encounter="aisle-seven", mode="practice", seed=1, together=True)


def voting(app: OwnItApp) -> VotingScreen:
    screen = app.screen
    assert isinstance(screen, VotingScreen)
    return screen


async def vote(pilot: Pilot[None], reply: str, others: int = 0) -> None:
    """Seven hands for a reply, some for each other."""
    app = pilot.app
    assert isinstance(app, OwnItApp)
    keys = [choice.key for choice in voting(app)._open()]
    hands = [7 if key == reply else others for key in keys]
    await press(pilot, "enter")
    app.screen.query_one(Input).value = " ".join(map(str, hands))
    await press(pilot, "enter")


async def test_the_line_stands_alone_before_the_replies(app: OwnItApp) -> None:
    async with running(app) as pilot:
        assert on_top(app, VotingScreen)
        choices = voting(app)._open()
        assert choices[0].text[:20] not in shown(app)
        await press(pilot, "enter")
        assert choices[0].text[:20] in shown(app)
        assert "A show of hands" in shown(app)


async def test_the_split_is_shown_and_most_hands_are_followed(app: OwnItApp) -> None:
    async with running(app, (100, 40)) as pilot:
        await vote(pilot, BEST[0], others=2)
        page = shown(app)
        assert "━ 7" in page or "· 7" in page
        assert " 2" in page
        await press(pilot, "enter")
        assert voting(app)._run.replies == (BEST[0],)


async def test_the_facilitator_may_take_another_reply(app: OwnItApp) -> None:
    async with running(app, (100, 40)) as pilot:
        await vote(pilot, BEST[0], others=2)
        keys = [choice.key for choice in voting(app)._open()]
        other = next(place for place, key in enumerate(keys, 1) if key != BEST[0])
        await press(pilot, str(other))
        assert voting(app)._run.replies == (keys[other - 1],)


async def test_hands_that_do_not_fit_are_refused_and_nothing_happens(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "enter", *"99", "enter")
        assert "one for each" in shown(app) or "numbers, please" in shown(app)
        assert voting(app)._run.replies == ()


async def test_at_the_end_it_is_said_where_the_room_divided(app: OwnItApp) -> None:
    async with running(app, (100, 50)) as pilot:
        for place, reply in enumerate(BEST):
            await vote(pilot, reply, others=place % 2)
            await press(pilot, "enter")
        await press(pilot, "enter")
        assert on_top(app, DividedDebriefScreen)
        page = shown(app)
        assert "TURN 2" in page
        assert "TURN 1" not in page
        await press(pilot, "escape")
        assert on_top(app, HomeScreen)


async def test_a_room_of_one_mind_is_told_so(app: OwnItApp) -> None:
    async with running(app) as pilot:
        for reply in BEST:
            await vote(pilot, reply)
            await press(pilot, "enter")
        await press(pilot, "enter")
        assert "of one mind" in shown(app)


async def test_the_run_waits_at_home_when_the_room_leaves(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await vote(pilot, BEST[0])
        await press(pilot, "enter", "escape")
        assert on_top(app, HomeScreen)
        assert "turn 2" in shown(app)

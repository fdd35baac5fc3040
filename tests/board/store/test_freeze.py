"""Frozen standings are as they were, wherever one looks, until the season is over; only leaving and hiding shows."""

from typing import Any

import pytest

from game.board.store import players, ranks, seasons
from game.board.store.players import Player
from game.board.store.refused import Refused
from game.board.store.store import Store
from game.board.store.tx import FROZEN, LIVE, Tx

from .samples import CLOSES, FREEZES, PLAYING, Board, a_season


@pytest.fixture
async def freezing(store: Store) -> Board:
    """A season whose standings freeze at FREEZES; Mira has 500 points and Otto 400."""
    board = await Board(store, a_season(freezes=FREEZES)).create()
    for name, team, points in (("Mira", "reds", 500), ("Otto", "blues", 400)):
        await board.play(await board.join(name, team), points)
    return board


async def player(board: Board, name: str) -> Player:
    return next(one for one in await board.read(lambda tx: players.named(tx, "march")) if one.name == name)


async def shown(board: Board, now: int) -> dict[str, Any]:
    """Everything a board shows at a moment."""
    everybody = [one.player for one in await board.read(lambda tx: players.named(tx, "march"))]

    def look(tx: Tx) -> dict[str, Any]:
        kept = seasons.season(tx, "march")
        assert kept is not None
        view = kept.view(now)
        return {
            "version": kept.version_at(now),
            "frozen": kept.frozen_since(now),
            "teams": sorted(ranks.teams(tx, "march", view), key=str),
            "best": ranks.best_of_teams(tx, "march", view),
            "people": ranks.people(tx, "march", view),
            "top": ranks.top(tx, "march", view),
            "me": [ranks.rank(tx, "march", view, one) for one in everybody],
            "around": [ranks.around(tx, "march", view, one) for one in everybody],
        }

    return await board.read(look)


async def test_nothing_played_after_the_freeze_shows_anywhere(freezing: Board) -> None:
    mira, otto = await player(freezing, "Mira"), await player(freezing, "Otto")
    at = FREEZES + 10
    before = await shown(freezing, at)
    assert before["frozen"] == FREEZES, "frozen from that moment on, before anything was written"
    receipt = await freezing.play(otto, 990, now=at)
    assert receipt.points == 990, "one's own points are one's own to know"
    await freezing.play(mira, 10, "mould", now=at)
    after = await shown(freezing, at)
    frozen_at = after.pop("frozen")
    assert before.pop("frozen") <= frozen_at <= at
    assert after == before


async def test_whoever_joins_and_plays_after_the_freeze_stands_nowhere(freezing: Board) -> None:
    at = FREEZES + 10
    before = await shown(freezing, at)
    ada = await freezing.join("Ada", now=at)
    await freezing.play(ada, 999, now=at)
    after = await shown(freezing, at)
    assert (after["teams"], after["people"], after["top"], after["version"]) == (
        before["teams"],
        before["people"],
        before["top"],
        before["version"],
    )
    assert await freezing.read(lambda tx: ranks.rank(tx, "march", FROZEN, ada.player)) is None
    assert await freezing.read(lambda tx: ranks.around(tx, "march", FROZEN, ada.player)) == ()


async def test_when_the_season_is_over_everything_shows(freezing: Board) -> None:
    otto = await player(freezing, "Otto")
    await freezing.play(otto, 990, now=FREEZES + 10)
    over = await shown(freezing, CLOSES)
    assert over["frozen"] is None
    assert [one.points for one in over["top"]] == [990, 500]
    assert over["version"] > (await shown(freezing, CLOSES - 1))["version"]


async def test_closing_it_early_shows_everything(freezing: Board) -> None:
    await freezing.play(await player(freezing, "Otto"), 990, now=FREEZES + 10)
    version = (await shown(freezing, FREEZES + 20))["version"]
    await freezing.write(lambda tx: seasons.close(tx, "march", FREEZES + 20))
    over = await shown(freezing, FREEZES + 20)
    assert [one.points for one in over["top"]] == [990, 500]
    assert over["frozen"] is None
    assert over["version"] > version
    assert await freezing.read(lambda tx: ranks.teams(tx, "march", FROZEN)) == (), (
        "no copy is kept for nothing"
    )


async def test_an_admin_may_freeze_at_any_time_and_thaw_again(freezing: Board) -> None:
    otto = await player(freezing, "Otto")
    await freezing.write(lambda tx: seasons.freeze(tx, "march", PLAYING))
    before = await shown(freezing, PLAYING)
    assert before["frozen"] == PLAYING
    await freezing.play(otto, 990)
    assert await shown(freezing, PLAYING) == before
    await freezing.write(lambda tx: seasons.freeze(tx, "march", PLAYING + 1))
    assert await shown(freezing, PLAYING) == before, "frozen is frozen"
    await freezing.write(lambda tx: seasons.thaw(tx, "march"))
    after = await shown(freezing, PLAYING)
    assert (after["frozen"], [one.points for one in after["top"]]) == (None, [990, 500])
    assert after["version"] > before["version"]


async def test_a_planned_freeze_that_was_thawed_does_not_come_back(freezing: Board) -> None:
    mira, at = await player(freezing, "Mira"), FREEZES + 10
    await freezing.play(mira, 600, now=at)
    await freezing.write(lambda tx: seasons.thaw(tx, "march"))
    await freezing.play(mira, 700, now=at)
    assert (await shown(freezing, at))["top"][0].points == 700
    await freezing.write(lambda tx: seasons.freeze(tx, "march", at + 5))
    await freezing.play(mira, 800, "mould", now=at + 6)
    now = await shown(freezing, at + 6)
    assert (now["top"][0].points, now["frozen"]) == (700, at + 5)


async def test_leaving_and_hiding_shows_at_once_behind_the_freeze_too(freezing: Board) -> None:
    mira, otto, at = await player(freezing, "Mira"), await player(freezing, "Otto"), FREEZES + 10
    ada = await freezing.join("Ada", now=at)
    before = await shown(freezing, at)
    await freezing.write(lambda tx: players.change(tx, "march", otto.player, shown=False))
    assert [one.name for one in (await shown(freezing, at))["top"]] == ["Mira"]
    await freezing.write(lambda tx: players.delete(tx, "march", mira.player, at))
    now = await shown(freezing, at)
    assert now["top"] == ()
    assert now["version"] > before["version"]
    assert [[one.name for one in around] for around in now["around"]] == [["Otto"], []]
    assert now["teams"] == before["teams"], "what she did for her team stays"
    assert ada.name == "Ada"


async def test_what_nobody_can_see_behind_the_freeze_moves_no_number(freezing: Board) -> None:
    """Somebody who came after it, and somebody who has no name there anyway."""
    at = FREEZES + 10
    ada = await freezing.join("Ada", now=at)
    otto = await player(freezing, "Otto")
    await freezing.write(lambda tx: players.change(tx, "march", otto.player, shown=False))
    version = (await shown(freezing, at))["version"]
    await freezing.play(ada, 999, now=at)
    await freezing.write(lambda tx: players.change(tx, "march", ada.player, name="Adah"))
    await freezing.write(lambda tx: players.change(tx, "march", otto.player, name="Ottokar"))
    await freezing.write(lambda tx: players.delete(tx, "march", ada.player, at))
    await freezing.write(lambda tx: players.delete(tx, "march", otto.player, at))
    assert (await shown(freezing, at))["version"] == version


async def test_what_is_over_is_not_frozen_any_more(freezing: Board) -> None:
    with pytest.raises(Refused, match="This season is over"):
        await freezing.write(lambda tx: seasons.freeze(tx, "march", CLOSES))
    with pytest.raises(Refused, match="There is no season"):
        await freezing.write(lambda tx: seasons.freeze(tx, "april", PLAYING))
    await freezing.write(lambda tx: seasons.close(tx, "march", PLAYING))
    with pytest.raises(Refused, match="This season is over"):
        await freezing.write(lambda tx: seasons.freeze(tx, "march", PLAYING))


async def test_the_live_view_goes_on_behind_it(freezing: Board) -> None:
    otto = await player(freezing, "Otto")
    await freezing.play(otto, 990, now=FREEZES)
    assert [one.points for one in await freezing.read(lambda tx: ranks.top(tx, "march", LIVE))] == [990, 500]
    assert [one.points for one in await freezing.read(lambda tx: ranks.top(tx, "march", FROZEN))] == [
        500,
        400,
    ]

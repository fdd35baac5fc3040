"""Seasons as they are kept."""

from functools import partial

import pytest

from game.board.store import seasons
from game.board.store.refused import Refused
from game.board.store.store import Store
from game.board.store.tx import Tx

from .samples import CLOSES, FREEZES, Board, a_season, came_to, digest


async def test_a_season_comes_back_as_it_was_made(store: Store) -> None:
    season = a_season(title="März – “Ω”", freezes=FREEZES, ranking="top-five", about="a\nb")
    await Board(store, season).create()
    kept = await store.read(lambda tx: seasons.season(tx, "march"))
    assert kept == seasons.Kept(season, closed=None, frozen=None, thawed=False, version=1)
    assert await store.read(lambda tx: seasons.season(tx, "april")) is None
    await Board(store, a_season("april")).create()
    assert await store.read(seasons.keys) == ("april", "march")


async def test_a_key_is_had_once(board: Board) -> None:
    with pytest.raises(Refused, match="There is a season “march” already") as refusal:
        await Board(board.store, a_season(title="Another")).create()
    assert refusal.value.status == 409
    assert (await board.kept()).season.title == "March"


async def test_the_parts_of_encounters_are_kept_by_digest(store: Store) -> None:
    bits = bytes(range(256))
    await store.write(
        lambda tx: seasons.create(
            tx, a_season(), {digest("a"): ("play", bits), digest("b"): ("text", b"")}, "x", 1
        )
    )
    assert await store.read(lambda tx: seasons.content(tx, "march", digest("a"))) == bits
    assert await store.read(lambda tx: seasons.content(tx, "march", digest("b"))) == b""
    assert await store.read(lambda tx: seasons.content(tx, "march", digest("c"))) is None
    assert await store.read(lambda tx: seasons.content(tx, "april", digest("a"))) is None


async def test_only_the_admins_token_is_the_admins(board: Board) -> None:
    for key, token, holds in (("march", "admin", True), ("march", "guess", False), ("april", "admin", False)):
        assert await board.read(partial(_admin, key, token)) is holds
    assert not await board.read(lambda tx: seasons.admin_holds(tx, "march", ""))


def _admin(key: str, token: str, tx: Tx) -> bool:
    return seasons.admin_holds(tx, key, digest(token))


async def test_a_code_holds_until_it_ends_and_a_new_one_leaves_it_be(board: Board) -> None:
    await board.write(lambda tx: seasons.add_code(tx, "march", digest("one"), 100))
    await board.write(lambda tx: seasons.add_code(tx, "march", digest("two"), 200))

    async def holds(code: str, now: int, key: str = "march") -> bool:
        return await board.read(lambda tx: seasons.code_holds(tx, key, digest(code), now))

    assert await holds("one", 99)
    assert not await holds("one", 100)
    assert await holds("two", 199)
    assert not await holds("three", 1)
    assert not await holds("one", 1, "april")
    await board.write(lambda tx: seasons.add_code(tx, "march", digest("one"), 300))
    assert await holds("one", 299)
    with pytest.raises(Refused, match="There is no season “april” here"):
        await board.write(lambda tx: seasons.add_code(tx, "april", digest("one"), 100))


async def test_a_closed_season_takes_nobody_and_nothing(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira)
    await board.write(lambda tx: seasons.close(tx, "march", 3_000))
    kept = await board.kept()
    assert kept.closed == 3_000
    assert kept.over(3_000)
    await board.write(lambda tx: seasons.close(tx, "march", 4_000))
    assert await board.kept() == kept, "closing again changes nothing"
    for refused in (board.join("Otto"), board.ticket(mira)):
        with pytest.raises(Refused, match="over"):
            await refused
    with pytest.raises(Refused, match="This season was over when the run arrived"):
        await board.send(mira, drawn, came_to())


async def test_only_the_boards_time_closes_it(board: Board) -> None:
    mira = await board.join("Mira")
    first, late = await board.ticket(mira, now=CLOSES - 1), await board.ticket(mira, now=CLOSES - 1)
    assert (await board.send(mira, first, came_to(), now=CLOSES - 1)).accepted
    with pytest.raises(Refused, match="over when the run arrived"):
        await board.send(mira, late, came_to(), now=CLOSES)
    with pytest.raises(Refused, match="over"):
        await board.ticket(mira, now=CLOSES)
    with pytest.raises(Refused, match="over"):
        await board.join("Otto", now=CLOSES)


def test_the_version_grows_by_time_alone_where_time_shows_something_else() -> None:
    kept = seasons.Kept(a_season(freezes=FREEZES), None, None, False, 5)
    assert [kept.version_at(now) for now in (0, FREEZES - 1, FREEZES, CLOSES - 1, CLOSES)] == [5, 5, 6, 6, 7]
    assert seasons.Kept(a_season(), None, None, False, 5).version_at(FREEZES) == 5

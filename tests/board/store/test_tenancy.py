"""Two seasons in one store never see each other, even where every key in them is the same."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import pytest

from game.board.store import limits, players, ranks, runs, seasons, tickets
from game.board.store.refused import Refused
from game.board.store.store import Store
from game.board.store.tx import FROZEN, LIVE, Tx

from .samples import PLAYING, Board, a_season, came_to, digest


@pytest.fixture
async def both(store: Store, monkeypatch: pytest.MonkeyPatch) -> tuple[Board, Board]:
    """March and April: the same names, teams, requests, tokens, codes, and even ids and tickets."""
    boards = []
    for key in ("march", "april"):
        drawn = count()
        for room in (players, tickets):
            monkeypatch.setattr(f"{room.__name__}.secrets.token_urlsafe", lambda _, d=drawn: f"{next(d):016}")
        board = await Board(store, a_season(key)).create()
        await board.write(partial(seasons.add_code, key=key, code_hash=digest("code"), expires=10**6))
        for name in ("Mira", "Otto"):
            player = await board.join(name)
            await board.play(player, 500)
            await board.ticket(player, request="open")
        boards.append(board)
    return boards[0], boards[1]


def all_of(key: str) -> Callable[[Tx], list[list[tuple[Any, ...]]]]:
    """Every row of a season, in every table."""
    names = (
        "seasons",
        "content",
        "codes",
        "players",
        "attempts",
        "standings",
        "histogram",
        "teams",
        "limits",
    )
    return lambda tx: [
        sorted(tx.rows(f"SELECT * FROM {table} WHERE season = ?", key), key=str) for table in names
    ]


async def test_the_two_are_alike(both: tuple[Board, Board]) -> None:
    theirs = [await both[0].read(partial(players.named, season_key=key)) for key in ("march", "april")]
    assert theirs[0] == theirs[1]


DOING: dict[str, Callable[[Tx, Board, str], object]] = {
    "join": lambda tx, b, _: players.join(tx, b.season, "Ada", "reds", True, "t", "ada", PLAYING),
    "join again": lambda tx, b, _: players.join(tx, b.season, "M", "reds", True, "t", "join Mira", PLAYING),
    "change": lambda tx, b, p: players.change(tx, b.season.season, p, name="Ada", shown=False),
    "delete": lambda tx, b, p: players.delete(tx, b.season.season, p, PLAYING),
    "ticket": lambda tx, b, p: tickets.issue(tx, b.season, p, "mould", "r", False, 1, PLAYING),
    "say": lambda tx, b, p: tickets.say(tx, b.season, p, _open(tx, b, p), 0, "hello", PLAYING),
    "accept": lambda tx, b, p: runs.accept(
        tx, b.season, p, _open(tx, b, p), "d", ["x"], came_to(900, harm=2, hot=True), PLAYING
    ),
    "refuse": lambda tx, b, p: runs.refuse(tx, b.season, p, _open(tx, b, p), "d", "no", PLAYING),
    "code": lambda tx, b, _: seasons.add_code(tx, b.season.season, digest("code"), 5),
    "freeze": lambda tx, b, _: seasons.freeze(tx, b.season.season, PLAYING),
    "thaw": lambda tx, b, _: seasons.thaw(tx, b.season.season),
    "close": lambda tx, b, _: seasons.close(tx, b.season.season, PLAYING),
    "limit": lambda tx, b, _: limits.spend(tx, b.season.season, "join", "w", 1, 100, PLAYING),
}


def _open(tx: Tx, board: Board, player: str) -> str:
    """The ticket of theirs that has no run yet."""
    found = tx.rows(
        "SELECT ticket FROM attempts WHERE season = ? AND player = ? AND accepted IS NULL",
        board.season.season,
        player,
    )
    return str(found[0][0])


@pytest.mark.parametrize("what", DOING)
async def test_what_is_done_in_one_changes_nothing_in_the_other(both: tuple[Board, Board], what: str) -> None:
    march, april = both
    mira = next(one for one in await march.read(lambda tx: players.named(tx, "march")) if one.name == "Mira")
    await april.write(lambda tx: seasons.freeze(tx, "april", PLAYING))
    before, own = await april.read(all_of("april")), await march.read(all_of("march"))
    await march.write(lambda tx: DOING[what](tx, march, mira.player))
    assert await april.read(all_of("april")) == before
    assert await march.read(all_of("march")) != own


async def test_what_is_asked_of_one_tells_nothing_of_the_other(both: tuple[Board, Board]) -> None:
    march, april = both
    mira = next(one for one in await march.read(lambda tx: players.named(tx, "march")) if one.name == "Mira")
    await march.write(lambda tx: players.change(tx, "march", mira.player, name="Only In March"))
    await march.play(mira, 987, "mould", hot=True)
    ada = await march.join("Ada", "blues")
    await march.play(ada, 999)

    def told(tx: Tx, view: int) -> str:
        return str(
            (
                players.named(tx, "april"),
                ranks.teams(tx, "april", view),
                ranks.best_of_teams(tx, "april", view),
                ranks.top(tx, "april", view),
                ranks.around(tx, "april", view, mira.player),
                ranks.rank(tx, "april", view, ada.player),
                tickets.of_player(tx, "april", mira.player),
            )
        )

    for board in both:
        await board.write(partial(seasons.freeze, key=board.season.season, now=PLAYING))
    for view in (LIVE, FROZEN):
        heard = await april.read(partial(told, view=view))
        assert "Mira" in heard
        assert "March" not in heard
        assert not any(number in heard for number in ("987", "999", "1487"))
        assert await april.read(partial(ranks.people, key="april", view=view)) == 2


async def test_a_token_a_ticket_and_a_code_are_one_seasons(store: Store) -> None:
    march, april = await Board(store).create(), await Board(store, a_season("april")).create()
    mira = await march.join("Mira")
    drawn = await march.ticket(mira)
    await march.write(lambda tx: seasons.add_code(tx, "march", digest("code"), 10**6))
    assert await april.read(lambda tx: players.by_token(tx, "april", digest("token Mira"))) is None
    assert await april.read(lambda tx: tickets.ticket(tx, "april", drawn.ticket)) is None
    assert not await april.read(lambda tx: seasons.code_holds(tx, "april", digest("code"), 1))
    for asked in (april.send(mira, drawn, came_to()), april.ticket(mira)):
        with pytest.raises(Refused):
            await asked

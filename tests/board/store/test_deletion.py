"""Whoever leaves is forgotten, down to the bytes of the file; their points stay their team's."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.board.store import players, ranks, seasons, tickets
from game.board.store.refused import Refused
from game.board.store.store import Store, open_store
from game.board.store.tx import LIVE, Tx

from .samples import PLAYING, Board, came_to, digest

TABLES = ("seasons", "content", "codes", "players", "attempts", "standings", "histogram", "teams", "limits")


def everything(tx: Tx) -> str:
    """Every row of every table, as text."""
    return "\n".join(str(row) for table in TABLES for row in tx.rows(f"SELECT * FROM {table}"))


async def left(board: Board, player: players.Player) -> bool:
    return await board.write(lambda tx: players.delete(tx, "march", player.player, PLAYING))


async def test_whoever_leaves_is_listed_nowhere_and_their_points_stay(board: Board) -> None:
    mira, otto, ada = [await board.join(name) for name in ("Mira", "Otto", "Ada")]
    for number, player in enumerate((mira, otto, ada)):
        await board.play(player, 500 + 100 * number)
    before = await board.read(lambda tx: ranks.teams(tx, "march", LIVE))
    version = (await board.kept()).version
    assert await left(board, otto)
    assert await board.read(lambda tx: ranks.teams(tx, "march", LIVE)) == before
    assert await board.read(lambda tx: ranks.people(tx, "march", LIVE)) == 3
    assert (await board.read(lambda tx: ranks.best_of_teams(tx, "march", LIVE)))["reds"] == (700, 600, 500)
    top = await board.read(lambda tx: ranks.top(tx, "march", LIVE))
    around = await board.read(lambda tx: ranks.around(tx, "march", LIVE, mira.player))
    assert [(one.rank, one.name) for one in top] == [(1, "Ada"), (3, "Mira")]
    assert [(one.rank, one.name) for one in around] == [(1, "Ada"), (3, "Mira")]
    assert [one.name for one in await board.read(lambda tx: players.named(tx, "march"))] == ["Ada", "Mira"]
    assert await board.read(lambda tx: ranks.rank(tx, "march", LIVE, otto.player)) is None
    assert await board.read(lambda tx: players.by_token(tx, "march", digest("token Otto"))) is None
    assert (await board.kept()).version > version


async def test_whoever_leaves_without_having_played_was_never_in_the_team(board: Board) -> None:
    mira, otto = await board.join("Mira"), await board.join("Otto")
    await board.play(mira)
    await board.ticket(otto)
    await left(board, otto)
    reds = next(
        one for one in await board.read(lambda tx: ranks.teams(tx, "march", LIVE)) if one.team == "reds"
    )
    assert (reds.members, reds.played) == (1, 1)


async def test_leaving_twice_is_leaving(board: Board) -> None:
    mira = await board.join("Mira")
    assert await left(board, mira)
    assert not await left(board, mira)
    reds = next(
        one for one in await board.read(lambda tx: ranks.teams(tx, "march", LIVE)) if one.team == "reds"
    )
    assert reds.members == 0
    assert not await left(board, replace(mira, player="nobody"))


async def test_whoever_left_can_do_nothing_more_and_a_late_answer_brings_nobody_back(board: Board) -> None:
    mira = await board.join("Mira", request="slow network")
    drawn = await board.ticket(mira)
    await left(board, mira)
    for asked in (
        board.ticket(mira),
        board.send(mira, drawn, came_to()),
        board.write(lambda tx: players.change(tx, "march", mira.player, name="Mirabel")),
        board.join("Mira", request="slow network"),
    ):
        with pytest.raises(Refused, match="You have left this season") as refusal:
            await asked
        assert refusal.value.status == 410
    again = await board.join("Mira", request="on second thoughts")
    assert again.player != mira.player, "the name is free, and it is somebody new"
    assert await board.read(lambda tx: tickets.of_player(tx, "march", again.player)) == ()


SAID = "a-reply-only-she-gave"


async def fill(board: Board, people: int) -> list[players.Player]:
    """People who played, each with a name, a token and replies of their own."""
    joined = []
    for number in range(people):
        name = f"Wilhelmina Nr. {number}x"
        player = await board.join(name, request=f"join-request-{number}x")
        drawn = await board.ticket(player, request=f"ticket-request-{number}x")
        await board.write(
            lambda tx, number=number, player=player, drawn=drawn: _send(board, tx, number, player, drawn)  # type: ignore[misc]
        )
        joined.append(player)
    return joined


def _send(board: Board, tx: Tx, number: int, player: players.Player, drawn: tickets.Issued) -> None:
    from game.board.store import runs

    runs.accept(
        tx, board.season, player.player, drawn.ticket, digest(f"body {number}"), [f"{SAID}-{number}x"] * 8,
        came_to(500 + number), PLAYING,
    )  # fmt: skip


def traces(number: int) -> list[str]:
    """What is kept of somebody while they are there, and of nobody who left."""
    name = f"Wilhelmina Nr. {number}x"
    return [name, f"{SAID}-{number}x", digest(f"token {name}"), digest(f"body {number}")]


async def test_no_row_holds_anything_of_whoever_left(store: Store) -> None:
    board = await Board(store).create()
    joined = await fill(board, 12)
    await board.write(lambda tx: seasons.freeze(tx, "march", PLAYING))
    for player in joined[::2]:
        await left(board, player)
    dump = await board.read(everything)
    for number in range(12):
        found = [trace in dump for trace in traces(number)]
        assert found == [bool(number % 2)] * 4, number


async def test_no_byte_of_the_file_holds_anything_of_whoever_left(tmp_path: Path) -> None:
    path = tmp_path / "march.sqlite3"
    with open_store(str(path)) as store:
        board = await Board(store).create()
        joined = await fill(board, 150)
        assert all(trace.encode() in _bytes(path) for trace in traces(77))
        await board.write(lambda tx: players.change(tx, "march", joined[1].player, name="Somebody Else"))
        assert traces(1)[0].encode() not in _bytes(path)
        for player in joined[::3]:
            await left(board, player)
        served = _bytes(path)
    for dump in (served, _bytes(path)):
        kept = {number for number in range(150) if all(trace.encode() in dump for trace in traces(number))}
        left_over = {
            number for number in range(150) if any(trace.encode() in dump for trace in traces(number))
        }
        assert kept == {number for number in range(150) if number % 3} - {1}
        assert left_over == kept | {1}, "the one who changed her name has still said what she said"
        assert traces(1)[0].encode() not in dump


async def test_no_byte_of_the_file_holds_a_secret(tmp_path: Path) -> None:
    """Neither tokens nor codes nor the requests by which somebody could take another's place."""
    path = tmp_path / "march.sqlite3"
    with open_store(str(path)) as store:
        board = await Board(store).create()
        await board.write(lambda tx: seasons.add_code(tx, "march", digest("march-7K3M-Q2XD"), 10**6))
        await fill(board, 20)
        dump = _bytes(path)
    for secret in (b"token Wilhelmina", b"join-request-", b"7K3M"):
        assert secret not in dump
    assert b"Wilhelmina Nr. 7x" in dump, "the dump is a dump"


def _bytes(path: Path) -> bytes:
    """All that a thief of the files gets."""
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(f"{path.name}*")))

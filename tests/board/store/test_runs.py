"""Runs that arrive are counted once, and what they come to is kept for good."""

import pytest

from game.board.store import ranks, runs, tickets
from game.board.store.refused import Refused
from game.board.store.store import open_store
from game.board.store.tx import LIVE
from game.board.wire import Receipt

from .samples import PLAYING, Board, came_to, digest, outcomes


async def test_a_run_gets_a_receipt_with_the_points_in_all(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira, ahead=True)
    assert await board.send(mira, drawn, came_to(640, ending="letter")) == Receipt(
        ticket=drawn.ticket, accepted=True, score=640, ending="letter", points=640, offline=True
    )
    assert (await board.play(mira, 300, "mould")).points == 940
    assert (await board.play(mira, 700)).points == 1000, "the better of two"
    assert (await board.play(mira, 10)).points == 1000
    kept = await board.read(lambda tx: tickets.ticket(tx, "march", drawn.ticket))
    assert kept is not None
    assert kept.over
    assert kept.replies == ("hello", "bye")


async def test_a_run_sent_again_is_counted_once_and_gets_the_same_receipt(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira)
    first = await board.send(mira, drawn, came_to(640))
    await board.play(mira, 900, "mould")
    before = await board.read(lambda tx: ranks.teams(tx, "march", LIVE))
    version = (await board.kept()).version
    assert await board.send(mira, drawn, came_to(640), now=10**9) == first
    assert await board.read(lambda tx: runs.receipt(tx, "march", mira.player, drawn.ticket)) == first
    assert await board.read(lambda tx: ranks.teams(tx, "march", LIVE)) == before
    assert (await board.kept()).version == version


async def test_a_ticket_has_one_run(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira)
    await board.send(mira, drawn, came_to(640))
    with pytest.raises(Refused, match="has had its run, and it was another one") as refusal:
        await board.send(mira, drawn, came_to(1000), body="a better run")
    assert refusal.value.status == 409


async def test_a_run_is_sent_by_whose_ticket_it_was_played_on(board: Board) -> None:
    mira, otto = await board.join("Mira"), await board.join("Otto")
    drawn = await board.ticket(mira)
    with pytest.raises(Refused, match="You have no such ticket") as refusal:
        await board.send(otto, drawn, came_to())
    assert refusal.value.status == 404
    with pytest.raises(Refused, match="You have no such ticket"):
        await board.read(lambda tx: runs.receipt(tx, "march", otto.player, drawn.ticket))
    assert await board.read(lambda tx: runs.receipt(tx, "march", mira.player, drawn.ticket)) is None


async def test_a_refusal_for_good_is_kept_and_repeated(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira)

    async def refused(body: str) -> Receipt:
        return await board.write(
            lambda tx: runs.refuse(
                tx, board.season, mira.player, drawn.ticket, digest(body), "turn 3: no such reply", PLAYING
            )
        )

    first = await refused("forged")
    assert first == Receipt(ticket=drawn.ticket, accepted=False, why="turn 3: no such reply")
    assert await refused("forged") == first
    assert await board.send(mira, drawn, came_to(), body="forged") == first, (
        "however it is judged the next time"
    )
    with pytest.raises(Refused, match="has had its run"):
        await board.send(mira, drawn, came_to(), body="another")
    assert await board.read(lambda tx: ranks.rank(tx, "march", LIVE, mira.player)) is None
    assert (await board.ticket(mira)).attempt == 2


async def test_one_run_sent_many_times_at_once_is_counted_once(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira)
    fine, raised = await outcomes(
        *(board.send(mira, drawn, came_to(500 + n % 2), body=f"run {n % 2}") for n in range(20))
    )
    assert len(fine) == len(raised) == 10
    assert len({receipt.model_dump_json() for receipt in fine}) == 1
    reds = next(
        one for one in await board.read(lambda tx: ranks.teams(tx, "march", LIVE)) if one.team == "reds"
    )
    assert (reds.members, reds.played, reds.runs, reds.points) == (1, 1, 1, fine[0].score)


async def test_two_processes_counting_at_once_count_everything_once(on_postgres: str) -> None:
    with open_store(on_postgres) as one, open_store(on_postgres) as other:
        board = await Board(one).create()
        boards = [board, Board(other, board.season)]
        everybody = [await board.join(f"Player {chr(97 + n)}", "reds") for n in range(8)]
        drawn = [(player, await board.ticket(player)) for player in everybody for _ in range(2)]
        fine, raised = await outcomes(
            *(
                boards[copy].send(player, ticket, came_to(100 * ticket.attempt + number))
                for number, (player, ticket) in enumerate(drawn)
                for copy in (0, 1)
            )
        )
        assert raised == []
        assert len(fine) == 32
        reds = next(
            sums
            for sums in await board.read(lambda tx: ranks.teams(tx, "march", LIVE))
            if sums.team == "reds"
        )
        best = [200 + 2 * number + 1 for number in range(8)]
        assert (reds.played, reds.runs, reds.points) == (8, 16, sum(best))
        assert reds.squares == sum(points**2 for points in best)
        assert (reds.again, reds.gained) == (8, 8 * 101)
        assert [one.points for one in await board.read(lambda tx: ranks.top(tx, "march", LIVE))] == best[::-1]

"""A ticket issued is an attempt spent, also when many are asked for at once."""

import asyncio
import threading
from functools import partial

import pytest

from game.board.season import ATTEMPTS, Season
from game.board.store import seasons, tickets
from game.board.store.refused import Refused
from game.board.store.store import Store, open_store
from game.board.store.tickets import Issued
from game.board.store.tx import Tx
from game.board.verdict import REPLIES_MOST, Ticket

from .samples import CLOSES, OPENS, Board, a_season, came_to, digest, outcomes


async def test_a_ticket_is_the_players_and_holds_the_seed(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = await board.ticket(mira, "mould", seed=2**31, ahead=True, now=OPENS)
    assert (drawn.player, drawn.encounter, drawn.attempt, drawn.seed) == (mira.player, "mould", 1, 2**31)
    assert drawn.ahead
    assert drawn.issued == OPENS
    assert await board.read(lambda tx: tickets.ticket(tx, "march", drawn.ticket)) == drawn
    assert await board.read(lambda tx: tickets.ticket(tx, "march", "nobody's")) is None
    assert drawn.to_judge(board.season) == Ticket(drawn.ticket, "mould", digest("play mould"), 2**31, 1)


async def test_three_attempts_at_each_encounter_and_no_more(board: Board) -> None:
    mira = await board.join("Mira")
    drawn = [await board.ticket(mira) for _ in range(ATTEMPTS)]
    assert [one.attempt for one in drawn] == [1, 2, 3]
    assert len({one.ticket for one in drawn}) == 3
    with pytest.raises(Refused, match="You have had all 3 attempts at “Wet-Floor”") as refusal:
        await board.ticket(mira)
    assert refusal.value.status == 409
    assert (await board.ticket(mira, "mould")).attempt == 1
    assert (await board.ticket(await board.join("Otto"))).attempt == 1


async def test_the_same_request_is_the_same_ticket_even_when_none_are_left(board: Board) -> None:
    mira = await board.join("Mira")
    first = await board.ticket(mira, request="one", seed=1)
    for request in ("two", "three"):
        await board.ticket(mira, request=request)
    assert await board.ticket(mira, request="one", seed=99, now=CLOSES + 1) == first
    with pytest.raises(Refused, match="for another encounter"):
        await board.ticket(mira, "mould", request="one")
    otto = await board.join("Otto")
    assert (await board.ticket(otto, request="one")).ticket != first.ticket, "requests are each player's own"


async def test_tickets_are_for_the_time_between_opening_and_closing(board: Board) -> None:
    mira = await board.join("Mira", now=1)
    for now, why in ((OPENS - 1, "not opened yet"), (CLOSES, "over")):
        with pytest.raises(Refused, match=why):
            await board.ticket(mira, now=now)
    assert (await board.ticket(mira, now=OPENS)).attempt == 1
    assert (await board.ticket(mira, now=CLOSES - 1)).attempt == 2


async def test_only_what_is_offered_can_be_played_and_only_by_who_joined(board: Board) -> None:
    mira = await board.join("Mira")
    with pytest.raises(Refused, match="no such encounter, and no such week"):
        await board.ticket(mira, "storm")
    await board.write(lambda tx: tx.do("UPDATE players SET left_at = 1 WHERE season = 'march'"))
    with pytest.raises(Refused, match="You have left this season") as refusal:
        await board.ticket(mira)
    assert refusal.value.status == 410


async def test_attempts_are_listed_as_they_were_issued(board: Board) -> None:
    mira = await board.join("Mira")
    first = await board.ticket(mira, "mould", ahead=True, now=OPENS)
    second = await board.ticket(mira, now=OPENS + 1)
    await board.send(mira, first, came_to(640))
    listed = await board.read(lambda tx: tickets.of_player(tx, "march", mira.player))
    assert [(one.ticket, one.encounter, one.attempt, one.score, one.offline) for one in listed] == [
        (first.ticket, "mould", 1, 640, True),
        (second.ticket, "wet-floor", 1, None, False),
    ]


# Races


@pytest.mark.parametrize(
    "request_of", [str, lambda number: str(number % 5)], ids=["each its own", "five thrice over"]
)
def test_many_threads_asking_at_once_get_three(store: Store, request_of: object) -> None:
    board = asyncio.run(Board(store).create())
    mira = asyncio.run(board.join("Mira"))
    together = threading.Barrier(15)
    got: list[Issued] = []
    refused: list[Refused] = []

    def ask(number: int) -> None:
        together.wait(30)
        try:
            got.append(asyncio.run(board.ticket(mira, request=request_of(number))))  # type: ignore[operator]
        except Refused as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {one.attempt for one in got} == {1, 2, 3}
    assert len({one.ticket for one in got}) == 3
    assert len(got) + len(refused) == 15
    assert len(asyncio.run(store.read(lambda tx: tickets.of_player(tx, "march", mira.player)))) == 3


def _drawn(player: str, tx: Tx) -> int:
    return len(tickets.of_player(tx, "march", player))


async def test_two_processes_serving_one_database_give_three_between_them(on_postgres: str) -> None:
    with open_store(on_postgres) as one, open_store(on_postgres) as other:
        board = await Board(one).create()
        boards = [board, Board(other, board.season)]
        everybody = [await board.join(name) for name in ("Mira", "Otto", "Ada")]
        fine, raised = await outcomes(
            *(
                boards[number % 2].ticket(player, request=f"request {number // 2}")
                for number in range(20)
                for player in everybody
            )
        )
        assert all(isinstance(error, Refused) for error in raised), raised
        for player in everybody:
            theirs = [drawn for drawn in fine if drawn.player == player.player]
            assert {drawn.attempt for drawn in theirs} == {1, 2, 3}
            assert len({drawn.ticket for drawn in theirs}) == 3
            assert await board.read(partial(_drawn, player.player)) == 3


# Sealed seasons: the board plays the customer


@pytest.fixture
async def sealed(store: Store) -> Board:
    return await Board(store, a_season(sealed=True)).create()


def _say(season: Season, player: str, ticket: str, reply: str, tx: Tx) -> Issued:
    return tickets.say(tx, season, player, ticket, 0, reply, OPENS)


async def test_what_is_said_is_added_in_its_place_and_once(sealed: Board) -> None:
    mira = await sealed.join("Mira")
    drawn = await sealed.ticket(mira)

    async def say(number: int, reply: str, now: int = OPENS) -> tuple[str, ...]:
        issued = await sealed.write(
            lambda tx: tickets.say(tx, sealed.season, mira.player, drawn.ticket, number, reply, now)
        )
        assert await sealed.read(lambda tx: tickets.ticket(tx, "march", drawn.ticket)) == issued
        return issued.replies

    assert await say(0, "hello") == ("hello",)
    assert await say(0, "hello") == ("hello",), "sent twice, said once"
    assert await say(1, "hello") == ("hello", "hello")
    assert await say(0, "hello", CLOSES) == ("hello", "hello"), "the answer to an old one, too"
    for number, reply in ((0, "goodbye"), (3, "too soon"), (1, "otherwise")):
        with pytest.raises(Refused, match="stands elsewhere"):
            await say(number, reply)
    with pytest.raises(Refused, match="over"):
        await say(2, "late", CLOSES)
    await sealed.send(mira, drawn, came_to())
    with pytest.raises(Refused, match="has ended"):
        await say(2, "after the end")


async def test_only_whose_ticket_it_is_says_anything(sealed: Board) -> None:
    mira, otto = await sealed.join("Mira"), await sealed.join("Otto")
    drawn = await sealed.ticket(mira)
    for player, ticket in ((otto.player, drawn.ticket), (mira.player, "another")):
        with pytest.raises(Refused, match="You have no such ticket"):
            await sealed.write(partial(_say, sealed.season, player, ticket, "hello"))


async def test_a_conversation_has_an_end(sealed: Board) -> None:
    mira = await sealed.join("Mira")
    drawn = await sealed.ticket(mira)

    def at_length(tx: Tx) -> None:
        for number in range(REPLIES_MOST):
            tickets.say(tx, sealed.season, mira.player, drawn.ticket, number, "and", OPENS)

    await sealed.write(at_length)
    with pytest.raises(Refused, match=f"at most {REPLIES_MOST} replies"):
        await sealed.write(
            lambda tx: tickets.say(tx, sealed.season, mira.player, drawn.ticket, REPLIES_MOST, "and", OPENS)
        )


async def test_nothing_is_drawn_ahead_where_the_board_plays_the_customer(sealed: Board) -> None:
    mira = await sealed.join("Mira")
    with pytest.raises(Refused, match="nothing can be drawn ahead"):
        await sealed.ticket(mira, ahead=True)
    assert (await sealed.ticket(mira)).attempt == 1


async def test_one_reply_asked_by_two_windows_is_said_once(sealed: Board) -> None:
    mira = await sealed.join("Mira")
    drawn = await sealed.ticket(mira)
    fine, raised = await outcomes(
        *(
            sealed.write(partial(_say, sealed.season, mira.player, drawn.ticket, f"reply {number % 2}"))
            for number in range(12)
        )
    )
    assert len({issued.replies for issued in fine}) == 1
    assert len(fine) == len(raised) == 6


async def test_closing_the_season_ends_what_is_being_said(sealed: Board) -> None:
    mira = await sealed.join("Mira")
    drawn = await sealed.ticket(mira)
    await sealed.write(lambda tx: seasons.close(tx, "march", OPENS))
    with pytest.raises(Refused, match="over"):
        await sealed.write(
            lambda tx: tickets.say(tx, sealed.season, mira.player, drawn.ticket, 0, "hello", OPENS)
        )

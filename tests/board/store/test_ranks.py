"""Who stands where. What sums come to is held against a recount in `test_sums.py`."""

from game.board.store import players, ranks
from game.board.store.tx import LIVE
from game.board.wire import Neighbour

from .samples import NAMES, Board


def names(neighbours: tuple[Neighbour, ...]) -> list[str]:
    return [one.name for one in neighbours]


async def test_before_the_first_run_nobody_stands_anywhere(board: Board) -> None:
    mira = await board.join("Mira")
    assert await board.read(lambda tx: ranks.rank(tx, "march", LIVE, mira.player)) is None
    assert await board.read(lambda tx: ranks.around(tx, "march", LIVE, mira.player)) == ()
    assert await board.read(lambda tx: ranks.top(tx, "march", LIVE)) == ()
    assert await board.read(lambda tx: ranks.people(tx, "march", LIVE)) == 0
    assert await board.read(lambda tx: ranks.best_of_teams(tx, "march", LIVE)) == {"reds": (), "blues": ()}


async def test_a_run_of_nothing_stands_last_and_counts(board: Board) -> None:
    mira, otto = await board.join("Mira"), await board.join("Otto")
    await board.play(mira, 0)
    await board.play(otto, 1)
    mine = await board.read(lambda tx: ranks.rank(tx, "march", LIVE, mira.player))
    assert mine == Neighbour(rank=2, name="Mira", team="reds", points=0, attempts=1, tied=False, me=True)
    assert await board.read(lambda tx: ranks.people(tx, "march", LIVE)) == 2


async def test_ties_are_ties_listed_by_attempts_and_then_by_arrival(board: Board) -> None:
    late, early, twice, ahead = [await board.join(name) for name in NAMES[:4]]
    await board.play(ahead, 900)
    await board.play(twice, 500, now=2_000)
    await board.play(twice, 400, now=2_001)
    await board.play(early, 500, now=2_002)
    await board.play(late, 500, now=2_003)
    listed = await board.read(lambda tx: ranks.top(tx, "march", LIVE))
    assert names(listed) == [ahead.name, early.name, late.name, twice.name]
    assert [(one.rank, one.tied) for one in listed] == [(1, False), (2, True), (2, True), (2, True)]
    last = await board.join(NAMES[4])
    await board.play(last, 100)
    mine = await board.read(lambda tx: ranks.rank(tx, "march", LIVE, last.player))
    assert mine is not None
    assert (mine.rank, mine.tied) == (5, False)


async def test_coming_to_the_same_points_later_is_later(board: Board) -> None:
    slow, quick = await board.join("Mira"), await board.join("Otto")
    await board.play(slow, 300, now=2_000)
    await board.play(quick, 500, now=2_001)
    await board.play(quick, 0, now=2_002)
    await board.play(slow, 500, now=2_003)
    assert names(await board.read(lambda tx: ranks.top(tx, "march", LIVE))) == ["Otto", "Mira"]


async def test_a_run_that_brings_nothing_makes_nobody_later(board: Board) -> None:
    first, second = await board.join("Mira"), await board.join("Otto")
    await board.play(first, 500, now=2_000)
    await board.play(second, 500, now=2_001)
    await board.play(second, 100, now=2_002)
    await board.play(first, 100, now=2_003)
    assert names(await board.read(lambda tx: ranks.top(tx, "march", LIVE))) == ["Mira", "Otto"]


async def test_my_neighbours_are_those_next_to_me_and_none_from_the_bottom(board: Board) -> None:
    everybody = [await board.join(name) for name in NAMES[:11]]
    for number, player in enumerate(everybody):
        await board.play(player, 1000 - number)

    async def around(place: int, each: int = 3) -> list[int]:
        found = await board.read(lambda tx: ranks.around(tx, "march", LIVE, everybody[place].player, each))
        assert [one.me for one in found] == [one.name == NAMES[place] for one in found]
        return [one.rank for one in found]

    assert await around(5) == [3, 4, 5, 6, 7, 8, 9]
    assert await around(0) == [1, 2, 3, 4]
    assert await around(1) == [1, 2, 3, 4, 5]
    assert await around(10) == [8, 9, 10, 11]
    assert await around(5, 1) == [5, 6, 7]
    assert await around(5, 0) == [6]
    assert await around(5, 50) == list(range(1, 12))


async def test_neighbours_among_many_ties_are_in_their_order(board: Board) -> None:
    everybody = [await board.join(name) for name in NAMES[:9]]
    for number, player in enumerate(everybody):
        await board.play(player, 500, now=2_000 + number)
    found = await board.read(lambda tx: ranks.around(tx, "march", LIVE, everybody[4].player, 2))
    assert names(found) == NAMES[2:7]
    assert {(one.rank, one.tied) for one in found} == {(1, True)}


async def test_who_doesnt_want_to_be_shown_has_no_name_and_is_in_no_list_of_the_best(board: Board) -> None:
    shown, hidden = await board.join("Mira"), await board.join("Otto", "blues", shown=False)
    await board.play(hidden, 900)
    await board.play(shown, 500)
    assert await board.read(lambda tx: ranks.top(tx, "march", LIVE)) == (
        Neighbour(rank=2, name="Mira", team="reds", points=500, attempts=1),
    )
    assert names(await board.read(lambda tx: ranks.around(tx, "march", LIVE, shown.player))) == ["", "Mira"]
    assert names(await board.read(lambda tx: ranks.around(tx, "march", LIVE, hidden.player))) == [
        "Otto",
        "Mira",
    ]
    await board.write(lambda tx: players.change(tx, "march", shown.player, shown=False))
    assert names(await board.read(lambda tx: ranks.around(tx, "march", LIVE, hidden.player))) == ["Otto", ""]
    assert await board.read(lambda tx: ranks.top(tx, "march", LIVE)) == ()


async def test_the_best_are_so_many_and_no_more(board: Board) -> None:
    for number, name in enumerate(NAMES):
        await board.play(await board.join(name), 900 - 10 * number)
    await board.play(await board.join("Zoe"), 1)
    assert names(await board.read(lambda tx: ranks.top(tx, "march", LIVE))) == NAMES
    assert names(await board.read(lambda tx: ranks.top(tx, "march", LIVE, 2))) == NAMES[:2]


async def test_the_best_five_of_each_team(board: Board) -> None:
    for number, name in enumerate(NAMES[:8]):
        await board.play(await board.join(name, "reds" if number else "blues"), 100 * number)
    assert await board.read(lambda tx: ranks.best_of_teams(tx, "march", LIVE)) == {
        "reds": (700, 600, 500, 400, 300),
        "blues": (0,),
    }

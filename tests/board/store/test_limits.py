"""How often something may be tried, counted for everybody who serves one store."""

from functools import partial

from game.board.store import limits
from game.board.store.store import Store, open_store
from game.board.store.tx import Tx

from .samples import outcomes


def tries(now: int, tx: Tx, key: str = "march", who: str = "w", what: str = "join") -> bool:
    return limits.spend(tx, key, what, who, 3, 1_000, now)


async def test_so_many_tries_and_then_none_until_the_time_is_over(store: Store) -> None:
    assert [await store.write(partial(tries, now)) for now in (0, 1, 2, 3, 999)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [await store.write(partial(tries, now)) for now in (1_000, 1_001, 1_002, 1_003)] == [
        True,
        True,
        True,
        False,
    ]


async def test_whether_a_try_is_left_can_be_asked_without_spending_it(store: Store) -> None:
    def left(tx: Tx) -> bool:
        return limits.left(tx, "march", "join", "w", 3, 10)

    assert await store.read(left)
    for there_is in (True, True, False, False):
        await store.write(partial(tries, 0))
        assert [await store.read(left) for _ in range(3)] == [there_is] * 3
    assert await store.read(lambda tx: limits.left(tx, "march", "join", "w", 3, 1_000)), "the time is over"


async def test_each_counts_for_themselves(store: Store) -> None:
    for _ in range(4):
        await store.write(partial(tries, 0))
    assert not await store.write(partial(tries, 1))
    assert await store.write(partial(tries, 1, who="another"))
    assert await store.write(partial(tries, 1, what="look"))
    assert await store.write(partial(tries, 1, key="april"))


async def test_what_is_over_is_swept(store: Store) -> None:
    for number in range(50):
        await store.write(partial(tries, number, who=f"address {number}"))
    await store.write(partial(tries, 5_000))
    assert await store.read(lambda tx: tx.rows("SELECT who FROM limits WHERE season = 'march'")) == [("w",)]


async def test_two_processes_count_together(on_postgres: str) -> None:
    with open_store(on_postgres) as one, open_store(on_postgres) as other:
        fine, raised = await outcomes(*((one, other)[n % 2].write(partial(tries, n)) for n in range(20)))
        assert raised == []
        assert sorted(fine) == [False] * 17 + [True] * 3

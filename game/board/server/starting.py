"""What a server does before it serves: looks at its seasons, makes each a fresh code, and says where it is."""

from dataclasses import dataclass

from game.board.material import put_together
from game.board.season import Season
from game.board.server.acts import code_ends
from game.board.server.codes import Code, new_code
from game.board.store import seasons
from game.board.store.seasons import Kept
from game.board.store.store import Store
from game.board.store.tx import Tx


@dataclass(frozen=True, slots=True)
class Opened:
    """A season of a store, as a server starts.

    Attributes:
        season: the season.
        over: whether it is closed, by its organiser or by time.
        code: a fresh join code; none once it is over.
        expires: when the code ends, UTC milliseconds.
        unplayable: titles of encounters that today's engine plays otherwise than when the season was created.
    """

    season: Season
    over: bool
    code: Code | None
    expires: int
    unplayable: tuple[str, ...]


async def opened(store: Store, days: int, now: int) -> tuple[Opened, ...]:
    """Every season of a store, those that run with a fresh code that holds for so many days.

    Raises:
        StoreTrouble: the store can't be read or written.
    """
    found = []
    for kept in await store.read(lambda tx: tuple(seasons.existing(tx, key) for key in seasons.keys(tx))):
        over = kept.over(now)
        unplayable = () if over else await _unplayable(store, kept)
        code, expires = None, code_ends(kept.season, days, now)
        if not over:
            code = await fresh_code(store, kept.season.season, expires)
        found.append(Opened(kept.season, over, code, expires, unplayable))
    return tuple(found)


async def fresh_code(store: Store, key: str, expires: int) -> Code:
    """A code for a season that holds from now on, beside those that do already.

    Raises:
        Refused: there is no such season.
        StoreTrouble: the store can't be written.
    """
    code = new_code(key)
    code_hash = code.hashed()
    await store.write(lambda tx: seasons.add_code(tx, key, code_hash, expires))
    return code


async def _unplayable(store: Store, kept: Kept) -> tuple[str, ...]:
    def job(tx: Tx) -> tuple[str, ...]:
        found = []
        for one in kept.season.encounters:
            play = seasons.content(tx, kept.season.season, one.play)
            text = seasons.content(tx, kept.season.season, one.text)
            if put_together(one, play, text) is None:
                found.append(one.title)
        return tuple(found)

    return await store.read(job)

"""Who stands where, quick however many play: sums are kept, a rank is two short sums, lists come from an index.

Ranks count everybody with a run, those too who left; they are listed nowhere. Whoever doesn't want to be shown has no
name in a list.
"""

import json
from typing import Any, Final

from game.board.standings import SHOWN_FIRST, TeamSums
from game.board.store.runs import FINE
from game.board.store.tx import Tx
from game.board.wire import Neighbour

_COARSE: Final = 1 << FINE

_MORE: Final = f"""
    COALESCE((SELECT SUM(h.people) FROM histogram h WHERE h.season = s.season AND h.view = s.view
        AND h.level = 1 AND h.bucket > s.points / {_COARSE}), 0)
  + COALESCE((SELECT SUM(h.people) FROM histogram h WHERE h.season = s.season AND h.view = s.view
        AND h.level = 0 AND h.bucket > s.points AND h.bucket < (s.points / {_COARSE} + 1) * {_COARSE}), 0)"""
"""How many have more points than `s`."""

_ALIKE: Final = """
    COALESCE((SELECT h.people FROM histogram h WHERE h.season = s.season AND h.view = s.view
        AND h.level = 0 AND h.bucket = s.points), 0)"""
"""How many have as many, `s` among them."""

_SELECT: Final = f"""SELECT s.player, p.name, s.shown, s.team, s.points, s.attempts, s.reached, {_MORE}, {_ALIKE}
    FROM standings s JOIN players p ON p.season = s.season AND p.player = s.player"""


def teams(tx: Tx, key: str, view: int) -> tuple[TeamSums, ...]:
    """The sums of every team, in no order."""
    found = tx.rows(
        "SELECT team, members, played, points, squares, runs, harm, again, gained, hot, calmed FROM teams"
        " WHERE season = ? AND view = ?",
        key,
        view,
    )
    return tuple(TeamSums(*row) for row in found)


def best_of_teams(tx: Tx, key: str, view: int) -> dict[str, tuple[int, ...]]:
    """The points of each team's best five, most first; for the ranking `top-five`."""
    found = tx.rows("SELECT team, best FROM teams WHERE season = ? AND view = ?", key, view)
    return {team: tuple(points for points, _ in json.loads(best)) for team, best in found}


def people(tx: Tx, key: str, view: int) -> int:
    """How many have a run that counts."""
    return int(
        tx.rows("SELECT COALESCE(SUM(played), 0) FROM teams WHERE season = ? AND view = ?", key, view)[0][0]
    )


def rank(tx: Tx, key: str, view: int, player: str) -> Neighbour | None:
    """Where somebody stands, as they see it themselves; none before their first run."""
    found = _mine(tx, key, view, player)
    return None if found is None else _neighbour(found, player)


def around(tx: Tx, key: str, view: int, player: str, each: int = 3) -> tuple[Neighbour, ...]:
    """Somebody among their neighbours, at most `each` before and after them, best first; none before their first run.

    Of those who have as many points, fewer attempts come first, then whoever had them earlier.
    """
    mine = _mine(tx, key, view, player)
    if mine is None:
        return ()
    before = _beside(tx, key, view, mine, each, "before")
    after = _beside(tx, key, view, mine, each, "after")
    return tuple(_neighbour(row, player) for row in (*reversed(before), mine, *after))


def top(tx: Tx, key: str, view: int, most: int = SHOWN_FIRST) -> tuple[Neighbour, ...]:
    """The best of those who want to be shown, best first."""
    found = tx.rows(
        f"{_SELECT} WHERE s.season = ? AND s.view = ? AND s.shown = 1"
        " ORDER BY s.points DESC, s.attempts, s.reached, s.player LIMIT ?",
        key,
        view,
        most,
    )
    return tuple(_neighbour(row, "") for row in found)


def _mine(tx: Tx, key: str, view: int, player: str) -> tuple[Any, ...] | None:
    found = tx.rows(
        f"{_SELECT} WHERE s.season = ? AND s.view = ? AND s.player = ? AND s.gone = 0", key, view, player
    )
    return found[0] if found else None


def _beside(
    tx: Tx, key: str, view: int, mine: tuple[Any, ...], each: int, where: str
) -> list[tuple[Any, ...]]:
    """The nearest, nearest first: of those with as many points, then of those with more or fewer.

    Two questions, because each then is a range of one index; an order of mixed directions is none.
    """
    player, points, attempts, reached = mine[0], mine[4], mine[5], mine[6]
    than, way, across = ("<", "DESC", ("> ?", "ASC")) if where == "before" else (">", "ASC", ("< ?", "DESC"))
    found = tx.rows(
        f"{_SELECT} WHERE s.season = ? AND s.view = ? AND s.gone = 0 AND s.points = ?"
        f" AND (s.attempts, s.reached, s.player) {than} (?, ?, ?)"
        f" ORDER BY s.attempts {way}, s.reached {way}, s.player {way} LIMIT ?",
        key,
        view,
        points,
        attempts,
        reached,
        player,
        each,
    )
    if len(found) < each:
        found += tx.rows(
            f"{_SELECT} WHERE s.season = ? AND s.view = ? AND s.gone = 0 AND s.points {across[0]}"
            f" ORDER BY s.points {across[1]}, s.attempts {way}, s.reached {way}, s.player {way} LIMIT ?",
            key,
            view,
            points,
            each - len(found),
        )
    return found


def _neighbour(row: tuple[Any, ...], me: str) -> Neighbour:
    player, name, shown, team, points, attempts, _, more, alike = row
    return Neighbour(
        rank=int(more) + 1,
        name=(name or "") if shown or player == me else "",
        team=team,
        points=points,
        attempts=attempts,
        tied=alike > 1,
        me=player == me,
    )

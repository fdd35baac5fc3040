"""How often somebody may try something. Kept in the store, so that every process counts together."""

from game.board.store.tx import Tx


def spend(tx: Tx, season_key: str, what: str, who_hash: str, most: int, per_ms: int, now: int) -> bool:
    """Count a try; whether it may be made.

    In a job of its own: one that raises takes its try back.

    Args:
        tx: the transaction.
        season_key: of a season there is; "" for all others together, or made-up ones would fill the store.
        what: what is tried.
        who_hash: who tries, as a hash; "" for everybody together.
        most: how many tries there are.
        per_ms: for how long, in milliseconds, from the first.
        now: UTC milliseconds.
    """
    tx.do("DELETE FROM limits WHERE season = ? AND ends <= ?", season_key, now)
    tx.do(
        "INSERT INTO limits VALUES (?, ?, ?, 1, ?)"
        " ON CONFLICT (season, what, who) DO UPDATE SET spent = limits.spent + 1",
        season_key,
        what,
        who_hash,
        now + per_ms,
    )
    spent = tx.rows(
        "SELECT spent FROM limits WHERE season = ? AND what = ? AND who = ?", season_key, what, who_hash
    )[0][0]
    return int(spent) <= most


def left(tx: Tx, season_key: str, what: str, who_hash: str, most: int, now: int) -> bool:
    """Whether a try is left. Nothing is counted; the arguments are those of `spend`."""
    found = tx.rows(
        "SELECT spent FROM limits WHERE season = ? AND what = ? AND who = ? AND ends > ?",
        season_key,
        what,
        who_hash,
        now,
    )
    return not found or int(found[0][0]) < most

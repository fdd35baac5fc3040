"""Seasons as they are kept: made, opened with codes, frozen, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hmac import compare_digest
from typing import Final

from game.board.season import Season
from game.board.store.refused import Refused
from game.board.store.tx import FROZEN, LIVE, Tx

CHANGED: Final = "UPDATE seasons SET version = version + 1 WHERE season = ? AND frozen IS NULL"
"""Says that something shown has changed. Behind frozen standings nothing is, and the number must not tell."""

CHANGED_EVEN_FROZEN: Final = "UPDATE seasons SET version = version + 1 WHERE season = ?"
"""Says that something has changed that shows behind frozen standings too."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A season as it stands in the store. Moments are UTC milliseconds.

    Attributes:
        season: as it was created.
        closed: when its admin closed it.
        frozen: when its standings were copied, if what is shown is the copy.
        thawed: whether its admin undid a freeze; the one that was planned is then off.
        version: grows with every change that may be seen.
    """

    season: Season
    closed: int | None
    frozen: int | None
    thawed: bool
    version: int

    def over(self, now: int) -> bool:
        """Whether it is closed, by its admin or by time."""
        return self.closed is not None or now >= self.season.closes

    def freezing(self, now: int) -> bool:
        """Whether its standings are to be copied before anything more is written."""
        planned = self.season.freezes
        return (
            self.frozen is None
            and not self.thawed
            and planned is not None
            and now >= planned
            and not self.over(now)
        )

    def frozen_since(self, now: int) -> int | None:
        """Since when standings are shown as they were; none where they are live."""
        if self.over(now):
            return None
        return self.season.freezes if self.freezing(now) else self.frozen

    def view(self, now: int) -> int:
        """The view that everybody is shown. One that is about to freeze is still as it will be."""
        return LIVE if self.frozen is None or self.over(now) else FROZEN

    def version_at(self, now: int) -> int:
        """A number that grows whenever what is shown changes, also by time alone; nothing unseen changes it."""
        freezes = self.season.freezes
        return self.version + (freezes is not None and now >= freezes) + (now >= self.season.closes)


def create(
    tx: Tx, season: Season, content: Mapping[str, tuple[str, bytes]], admin_hash: str, now: int
) -> None:
    """Make a season.

    Args:
        tx: the transaction.
        season: what it is to be.
        content: the parts of its encounters: by digest, the kind (play or text) and the bytes.
        admin_hash: of the admin's token.
        now: UTC milliseconds.

    Raises:
        Refused: there is one of this key already.
    """
    made = tx.do(
        "INSERT INTO seasons (season, body, admin, made, thawed, version) VALUES (?, ?, ?, ?, 0, 1)"
        " ON CONFLICT DO NOTHING",
        season.season,
        season.model_dump_json(),
        admin_hash,
        now,
    )
    if not made:
        raise Refused(f"There is a season “{season.season}” already", 409)
    for digest, (kind, body) in content.items():
        tx.do("INSERT INTO content VALUES (?, ?, ?, ?)", season.season, digest, kind, body)
    for team in season.teams:
        tx.do(
            "INSERT INTO teams VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '[]')",
            season.season,
            LIVE,
            team.team,
        )


@lru_cache(maxsize=256)
def _season(body: str) -> Season:
    """A season never changes, and reading its JSON takes longer than finding it."""
    return Season.model_validate_json(body)


def season(tx: Tx, key: str) -> Kept | None:
    """The season of this key; none if there is none."""
    found = tx.rows("SELECT body, closed, frozen, thawed, version FROM seasons WHERE season = ?", key)
    if not found:
        return None
    body, closed, frozen, thawed, version = found[0]
    return Kept(_season(body), closed, frozen, bool(thawed), version)


def existing(tx: Tx, key: str) -> Kept:
    """The season of this key.

    Raises:
        Refused: there is none.
    """
    kept = season(tx, key)
    if kept is None:
        raise Refused(f"There is no season “{key}” here", 404)
    return kept


def standing(tx: Tx, season: Season) -> Kept:
    """How a season that is known already stands; its body, which never changes, isn't read again.

    Raises:
        Refused: there is none.
    """
    found = tx.rows("SELECT closed, frozen, thawed, version FROM seasons WHERE season = ?", season.season)
    if not found:
        raise Refused(f"There is no season “{season.season}” here", 404)
    closed, frozen, thawed, version = found[0]
    return Kept(season, closed, frozen, bool(thawed), version)


def keys(tx: Tx) -> tuple[str, ...]:
    """The keys of all seasons, sorted."""
    return tuple(key for (key,) in tx.rows("SELECT season FROM seasons ORDER BY season"))


def content(tx: Tx, key: str, digest: str) -> bytes | None:
    """The part of an encounter kept under this digest; none if the season has none."""
    found = tx.rows("SELECT body FROM content WHERE season = ? AND digest = ?", key, digest)
    return bytes(found[0][0]) if found else None


def admin_holds(tx: Tx, key: str, admin_hash: str) -> bool:
    """Whether this is the hash of the season's admin token."""
    found = tx.rows("SELECT admin FROM seasons WHERE season = ?", key)
    return bool(found) and compare_digest(str(found[0][0]).encode(), admin_hash.encode())


def add_code(tx: Tx, key: str, code_hash: str, expires: int) -> None:
    """Let people in by a code, of which this is the hash, until `expires`; older codes stay valid till they end.

    Raises:
        Refused: there is no such season.
    """
    existing(tx, key)
    tx.do(
        "INSERT INTO codes VALUES (?, ?, ?) ON CONFLICT (season, code) DO UPDATE SET expires = excluded.expires",
        key,
        code_hash,
        expires,
    )


def code_holds(tx: Tx, key: str, code_hash: str, now: int) -> bool:
    """Whether a code lets somebody in now."""
    return bool(
        tx.rows(
            "SELECT 1 FROM codes WHERE season = ? AND code = ? AND expires > ?",
            key,
            code_hash,
            now,
        )
    )


def freeze_if_due(tx: Tx, kept: Kept, now: int) -> None:
    """Copy the standings where the moment for it has come. Whatever writes calls this before it changes any."""
    if kept.freezing(now):
        _freeze(tx, kept.season.season, kept.frozen_since(now) or now)


def freeze(tx: Tx, key: str, now: int) -> None:
    """Show the standings as they are now, until the season closes or they are thawed.

    Raises:
        Refused: there is no such season, or it is over.
    """
    kept = existing(tx, key)
    if kept.over(now):
        raise Refused("This season is over, and its standings are final", 409)
    if kept.frozen is None:
        _freeze(tx, key, kept.frozen_since(now) or now)
        tx.do(CHANGED_EVEN_FROZEN, key)


def thaw(tx: Tx, key: str) -> None:
    """Show the standings live again; a freeze that was planned doesn't come.

    Raises:
        Refused: there is no such season.
    """
    existing(tx, key)
    _forget_copy(tx, key)
    tx.do("UPDATE seasons SET frozen = NULL, thawed = 1, version = version + 1 WHERE season = ?", key)


def close(tx: Tx, key: str, now: int) -> None:
    """End the season: nobody can join or play, and its standings are shown as they are. Again changes nothing.

    Raises:
        Refused: there is no such season.
    """
    if existing(tx, key).closed is None:
        _forget_copy(tx, key)
        tx.do(
            "UPDATE seasons SET closed = ?, frozen = NULL, version = version + 1 WHERE season = ?", now, key
        )


def _freeze(tx: Tx, key: str, now: int) -> None:
    tx.do(
        "INSERT INTO standings (season, view, player, team, points, attempts, reached, harm, again, gained, hot,"
        " calmed, shown, gone) SELECT season, ?, player, team, points, attempts, reached, harm, again, gained, hot,"
        " calmed, shown, gone FROM standings WHERE season = ? AND view = ?",
        FROZEN,
        key,
        LIVE,
    )
    tx.do(
        "INSERT INTO histogram (season, view, level, bucket, people)"
        " SELECT season, ?, level, bucket, people FROM histogram WHERE season = ? AND view = ?",
        FROZEN,
        key,
        LIVE,
    )
    tx.do(
        "INSERT INTO teams (season, view, team, members, played, points, squares, runs, harm, again, gained, hot,"
        " calmed, best) SELECT season, ?, team, members, played, points, squares, runs, harm, again, gained, hot,"
        " calmed, best FROM teams WHERE season = ? AND view = ?",
        FROZEN,
        key,
        LIVE,
    )
    tx.do("UPDATE seasons SET frozen = ?, thawed = 0 WHERE season = ?", now, key)


def _forget_copy(tx: Tx, key: str) -> None:
    for table in ("standings", "histogram", "teams"):
        tx.do(f"DELETE FROM {table} WHERE season = ? AND view = ?", key, FROZEN)

"""Who plays: joined under a name, known by the hash of a token, forgotten when they say so."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from game.board.naming import NameRefused, accepted, skeleton
from game.board.season import Season
from game.board.store.refused import Refused
from game.board.store.seasons import CHANGED, CHANGED_EVEN_FROZEN, existing, freeze_if_due, standing
from game.board.store.tx import FROZEN, LIVE, Tx


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in a season.

    Attributes:
        player: their id there; tells nothing.
        name: as it was accepted.
        team: its key.
        shown: whether the name may stand on the board.
    """

    player: str
    name: str
    team: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Named(Player):
    """Somebody as the admin's list has them.

    Attributes:
        joined: when, UTC milliseconds.
        points, attempts: as they are now; nought before their first run.
    """

    joined: int
    points: int
    attempts: int


def join(
    tx: Tx, season: Season, name: str, team: str, shown: bool, token_hash: str, request: str, now: int
) -> Player:
    """Let somebody in. The code is checked before.

    The same `request` again is the same player, with the new token in place of the old: its first answer was lost.

    Args:
        tx: the transaction.
        season: where to.
        name: what they want to be called.
        team: the key of theirs.
        shown: whether the name may stand on the board.
        token_hash: of the secret that is about to be told them.
        request: drawn by whoever asks; only its hash is kept, for it can take the player's place.
        now: UTC milliseconds.

    Raises:
        Refused: the season is over or unknown, it has no such team, the name can't be had, or the player of this
            request has left.
    """
    asked = sha256(request.encode()).hexdigest()
    found = tx.rows(
        "SELECT player, name, team, shown, left_at FROM players WHERE season = ? AND request = ?",
        season.season,
        asked,
    )
    if found:
        player, kept_name, kept_team, kept_shown, left_at = found[0]
        if left_at is not None:
            raise Refused("You have left this season; to come back, join anew", 410)
        tx.do(
            "UPDATE players SET token = ? WHERE season = ? AND player = ?", token_hash, season.season, player
        )
        return Player(player, kept_name, kept_team, bool(kept_shown))
    kept = standing(tx, season)
    if kept.over(now):
        raise Refused("This season is over", 409)
    if season.team(team) is None:
        raise Refused("There is no such team in this season", 404)
    freeze_if_due(tx, kept, now)
    called = _free(tx, season.season, name)
    player = secrets.token_urlsafe(12)
    tx.do(
        "INSERT INTO players (season, player, team, name, skeleton, shown, token, request, joined)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        season.season,
        player,
        team,
        called,
        skeleton(called),
        int(shown),
        token_hash,
        asked,
        now,
    )
    tx.do(
        "UPDATE teams SET members = members + 1 WHERE season = ? AND view = ? AND team = ?",
        season.season,
        LIVE,
        team,
    )
    tx.do(CHANGED, season.season)
    return Player(player, called, team, shown)


def by_token(tx: Tx, season_key: str, token_hash: str) -> Player | None:
    """Whose token this is the hash of; none if nobody's."""
    found = tx.rows(
        "SELECT player, name, team, shown FROM players WHERE season = ? AND token = ?", season_key, token_hash
    )
    if not found:
        return None
    player, name, team, shown = found[0]
    return Player(player, name, team, bool(shown))


def change(
    tx: Tx, season_key: str, player: str, *, name: str | None = None, shown: bool | None = None
) -> Player:
    """Call somebody otherwise, show them or don't; at once, and behind frozen standings too.

    Raises:
        Refused: the name can't be had, or they have left.
    """
    found = tx.rows(
        "SELECT name, team, shown FROM players WHERE season = ? AND player = ? AND left_at IS NULL",
        season_key,
        player,
    )
    if not found:
        raise Refused("You have left this season", 410)
    now_name, team, now_shown = found[0]
    listed = _frozen_in(tx, season_key, player) and (now_shown or shown)
    if name is not None and name != now_name:
        now_name = _free(tx, season_key, name, but=player)
    if shown is not None:
        now_shown = int(shown)
    tx.do(
        "UPDATE players SET name = ?, skeleton = ?, shown = ? WHERE season = ? AND player = ?",
        now_name,
        skeleton(now_name),
        now_shown,
        season_key,
        player,
    )
    tx.do(
        "UPDATE standings SET shown = ? WHERE season = ? AND view IN (0, 1) AND player = ?",
        now_shown,
        season_key,
        player,
    )
    tx.do(CHANGED_EVEN_FROZEN if listed else CHANGED, season_key)
    tx.forget()
    return Player(player, now_name, team, bool(now_shown))


def delete(tx: Tx, season_key: str, player: str, now: int) -> bool:
    """Forget somebody: name, token and what they said go, and they are listed nowhere; their points stay counted.

    Who never played is taken out of the team. Returns whether there was somebody to forget.

    Raises:
        Refused: there is no such season.
    """
    found = tx.rows(
        "SELECT team, shown FROM players WHERE season = ? AND player = ? AND left_at IS NULL",
        season_key,
        player,
    )
    if not found:
        return False
    freeze_if_due(tx, existing(tx, season_key), now)
    listed = _frozen_in(tx, season_key, player) and found[0][1]
    tx.do(
        "UPDATE players SET name = NULL, skeleton = NULL, token = NULL, shown = 0, left_at = ?"
        " WHERE season = ? AND player = ?",
        now,
        season_key,
        player,
    )
    tx.do(
        "UPDATE attempts SET replies = NULL, body = NULL, why = '' WHERE season = ? AND player = ?",
        season_key,
        player,
    )
    tx.do(
        "UPDATE standings SET shown = 0, gone = 1 WHERE season = ? AND view IN (0, 1) AND player = ?",
        season_key,
        player,
    )
    if not tx.rows(
        "SELECT 1 FROM standings WHERE season = ? AND view = ? AND player = ?", season_key, LIVE, player
    ):
        tx.do(
            "UPDATE teams SET members = members - 1 WHERE season = ? AND view = ? AND team = ?",
            season_key,
            LIVE,
            found[0][0],
        )
    tx.do(CHANGED_EVEN_FROZEN if listed else CHANGED, season_key)
    tx.forget()
    return True


def named(tx: Tx, season_key: str) -> tuple[Named, ...]:
    """Everybody who hasn't left, for the admin, by team and name."""
    found = tx.rows(
        "SELECT p.player, p.name, p.team, p.shown, p.joined, COALESCE(s.points, 0), COALESCE(s.attempts, 0)"
        " FROM players p LEFT JOIN standings s ON s.season = p.season AND s.view = ? AND s.player = p.player"
        " WHERE p.season = ? AND p.left_at IS NULL",
        LIVE,
        season_key,
    )
    everybody = [
        Named(player, name, team, bool(shown), joined, points, attempts)
        for player, name, team, shown, joined, points, attempts in found
    ]
    # Sorted here: databases don't agree on the order of letters.
    return tuple(sorted(everybody, key=lambda one: (one.team, one.name.casefold(), one.player)))


def _frozen_in(tx: Tx, season_key: str, player: str) -> bool:
    """Whether somebody had played when the standings froze: only then does what they are called show through."""
    return bool(
        tx.rows(
            "SELECT 1 FROM standings WHERE season = ? AND view = ? AND player = ?", season_key, FROZEN, player
        )
    )


def _free(tx: Tx, season_key: str, name: str, but: str = "") -> str:
    """The name as it is accepted, if nobody else has one that looks like it."""
    try:
        called = accepted(name)
    except NameRefused as refusal:
        raise Refused(str(refusal), 422) from None
    if tx.rows(
        "SELECT 1 FROM players WHERE season = ? AND skeleton = ? AND player <> ?",
        season_key,
        skeleton(called),
        but,
    ):
        raise Refused(
            "Somebody here has this name, or one that looks just like it; add something to yours", 409
        )
    return called

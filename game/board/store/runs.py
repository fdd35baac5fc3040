"""Runs that arrive: what was judged is kept, and everything it adds to changes in the same transaction."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from game.board.season import Season
from game.board.standings import TOP, Counted, Tally, tally
from game.board.store.refused import Refused
from game.board.store.seasons import CHANGED, Kept, freeze_if_due
from game.board.store.tx import LIVE, Statement, Tx
from game.board.verdict import Verdict
from game.board.wire import Receipt

FINE: Final = 7
"""Bits by which the histogram's upper level is coarser: 128 points."""

_KEEP: Final = """UPDATE attempts SET replies = ?, body = ?, arrived = ?, accepted = 1, score = ?, harm = ?,
    criticals = ?, outcome = ?, ending = ?, mastered = ?, hot = ?, points = ? WHERE season = ? AND ticket = ?"""
_STAND: Final = """INSERT INTO standings (season, view, player, team, points, attempts, reached, harm, again, gained,
    hot, calmed, shown, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"""
_RISE: Final = """UPDATE standings SET points = ?, attempts = attempts + ?, reached = ?, harm = harm + ?,
    again = again + ?, gained = gained + ?, hot = hot + ?, calmed = calmed + ?
    WHERE season = ? AND view = ? AND player = ?"""
_MOVE: Final = """INSERT INTO histogram (season, view, level, bucket, people) VALUES {}
    ON CONFLICT (season, view, level, bucket) DO UPDATE SET people = histogram.people + excluded.people"""
_TEAM: Final = """UPDATE teams SET played = played + ?, points = points + ?, squares = squares + ?, runs = runs + ?,
    harm = harm + ?, again = again + ?, gained = gained + ?, hot = hot + ?, calmed = calmed + ?,
    best = ? WHERE season = ? AND view = ? AND team = ?"""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What is kept of a ticket, and of its player and season, as far as its run needs it."""

    player: str
    encounter: str
    attempt: int
    ahead: int
    body: str | None
    accepted: int | None
    why: str
    score: int | None
    ending: str | None
    points: int | None
    closed: int | None
    frozen: int | None
    thawed: int
    version: int
    left_at: int | None
    team: str
    shown: int
    had: int | None
    reached: int | None
    best: str


def accept(
    tx: Tx,
    season: Season,
    player: str,
    ticket: str,
    body_digest: str,
    replies: Sequence[str],
    verdict: Verdict,
    now: int,
) -> Receipt:
    """Count a run. Sent again it is counted once, and gets the same receipt.

    Args:
        tx: the transaction.
        season: what is played.
        player: who sent it.
        ticket: what it was played on.
        body_digest: the SHA-256 of what was sent; in a sealed season, of the replies.
        replies: their keys.
        verdict: what it came to.
        now: when it arrived, UTC milliseconds.

    Raises:
        Refused: there is no such ticket of theirs, it has had another run, the season is over, or they have left.
    """
    key = season.season
    attempt = _attempt(tx, season.season, player, ticket)
    if attempt.accepted is not None:
        return _again(ticket, attempt, body_digest)
    _still_open(tx, season, attempt, now)
    runs = [] if attempt.had is None else _counted(tx, key, player, attempt.encounter)
    before = tally(runs)
    after = tally([*runs, Counted(attempt.encounter, attempt.attempt, verdict)])
    points = (attempt.had or 0) + after.points - before.points
    keep = (
        json.dumps(list(replies)), body_digest, now, verdict.score, verdict.harm, verdict.criticals,
        verdict.outcome, verdict.ending, int(verdict.mastered), int(verdict.hot), points, key, ticket,
    )  # fmt: skip
    tx.do_all((_KEEP, keep), *_grown(key, attempt, before, after, points, now), (CHANGED, (key,)))
    return Receipt(
        ticket=ticket,
        accepted=True,
        score=verdict.score,
        ending=verdict.ending,
        points=points,
        offline=bool(attempt.ahead),
    )


def refuse(tx: Tx, season: Season, player: str, ticket: str, body_digest: str, why: str, now: int) -> Receipt:
    """Keep that a run was refused for good; sent again, it hears the same.

    Args:
        tx: the transaction.
        season: what is played.
        player: who sent it.
        ticket: what it was played on.
        body_digest: the SHA-256 of what was sent.
        why: a sentence for the player.
        now: when it arrived, UTC milliseconds.

    Raises:
        Refused: as in `accept`.
    """
    attempt = _attempt(tx, season.season, player, ticket)
    if attempt.accepted is not None:
        return _again(ticket, attempt, body_digest)
    _still_open(tx, season, attempt, now)
    why = why[:500]
    tx.do(
        "UPDATE attempts SET body = ?, arrived = ?, accepted = 0, why = ? WHERE season = ? AND ticket = ?",
        body_digest,
        now,
        why,
        season.season,
        ticket,
    )
    return Receipt(ticket=ticket, accepted=False, why=why, offline=bool(attempt.ahead))


def receipt(tx: Tx, season_key: str, player: str, ticket: str) -> Receipt | None:
    """What a ticket's run came to; none before it has arrived.

    Raises:
        Refused: there is no such ticket of theirs.
    """
    attempt = _attempt(tx, season_key, player, ticket)
    return None if attempt.accepted is None else _receipt(ticket, attempt)


def _attempt(tx: Tx, key: str, player: str, ticket: str) -> _Attempt:
    """All that is asked about a run that arrives, in one question."""
    found = tx.rows(
        "SELECT a.player, a.encounter, a.attempt, a.ahead, a.body, a.accepted, a.why, a.score, a.ending, a.points,"
        " s.closed, s.frozen, s.thawed, s.version, p.left_at, p.team, p.shown, t.points, t.reached, g.best"
        " FROM attempts a JOIN seasons s ON s.season = a.season"
        " JOIN players p ON p.season = a.season AND p.player = a.player"
        " LEFT JOIN standings t ON t.season = a.season AND t.view = ? AND t.player = a.player"
        " LEFT JOIN teams g ON g.season = a.season AND g.view = ? AND g.team = p.team"
        " WHERE a.season = ? AND a.ticket = ? AND a.player = ?",
        LIVE,
        LIVE,
        key,
        ticket,
        player,
    )
    if not found:
        raise Refused("You have no such ticket", 404)
    return _Attempt(*found[0])


def _again(ticket: str, attempt: _Attempt, body_digest: str) -> Receipt:
    if attempt.body != body_digest:
        raise Refused("This ticket has had its run, and it was another one", 409)
    return _receipt(ticket, attempt)


def _receipt(ticket: str, attempt: _Attempt) -> Receipt:
    return Receipt(
        ticket=ticket,
        accepted=bool(attempt.accepted),
        why=attempt.why,
        score=attempt.score,
        ending=attempt.ending or "",
        points=attempt.points,
        offline=bool(attempt.ahead),
    )


def _still_open(tx: Tx, season: Season, attempt: _Attempt, now: int) -> None:
    """Freeze if it is time; refuse what comes too late."""
    kept = Kept(season, attempt.closed, attempt.frozen, bool(attempt.thawed), attempt.version)
    if kept.over(now):
        raise Refused("This season was over when the run arrived", 409)
    if attempt.left_at is not None:
        raise Refused("You have left this season", 410)
    freeze_if_due(tx, kept, now)


def _counted(tx: Tx, key: str, player: str, encounter: str) -> list[Counted]:
    """The runs of an encounter that somebody has already."""
    found = tx.rows(
        "SELECT attempt, score, harm, criticals, outcome, ending, mastered, hot FROM attempts"
        " WHERE season = ? AND player = ? AND encounter = ? AND accepted = 1",
        key,
        player,
        encounter,
    )
    return [
        Counted(
            encounter,
            attempt,
            Verdict(score, harm, criticals, outcome, ending, bool(mastered), bool(hot)),
        )
        for attempt, score, harm, criticals, outcome, ending, mastered, hot in found
    ]


def _grown(
    key: str, attempt: _Attempt, before: Tally, after: Tally, points: int, now: int
) -> Iterator[Statement]:
    """Adds what an encounter's tally grew by to the player, the histogram and the team."""
    grown = (
        after.harm - before.harm,
        after.again - before.again,
        after.gained - before.gained,
        after.hot - before.hot,
        after.calmed - before.calmed,
    )
    had, runs = attempt.had or 0, after.attempts - before.attempts
    if attempt.had is None:
        yield _STAND, (key, LIVE, attempt.player, attempt.team, points, runs, now, *grown, attempt.shown)
    else:
        reached = attempt.reached if points == had else now
        yield _RISE, (points, runs, reached, *grown, key, LIVE, attempt.player)
    if attempt.had != points:
        yield _moved(key, attempt.had, points)
    first = int(attempt.had is None)
    yield (
        _TEAM,
        (
            first,
            points - had,
            points**2 - had**2,
            runs,
            *grown,
            _best(attempt, points),
            key,
            LIVE,
            attempt.team,
        ),
    )


def _best(attempt: _Attempt, points: int) -> str:
    """The team's best five, now that somebody has so many points. Nobody's ever grow fewer, so no sixth is missed."""
    best = [one for one in json.loads(attempt.best) if one[1] != attempt.player]
    best = sorted([*best, [points, attempt.player]], key=lambda one: -one[0])
    return json.dumps(best[:TOP])


def _moved(key: str, had: int | None, points: int) -> Statement:
    """Moves a player from one bucket to another, on both levels."""
    moved: dict[tuple[int, int], int] = {}
    for level, bits in ((0, 0), (1, FINE)):
        if had is not None:
            moved[level, had >> bits] = -1
        bucket = (level, points >> bits)
        moved[bucket] = moved.get(bucket, 0) + 1
    rows = [(level, bucket, people) for (level, bucket), people in sorted(moved.items()) if people]
    values = ", ".join(["(?, ?, ?, ?, ?)"] * len(rows))
    return _MOVE.format(values), tuple(value for row in rows for value in (key, LIVE, *row))

"""Tickets: the right to play an encounter, or a week, once. Issued, an attempt is spent; three count."""

import json
import secrets
from dataclasses import dataclass, replace
from typing import Any

from game.board.season import ATTEMPTS, Season
from game.board.store.refused import Refused
from game.board.store.seasons import standing
from game.board.store.tx import Tx
from game.board.verdict import REPLIES_MOST, Ticket
from game.board.wire import Attempt


@dataclass(frozen=True, slots=True)
class Issued:
    """A ticket, and what became of it.

    Attributes:
        ticket: its name.
        player: whose it is.
        encounter: what is played, the key of an encounter or a town.
        attempt: 1 for the player's first of this encounter, and so on.
        seed: who the customer is.
        ahead: whether it was drawn to be played without a connection.
        issued: when, UTC milliseconds.
        replies: what was said so far in a sealed season, or in the run that arrived.
        over: whether its run has arrived, accepted or not.
    """

    ticket: str
    player: str
    encounter: str
    attempt: int
    seed: int
    ahead: bool
    issued: int
    replies: tuple[str, ...] = ()
    over: bool = False

    def to_judge(self, season: Season) -> Ticket:
        """The ticket as `verdict.judge` wants it.

        Raises:
            Refused: the season has no such encounter.
        """
        offered = season.offered(self.encounter)
        if offered is None:
            raise Refused("This season has no such encounter, and no such week", 404)
        return Ticket(self.ticket, self.encounter, offered.play, self.seed, self.attempt)


_COLUMNS = "ticket, player, encounter, attempt, seed, ahead, issued, replies, accepted"


def issue(
    tx: Tx, season: Season, player: str, encounter: str, request: str, ahead: bool, seed: int, now: int
) -> Issued:
    """Give somebody a ticket, which spends an attempt. The same `request` again is the same ticket.

    Args:
        tx: the transaction.
        season: what is played.
        player: whose ticket it is to be.
        encounter: its key.
        request: drawn by whoever asks.
        ahead: whether it is drawn to be played without a connection; open seasons only.
        seed: drawn by the server just now; not used where the request was answered before.
        now: UTC milliseconds.

    Raises:
        Refused: the season isn't running, hasn't this encounter, or is sealed; the player has left, or has had every
            attempt; or the request was for another encounter.
    """
    key = season.season
    found = tx.rows(
        f"SELECT {_COLUMNS} FROM attempts WHERE season = ? AND player = ? AND request = ?",
        key,
        player,
        request,
    )
    if found:
        before = _issued(found[0])
        if before.encounter != encounter:
            raise Refused("This request was for another encounter", 409)
        return before
    offered = season.offered(encounter)
    if offered is None:
        raise Refused("This season has no such encounter, and no such week", 404)
    closed, left_at, had = _found(tx, key, player, encounter)
    if closed is not None or now >= season.closes:
        raise Refused("This season is over", 409)
    if now < season.opens:
        raise Refused("This season has not opened yet", 409)
    if ahead and season.sealed:
        raise Refused("In this season the board plays the customer, so nothing can be drawn ahead", 409)
    if left_at is not None:
        raise Refused("You have left this season", 410)
    if had >= ATTEMPTS:
        raise Refused(f"You have had all {ATTEMPTS} attempts at “{offered.title}”", 409)
    given = Issued(secrets.token_urlsafe(16), player, encounter, had + 1, seed, ahead, now)
    tx.do(
        "INSERT INTO attempts (season, ticket, player, encounter, attempt, seed, ahead, request, issued, why)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        key,
        given.ticket,
        player,
        encounter,
        given.attempt,
        seed,
        int(ahead),
        request,
        now,
    )
    return given


def _found(tx: Tx, key: str, player: str, encounter: str) -> tuple[int | None, int | None, int]:
    """When the season was closed, when the player left, and how many attempts they have had."""
    found = tx.rows(
        "SELECT s.closed, p.left_at, (SELECT COUNT(*) FROM attempts a WHERE a.season = p.season"
        " AND a.player = p.player AND a.encounter = ?) FROM players p JOIN seasons s ON s.season = p.season"
        " WHERE p.season = ? AND p.player = ?",
        encounter,
        key,
        player,
    )
    if not found:
        raise Refused("There is no such player in this season", 404)
    closed, left_at, had = found[0]
    return closed, left_at, had


def ticket(tx: Tx, season_key: str, ticket: str) -> Issued | None:
    """The ticket of this name; none if the season has none."""
    found = tx.rows(f"SELECT {_COLUMNS} FROM attempts WHERE season = ? AND ticket = ?", season_key, ticket)
    return _issued(found[0]) if found else None


def of_player(tx: Tx, season_key: str, player: str) -> tuple[Attempt, ...]:
    """Somebody's attempts, in the order in which they were issued. Those refused have no score."""
    found = tx.rows(
        "SELECT ticket, encounter, attempt, score, ahead FROM attempts WHERE season = ? AND player = ?"
        " ORDER BY issued, encounter, attempt",
        season_key,
        player,
    )
    return tuple(
        Attempt(ticket=name, encounter=encounter, attempt=attempt, score=score, offline=bool(ahead))
        for name, encounter, attempt, score, ahead in found
    )


def say(tx: Tx, season: Season, player: str, ticket: str, number: int, reply: str, now: int) -> Issued:
    """Say something in a sealed season; returns the ticket as it then stands.

    Sent twice it is said once. That the reply can be said there is for whoever plays the customer to know.

    Args:
        tx: the transaction.
        season: what is played.
        player: who says it.
        ticket: in which conversation.
        number: how many replies come before it.
        reply: its key.
        now: UTC milliseconds.

    Raises:
        Refused: there is no such ticket of theirs, its run has ended, the season is over, or something else was said
            there before.
    """
    found = tx.rows(
        f"SELECT {_COLUMNS} FROM attempts WHERE season = ? AND ticket = ? AND player = ?",
        season.season,
        ticket,
        player,
    )
    if not found:
        raise Refused("You have no such ticket", 404)
    issued = _issued(found[0])
    said = issued.replies
    if number < len(said) and said[number] == reply:
        return issued
    if number != len(said):
        raise Refused("The conversation stands elsewhere by now; look at it again", 409)
    if issued.over:
        raise Refused("This conversation has ended", 409)
    if standing(tx, season).over(now):
        raise Refused("This season is over", 409)
    if number >= REPLIES_MOST:
        raise Refused(f"A conversation has at most {REPLIES_MOST} replies", 409)
    replies = (*said, reply)
    tx.do(
        "UPDATE attempts SET replies = ? WHERE season = ? AND ticket = ?",
        json.dumps(replies),
        season.season,
        ticket,
    )
    return replace(issued, replies=replies)


def _issued(row: tuple[Any, ...]) -> Issued:
    name, player, encounter, attempt, seed, ahead, at, replies, accepted = row
    said = tuple(json.loads(replies)) if replies else ()
    return Issued(name, player, encounter, attempt, seed, bool(ahead), at, said, accepted is not None)

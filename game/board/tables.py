"""A season as tables for a spreadsheet: its teams as they stand, and its people."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Final

from game.board.wire import TeamStanding
from game.rules.clean import harmless

TEAM_HEADS: Final = ("rank", "team", "played", "members", "average", "value", "standing")
PEOPLE_HEADS: Final = ("rank", "name", "team", "points", "attempts", "shown", "joined", "player")


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in a table.

    Attributes:
        name, team: what they are called, and the title of their team.
        points, attempts: as they stand.
        shown: whether they want to be on the board.
        joined: when they came, UTC milliseconds.
        player: their id.
    """

    name: str
    team: str
    points: int
    attempts: int
    shown: bool
    joined: int
    player: str


def teams_table(teams: Iterable[TeamStanding]) -> bytes:
    """Every team as it stands, as CSV."""
    return table(
        TEAM_HEADS,
        (
            (one.rank or "", one.title, one.played, one.members, one.average, one.value, one.says)
            for one in teams
        ),
    )


def people_table(people: Iterable[Row]) -> bytes:
    """Everybody, those with most points first and those who haven't played last, as CSV; equal points, equal rank."""
    order = sorted(
        people, key=lambda one: (-one.points, one.attempts == 0, one.attempts, one.name, one.player)
    )
    return table(
        PEOPLE_HEADS,
        (
            (
                1 + sum(other.points > one.points for other in order) if one.attempts else "",
                one.name,
                one.team,
                one.points,
                one.attempts,
                "yes" if one.shown else "no",
                datetime.fromtimestamp(one.joined / 1000, UTC).strftime("%Y-%m-%d %H:%M"),
                one.player,
            )
            for one in order
        ),
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV in UTF-8, quoted throughout, in which no cell is a formula."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([cell if type(cell) is int else harmless(cell) for cell in row])
    return out.getvalue().encode()

"""Where everybody on a folder's board stands, and what a table of it says. From what was gathered; reads nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from game.board.folder.reading import Gathered, Person
from game.board.season import Season
from game.board.standings import (
    FAIRNESS,
    SHOWN_FIRST,
    Counted,
    Tally,
    awards,
    tally,
    team_sums,
    teams_in_order,
)
from game.board.wire import Neighbour, Standings

AROUND: Final = 3
"""How many neighbours are shown on each side."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody who has played, with the rank they share with everybody of as many points."""

    person: Person
    tally: Tally
    rank: int
    tied: bool


def frozen_since(season: Season, now: int) -> int | None:
    """Since when standings are shown as they were, UTC milliseconds; none where they are live."""
    return season.freezes if season.freezes is not None and season.freezes <= now < season.closes else None


def placed(people: Sequence[Person], until: int | None = None) -> list[Placed]:
    """Everybody who has played, best first; of equals, first who needed fewer attempts, then who was there earlier.

    Args:
        people: everybody.
        until: leave out what arrived from then on, UTC milliseconds.
    """
    tallied = [(one, tally_of(one, until)) for one in people]
    played = sorted(
        ((one, sums) for one, sums in tallied if sums.attempts),
        key=lambda each: (-each[1].points, each[1].attempts, _arrived(each[0], until), each[0].player),
    )
    found: list[Placed] = []
    for _, equals in groupby(played, key=lambda each: each[1].points):
        group = list(equals)
        rank = len(found) + 1
        found += [Placed(one, sums, rank, len(group) > 1) for one, sums in group]
    return found


def tally_of(person: Person, until: int | None = None) -> Tally:
    """What somebody's runs add up to, those left out that arrived from `until` on."""
    return tally(
        Counted(run.encounter, run.attempt, run.verdict)
        for run in person.runs
        if until is None or run.at < until
    )


def standings(season: Season, found: Gathered, now: int, me: str = "") -> Standings:
    """Where everybody stands.

    Args:
        season: what is played.
        found: what its folder holds.
        now: UTC milliseconds.
        me: a player's id, for their neighbours; "" for nobody's.
    """
    frozen = frozen_since(season, now)
    people = [one for one in found.people if frozen is None or one.joined < frozen]
    order = placed(people, frozen)
    members = {team.team: [one for one in people if one.team == team.team] for team in season.teams}
    sums = [team_sums(key, (tally_of(one, frozen) for one in team)) for key, team in members.items()]
    best = {key: [each.tally.points for each in order if each.person.team == key] for key in members}
    mine = next((place for place, each in enumerate(order) if each.person.player == me), None)
    around = [] if mine is None else order[max(0, mine - AROUND) : mine + AROUND + 1]
    return Standings(
        season=season.season,
        title=season.title,
        kind="friendly",
        at=now,
        version=len(people) + sum(tally_of(one, frozen).attempts for one in people),
        frozen=frozen,
        closed=now >= season.closes,
        people=len(order),
        best_possible=1000 * len(season.encounters),
        teams=teams_in_order(season, sums, best),
        me=None if mine is None else _neighbour(order[mine], me),
        around=tuple(_neighbour(each, me) for each in around),
        top=tuple([_neighbour(each, me) for each in order if each.person.shown][:SHOWN_FIRST]),
        awards=awards(season, sums),
        fairness=FAIRNESS[season.ranking],
    )


def _neighbour(one: Placed, me: str) -> Neighbour:
    mine = one.person.player == me
    return Neighbour(
        rank=one.rank,
        name=one.person.name if one.person.shown or mine else "",
        team=one.person.team,
        points=one.tally.points,
        attempts=one.tally.attempts,
        tied=one.tied,
        me=mine,
    )


def _arrived(person: Person, until: int | None) -> int:
    """When the last of somebody's runs arrived, as they say."""
    return max((run.at for run in person.runs if until is None or run.at < until), default=0)

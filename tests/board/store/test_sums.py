"""Whatever happens in whatever order, what is kept up to date is what adding up everything anew comes to."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.board.season import ATTEMPTS
from game.board.standings import Counted, Tally, TeamSums, tally, team_sums
from game.board.store import players, ranks, seasons
from game.board.store.players import Player
from game.board.store.refused import Refused
from game.board.store.runs import FINE
from game.board.store.store import Store
from game.board.store.tx import FROZEN, LIVE, Tx
from game.board.wire import Neighbour

from .samples import NAMES, Board, a_season, came_to

TEAMS = ("reds", "blues")
ENCOUNTERS = ("wet-floor", "the-clause", "mould")
NUMBER = count()

join = st.tuples(st.just("join"), st.sampled_from(TEAMS), st.booleans())
run = st.tuples(
    st.just("run"),
    st.integers(0, 9),
    st.sampled_from(ENCOUNTERS),
    # Few scores, on both sides of where the coarse level of the histogram begins anew: ties and moves.
    st.sampled_from([0, 1, 127, 128, 129, 500, 640, 1000]),
    st.integers(0, 5),
    st.booleans(),
    st.sampled_from(["met", "partly", "lost"]),
)
other = st.one_of(
    st.tuples(st.sampled_from(["draw", "refuse", "resend", "leave", "show", "hide"]), st.integers(0, 9)),
    st.tuples(st.sampled_from(["freeze", "thaw"])),
)
happenings = st.tuples(
    st.lists(join, min_size=2, max_size=6), st.lists(st.one_of(join, run, run, run, run, other), max_size=40)
).map(lambda both: both[0] + both[1])


@dataclass
class Person:
    player: Player
    shown: bool
    gone: bool = False
    runs: list[Counted] = field(default_factory=list)
    drawn: dict[str, int] = field(default_factory=dict)
    reached: int = 0
    sent: Any = None


@dataclass(frozen=True)
class Standing:
    """What is shown of somebody in a view, apart from whether they want to be."""

    tally: Tally
    reached: int


@dataclass
class Recount:
    """The season as a list of everything that happened, added up from nothing whenever it is asked."""

    people: list[Person] = field(default_factory=list)
    frozen: tuple[list[TeamSums], dict[str, Standing]] | None = None

    def team(self, team: str) -> TeamSums:
        counted = [
            tally(one.runs) for one in self.people if one.player.team == team and (one.runs or not one.gone)
        ]
        return team_sums(team, counted)

    def standings(self) -> dict[str, Standing]:
        return {one.player.player: Standing(tally(one.runs), one.reached) for one in self.people if one.runs}


async def happens(board: Board, recount: Recount, what: Sequence[Any], now: int) -> None:
    """Let something happen, in the store and on the list."""
    key = board.season.season
    match what:
        case ("join", team, shown) if len(recount.people) < 10:
            name = NAMES[len(recount.people)]
            recount.people.append(Person(await board.join(name, team, shown=shown, now=now), shown))
        case ("freeze",) if recount.frozen is None:
            await board.write(lambda tx: seasons.freeze(tx, key, now))
            recount.frozen = [recount.team(team) for team in TEAMS], recount.standings()
        case ("thaw",):
            await board.write(lambda tx: seasons.thaw(tx, key))
            recount.frozen = None
        case (kind, number, *rest) if kind not in ("join", "freeze") and number < len(recount.people):
            await _does(board, recount.people[number], kind, rest, now)


async def _does(board: Board, person: Person, kind: str, rest: list[Any], now: int) -> None:
    key, player = board.season.season, person.player
    if kind == "leave":
        assert await board.write(lambda tx: players.delete(tx, key, player.player, now)) is not person.gone
        person.gone, person.shown = True, False
        return
    if kind in ("show", "hide") and not person.gone:
        person.shown = kind == "show"
        await board.write(lambda tx: players.change(tx, key, player.player, shown=person.shown))
    if kind == "resend" and person.sent and not person.gone:
        ticket, verdict, receipt = person.sent
        assert await board.send(player, ticket, verdict, now=now) == receipt
    if kind not in ("run", "draw", "refuse"):
        return
    encounter = rest[0] if rest else "wet-floor"
    try:
        ticket = await board.ticket(player, encounter, now=now)
    except Refused:
        assert person.gone or person.drawn.get(encounter, 0) == ATTEMPTS
        return
    person.drawn[encounter] = person.drawn.get(encounter, 0) + 1
    assert ticket.attempt == person.drawn[encounter]
    if kind == "run":
        score, harm, hot, outcome = rest[1:]
        verdict = came_to(score, harm=harm, hot=hot, outcome=outcome)
        receipt = await board.send(player, ticket, verdict, now=now)
        had = tally(person.runs).points if person.runs else None
        person.runs.append(Counted(encounter, ticket.attempt, verdict))
        if tally(person.runs).points != had:
            person.reached = now
        assert receipt.points == tally(person.runs).points
        person.sent = ticket, verdict, receipt


def agree(tx: Tx, key: str, recount: Recount) -> None:
    """Hold everything that the store answers against the recount."""
    views = [(LIVE, [recount.team(team) for team in TEAMS], recount.standings())]
    if recount.frozen is not None:
        views.append((FROZEN, *recount.frozen))
    else:
        assert ranks.teams(tx, key, FROZEN) == ()
    for view, teams, standings in views:
        assert sorted(ranks.teams(tx, key, view), key=lambda one: one.team) == sorted(
            teams, key=lambda one: one.team
        )
        assert ranks.people(tx, key, view) == len(standings)
        _best(tx, key, view, recount, standings)
        _histogram(tx, key, view, standings)
        _order(tx, key, view, recount, standings)


def _best(tx: Tx, key: str, view: int, recount: Recount, standings: dict[str, Standing]) -> None:
    best = ranks.best_of_teams(tx, key, view)
    for team in TEAMS:
        theirs = {one.player.player for one in recount.people if one.player.team == team}
        points = [one.tally.points for player, one in standings.items() if player in theirs]
        assert best[team] == tuple(sorted(points, reverse=True)[:5])


def _histogram(tx: Tx, key: str, view: int, standings: dict[str, Standing]) -> None:
    for level, bits in ((0, 0), (1, FINE)):
        counted: dict[int, int] = {}
        for one in standings.values():
            bucket = one.tally.points >> bits
            counted[bucket] = counted.get(bucket, 0) + 1
        found = tx.rows(
            "SELECT bucket, people FROM histogram WHERE season = ? AND view = ? AND level = ? AND people <> 0",
            key, view, level,
        )  # fmt: skip
        assert dict(found) == counted


def _order(tx: Tx, key: str, view: int, recount: Recount, standings: dict[str, Standing]) -> None:
    people = {one.player.player: one for one in recount.people}
    all_points = [one.tally.points for one in standings.values()]

    def order(player: str) -> tuple[Any, ...]:
        one = standings[player]
        return (-one.tally.points, one.tally.attempts, one.reached)

    def told(player: str, me: str) -> Neighbour:
        one, person = standings[player].tally, people[player]
        return Neighbour(
            rank=1 + sum(points > one.points for points in all_points),
            name=person.player.name if person.shown or player == me else "",
            team=person.player.team,
            points=one.points,
            attempts=one.attempts,
            tied=all_points.count(one.points) > 1,
            me=player == me,
        )

    listed = [player for player in standings if not people[player].gone]
    shown = sorted((player for player in listed if people[player].shown), key=order)
    assert ranks.top(tx, key, view) == tuple(told(player, "") for player in shown[:20])
    listed.sort(key=order)
    for player in people:
        if player not in listed:
            assert ranks.rank(tx, key, view, player) is None
            assert ranks.around(tx, key, view, player) == ()
            continue
        assert ranks.rank(tx, key, view, player) == told(player, player)
        place = listed.index(player)
        near = listed[max(0, place - 2) : place + 3]
        assert ranks.around(tx, key, view, player, 2) == tuple(told(one, player) for one in near)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happened=happenings)
def test_sums_ranks_and_histogram_are_what_a_recount_comes_to(store: Store, happened: list[Any]) -> None:
    key = f"season-{next(NUMBER)}"
    recount = Recount()

    async def play() -> None:
        board = await Board(store, a_season(key)).create()
        for moment, what in enumerate(happened):
            # A moment of its own for each: what falls on one millisecond has no order but the players' ids.
            await happens(board, recount, what, 2_000 + moment)
        await board.read(lambda tx: agree(tx, key, recount))

    asyncio.run(play())

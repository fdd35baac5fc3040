"""Who stands where, and why: a player's points, a team's rank and its awards, from sums. Pure, integers only.

Every kind of board adds up by these functions, so a folder and a server rank alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erf, isqrt, sqrt
from typing import Final

from game.board.season import ATTEMPTS, Ranking, Season
from game.board.verdict import Verdict
from game.board.wire import Award, TeamStanding

SHOWN_FIRST: Final = 20
"""How many of the best are listed."""

TOP: Final = 5
"""Whose points the ranking `top-five` adds up."""

_AWARD_RUNS: Final = 3
"""An award wants at least so many runs to go by: one lucky conversation is no week."""

# How often the biggest and the smallest of equally good teams come first, simulated with eight teams each of 3, 8 and
# 30 people; of fewer teams of a size chance favours the smallest less.
FAIRNESS: Final[dict[Ranking, str]] = {
    "size-adjusted": "Each team is compared with random teams of its own size, so size neither helps nor hurts; "
    "what chance does to a small team is allowed for, not undone.",
    "average": "Favours small teams: of many equally good ones a small one comes first four times in five.",
    "sum": "Favours big teams: of equally good ones a big one comes first every time.",
    "top-five": "Favours big teams: of equally good ones a big one comes first ninety-nine times in a hundred.",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A run that arrived in time: of which encounter, on which attempt, and what it came to."""

    encounter: str
    attempt: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """What one player's runs add up to. Teams are sums of these.

    Attributes:
        points: the best run of each encounter, added up; a whole run each time, never parts of two.
        attempts: how many runs arrived.
        harm: of all of them.
        again: encounters played more than once; `gained` from the first run to the best in those, added up.
        hot: runs in which the customer was furious at some moment; `calmed` those of them that ended `met`.
    """

    points: int = 0
    attempts: int = 0
    harm: int = 0
    again: int = 0
    gained: int = 0
    hot: int = 0
    calmed: int = 0


def tally(runs: Iterable[Counted]) -> Tally:
    """Add up a player's runs; beyond the first three of an encounter none counts."""
    by_encounter: dict[str, list[Counted]] = {}
    for run in sorted(runs, key=lambda run: run.attempt):
        if 1 <= run.attempt <= ATTEMPTS:
            by_encounter.setdefault(run.encounter, []).append(run)
    counted = [run.verdict for runs in by_encounter.values() for run in runs]
    best = {key: max(run.verdict.score for run in runs) for key, runs in by_encounter.items()}
    again = [key for key, runs in by_encounter.items() if len(runs) > 1]
    return Tally(
        points=sum(best.values()),
        attempts=len(counted),
        harm=sum(verdict.harm for verdict in counted),
        again=len(again),
        gained=sum(best[key] - by_encounter[key][0].verdict.score for key in again),
        hot=sum(verdict.hot for verdict in counted),
        calmed=sum(verdict.hot and verdict.outcome == "met" for verdict in counted),
    )


@dataclass(frozen=True, slots=True)
class TeamSums:
    """What a team's players add up to.

    Attributes:
        team: its key.
        members: who joined it.
        played: of those, who has a run that counts.
        points, squares: of those who played: the sum of their points, and of the squares of their points.
        runs, harm, again, gained, hot, calmed: as in `Tally`, added up (`runs` are its `attempts`).
    """

    team: str
    members: int = 0
    played: int = 0
    points: int = 0
    squares: int = 0
    runs: int = 0
    harm: int = 0
    again: int = 0
    gained: int = 0
    hot: int = 0
    calmed: int = 0


def team_sums(team: str, players: Iterable[Tally]) -> TeamSums:
    """Add up the players of a team, those without a run among them."""
    everybody = list(players)
    played = [one for one in everybody if one.attempts]
    return TeamSums(
        team=team,
        members=len(everybody),
        played=len(played),
        points=sum(one.points for one in played),
        squares=sum(one.points**2 for one in played),
        runs=sum(one.attempts for one in played),
        harm=sum(one.harm for one in played),
        again=sum(one.again for one in played),
        gained=sum(one.gained for one in played),
        hot=sum(one.hot for one in played),
        calmed=sum(one.calmed for one in played),
    )


def teams_in_order(
    season: Season, sums: Iterable[TeamSums], best: Mapping[str, Sequence[int]] | None = None
) -> tuple[TeamStanding, ...]:
    """Every team of the season as it stands, best first, those below the turnout last.

    Args:
        season: with its ranking and turnout.
        sums: of the teams that have any; a team without sums has nobody in it yet.
        best: the points of each team's best five, for the ranking `top-five`.
    """
    by_team = {one.team: one for one in sums}
    teams = [by_team.get(team.team, TeamSums(team.team)) for team in season.teams]
    people = sum(one.played for one in teams)
    points, squares = sum(one.points for one in teams), sum(one.squares for one in teams)
    found: list[TeamStanding] = []
    for team, one in zip(season.teams, teams, strict=True):
        size = max(team.size or 0, one.members)
        needed = max(1, -(-size * season.turnout // 100))
        enough = one.played >= needed
        match season.ranking:
            case "size-adjusted":
                value = above_chance(one, people, points, squares)
            case "average":
                value = one.points // one.played if one.played else 0
            case "sum":
                value = one.points
            case "top-five":
                value = sum((best or {}).get(one.team, ())[:TOP])
        found.append(
            TeamStanding(
                team=team.team,
                title=team.title,
                rank=1 if enough else None,
                played=one.played,
                members=size,
                average=one.points // one.played if one.played else 0,
                value=value,
                says=_sentence(season, one, size, needed, value, people),
            )
        )
    ranked = sorted((one for one in found if one.rank), key=lambda one: (-one.value, one.title))
    placed = [
        one.model_copy(update={"rank": 1 + sum(other.value > one.value for other in ranked)})
        for one in ranked
    ]
    waiting = sorted((one for one in found if not one.rank), key=lambda one: one.title)
    return (*placed, *waiting)


def above_chance(team: TeamSums, people: int, points: int, squares: int) -> int:
    """How far a team's average is above what a random team of its size would get, in thousandths of a deviation.

    That is z of the mean, drawn without replacement from everybody who played: of equally good teams of 3, 8 and 30
    each size wins about a third of the time (FACTS, Boards). Nought where there is nothing to compare with.

    Args:
        team: its sums.
        people: everybody who played, all teams together.
        points: the sum of their points.
        squares: the sum of the squares of their points.
    """
    size = team.played
    spread = (people * squares - points**2) * (people - size) * size
    if spread <= 0:
        return 0
    ahead = team.points * people - points * size
    z = isqrt(1_000_000 * ahead**2 * (people - 1) // spread)
    return z if ahead >= 0 else -z


def _sentence(season: Season, team: TeamSums, size: int, needed: int, value: int, people: int) -> str:
    """A team's standing in words."""
    if not team.played:
        return "Nobody has played yet." if size else "Nobody has joined yet."
    if team.played < needed:
        return f"{team.played} of {size} have played; ranked from {needed} on."
    average = f"An average of {team.points // team.played:,} from {team.played} of {size}"
    match season.ranking:
        case "size-adjusted" if people == team.played:
            return f"{average}; no other team has played yet."
        case "size-adjusted":
            beaten = min(99, max(1, round(50 * (1 + erf(value / 1000 / sqrt(2))))))
            who = "a random team of that size" if team.played > 1 else "a random player"
            return f"{average}: better than {beaten} in 100 of what {who} would get."
        case "top-five":
            return f"{value:,} from its best {min(TOP, team.played)}; {average[0].lower()}{average[1:]}."
        case "sum":
            return f"{value:,} in all; {average[0].lower()}{average[1:]}."
        case "average":
            return f"{average}."


def awards(season: Season, sums: Iterable[TeamSums]) -> tuple[Award, ...]:
    """The awards to teams as they stand; one that nobody has earned yet is left out."""
    known = [one for one in sums if season.team(one.team)]
    found = []
    if improved := _most(
        [(1000 * one.gained // one.again, one) for one in known if one.again >= _AWARD_RUNS]
    ):
        gain = improved[0] // 1000
        if gain > 0:
            says = f"From a first try to the best of three, {gain} points more on average."
            found.append(Award(award="most-improved", title="Most improved", teams=improved[1], says=says))
    if quiet := _most([(-(1000 * one.harm // one.runs), one) for one in known if one.runs >= _AWARD_RUNS]):
        harm = f"{-quiet[0] / 1000:.1f}" if quiet[0] else "no"
        says = f"The least harm done: {harm} harm points a conversation."
        found.append(Award(award="quietest-week", title="Quietest week", teams=quiet[1], says=says))
    if calm := _most([(1000 * one.calmed // one.hot, one) for one in known if one.hot >= _AWARD_RUNS]):
        share = calm[0] // 10
        if share > 0:
            says = f"Of their furious customers, {share} in 100 got what they needed in the end."
            found.append(Award(award="best-recovery", title="Best recovery", teams=calm[1], says=says))
    return tuple(found)


def _most(valued: Sequence[tuple[int, TeamSums]]) -> tuple[int, tuple[str, ...]] | None:
    """The highest value, and everybody who has it; none of nothing."""
    if not valued:
        return None
    most = max(value for value, _ in valued)
    return most, tuple(one.team for value, one in valued if value == most)

"""How a season stands, in ordinary lines: teams as sentences, neighbours, awards, and what the board proves."""

from collections.abc import Iterator, Sequence
from typing import Final

from game.board.dates import moment
from game.board.folder.files import Finding
from game.board.season import ATTEMPTS, Season
from game.board.seen import BoardView, played_in
from game.board.wire import Neighbour, Standings
from game.rules.clean import clean

RANKING: Final = {
    "size-adjusted": "a team's average, held against random teams of its size",
    "average": "a team's average",
    "sum": "a team's sum",
    "top-five": "the sum of a team's best five",
}
"""What teams are ranked by, in a clause."""

LISTED_MOST: Final = 20
"""Files that don't count are named one by one up to so many; the rest is only counted."""


def runs(many: int) -> str:
    """`one run`, `2 runs`."""
    return "one run" if many == 1 else f"{many:,} runs"


def waiting(many: int) -> str:
    """`One run waits to be sent`, without its stop."""
    return f"{runs(many).capitalize()} {'waits' if many == 1 else 'wait'} to be sent"


def view_lines(view: BoardView) -> list[str]:
    """A season as its player sees it: what it is, how it stands, and what they have played."""
    lines = [f"{view.season.title}: {view.where}", *season_lines(view.season, view.proves)]
    if view.trouble:
        lines.append(f"  {view.trouble}")
    if view.waiting:
        waits = "waits" if view.waiting == 1 else "wait"
        lines.append(
            f"  {runs(view.waiting).capitalize()} {waits} to be sent; `ownit board sync` tries again."
        )
    if view.standings is None:
        lines.append("  How it stands isn't known yet.")
    else:
        if view.offline and view.synced is not None:
            lines.append(f"  As it stood when it was last seen, {moment(view.synced)}.")
        lines += standing_lines(view.season, view.standings)
    return [clean(line) for line in [*lines, "", *own_lines(view)]]


def own_lines(view: BoardView) -> list[str]:
    """What the player has played in a season."""
    lines = [f"You: {view.name}, {view.team_title}, {view.points:,} points"]
    for one in view.offered:
        best = f"{one.best} of 1000" if one.best is not None else "not played yet"
        left = f"{one.left} of {ATTEMPTS} attempts left" if one.left else "no attempt left"
        week = "a week, " if one.kind == "week" else ""
        lines.append(f"  {one.title} ({week}{one.encounter}): {best}, {left}")
    return [clean(line) for line in lines]


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """What doesn't count in a folder, for whoever keeps it: first what wants a decision, since it is about a person."""
    lines: list[str] = []
    for heading, person in (("For whoever keeps the folder to decide", True), ("Left out", False)):
        those = [one for one in findings if one.person is person]
        if those:
            lines += ["", heading, *(f"  {one.path}: {one.why}" for one in those[:LISTED_MOST])]
            if more := len(those[LISTED_MOST:]):
                lines.append(f"  and {more:,} more; --json has them all")
    return [clean(line) for line in lines]


def season_lines(season: Season, proves: str) -> list[str]:
    """What a season is: its time, what is played, by whom, and how they are ranked."""
    teams = ", ".join(f"{one.title} ({one.size})" if one.size else one.title for one in season.teams)
    lines = [
        f"  Open       {moment(season.opens)} to {moment(season.closes)}",
        f"  Played     {', '.join(played_in(season))}",
        f"  Teams      {teams}",
        f"  Ranked by  {RANKING[season.ranking]}, once {season.turnout} % of it have played",
    ]
    if season.freezes is not None:
        lines.append(f"  Standings  stand still from {moment(season.freezes)} until the end")
    return [clean(line) for line in [*lines, f"  {proves}"]]


def standing_lines(season: Season, seen: Standings) -> list[str]:
    """How a season stands.

    Args:
        season: which, for the titles of its teams.
        seen: how it stands.
    """
    return [clean(line) for line in _standing_lines(season, seen)]


def _standing_lines(season: Season, seen: Standings) -> Iterator[str]:
    played = "Nobody has played yet"
    if seen.people:
        played = "One person has played" if seen.people == 1 else f"{seen.people:,} people have played"
    yield f"  {played}; the most anybody can have is {seen.best_possible:,}."
    if seen.frozen is not None:
        yield f"  The standings are those of {moment(seen.frozen)}, and stand still until the season has ended."
    yield from ("", "Teams")
    width = max((len(one.title) for one in seen.teams), default=0)
    for team in seen.teams:
        rank = f"{team.rank}." if team.rank else "–"
        yield f"  {rank:>4} {team.title:{width}}  {team.says}"
    if seen.fairness:
        yield f"  {seen.fairness}"
    yield from _people("Around you", season, seen.around)
    yield from _people("The best of those who like to be shown", season, seen.top)
    if seen.awards:
        yield from ("", "Awards")
        titles = {one.team: one.title for one in season.teams}
        for award in seen.awards:
            teams = " and ".join(titles.get(key, key) for key in award.teams)
            yield f"  {award.title}: {teams}. {award.says}"


def _people(heading: str, season: Season, people: Sequence[Neighbour]) -> Iterator[str]:
    if not people:
        return
    yield from ("", heading)
    titles = {one.team: one.title for one in season.teams}
    for one in people:
        name = (one.name or "somebody") + (" (you)" if one.me else "")
        points = f"{one.points:,} points in {runs(one.attempts)}{', tied' if one.tied else ''}"
        yield f"  {f'{one.rank}.':>4} {name}, {titles.get(one.team, one.team)}: {points}"

"""How a season stands, as things to show. Everything a board or a player wrote goes in as plain `Content`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual.content import Content
from textual.visual import Visual

from game.board.season import ATTEMPTS, Kind
from game.board.seen import AttemptView, BoardView, OfferedView
from game.board.wire import Neighbour, Standings, TeamStanding
from game.rules.clean import clean
from game.tui.moments import moment
from game.tui.widgets.visuals import Beside, Ends, Stack
from game.tui.wording import counted, ordinal

Ranks = Mapping[str, int | None]
"""Where each team stood when it was looked at before; empty where that isn't known."""

KINDS: Final = {
    "refereed": "refereed: legal, and played once",
    "friendly": "friendly folder: legal; attempts are declared",
}
"""What a page about a board says at its head."""

SIDE_TEAMS: Final = 5
"""Teams at the side at most: the best, and mine with those beside it."""

BLANK: Final = Content(" ")


def ranks(standings: Standings | None) -> Ranks:
    """Where each team stands."""
    return {team.team: team.rank for team in standings.teams} if standings else {}


def place(view: BoardView, before: Ranks) -> str:
    """My team's place in words: `2nd of 5, up from 3rd`; "" where nothing is known yet."""
    mine = my_team(view)
    if mine is None or view.standings is None:
        return ""
    if mine.rank is None:
        return "not ranked yet"
    tied = sum(team.rank == mine.rank for team in view.standings.teams) > 1
    of = f"{ordinal(mine.rank)} of {len(view.standings.teams)}{', tied' if tied else ''}"
    return ", ".join(filter(None, (of, moved(mine, before))))


def moved(team: TeamStanding, before: Ranks) -> str:
    """`up from 3rd`, `down from 1st`; "" where it stands as it stood, or that isn't known."""
    old = before.get(team.team)
    if old is None or team.rank is None or old == team.rank:
        return ""
    return f"{'up' if team.rank < old else 'down'} from {ordinal(old)}"


def arrow(team: TeamStanding, before: Ranks) -> str:
    """The same as a shape, to stand beside the words."""
    words = moved(team, before)
    return "↑" if words.startswith("up") else "↓" if words else ""


def my_team(view: BoardView) -> TeamStanding | None:
    """My team as it stands; none before anything was seen."""
    teams = view.standings.teams if view.standings else ()
    return next((team for team in teams if team.team == view.team), None)


# What is said above everything


def summary(view: BoardView, before: Ranks) -> Stack:
    """My team in a sentence, and myself."""
    mine, where = my_team(view), place(view, before)
    parts: list[Visual] = [
        Content.assemble((view.team_title, "bold $loud"), (f": {where}" if where else "", "bold $accent"))
    ]
    if mine is not None:
        parts.append(Content(mine.says))
    parts.append(Content.styled(_myself(view), "$quiet"))
    return Stack(parts)


def _myself(view: BoardView) -> str:
    seen = view.standings
    if seen is None:
        return "Nothing is known of the standings yet."
    frozen = seen.frozen is not None and not seen.closed
    if seen.me is None and not any(one.best is not None for one in view.offered):
        each = "each" if any(one.kind == "week" for one in view.offered) else "each encounter"
        return f"You have no run that counts yet. Three tries at {each}, the best one counts."
    if seen.me is None:
        where = (
            "your place is shown once the season is closed"
            if frozen
            else "your place comes with the next sync"
        )
        return f"You: {view.points:,} of {seen.best_possible:,} points; {where}."
    tied = ", tied" if seen.me.tied else ""
    rank = f"{ordinal(seen.me.rank)}{tied} of {counted(seen.people, 'person', 'people')}"
    if frozen:  # what one has oneself goes on; where one stands doesn't
        rank = f"{rank} when the standings froze"
    points = max(view.points, seen.me.points) if frozen else seen.me.points
    return f"You: {points:,} of {seen.best_possible:,} points, {rank}."


def state(view: BoardView, live: bool, now: int) -> Content:
    """How fresh all this is, what waits, and until when it goes on, in a line or two."""
    parts: list[tuple[str, str]] = []
    seen = view.standings
    frozen = seen.frozen if seen is not None and not seen.closed else None
    synced = f"last synced {moment(view.synced, now)}" if view.synced is not None else "never synced"
    if view.offline:
        parts.append((f"offline, {synced}", "bold $error"))
    elif view.trouble:
        parts.append((view.trouble, "$error"))
    elif frozen is None and view.stage != "closed":
        parts.append(("live", "bold $accent") if live else (synced, ""))
    if view.waiting:
        waits = "wait" if view.waiting > 1 else "waits"
        parts.append((f"{counted(view.waiting, 'run')} {waits} to be sent, nothing is lost", "bold"))
    if frozen is not None:
        parts.append((f"frozen since {moment(frozen, now)}, until the season is closed", "bold $accent"))
    parts.append((_stage(view, now), ""))
    said: list[tuple[str, str] | str] = []
    for part in parts:
        said += [(" · ", "$quiet"), part] if said else [part]
    return Content.assemble(*said)


def _stage(view: BoardView, now: int) -> str:
    match view.stage:
        case "soon":
            return f"opens {moment(view.season.opens, now)}"
        case "open":
            return f"closes {moment(view.season.closes, now)}"
        case "over":
            return f"over since {moment(view.season.closes, now)}; its organiser has not closed it yet"
        case _:
            return "closed: these are the final standings"


# Encounters


def offered_row(one: OfferedView, over: bool) -> Beside:
    """Something the season offers, and how I stand with it; what is left is of no use where it is `over`."""
    says = Content.styled(how_it_stands(one, over), "$quiet")
    week = ("  a week", "$quiet") if one.kind == "week" else ""
    return Beside(Content.assemble((one.title, "bold"), week), says, indent=28, roomy=60)


def how_it_stands(one: OfferedView, over: bool = False) -> str:
    """`2 of 3 left, best 812`."""
    said = []
    if one.open is not None and not over:
        said.append(_open(one.open, one.kind))
    if any(attempt.state == "waiting" for attempt in one.attempts):
        said.append("waiting to be sent")
    if not over:
        said.append(f"{one.left} of {ATTEMPTS} left" if one.left else "no attempt left")
    if one.best is not None:
        said.append(f"best {one.best}")
    if not said:
        said.append("no run that counts")
    return ", ".join(said)


def _open(attempt: AttemptView, kind: Kind) -> str:
    if attempt.state == "begun":
        return f"go on with attempt {attempt.attempt}{_how_far(attempt, kind)}"
    return f"attempt {attempt.attempt} is drawn" + (", ready to play offline" if attempt.offline else "")


def _how_far(attempt: AttemptView, kind: Kind) -> str:
    """`, turn 5`; nothing of a week, whose days are not counted in choices."""
    return "" if kind == "week" else f", turn {attempt.turn + 1}"


def attempt_says(attempt: AttemptView, kind: Kind = "encounter") -> str:
    """How an attempt stands, in a clause."""
    offline = ", played offline" if attempt.offline else ""
    match attempt.state:
        case "counted":
            return f"{attempt.score} of 1000{offline}"
        case "refused":
            return f"not counted: {attempt.why}"
        case "waiting":
            return f"waits to be sent{offline}"
        case "begun":
            return f"begun{_how_far(attempt, kind)}{offline}"
        case "drawn":
            return "drawn, not begun" + (", to be played offline" if attempt.offline else "")
        case "given up":
            return "given up"
        case _:
            return "played on another computer"


# Teams


def team_rows(view: BoardView, before: Ranks) -> Iterator[Visual]:
    """Every team in a line."""
    seen = view.standings
    for team in seen.teams if seen else ():
        mine = team.team == view.team
        average = _number(team.average if team.played else None, mine)
        yield Ends(
            _rank(team.rank, mine),
            Content.assemble(
                (team.title, "bold $loud" if mine else ""),
                (f"  {arrow(team, before)} {words}" if (words := moved(team, before)) else "", "$accent"),
            ),
            Content.assemble((f"{team.played} of {team.members} played", "$quiet"), "  ", average),
            _RANK,
            short=average,
        )


def teams_page(view: BoardView, before: Ranks, now: int) -> Stack:
    """The teams, the awards, and what is unfair about the ranking."""
    seen = view.standings
    if seen is None:
        return Stack([Content.styled("Nothing is known of the standings yet.", "$quiet")])
    head = Content.styled("on average", "$quiet")
    parts: list[Visual] = [*_frozen(seen, now), Ends(_title("TEAMS"), Content(""), head, _RANK)]
    parts += team_rows(view, before)
    mine = my_team(view)
    if mine is not None:
        parts += [BLANK, Content.assemble((f"{mine.title}. ", "bold"), mine.says)]
    if seen.awards:
        titles = {team.team: team.title for team in seen.teams}
        parts += [BLANK, _title("AWARDS, as it stands")]
        for award in seen.awards:
            to = " and ".join(titles.get(team, team) for team in award.teams)
            says = Content.assemble((to, "bold"), (f". {award.says}", "$quiet"))
            parts.append(Beside(Content.styled(award.title, "$accent"), says, indent=16, roomy=44))
    parts += [BLANK, Content.styled(seen.fairness, "$quiet"), Content.styled(view.proves, "$quiet")]
    return Stack(parts)


def _frozen(seen: Standings, now: int) -> Iterator[Visual]:
    if seen.frozen is not None and not seen.closed:
        said = f"FROZEN. These are the standings of {moment(seen.frozen, now)}, until the season is closed."
        yield Content.styled(said, "bold $accent")
        yield BLANK


# People


def near_page(view: BoardView, now: int) -> Stack:
    """Me in the middle, and who is near; never a list from the bottom."""
    seen = view.standings
    if seen is None or not seen.around:
        says = "Finish a run that counts, and here is who stands near you."
        return Stack([*(_frozen(seen, now) if seen else ()), Content.styled(says, "$quiet")])
    parts: list[Visual] = [*_frozen(seen, now), *people_rows(view, seen.around)]
    shown = (
        "Your name stands on the board."
        if view.shown
        else f"To others you are “somebody of {view.team_title}”; n changes that."
    )
    parts += [BLANK, Content.styled(shown, "$quiet")]
    return Stack(parts)


def top_page(view: BoardView, now: int) -> Stack:
    """The best of those who like to be shown."""
    seen = view.standings
    if seen is None or not seen.top:
        says = "Nobody who likes to be shown has a run that counts yet."
        return Stack([*(_frozen(seen, now) if seen else ()), Content.styled(says, "$quiet")])
    says = "The best of those who like to be shown. Whoever doesn't has a place all the same."
    return Stack([*_frozen(seen, now), *people_rows(view, seen.top), BLANK, Content.styled(says, "$quiet")])


def people_rows(view: BoardView, people: Sequence[Neighbour]) -> Iterator[Visual]:
    """A line for each."""
    for one in people:
        runs = "1 run" if one.attempts == 1 else f"{one.attempts} runs"
        tied = ", tied" if one.tied else ""
        yield Ends(
            _rank(one.rank, one.me),
            Content.styled(who(view, one), "bold $loud" if one.me else ""),
            Content.assemble((f"{runs}{tied}", "$quiet"), "  ", _number(one.points, one.me)),
            _RANK,
            short=_number(one.points, one.me),
        )


def who(view: BoardView, one: Neighbour, team: bool = True) -> str:
    """What somebody is called on a board: `you`, `Ada, Northgate`, or `somebody of Northgate`."""
    found = view.season.team(one.team)
    title = clean(found.title) if found else one.team
    if one.me:
        return f"you, {view.name}"
    if not one.name:
        return f"somebody of {title}"
    return f"{one.name}, {title}" if team else one.name


# At the side


def side(view: BoardView, before: Ranks) -> Stack:
    """The teams and who is near me, as briefly as can be."""
    seen = view.standings
    if seen is None:
        return Stack([])
    parts: list[Visual] = [_title("TEAMS, on average")]
    for team in _those_near(seen.teams, view.team):
        if team is None:
            parts.append(Content.styled("   …", "$quiet"))
            continue
        mine = team.team == view.team
        title = Content.styled(f"{team.title} {arrow(team, before)}", "bold $loud" if mine else "")
        average = Content.styled(f"{team.average:,}" if team.played else "–", "bold" if mine else "")
        parts.append(Ends(_rank(team.rank, mine), title, average, _RANK))
    if seen.around:
        parts += [BLANK, _title("NEAR YOU")]
        for one in seen.around:
            name = Content.styled(who(view, one, team=False), "bold $loud" if one.me else "")
            points = Content.styled(f"{one.points:,}", "bold" if one.me else "")
            parts.append(Ends(_rank(one.rank, one.me), name, points, _RANK))
    for award in seen.awards:
        titles = {team.team: team.title for team in seen.teams}
        to = " and ".join(titles.get(team, team) for team in award.teams)
        parts += [BLANK, _title(award.title.upper()), Content(to)]
    return Stack(parts)


def _those_near(teams: Sequence[TeamStanding], mine: str) -> list[TeamStanding | None]:
    """The best teams, and mine with those beside it; none where some are left out."""
    if len(teams) <= SIDE_TEAMS:
        return list(teams)
    place = next((place for place, team in enumerate(teams) if team.team == mine), 0)
    if place < SIDE_TEAMS - 1:
        return [*teams[:SIDE_TEAMS], None]
    return [teams[0], None, *teams[place - 1 : place + 2], *([None] if place + 2 < len(teams) else [])]


_POINTS: Final = 6
"""Cells for a number of points: `24,000`."""

_RANK: Final = 7
"""Cells for a mark and a rank: `▸ 112th`."""


def _rank(rank: int | None, mine: bool) -> Content:
    said = ordinal(rank) if rank else "–"
    return Content.assemble(
        ("▸" if mine else " ", "bold $accent"), (f"{said:>5} ", "bold" if mine else "$quiet")
    )


def _number(value: int | None, mine: bool) -> Content:
    said = "–" if value is None else f"{value:,}"
    return Content.styled(f"{said:>{_POINTS}}", "bold" if mine else "")


def _title(text: str) -> Content:
    return Content.styled(text, "bold $quiet")

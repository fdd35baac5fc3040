"""What a week at a workplace teaches, proved over the town's own states.

Proved of every town that reads well: prevention beats every week of rescues; a week that neglects a bucket is no good
one; handing everything back ends badly; every signal can be acted on; no week is lost on its first day. What can't be
had is shown by bounds that let the player have more than there is (`game.town.prospects`); what can be had, by weeks
of real choices (`game.town.finding`). Talks are represented by their outcomes as the solver finds them
(`game.town.outcomes`).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from game.checks.check import WRITING
from game.checks.checked_town import CheckedTown, OwnScene
from game.checks.harm import costly
from game.checks.town_habits import GOOD, habit_findings
from game.engine.graph import TooLarge
from game.engine.step import EncounterFault
from game.language.diagnostics import Diagnostic, Place
from game.language.raw import Part
from game.language.read import TownReading
from game.language.town_file import HERE
from game.library.library import Library
from game.library.towns import LoadedTown
from game.rules.conditions import surely_known
from game.town.finding import Finder
from game.town.outcomes import Outcomes, left_by
from game.town.prospects import DeflectBounds, RescueBounds
from game.town.rules import Rules
from game.town.score import points_of
from game.town.slim import Slim
from game.town.state import Tally, Week
from game.town.week import begin_week, made, options

TOWN_TITLES: Final[dict[str, str]] = {
    "D001": "A week of rescues does as well as prevention.",
    "D002": "A week that leaves a bucket alone can be a good one.",
    "D003": "A week of handing everything back ends well enough.",
    "D004": "A signal can't be acted on in time.",
    "D005": "A week can be lost on its first day.",
    "D006": "No reply of a scene shows its full marks.",
    "D007": "Work on a signal can't be handed back.",
    "D008": "Choosing by habit makes a good week.",
    "D009": "Whoever comes with nothing in hand can only do harm.",
    "D099": "The town can't be proved.",
}
"""Code → title of what is proved of a town."""

BAD: Final = 600
"""A week that ends badly is below this."""

MONDAYS_MOST: Final = 20_000
"""Different ends of a Monday looked at."""


def town_findings(reading: TownReading, library: Library) -> tuple[list[Diagnostic], set[str]]:
    """What is wrong with a town that reads well, and the codes of the checks of wording that looked at it.

    A draft is only asked what its scenes show.
    """
    if reading.town is None or reading.script is None or reading.document is None:
        return [], set()
    encounters = {
        one.encounter: library.encounter(one.encounter)
        for one in reading.town.arrivals.values()
        if one.encounter is not None
    }
    loaded = LoadedTown(reading.town, reading.script, library.rulebook, encounters)
    top = Part(reading.document, (), reading.document.data)
    checked = CheckedTown(loaded, reading.document)
    found = [*_scenes(checked, top), *_untouched(loaded, top)]
    if reading.script.draft:
        return found, set()
    for look in WRITING.values():
        found += look(checked)
    rules = Rules(loaded)
    try:
        found += habit_findings(rules, top)
        found += _proved(rules, top)
    except (TooLarge, EncounterFault) as trouble:
        hint = "`ownit check` on the encounters says which, and why"
        found.append(Diagnostic("D099", f"an encounter can't be solved: {trouble}", Place(1, 1, 2), hint))
    return found, set(WRITING)


def _scenes(checked: CheckedTown, top: Part) -> Iterator[Diagnostic]:
    """Each scene has a reply that shows its full marks without harm, and work on a signal one that hands it back."""
    moves = checked.loaded.rulebook.moves
    for own in checked.scenes:
        part, scene = top, own.scene
        for key in own.path:
            part = part / key
        best = max(checked.values(own).values())
        if best < 1000:
            hint = "lower `full_marks`, or let a reply show all of them"
            yield (part / "full_marks").problem("D006", f"its best reply comes to {best} of 1000", hint)
        replies = scene.encounter.scenes[HERE].replies.values()
        back = any(moves[move].deflects for reply in replies for move in reply.moves)
        works = any(doing.work for doing in scene.does.values())
        no_work = any(not doing.work and doing.ends != "met" for doing in scene.does.values())
        if works and not back and not no_work:
            hint = "add a reply that leaves it to somebody else, as a sensible person might"
            yield part.key_problem("D007", f"every reply of `{part.key}` gets some of the work done", hint)
        yield from _only_harm(checked, own, part)


def _only_harm(checked: CheckedTown, own: OwnScene, part: Part) -> Iterator[Diagnostic]:
    """Whatever isn't known and however little time is left, some reply does no harm."""
    kind, key, *_ = own.path
    offered_when = checked.loaded.town.tasks[key].when if kind == "tasks" else None
    known, harmful = surely_known(offered_when), costly(checked.loaded.rulebook)
    for reply, doing in own.scene.does.items():
        there = doing.when is None and not doing.pulls and known.issuperset(doing.cites)
        if there and harmful.isdisjoint(own.scene.encounter.scenes[HERE].replies[reply].moves):
            return
    hint = "add a reply that admits as much and does no harm, or say under `when:` what must be known first"
    yield part.key_problem(
        "D009", f"whoever comes to `{part.key}` with nothing in hand can only do harm", hint
    )


def _untouched(loaded: LoadedTown, top: Part) -> Iterator[Diagnostic]:
    """A bucket left alone caps a week below a good one; and each can be touched."""
    points = top / "score" / "untouched" / "points"
    if loaded.town.points.untouched >= GOOD:
        found = f"with nothing done in `help` all week, {loaded.town.points.untouched} can still be scored"
        yield points.problem("D002", found, f"a good week begins at {GOOD}: choose less")


def _proved(rules: Rules, top: Part) -> Iterator[Diagnostic]:
    outcomes = Outcomes(rules)
    finder, monday = Finder(rules, outcomes), begin_week(rules)
    yield from _prevention(rules, top, outcomes, finder, monday)
    handed_back = DeflectBounds(rules, outcomes).best(monday)
    if handed_back is not None and handed_back >= BAD:
        found = f"whoever hands everything back may still come to {handed_back}"
        hint = (
            "let those who were passed on come back as a second failure, and let work on signals be refused"
        )
        yield (top / "arrivals").key_problem("D003", found, hint)
    yield from _acted_on(rules, top, finder, monday)
    yield from _first_day(rules, top, outcomes, finder, monday)


def _prevention(
    rules: Rules, top: Part, outcomes: Outcomes, finder: Finder, monday: Week
) -> Iterator[Diagnostic]:
    """A week in which everything is prevented beats what any week without prevention could come to."""
    rescued = RescueBounds(rules, outcomes).best(monday) or 0

    def prevented(week: Week) -> bool:
        quiet = all(signal.status == "prevented" for signal in week.signals)
        return quiet and points_of(rules, week)[0] > rescued

    if finder.find(monday, prevented) is None:
        found = f"rescues may come to {rescued}, and no week was found that prevents every fire and beats it"
        hint = "lower `score: warned` and `neglected`, or let the signals need fewer hours"
        yield (top / "signals").key_problem("D001", found, hint)


def _acted_on(rules: Rules, top: Part, finder: Finder, monday: Week) -> Iterator[Diagnostic]:
    for key, place in rules.signals.items():
        if finder.find(monday, lambda week, place=place: week.signals[place].status == "prevented") is None:  # type: ignore[misc]
            hint = "give it a task with enough `work` on the days between `seen` and `breaks`"
            yield (top / "signals" / key).key_problem(
                "D004", f"no week was found that prevents `{key}`", hint
            )


def _first_day(
    rules: Rules, top: Part, outcomes: Outcomes, finder: Finder, monday: Week
) -> Iterator[Diagnostic]:
    """Whatever is done on Monday, a good week can still come of it."""
    worst = worst_mondays(Slim(rules), mondays(rules, outcomes, monday))
    lost = [
        evening
        for evening in worst
        if finder.find(evening, lambda week: points_of(rules, week)[0] >= GOOD) is None
    ]
    if lost:
        done = ", ".join(sorted(lost[0].done)) or "nothing"
        found = f"after {len(lost)} of {len(worst)} bad Mondays no good week was found, as after this: {done}"
        hint = "let what can be missed on Monday still be had on Tuesday, or break later"
        yield (top / "signals").key_problem("D005", found, hint)


def worst_mondays(slim: Slim, evenings: Iterable[Week]) -> list[Week]:
    """Of all evenings with equal signals, facts and promises one that is worse than each of them.

    It has done whatever one of them did, so that nothing of it is left, and has gathered the least of any: whatever
    can still come of it can come of all of them.
    """
    kept: dict[object, Week] = {}
    for evening in evenings:
        bare = slim.of(evening)._replace(tally=Tally(evening.tally.cases), touched=frozenset())
        place = bare._replace(done=bare.done & slim.asked_done)
        other = kept.get(place)
        if other is None:
            kept[place] = evening
            continue
        one, two = evening.tally, other.tally
        kept[place] = other._replace(
            done=other.done | evening.done,
            touched=other.touched & evening.touched,
            tally=Tally(one.cases, min(one.points, two.points), min(one.hours, two.hours)),
        )
    return list(kept.values())


def mondays(rules: Rules, outcomes: Outcomes, monday: Week) -> Iterator[Week]:
    """Every end of the first day, whatever was done, each talk by each of its outcomes."""
    waiting, seen = [monday], {monday}
    while waiting and len(seen) <= MONDAYS_MOST:
        now = waiting.pop()
        if now.stage == "evening":
            yield now
            continue
        for after in _after(rules, outcomes, now):
            if after not in seen:
                seen.add(after)
                waiting.append(after)


def _after(rules: Rules, outcomes: Outcomes, week: Week) -> Iterator[Week]:
    if week.stage != "talk":
        yield from (made(rules, week, choice).after for choice in options(rules, week))
        return
    yield from (left_by(rules, week, outcome) for outcome in outcomes.of(week))

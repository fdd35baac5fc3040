"""A week looked back on: its score, and the chains from Monday's hour to Thursday's silence."""

from collections.abc import Callable, Sequence
from typing import Literal

from game.language.town_shape import DAYS
from game.rules.words import listed
from game.town.evening import came, hour_lines, letters
from game.town.score import WeekScore, week_score
from game.town.state import Week
from game.town.telling import TownTelling, weekday
from game.town.views import Chain, HourLine, Link, LinkKind, WeekDebrief
from game.town.week import KEEP, Closed, Taken

_ALL_DAYS = range(1, len(DAYS) + 1)


def debrief_of_week(telling: TownTelling, steps: Sequence[Taken], week: Week) -> WeekDebrief:
    """Look back on a week that is over."""
    rules = telling.rules
    score = week_score(rules, steps, week)
    return WeekDebrief(
        title=telling.filled(rules.loaded.script.title),
        seed=telling.seed,
        score=score,
        good=score.score >= rules.loaded.rulebook.scoring.mastered_score,
        because=_because(telling, steps, week, score),
        how=tuple(telling.filled(text) for text in rules.loaded.script.numbers.values()),
        chains=(*_signals(telling, steps, week), *_walk_ins(telling, steps)),
        hours=tuple(_hours(telling, steps, day) for day in _ALL_DAYS),
        letters=letters(telling, steps, week, days=_ALL_DAYS),
    )


def _hours(telling: TownTelling, steps: Sequence[Taken], day: int) -> tuple[HourLine, ...]:
    return hour_lines(telling, [taken for taken in steps if taken.before.day == day])


def _because(telling: TownTelling, steps: Sequence[Taken], week: Week, score: WeekScore) -> tuple[str, ...]:
    """What held a week down, the heaviest first."""
    rules, points, found = telling.rules, telling.rules.town.points, []
    if not {"help", "serve"} <= week.touched:
        idle = listed([bucket for bucket in ("help", "serve") if bucket not in week.touched])
        held = f", which caps it at {points.untouched}" if "untouched" in score.caps else ""
        found.append(f"nothing was done in {idle} all week{held}")
    broken = [key for key, place in rules.promises.items() if week.promises[place].status == "broken"]
    for key in broken:
        found.append(f"a promise lapsed: {telling.promise(key)}")
    fires = [closed for _, closed in came(steps) if rules.town.arrivals[closed.subject].signal]
    if fires:
        cost = sum(1000 - closed.value for closed in fires) // max(1, score.count)
        what = (
            "a fire that need not have been"
            if len(fires) == 1
            else f"{len(fires)} fires that need not have been"
        )
        found.append(f"{what}: {cost} points off the mean of the cases")
    again = sum(rules.town.arrivals[closed.subject].again is not None for _, closed in came(steps))
    if again:
        found.append(
            f"{again} came back for a second failure" if again > 1 else "one came back for a second failure"
        )
    unspent = rules.town.hours * len(DAYS) - sum(taken.spent.hours for taken in steps if taken.spent)
    if unspent:
        found.append(f"{unspent} of {rules.town.hours * len(DAYS)} hours were not to be had, or not spent")
    return tuple(found)


def _signals(telling: TownTelling, steps: Sequence[Taken], week: Week) -> list[Chain]:
    """A chain for each signal, in the order in which they break."""
    town = telling.rules.town
    order = sorted(town.signals, key=lambda key: town.signals[key].breaks)
    return [_signal(telling, key, steps, week) for key in order]


def _signal(telling: TownTelling, key: str, steps: Sequence[Taken], week: Week) -> Chain:
    rules, script = telling.rules, telling.rules.loaded.script
    signal, words = rules.town.signals[key], script.signals[key]
    links = [Link(signal.seen, "seen", telling.filled(words.says[0]))]
    for day in range(signal.seen, signal.breaks + 1):
        today = [taken for taken in steps if taken.before.day == day]
        worked = [taken for taken in today if _works_on(telling, taken, key)]
        for taken in worked:
            links.append(_worked(telling, taken, key))
        still_open = not any(link.kind == "prevented" for link in links)
        if still_open and not worked and day < signal.breaks:
            links.append(Link(day, "left", "an hour more from now on"))
    place = rules.signals[key]
    if week.signals[place].status == "prevented":
        links.append(Link(signal.breaks, "silence", telling.filled(words.quiet)))
        spent = sum(taken.spent.hours for taken in steps if taken.spent and _works_on(telling, taken, key))
        hours = "One hour" if spent == 1 else f"{spent} hours"
        return Chain(
            telling.filled(words.title), tuple(links), "silence", f"{hours}, and nobody had to call.", 1000
        )
    closed, more = _what_came(telling, steps, lambda one: rules.town.arrivals[one].signal == key)
    end: Literal["met", "passed_on"] = "met" if closed is not None and closed.left == "met" else "passed_on"
    least = signal.needs
    hours = "one hour" if least == 1 else f"{least} hours"
    moral = f"On {weekday(signal.seen)} it needed {hours}."
    return Chain(
        telling.filled(words.title), (*links, *more), end, moral, _counts(closed) if closed is not None else 0
    )


def _works_on(telling: TownTelling, taken: Taken, key: str) -> bool:
    town, spent = telling.rules.town, taken.spent
    if spent is None:
        return False
    promise = town.promises.get(spent.task.removeprefix(KEEP)) if spent.score is None else None
    if promise is not None:
        return promise.signal == key and promise.work > 0
    return spent.task in town.tasks and town.tasks[spent.task].signal == key


def _worked(telling: TownTelling, taken: Taken, key: str) -> Link:
    rules = telling.rules
    assert taken.spent is not None
    kind: LinkKind = "worked"
    if taken.spent.score is None:
        title = telling.promise(taken.spent.task.removeprefix(KEEP))
    else:
        doing = rules.town.tasks[taken.spent.task].scene.does[taken.spent.reply]
        title = telling.filled(rules.loaded.script.tasks[taken.spent.task].title)
        kind = "worked" if doing.work else "warned" if doing.warns else "handed_back"
    if any(closed.prevented and closed.subject == key for closed in taken.closed):
        kind = "prevented"
    return Link(taken.before.day, kind, title)


def _what_came(
    telling: TownTelling, steps: Sequence[Taken], wanted: Callable[[str], bool]
) -> tuple[Closed | None, list[Link]]:
    for taken, closed in came(steps):
        if wanted(closed.subject):
            return closed, _came_links(telling, taken, closed)
    return None, []


def _came_links(telling: TownTelling, taken: Taken, closed: Closed) -> list[Link]:
    title = telling.filled(telling.rules.loaded.script.arrivals[closed.subject].title)
    day = taken.before.day
    served: LinkKind = "served" if closed.left == "met" else "lost"
    how = {"met": "left with what they needed", "partly": "left with part of it", "lost": "left without it"}
    assert closed.outcome is not None
    said = how[closed.outcome] if closed.left == "met" or closed.outcome != "met" else "was sent on first"
    counts = f": {closed.value}" if closed.settled else "; it came back, and counts then"
    return [Link(day, "hot" if closed.hot else "came", title), Link(day, served, f"{said}{counts}")]


def _counts(closed: Closed) -> int | None:
    return closed.value if closed.settled else None


def _walk_ins(telling: TownTelling, steps: Sequence[Taken]) -> list[Chain]:
    found = []
    for taken, closed in came(steps):
        if telling.rules.town.arrivals[closed.subject].signal is None:
            title = telling.filled(telling.rules.loaded.script.arrivals[closed.subject].title)
            end: Literal["met", "passed_on"] = "met" if closed.left == "met" else "passed_on"
            moral = _moral(telling, taken, closed)
            found.append(
                Chain(title, tuple(_came_links(telling, taken, closed)), end, moral, _counts(closed))
            )
    return found


def _moral(telling: TownTelling, taken: Taken, closed: Closed) -> str:
    """Why they came, where that lies in this week."""
    rules = telling.rules
    if rules.town.arrivals[closed.subject].again is not None:
        return "A second failure."
    before = rules.returning(closed.subject, taken.before)
    return f"Was here on {weekday(rules.town.arrivals[before].day)}." if before else ""

"""A day looked back on: who came and who didn't, side by side; the hours; three numbers; letters."""

from collections.abc import Sequence
from typing import Final

from game.language.town_shape import Bucket
from game.telling.views import Line
from game.town.rules import Rules
from game.town.score import served
from game.town.state import Week
from game.town.telling import TownTelling, weekday
from game.town.views import CameLine, Evening, HourLine, Letter, QuietLine
from game.town.week import KEEP, ON, Closed, Taken

BUCKETS: tuple[Bucket, ...] = ("help", "serve", "chores")

_RESCUED: Final = "In a fire that need not have been, what showed of Prevent counts only in part."
"""Why a fire counts less than its talk although nothing caps it: the rulebook's `rescue_ratio_cap`."""


def evening(telling: TownTelling, steps: Sequence[Taken], week: Week, said: tuple[Line, ...]) -> Evening:
    """The evening of the day a week stands in."""
    rules, today = telling.rules, [taken for taken in steps if taken.before.day == week.day]
    hours = hour_lines(telling, today)
    quiet = quiet_lines(telling, week)
    kept = [promise for promise in week.promises if promise.status == "kept"]
    return Evening(
        day=week.day,
        weekday=weekday(week.day),
        said=said,
        came=tuple(came_line(telling, taken, closed) for taken, closed in came(today)),
        quiet=quiet,
        hours=hours,
        unspent=_unspent(today, hours),
        buckets={bucket: _touched(today, bucket) for bucket in BUCKETS},
        about={bucket: telling.filled(rules.loaded.script.buckets[bucket]) for bucket in BUCKETS},
        served=sum(map(served, steps)),
        kept=len(kept),
        spared=sum(
            line.spared
            for day in range(1, week.day + 1)
            for line in quiet_lines(telling, week._replace(day=day))
        ),
        today=(sum(map(served, today)), _kept_today(today), sum(line.spared for line in quiet)),
        letters=letters(telling, today, week, days=(week.day,)),
        on=ON,
    )


def _unspent(today: Sequence[Taken], hours: Sequence[HourLine]) -> int:
    """Of the hours the morning had: those that went to what happened before were never there to be spent."""
    had = today[0].before.hours if today else 0
    return max(0, had - sum(line.hours for line in hours))


def _kept_today(today: Sequence[Taken]) -> int:
    return sum(taken.choice.startswith(KEEP) for taken in today)


def _touched(today: Sequence[Taken], bucket: Bucket) -> bool:
    for taken in today:
        spent = taken.spent
        if (
            spent is not None
            and spent.bucket == bucket
            and spent.value > 0
            and (spent.score is None or spent.score.outcome != "lost")
        ):
            return True
    return False


def came(today: Sequence[Taken]) -> list[tuple[Taken, Closed]]:
    """Everybody who came and went, in order."""
    return [(taken, closed) for taken in today for closed in taken.closed if not closed.prevented]


def came_line(telling: TownTelling, taken: Taken, closed: Closed) -> CameLine:
    """Somebody who came."""
    rules = telling.rules
    arrival, score = rules.town.arrivals[closed.subject], closed.score
    assert score is not None
    assert closed.outcome is not None
    return CameLine(
        title=telling.filled(rules.loaded.script.arrivals[closed.subject].title),
        customer=telling.customer(taken.before),
        fire=arrival.signal is not None,
        hot=closed.hot,
        outcome=closed.outcome,
        value=closed.value if closed.settled else None,
        score=score.score,
        why=_why(rules, closed) if closed.value < score.score or not closed.settled else "",
    )


def _why(rules: Rules, closed: Closed) -> str:
    arrival, numbers = rules.town.arrivals[closed.subject], rules.loaded.script.numbers
    if not closed.settled:
        return "It isn't settled, and doesn't count yet."
    if arrival.signal is None:
        return numbers["second"]
    points = rules.town.points
    if closed.value < (points.neglected if closed.hot else points.warned):
        return _RESCUED
    return numbers["neglected" if closed.hot else "warned"]


def quiet_lines(telling: TownTelling, week: Week) -> tuple[QuietLine, ...]:
    """The quiet ledger of a day: what would have broken on it, and didn't."""
    rules = telling.rules
    return tuple(
        QuietLine(telling.filled(words.title), telling.filled(words.quiet), words.spares)
        for key, words in rules.loaded.script.signals.items()
        if rules.town.signals[key].breaks == week.day
        and week.signals[rules.signals[key]].status == "prevented"
    )


def hour_lines(telling: TownTelling, today: Sequence[Taken]) -> tuple[HourLine, ...]:
    """The hours of some steps."""
    found = []
    for taken in today:
        spent = taken.spent
        if spent is None:
            continue
        if spent.score is None:
            words = telling.promise(spent.task.partition(":")[2])
            found.append(HourLine("A promise kept", spent.bucket, spent.hours, words, spent.value, ""))
        else:
            said, coach = telling.reply_said(taken)
            title = telling.filled(telling.rules.loaded.script.tasks[spent.task].title)
            found.append(HourLine(title, spent.bucket, spent.hours, said, spent.value, coach))
    return tuple(found)


def letters(
    telling: TownTelling, steps: Sequence[Taken], week: Week, days: Sequence[int]
) -> tuple[Letter, ...]:
    """The letters of some days: of those who came and won't be back, and of some who didn't have to."""
    rules, script, found = telling.rules, telling.rules.loaded.script, []
    for taken, closed in came(steps):
        text = telling.letter(taken) if closed.settled else ""
        if text:
            found.append(Letter(telling.filled(script.arrivals[closed.subject].title), text))
    for key, words in script.signals.items():
        prevented = week.signals[rules.signals[key]].status == "prevented"
        if words.letter and prevented and rules.town.signals[key].breaks in days:
            found.append(Letter(telling.filled(words.title), telling.filled(words.letter)))
    return tuple(found)

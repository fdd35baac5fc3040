"""How a day goes on: who comes, which promise has fallen due, and what the night does to signals left alone."""

from typing import Final

from game.engine.step import begin
from game.language.town_shape import DAYS
from game.town.rules import Rules
from game.town.scenes import talk_now
from game.town.state import PromiseState, SignalState, SignalStatus, Week

LAST_DAY: Final = len(DAYS)
INTERRUPTED_AFTER: Final = 2
"""Replies of a talk after which a promise due today interrupts it."""


def on_board(rules: Rules, week: Week, signal: str) -> bool:
    """Whether a signal is seen, and neither prevented nor broken."""
    seen = rules.town.signals[signal].seen <= week.day
    return seen and week.signals[rules.signals[signal]].status == "open"


def due_today(rules: Rules, week: Week) -> list[str]:
    """Promises that must be settled today."""
    return [
        key
        for key, place in rules.promises.items()
        if week.promises[place].status == "open" and week.promises[place].due <= week.day
    ]


def with_promise(rules: Rules, week: Week, key: str, promise: PromiseState) -> Week:
    """The week with one promise changed."""
    place = rules.promises[key]
    return week._replace(promises=(*week.promises[:place], promise, *week.promises[place + 1 :]))


def with_signal(rules: Rules, week: Week, key: str, signal: SignalState) -> Week:
    """The week with one signal changed."""
    place = rules.signals[key]
    return week._replace(signals=(*week.signals[:place], signal, *week.signals[place + 1 :]))


def next_thing(rules: Rules, week: Week) -> Week:
    """What comes next today: the rest of a talk, somebody else, a promise, the morning, or the evening."""
    due = due_today(rules, week)
    if week.talking:
        if due and week.replies >= INTERRUPTED_AFTER:
            return week._replace(stage="due", subject=due[0])
        return week._replace(stage="talk", subject=week.talking)
    if week.waiting:
        return _arrive(rules, week)
    if not week.noon:
        return week._replace(stage="morning", subject="")
    if due:
        return week._replace(stage="due", subject=due[0])
    return week._replace(stage="evening", subject="", hours=0)


def _arrive(rules: Rules, week: Week) -> Week:
    key, *others = week.waiting
    arrival = rules.town.arrivals[key]
    if arrival.signal is not None:
        hot = week.signals[rules.signals[arrival.signal]].status == "neglected"
    else:
        hot = arrival.again is not None
        hot = hot or (arrival.hot_when is not None and rules.holds(arrival.hot_when, week))
        if (before := rules.returning(key, week)) != "":
            hot = hot or week.came[rules.arrivals[before]] == "passed_on"
    week = week._replace(stage="talk", subject=key, talking=key, waiting=tuple(others), hot=hot, replies=0)
    here = talk_now(rules, week)
    return week._replace(talk=begin(here.loaded.compiled(here.temperament))[0])


def _break(rules: Rules, week: Week, *, early: bool) -> Week:
    """Signals that break now: half the work or a warning, and they come warned; else nobody was prepared."""
    for arrival in rules.town.arrivals.values():
        key = arrival.signal
        if key is None or arrival.early != early or rules.town.signals[key].breaks != week.day:
            continue
        signal = week.signals[rules.signals[key]]
        if signal.status == "open":
            half = signal.work > 0 and 2 * signal.work >= rules.town.signals[key].needs + signal.grown
            ready = signal.warned or half
            status: SignalStatus = "warned" if ready else "neglected"
            week = with_signal(rules, week, key, signal._replace(status=status))
            week = week._replace(debt=week.debt + (0 if ready else rules.town.price.fire))
    return week


def _coming(rules: Rules, week: Week, *, early: bool) -> tuple[str, ...]:
    """Who comes now, in the order of the file."""
    found = []
    for key, arrival in rules.town.arrivals.items():
        if arrival.day != week.day or arrival.early != early:
            continue
        if arrival.signal is not None:
            if week.signals[rules.signals[arrival.signal]].status in ("warned", "neglected"):
                found.append(key)
        elif arrival.again is not None:
            if week.came[rules.arrivals[arrival.again]] == "passed_on":
                found.append(key)
        elif rules.holds(arrival.when, week):
            found.append(key)
    return tuple(found)


def to_noon(rules: Rules, week: Week) -> Week:
    """Let the morning be over."""
    week = _break(rules, week._replace(noon=True), early=False)
    return next_thing(rules, week._replace(waiting=_coming(rules, week, early=False)))


def night(rules: Rules, week: Week) -> Week:
    """The night: what nobody touched has grown by an hour."""
    if week.day == LAST_DAY:
        return week._replace(stage="over", subject="")
    for key, place in rules.signals.items():
        signal = week.signals[place]
        if on_board(rules, week, key):
            grown = signal.grown if signal.touched else signal.grown + 1
            week = with_signal(rules, week, key, signal._replace(grown=grown, touched=False))
    return dawn(rules, week._replace(noon=False))


def dawn(rules: Rules, week: Week) -> Week:
    """Begin the next day, with whoever comes before it has properly begun."""
    week = _break(rules, week._replace(day=week.day + 1), early=True)
    hours = max(rules.town.price.least, rules.town.hours - week.debt)
    week = week._replace(stage="morning", subject="", hours=hours, debt=0)
    return next_thing(rules, week._replace(waiting=_coming(rules, week, early=True)))

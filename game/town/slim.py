"""What of a week can still be read; everything else is cut off, so that weeks with the same future are one."""

from collections.abc import Iterator
from typing import NamedTuple

from game.language.town import Doing
from game.rules.conditions import Condition, Every, Is, Not, Some
from game.town.rules import Rules
from game.town.state import PromiseState, SignalState, Week

_FACTS = "knows"
_PROMISED = ("renegotiated", "kept", "promised")
_CAME = ("met", "passed_on")
_SIGNALS = ("prevented", "warned", "neglected")


class _Live(NamedTuple):
    """Keys that may still be asked for."""

    done: frozenset[str]
    knows: frozenset[str]
    signals: frozenset[str]
    moved: frozenset[str]
    came: frozenset[str]


class Slim:
    """Cuts weeks down to what their future depends on.

    Args:
        rules: the town's.
        statuses: whether to tell apart how signals ended, though nothing asks for it any more.

    Attributes:
        asked_done: tasks of which anything asks whether they were done.
        matter: tasks on which anything else may depend: a signal, a fact, a promise, a condition.
    """

    def __init__(self, rules: Rules, *, statuses: bool = False) -> None:
        self._rules = rules
        self._statuses = statuses
        self._days: dict[int, _Live] = {}
        self._last: dict[tuple[str, str], int] = {}
        for day, kind, key in self._asked():
            self._last[kind, key] = max(self._last.get((kind, key), 0), day)
        self.asked_done = frozenset(key for kind, key in self._last if kind == "done")
        self.matter = frozenset(
            key
            for key, task in rules.town.tasks.items()
            if task.signal is not None
            or ("done", key) in self._last
            or any(doing.learns or doing.promises for doing in task.scene.does.values())
        )

    def _asked(self) -> Iterator[tuple[int, str, str]]:
        """Everything asked for: until which day, as what kind, and its key."""
        town = self._rules.town
        for task in town.tasks.values():
            last = max(task.days)
            yield from ((last, kind, key) for kind, key in _named(task.when))
            for doing in task.scene.does.values():
                yield from ((last, kind, key) for kind, key in _asked_by(doing))
        for arrival in town.arrivals.values():
            if arrival.again is not None:
                yield arrival.day, "passed_on", arrival.again
            yield from ((arrival.day, "passed_on", key) for key in arrival.returns)
            for condition in (arrival.when, arrival.hot_when):
                yield from ((arrival.day, kind, key) for kind, key in _named(condition))
            for doing in arrival.scene.does.values() if arrival.scene is not None else ():
                yield from ((arrival.day, kind, key) for kind, key in _asked_by(doing))

    def asked_by_arrivals(self) -> set[tuple[str, str]]:
        """What arrivals and the replies of their scenes ask for: as what kind, and its key."""
        found: set[tuple[str, str]] = set()
        for arrival in self._rules.town.arrivals.values():
            for condition in (arrival.when, arrival.hot_when):
                found.update(_named(condition))
            for doing in arrival.scene.does.values() if arrival.scene is not None else ():
                found.update(_asked_by(doing))
        return found

    def _live(self, day: int) -> "_Live":
        """What may still be asked for from this day on; worked out once for each day."""
        if day not in self._days:
            town = self._rules.town
            asked = {one for one, last in self._last.items() if last >= day}
            self._days[day] = _Live(
                done=frozenset(key for key, task in town.tasks.items() if max(task.days) >= day)
                | frozenset(key for kind, key in asked if kind == "done"),
                knows=frozenset(key for kind, key in asked if kind == "knows"),
                signals=frozenset(
                    key
                    for key, signal in town.signals.items()
                    if self._statuses
                    or signal.breaks >= day
                    or any((kind, key) in asked for kind in _SIGNALS)
                ),
                moved=frozenset(key for kind, key in asked if kind in _PROMISED),
                came=frozenset(key for kind, key in asked if kind in _CAME),
            )
        return self._days[day]

    def of(self, week: Week) -> Week:
        """The week without what nothing asks for any more."""
        town, live = self._rules.town, self._live(week.day)
        return week._replace(
            done=week.done & live.done,
            knows=week.knows & live.knows,
            signals=tuple(
                _signal(signal, asked=key in live.signals)
                for key, signal in zip(town.signals, week.signals, strict=True)
            ),
            promises=tuple(
                _promise(promise, asked=key in live.moved)
                for key, promise in zip(town.promises, week.promises, strict=True)
            ),
            came=tuple(
                left if key in live.came else "" for key, left in zip(town.arrivals, week.came, strict=True)
            ),
            talk=None,
            replies=0,
        )


def _signal(signal: SignalState, *, asked: bool) -> SignalState:
    """One that has ended is only that; where nothing asks how, they are all alike."""
    if signal.status == "open":
        return signal
    return SignalState(signal.status if asked else "neglected")


def _promise(promise: PromiseState, *, asked: bool) -> PromiseState:
    if promise.status == "open":
        return promise
    return PromiseState(promise.status, 0, promise.moved and asked)


def _asked_by(doing: Doing) -> Iterator[tuple[str, str]]:
    yield from _named(doing.when)
    for fact in (*doing.cites, *doing.learns):  # whether it is news decides what asking shows
        yield _FACTS, fact


def _named(condition: Condition | None) -> Iterator[tuple[str, str]]:
    match condition:
        case Not(part):
            yield from _named(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from _named(part)
        case Is(kind, of):
            yield kind, of

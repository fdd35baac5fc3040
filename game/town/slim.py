"""What of a week can still be read; everything else is cut off, so that weeks with the same future are one."""

from collections.abc import Iterator

from game.language.town import Doing
from game.rules.conditions import Condition, Every, Is, Not, Some
from game.town.rules import Rules
from game.town.state import PromiseState, SignalState, Week

_FACTS = "knows"
_CAME = ("met", "passed_on")
_SIGNALS = ("prevented", "warned", "neglected")


class Slim:
    """Cuts weeks down to what their future depends on.

    Args:
        rules: the town's.

    Attributes:
        asked_done: tasks of which anything asks whether they were done.
        matter: tasks on which anything else may depend: a signal, a fact, a promise, a condition.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
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

    def _live(self, week: Week, kinds: tuple[str, ...], key: str) -> bool:
        return any(self._last.get((kind, key), 0) >= week.day for kind in kinds)

    def of(self, week: Week) -> Week:
        """The week without what nothing asks for any more."""
        town = self._rules.town
        return week._replace(
            done=frozenset(
                key
                for key in week.done
                if max(town.tasks[key].days) >= week.day or self._live(week, ("done",), key)
            ),
            knows=frozenset(key for key in week.knows if self._live(week, (_FACTS,), key)),
            signals=tuple(
                self._signal(week, key, signal)
                for key, signal in zip(town.signals, week.signals, strict=True)
            ),
            promises=tuple(
                _promise(promise, asked=self._live(week, ("renegotiated", "kept", "promised"), key))
                for key, promise in zip(town.promises, week.promises, strict=True)
            ),
            came=tuple(
                left if self._live(week, _CAME, key) else ""
                for key, left in zip(town.arrivals, week.came, strict=True)
            ),
            talk=None,
            replies=0,
        )

    def _signal(self, week: Week, key: str, signal: SignalState) -> SignalState:
        if signal.status == "open":
            return signal
        if self._live(week, _SIGNALS, key) or self._rules.town.signals[key].breaks >= week.day:
            return SignalState(signal.status)
        return SignalState("neglected")


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

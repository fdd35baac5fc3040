"""Conditions compiled to functions of a state. A condition is parsed once, compiled once, and never evaluated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game.rules.conditions import Compare, Comparison, Condition, Every, Is, Not, Some
from game.rules.rulebook import BRINGS, Move

# Places in a `State`; the two after its end exist only while a reply is being applied.
SCENE, HEAT, TRUST, HEARD, EFFORT, KNOWN, FLAGS, MADE, KEPT, RENEGOTIATED, BROKEN = range(11)
SAID, TIMES, BROUGHT, EVIDENCE, HARM, CRITICALS, MARKS, HOLDER = range(11, 19)
LEARNS, OPENS = 19, 20

PLACES: Final = {
    "heat": HEAT, "trust": TRUST, "heard": HEARD, "effort": EFFORT,
    "knows": KNOWN, "flag": FLAGS, "promised": MADE, "kept": KEPT,
    "renegotiated": RENEGOTIATED, "broken": BROKEN,
}  # fmt: skip

_TIMES_BITS = 7  # a rulebook may ask for up to 99
TIMES_MOST = (1 << _TIMES_BITS) - 1

Test = Callable[[Sequence[int]], bool]


def bits(keys: Sequence[str]) -> dict[str, int]:
    """One bit for each key, in order."""
    return {key: 1 << place for place, key in enumerate(keys)}


@dataclass(frozen=True)
class Layout:
    """Which bit of a state stands for which key.

    Attributes:
        people, facts, flags, promises: the encounter's keys in order.
        counted: the moves that `times` counts.
        once: the moves that `brought` notes per person: the four brings, and what a rule asks `again_here` of.
        temperament: its key; "" where the encounter has none.
        needs_heard: the temperament's, 0-4.
    """

    people: tuple[str, ...]
    facts: tuple[str, ...]
    flags: tuple[str, ...]
    promises: tuple[str, ...]
    counted: tuple[Move, ...]
    once: tuple[Move, ...]
    temperament: str
    needs_heard: int

    def mask(self, kind: str, keys: Sequence[str]) -> int:
        """The bits of these facts (`knows`), flags (`flag`) or promises (any other kind)."""
        order = {"knows": self.facts, "flag": self.flags}.get(kind, self.promises)
        return sum(1 << order.index(key) for key in set(keys))

    def times_shift(self, move: Move) -> int:
        """Where `times` counts this move."""
        return _TIMES_BITS * self.counted.index(move)

    def once_bit(self, person: str, move: Move) -> int:
        """The bit of `brought` that says this move was made with this person."""
        return 1 << (len(self.once) * self.people.index(person) + self.once.index(move))

    def brought_mask(self, person: str) -> int:
        """The bits of `brought` that `brought(person)` counts."""
        return sum(self.once_bit(person, move) for move in BRINGS)


def compile_condition(condition: Condition, layout: Layout, here: str = "", move: Move | None = None) -> Test:
    """A function that tells whether the condition holds in a state.

    Args:
        condition: the tree.
        layout: which bit stands for what.
        here: the person of the scene, for `again_here`.
        move: the move whose rule this is, for `again_here`.
    """
    match condition:
        case Not(part):
            inner = compile_condition(part, layout, here, move)
            return lambda state: not inner(state)
        case Every(parts):
            every = tuple(compile_condition(part, layout, here, move) for part in parts)
            if len(every) == 2:
                first, second = every
                return lambda state: first(state) and second(state)
            return lambda state: all(test(state) for test in every)
        case Some(parts):
            some = tuple(compile_condition(part, layout, here, move) for part in parts)
            return lambda state: any(test(state) for test in some)
        case Is("temperament", of):
            came_in = layout.temperament == of
            return lambda _: came_in
        case Is("learns", _):
            return lambda state: state[LEARNS] != 0
        case Is("opens", _):
            return lambda state: state[OPENS] != 0
        case Is("again_here", _):
            assert move is not None
            again = layout.once_bit(here, move) if here in layout.people else 0
            return lambda state: state[BROUGHT] & again != 0
        case Is(kind, of):
            place, bit = PLACES[kind], layout.mask(kind, (of,))
            return lambda state: state[place] & bit != 0
        case Compare("brought", of, op, value):
            mask = layout.brought_mask(of)
            return _compared(lambda state: (state[BROUGHT] & mask).bit_count(), op, value)
        case Compare("times", of, op, value):
            shift = layout.times_shift(of)  # type: ignore[arg-type]  # the language admits moves only
            return _compared(lambda state: state[TIMES] >> shift & TIMES_MOST, op, value)
        case Compare("needs_heard", _, op, value):
            needs_heard = layout.needs_heard
            return _compared(lambda _: needs_heard, op, value)
        case Compare(quantity, _, op, value):
            return _gauge(PLACES[quantity], op, value)


def _gauge(place: int, op: Comparison, value: int) -> Test:
    """A gauge against a number, without a call in between: these are the most frequent conditions."""
    tests: dict[Comparison, Test] = {
        "<": lambda state: state[place] < value,
        "<=": lambda state: state[place] <= value,
        "==": lambda state: state[place] == value,
        "!=": lambda state: state[place] != value,
        ">=": lambda state: state[place] >= value,
        ">": lambda state: state[place] > value,
    }
    return tests[op]


def _compared(count: Callable[[Sequence[int]], int], op: Comparison, value: int) -> Test:
    tests: dict[Comparison, Test] = {
        "<": lambda state: count(state) < value,
        "<=": lambda state: count(state) <= value,
        "==": lambda state: count(state) == value,
        "!=": lambda state: count(state) != value,
        ">=": lambda state: count(state) >= value,
        ">": lambda state: count(state) > value,
    }
    return tests[op]


def mentioned(condition: Condition | None, quantity: str) -> list[str]:
    """The keys of which a condition asks this quantity or kind, in order; "" for one without a key."""
    match condition:
        case Compare(asked, of) | Is(asked, of) if asked == quantity:
            return [of]
        case Not(part):
            return mentioned(part, quantity)
        case Every(parts) | Some(parts):
            return [key for part in parts for key in mentioned(part, quantity)]
    return []

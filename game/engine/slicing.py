"""What of a state can still be read: two states that differ in nothing else have the same future.

Scenes run forward, so one pass from the endings back finds, for each scene, the facts, flags, promises, gauges and
counters that a later condition or rule may ask for. Everything else is cut off. Without this an encounter of thirty
scenes has millions of states; with it, thousands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from game.engine.compiled import Compiled
from game.engine.conditions import TIMES_MOST
from game.engine.encounter import Scene
from game.engine.state import Mark, State
from game.rules.conditions import Compare, Condition, Every, Is, Not, Some
from game.rules.gauges import GAUGE_MAX, GAUGES, Gauge
from game.rules.rulebook import Move

Slice = Callable[[State], State]
"""Takes a state of one scene; gives one that stands for all with the same future, with nothing gathered yet."""


@dataclass
class Live:
    """What may still be read from a scene on. Gauges hold the largest number they are compared with, or none."""

    gauges: dict[Gauge, int] = field(default_factory=dict)
    known: int = 0
    flags: int = 0
    promised: int = 0
    kept: int = 0
    renegotiated: int = 0
    broken: int = 0
    times: dict[Move, int] = field(default_factory=dict)
    brought: int = 0
    early: bool = False
    """Whether a solution may still come too early."""

    def also(self, other: "Live") -> None:
        """Add everything another scene may read."""
        for gauge, value in other.gauges.items():
            self.gauges[gauge] = max(value, self.gauges.get(gauge, 0))
        for move, value in other.times.items():
            self.times[move] = max(value, self.times.get(move, 0))
        self.known |= other.known
        self.flags |= other.flags
        self.promised |= other.promised
        self.kept |= other.kept
        self.renegotiated |= other.renegotiated
        self.broken |= other.broken
        self.brought |= other.brought
        self.early |= other.early


Asked = Mapping[str, Sequence[Condition]]
"""Conditions asked in a scene besides those that decide play, like those of its wordings."""


def slices(compiled: Compiled, asked: Asked | None = None) -> tuple[Slice, ...]:
    """For each scene, in order, the function that cuts off what can't be read any more.

    Args:
        compiled: the encounter with one temperament.
        asked: what else is asked in a scene, for whoever wants to know what is said.
    """
    lives = live_from_each_scene(compiled, asked or {})
    return tuple(_slice(compiled, place, live) for place, live in enumerate(lives))


def live_from_each_scene(compiled: Compiled, asked: Asked) -> list[Live]:
    """What may be read from each scene on, in the order of the scenes."""
    done: dict[int, Live] = {}

    def visit(first: int) -> None:
        # Depth first without recursion: a file may hold more scenes than Python has stack.
        waiting = [first]
        while waiting:
            place = waiting[-1]
            later = [scene for scene in _successors(compiled, place) if scene != place]
            missing = [scene for scene in later if scene not in done]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if place not in done:
                here = compiled.scenes[place]
                live = _Reading(compiled).of(here.scene, asked.get(here.key, ()))
                for scene in later:
                    live.also(done[scene])
                done[place] = live

    for place in range(len(compiled.scenes)):
        visit(place)
    return [done[place] for place in range(len(compiled.scenes))]


def _successors(compiled: Compiled, place: int) -> Iterator[int]:
    scene = compiled.scenes[place]
    for reply in scene.replies.values():
        yield from (target for _, target in reply.arrows)
    yield from (target for _, target in scene.otherwise)


class _Reading:
    """Gathers what one scene reads."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._layout = compiled.layout
        self._live = Live()

    def of(self, scene: Scene, asked: Sequence[Condition]) -> Live:
        """Everything this scene, by itself, may read."""
        layout, people = self._layout, self._compiled.encounter.people
        for condition in asked:
            self._ask(condition)
        for arrow in scene.otherwise:
            self._ask(arrow.when)
        for reply in scene.replies.values():
            self._ask(reply.when)
            for arrow in reply.to:
                self._ask(arrow.when)
            self._live.known |= layout.mask("knows", reply.cites)
            # Whether this reply learns or opens something new is asked by rules, and settles what it adds.
            self._live.known |= layout.mask("knows", reply.learns)
            self._live.promised |= layout.mask("promised", reply.promises)
            for move in reply.moves:
                rules = self._compiled.rulebook.moves[move]
                for rule in rules.rules:
                    self._ask(rule.when)
                if move in layout.once and scene.person in people:
                    self._live.brought |= layout.once_bit(scene.person, move)
                if rules.solves and people.get(scene.person) == "customer":
                    self._live.early = True
        return self._live

    def _ask(self, condition: Condition | None) -> None:
        live, layout = self._live, self._layout
        match condition:
            case Not(part):
                self._ask(part)
            case Every(parts) | Some(parts):
                for part in parts:
                    self._ask(part)
            case Is("knows", of):
                live.known |= layout.mask("knows", (of,))
            case Is("flag", of):
                live.flags |= layout.mask("flag", (of,))
            case Is("promised" | "kept" | "renegotiated" | "broken" as kind, of):
                setattr(live, kind, getattr(live, kind) | layout.mask(kind, (of,)))
            case Compare("brought", of, _, _):
                live.brought |= layout.brought_mask(of)
            case Compare("times", of, _, value):
                move: Move = of  # type: ignore[assignment]  # the language admits moves only
                live.times[move] = max(value, live.times.get(move, 0))
            case Compare("heat" | "trust" | "heard" | "effort" as gauge, _, _, value):
                live.gauges[gauge] = max(value, live.gauges.get(gauge, 0))


def _slice(compiled: Compiled, place: int, live: Live) -> Slice:
    """The slice of one scene, with everything it needs looked up before."""
    limits = _limits(compiled, live)
    heat_most, trust_most, heard_most, effort_most = (limits[gauge] for gauge in GAUGES)
    here = sum({reply.said for reply in compiled.scenes[place].replies.values()})
    counters = tuple(
        # One beyond the largest number asked for: from there on, no comparison changes.
        (compiled.layout.times_shift(move), min(value + 1, TIMES_MOST))
        for move, value in live.times.items()
    )
    urgent = int(Mark.URGENT) if live.early else 0
    known, flags, brought = live.known, live.flags, live.brought
    promised, kept, renegotiated, broken = live.promised, live.kept, live.renegotiated, live.broken

    def cut(state: State) -> State:
        settled = state.kept | state.renegotiated | state.broken
        # An open promise can still break. A settled one is remembered only as far as somebody asks.
        made = state.made & (promised | ~settled)
        times = 0
        if state.times:
            for shift, most in counters:
                times |= min(state.times >> shift & TIMES_MOST, most) << shift
        # How a promise was settled, where nobody asks, is told alike for all: in a kind that nobody asks for.
        asked = state.kept & kept | state.renegotiated & renegotiated | state.broken & broken
        forgotten = made & settled & ~asked
        as_broken = forgotten & ~broken
        as_kept = forgotten & broken & ~kept
        as_renegotiated = forgotten & broken & kept
        return State(
            state.scene,
            state.heat if state.heat < heat_most else heat_most,
            state.trust if state.trust < trust_most else trust_most,
            state.heard if state.heard < heard_most else heard_most,
            state.effort if state.effort < effort_most else effort_most,
            state.known & known,
            state.flags & flags,
            made,
            state.kept & kept | as_kept,
            state.renegotiated & renegotiated | as_renegotiated,
            state.broken & broken | as_broken,
            state.said & here,
            times,
            state.brought & brought,
            0,
            0,
            0,
            state.marks & urgent,
        )

    return cut


def _limits(compiled: Compiled, live: Live) -> dict[Gauge, int]:
    """The value from which on a gauge need not be told apart: 0 where nobody reads it."""
    found: dict[Gauge, int] = {}
    rules = compiled.rulebook.all_rules().values()
    read = dict(live.gauges)
    if live.early:
        read["heard"] = max(read.get("heard", 0), compiled.start.needs_heard)
    for gauge in GAUGES:
        if gauge not in read:
            found[gauge] = 0
        elif all(getattr(rule, gauge) >= 0 for rule in rules):
            # It never falls, so beyond the largest number asked for all values answer alike.
            found[gauge] = min(read[gauge] + 1, GAUGE_MAX[gauge])
        else:
            found[gauge] = GAUGE_MAX[gauge]
    if live.early and "heard" not in live.gauges and found["heard"] < GAUGE_MAX["heard"]:
        found["heard"] = compiled.start.needs_heard
    return found

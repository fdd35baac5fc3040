"""Does harm ever pay?"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.frontiers import Effect, Frontiers, Prospect
from game.checks.reached import as_run, scene_of, solved, with_temperament
from game.engine.solve import Solver, replies_along
from game.language.diagnostics import Diagnostic
from game.rules.rulebook import Move, Rulebook

MOST_TOLD_APART: Final = 150_000
"""Partial runs told apart by what they gathered; beyond that, only some are tried in each state."""

MOST_TRIED: Final = 12
"""How many are tried in each state then."""


class Paying(NamedTuple):
    """A place where harm is best.

    Attributes:
        scene, reply: where, and what is said.
        run: a run that leads there, ending with it.
        value: the best score after it.
        harmless: the best score after any harmless reply instead.
    """

    scene: str
    reply: str
    run: list[str]
    value: int
    harmless: int


@check("P804", "pedagogy", "A harmful reply is the best there is.")
def harm_pays(checked: Checked) -> Iterator[Diagnostic]:
    """Replies whose moves always cost harm must never be strictly best where a harmless one can be chosen.

    For nearly all replies this is proved for all runs: whatever the harmful reply leaves possible, some harmless one
    leaves something at least as good in every skill, in harm, criticals and outcome. Where it can't be proved so, the
    exact best scores are compared for everything that runs may have gathered on the way there. Where that is more than
    150,000 different things, some are tried: then a rare case may be missed, and what is told is still true.
    """
    told: set[tuple[str, str]] = set()
    for temperament, solver in solved(checked).items():
        for paying in Harm(solver).pays():
            if (paying.scene, paying.reply) not in told:
                told.add((paying.scene, paying.reply))
                yield checked.at_reply(
                    "P804",
                    paying.scene,
                    paying.reply,
                    f"“{paying.reply}” always costs harm, and yet it can be the best that is left: {paying.value}, "
                    f"and {paying.harmless} after the best harmless reply",
                    f"so it is after {as_run(paying.run)}{with_temperament(temperament)}; "
                    "don't let it open more than the harmless ones do",
                )


class _Doubt(NamedTuple):
    """What a costly reply leaves possible that nothing harmless matches, and what the harmless ones leave possible."""

    number: int
    threats: list[Prospect]
    harmless: list[Prospect]


def costly(rulebook: Rulebook) -> frozenset[Move]:
    """The moves that always cost harm."""
    return frozenset(move for move, its in rulebook.moves.items() if all(rule.harm > 0 for rule in its.rules))


class Harm:
    """Compares harmful replies with the harmless ones beside them, in one solved encounter."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._graph = solver.graph
        harmful = costly(solver.compiled.rulebook)
        self._costly = {
            (scene.key, key)
            for scene in solver.compiled.scenes
            for key, reply in scene.replies.items()
            if harmful.intersection(reply.reply.moves)
        }
        self._better: dict[frozenset[Effect], list[Prospect]] = {}
        self._found: dict[tuple[Effect, frozenset[Effect]], _Doubt] = {}

    @cached_property
    def _frontiers(self) -> Frontiers:
        return Frontiers(self._solver)

    def pays(self) -> Iterator[Paying]:
        """One place for each reply that pays."""
        doubts = {node: found for node in range(len(self._graph.states)) if (found := self._doubts(node))}
        if not doubts:
            return
        told: set[tuple[str, str]] = set()
        seen: set[tuple[int, Prospect]] = set()
        for node, gathered, trail in self._gathering(set(doubts)):
            scene = scene_of(self._solver, node).key
            for reply, doubt in doubts.get(node, ()):
                if (scene, reply) in told or (doubt.number, gathered) in seen:
                    continue
                seen.add((doubt.number, gathered))
                value = self._frontiers.value(gathered, doubt.threats)
                if not self._frontiers.reaches(gathered, doubt.harmless, value):
                    told.add((scene, reply))
                    harmless = self._frontiers.value(gathered, doubt.harmless)
                    yield Paying(scene, reply, [*replies_along(trail), reply], value, harmless)

    def _doubts(self, node: int) -> list[tuple[str, _Doubt]]:
        """The costly replies in a node of which it is not proved that a harmless one is always as good."""
        scene = scene_of(self._solver, node).key
        costly = [way for way in self._graph.ways[node] if way.harm and (scene, way.reply) in self._costly]
        if not costly:
            return []
        harmless = frozenset(self._frontiers.effect(way) for way in self._graph.ways[node] if not way.harm)
        doubts = [(way.reply, self._doubt(self._frontiers.effect(way), harmless)) for way in costly]
        return [(reply, doubt) for reply, doubt in doubts if doubt.threats and doubt.harmless]

    def _doubt(self, effect: Effect, harmless: frozenset[Effect]) -> _Doubt:
        found = self._found.get((effect, harmless))
        if found is None:
            threats: list[Prospect] = []
            if not any(_plainly_better(other, effect) for other in harmless):
                threats = self._frontiers.unmatched(self._frontiers.behind((effect,)), self._behind(harmless))
            others = list(self._behind(harmless)) if threats else []
            found = self._found[effect, harmless] = _Doubt(len(self._found), threats, others)
        return found

    def _behind(self, effects: frozenset[Effect]) -> list[Prospect]:
        if effects not in self._better:
            self._better[effects] = self._frontiers.behind(effects)
        return self._better[effects]

    def _gathering(self, wanted: set[int]) -> Iterator[tuple[int, Prospect, tuple[object, ...]]]:
        """What runs may have gathered where it is wanted: everything, or some of it where that is much."""
        towards = self._towards(wanted)
        waiting: dict[int, dict[Prospect, tuple[object, ...]]] = {
            self._graph.start: {self._frontiers.packed(self._solver.nothing): ()}
        }
        told_apart = 0
        for node in self._graph.order:
            if node not in towards:
                continue
            found = waiting.pop(node, {})
            told_apart += len(found)
            for gathered, trail in _some(found) if told_apart > MOST_TOLD_APART else found.items():
                yield node, gathered, trail
                for way in self._graph.ways[node]:
                    if way.to in towards:
                        after = self._frontiers.after(gathered, way)
                        waiting.setdefault(way.to, {}).setdefault(after, (trail, way.reply))

    def _towards(self, wanted: set[int]) -> set[int]:
        found = set(wanted)
        for node in reversed(self._graph.order):
            if any(way.to in found for way in self._graph.ways[node]):
                found.add(node)
        return found


def _plainly_better(one: Effect, other: Effect) -> bool:
    """Whether a way leads to as much as another and does better itself: the most frequent case, and quick."""
    return (
        one.then == other.then
        and one.critical <= other.critical
        and one.rescued <= other.rescued
        and all(map(int.__ge__, one.shown, other.shown))
    )


def _some(
    found: dict[Prospect, tuple[object, ...]],
) -> Sequence[tuple[Prospect, tuple[object, ...]]]:
    """All, or from much and little alike some."""
    if len(found) <= MOST_TRIED:
        return list(found.items())
    order = sorted(found)
    chosen = (order[place * (len(order) - 1) // (MOST_TRIED - 1)] for place in range(MOST_TRIED))
    return [(gathered, found[gathered]) for gathered in chosen]

"""Everything that can still be had from a state, but for what something else beats in every respect.

With it two ways on can be compared for all runs at once, whatever they gathered before: where each thing one way leaves
possible is matched by something at least as good behind another, the first is never better.
"""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from game.engine.graph import OUTCOMES, Way
from game.engine.solve import Gathered, Solver

Prospect = int
"""Evidence per offered skill, harm, critical, rescue and outcome in one integer, in fields in which more is better.

Millions are compared: in one integer that takes one subtraction, in a tuple ten times as long.
"""

_WIDTH: Final = 24
"""Bits of a field. Its highest is never set: it shows whether a subtraction went below zero."""

_FIELD: Final = (1 << _WIDTH) - 1
_HARMLESS: Final = 1 << (_WIDTH - 2)
"""What the field of harm holds without any; each point takes one away."""


class Effect(NamedTuple):
    """What a way does, and the number of the frontier it leads to."""

    shown: tuple[int, ...]
    harm: int
    critical: int
    rescued: int
    then: int


class Frontiers:
    """The frontier of every node of one solved encounter; many nodes share one.

    Args:
        solver: the encounter with one temperament.

    Attributes:
        of: the number of each node's frontier.
        frontiers: the frontiers by number.
    """

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        graph = solver.graph
        marks = solver.compiled.encounter.full_marks
        self._skills = len(graph.offered)
        self._harm, self._critical, self._rescued, self._outcome = (
            _WIDTH * (self._skills + place) for place in range(4)
        )
        self._full = _packed(marks[skill] for skill in graph.offered)
        self._tops = _packed([1 << (_WIDTH - 1)] * (self._skills + 4))
        self._evidence = (1 << self._harm) - 1
        self._evidence_tops = self._tops & self._evidence
        self._least_harm = _HARMLESS - solver.harm_most
        self._values: dict[int, int] = {}
        self._changes: dict[tuple[tuple[int, ...], int, int, int], tuple[int, int]] = {}
        self.of = [0] * len(graph.states)
        self.frontiers: list[list[Prospect]] = []
        known: dict[object, int] = {}
        for node in reversed(graph.order):
            outcome = graph.outcome(node)
            # Nodes whose ways do the same and lead to the same are one, whatever their states differ in.
            effects = frozenset(self.effect(way) for way in graph.ways[node])
            key = effects if outcome is None else outcome
            if key not in known:
                known[key] = len(self.frontiers)
                nothing = self.packed(solver.nothing)
                self.frontiers.append(
                    self.behind(effects)
                    if outcome is None
                    else [nothing + (OUTCOMES.index(outcome) << self._outcome)]
                )
            self.of[node] = known[key]

    def effect(self, way: Way) -> Effect:
        """What a way does."""
        return Effect(way.shown, way.harm, way.critical, way.rescued, self.of[way.to])

    def behind(self, effects: Iterable[Effect]) -> list[Prospect]:
        """The frontier of whoever may take one of these ways."""
        found: set[Prospect] = set()
        for effect in effects:
            done = self.packed(Gathered(effect.shown, effect.harm, effect.critical, 0, effect.rescued))
            change = self._change(done)
            found.update(self._joined(change, prospect) for prospect in self.frontiers[effect.then])
        kept: list[Prospect] = []
        raised: list[int] = []
        tops = self._tops
        for prospect in sorted(found, reverse=True):  # whatever beats one is larger
            for better in raised:
                if (better - prospect) & tops == tops:
                    break
            else:
                kept.append(prospect)
                raised.append(prospect | tops)
        return kept

    def unmatched(self, prospects: Iterable[Prospect], by: Collection[Prospect]) -> list[Prospect]:
        """Those of the first for which none of the others is at least as good in every respect."""
        tops = self._tops
        raised = [one | tops for one in by]
        return [
            prospect
            for prospect in prospects
            if not any((better - prospect) & tops == tops for better in raised)
        ]

    def value(self, done: Prospect, prospects: Iterable[Prospect]) -> int:
        """The best score of a run that has gathered this and may still choose among these."""
        change = self._change(done)
        return max(self._value(self._joined(change, prospect)) for prospect in prospects)

    def reaches(self, done: Prospect, prospects: list[Prospect], least: int) -> bool:
        """Whether a run that has gathered this and may still choose among these can score this much."""
        change = self._change(done)
        for place, prospect in enumerate(prospects):
            if self._value(self._joined(change, prospect)) >= least:
                # Most often the same one does it the next time.
                prospects[0], prospects[place] = prospect, prospects[0]
                return True
        return False

    def after(self, done: Prospect, way: Way) -> Prospect:
        """What a run has gathered once it has also taken this way."""
        key = (way.shown, way.harm, way.critical, way.rescued)
        change = self._changes.get(key)
        if change is None:
            gathered = Gathered(way.shown, way.harm, way.critical, 0, way.rescued)
            change = self._changes[key] = self._change(self.packed(gathered))
        joined = self._joined(change, done)
        # Beyond the most that harm can take, nothing more is lost.
        short = self._least_harm - (joined >> self._harm & _FIELD)
        return joined + (short << self._harm) if short > 0 else joined

    def packed(self, gathered: Gathered) -> Prospect:
        """What was gathered as a prospect, with no outcome."""
        return (
            _packed(gathered.shown)
            + (_HARMLESS - gathered.harm << self._harm)
            + (1 - gathered.critical << self._critical)
            + (1 - gathered.rescued << self._rescued)
        )

    def _change(self, done: Prospect) -> tuple[int, int]:
        """What was done, ready to be joined with others: what it adds, and the bits it takes away."""
        gained = (done & self._evidence) - (_HARMLESS - (done >> self._harm & _FIELD) << self._harm)
        spoilt = 0
        for place in (self._critical, self._rescued):
            if not done >> place & 1:
                spoilt |= 1 << place
        return gained, ~spoilt

    def _joined(self, change: tuple[int, int], prospect: Prospect) -> Prospect:
        """A prospect with something done before it; evidence is cut at full marks."""
        gained, unspoilt = change
        total = (prospect & unspoilt) + gained
        # A field that holds full marks or more keeps its top bit here; spread, it picks full marks instead.
        over = ((total & self._evidence | self._evidence_tops) - self._full) & self._evidence_tops
        if not over:
            return total
        mask = over - (over >> (_WIDTH - 1))
        return total & ~mask | self._full & mask

    def _value(self, whole: Prospect) -> int:
        found = self._values.get(whole)
        if found is None:
            shown = tuple(whole >> _WIDTH * place & _FIELD for place in range(self._skills))
            run = Gathered(
                shown,
                _HARMLESS - (whole >> self._harm & _FIELD),
                1 - (whole >> self._critical & 1),
                0,
                1 - (whole >> self._rescued & 1),
            )
            found = self._values[whole] = self._solver.value(run, whole >> self._outcome, capped=True)
        return found


def _packed(amounts: Iterable[int]) -> int:
    return sum(amount << _WIDTH * place for place, amount in enumerate(amounts))

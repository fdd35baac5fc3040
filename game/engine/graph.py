"""Every state an encounter can reach, each standing for all with the same future, and the ways between them."""

from typing import Final, NamedTuple

from game.engine.compiled import Compiled
from game.engine.conditions import PLACES
from game.engine.slicing import Asked, Slice, slices
from game.engine.state import Mark, State
from game.engine.step import available, begin, step
from game.rules.rulebook import Outcome
from game.rules.skills import SKILLS, unpack_evidence

MOST_STATES: Final = 400_000
"""States explored before giving up: about 500 MB and half a minute on an ordinary machine."""

# Plain integers: the flags' own arithmetic takes as long as a whole step.
_DEFLECTED: Final = int(Mark.DEFLECTED)
_RESCUED: Final = int(Mark.RESCUED)

# From bad to good: the better outcome never caps a score lower.
OUTCOMES: Final[tuple[Outcome, ...]] = ("lost", "partly", "met")


class TooLarge(Exception):
    """An encounter has more states than can be solved. The message names what multiplies them.

    Attributes:
        states: how many were reached.
    """

    def __init__(self, states: int, why: str) -> None:
        super().__init__(f"more than {states:,} states were reached; {why}")
        self.states = states


class Way(NamedTuple):
    """A reply from one node to another, and what it gathers.

    Attributes:
        reply: its key.
        to: the node it leads to.
        shown: evidence per offered skill.
        harm: harm points.
        critical, deflected, rescued: 1 or 0.
    """

    reply: str
    to: int
    shown: tuple[int, ...]
    harm: int
    critical: int
    deflected: int
    rescued: int


class Future(NamedTuple):
    """What may still come from a node on, each figure by itself.

    Attributes:
        most, least: evidence per offered skill.
        harm_least, harm_most: harm points.
        critical_least, critical_most: 1 or 0.
        rescued_most: 1 or 0.
        outcome_worst, outcome_best: places in `OUTCOMES`.
        endings: a bit for each scene that may end it.
        runs: how many ways there are to an ending.
    """

    most: tuple[int, ...]
    least: tuple[int, ...]
    harm_least: int
    harm_most: int
    critical_least: int
    critical_most: int
    rescued_most: int
    outcome_worst: int
    outcome_best: int
    endings: int
    runs: int


class Graph:
    """The states of one encounter and temperament, and what may come from each.

    Args:
        compiled: the encounter with one temperament.
        most_states: how many states to explore before giving up.
        asked: what else is asked in a scene than what decides play; it tells more states apart.

    Attributes:
        states: one for each node, with nothing gathered.
        ways: from each node; none from an ending.
        futures: for each node.
        order: nodes, each before everything it leads to.
        start: the node the first reply is given in.

    Raises:
        TooLarge: there are more states than that.
        EncounterFault: a reply leads where nothing can be said.
    """

    def __init__(
        self, compiled: Compiled, most_states: int = MOST_STATES, asked: Asked | None = None
    ) -> None:
        self.compiled = compiled
        self.offered = tuple(skill for skill in SKILLS if skill in compiled.encounter.full_marks)
        self.states: list[State] = []
        self.ways: list[list[Way]] = []
        self._cuts: tuple[Slice, ...] = slices(compiled, asked)
        self._nodes: dict[State, int] = {}
        self._unpacked: dict[int, tuple[int, ...]] = {}
        self._most = most_states
        self.start = self.node(begin(compiled)[0], new=True)
        self._explore()
        self.order = self._ordered()
        self.futures = self._look_ahead()

    def node(self, state: State, new: bool = False) -> int:
        """The node a state belongs to; KeyError for one that can't be reached, unless it may be `new`."""
        cut = self._cuts[state.scene](state)
        if new and cut not in self._nodes:
            self._nodes[cut] = len(self.states)
            self.states.append(cut)
            self.ways.append([])
        return self._nodes[cut]

    def outcome(self, node: int) -> Outcome | None:
        """The outcome of a node that is an ending; none elsewhere."""
        return self.compiled.scenes[self.states[node].scene].scene.ending

    def _explore(self) -> None:
        place = 0
        while place < len(self.states):
            state = self.states[place]
            if not self.compiled.scenes[state.scene].ends:
                for key in available(self.compiled, state):
                    after = step(self.compiled, state, key).after
                    self.ways[place].append(
                        Way(
                            key,
                            self.node(after, new=True),
                            self._shown(after.evidence),
                            after.harm,
                            int(after.criticals > 0),
                            int(after.marks & _DEFLECTED > 0),
                            int(after.marks & _RESCUED > 0),
                        )
                    )
            if len(self.states) > self._most:
                raise TooLarge(len(self.states), self._multiplier())
            place += 1

    def _shown(self, evidence: int) -> tuple[int, ...]:
        """Evidence per offered skill; a reply shows one of a few amounts, so that each is unpacked once."""
        shown = self._unpacked.get(evidence)
        if shown is None:
            unpacked = unpack_evidence(evidence)
            shown = self._unpacked[evidence] = tuple(unpacked[skill] for skill in self.offered)
        return shown

    def _multiplier(self) -> str:
        """What multiplies the states most: how many would be left if nothing asked for it."""
        fields = {name: place for name, place in PLACES.items() if name not in ("promised", "kept")}
        fields |= {"said in hubs": State._fields.index("said"), "brought": State._fields.index("brought")}
        left = {
            name: len({(*state[:place], *state[place + 1 :]) for state in self.states})
            for name, place in fields.items()
        }
        name = min(left, key=left.__getitem__)
        what = {"knows": "facts", "flag": "flags", "renegotiated": "promises", "broken": "promises"}
        times = max(2, round(len(self.states) / left[name]))
        return f"{what.get(name, name)} multiply them most, by about {times}: ask for fewer, or later"

    def _ordered(self) -> list[int]:
        """Nodes so that each stands before everything it leads to; scenes run forward, so there is such an order."""
        waits = [0] * len(self.states)
        for ways in self.ways:
            for way in ways:
                waits[way.to] += 1
        order = [node for node, wait in enumerate(waits) if not wait]
        for node in order:
            for way in self.ways[node]:
                waits[way.to] -= 1
                if not waits[way.to]:
                    order.append(way.to)
        return order

    def _look_ahead(self) -> list[Future]:
        none = (0,) * len(self.offered)
        futures: list[Future | None] = [None] * len(self.states)
        for node in reversed(self.order):
            outcome = self.outcome(node)
            if outcome is not None:
                rank = OUTCOMES.index(outcome)
                bit = 1 << self.states[node].scene
                futures[node] = Future(none, none, 0, 0, 0, 0, 0, rank, rank, bit, 1)
                continue
            found: Future | None = None
            for way in self.ways[node]:
                later = futures[way.to]
                assert later is not None
                found = _either(found, _along(way, later))
            assert found is not None
            futures[node] = found
        return [future for future in futures if future is not None]


def _along(way: Way, later: Future) -> Future:
    return Future(
        tuple(map(int.__add__, way.shown, later.most)),
        tuple(map(int.__add__, way.shown, later.least)),
        way.harm + later.harm_least,
        way.harm + later.harm_most,
        way.critical | later.critical_least,
        way.critical | later.critical_most,
        way.rescued | later.rescued_most,
        later.outcome_worst,
        later.outcome_best,
        later.endings,
        later.runs,
    )


def _either(one: Future | None, other: Future) -> Future:
    if one is None:
        return other
    return Future(
        tuple(map(max, one.most, other.most)),
        tuple(map(min, one.least, other.least)),
        min(one.harm_least, other.harm_least),
        max(one.harm_most, other.harm_most),
        min(one.critical_least, other.critical_least),
        max(one.critical_most, other.critical_most),
        max(one.rescued_most, other.rescued_most),
        min(one.outcome_worst, other.outcome_worst),
        max(one.outcome_best, other.outcome_best),
        one.endings | other.endings,
        one.runs + other.runs,
    )

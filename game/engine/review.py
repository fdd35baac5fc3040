"""Looking back on a run: which reply cost most, and what would have been better there.

Until conversations are solved, a reply's cost is what it did at once: most harm first, then least evidence.
"""

from typing import NamedTuple

from game.engine.compiled import Compiled
from game.engine.state import State
from game.engine.step import EncounterFault, Step, available, step
from game.rules.skills import unpack_evidence


class Weight(NamedTuple):
    """What one reply did at once. Smaller is better: harm points, then evidence missing below zero."""

    harm: int
    missing: int


class Costly(NamedTuple):
    """A reply that cost something: the place of its step, and the best reply of the same moment."""

    turn: int
    better: str


def weigh(compiled: Compiled, taken: Step) -> Weight:
    """The harm a step did, and the evidence it gave on the skills this encounter offers, negated."""
    gained = unpack_evidence(taken.after.evidence - taken.before.evidence)
    return Weight(
        harm=taken.after.harm - taken.before.harm,
        missing=-sum(gained[skill] for skill in compiled.encounter.full_marks),
    )


def best_reply(compiled: Compiled, state: State) -> tuple[str, Weight]:
    """The reply that weighs least in this state, the first in the file among equals."""
    weights = {}
    for key in available(compiled, state):
        try:
            weights[key] = weigh(compiled, step(compiled, state, key))
        except EncounterFault:
            continue
    best = min(weights, key=weights.__getitem__)
    return best, weights[best]


def costliest(compiled: Compiled, steps: tuple[Step, ...]) -> Costly | None:
    """The step that weighs most among those that could have been better; none if every one was the best."""
    found: list[tuple[Weight, Costly]] = []
    for turn, taken in enumerate(steps):
        weight = weigh(compiled, taken)
        better, least = best_reply(compiled, taken.before)
        if least < weight:
            found.append((weight, Costly(turn, better)))
    # max() keeps the first of equals: the earlier a mistake, the more it is worth mending.
    return max(found, key=lambda each: each[0])[1] if found else None

"""Looking back on a run: which reply cost most, and what would have been better there.

Until conversations are solved, a reply's cost is what it did at once: most harm first, then least evidence.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from game.engine.compiled import Compiled
from game.engine.state import State
from game.engine.step import EncounterFault, Step, available, score_of, step
from game.rules.score import Score
from game.rules.skills import Skill, unpack_evidence


class Weight(NamedTuple):
    """What one reply did at once. Smaller is better: harm points, then evidence missing below zero."""

    harm: int
    missing: int


class Costly(NamedTuple):
    """A reply that cost something: the place of its step, and the best reply of the same moment."""

    turn: int
    better: str


def weigh(taken: Step, wanted: Mapping[Skill, int]) -> Weight:
    """The harm a step did, and the evidence it gave as far as it was wanted, negated."""
    gained = _gained(taken)
    return Weight(
        harm=taken.after.harm - taken.before.harm,
        missing=-sum(min(gained[skill], amount) for skill, amount in wanted.items()),
    )


def _gained(taken: Step) -> dict[Skill, int]:
    return unpack_evidence(taken.after.evidence - taken.before.evidence)


def _wanted(score: Score, taken: Step) -> dict[Skill, int]:
    """What the rest of a run left to be shown in the place of one step: evidence beyond full counts nothing."""
    gained = _gained(taken)
    return {
        skill: max(0, full - (score.evidence[skill] - gained[skill]))
        for skill, full in score.full_marks.items()
    }


def best_reply(
    compiled: Compiled, state: State, wanted: Mapping[Skill, int], without: Collection[str] = ()
) -> tuple[str, Weight] | None:
    """The reply that weighs least in this state, the first in the file among equals; none if none is left.

    Args:
        compiled: the encounter.
        state: where it is said.
        wanted: how much evidence counts, per skill.
        without: keys that are not asked for.
    """
    weights = {}
    for key in available(compiled, state):
        if key in without:
            continue
        try:
            weights[key] = weigh(step(compiled, state, key), wanted)
        except EncounterFault:
            continue
    if not weights:
        return None
    best = min(weights, key=weights.__getitem__)
    return best, weights[best]


def costliest(compiled: Compiled, steps: Sequence[Step]) -> Costly | None:
    """The step of a finished run that weighs most among those with a better reply beside them, or none.

    Evidence beyond full marks was not missed, and a question of a hub that was asked later was only asked in
    another order: neither is a cost.
    """
    score = score_of(compiled, steps[-1].after) if steps else None
    if score is None:
        return None
    found: list[tuple[Weight, Costly]] = []
    for turn, taken in enumerate(steps):
        scene = taken.before.scene
        said_later = {later.reply for later in steps[turn + 1 :] if later.before.scene == scene}
        wanted = _wanted(score, taken)
        weight = weigh(taken, wanted)
        best = best_reply(compiled, taken.before, wanted, without=said_later)
        if best is not None and best[1] < weight:
            found.append((weight, Costly(turn, best[0])))
    # max() keeps the first of equals: the earlier a mistake, the more it is worth mending.
    return max(found, key=lambda each: each[0])[1] if found else None

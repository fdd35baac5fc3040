"""Looking back on a run: what each reply cost, and what would have been better there.

Where an encounter can be solved, a reply costs what it took from the best score still possible. Where it is too large,
it costs what it did at once: most harm first, then least evidence.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from game.engine.compiled import Compiled
from game.engine.solve import Solver
from game.engine.state import State
from game.engine.step import EncounterFault, Step, available, score_of, step
from game.rules.rulebook import Grade, Rulebook
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


class Graded(NamedTuple):
    """What one reply cost.

    Attributes:
        before: the best score still possible before it, 0-1000, without caps.
        after: the same after it.
        grade: what the rulebook calls a cost of that size.
        better: a reply of the same moment that would have cost nothing; the one chosen, where that cost nothing.
    """

    before: int
    after: int
    grade: Grade
    better: str

    @property
    def cost(self) -> int:
        """What it took from the best score still possible."""
        return self.before - self.after


def graded(solver: Solver, steps: Sequence[Step]) -> tuple[Graded, ...]:
    """Every reply of a run, graded.

    Raises:
        TooLarge: the search for one of them looked at more partial runs than it may.
    """
    found: list[Graded] = []
    line = solver.best(steps[0].before, capped=False) if steps else None
    for taken in steps:
        assert line is not None
        before, better = line.score, line.replies[0]
        line = solver.best(taken.after, capped=False)
        cost = before - line.score
        grade = grade_of(solver.compiled.rulebook, cost)
        found.append(Graded(before, line.score, grade, better if cost else taken.reply))
    return tuple(found)


def grade_of(rulebook: Rulebook, cost: int) -> Grade:
    """The first grade whose highest cost is not passed; a Blunder beyond all."""
    return next((grade for grade, most in rulebook.grades if cost <= most), "Blunder")


def turning_point(grades: Sequence[Graded]) -> Costly | None:
    """The reply that cost most, the first of equals; none where none cost anything."""
    if not any(each.cost for each in grades):
        return None
    turn = max(range(len(grades)), key=lambda turn: grades[turn].cost)
    return Costly(turn, grades[turn].better)


def shows_most(solver: Solver, state: State) -> str:
    """Of the replies that cost nothing in this state, the one that does least harm and shows most at once.

    Several may be as good in the end; a debrief recommends the one of which that can be seen.

    Raises:
        TooLarge: as in `graded`.
        EncounterFault: no reply can be given there.
    """
    compiled = solver.compiled
    full = dict(compiled.encounter.full_marks)
    possible = solver.best(state, capped=False).score
    taken = [step(compiled, state, key) for key in available(compiled, state)]
    as_good = [one for one in taken if solver.best(one.after, capped=False).score == possible]
    return min(as_good, key=lambda one: weigh(one, full)).reply


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

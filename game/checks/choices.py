"""Where the player chooses, and what each reply is worth there: what the checks of wording are measured against.

A scene is judged in the state in which a best run first comes to it. A scene that the best run doesn't visit is judged
where the best run after one other reply comes to it. So every choice counts once for each temperament, by what a player
who does well meets there, and not once for each of the thousands of states nobody gets into.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from game.checks.checked import Checked
from game.engine.solve import Line, Solver
from game.engine.state import State
from game.engine.step import available, begin, step


@dataclass(frozen=True, slots=True)
class Choice:
    """Two or more replies that stand beside each other.

    Attributes:
        scene: where.
        values: for each reply, the best score without caps that can still be reached after it.
    """

    scene: str
    values: dict[str, int]

    @property
    def best(self) -> frozenset[str]:
        """The replies that lose nothing; the debrief calls each of them “Best”."""
        most = max(self.values.values())
        return frozenset(reply for reply, value in self.values.items() if value == most)

    @property
    def matters(self) -> bool:
        """Whether one reply is better than another."""
        return len(self.best) < len(self.values)


@lru_cache(maxsize=2)  # the checks of one file ask one after the other
def choices(checked: Checked) -> tuple[Choice, ...]:
    """Every choice that matters, for each temperament.

    Raises:
        TooLarge: the encounter can't be solved.
        EncounterFault: a reply leads where nothing can be said.
    """
    solvers = map(checked.solver, checked.temperaments)
    return tuple(choice for solver in solvers for choice in _judged(solver) if choice.matters)


def _judged(solver: Solver) -> Iterator[Choice]:
    start = begin(solver.compiled)[0]
    judged: dict[str, Choice] = {}
    others = list(_along(solver, start, solver.best(start), judged))
    for after, line in others:
        for _ in _along(solver, after, line, judged):
            pass  # one other reply is enough: what comes after a second is seldom seen
    yield from judged.values()


def _along(
    solver: Solver, state: State, line: Line, judged: dict[str, Choice]
) -> Iterator[tuple[State, Line]]:
    """Judge the scenes along a line; gives the replies not taken, as the state after each and the best from there."""
    compiled = solver.compiled
    for reply in line.replies:
        scene, keys = compiled.scenes[state.scene].key, available(compiled, state)
        if scene not in judged and len(keys) > 1:
            afters = {key: step(compiled, state, key).after for key in keys}
            lines = {key: solver.best(after, capped=False) for key, after in afters.items()}
            judged[scene] = Choice(scene, {key: best.score for key, best in lines.items()})
            yield from ((afters[key], lines[key]) for key in keys if key != reply)
        state = step(compiled, state, reply).after

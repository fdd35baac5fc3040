"""Where the player chooses, and what each reply is worth there: what the checks of wording are measured against.

A scene is judged in the state in which a best run first comes to it. A scene that the best run doesn't visit is judged
where the best run after one other reply comes to it. So every choice counts once for each temperament, by what a player
who does well meets there, and not once for each of the thousands of states nobody gets into.
"""

from collections.abc import Iterable, Iterator

from game.checks.written import Choice
from game.engine.encounter import Script
from game.engine.solve import Line, Solver
from game.engine.state import State
from game.engine.step import available, begin, step


def judged(solvers: Iterable[Solver], script: Script) -> tuple[Choice, ...]:
    """Every choice that matters, for each temperament.

    Args:
        solvers: the encounter solved, with each temperament.
        script: its words.

    Raises:
        EncounterFault: a reply leads where nothing can be said.
    """
    return tuple(choice for solver in solvers for choice in _judged(solver, script) if choice.matters)


def _judged(solver: Solver, script: Script) -> Iterator[Choice]:
    start = begin(solver.compiled)[0]
    values: dict[str, dict[str, int]] = {}
    others = list(_along(solver, start, solver.best(start), values))
    for after, line in others:
        for _ in _along(solver, after, line, values):
            pass  # one other reply is enough: what comes after a second is seldom seen
    for scene, worth in values.items():
        replies = script.scenes[scene].replies or {}
        yield Choice(scene, worth, {key: replies[key].say for key in worth})


def _along(
    solver: Solver, state: State, line: Line, values: dict[str, dict[str, int]]
) -> Iterator[tuple[State, Line]]:
    """Judge the scenes along a line; gives the replies not taken, as the state after each and the best from there."""
    compiled = solver.compiled
    for reply in line.replies:
        scene, keys = compiled.scenes[state.scene].key, available(compiled, state)
        if scene not in values and len(keys) > 1:
            afters = {key: step(compiled, state, key).after for key in keys}
            lines = {key: solver.best(after, capped=False) for key, after in afters.items()}
            values[scene] = {key: best.score for key, best in lines.items()}
            yield from ((afters[key], lines[key]) for key in keys if key != reply)
        state = step(compiled, state, reply).after

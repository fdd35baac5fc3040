"""What solving an encounter comes to, in figures."""

from dataclasses import dataclass
from time import process_time

from game.engine.step import begin
from game.library.loaded import Loaded


@dataclass(frozen=True)
class Solution:
    """An encounter with one temperament, solved.

    Attributes:
        temperament: its key, "" where there is no customer.
        best, worst: the highest and the lowest score of any run, 0-1000.
        best_run, worst_run: replies that lead there.
        endings: those some run reaches.
        runs: how many different runs there are.
        mastered: how many of them are mastered.
        states: how many states had to be told apart.
        milliseconds: of processor time, for all of it.
    """

    temperament: str
    best: int
    best_run: tuple[str, ...]
    worst: int
    worst_run: tuple[str, ...]
    endings: tuple[str, ...]
    runs: int
    mastered: int
    states: int
    milliseconds: int


def solved(loaded: Loaded, temperament: str) -> Solution:
    """Solve an encounter with one temperament.

    Raises:
        TooLarge: it has more states, or more runs to be told apart, than can be solved.
        EncounterFault: a reply leads where nothing can be said.
    """
    begun = process_time()
    solver, start = loaded.solver(temperament), begin(loaded.compiled(temperament))[0]
    best, worst = solver.best(start), solver.worst(start)
    return Solution(
        temperament=temperament,
        best=best.score,
        best_run=best.replies,
        worst=worst.score,
        worst_run=worst.replies,
        endings=tuple(sorted(solver.endings(start))),
        runs=solver.runs(),
        mastered=solver.mastered_runs(),
        states=len(solver.graph.states),
        milliseconds=round(1000 * (process_time() - begun)),
    )

"""What solving an encounter comes to, in figures, kept by digest."""

from contextlib import suppress
from dataclasses import dataclass
from time import process_time

from pydantic import TypeAdapter, ValidationError

from game import paths
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


def solutions(loaded: Loaded) -> list[Solution]:
    """An encounter solved with each of its temperaments; what was solved once is kept under its `play` digest.

    Raises:
        TooLarge: it has more states, or more runs to be told apart, than can be solved.
        EncounterFault: a reply leads where nothing can be said.
    """
    kept, shape = paths.cache_dir() / "solutions" / f"{loaded.play}.json", TypeAdapter(list[Solution])
    with suppress(OSError, ValidationError):  # nothing kept, or nothing that can be trusted
        return shape.validate_json(kept.read_bytes())
    found = [solved(loaded, temperament) for temperament in loaded.encounter.temperaments or [""]]
    with suppress(OSError):  # it is only slower next time
        kept.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(kept, shape.dump_json(found))
    return found

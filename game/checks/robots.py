"""Robots play the encounter: whoever follows one simple habit must never master it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.habits import FORMS, Talk, Weigh, liked
from game.checks.reached import as_run, dealt, scene_of, with_temperament
from game.checks.searching import mastered_runs
from game.engine.chance import draw
from game.engine.graph import Way
from game.engine.solve import Solver
from game.engine.step import available, begin, score_of, step
from game.language.diagnostics import Diagnostic
from game.rules.rulebook import Move

SEEDS: Final = range(30)
"""Each habit is tried with as many orders of the replies."""

HABIT_MASTERED_MOST: Final = 3
"""Where a habit has nothing to go by it takes what comes first, and may be lucky in one run of ten."""

RANDOM_RUNS: Final = 1_000
RANDOM_MASTERED_MOST: Final = 10
"""Of a thousand random runs, the best ten may have been lucky."""

_SOLUTIONS: Final[tuple[Move, ...]] = ("act", "options", "recommend", "rescue", "hand_over")


def _habits(talk: Talk) -> dict[str, Weigh]:
    """What each robot likes: the look of a reply, or what it does."""
    return {habit: likes(talk) for habit, likes in FORMS.items()} | {
        "only shows empathy": talk.moves("reflect", "sympathise", "apologise"),
        "only fixes": talk.moves(*_SOLUTIONS),
        "passes everything on": talk.moves("deflect", "transfer_cold"),
        "promises too much": talk.moves("overpromise"),
        "plays the hero": talk.moves("rescue", "own", "act"),
        "gives in at the first no": talk.moves("fold", "stall"),
    }


@dataclass(frozen=True)
class _Fault:
    """A robot that does all the rest as well as can be: it takes this move wherever it can, and never that one."""

    robot: str
    always: Move
    never: Move | None = None


_FAULTS: Final = (
    # Whoever takes an overpromise back in time has mended a mistake, and may well master it.
    _Fault(
        "promises too much and never takes it back, and is perfect otherwise", "overpromise", "renegotiate"
    ),
    _Fault("takes every rescue and is perfect otherwise", "rescue"),
    _Fault("gives in at every first no and is perfect otherwise", "fold"),
)


@check("P807", "pedagogy", "A robot masters it.")
def robot_masters(checked: Checked) -> Iterator[Diagnostic]:
    """Simple habits, tried with thirty orders on the screen, chance, and three faults in runs otherwise perfect.

    Habits and chance are tried, not proved. The faults are exact: no run that commits one wherever it is
    offered, and at least once, may be mastered.
    """
    habits = _habits(Talk(checked.encounter, checked.script))
    for temperament, solver in dealt(checked).items():
        found = dict(_playing(solver, habits)) | dict(_faulty(solver))
        for robot, run in found.items():
            yield checked.at_top(
                "P807",
                "scenes",
                f"a robot that {robot} masters this{with_temperament(temperament)}",
                f"it plays {as_run(run)}",
            )
        lucky = sum(_play(solver, seed, None)[0] for seed in range(RANDOM_RUNS))
        if lucky > RANDOM_MASTERED_MOST:
            yield checked.at_top(
                "P807",
                "scenes",
                f"{lucky} of {RANDOM_RUNS:,} random runs master this{with_temperament(temperament)}",
                "let more replies cost something, or raise the full marks",
            )


def _playing(solver: Solver, habits: dict[str, Weigh]) -> Iterator[tuple[str, list[str]]]:
    for robot, weigh in habits.items():
        runs = [run for mastered, run in (_play(solver, seed, weigh) for seed in SEEDS) if mastered]
        if len(runs) > HABIT_MASTERED_MOST:
            yield robot, runs[0]


def _play(solver: Solver, seed: int, weigh: Weigh | None) -> tuple[bool, list[str]]:
    """Play one run to its end, by liking or by chance; whether it is mastered, and what was said."""
    compiled = solver.compiled
    state, run = begin(compiled)[0], list[str]()
    while not compiled.scenes[state.scene].ends:
        scene, keys = compiled.scenes[state.scene].key, available(compiled, state)
        if weigh is None:
            reply = keys[draw(seed, scene, f"random:{len(run)}") % len(keys)]
        else:
            reply = liked(weigh, seed, scene, keys)
        run.append(reply)
        state = step(compiled, state, reply).after
    result = score_of(compiled, state)
    return result is not None and result.mastered, run


def _faulty(solver: Solver) -> Iterator[tuple[str, list[str]]]:
    for fault in _FAULTS:
        taken = _replies_with(solver, fault.always)
        if taken and (run := _mastered_with(solver, fault, taken)):
            yield fault.robot, run


def _replies_with(solver: Solver, move: Move) -> set[tuple[str, str]]:
    return {
        (scene.key, key)
        for scene in solver.compiled.scenes
        for key, reply in scene.replies.items()
        if move in reply.reply.moves
    }


def _mastered_with(solver: Solver, fault: _Fault, taken: set[tuple[str, str]]) -> list[str]:
    """A mastered run that takes one of these replies wherever it can, and at least once; [] if there is none."""
    graph = solver.graph
    left_out = _replies_with(solver, fault.never) - taken if fault.never else set()

    def ways(node: int) -> list[Way]:
        scene = scene_of(solver, node).key
        here = [way for way in graph.ways[node] if (scene, way.reply) in taken] or graph.ways[node]
        return [way for way in here if (scene, way.reply) not in left_out]

    rescues = solver.compiled.rulebook.moves[fault.always].rescues
    run = next(mastered_runs(solver, ways, needed=taken, rescues=rescues), ())
    return [way.reply for way in run]

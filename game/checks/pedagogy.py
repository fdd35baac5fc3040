"""Checks of what an encounter teaches. Exact where not said otherwise: proved over all runs, never sampled."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations, islice, pairwise
from typing import Final

# Each of these modules holds checks of the same family; importing them adds them to the list.
from game.checks import harm, level, marks, robots  # noqa: F401
from game.checks.check import check
from game.checks.checked import Checked
from game.checks.reached import as_run, dealt, scene_of, solved, with_temperament
from game.checks.searching import best_run, mastered_runs, scene_path
from game.engine.graph import Way
from game.engine.solve import Solver
from game.engine.state import State
from game.engine.step import available, begin, ending, replay, step
from game.language.diagnostics import Diagnostic

FULL_SCORE: Final = 1000
MOST_COMPARED: Final = 200
"""Beginnings of a conversation in which two temperaments are compared."""
LEAST_MASTERED: Final = 10
LEAST_MASTERED_LEVEL_1: Final = 2


@check("P801", "pedagogy", "No flawless run scores 1000.")
def no_flawless_run(checked: Checked) -> Iterator[Diagnostic]:
    """For every temperament that a seed can pick some run must score 1000, which leaves no room for harm."""
    for temperament, solver in dealt(checked).items():
        line = solver.best(begin(solver.compiled)[0])
        if line.score < FULL_SCORE:
            result = replay(solver.compiled, line.replies).score
            assert result is not None
            short = [f"{skill} {result.evidence[skill]} of {full}" for skill, full in result.full_marks.items()
                     if result.evidence[skill] < full]  # fmt: skip
            why = (
                f"it shows {', '.join(short)}" if short else f"it ends `{result.outcome}`, harm {result.harm}"
            )
            yield checked.at_top(
                "P801",
                "full_marks",
                f"the best run scores {line.score}, not 1000{with_temperament(temperament)}: {why}",
                f"the run is {as_run(line.replies)}; offer more of what it lacks, or state lower full marks",
            )


@check("P802", "pedagogy", "There are too few ways to master it.")
def too_few_mastered(checked: Checked) -> Iterator[Diagnostic]:
    """At least ten runs are mastered, along two different paths of scenes; two runs at level 1."""
    beginner = checked.script.level == 1
    least = LEAST_MASTERED_LEVEL_1 if beginner else LEAST_MASTERED
    for temperament, solver in dealt(checked).items():
        runs = list(islice(mastered_runs(solver), least))
        if len(runs) < least:
            yield checked.at_top(
                "P802",
                "scenes",
                f"only {len(runs)} runs are mastered, not {least} or more{with_temperament(temperament)}",
                "offer a second good reply in some scenes, so that there is more than one right way",
            )
        elif not beginner and not _second_path(solver, runs):
            yield checked.at_top(
                "P802",
                "scenes",
                f"all mastered runs come through the same scenes{with_temperament(temperament)}",
                "let good replies lead different ways somewhere",
            )


def _second_path(solver: Solver, runs: list[tuple[Way, ...]]) -> bool:
    """Whether mastered runs come through different scenes."""
    path = scene_path(solver, runs[0])
    if any(scene_path(solver, run) != path for run in runs[1:]):
        return True
    states = solver.graph.states

    def without(before: int, after: int, node: int) -> list[Way]:
        ways = solver.graph.ways[node]
        if states[node].scene != before:
            return ways
        return [way for way in ways if states[way.to].scene != after]

    # Scenes run forward: another path leaves out one of this path's steps from scene to scene.
    return any(
        next(mastered_runs(solver, partial(without, before, after)), None) is not None
        for before, after in pairwise(path)
    )


@check("P805", "pedagogy", "A rescue does as well as prevention.")
def rescue_pays(checked: Checked) -> Iterator[Diagnostic]:
    """The best run with a rescue must score less, before caps, than the best without one."""
    for temperament, solver in dealt(checked).items():
        if not solver.graph.futures[solver.graph.start].rescued_most:
            continue
        plain = best_run(solver, rescue=False)
        heroic = best_run(solver, rescue=True, least=plain[0] if plain else 0)
        if heroic is None:
            continue
        score, run = heroic
        scene, reply = _rescue_in(solver, run)
        yield checked.at_reply(
            "P805",
            scene,
            reply,
            f"with this rescue a run scores {score}, without any {plain[0] if plain else 'there is none'}"
            f"{with_temperament(temperament)}",
            f"the run is {as_run(way.reply for way in run)}; offer a way to prevent what is rescued here",
        )


def _rescue_in(solver: Solver, run: tuple[Way, ...]) -> tuple[str, str]:
    node = solver.graph.start
    for way in run:
        if way.rescued:
            break
        node = way.to
    return scene_of(solver, node).key, way.reply


@check("P806", "pedagogy", "Two temperaments ask for the same replies.")
def alike_temperaments(checked: Checked) -> Iterator[Diagnostic]:
    """Temperaments that a seed can pick must differ in what is best somewhere.

    Looked for after the first replies, where temperaments tell most, in as many conversations as `MOST_COMPARED`. At
    level 1, where one temperament would do, a second may be there for its words alone.
    """
    if checked.script.level == 1:
        return
    for (one, its), (other, others) in combinations(dealt(checked).items(), 2):
        if not _differ(its, others):
            yield checked.at_top(
                "P806",
                "temperaments",
                f"{one} and {other} ask for the same: what is best with one is best with the other",
                "raise one's `needs_heard`, or let a reply or a way depend on a gauge",
            )


def _differ(one: Solver, other: Solver) -> bool:
    """Whether after the same replies other replies are best; the shortest conversations are tried first."""
    pairs = [(begin(one.compiled)[0], begin(other.compiled)[0])]
    seen = set(pairs)
    for its, others in pairs:
        if _best_replies(one, its) != _best_replies(other, others):
            return True
        if len(pairs) < MOST_COMPARED and ending(one.compiled, its) is None:
            shared = set(available(one.compiled, its)) & set(available(other.compiled, others))
            for key in sorted(shared):
                pair = (step(one.compiled, its, key).after, step(other.compiled, others, key).after)
                if pair not in seen:
                    seen.add(pair)
                    pairs.append(pair)
    return False


def _best_replies(solver: Solver, state: State) -> frozenset[tuple[int, str]]:
    """The replies after which most is still possible, each with its scene; none at an ending.

    The scene is part of it: where two temperaments part ways, they ask for different things.
    """
    if ending(solver.compiled, state) is not None:
        return frozenset()
    possible = {
        (state.scene, key): solver.best(step(solver.compiled, state, key).after).score
        for key in available(solver.compiled, state)
    }
    most = max(possible.values())
    return frozenset(reply for reply, score in possible.items() if score == most)


@check("P810", "pedagogy", "The choice in a scene never matters.")
def idle_choice(checked: Checked) -> Iterator[Diagnostic]:
    """Scenes in which all replies always show and cost the same, and leave the same open.

    What is left open is compared skill by skill, with harm, outcome and endings.
    """
    matters: dict[str, bool] = {}
    for solver in solved(checked).values():
        for node, ways in enumerate(solver.graph.ways):
            if len(ways) > 1:
                scene = scene_of(solver, node).key
                matters[scene] = matters.get(scene, False) or len({_worth(solver, way) for way in ways}) > 1
    for scene, does in matters.items():
        if not does:
            yield checked.at_scene(
                "P810",
                scene,
                f"whatever is said in “{scene}” comes to the same",
                "let a reply show, learn, cost or lead to something else, or merge the scene with another",
            )


def _worth(solver: Solver, way: Way) -> tuple[object, ...]:
    # How many runs follow is no difference to the player.
    return (*way._replace(reply="", to=0), *solver.graph.futures[way.to]._replace(runs=0))

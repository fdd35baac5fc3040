"""Searches through a solved graph for runs of a certain kind: mastered, with a rescue, only with such replies."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, NamedTuple

from game.engine.graph import TooLarge, Way
from game.engine.solve import Gathered, Solver

MOST_SEARCHED: Final = 400_000
"""Partial runs looked at in one search before giving up."""

Ways = Callable[[int], list[Way]]
"""The ways that may be taken from a node."""


def mastered_runs(
    solver: Solver,
    ways: Ways | None = None,
    needed: Collection[tuple[str, str]] = (),
    rescues: bool = False,
) -> Iterator[tuple[Way, ...]]:
    """Mastered runs, one after the other; those that can't become mastered any more are given up early.

    Args:
        solver: the encounter with one temperament.
        ways: which ways may be taken; all of them unless given.
        needed: replies, with their scenes, of which the run must hold one; empty if it need not.
        rescues: whether each of these is a rescue: then it holds the run down before it comes.

    Raises:
        TooLarge: the search looked at more partial runs than it may.
    """
    graph, scenes = solver.graph, solver.compiled.scenes
    ways = ways or graph.ways.__getitem__
    hopeful = _hopeful(solver, ways)
    barren: set[_Place] = set()
    # Depth first without recursion: a file may hold more scenes than Python has stack.
    branches = [_Branch(_Place(graph.start, solver.nothing, not needed), iter(ways(graph.start)))]
    trail: list[Way] = []
    count = 0
    while branches:
        branch = branches[-1]
        way = next(branch.ways, None)
        if way is None:
            branches.pop()
            del trail[-1:]
            if not branch.fruitful:
                barren.add(branch.place)
            elif branches:
                branches[-1].fruitful = True
            continue
        if way.to not in hopeful or way.deflected:
            continue
        before = branch.place
        done = before.done or (scenes[graph.states[before.node].scene].key, way.reply) in needed
        place = _Place(way.to, solver.after(before.gathered, way), done)
        expected = place.gathered._replace(rescued=1) if rescues else place.gathered
        if place in barren or not solver.may_be_mastered(way.to, expected):
            continue
        count += 1
        if count > MOST_SEARCHED:
            raise TooLarge(count, "too many runs are nearly mastered")
        if graph.ways[way.to]:
            branches.append(_Branch(place, iter(ways(way.to))))
            trail.append(way)
        elif done:
            branch.fruitful = True
            yield (*trail, way)


class _Place(NamedTuple):
    """A node, what was gathered before it, and whether what is needed is done."""

    node: int
    gathered: Gathered
    done: bool


@dataclass
class _Branch:
    """A place and the ways from it that are still to be tried; `fruitful` once one led to a mastered run."""

    place: _Place
    ways: Iterator[Way]
    fruitful: bool = False


def _hopeful(solver: Solver, ways: Ways) -> set[int]:
    """The nodes from which these ways lead to an ending with no deflection and no critical."""
    graph, found = solver.graph, set[int]()
    for node in reversed(graph.order):
        if not graph.ways[node] or any(
            way.to in found and not way.deflected and not way.critical for way in ways(node)
        ):
            found.add(node)
    return found


def best_run(solver: Solver, *, rescue: bool, least: int = 0) -> tuple[int, tuple[Way, ...]] | None:
    """The best uncapped score of a run with a rescue, or without one, and that run.

    Args:
        solver: the encounter with one temperament.
        rescue: whether the run must hold a rescue, or must not.
        least: a score below which nothing is looked for.

    Returns:
        None if there is no such run.
    """
    graph = solver.graph
    heap: list[tuple[int, int, int, int, Gathered, tuple[Way, ...]]] = []
    seen: set[tuple[int, Gathered]] = set()
    count = 0

    def add(node: int, gathered: Gathered, trail: tuple[Way, ...]) -> None:
        nonlocal count
        if rescue and not (gathered.rescued or graph.futures[node].rescued_most):
            return
        # A rescue still to come already holds the score down; without that the search would see it too late.
        expected = gathered._replace(rescued=int(rescue))
        bound = solver.bound(node, expected, capped=False, worst=False)
        count += 1
        if bound >= least:
            heappush(heap, (-bound, -len(trail), count, node, gathered, trail))

    add(graph.start, solver.nothing, ())
    while heap:
        bound, _, _, node, gathered, trail = heappop(heap)
        if not graph.ways[node]:
            return -bound, trail
        if (node, gathered) in seen:
            continue
        seen.add((node, gathered))
        if len(seen) > MOST_SEARCHED:
            raise TooLarge(len(seen), "too many partial runs promise the same score")
        for way in graph.ways[node]:
            if rescue or not way.rescued:
                add(way.to, solver.after(gathered, way), (*trail, way))
    return None


def scene_path(solver: Solver, run: tuple[Way, ...]) -> tuple[int, ...]:
    """The scenes a run comes through; turns that stay in a hub count once."""
    states = solver.graph.states
    path = [states[solver.graph.start].scene]
    for way in run:
        if states[way.to].scene != path[-1]:
            path.append(states[way.to].scene)
    return tuple(path)

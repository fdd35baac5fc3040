"""What the solved graph says of an encounter, found once for all checks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from game.checks.checked import Checked
from game.engine.compiled import Compiled, ReplyHere, SceneHere
from game.engine.conditions import compile_condition
from game.engine.graph import Graph, Way
from game.engine.solve import Solver
from game.engine.state import State
from game.engine.step import begin, step

LONGEST_RUN_SHOWN: Final = 12


@dataclass(frozen=True)
class Walk:
    """Everything that happens in some run of some temperament.

    Attributes:
        scenes: the scenes entered, also those that are only passed through.
        said: the replies that can be chosen, with their scenes.
        taken: the ways on that are taken: scene, reply ("" for `otherwise`), place in the list.
        held: what came of a reply's `when` in the states where it is asked.
    """

    scenes: set[str] = field(default_factory=set)
    said: set[tuple[str, str]] = field(default_factory=set)
    taken: set[tuple[str, str, int]] = field(default_factory=set)
    held: dict[tuple[str, str], set[bool]] = field(default_factory=dict)


def solved(checked: Checked) -> dict[str, Solver]:
    """The solver of every temperament.

    Raises:
        TooLarge: one has more states than can be solved.
        EncounterFault: one has a state without a way on; F704 names it. Nothing can be proved then.
    """
    return {temperament: checked.solver(temperament) for temperament in checked.temperaments}


def dealt(checked: Checked) -> dict[str, Solver]:
    """The solvers of the temperaments that a seed can pick; those kept for the working day are left out."""
    kept_back = {key for key, value in checked.encounter.temperaments.items() if value.town_only}
    return {key: solver for key, solver in solved(checked).items() if key not in kept_back}


def with_temperament(temperament: str) -> str:
    """Words to put behind a message."""
    return f" (temperament {temperament})" if temperament else ""


def as_run(replies: Iterable[str]) -> str:
    """Replies as a designer would write them into `choose:`."""
    keys = list(replies)
    shown = ", ".join(keys[:LONGEST_RUN_SHOWN]) + (", …" if len(keys) > LONGEST_RUN_SHOWN else "")
    return f"[{shown}]"


class Trails:
    """A shortest run to each node that can be reached, over all ways or the harmless ones only.

    Attributes:
        nodes: the nodes reached, nearest first.
    """

    def __init__(self, graph: Graph, *, harmless: bool = False) -> None:
        self._came: dict[int, tuple[int, str]] = {graph.start: (-1, "")}
        self.nodes = [graph.start]
        for node in self.nodes:
            for way in graph.ways[node]:
                if way.to not in self._came and not (harmless and way.harm):
                    self._came[way.to] = (node, way.reply)
                    self.nodes.append(way.to)

    def to(self, node: int) -> list[str]:
        """The replies that lead to a node."""
        replies = []
        while node >= 0:
            node, reply = self._came[node]
            replies.append(reply)
        return replies[-2::-1]


@lru_cache(maxsize=1)
def walked(checked: Checked) -> Walk:
    """What happens in some run of some temperament."""
    walk = Walk()
    for solver in solved(checked).values():
        _Walker(solver, walk).go()
    return walk


class _Walker:
    """Adds one temperament to a walk."""

    def __init__(self, solver: Solver, walk: Walk) -> None:
        self._compiled: Compiled = solver.compiled
        self._graph: Graph = solver.graph
        self._walk = walk
        self._sure: dict[tuple[int, str], bool] = {}
        self._whens = [
            [
                (reply.key, compile_condition(reply.reply.when, self._compiled.layout))
                for reply in scene.replies.values()
                if reply.reply.when is not None
            ]
            for scene in self._compiled.scenes
        ]

    def go(self) -> None:
        self._passed(begin(self._compiled)[1])
        for node, state in enumerate(self._graph.states):
            scene = self._compiled.scenes[state.scene]
            for key, test in self._whens[state.scene]:
                self._walk.held.setdefault((scene.key, key), set()).add(test(state))
            for way in self._graph.ways[node]:
                self._walk.said.add((scene.key, way.reply))
                self._follow(state, scene, way)

    def _follow(self, state: State, scene: SceneHere, way: Way) -> None:
        reply, target = scene.replies[way.reply], self._graph.states[way.to].scene
        if self._is_sure(state.scene, reply):
            self._passed((target,))
            self._take(scene, reply.key, target)
            return
        passed = step(self._compiled, state, way.reply).passed
        self._passed(passed)
        if passed and reply.arrows:
            self._take(scene, reply.key, passed[0])
        elif passed:  # a hub in which nothing was left to say
            self._unsaid(scene)
            self._take(scene, "", passed[0])

    def _is_sure(self, place: int, reply: ReplyHere) -> bool:
        """Whether the scene a reply ends in tells which way was taken, so that no step is needed."""
        found = self._sure.get((place, reply.key))
        if found is None:
            targets = [target for _, target in reply.arrows]
            found = bool(targets) and len(set(targets)) == len(targets)
            found = found and all(
                bool(self._compiled.scenes[target].always) or self._compiled.scenes[target].ends
                for target in targets
            )
            self._sure[place, reply.key] = found
        return found

    def _passed(self, passed: Iterable[int]) -> None:
        places = list(passed)
        self._walk.scenes.update(self._compiled.scenes[place].key for place in places)
        for place, then in pairwise(places):
            self._unsaid(self._compiled.scenes[place])
            self._take(self._compiled.scenes[place], "", then)

    def _take(self, scene: SceneHere, reply: str, target: int) -> None:
        """Note the way taken; of several to one scene each might have been."""
        arrows = scene.replies[reply].arrows if reply else scene.otherwise
        self._walk.taken.update(
            (scene.key, reply, place) for place, (_, to) in enumerate(arrows) if to == target
        )

    def _unsaid(self, scene: SceneHere) -> None:
        """A scene was passed because nothing could be said: conditions that stand alone did not hold."""
        for reply in scene.replies.values():
            if reply.reply.when is not None:
                # Beside another reason the condition may have held or not: it is not blamed either way.
                results = {False} if len(reply.tests) == 1 else {False, True}
                self._walk.held.setdefault((scene.key, reply.key), set()).update(results)


def scene_of(solver: Solver, node: int) -> SceneHere:
    """The scene in which a node stands."""
    return solver.compiled.scenes[solver.graph.states[node].scene]

"""Whether every wording is said to somebody, some time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.reached import solved
from game.engine.chance import draw
from game.engine.compiled import Compiled
from game.engine.conditions import Test, compile_condition
from game.engine.encounter import Wording
from game.engine.graph import Graph
from game.engine.state import State
from game.engine.step import available, begin, step
from game.language.diagnostics import Diagnostic
from game.rules.conditions import Condition

_OF_SCENE: Final = ("says", "thinks", "letter")
_OF_REPLY: Final = ("hears", "thinks")

WALKS: Final = 1500
"""Random conversations with each temperament before anything is proved: a third of a second."""

MANNERS: Final = 4
"""How often somebody who seldom does harm thinks again."""

Where = tuple[str, ...]
"""The path of a wording in the file."""


@check("F709", "flow", "A wording is never used.")
def silent_wordings(checked: Checked) -> Iterator[Diagnostic]:
    """Wordings that are picked in no state of any temperament: their condition never holds there, or one above does.

    Random conversations hear nearly all of them. For the rest it is exact: the graph is made anew with what they
    ask, since play itself may have forgotten it.
    """
    wordings = _conditional(checked)
    used: dict[Where, set[int]] = {path: set() for path in wordings}
    solvers = list(solved(checked).values())
    for solver in solvers if wordings else ():
        _Telling(solver.compiled, wordings, used).walk(WALKS)
    rest = {path: wording for path, wording in wordings.items() if len(used[path]) < len(wording)}
    asked: dict[str, list[Condition]] = {}
    for path, wording in rest.items():
        asked.setdefault(path[1], []).extend(one.when for one in wording if one.when is not None)
    for solver in solvers if rest else ():
        _Telling(solver.compiled, rest, used).tell(Graph(solver.compiled, asked=asked))
    for path, wording in rest.items():
        for place in range(len(wording)):
            if place not in used[path]:
                yield _silent(checked, path, place)


def _silent(checked: Checked, path: Where, place: int) -> Diagnostic:
    keys = checked.document.at(path)
    assert isinstance(keys, dict), "a wording with a condition stands under keys"
    key = list(keys)[place]
    hint = "delete it, or mend its condition or one above it: the first that holds is used"
    what = f"`{key}` is never used: whenever `{path[-1]}` is told in “{path[1]}”, "
    why = "one above holds" if key == "otherwise" else "it doesn't hold, or one above does"
    return Diagnostic("F709", what + why, checked.document.key_place((*path, key)), hint)


def _conditional(checked: Checked) -> dict[Where, Wording]:
    """Every wording with a choice, by its path in the file."""
    found: dict[Where, Wording] = {}
    for key, scene in checked.script.scenes.items():
        found |= {("scenes", key, name): getattr(scene, name) for name in _OF_SCENE}
        for reply, text in (scene.replies or {}).items():
            found |= {("scenes", key, "replies", reply, name): getattr(text, name) for name in _OF_REPLY}
    return {path: wording for path, wording in found.items() if any(one.when for one in wording)}


@dataclass
class _Telling:
    """Tells what can be told with one temperament, and notes which wordings are used."""

    compiled: Compiled
    wordings: dict[Where, Wording]
    used: dict[Where, set[int]]

    def __post_init__(self) -> None:
        self._tests: dict[Where, list[Test | None]] = {
            path: [compile_condition(one.when, self.compiled.layout) if one.when else None for one in wording]
            for path, wording in self.wordings.items()
        }

    def walk(self, runs: int) -> None:
        """So many random conversations, always the same ones; every other of somebody who seldom does harm."""
        for number in range(runs):
            state, opening = begin(self.compiled)
            self._enter(opening, state)
            turn = 0
            while not self.compiled.scenes[state.scene].ends:
                keys = available(self.compiled, state)
                here = self.compiled.scenes[state.scene].key
                for again in range(MANNERS if number % 2 else 1):
                    key = keys[draw(number, here, f"walk:{turn}:{again}") % len(keys)]
                    if step(self.compiled, state, key).after.harm == state.harm:
                        break
                state = self._reply(here, state, key)
                turn += 1

    def tell(self, graph: Graph) -> None:
        """Every state and every reply in it."""
        state, opening = begin(self.compiled)
        self._enter(opening, state)
        for node, ways in enumerate(graph.ways):
            before = graph.states[node]
            if not ways:
                continue
            here = self.compiled.scenes[before.scene].key
            for key in available(self.compiled, before):
                self._reply(here, before, key)

    def _reply(self, here: str, before: State, key: str) -> State:
        taken = step(self.compiled, before, key)
        for name in _OF_REPLY:
            self._say(("scenes", here, "replies", key, name), taken.after)
        self._enter(taken.passed, taken.after)
        return taken.after

    def _enter(self, passed: tuple[int, ...], state: State) -> None:
        for scene in passed:
            for name in _OF_SCENE:
                self._say(("scenes", self.compiled.scenes[scene].key, name), state)

    def _say(self, path: Where, state: State) -> None:
        for place, test in enumerate(self._tests.get(path, ())):
            if test is None or test(state):
                self.used[path].add(place)
                return

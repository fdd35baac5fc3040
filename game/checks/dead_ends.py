"""Finds the states in which nothing can be said and no way leads on: there the solver itself has to stop."""

import re
from collections.abc import Iterator, Sequence

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.reached import as_run, with_temperament
from game.engine.compiled import Compiled
from game.engine.graph import MOST_STATES
from game.engine.slicing import slices
from game.engine.solve import replies_along
from game.engine.state import State
from game.engine.step import EncounterFault, available, begin, step
from game.language.diagnostics import Diagnostic


@check("F704", "flow", "A run gets stuck: nothing can be said, and no way leads on.")
def stuck(checked: Checked) -> Iterator[Diagnostic]:
    """Scenes with a state in which no reply is available and no `otherwise` holds, each with a shortest run there."""
    found: dict[str, tuple[str, Sequence[str]]] = {}
    for temperament in checked.temperaments:
        try:
            checked.solver(temperament)
        except EncounterFault:
            for scene, run in _faults(checked.loaded.compiled(temperament)):
                found.setdefault(scene, (temperament, run))
    for scene, (temperament, run) in found.items():
        yield checked.at_scene(
            "F704",
            scene,
            f"in the scene “{scene}” a run can get stuck: no reply can be chosen, and no way leads on",
            f"it happens after {as_run(run)}{with_temperament(temperament)}; "
            "add `otherwise:`, or a reply or a way without a condition",
        )


def _faults(compiled: Compiled) -> Iterator[tuple[str, Sequence[str]]]:
    """Explore as the solver does, but note each dead end and go on beside it."""
    try:
        first = begin(compiled)[0]
    except EncounterFault as fault:
        yield _scene(compiled, fault, compiled.encounter.start), []
        return
    cuts = slices(compiled)
    waiting: list[tuple[State, tuple[object, ...]]] = [(cuts[first.scene](first), ())]
    seen = {waiting[0][0]}
    for state, trail in waiting:
        if compiled.scenes[state.scene].ends or len(seen) > MOST_STATES:
            continue
        for key in available(compiled, state):
            try:
                after = step(compiled, state, key).after
            except EncounterFault as fault:
                yield _scene(compiled, fault, compiled.scenes[state.scene].key), replies_along((trail, key))
                continue
            cut = cuts[after.scene](after)
            if cut not in seen:
                seen.add(cut)
                waiting.append((cut, (trail, key)))


def _scene(compiled: Compiled, fault: EncounterFault, otherwise: str) -> str:
    """The scene a fault names in its message."""
    named = re.search("“([^”]+)”", str(fault))
    return named[1] if named and named[1] in compiled.index else otherwise

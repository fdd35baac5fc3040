"""Checks of what a file declares: a promise that can't be kept, and things that nothing uses."""

import re
from collections.abc import Iterator
from dataclasses import asdict

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.reached import Trails, as_run, scene_of, solved, with_temperament
from game.engine.conditions import mentioned
from game.engine.encounter import Wording
from game.engine.solve import Solver
from game.engine.state import State
from game.language.diagnostics import Diagnostic
from game.rules.conditions import Condition


@check("F707", "flow", "A promise can be neither kept nor changed.")
def hopeless_promise(checked: Checked) -> Iterator[Diagnostic]:
    """Promises made in some run after which no reply that keeps or renegotiates them can be chosen in time.

    One diagnostic for each reply that makes such a promise. Promises that outlive the talk are left out.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for temperament, solver in solved(checked).items():
        for place, (promise, due) in enumerate(checked.encounter.promises.items()):
            if not due.outlives:
                for scene, reply, run in _hopeless(solver, promise, 1 << place):
                    found.setdefault((scene, reply, promise), [temperament, *run])
    for (scene, reply, promise), (temperament, *run) in found.items():
        yield checked.at_reply(
            "F707",
            scene,
            reply,
            f"the promise “{promise}” made here can be neither kept nor renegotiated before it breaks",
            f"try {as_run(run)}{with_temperament(temperament)}: "
            "offer a reply with `keeps` or `renegotiates` on the way",
        )


def _hopeless(solver: Solver, promise: str, bit: int) -> Iterator[tuple[str, str, list[str]]]:
    graph = solver.graph
    settles = {
        (scene.key, key)
        for scene in solver.compiled.scenes
        for key, reply in scene.replies.items()
        if promise in reply.reply.keeps + reply.reply.renegotiates
    }
    hopeful: set[int] = set()
    for node in reversed(graph.order):
        if _is_open(graph.states[node], bit):
            scene = scene_of(solver, node).key
            if any(way.to in hopeful or (scene, way.reply) in settles for way in graph.ways[node]):
                hopeful.add(node)
    trails: Trails | None = None
    seen: set[tuple[str, str]] = set()
    for node in graph.order:
        here = scene_of(solver, node)
        for way in graph.ways[node]:
            its = here.replies[way.reply].reply
            opens = promise in its.promises and not graph.states[node].made & bit
            if not opens or way.to in hopeful or promise in its.keeps or (here.key, way.reply) in seen:
                continue
            seen.add((here.key, way.reply))
            trails = trails or Trails(graph)
            yield here.key, way.reply, [*trails.to(node), way.reply]


def _is_open(state: State, bit: int) -> bool:
    return bool(state.made & bit & ~(state.kept | state.renegotiated | state.broken))


@check("F708", "flow", "Something is declared and never used.")
def unused(checked: Checked) -> Iterator[Diagnostic]:
    """Facts, flags, promises, people and their blanks that nothing uses.

    A fact is used when a reply cites it or a condition asks for it, a flag when a condition asks for it, a promise
    when a reply makes it, a person when a scene is with them, a reply hands over to them or a text names them.
    """
    encounter = checked.encounter
    replies = [reply for scene in encounter.scenes.values() for reply in scene.replies.values()]
    asked = _asked(checked)
    cited = {fact for reply in replies for fact in reply.cites} | asked["knows"]
    for fact in encounter.facts:
        if fact not in cited:
            yield _unused(checked, "facts", fact, "no reply cites it and no condition asks for it")
    made = {promise for reply in replies for promise in reply.promises}
    for promise in encounter.promises:
        if promise not in made:
            yield _unused(checked, "promises", promise, "no reply makes it")
    yield from _unread_flags(checked, asked["flag"])
    met = {scene.person for scene in encounter.scenes.values()} | {reply.hands_to for reply in replies}
    named = set(re.findall(r"\{([a-z0-9-]+)_", str(asdict(checked.script))))
    for person in encounter.people:
        if person not in met | named:
            yield _unused(checked, "people", person, "no scene is with them and no text names them")
    yield from _unused_blanks(checked)


def _unused_blanks(checked: Checked) -> Iterator[Diagnostic]:
    """Fields of a person that no text has a blank for. The name and the job are shown by themselves."""
    texts = str(asdict(checked.script))
    for person, its in checked.script.people.items():
        for field in {**its.draws, **its.says}:
            if field not in ("name", "job") and f"{{{person}_{field}}}" not in texts:
                yield Diagnostic(
                    "F708",
                    f"“{field}” is not used: no text has the blank {{{person}_{field}}}",
                    checked.key_place("people", person, field),
                )


def _unread_flags(checked: Checked, asked: set[str]) -> Iterator[Diagnostic]:
    for scene, its in checked.encounter.scenes.items():
        for key, reply in its.replies.items():
            for flag in reply.sets:
                if flag not in asked:
                    yield Diagnostic(
                        "F708",
                        f"the flag “{flag}” is set here, and no condition asks for it",
                        checked.value_place(("scenes", scene, "replies", key, "sets")),
                        "ask for it somewhere, or take it out",
                    )


def _unused(checked: Checked, kind: str, key: str, why: str) -> Diagnostic:
    return Diagnostic("F708", f"“{key}” is not used: {why}", checked.key_place(kind, key))


def _asked(checked: Checked) -> dict[str, set[str]]:
    """The facts and flags that some condition of the file asks for."""
    found: dict[str, set[str]] = {"knows": set(), "flag": set()}
    for condition in _conditions(checked):
        for kind, keys in found.items():
            keys.update(mentioned(condition, kind))
    return found


def _conditions(checked: Checked) -> Iterator[Condition | None]:
    for scene in checked.encounter.scenes.values():
        yield from (arrow.when for arrow in scene.otherwise)
        for reply in scene.replies.values():
            yield reply.when
            yield from (arrow.when for arrow in reply.to)
    for text in checked.script.scenes.values():
        yield from _asked_by(text.says, text.thinks, text.letter)
        for said in (text.replies or {}).values():
            yield from _asked_by(said.hears, said.thinks)


def _asked_by(*wordings: Wording) -> Iterator[Condition | None]:
    for wording in wordings:
        yield from (variant.when for variant in wording)

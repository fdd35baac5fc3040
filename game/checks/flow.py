"""Checks of the flow: is everything in the file reached, and does every run have a way on? Exact, over all runs."""

from collections.abc import Iterator
from typing import Final

# Each of these modules holds checks of the same family; importing them adds them to the list.
from game.checks import dead_ends, unused  # noqa: F401
from game.checks.check import check
from game.checks.checked import Checked
from game.checks.reached import Trails, as_run, scene_of, solved, walked, with_temperament
from game.engine.graph import OUTCOMES
from game.engine.solve import Solver
from game.language.diagnostics import Diagnostic
from game.rules.conditions import words

_LOST: Final = OUTCOMES.index("lost")


@check("F701", "flow", "A scene can't be reached.")
def unreachable_scene(checked: Checked) -> Iterator[Diagnostic]:
    """Scenes that no run of any temperament enters; endings have a check of their own."""
    for key, scene in checked.encounter.scenes.items():
        if scene.ending is None and key not in walked(checked).scenes:
            yield checked.at_scene(
                "F701",
                key,
                f"no run ever comes to the scene “{key}”",
                "lead a reply here with `to`, or take the scene out",
            )


@check("F702", "flow", "A reply can never be chosen.")
def unavailable_reply(checked: Checked) -> Iterator[Diagnostic]:
    """Replies that no run can choose, in scenes that are reached; a `when` that never holds is F703."""
    walk = walked(checked)
    for scene, reply in _replies(checked):
        if (
            scene not in walk.scenes
            or (scene, reply) in walk.said
            or walk.held.get((scene, reply)) == {False}
        ):
            continue
        its = checked.encounter.scenes[scene].replies[reply]
        wanted = [f"knows({fact})" for fact in its.cites]
        wanted += [f"an open promise `{promise}`" for promise in its.keeps + its.renegotiates]
        wanted += [f"`{words(its.when)}`"] if its.when is not None else []
        yield checked.at_reply(
            "F702",
            scene,
            reply,
            f"the reply “{reply}” can't be chosen in any run",
            f"it needs {' and '.join(wanted)}, and no run comes here with that" if wanted else "",
        )


@check("F703", "flow", "A condition always holds here, or never.")
def idle_condition(checked: Checked) -> Iterator[Diagnostic]:
    """Conditions of replies, and ways on that are never taken.

    Exact for both, in all reachable states of the scene. Conditions of wordings are not looked at: what they ask
    may have been cut off from the solved states.
    """
    yield from _idle_whens(checked)
    yield from _idle_arrows(checked)


def _idle_whens(checked: Checked) -> Iterator[Diagnostic]:
    for (scene, reply), results in walked(checked).held.items():
        when = checked.encounter.scenes[scene].replies[reply].when
        if when is None or len(results) > 1:
            continue
        often = "always" if True in results else "never"
        yield Diagnostic(
            "F703",
            f"`{words(when)}` {often} holds here",
            checked.value_place(("scenes", scene, "replies", reply, "when")),
            "leave the condition out"
            if True in results
            else "the reply can't be chosen: mend the condition, or take it out",
        )


def _idle_arrows(checked: Checked) -> Iterator[Diagnostic]:
    taken = walked(checked).taken
    for scene, reply in walked(checked).said:
        arrows = checked.encounter.scenes[scene].replies[reply].to
        for place, arrow in enumerate(arrows):
            if (scene, reply, place) in taken:
                continue
            why = (
                f"`{words(arrow.when)}` never holds here"
                if arrow.when is not None
                else "one of the ways before this one always holds"
            )
            path = ("scenes", scene, "replies", reply, "to", place)
            yield Diagnostic(
                "F703",
                f"the way to “{arrow.to}” is never taken: {why}",
                checked.value_place((*path, "when") if arrow.when is not None else path),
                "" if arrow.when is None else "or the ways before it leave nothing for it",
            )


@check("F705", "flow", "An ending is never reached.")
def unreached_ending(checked: Checked) -> Iterator[Diagnostic]:
    """Endings that no run of any temperament comes to."""
    for key, scene in checked.encounter.scenes.items():
        if scene.ending is not None and key not in walked(checked).scenes:
            yield checked.at_scene(
                "F705",
                key,
                f"no run ever comes to the ending “{key}”",
                "mend the conditions on the way there, or take the ending out",
            )


@check("F706", "flow", "After one mistake everything is lost, and the talk goes on.")
def doomed(checked: Checked) -> Iterator[Diagnostic]:
    """Replies that doom a run without a mistake so far: the talk goes on, but only endings that are `lost` are left.

    One diagnostic for each reply, with a shortest run to it. A reply that leads straight to an ending dooms nothing,
    and one after which a `partly` is left has a price, not a trap: late mistakes may well cost the good ending.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for temperament, solver in solved(checked).items():
        for scene, reply, run in _dooming(solver):
            found.setdefault((scene, reply), [temperament, *run])
    for (scene, reply), (temperament, *run) in found.items():
        yield checked.at_reply(
            "F706",
            scene,
            reply,
            f"after “{reply}” the talk goes on, but only endings with `outcome: lost` are left",
            f"try {as_run(run)}{with_temperament(temperament)}: leave a way back, or end the talk here",
        )


def _dooming(solver: Solver) -> Iterator[tuple[str, str, list[str]]]:
    graph = solver.graph
    trails = Trails(graph, harmless=True)
    for node in trails.nodes:
        if graph.futures[node].outcome_best == _LOST:
            continue
        for way in graph.ways[node]:
            if graph.ways[way.to] and graph.futures[way.to].outcome_best == _LOST:
                yield scene_of(solver, node).key, way.reply, [*trails.to(node), way.reply]


def _replies(checked: Checked) -> Iterator[tuple[str, str]]:
    for key, scene in checked.encounter.scenes.items():
        for reply in scene.replies:
            yield key, reply

"""The checks of the flow, against every run of small encounters, and at the edges of what they tell."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from game import paths
from game.checks.check import CHECKS
from game.checks.checked import Checked
from game.checks.reached import Trails, Walk, walked
from game.checks.run import check_file
from game.engine.compiled import Compiled
from game.engine.conditions import compile_condition
from game.engine.encounter import Encounter, Script
from game.engine.state import State
from game.engine.step import EncounterFault, available, begin, ending, replay, step
from game.language.diagnostics import Diagnostic
from game.language.read import read_encounter
from game.library.library import Library
from game.library.loaded import Loaded

from ..engine.generating import an_encounter
from ..engine.making import the_rulebook
from .examples import base, merged

MOST_RUNS = 3000


def checked_of(made: Encounter) -> Checked:
    """An encounter with a file that isn't its own: enough for what is proved, not for telling where."""
    document = read_encounter(base().encode(), "example.yaml").document
    assert document is not None
    return Checked(Loaded(made, cast(Script, None), the_rulebook(), {}), document, draft=False)


def small(number: int) -> Encounter:
    return an_encounter(number, scenes=2 + number % 5, most_replies=2 + number % 2)


def found(code: str, *fragments: tuple[str, str]) -> list[Diagnostic]:
    """What a check says of the pages' example, with fragments laid over places like `scenes evening`."""
    text = base()
    for path, fragment in fragments:
        text = merged(text, path.split(), fragment)
    return told(code, text, "example.yaml")


def told(code: str, text: str, name: str) -> list[Diagnostic]:
    reading = read_encounter(text.encode(), name)
    assert reading.rendered() == ""
    assert reading.encounter is not None
    assert reading.script is not None
    assert reading.document is not None
    loaded = Loaded(reading.encounter, reading.script, the_rulebook(), {})
    return list(CHECKS[code].look(Checked(loaded, reading.document, reading.draft)))


def all_states(compiled: Compiled, room: list[int]) -> Iterator[tuple[State, tuple[int, ...]]]:
    """Every state of every run, uncut, with the scenes passed on the way into it; stops where there are too many."""
    waiting = [begin(compiled)]
    while waiting and room[0] > 0:
        state, passed = waiting.pop()
        room[0] -= 1
        yield state, passed
        if ending(compiled, state) is None:
            taken = [step(compiled, state, key) for key in available(compiled, state)]
            waiting += [(one.after, one.passed) for one in taken]


def by_trying(checked: Checked, room: list[int]) -> Walk:
    walk = Walk()
    for temperament in checked.temperaments:
        compiled = checked.loaded.compiled(temperament)
        for state, passed in all_states(compiled, room):
            walk.scenes.update(compiled.scenes[place].key for place in passed)
            scene = compiled.scenes[state.scene]
            walk.said.update((scene.key, key) for key in available(compiled, state))
            for reply in scene.replies.values():
                if reply.reply.when is not None:
                    test = compile_condition(reply.reply.when, compiled.layout)
                    walk.held.setdefault((scene.key, reply.key), set()).add(test(state))
    return walk


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_what_is_reached_is_what_some_run_reaches(first: int) -> None:
    compared = 0
    for number in range(first, first + 50):
        checked, room = checked_of(small(number)), [MOST_RUNS]
        tried, walk = by_trying(checked, room), walked(checked)
        if room[0] > 0:
            compared += 1
            assert walk.scenes == tried.scenes
            assert walk.said == tried.said
            # Where a scene is only passed through, its conditions were asked too.
            assert all(results <= walk.held[place] for place, results in tried.held.items())
            targets = checked.encounter.scenes
            assert {
                targets[scene].replies[reply].to[at].to for scene, reply, at in walk.taken if reply
            } <= walk.scenes
    assert compared > 20


def test_a_trail_leads_to_its_node() -> None:
    for number in range(40):
        checked = checked_of(small(number))
        for temperament in checked.temperaments:
            solver = checked.solver(temperament)
            trails = Trails(solver.graph)
            assert len(trails.nodes) == len(solver.graph.states)
            for node in trails.nodes:
                assert solver.graph.node(replay(solver.compiled, trails.to(node)).state) == node


def test_a_condition_on_a_gauge_may_hold_with_one_temperament_only() -> None:
    one_more = "furious: {heat: 15, trust: 5}\n"
    when = (
        "scenes evening replies",
        "calmly:\n  say: |\n    There you are.\n  moves: [act]\n  when: heat < 12\n  to: at-eight\n",
    )
    assert [one.message for one in found("F703", when)] == ["`heat < 12` always holds here"]
    assert found("F703", when, ("temperaments", one_more)) == []


def test_a_condition_is_not_blamed_where_the_scene_is_passed_because_of_it() -> None:
    evening = """\
evening:
  with: dana
  otherwise: at-eight
  replies:
    here:
      say: |
        Here it is.
      moves: [keep]
      keeps: [by-eight]
      when: promised(by-eight)
      to: at-eight
"""
    maybe = "maybe:\n  say: |\n    I'll see.\n  moves: [stall]\n  to: evening\n"
    assert found("F703", ("scenes", evening), ("scenes back replies", maybe)) == []
    assert len(found("F703", ("scenes", evening))) == 1


def test_a_way_behind_one_that_always_holds_is_told() -> None:
    to = """\
ask-what:
  say: |
    What was in it?
  moves: [ask]
  learns: [medicine]
  to:
    - {when: knows(medicine), to: back-room}
    - {to: evening}
"""
    [one] = found("F703", ("scenes counter replies", to))
    assert "the way to “evening” is never taken" in one.message


def test_the_run_into_a_dead_end_is_told_and_gets_stuck() -> None:
    not_sure = "not-sure:\n  say: |\n    I'll look.\n  moves: [own]\n  to: evening\n"
    [one] = found("F704", ("scenes back replies", not_sure))
    assert "“evening”" in one.message
    assert "[ask-what, one-ask, not-sure]" in one.hint
    text = merged(base(), ["scenes", "back", "replies"], not_sure)
    made = read_encounter(text.encode(), "example.yaml").encounter
    assert made is not None
    loaded = Loaded(made, cast(Script, None), the_rulebook(), {})
    with pytest.raises(EncounterFault, match="evening"):
        replay(loaded.compiled("weary"), ["ask-what", "one-ask", "not-sure"])


def test_a_reply_that_ends_the_talk_dooms_nothing_and_a_partly_is_a_way_back() -> None:
    lost = "she-left:\n  ending: {outcome: lost}\n  letter: |\n    I rang the other depot.\n"
    the_form = "the-form:\n  say: |\n    There's a form.\n  moves: [deflect]\n  to: "
    ends = ("scenes counter replies", the_form + "she-left\n")
    goes_on = ("scenes counter replies", the_form + "door\n")
    door = "door:\n  with: dana\n  replies:\n    sorry:\n      say: |\n        Sorry.\n      moves: [apologise]\n"
    assert found("F706", ("scenes", lost), ends) == []
    [one] = found("F706", ("scenes", lost + door + "      to: she-left\n"), goes_on)
    assert "“the-form”" in one.message
    assert "[the-form]" in one.hint
    partly = lost.replace("lost", "partly")
    assert found("F706", ("scenes", partly + door + "      to: she-left\n"), goes_on) == []


def test_a_promise_that_breaks_on_some_paths_only_is_told_with_such_a_run() -> None:
    evening = """\
here:
  say: |
    Here it is.
  moves: [keep, act]
  keeps: [by-eight]
  when: flag(asked)
  to: at-eight
nothing:
  say: |
    Not yet.
  moves: [stall]
  to: at-eight
"""
    asked = """\
one-ask:
  say: |
    Turn the van round.
  moves: [bring_plan]
  sets: [asked]
  to: back
fold:
  say: |
    Never mind.
  moves: [fold]
  to: back
"""
    [one] = found("F707", ("scenes evening replies", evening), ("scenes back-room replies", asked))
    assert "“by-eight”" in one.message
    assert "[ask-what, fold, say-when]" in one.hint


def test_what_is_unused_is_told_at_its_place() -> None:
    for path, fragment, name in (
        ("facts", "colour: |\n  Blue.\n", "colour"),
        ("people", "mia: {is: other, name: Mia}\n", "mia"),
        ("promises", "call:\n  text: |\n    a call\n  due: evening\n", "call"),
        ("scenes counter replies ask-what", "sets: [asked]\n", "asked"),
    ):
        [one] = found("F708", (path, fragment))
        assert f"“{name}”" in one.message
        line = merged(base(), path.split(), fragment).splitlines()[one.place.line - 1]
        assert name in line


def test_a_person_named_in_a_text_is_used(tmp_path: Path) -> None:
    mia = ("people", "mia: {is: other, name: Mia}\n")
    named = ("scenes counter", "says: |\n  {mia_name} sent me. I'm {dana_first}.\n")
    assert found("F708", mia, named) == []


def test_a_field_of_a_person_that_stands_in_no_text_is_told_at_its_key(tmp_path: Path) -> None:
    text = (paths.content_dir() / "encounters" / "aisle-seven.yaml").read_text("utf-8")
    assert "first: woman.first_name}" in text
    file = tmp_path / "aisle-seven.yaml"
    file.write_text(
        text.replace("first: woman.first_name}", "first: woman.first_name, seat: number.seat}"), "utf-8"
    )
    found = [one for one in check_file(file, Library(paths.content_dir())).diagnostics if one.code == "F708"]
    assert [one.message for one in found] == ["“seat” is not used: no text has the blank {rosa_seat}"]
    line = file.read_text("utf-8").splitlines()[found[0].place.line - 1]
    assert line[found[0].place.column - 1 :].startswith("seat")

"""What holds for every run of every encounter."""

from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import paths
from game.engine.chance import temperament_for
from game.engine.compiled import compile_encounter
from game.engine.digest import play_digest
from game.engine.encounter import Encounter
from game.engine.state import Mark, State
from game.engine.step import available, begin, replay, score_of, step
from game.library.library import Library
from game.library.loaded import Loaded
from game.library.stored import from_bytes, play_bytes, text_bytes
from game.rules.gauges import GAUGE_MAX, GAUGES
from game.rules.skills import SKILLS, unpack_evidence

from .generating import Run, a_walk, encounters, runs
from .making import the_rulebook
from .oracle import Story
from .test_digest import A_SCRIPT

LIBRARY = Library(paths.content_dir())

often = settings(max_examples=200, deadline=None)


@settings(max_examples=1500, deadline=None)
@given(runs)
def test_the_engine_agrees_with_the_rules_told_plainly(run: Run) -> None:
    told_plainly(run)


@pytest.mark.parametrize("name", LIBRARY.names())
def test_it_agrees_on_every_built_in_encounter(name: str) -> None:
    loaded = LIBRARY.encounter(name)
    for temperament in loaded.encounter.temperaments or [""]:
        for number in range(100):
            told_plainly(a_walk(loaded.compiled(temperament), Random(number)))


def told_plainly(run: Run) -> None:
    """Every choice, rule, gauge and point of a run, turn by turn, against `oracle.py`."""
    story = Story(run.encounter, run.compiled.rulebook, run.temperament)
    scenes, people = list(run.encounter.scenes), list(run.encounter.people)
    names = {"": 0, "me": 1} | {key: 2 + place for place, key in enumerate(people)}
    state, _ = begin(run.compiled)
    for key in run.replies:
        assert story.choices() == list(available(run.compiled, state))
        taken = step(run.compiled, state, key)
        story.choose(key)
        state = taken.after
        assert [change.rule.id for change in taken.changes] == story.rules
        assert scenes[state.scene] == story.at
        assert state.gauges._asdict() == story.world.gauges
        assert unpack_evidence(state.evidence) == {skill: story.evidence[skill] for skill in SKILLS}
        assert (state.harm, state.criticals) == (story.harm, story.criticals)
        assert names[story.name_on_the_case] == state.holder
        assert bool(state.marks & Mark.DEFLECTED) == story.deflected
        assert bool(state.marks & Mark.RESCUED) == story.rescued
        assert standing(run.encounter, state) == story.world.promises
    assert story.scene.ending


def standing(encounter: Encounter, state: State) -> dict[str, str]:
    """What became of each promise that was made, read off the state's masks."""
    found = {}
    for place, key in enumerate(encounter.promises):
        masks = {"kept": state.kept, "renegotiated": state.renegotiated, "broken": state.broken}
        if state.made >> place & 1:
            become = [name for name, mask in masks.items() if mask >> place & 1]
            assert len(become) <= 1, f"{key} is {' and '.join(become)}"
            found[key] = become[0] if become else "open"
    return found


@often
@given(runs)
def test_replaying_a_run_is_stepping_through_it(run: Run) -> None:
    replayed = replay(run.compiled, run.replies)
    assert (begin(run.compiled)[0], *(taken.after for taken in replayed.steps)) == run.states
    assert [taken.before for taken in replayed.steps] == list(run.states[:-1])
    assert [taken.reply for taken in replayed.steps] == list(run.replies)
    assert replayed.state == run.states[-1]
    assert replayed.score == score_of(run.compiled, run.states[-1])
    assert replayed.score is not None


@often
@given(runs)
def test_the_same_run_compiled_anew_comes_to_the_same(run: Run) -> None:
    anew = compile_encounter(run.encounter, the_rulebook(), run.temperament)
    first, second = replay(run.compiled, run.replies), replay(anew, run.replies)
    assert first.state == second.state
    assert first.score == second.score
    assert first.opening == second.opening
    assert [taken.changes for taken in first.steps] == [taken.changes for taken in second.steps]
    assert replay(run.compiled, run.replies) == first


@often
@given(runs)
def test_a_run_broken_off_and_gone_on_with_is_the_same_run(run: Run) -> None:
    half = len(run.replies) // 2
    state = replay(run.compiled, run.replies[:half]).state
    for key in run.replies[half:]:
        state = step(run.compiled, state, key).after
    assert state == run.states[-1]


@often
@given(runs)
def test_gauges_stay_inside_their_ranges(run: Run) -> None:
    for state in run.states:
        for gauge in GAUGES:
            assert 0 <= getattr(state, gauge) <= GAUGE_MAX[gauge]


@often
@given(runs)
def test_evidence_harm_and_criticals_never_go_down(run: Run) -> None:
    for before, after in pairwise(run.states):
        assert before.harm <= after.harm
        assert before.criticals <= after.criticals
        one, other = unpack_evidence(before.evidence), unpack_evidence(after.evidence)
        assert all(one[skill] <= other[skill] for skill in one)


@often
@given(runs)
def test_what_was_learned_set_said_or_promised_stays_so(run: Run) -> None:
    for before, after in pairwise(run.states):
        for name in ("known", "flags", "made", "kept", "renegotiated", "broken", "said", "brought", "marks"):
            assert getattr(before, name) & ~getattr(after, name) == 0, name


@often
@given(runs)
def test_each_change_begins_where_the_one_before_ended(run: Run) -> None:
    for taken in replay(run.compiled, run.replies).steps:
        reached = taken.before.gauges
        for change in taken.changes:
            assert change.before == reached
            reached = change.after
        assert reached == taken.after.gauges


@often
@given(runs)
def test_what_changed_adds_up_to_the_state(run: Run) -> None:
    for taken in replay(run.compiled, run.replies).steps:
        changes = taken.changes
        assert taken.after.evidence - taken.before.evidence == sum(change.evidence for change in changes)
        assert taken.after.harm - taken.before.harm == sum(change.rule.harm for change in changes)
        criticals = taken.after.criticals - taken.before.criticals
        assert criticals == sum(change.rule.critical for change in changes)


@often
@given(runs)
def test_a_state_is_plain_whole_numbers_that_can_be_hashed(run: Run) -> None:
    for state in run.states:
        assert type(state) is State
        assert all(type(number) is int and number >= 0 for number in state)
        assert hash(state) == hash(State(*state))


@often
@given(runs)
def test_stepping_changes_no_state_that_came_before(run: Run) -> None:
    before = [tuple(state) for state in run.states]
    replay(run.compiled, run.replies)
    assert [tuple(state) for state in run.states] == before


@often
@given(runs)
def test_the_scenes_passed_lead_to_the_scene_reached(run: Run) -> None:
    for taken in replay(run.compiled, run.replies).steps:
        assert (taken.passed[-1] if taken.passed else taken.before.scene) == taken.after.scene


@often
@given(runs, st.randoms(use_true_random=False), st.integers(0, 2**32 - 1))
def test_the_order_in_which_a_file_is_written_decides_nothing(run: Run, random: Random, seed: int) -> None:
    """Scenes, replies, temperaments, people and marks in any order: same digest, same temperament, same result."""
    mixed = in_another_order(run.encounter, random)
    compiled = compile_encounter(mixed, the_rulebook(), run.temperament)
    assert play_digest(mixed, the_rulebook()) == play_digest(run.encounter, the_rulebook())
    assert temperament_for(mixed, seed) == temperament_for(run.encounter, seed)
    ours, theirs = replay(run.compiled, run.replies), replay(compiled, run.replies)
    assert ours.score == theirs.score
    assert [taken.changes for taken in ours.steps] == [taken.changes for taken in theirs.steps]


Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


def in_another_order(encounter: Encounter, random: Random) -> Encounter:
    def mixed(one: dict[Key, Value]) -> dict[Key, Value]:
        return dict(random.sample(list(one.items()), len(one)))

    scenes = {key: replace(scene, replies=mixed(scene.replies)) for key, scene in encounter.scenes.items()}
    return replace(
        encounter,
        scenes=mixed(scenes),
        temperaments=mixed(encounter.temperaments),
        people=mixed(encounter.people),
        promises=mixed(encounter.promises),
        full_marks=mixed(encounter.full_marks),
    )


@often
@given(encounters)
def test_an_encounter_kept_as_bytes_comes_back_the_same(encounter: Encounter) -> None:
    loaded = Loaded(encounter, A_SCRIPT, the_rulebook(), {})
    again = from_bytes(loaded.play, play_bytes(loaded), loaded.text, text_bytes(loaded))
    assert again is not None
    assert again.encounter == encounter
    assert again.rulebook == the_rulebook()
    assert again.script == A_SCRIPT

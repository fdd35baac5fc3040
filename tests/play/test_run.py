"""A run in progress: choose, step back, look back, go on."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from game import paths
from game.library.library import Library
from game.library.run_file import RunFile, verify
from game.play.game import Game
from game.play.run import Meeting, PlayFault, Run
from game.saves.saves import Saves
from game.telling.telling import Telling

EXPERT = ("who-for", "what-did-they-say", "you-do-the-soup", "ten-minutes", "two-under", "copy-for-thursday")


def game(saves: Saves | None = None) -> Game:
    clock = count(1_700_000_000_000, 1000)
    return Game(Library(paths.content_dir()), saves or Saves.in_memory(), now=lambda: next(clock))


def play(run: Run, *keys: str) -> Run:
    for key in keys:
        run.choose(key)
    return run


def finish(run: Run) -> Run:
    """Give the first reply offered until the end."""
    while not run.turn.ended:
        run.choose(next(choice.key for choice in run.turn.choices if not choice.locked))
    return run


def test_a_run_begins_with_the_customers_first_line_and_replies_to_choose_from() -> None:
    turn = game().start("aisle-seven", seed=1).turn
    assert turn.lines[-1].voice == "customer"
    assert len(turn.choices) == 3
    assert turn.number == 0
    assert not turn.can_step_back


def test_the_players_own_words_come_first_in_what_is_new() -> None:
    run = game().start("aisle-seven", "practice", seed=1)
    words = next(choice.text for choice in run.turn.choices if choice.key == "who-for")
    turn = run.choose("who-for")
    assert turn.lines[0].voice == "you"
    assert turn.lines[0].text == words
    assert turn.lines[1].voice == "customer"


def test_coached_play_gives_gauges_and_a_reason_and_practice_does_not() -> None:
    coached = play(game().start("aisle-seven", "coached", seed=1), "who-for").turn
    practice = play(game().start("aisle-seven", "practice", seed=1), "who-for").turn
    assert coached.gauges is not None
    assert coached.coaching is not None
    assert coached.coaching.reason
    assert any(line.voice == "coach" for line in coached.lines)
    assert practice.gauges is None
    assert practice.coaching is None
    assert not any(line.voice == "coach" for line in practice.lines)
    assert practice.mood is not None


def test_the_transcript_is_every_turns_lines_in_order() -> None:
    run = game().start("aisle-seven", seed=1)
    said = list(run.turn.lines)
    for key in EXPERT:
        said += run.choose(key).lines
    assert list(run.transcript()) == said


def test_a_reply_that_is_not_offered_changes_nothing() -> None:
    run = game().start("aisle-seven", seed=1)
    before = run.turn
    with pytest.raises(PlayFault, match="no reply “give-up”"):
        run.choose("give-up")
    assert run.turn is before
    assert run.replies == ()


def test_stepping_back_restores_the_turn_before_and_marks_the_run() -> None:
    run = game().start("aisle-seven", seed=1)
    run.choose("who-for")
    before = run.turn
    run.choose("what-did-they-say")
    after = run.step_back()
    assert (after.choices, after.case, after.gauges) == (before.choices, before.case, before.gauges)
    assert run.run_file().stepped_back == 1
    run.step_back()
    with pytest.raises(PlayFault):
        run.step_back()


def test_a_ranked_run_has_no_stepping_back() -> None:
    one = game()
    run = play(one.start_ranked(one.library.encounter("aisle-seven"), "a ticket", 1), "who-for")
    assert not run.turn.can_step_back
    with pytest.raises(PlayFault, match="no stepping back"):
        run.step_back()


def test_what_was_learned_promised_and_taken_on_stands_on_the_case_card() -> None:
    run = play(game().start("aisle-seven", seed=1), *EXPERT[:5])
    case = run.turn.case
    assert len(case.facts) == 2
    assert not case.facts_hidden
    assert [promise.status for promise in case.promises] == ["open"]
    assert case.holder == "you"
    run = finish(run)
    assert run.turn.case.promises[0].status in ("kept", "changed", "broken")


def test_an_inside_scene_says_who_is_there_and_what_was_brought() -> None:
    run = play(game().start("aisle-seven", seed=1), *EXPERT[:3])
    assert run.turn.inside
    assert run.turn.brought is not None
    assert run.turn.brought.colleague == "Mike"
    assert not any(there for _, there in run.turn.brought.things)


def test_a_finished_run_has_a_letter_a_score_and_every_turn_looked_back_on() -> None:
    found = finish(play(game().start("aisle-seven", seed=1), *EXPERT)).debrief()
    assert found.letter
    assert 0 <= found.score.score <= 1000
    assert len(found.turns) >= 6
    assert found.endings_found == 1
    assert found.endings == 4
    assert all(turn.told for turn in found.turns)
    assert all(turn.others for turn in found.turns)


def test_an_unfinished_run_cannot_be_looked_back_on() -> None:
    with pytest.raises(ValueError, match="ended"):
        game().start("aisle-seven", seed=1).debrief()


def test_the_costliest_reply_took_most_from_what_was_possible_and_has_a_better_line_beside_it() -> None:
    run = finish(play(game().start("aisle-seven", seed=1), "aisle-seven"))
    found = run.debrief()
    assert found.costliest is not None
    costs = [turn.cost or 0 for turn in found.turns]
    assert found.costliest.cost == costs[found.costliest.turn - 1] == max(costs)
    assert found.possible[0] - sum(costs) == found.possible[-1] == found.score.uncapped
    assert found.costliest.better != found.costliest.said
    assert found.costliest.why


def test_a_run_file_verifies_and_says_the_same_score() -> None:
    run = finish(game().start("aisle-seven", seed=7))
    file = RunFile.parse(run.run_file().model_dump_json().encode())
    replayed = verify(file, Library(paths.content_dir()).encounter("aisle-seven"))
    assert replayed.score is not None
    assert replayed.score.score == run.debrief().score.score


def test_the_exported_transcript_holds_every_line(tmp_path: Path) -> None:
    run = play(game().start("aisle-seven", seed=1), *EXPERT)
    text = run.export()
    assert all(line.text in text for line in run.transcript())


def test_no_blank_is_left_unfilled_in_any_built_in_encounter() -> None:
    for name in Library(paths.content_dir()).names():
        for seed in range(4):
            run = finish(game().start(name, seed=seed))
            script, state = run.telling.loaded.script, run._said.state
            letter = script.scenes[run.telling.compiled.scenes[state.scene].key].letter
            assert "{" not in run.export() + run.telling.picked(letter, state) + run.brief + run.desk_card


TINY = """\
format: 1
encounter: tiny
title: Tiny
role: clerk
industry: post
level: 1
full_marks: {Listen: 2}
brief: |
  A desk.
desk_card: |
  Nothing.
people:
  dana: {is: customer, name: Dana}
needs: |
  A stamp.
temperaments:
  calm: {heat: 5, trust: 5}
start: desk
scenes:
  desk:
    with: dana
    hub: true
    replies:
      which:
        say: |
          Which stamp?
        moves: [ask]
        when: heat >= 1
        locked: |
          She has not asked for one.
      here:
        say: |
          Here you are.
        moves: [ask]
        to: end
      home:
        say: |
          Come with me.
        moves: [ask]
        to: nowhere
  nowhere:
    with: dana
    replies:
      out:
        say: |
          Out!
        moves: [ask]
        when: heat >= 20
        to: end
  end:
    ending: {outcome: met}
    letter: |
      I licked it.
"""


def tiny(folder: Path, text: str = TINY) -> str:
    path = folder / "tiny.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_reply_said_already_is_gone_and_not_locked(tmp_path: Path) -> None:
    run = game().start(tiny(tmp_path), seed=1)
    assert "which" in {choice.key for choice in run.turn.choices}
    run.choose("which")
    assert {choice.key for choice in run.turn.choices} == {"here", "home"}


def test_what_is_shown_is_clean_whatever_a_save_holds(tmp_path: Path) -> None:
    loaded = game().start(tiny(tmp_path), seed=1).telling.loaded
    book, script, bad = loaded.rulebook, loaded.script, "\x1b]0;owned\x07"
    rules = {skill: f"{words}{bad}" for skill, words in book.tries.items()}
    moves = {
        move: replace(its, rules=tuple(replace(rule, says=bad) for rule in its.rules))
        for move, its in book.moves.items()
    }
    scenes = script.scenes | {"desk": replace(script.scenes["desk"], at=bad)}
    crafted = replace(
        loaded,
        rulebook=replace(book, title=bad, tries=rules, moves=moves),
        script=replace(script, scenes=scenes),
    )
    telling = Telling(crafted, crafted.compiled("calm"), {}, 1)
    run = Run(Meeting("r", telling, "coached"), lambda _: None)
    shown = repr(run.turn) + repr(run.choose("here")) + repr(run.debrief())
    assert "owned" in shown
    assert "\\x1b" not in shown
    assert "\\x07" not in shown

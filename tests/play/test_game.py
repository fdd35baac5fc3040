"""What a player can play: starting, going on, beginning again, and what is remembered."""

from itertools import count
from pathlib import Path

import pytest

from game import paths
from game.library.library import Library
from game.play.game import Game
from game.play.run import PlayFault
from game.saves.saves import Saves
from tests.play.test_run import EXPERT, TINY, finish, game, play, tiny


def folder_game(saves: Path, content: Path | None = None) -> Game:
    clock = count(1_700_000_000_000, 1000)
    return Game(Library(content or paths.content_dir()), Saves.open(saves), now=lambda: next(clock))


def test_it_is_the_first_time_until_a_run_is_finished_or_a_name_given() -> None:
    begun, finished = game(), game()
    begun.start("aisle-seven", seed=1)
    finish(finished.start("aisle-seven", seed=1))
    assert begun.first_time
    assert not finished.first_time
    named = game()
    named.rename("Mira")
    assert not named.first_time


def test_a_name_is_cleaned_and_cut() -> None:
    one = game()
    one.rename("  Mi\x1b[31mra\u202e " + "x" * 100)
    assert one.name.startswith("Mi[31mra")
    assert len(one.name) <= 40


def test_an_interrupted_run_goes_on_from_the_very_turn(tmp_path: Path) -> None:
    run = play(folder_game(tmp_path).start("aisle-seven", seed=1), *EXPERT[:3])
    reopened = folder_game(tmp_path)
    unfinished = reopened.in_progress()
    assert [(each.run, each.turn, each.title) for each in unfinished] == [(run.id, 4, "Aisle seven")]
    resumed = reopened.resume(run.id)
    assert resumed.turn.choices == run.turn.choices
    assert resumed.turn.case == run.turn.case
    assert resumed.transcript() == run.transcript()


def pack_of_my_own(tmp_path: Path) -> tuple[Path, Path, str]:
    """A pack with one encounter: the pack, the encounter's file, and what stands there."""
    content, mine = tmp_path / "content", tmp_path / "content" / "encounters" / "aisle-seven.yaml"
    mine.parent.mkdir(parents=True)
    (content / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    text = (paths.content_dir() / "encounters" / "aisle-seven.yaml").read_text("utf-8")
    mine.write_text(text, "utf-8")
    return content, mine, text


def test_a_run_goes_on_as_it_began_after_its_file_was_changed_or_removed(tmp_path: Path) -> None:
    content, mine, text = pack_of_my_own(tmp_path)
    run = play(folder_game(tmp_path / "saves", content).start("aisle-seven", seed=1), *EXPERT[:3])

    mine.write_text(text.replace("moves: [own", "moves: [inform", 1), "utf-8")
    edited = folder_game(tmp_path / "saves", content).resume(run.id)
    assert edited.transcript() == run.transcript()
    assert edited.run_file().play == run.run_file().play

    mine.unlink()
    gone = folder_game(tmp_path / "saves", content)
    assert gone.resume(run.id).transcript() == run.transcript()
    assert gone.in_progress()[0].title == "Aisle seven"


def test_mending_a_typo_changes_the_words_of_a_run_and_nothing_else(tmp_path: Path) -> None:
    content, mine, text = pack_of_my_own(tmp_path)
    run = play(folder_game(tmp_path / "saves", content).start("aisle-seven", seed=1), *EXPERT[:2])
    mine.write_text(text.replace("Where did you hide the soup?", "Where is the soup hiding?"), "utf-8")
    mended = folder_game(tmp_path / "saves", content).resume(run.id)
    assert "hiding" in mended.export()
    assert mended.turn.gauges == run.turn.gauges
    assert mended.run_file().play == run.run_file().play


def test_a_run_names_somebody_who_came_into_its_file_since(tmp_path: Path) -> None:
    content, mine, text = pack_of_my_own(tmp_path)
    run = play(folder_game(tmp_path / "saves", content).start("aisle-seven", seed=1), *EXPERT[:2])
    changed = text.replace("first: woman.first_name}", "first: woman.first_name, street: place.street}")
    mine.write_text(changed.replace("Where did you hide the soup?", "I live at {rosa_street}."), "utf-8")
    mended = folder_game(tmp_path / "saves", content).resume(run.id).export()
    assert "I live at " in mended
    assert "{" not in mended


def test_a_run_given_up_is_not_offered_again() -> None:
    one = game()
    run = one.start("aisle-seven", seed=1)
    one.leave(run.id)
    assert one.in_progress() == []


def test_beginning_again_from_a_turn_brings_the_same_person_and_counts_as_stepping_back() -> None:
    one = game()
    run = finish(play(one.start("aisle-seven", seed=3), *EXPERT))
    again = one.again(run, 3)
    assert again.replies == run.replies[:2]
    assert again.stepped_back == 1
    assert again.run_file().persona == run.run_file().persona
    assert again.transcript()[0] == run.transcript()[0]


def test_beginning_again_from_the_last_turn_leaves_the_run_open() -> None:
    one = game()
    run = finish(play(one.start("aisle-seven", seed=3), *EXPERT))
    again = one.again(run, len(run.replies))
    assert not again.turn.ended
    assert [each.run for each in one.in_progress()] == [again.id]
    finish(again)
    assert one.in_progress() == []


def test_beginning_again_from_the_start_is_a_fresh_run() -> None:
    one = game()
    run = finish(play(one.start("aisle-seven", seed=3), *EXPERT))
    again = one.again(run)
    assert again.replies == ()
    assert again.stepped_back == 0


def test_endings_found_and_the_best_score_are_remembered(tmp_path: Path) -> None:
    first = folder_game(tmp_path)
    best = finish(play(first.start("aisle-seven", seed=3), *EXPERT)).debrief().score.score
    finish(play(first.start("aisle-seven", seed=3), "aisle-seven"))
    card = next(card for card in folder_game(tmp_path).encounters() if card.key == "aisle-seven")
    assert card.plays == 2
    assert card.best == best
    assert card.endings_found == 2
    assert card.endings == 4


def test_an_end_that_was_reached_but_not_noted_is_noted_on_going_on(tmp_path: Path) -> None:
    """The game may stop between the last reply and the note of how it came out."""
    one = folder_game(tmp_path)
    run = finish(play(one.start("aisle-seven", seed=3), *EXPERT))
    saves = Saves.in_memory()
    copy = Game(Library(paths.content_dir()), saves, now=lambda: 1)
    other = copy.start("aisle-seven", seed=3)
    progress = saves.progress.runs[other.id]
    progress.replies.extend(run.replies)
    assert copy.resume(other.id).turn.ended
    assert progress.finished is not None
    assert copy.in_progress() == []


def test_a_broken_file_is_listed_with_a_sentence_and_cannot_be_started(tmp_path: Path) -> None:
    (tmp_path / "encounters").mkdir()
    (tmp_path / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    (tmp_path / "encounters" / "bad.yaml").write_text("format: 1\nencounter: [", "utf-8")
    broken = folder_game(tmp_path / "saves", tmp_path)
    [card] = broken.encounters()
    assert "problems" in card.problem
    with pytest.raises(PlayFault, match="problems"):
        broken.start("bad")


def test_an_unknown_encounter_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(PlayFault, match="did you mean “aisle-seven”"):
        game().start("aisle-sevn")


def test_a_ranked_run_takes_a_ticket() -> None:
    one = game()
    with pytest.raises(PlayFault, match="on a ticket of a season"):
        one.start("aisle-seven", "ranked", seed=1)
    assert one.in_progress() == []


def test_a_ranked_run_goes_on_as_one_and_is_played_again_for_practice(tmp_path: Path) -> None:
    one = folder_game(tmp_path)
    run = one.start_ranked(one.library.encounter("aisle-seven"), "a ticket", 3)
    play(run, "who-for")
    resumed = folder_game(tmp_path).resume(run.id)
    assert resumed.mode == "ranked"
    assert resumed.replies == ("who-for",)
    assert folder_game(tmp_path).again(resumed).mode == "practice"


def test_the_same_seed_brings_the_same_person_and_order() -> None:
    one, other = game().start("aisle-seven", seed=5), game().start("aisle-seven", seed=5)
    assert one.turn == other.turn


@pytest.mark.parametrize("start", ["nowhere", "end"])
def test_an_encounter_that_cannot_be_begun_says_so_and_leaves_nothing_to_go_on_with(
    start: str, tmp_path: Path
) -> None:
    one = game()
    with pytest.raises(PlayFault, match=r"“nowhere”|before you can say a word"):
        one.start(tiny(tmp_path, TINY.replace("start: desk", f"start: {start}")), seed=1)
    assert one.in_progress() == []


def test_names_of_files_are_shown_clean(tmp_path: Path) -> None:
    (tmp_path / "encounters").mkdir()
    (tmp_path / "encounters" / "a\x1b[31mb.yaml").write_text("")
    (card,) = folder_game(tmp_path / "saves", tmp_path).encounters()
    assert card.problem
    assert card.title == "a[31mb"


def test_two_windows_on_one_run_leave_a_run_that_somebody_played(tmp_path: Path) -> None:
    run = folder_game(tmp_path).start("aisle-seven", seed=1)
    one, other = folder_game(tmp_path).resume(run.id), folder_game(tmp_path).resume(run.id)
    play(one, "who-for")
    play(other, "aisle-seven", "best-seller")
    kept = folder_game(tmp_path).resume(run.id)
    assert kept.replies == ("who-for",)
    finish(other)
    assert folder_game(tmp_path).in_progress()[0].run == run.id


def test_an_encounter_is_played_by_the_rulebook_of_the_pack_it_lies_in(tmp_path: Path) -> None:
    content = paths.content_dir()
    (tmp_path / "encounters").mkdir()
    mine = tmp_path / "encounters" / "aisle-seven.yaml"
    mine.write_bytes((content / "encounters" / "aisle-seven.yaml").read_bytes())
    rulebook = (content / "rulebook.yaml").read_text("utf-8")
    (tmp_path / "rulebook.yaml").write_text(rulebook.replace("Own It, first edition", "Our own"), "utf-8")
    loaded = Library(content).encounter(str(mine))
    assert loaded.rulebook.title == "Our own"
    assert Library(content).encounter("aisle-seven").rulebook.title != "Our own"

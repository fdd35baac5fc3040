"""Sending what is new, and taking it back."""

from pathlib import Path

import pytest

from game.play.game import Game
from game.reports import sending
from game.reports.folder import read_folder
from game.reports.own import day
from game.reports.sending import SECRET, Ready, ready, revoke, send
from game.saves.events import Drilled, Rated
from game.saves.saves import Saves
from tests.play.test_run import finish
from tests.reports.making import DAY, TODAY, Clock, a_game, put, results, well_played


def sent(game: Game, folder: Path, days: int = 90) -> Ready:
    what = ready(game, folder, "Ann", days)
    assert what is not None
    send(game, folder, what)
    return what


def test_what_is_written_is_what_was_ready_byte_for_byte(tmp_path: Path) -> None:
    game = a_game()
    run = well_played(game)
    what = sent(game, tmp_path)
    [file] = tmp_path.iterdir()
    assert file.read_bytes() == what.body
    [told] = what.results.runs
    assert (told.score, told.status, told.criticals) == (run.debrief().score.score, "passed", 0)
    assert told.skills == run.debrief().score.ratios
    assert told.date == TODAY


def test_nothing_else_of_the_saves_is_in_it(tmp_path: Path) -> None:
    game = a_game()
    run = well_played(game)
    game.rename("Somebody Else")
    game.note(Rated(run=run.id, what="heard", value=5))
    game.note(Drilled(encounter="aisle-seven", skill="Listen", scene="desk", reply="drilled", grade="Best"))
    body = sent(game, tmp_path).body.decode()
    for private in ("Somebody", "heard", "drilled", run.id, str(game.settings[SECRET]), *run.replies):
        assert private not in body
    for line in run.transcript():
        assert line.text not in body


def test_the_turning_point_is_the_reply_that_cost_most(tmp_path: Path) -> None:
    game = a_game()
    run = finish(game.start("aisle-seven", "practice", seed=7))
    [told] = sent(game, tmp_path).results.runs
    costliest = run.debrief().costliest
    assert costliest is not None
    assert told.turning is not None
    assert told.turning.reply == run.replies[costliest.turn - 1]
    assert told.turning.reply in run.telling.loaded.encounter.scenes[told.turning.scene].replies


def test_sending_again_sends_only_what_is_new(tmp_path: Path) -> None:
    game = a_game()
    well_played(game)
    first = sent(game, tmp_path)
    assert ready(game, tmp_path, "Ann", 90) is None
    well_played(game, seed=2)
    second = sent(game, tmp_path)
    assert len(second.results.runs) == 1
    assert second.results.runs != first.results.runs
    [person] = read_folder(tmp_path, TODAY).people
    assert len(person.runs) == 2
    assert len(list(tmp_path.iterdir())) == 2, "a file that was sent never changes"


def test_nothing_is_noted_before_it_is_sent(tmp_path: Path) -> None:
    game = a_game()
    well_played(game)
    ready(game, tmp_path, "Ann", 90)
    assert SECRET not in game.settings
    assert not list(tmp_path.iterdir())


def test_an_unfinished_run_stays_at_home(tmp_path: Path) -> None:
    game = a_game()
    game.start("aisle-seven", seed=1).choose("who-for")
    assert ready(game, tmp_path, "Ann", 90) is None


def test_a_run_that_stepped_back_is_not_passed(tmp_path: Path) -> None:
    game = a_game()
    run = well_played(game)
    last = run.replies[-1]
    run.step_back()
    run.choose(last)
    [told] = sent(game, tmp_path).results.runs
    assert told.status == "completed"


def test_an_old_run_stays_at_home_so_that_what_was_deleted_does_not_come_back(tmp_path: Path) -> None:
    clock = Clock()
    game = a_game(clock=clock)
    well_played(game)
    sent(game, tmp_path)
    clock.now += 90 * DAY
    assert not read_folder(tmp_path, day(clock.now)).deleted
    clock.now += DAY
    assert len(read_folder(tmp_path, day(clock.now)).deleted) == 1
    assert ready(game, tmp_path, "Ann", 90) is None


def test_more_runs_than_a_file_holds_go_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "RUNS_MOST", 2)
    game = a_game()
    for seed in range(3):
        well_played(game, seed)
    assert sent(game, tmp_path).later == 1
    last = sent(game, tmp_path)
    assert (last.later, len(last.results.runs)) == (0, 1)


def test_taking_back_leaves_a_note_and_deletes_ones_own(tmp_path: Path) -> None:
    game = a_game()
    well_played(game)
    mine = sent(game, tmp_path).results
    others = put(tmp_path, results("Ben"))
    (tmp_path / "notes.txt").write_text("mine")
    taken = revoke(game, tmp_path)
    assert taken is not None
    assert (taken.noted, taken.deleted, taken.left) == (True, (mine.file_name,), ())
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {others.name, "notes.txt", f"ownit-{mine.sender}-revoked.json"}
    put(tmp_path, mine)  # by a folder that synchronises
    assert [person.name for person in read_folder(tmp_path, TODAY).people] == ["Ben"]


def test_who_took_everything_back_may_send_again_as_somebody_new(tmp_path: Path) -> None:
    game = a_game()
    well_played(game)
    first = sent(game, tmp_path).results
    revoke(game, tmp_path)
    second = sent(game, tmp_path).results
    assert second.sender != first.sender
    assert second.runs[0].run != first.runs[0].run, "nobody can tell that it is the same run"
    assert len(read_folder(tmp_path, TODAY).people) == 1
    put(tmp_path, first)
    taken = revoke(game, tmp_path)
    assert taken is not None
    assert set(taken.deleted) == {first.file_name, second.file_name}
    assert read_folder(tmp_path, TODAY).people == ()


def test_taking_back_twice_leaves_no_second_note(tmp_path: Path) -> None:
    game = a_game()
    well_played(game)
    sent(game, tmp_path)
    revoke(game, tmp_path)
    again = revoke(game, tmp_path)
    assert again is not None
    assert not again.noted
    assert len(list(tmp_path.iterdir())) == 1


def test_who_never_sent_anything_has_nothing_to_take_back(tmp_path: Path) -> None:
    game = a_game()
    assert revoke(game, tmp_path) is None
    assert not list(tmp_path.iterdir())


def test_another_save_can_neither_take_it_back_nor_send_as_the_same(tmp_path: Path) -> None:
    games = [a_game(), a_game()]
    for game in games:
        well_played(game)
        sent(game, tmp_path)
    revoke(games[1], tmp_path)
    [person] = read_folder(tmp_path, TODAY).people
    assert len(person.runs) == 1


def test_a_save_that_was_opened_again_knows_what_it_sent(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with Saves.open(tmp_path / "saves") as saves:
        game = a_game(saves)
        well_played(game)
        sent(game, folder)
    with Saves.open(tmp_path / "saves") as saves:
        assert ready(a_game(saves), folder, "Ann", 90) is None
        assert revoke(a_game(saves), folder)
    assert read_folder(folder, TODAY).people == ()


def test_a_run_whose_encounter_is_gone_is_sent_without_a_turning_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = a_game()
    finish(game.start("aisle-seven", "practice", seed=7))
    monkeypatch.setattr(game, "played", lambda _: None)
    [told] = sent(game, tmp_path).results.runs
    assert told.turning is None

"""What solving an encounter comes to, in figures."""

from pathlib import Path

import pytest

from game import paths
from game.engine.step import replay
from game.library.library import Library
from game.library.solutions import solutions, solved


def test_a_solution_names_runs_that_come_to_what_it_says() -> None:
    loaded = Library(paths.content_dir()).encounter("aisle-seven")
    for temperament in loaded.encounter.temperaments:
        found = solved(loaded, temperament)
        for score, run in ((found.best, found.best_run), (found.worst, found.worst_run)):
            replayed = replay(loaded.compiled(temperament), run)
            assert replayed.score is not None
            assert replayed.score.score == score
        assert 0 < found.mastered < found.runs
        assert found.states > 1
        assert set(found.endings) <= set(loaded.encounter.scenes)


def test_a_solution_is_kept_by_digest_and_solved_anew_when_what_is_kept_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path))
    loaded = Library(paths.content_dir()).encounter("aisle-seven")
    first = solutions(loaded)
    [kept] = tmp_path.rglob("*.json")
    assert kept.stem == loaded.play
    monkeypatch.setattr("game.library.solutions.solved", lambda *_: pytest.fail("solved again"))
    assert solutions(loaded) == first
    monkeypatch.undo()
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path))
    kept.write_bytes(b"[{}]")
    assert [each.best for each in solutions(loaded)] == [each.best for each in first]


def test_solving_goes_on_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "file"))
    assert solutions(Library(paths.content_dir()).encounter("aisle-seven"))

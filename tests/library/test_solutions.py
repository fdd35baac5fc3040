"""What solving an encounter comes to, in figures."""

from game import paths
from game.engine.step import replay
from game.library.library import Library
from game.library.solutions import solved


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

"""A file tests itself, and `check` says where a test comes out otherwise."""

from pathlib import Path

import pytest

from game import paths
from game.library.library import Library

GOOD = Path(__file__).parent.parent / "language" / "good" / "front-brake.yaml"


def problems(tmp_path: Path, old: str = "", new: str = "") -> list[str]:
    text = GOOD.read_text("utf-8")
    assert old in text
    file = tmp_path / GOOD.name
    file.write_text(text.replace(old, new, 1) if old else text, "utf-8")
    reading = Library(paths.content_dir()).check(file)
    return [f"{problem.code} {problem.message}" for problem in reading.diagnostics]


def test_a_file_whose_tests_hold_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mastered: true", "mastered: false", "expects mastered false, and it is true"),
        ("criticals: 1", "criticals: 0", "expects criticals 0, and it is 1"),
        ("mastered: true", "score_at_most: 10", "expects a score of at most 10"),
    ],
)
def test_a_test_that_comes_out_otherwise_is_told_with_what_came(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    [problem] = problems(tmp_path, old, new)
    assert problem.startswith("T601")
    assert said in problem


def test_the_place_of_a_failing_test_is_its_name(tmp_path: Path) -> None:
    file = tmp_path / GOOD.name
    file.write_text(GOOD.read_text("utf-8").replace("mastered: true", "mastered: false", 1), "utf-8")
    [problem] = Library(paths.content_dir()).check(file).diagnostics
    line = file.read_text("utf-8").splitlines()[problem.place.line - 1]
    assert line.startswith("  ")
    assert line.rstrip().endswith(":")

"""A new draft reads, plays to each of its endings, and overwrites nothing."""

from pathlib import Path

import pytest

import game.checks.all  # noqa: F401 - registers the checks
from game.checks.check import CHECKS
from game.checks.checked import Checked
from game.engine.step import begin
from game.language.read import Reading, read_encounter
from game.library.loaded import Loaded
from game.library.self_tests import failures
from game.studio.new import draft, write_new
from game.studio.schema import schema_file
from game.studio.written import NotWritten

from ..library.shelf import SHELF

SCHEMA_FILE = schema_file("encounter")


def read(text: str, key: str = "late-letter") -> Reading:
    reading = read_encounter(text.encode(), f"{key}.yaml")
    assert reading.rendered() == ""
    return reading


def loaded(text: str) -> Loaded:
    reading = read(text)
    assert reading.encounter is not None
    assert reading.script is not None
    return Loaded(reading.encounter, reading.script, SHELF.rulebook, reading.tests or {})


def test_it_is_a_draft_that_reads() -> None:
    reading = read(draft("late-letter"))
    assert reading.draft
    assert reading.script is not None
    assert reading.script.title == "Late letter"


def test_its_first_line_names_the_schema() -> None:
    assert draft("a").splitlines()[0] == f"# yaml-language-server: $schema=../{SCHEMA_FILE}"


def test_it_plays_to_each_of_its_endings() -> None:
    one = loaded(draft("late-letter"))
    assert [sentence for test in one.tests.values() for sentence in failures(one, test)] == []
    endings = {key for key, scene in one.encounter.scenes.items() if scene.ending}
    assert {test.expect.ending for test in one.tests.values()} == endings


def test_a_flawless_run_is_worth_full_marks_with_every_temperament() -> None:
    one = loaded(draft("late-letter"))
    for temperament in one.encounter.temperaments:
        assert one.solver(temperament).best(begin(one.compiled(temperament))[0]).score == 1000


def test_it_is_written_as_an_encounter_should_be() -> None:
    text = draft("late-letter").replace("draft: true", "draft: false")
    reading = read(text)
    assert reading.document is not None
    checked = Checked(loaded(text), reading.document, draft=False)
    writing = [check for check in CHECKS.values() if check.family in ("flow", "writing")]
    assert [one for check in writing for one in check.look(checked)] == []


@pytest.mark.parametrize(
    "title",
    [
        "Don't ask",
        "12:30",
        "no",
        "A letter: late",
        "Order #12 is late",
        "'quoted'",
        "{braces}",
        "- item",
        "Ä ö",
        "a\tb",
    ],
)
def test_any_title_will_do(title: str) -> None:
    script = read(draft("late-letter", title)).script
    assert script is not None
    assert script.title == " ".join(title.split())


@pytest.mark.parametrize("key", ["late-letter", "7", "a1-b2", "x" * 60])
def test_it_is_written_to_its_own_file(key: str, tmp_path: Path) -> None:
    path = write_new(tmp_path, key)
    assert path == tmp_path / f"{key}.yaml"
    assert read_encounter(path.read_bytes(), str(path)).rendered() == ""


@pytest.mark.parametrize("key", ["", "Late Letter", "late_letter", "../late", "late-", "x" * 61, "späte"])
def test_a_key_that_is_none_is_refused_with_a_sentence(key: str, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="small letters and digits"):
        write_new(tmp_path, key)
    assert list(tmp_path.iterdir()) == []


def test_the_refusal_says_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="like “late-letter”"):
        write_new(tmp_path, "Late Letter!")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "late-letter.yaml"
    path.write_text("mine")
    with pytest.raises(NotWritten, match="there already"):
        write_new(tmp_path, "late-letter")
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="can't write"):
        write_new(tmp_path / "nowhere", "late-letter")


def test_an_empty_title_is_refused() -> None:
    with pytest.raises(NotWritten, match="at least one word"):
        draft("late-letter", "  ")


def test_the_schema_of_its_own_pack_comes_first(tmp_path: Path) -> None:
    (tmp_path / "encounters").mkdir()
    (tmp_path / SCHEMA_FILE).write_text("{}")
    modeline = "# yaml-language-server: $schema="
    inside = write_new(tmp_path / "encounters", "one").read_text("utf-8")
    assert inside.startswith(f"{modeline}../{SCHEMA_FILE}\n")
    beside = write_new(tmp_path, "two").read_text("utf-8")
    assert beside.startswith(f"{modeline}{SCHEMA_FILE}\n")

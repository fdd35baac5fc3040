"""A new draft of an encounter reads and plays to each of its endings; a draft of either kind overwrites nothing."""

from pathlib import Path

import pytest

import game.checks.all  # noqa: F401 - registers the checks
from game.checks.check import CHECKS
from game.checks.checked import Checked
from game.engine.step import begin
from game.language.read import Reading, read_encounter, read_town
from game.library.loaded import Loaded
from game.library.self_tests import failures
from game.studio.new import draft, write_new
from game.studio.schema import Kind, schema_file
from game.studio.written import NotWritten

from ..library.shelf import SHELF

KINDS: tuple[Kind, ...] = ("encounter", "town")
of_each_kind = pytest.mark.parametrize("kind", KINDS)


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
    reading = read(draft("encounter", "late-letter"))
    assert reading.draft
    assert reading.script is not None
    assert reading.script.title == "Late letter"


@of_each_kind
def test_its_first_line_names_the_schema(kind: Kind) -> None:
    assert draft(kind, "a").splitlines()[0] == f"# yaml-language-server: $schema=../{schema_file(kind)}"


def test_it_plays_to_each_of_its_endings() -> None:
    one = loaded(draft("encounter", "late-letter"))
    assert [sentence for test in one.tests.values() for sentence in failures(one, test)] == []
    endings = {key for key, scene in one.encounter.scenes.items() if scene.ending}
    assert {test.expect.ending for test in one.tests.values()} == endings


def test_a_flawless_run_is_worth_full_marks_with_every_temperament() -> None:
    one = loaded(draft("encounter", "late-letter"))
    for temperament in one.encounter.temperaments:
        assert one.solver(temperament).best(begin(one.compiled(temperament))[0]).score == 1000


def test_it_is_written_as_an_encounter_should_be() -> None:
    text = draft("encounter", "late-letter").replace("draft: true", "draft: false")
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
    script = read(draft("encounter", "late-letter", title)).script
    town = read_town(draft("town", "late-letter", title).encode(), "late-letter.yaml").script
    assert script is not None
    assert town is not None
    assert script.title == town.title == " ".join(title.split())


@pytest.mark.parametrize("key", ["late-letter", "7", "a1-b2", "x" * 60])
def test_it_is_written_to_its_own_file(key: str, tmp_path: Path) -> None:
    for kind in KINDS:
        (folder := tmp_path / kind).mkdir()
        path = write_new(kind, folder, key)
        assert path == folder / f"{key}.yaml"
        reading = (read_town if kind == "town" else read_encounter)(path.read_bytes(), str(path))
        assert reading.rendered() == ""


@pytest.mark.parametrize("key", ["", "Late Letter", "late_letter", "../late", "late-", "x" * 61, "späte"])
def test_a_key_that_is_none_is_refused_with_a_sentence(key: str, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="can't be an encounter's key: write it in small letters and digits"):
        write_new("encounter", tmp_path, key)
    with pytest.raises(NotWritten, match="can't be a town's key: write it in small letters and digits"):
        write_new("town", tmp_path, key)
    assert list(tmp_path.iterdir()) == []


@of_each_kind
def test_the_refusal_says_what_would_do(kind: Kind, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="like “late-letter”"):
        write_new(kind, tmp_path, "Late Letter!")


@of_each_kind
def test_nothing_is_overwritten(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "late-letter.yaml"
    path.write_text("mine")
    with pytest.raises(NotWritten, match="there already"):
        write_new(kind, tmp_path, "late-letter")
    assert path.read_text() == "mine"


@of_each_kind
def test_a_folder_that_is_not_there_is_a_sentence(kind: Kind, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="can't write"):
        write_new(kind, tmp_path / "nowhere", "late-letter")


@of_each_kind
def test_an_empty_title_is_refused(kind: Kind) -> None:
    with pytest.raises(NotWritten, match="at least one word"):
        draft(kind, "late-letter", "  ")


@of_each_kind
def test_the_schema_of_its_own_pack_comes_first(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / f"{kind}s").mkdir()
    (tmp_path / schema_file(kind)).write_text("{}")
    modeline = "# yaml-language-server: $schema="
    inside = write_new(kind, tmp_path / f"{kind}s", "one").read_text("utf-8")
    assert inside.startswith(f"{modeline}../{schema_file(kind)}\n")
    beside = write_new(kind, tmp_path, "two").read_text("utf-8")
    assert beside.startswith(f"{modeline}{schema_file(kind)}\n")

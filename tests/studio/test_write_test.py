"""A run becomes a test in its file, and every other byte stays."""

from pathlib import Path

import pytest

from game.language.read import read_encounter
from game.play.game import Game
from game.saves.saves import Saves
from game.studio.new import draft
from game.studio.write_test import NewTest, add_test, from_run, write_test
from game.studio.written import NotWritten

from ..language.files import ENCOUNTERS, GOODS
from ..library.shelf import SHELF

TEXT = draft("encounter", "late-letter")
RUN = NewTest("by hand", "wary", ("open-it", "friday"), {"ending": "until-friday", "mastered": False})
ENTRY = """\
  by hand:
    temperament: wary
    choose: [open-it, friday]
    expect: {ending: until-friday, mastered: false}
"""
WITHOUT = TEXT[: TEXT.index("tests:\n")]


def added(text: str, test: NewTest = RUN) -> str:
    written, _ = add_test(text.encode(), test, file="late-letter.yaml", rulebook=SHELF.rulebook)
    return written.decode()


def test_it_is_added_at_the_end() -> None:
    assert added(TEXT) == TEXT + ENTRY


def test_tests_are_begun_where_there_are_none() -> None:
    assert added(WITHOUT) == WITHOUT + "tests:\n" + ENTRY


def test_a_file_without_a_last_line_break_gets_one() -> None:
    assert added(TEXT.rstrip("\n")) == TEXT + ENTRY
    assert added(WITHOUT.rstrip("\n")) == WITHOUT + "tests:\n" + ENTRY


def test_windows_line_ends_stay() -> None:
    assert added(TEXT.replace("\n", "\r\n")) == (TEXT + ENTRY).replace("\n", "\r\n")


def test_what_comes_after_the_tests_stays_after_them() -> None:
    tests, head = TEXT[len(WITHOUT) :], "# yaml-language-server: $schema=../encounter.schema.json\n"
    rest = WITHOUT.removeprefix(head)
    text = f"{head}{tests}\n# the rest\n\n{rest}"
    assert added(text) == f"{head}{tests}{ENTRY}\n# the rest\n\n{rest}"


def test_comments_and_empty_lines_at_the_end_stay_at_the_end() -> None:
    assert (
        added(TEXT + "    # mine\n\n# to do: more\n\n")
        == TEXT + "    # mine\n" + ENTRY + "\n# to do: more\n\n"
    )


def test_the_files_own_indent_is_kept() -> None:
    tests = TEXT[len(WITHOUT) :].splitlines(keepends=True)
    wide = "".join((" " * (len(row) - len(row.lstrip(" ")))) + row for row in tests)
    entry = "".join(
        (" " * (len(row) - len(row.lstrip(" ")))) + row for row in ENTRY.splitlines(keepends=True)
    )
    assert added(WITHOUT + wide) == WITHOUT + wide + entry


def test_a_name_that_is_taken_gets_a_number() -> None:
    twice = added(added(TEXT))
    assert twice == TEXT + ENTRY + ENTRY.replace("by hand", "'by hand (2)'")


@pytest.mark.parametrize(
    "name", ["a: b", "it's late", "#1", "12:30", "- x", "two\nlines", "", "x" * 200, "'", "{a}"]
)
def test_any_name_will_do(name: str) -> None:
    test = NewTest(name, RUN.temperament, RUN.choose, RUN.expect)
    written, got = add_test(TEXT.encode(), test, file="late-letter.yaml", rulebook=SHELF.rulebook)
    reading = read_encounter(written, "late-letter.yaml")
    assert reading.tests is not None
    assert list(reading.tests)[-1] == got
    assert len(got) <= 80


def test_a_long_run_is_wrapped() -> None:
    path = next(path for path in ENCOUNTERS if path.stem == "rerouted-flight")
    reading = read_encounter(path.read_bytes(), str(path))
    assert reading.tests is not None
    old = max(reading.tests.values(), key=lambda test: len(test.choose))
    new = NewTest("again", old.temperament, old.choose, {"ending": old.expect.ending or ""})
    written, _ = add_test(path.read_bytes(), new, file=str(path), rulebook=SHELF.rulebook)
    lines = written.decode().removeprefix(path.read_bytes().decode()).splitlines()
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("path", [*ENCOUNTERS, *GOODS], ids=lambda path: path.stem)
def test_every_file_takes_its_own_test_once_more(path: Path) -> None:
    source = path.read_bytes()
    tests = read_encounter(source, str(path)).tests
    assert tests
    name, old = next(iter(tests.items()))
    new = NewTest(name, old.temperament, old.choose, {})
    written, got = add_test(
        source, NewTest(name, new.temperament, new.choose, {}), file=str(path), rulebook=SHELF.rulebook
    )
    assert got == f"{name} (2)"
    cut = next(n for n, (a, b) in enumerate(zip(source + b"\0", written, strict=False)) if a != b)
    assert written.endswith(source[cut:])


def test_a_test_that_does_not_hold_is_refused() -> None:
    wrong = NewTest("wrong", "wary", ("open-it", "friday"), {"ending": "ten-o-clock"})
    with pytest.raises(NotWritten, match="expects ending ten-o-clock, and it is until-friday"):
        added(TEXT, wrong)


def test_a_run_that_is_no_longer_there_is_refused() -> None:
    with pytest.raises(NotWritten):
        added(TEXT, NewTest("old", "wary", ("open-it", "gone"), {"ending": "ten-o-clock"}))


def test_tests_in_braces_are_left_alone() -> None:
    with pytest.raises(NotWritten, match="braces"):
        added(WITHOUT + "tests: {}\n")


def test_a_file_with_problems_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "late-letter.yaml"
    path.write_text(TEXT.replace("to: bench", "to: bnch"), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(NotWritten, match="R201"):
        write_test(path, RUN, SHELF.rulebook)
    assert path.read_bytes() == before


def test_it_is_written_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "late-letter.yaml"
    path.write_bytes(TEXT.encode())
    assert write_test(path, RUN, SHELF.rulebook) == "by hand"
    assert path.read_bytes().decode() == TEXT + ENTRY
    with pytest.raises(NotWritten, match="can't read"):
        write_test(tmp_path / "nothing.yaml", RUN, SHELF.rulebook)


def test_a_run_that_was_played_becomes_a_test() -> None:
    game = Game(SHELF, Saves.in_memory(), now=lambda: 1_700_000_000_000)
    run = game.start("aisle-seven", "coached", seed=1)
    with pytest.raises(NotWritten, match="has ended"):
        from_run(run)
    for key in ("aisle-seven", "service-desk"):
        run.choose(key)
    test = from_run(run)
    expect: dict[str, str | int | bool] = {"ending": "across-the-road", "mastered": False, "criticals": 1}
    temperament = run.run_file().temperament
    assert test == NewTest("played to across-the-road", temperament, ("aisle-seven", "service-desk"), expect)
    path = next(path for path in ENCOUNTERS if path.stem == "aisle-seven")
    written, name = add_test(path.read_bytes(), test, file=str(path), rulebook=SHELF.rulebook)
    assert name == test.name
    assert written.startswith(path.read_bytes())

"""Writes a run into its encounter's `tests:`, and leaves every other byte of the file as it was."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game import paths
from game.engine.encounter import SelfTest
from game.engine.step import ending, replay
from game.language.read import Reading, read_encounter
from game.language.yaml_subset import Document
from game.library.loaded import Loaded
from game.library.self_tests import failures
from game.play.run import Run
from game.rules.clean import clean
from game.rules.rulebook import Rulebook
from game.studio.written import NotWritten, line

_WIDTH: Final = 118
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class NewTest:
    """A test to be written.

    Attributes:
        name: what it is called; one that is taken gets a number.
        temperament: the customer's, or "" where there is no customer.
        choose: reply keys, one for each turn.
        expect: what must come of it, by the keys of `expect:`.
    """

    name: str
    temperament: str
    choose: Sequence[str]
    expect: Mapping[str, str | int | bool]


def from_run(run: Run, name: str = "") -> NewTest:
    """A run that has ended, as a test that expects what it came to.

    Raises:
        NotWritten: it has not ended.
    """
    if not run.turn.ended:
        raise NotWritten("only a conversation that has ended can become a test")
    compiled = run.telling.compiled
    played = replay(compiled, run.replies)
    reached, score = ending(compiled, played.state), played.score
    assert reached is not None
    assert score is not None
    expect: dict[str, str | int | bool] = {
        "ending": reached,
        "mastered": score.mastered,
        "criticals": score.criticals,
    }
    return NewTest(name or f"played to {reached}", compiled.temperament, run.replies, expect)


def write_run(run: Run) -> str:
    """Write a finished run into the file it was played from: what `w` does. Returns the name the test got.

    Raises:
        NotWritten: there is no such file any more, it isn't the designer's own, or the test doesn't hold there.
    """
    loaded = run.telling.loaded
    if loaded.file is None:
        raise NotWritten("this run was played on an older version of its file, which is no longer there")
    if paths.checkout() is None and loaded.file.is_relative_to(paths.content_dir()):
        raise NotWritten(
            "the encounters that came with the game aren't changed; copy the file and play the copy"
        )
    return write_test(loaded.file, from_run(run), loaded.rulebook)


def write_test(path: Path, test: NewTest, rulebook: Rulebook) -> str:
    """Write a test into an encounter's file, whole or not at all.

    Returns:
        The name it got.

    Raises:
        NotWritten: the file can't be read or written, or the test doesn't hold there.
    """
    try:
        source = path.read_bytes()
    except OSError as trouble:
        raise NotWritten(f"can't read {path}: {trouble.strerror or trouble}") from trouble
    written, name = add_test(source, test, file=str(path), rulebook=rulebook)
    try:
        paths.write_atomically(path, written)
    except OSError as trouble:
        raise NotWritten(f"can't write {path}: {trouble.strerror or trouble}") from trouble
    return name


def add_test(source: bytes, test: NewTest, *, file: str, rulebook: Rulebook) -> tuple[bytes, str]:
    """An encounter file with one test more, at the end of its `tests:`; every other byte as it was.

    Args:
        source: the file's bytes.
        test: what to add.
        file: the file's name, for messages.
        rulebook: the one it is played by.

    Returns:
        The file's new bytes, and the name the test got.

    Raises:
        NotWritten: the file has problems, its `tests:` stand in braces, or the test doesn't hold.
    """
    reading, document = _read(source, file)
    name = _free(test.name, set(reading.tests or {}))
    written = _inserted(source.decode(), document, name, test)
    after, _ = _read(written.encode(), file)
    if (after.encounter, after.script) != (reading.encounter, reading.script):
        raise NotWritten(f"{file} would no longer say the same; write the test by hand")
    _must_hold(after, name, rulebook)
    return written.encode(), name


def _read(source: bytes, file: str) -> tuple[Reading, Document]:
    reading = read_encounter(source, file)
    if reading.document is None:
        raise NotWritten(f"{file} has problems; mend them first:\n{reading.rendered()}")
    return reading, reading.document


def _must_hold(reading: Reading, name: str, rulebook: Rulebook) -> None:
    assert reading.encounter is not None
    assert reading.script is not None
    assert reading.tests is not None
    loaded = Loaded(reading.encounter, reading.script, rulebook, reading.tests)
    added: SelfTest = reading.tests[name]
    if wrong := failures(loaded, added):
        raise NotWritten(f"in the file as it is now, this run {wrong[0]}")


def _free(name: str, taken: set[str]) -> str:
    """The name in one line, with a number where it is taken."""
    wanted = " ".join(clean(name).split())[:_LONGEST_NAME].strip() or "a run"
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted} ({number})", number + 1
    return found


def _inserted(text: str, document: Document, name: str, test: NewTest) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    tests = document.at(("tests",))
    if tests is None:
        entry = _entry(name, test, 2, end)
        return _ended(text, end) + f"tests:{end}{entry}"
    if document.styles[("tests",)] == "{}":
        raise NotWritten("the file's `tests:` stand in braces; write each on lines of its own first")
    assert isinstance(tests, dict)
    indent = document.key_place(("tests", next(iter(tests)))).column - 1
    number = _last_line(document)
    before, after = _split(text, document.lines, number)
    return _ended(before, end) + _entry(name, test, indent, end) + after


def _last_line(document: Document) -> int:
    """The last line of `tests:`, counted from 1: neither empty lines nor comments at the margin belong to it."""
    first = document.key_place(("tests",)).line
    tops = (place.line for path, place in document.keys.items() if len(path) == 1)
    number = min((top for top in tops if top > first), default=len(document.lines) + 1) - 1
    while not document.lines[number - 1].strip() or document.lines[number - 1].startswith(("#", "...")):
        number -= 1
    return number


def _split(text: str, lines: Sequence[str], number: int) -> tuple[str, str]:
    """The text up to and with a line and its break, and the rest."""
    at = 0
    for one in lines[:number]:
        at += len(one)
        at += 2 if text.startswith("\r\n", at) else 1 if at < len(text) else 0
    return text[:at], text[at:]


def _ended(text: str, end: str) -> str:
    """The text with a line break at its end."""
    return text if text.endswith(("\n", "\r", "\x85", "\u2028", "\u2029")) else text + end


def _entry(name: str, test: NewTest, indent: int, end: str) -> str:
    inner = " " * (2 * indent)
    rows = [f"{' ' * indent}{line(name)}:"]
    if test.temperament:
        rows.append(f"{inner}temperament: {test.temperament}")
    rows += textwrap.wrap(
        f"{inner}choose: [{', '.join(test.choose)}]",
        width=_WIDTH,
        subsequent_indent=f"{inner}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    expected = ", ".join(f"{key}: {_word(value)}" for key, value in test.expect.items())
    rows.append(f"{inner}expect: {{{expected}}}")
    return "".join(row + end for row in rows)


def _word(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

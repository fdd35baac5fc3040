"""Problems in a file: what, where, and what to do about it; and how they look on a screen."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from game.rules.clean import clean

# The line breaks of YAML 1.1, so that our line numbers are PyYAML's.
_LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

# Long lines are cut around the caret: an excerpt is for finding the place, not for reading the file.
_EXCERPT_WIDTH: Final = 160


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line: `line` and `column` count from 1, `end_column` is the first one beyond it."""

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a code of `CODES`, a sentence, a place, and what to do about it ("" if that is plain)."""

    code: str
    message: str
    place: Place
    hint: str = ""


def split_lines(source: str) -> tuple[str, ...]:
    """The lines of `source` without their breaks; at least one."""
    return tuple(_LINE_BREAK.split(source))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same problems sorted by place, each one once."""
    return tuple(sorted(set(diagnostics), key=lambda one: (one.place, one.code, one.message, one.hint)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that lists up to three known words close to `word`, or "" when none is."""
    names = list(known)
    # Comparing costs time for each name: a file with more is no place for guesses.
    close = get_close_matches(word[:100], names, n=3, cutoff=0.6) if len(names) <= 300 else []
    return f"did you mean {_any_of(close)}?" if close else ""


def suggestion(word: str, known: Iterable[str], what: str, where: str = "here") -> str:
    """A hint for a `word` that isn't among `known`: the close ones, else all if they are few.

    Args:
        word: what was written.
        known: what could have been written.
        what: the known things by name, in the plural, like `scenes`.
        where: where they are known, if not in the file that is read.
    """
    names = list(known)
    if close := did_you_mean(word, names):
        return close
    if not names:
        return f"there are no {what} {where}"
    return f"the {what} {where}: {', '.join(names)}" if len(names) <= 12 else ""


def _any_of(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " or ".join(([", ".join(quoted[:-1])] if quoted[1:] else []) + quoted[-1:])


def render(file: str, source: str, diagnostics: Iterable[Diagnostic]) -> str:
    """The problems as text for a terminal, each with its line, a caret and its hint.

    Args:
        file: the name to print before line and column.
        source: the file's text, for the excerpts.
        diagnostics: in any order.

    Returns:
        One block per problem with an empty line between them; "" when there are none. Control characters of the
        file never reach the terminal.
    """
    lines = split_lines(source)
    return "\n\n".join(_block(clean(file), lines, one) for one in in_order(diagnostics))


def _block(file: str, lines: tuple[str, ...], one: Diagnostic) -> str:
    place = one.place
    rows = [f"{file}:{place.line}:{place.column}: {one.code} {clean(one.message)}"]
    margin = " " * len(str(place.line))
    if 1 <= place.line <= len(lines):
        excerpt, indent, carets = _excerpt(lines[place.line - 1], place)
        rows.append(f"{margin} |")
        rows.append(f"{place.line} | {excerpt}".rstrip())
        rows.append(f"{margin} | {' ' * indent}{'^' * carets}")
    if one.hint:
        rows.append(f"{margin} = hint: {clean(one.hint)}")
    return "\n".join(rows)


def _excerpt(line: str, place: Place) -> tuple[str, int, int]:
    """The line as shown, how many cells stand before the caret, and how many carets there are."""
    start = min(max(place.column - 1, 0), len(line))
    end = min(max(place.end_column - 1, start), len(line))
    left = max(0, start - _EXCERPT_WIDTH // 2)
    right = left + _EXCERPT_WIDTH
    before, marked, after = line[left:start], line[start : min(end, right)], line[end:right]
    if left:
        before = "…" + before
    shown = [_harmless(part) for part in (before, marked, after)]
    return "".join(shown).rstrip(), cells(shown[0]), max(1, cells(shown[1]))


def _harmless(text: str) -> str:
    """One cell for a tab, and a visible mark for what a terminal might obey."""
    return "".join(" " if char == "\t" else char if clean(char) == char else "�" for char in text)


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )

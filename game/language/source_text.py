"""From bytes to text: encodings, and characters that no file of ours may hold."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from game.language.diagnostics import Diagnostic, Place, split_lines

LARGEST_FILE: Final = 1_000_000
"""Bytes. The longest encounter written so far is well under a tenth of it."""

# Enough to see what kind of file this is; a thousand equal complaints help nobody.
MOST_OF_A_KIND: Final = 10

# What YAML can't print, and the line breaks that editors don't show as such.
UNSEEN: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB_INDENT: Final = re.compile(r"^ *(\t[ \t]*)")

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

_SAVE_AS: Final = 'in the editor, "Save with encoding" (or "Save as") offers UTF-8'


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text and lines, with every unseen character replaced by one space so that columns hold.

    Attributes:
        text: what to parse; None when the bytes are no text of ours at all.
        shown: what to print excerpts from, also when `text` is None.
        lines: the lines of `shown`, without breaks.
        problems: what was found on the way.
    """

    text: str | None
    shown: str
    lines: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def decode(source: bytes) -> SourceText:
    """Turn a file's bytes into text. Never raises."""
    problems: list[Diagnostic] = []
    if len(source) > LARGEST_FILE:
        shown = source[:2000].decode("utf-8", "replace")
        message = f"this file has {len(source):,} bytes; the most is {LARGEST_FILE:,}"
        hint = "one file is one encounter: split it"
        return _refused(shown, Diagnostic("Y014", message, Place(1, 1, 2), hint))
    if source[:2] in _UTF16_MARKS:
        message = "this file is UTF-16 text, not UTF-8"
        return _refused(
            source.decode("utf-16", "replace"), Diagnostic("Y001", message, Place(1, 1, 2), _SAVE_AS)
        )
    if source.startswith(_UTF8_MARK):
        source = source[len(_UTF8_MARK) :]
        message = "an invisible byte order mark stands before the first letter"
        problems.append(
            Diagnostic("Y002", message, Place(1, 1, 2), 'save as "UTF-8", not as "UTF-8 with BOM"')
        )
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _refused(source.decode("utf-8", "replace"), *problems, _not_utf8(source, error))
    problems += _unseen(text)
    text = UNSEEN.sub(" ", text)
    lines = split_lines(text)
    problems += _tabs(lines)
    if not text.strip():
        problems.append(nothing_in_it())
        return SourceText(None, text, lines, tuple(problems))
    return SourceText(text, text, lines, tuple(problems))


def _refused(shown: str, *problems: Diagnostic) -> SourceText:
    shown = UNSEEN.sub("�", shown)
    return SourceText(None, shown, split_lines(shown), problems)


def _not_utf8(source: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = split_lines(source[: error.start].decode("utf-8"))
    column = len(before[-1]) + 1
    message = f"the byte 0x{source[error.start]:02x} (byte {error.start + 1} of the file) is not UTF-8 text"
    if b"\0" in source[:100]:
        message = "this file is not UTF-8 text: it may be UTF-16, or no text at all"
    return Diagnostic("Y001", message, Place(len(before), column, column + 1), _SAVE_AS)


def _unseen(text: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    # Lines are counted as if the breaks among the unseen ones were spaces: that is what will be parsed.
    plain = UNSEEN.sub(" ", text)
    for match in UNSEEN.finditer(text):
        if len(found) == MOST_OF_A_KIND:
            break
        before = split_lines(plain[: match.start()])
        column = len(before[-1]) + 1
        found.append(
            Diagnostic(
                "Y003",
                f"{name_of(match[0])} stands here, which cannot be seen",
                Place(len(before), column, column + 1),
                "delete it and type the text around it anew",
            )
        )
    return found


def nothing_in_it() -> Diagnostic:
    """The diagnostic for a file that says nothing."""
    return Diagnostic("Y015", "this file is empty", Place(1, 1, 2), "`ownit new` writes one to begin with")


def name_of(char: str) -> str:
    """The character as a person can look it up: `U+0000 (NUL)`."""
    name = "NUL" if char == "\0" else unicodedata.name(char, "a control character")
    return f"the character U+{ord(char):04X} ({name})"


def _tabs(lines: tuple[str, ...]) -> list[Diagnostic]:
    found = []
    for number, line in enumerate(lines, 1):
        if match := _TAB_INDENT.match(line):
            start, end = match.span(1)
            found.append(
                Diagnostic(
                    "Y004",
                    "a tab indents this line; only spaces may",
                    Place(number, start + 1, end + 1),
                    "replace the tab by two spaces, and let the editor write spaces in .yaml files",
                )
            )
    return found[:MOST_OF_A_KIND]

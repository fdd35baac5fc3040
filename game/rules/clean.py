"""The one place that strips characters no text of the game may carry to a terminal, a file or a web page."""

import re
from typing import Final

NAME_MOST: Final = 40

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile("[\t\v\f]")
# Listed, not asked of `unicodedata`, which changes with the Python: a text must clean alike everywhere.
_UNWANTED = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but the line feed, DEL, C1: terminal escapes
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, fillers: invisible
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero-width; bidi marks, overrides, isolates
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear notes
    "\ud800-\udfff"  # lone surrogates: no file or socket takes them
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # musical marks; tags, an invisible ASCII
    "]"
)


def clean(text: str, keep_newlines: bool = False) -> str:
    r"""Return `text` without control, bidirectional, zero-width and surrogate characters.

    Tabs become spaces. Line ends of every kind become `\n` with `keep_newlines`, else spaces, so that words
    stay apart. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    if not keep_newlines:
        text = text.replace("\n", " ")
    return _UNWANTED.sub("", text)


def chosen_name(words: str) -> str:
    """What somebody wants to be called, as it is kept, sent and shown: clean, trimmed, at most 40 characters."""
    return clean(words).strip()[:NAME_MOST].strip()


# What spreadsheets take for the beginning of a formula; the wide forms too, where they read Japanese or Chinese.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: quotes alone don't hold one back, a leading apostrophe does."""
    written = str(value)
    cell = clean(written).strip()
    return f"'{cell}" if cell.startswith(_FORMULA) or written.startswith(_FORMULA) else cell

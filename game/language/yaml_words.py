"""What PyYAML says of a broken file, in words that somebody can act on who has never heard of YAML."""

import re
from dataclasses import dataclass
from typing import Any, Final

from game.language.diagnostics import Diagnostic, Place


@dataclass(frozen=True, slots=True)
class _Saying:
    """How one kind of syntax error is put: which messages of PyYAML, our sentence and hint.

    `at_context`: the place to mend is where the unfinished thing began, not where the parser gave up.
    """

    pattern: re.Pattern[str]
    message: str
    hint: str
    at_context: bool = False


_BLOCK: Final = "prose goes in a `|` block: end this line with `|` and indent the text below it"

# libyaml and PyYAML's own parser word the same error differently; the first line that matches is taken.
_SAYINGS: Final = tuple(
    _Saying(re.compile(pattern), message, hint, at_context)
    for pattern, message, hint, at_context in (
        (
            "tab character",
            "a tab stands where only spaces may",
            "replace the tab by spaces",
            False,
        ),
        (
            "mapping values are not allowed",
            "a colon followed by a space stands in plain text, so that YAML takes the text for another key",
            "put a title or name in quotation marks; prose goes in a `|` block on the lines below",
            False,
        ),
        (
            "could not find expected ':'",
            "this line is no `key: value`, or it belongs to a text that is not indented far enough",
            "give the key its colon, or indent the text below the `|` by two more spaces",
            True,
        ),
        (
            "unexpected end of stream.*quoted|quoted.*unexpected (end of stream|document separator)",
            "this quotation mark is never closed",
            "close it, or leave it out; prose goes in a `|` block on the lines below",
            True,
        ),
        (
            "unexpected (end of stream|document)",
            "something that begins here never ends",
            _BLOCK,
            True,
        ),
        (
            "unknown escape character|hexdecimal|hexadecimal|Unicode character",
            "a backslash in double quotation marks means something else here",
            "leave the backslash out, or put the text in a `|` block",
            False,
        ),
        (
            "flow sequence|',' or ']'",
            "this list in brackets is not closed, or lacks a comma",
            "write lists as [one, two], or put the text in a `|` block",
            True,
        ),
        (
            "flow mapping|',' or '}'",
            "these braces are not closed, or hold something that is no `key: value`",
            "write {one: 1, two: 2}; a text that begins with a {blank} goes in a `|` block",
            True,
        ),
        (
            "cannot start any token",
            "this character cannot begin a plain text",
            _BLOCK,
            False,
        ),
        (
            "while scanning an? (anchor|alias)",
            "`&` or `*` at the beginning of a text means something else to YAML",
            _BLOCK,
            False,
        ),
        (
            "while (scanning|parsing) a (tag|node)|tag handle|tag URI|URI escape",
            "`!` or `%` at the beginning of a text means something else to YAML",
            _BLOCK,
            False,
        ),
        (
            "block scalar",
            "only a line end may follow the `|` or `>`",
            "begin the text on the next line, indented",
            False,
        ),
        (
            "sequence entries are not allowed|expected '-'|block collection|block sequence",
            "a list item with `-` does not fit in here",
            "line up every `-` of a list; a text that begins with `-` goes in a `|` block",
            False,
        ),
        (
            "directive|YAML document|%",
            "a line with `%` means something else to YAML",
            "delete the line, or put the text in a `|` block",
            False,
        ),
        (
            "document start",
            "the file goes on here after it was complete",
            "indent this line as the ones it belongs to",
            False,
        ),
        (
            "mapping keys are not allowed|explicit key",
            "`?` at the beginning of a text means something else to YAML",
            _BLOCK,
            False,
        ),
        (
            "expected key|<block end>|block mapping",
            "this line does not line up with the ones above",
            "give all keys of one group the same number of spaces",
            False,
        ),
    )
)

_OTHERWISE: Final = _Saying(re.compile(""), "YAML cannot make sense of this line", _BLOCK)

_KEY_ONLY: Final = re.compile(r"^\s*(- )?[\w-]+:")


def in_plain_words(
    error: Exception, lines: tuple[str, ...], last_line: int, long_quote: Place | None = None
) -> Diagnostic:
    """The diagnostic for an exception of PyYAML.

    Args:
        error: a `YAMLError`, or a `ValueError` that PyYAML let through.
        lines: the file's lines.
        last_line: the last line that was read well, for errors that know no place.
        long_quote: where the text in quotation marks began that was read last, if it went over several lines.
    """
    problem = f"{getattr(error, 'context', '') or ''}; {getattr(error, 'problem', '') or error}"
    saying = next((one for one in _SAYINGS if one.pattern.search(problem)), _OTHERWISE)
    mark: Any = getattr(error, "problem_mark", None)
    if saying.at_context and getattr(error, "context_mark", None) is not None:
        mark = getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (last_line, 1)
    if line > len(lines) or (line == len(lines) and not lines[line - 1].strip()):
        # The parser gave up at the very end: the last line with something on it is where to look.
        line = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
        column = len(lines[line - 1].rstrip()) + 1
    if long_quote is not None:
        # "'Twas late." swallows the file up to the next apostrophe: what is wrong is where it began.
        message = f"the quotation mark that opens here is only closed in line {line}"
        return Diagnostic("Y005", message, long_quote, _BLOCK)
    place = Place(line, column, column + 1)
    message, hint = saying.message, saying.hint
    key = _KEY_ONLY.match(lines[line - 1])
    if "mapping values" in problem and key and key.end() == column:
        message = "this line is indented deeper than the one above, which is already complete"
        hint = "give both lines the same number of spaces, or end the line above with its colon"
    before = lines[line - 1][: column - 1].rstrip()
    if saying.pattern.pattern.startswith("expected key") and before.endswith(("}", "]", '"', "'")):
        message = "text follows something in braces, brackets or quotation marks that is complete"
        hint = _BLOCK
    return Diagnostic("Y005", message, place, hint)

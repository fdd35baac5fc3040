"""What checking found, as text for people, as JSON for editors, and as GitHub's annotations."""

import json
from collections.abc import Callable, Sequence
from typing import Final, Literal

from game.checks.run import Checking
from game.language.diagnostics import Diagnostic, render
from game.rules.clean import clean

Format = Literal["text", "json", "github"]


def text(checkings: Sequence[Checking]) -> str:
    """Every problem with its excerpt, an empty line between two, and how many there are; "" when there is none."""
    found = [one for one in checkings if one.diagnostics]
    if not found:
        return ""
    blocks = [render(one.file, one.source, one.diagnostics) for one in found]
    problems, fixable = sum(len(one.diagnostics) for one in found), sum(one.fixable for one in found)
    last = f"{problems} problem{'s' * (problems != 1)}"
    if fixable:
        last += f"; --fix can mend {'it' if fixable == problems == 1 else 'all' if fixable == problems else fixable}"
    return "\n\n".join(blocks) + f"\n{last}."


def as_json(checkings: Sequence[Checking]) -> str:
    """A JSON list with an object for each problem; lines and columns count from 1."""
    rows = [
        {
            "file": checking.file,
            "line": one.place.line,
            "column": one.place.column,
            "end_column": one.place.end_column,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
        }
        for checking in checkings
        for one in checking.diagnostics
    ]
    return json.dumps(rows, indent=2)


def github(checkings: Sequence[Checking]) -> str:
    """A workflow command for each problem, a line each; GitHub shows them beside the code."""
    return "\n".join(
        _annotation(checking.file, one) for checking in checkings for one in checking.diagnostics
    )


def _annotation(file: str, one: Diagnostic) -> str:
    said = f"{one.message}\n{one.hint}" if one.hint else one.message
    place = f"line={one.place.line},col={one.place.column},endColumn={one.place.end_column}"
    return f"::error file={_property(file)},{place},title={_property(one.code)}::{_data(said)}"


# As actions/toolkit escapes them (packages/core/src/command.ts).
def _data(value: str) -> str:
    shown = clean(value, keep_newlines=True)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[dict[Format, Callable[[Sequence[Checking]], str]]] = {
    "text": text,
    "json": as_json,
    "github": github,
}
"""How results can be written."""

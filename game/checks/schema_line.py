"""The line that tells an editor which schema a file follows: a wrong one makes the editor silent, or wrong."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from game.language.diagnostics import Diagnostic, Place, split_lines
from game.library.library import folder_for

SCHEMA_TITLES: Final[dict[str, str]] = {"R214": "The schema line names no schema."}

_LINE: Final = re.compile(r"#\s*yaml-language-server:\s*\$schema=(?P<target>\S+)")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def schema_line_problems(path: Path, source: str) -> Iterator[Diagnostic]:
    """Schema lines that name a file which is not there. An address is left to the editor.

    Args:
        path: where the file lies; the schema's path counts from its folder.
        source: its text.
    """
    for number, line in enumerate(split_lines(source), 1):
        found = _LINE.match(line)
        if found is None or _ADDRESS.match(found["target"]):
            continue
        try:
            there = (path.parent / found["target"]).is_file()
        except (OSError, ValueError):
            there = False
        if not there:
            place = Place(number, found.start("target") + 1, found.end("target") + 1)
            town = folder_for(path, source.encode("utf-8", "replace")) == "towns"
            made = "schema --town > town" if town else "schema > encounter"
            hint = f"make one with `ownit {made}.schema.json`, and name it from this file's folder"
            yield Diagnostic("R214", f"there is no schema at `{found['target']}`", place, hint)

"""Writes the list of all codes into the designer's guide: `python -m tests.checks_table`."""

import re
from pathlib import Path
from typing import Final

from game.checks.explain import table

GUIDE: Final = Path(__file__).parent.parent / "content" / "README.md"
BEGIN: Final = "<!-- checks -->"
END: Final = "<!-- /checks -->"


def with_table(guide: str) -> str:
    """The guide with today's table between its markers; they are put at its end where it has none."""
    between = f"{BEGIN}\n\n{table()}\n\n{END}"
    if BEGIN not in guide:
        return f"{guide.rstrip()}\n\n## Every code\n\n{_INTRODUCTION}\n\n{between}\n"
    return re.sub(rf"{BEGIN}.*{END}", lambda _: between, guide, count=1, flags=re.DOTALL)


_INTRODUCTION: Final = """\
Each code has a page with a bad and a good example; `ownit explain CODE` shows it. A finding that is meant can be
ignored, with the reason: `# check: ignore[W907] it is a tracking number`, at the end of its line or alone on the line
above. What keeps a file from being read (`Y` to `S`) can't be ignored."""

if __name__ == "__main__":
    GUIDE.write_text(with_table(GUIDE.read_text("utf-8")), "utf-8")

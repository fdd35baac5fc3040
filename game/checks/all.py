"""Every check and every code: importing this module registers the checks."""

from typing import Final

from game.checks import (  # noqa: F401
    dead_ends,
    flow,
    giveaways,
    harm,
    level,
    marks,
    pedagogy,
    robots,
    unused,
    wordings,
    writing,
)
from game.checks.check import CHECKS
from game.checks.ignores import IGNORE_TITLES
from game.checks.schema_line import SCHEMA_TITLES
from game.checks.towns import TOWN_TITLES
from game.language.codes import CODES

FRAME: Final[dict[str, str]] = (
    {
        "F799": "The encounter is too large to be solved.",
    }
    | SCHEMA_TITLES
    | TOWN_TITLES
    | IGNORE_TITLES
)
"""Code → title of what no single check looks for."""

TITLES: Final[dict[str, str]] = CODES | FRAME | {one.code: one.title for one in CHECKS.values()}
"""Code → title of everything `ownit check` can say."""

FAMILIES: Final[dict[str, str]] = {
    "Y": "the form of the file",
    "M": "keys and values",
    "R": "names",
    "C": "conditions",
    "B": "blanks",
    "S": "how the parts fit",
    "T": "the file's own tests",
    "F": "where a conversation can go",
    "P": "what an encounter teaches",
    "W": "how it is written",
    "D": "what a week teaches",
    "I": "comments that ignore a finding",
}
"""The first letter of a code → what such codes are about, in the order in which a file is checked."""

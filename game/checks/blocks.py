"""Which lines of a file stand inside a `|` block, told from its lines alone: also in a file that can't be read."""

import re
from collections.abc import Sequence
from typing import Final

_OPENS: Final = re.compile(r"^(?P<indent> *(?:- +)*)(?:[^#]*:|-)[ \t]+[|>][0-9+-]{0,2}[ \t]*(?:[ \t]#.*)?$")
_LEADING: Final = re.compile(r" *")


def block_heads(lines: Sequence[str]) -> dict[int, int]:
    """Line inside a block → the line whose `|` or `>` opened the block; both count from 1."""
    heads: dict[int, int] = {}
    head, outer, inner = (
        0,
        0,
        0,
    )  # the open block's line, the indent of its key, and of its text (0: not known yet)
    for number, line in enumerate(lines, 1):
        indent = len(_LEADING.match(line)[0])  # type: ignore[index]  # it matches everything
        if head:
            if not line.strip():
                heads[number] = head
                continue
            if indent > outer and indent >= inner:
                inner = inner or indent
                heads[number] = head
                continue
            head = 0
        if opens := _OPENS.match(line):
            head, outer, inner = number, len(opens["indent"]), 0
    return heads

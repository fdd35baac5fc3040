"""`# check: ignore[CODE] why`: a designer's word that a finding is meant."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from game.checks.blocks import block_heads
from game.language.codes import CODES
from game.language.diagnostics import Diagnostic, Place, did_you_mean

IGNORE_TITLES: Final[dict[str, str]] = {
    "I001": "A comment ignores a finding that isn't there.",
    "I002": "A comment ignores a finding and doesn't say why.",
    "I003": "A comment ignores a code that doesn't exist, or can't be ignored.",
}

_IGNORE: Final = re.compile(r"(?:^|(?<=\s))#\s*check:\s*ignore\[(?P<codes>[^\]]*)\](?P<why>.*)$")
_QUOTE: Final = re.compile(r"(?::|-|^)[ \t]+(['\"])")
_CODE: Final = re.compile(r"[^\s,]+")

# A file with these can't be played, whatever a comment says; tests (T6xx) are another matter.
_STOPS_READING: Final = frozenset(code for code in CODES if not code.startswith("T"))


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code in one comment.

    Attributes:
        code: the code, as written.
        place: where the code stands.
        lines: the lines whose findings it ignores.
        why: the reason; "" where none is given.
    """

    code: str
    place: Place
    lines: frozenset[int]
    why: str


def ignores(lines: Sequence[str]) -> list[Ignore]:
    """Every code of every such comment, in the file's order.

    A comment behind something is about its own line, one that stands alone about the next line that is no comment.
    Where that line opens a `|` block, the block's lines are meant too: inside a block a `#` is text.
    """
    if not any("check:" in line for line in lines):
        return []
    heads = block_heads(lines)
    found = []
    for number, line in enumerate(lines, 1):
        comment = None if number in heads else _IGNORE.search(line)
        if comment is None or _quoted(line[: comment.start()]):
            continue
        about = number if line[: comment.start()].strip() else _next(lines, number)
        meant = frozenset({about, *(inside for inside, head in heads.items() if head == about)})
        for code in _CODE.finditer(line, comment.start("codes"), comment.end("codes")):
            place = Place(number, code.start() + 1, code.end() + 1)
            found.append(Ignore(code[0], place, meant, comment["why"].strip()))
    return found


def _quoted(before: str) -> bool:
    """Whether a quotation that began in this line is still open."""
    opens = _QUOTE.search(before)
    return opens is not None and before.count(opens[1], opens.end()) % 2 == 0


def _next(lines: Sequence[str], number: int) -> int:
    """The first line below that is neither empty nor only a comment."""
    for below in range(number, len(lines)):
        if lines[below].strip() and not lines[below].lstrip().startswith("#"):
            return below + 1
    return number


def without_ignored(
    diagnostics: Iterable[Diagnostic], found: Sequence[Ignore], known: Iterable[str], looked: Collection[str]
) -> Iterator[Diagnostic]:
    """The diagnostics that nobody ignores, and what is wrong with the comments that ignore.

    Args:
        diagnostics: what was found.
        found: the file's ignores.
        known: every code there is.
        looked: the codes that were looked for; only of these can be said that there was nothing to ignore.
    """
    codes = list(known)
    valid = [one for one in found if one.code in codes and not _stays(one.code)]
    used: set[Ignore] = set()
    for diagnostic in diagnostics:
        by = [one for one in valid if one.code == diagnostic.code and diagnostic.place.line in one.lines]
        used.update(by)
        if not by:
            yield diagnostic
    for one in found:
        yield from _wrong(one, codes, unused=one.code in looked and one not in used)


def _stays(code: str) -> bool:
    return code in _STOPS_READING or code.startswith("I")


def _wrong(one: Ignore, codes: list[str], unused: bool) -> Iterator[Diagnostic]:
    if one.code not in codes:
        hint = did_you_mean(one.code, codes) or "`ownit explain` lists the codes"
        yield Diagnostic("I003", f"there is no code `{one.code}`", one.place, hint)
    elif _stays(one.code):
        hint = "mend what it found instead"
        yield Diagnostic("I003", f"`{one.code}` can't be ignored", one.place, hint)
    elif unused:
        hint = "delete the comment"
        yield Diagnostic("I001", f"nothing here gives `{one.code}`", one.place, hint)
    if not one.why:
        hint = f"write the reason behind the bracket: `# check: ignore[{one.code}] because …`"
        yield Diagnostic("I002", f"`{one.code}` is ignored, and nobody can tell why", one.place, hint)

"""A check, and the list of all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from game.checks.checked import Checked
from game.checks.written import Written
from game.language.diagnostics import Diagnostic

Family = Literal["flow", "pedagogy", "writing"]
Look = Callable[[Checked], Iterator[Diagnostic]]
LookAtWriting = Callable[[Written], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong with an encounter that reads well.

    Attributes:
        code: its name for ever; also the name of its page.
        title: what is wrong, as a sentence.
        family: which kind it is.
        look: gives a diagnostic for each place where it is so.
    """

    code: str
    title: str
    family: Family
    look: Look


CHECKS: Final[dict[str, Check]] = {}
"""Every check by its code, once its module is imported (`game.checks.all` imports them)."""

WRITING: Final[dict[str, LookAtWriting]] = {}
"""Those of how it is written, which look at a town's scenes as well as at an encounter's."""


def check(code: str, family: Family, title: str) -> Callable[[Look], Look]:
    """Makes a function a check: `@check("F701", "flow", "A scene can't be reached.")`."""

    def add(look: Look) -> Look:
        CHECKS[code] = Check(code, title, family, look)
        return look

    return add


def writing_check(code: str, title: str) -> Callable[[LookAtWriting], LookAtWriting]:
    """Makes a function a check of how a file is written: an encounter, and likewise a town."""

    def add(look: LookAtWriting) -> LookAtWriting:
        CHECKS[code] = Check(code, title, "writing", look)
        WRITING[code] = look
        return look

    return add

"""The pages that explain the codes, and the list of all."""

import re
from pathlib import Path
from typing import Final

from game.checks.all import FAMILIES, TITLES
from game.language.diagnostics import did_you_mean
from game.rules.clean import clean

PAGES: Final = Path(__file__).resolve().parent / "pages"


class UnknownCode(Exception):
    """There is no such code. The message says what there is instead."""


def explain(code: str) -> str:
    """The page of a code, as text for a terminal.

    Args:
        code: in any case, like `Y016` or `y016`.

    Raises:
        UnknownCode: there is none; the message has close ones, or the families.
    """
    wanted = code.strip().upper()
    if wanted not in TITLES:
        raise UnknownCode(_instead(wanted))
    page = (PAGES / f"{wanted}.md").read_text(encoding="utf-8")
    return re.sub(r"^(#+) ", "", _fences_out(page), flags=re.MULTILINE).strip()


def _fences_out(page: str) -> str:
    """The page with its blocks indented instead of fenced."""
    return re.sub(
        r"^```\w*\n(.*?)^```$",
        lambda block: re.sub(r"^(?=.)", "    ", block[1], flags=re.MULTILINE).rstrip("\n"),
        page,
        flags=re.MULTILINE | re.DOTALL,
    )


def _instead(code: str) -> str:
    near = did_you_mean(code, TITLES).replace("`", "")
    if near:
        return f"there is no code “{clean(code)}”; {near}"
    return "\n".join([f"there is no code “{clean(code)}”; codes begin with", *_families()])


def _families() -> list[str]:
    present = {code[0] for code in TITLES}
    return [f"  {letter}  {about}" for letter, about in FAMILIES.items() if letter in present]


def overview() -> str:
    """Every code with its title, by family, as text for a terminal."""
    rows = []
    for letter, about in FAMILIES.items():
        codes = sorted(code for code in TITLES if code.startswith(letter))
        if codes:
            rows += ["", f"{letter}: {about}", *(f"  {code}  {_plain(TITLES[code])}" for code in codes)]
    return "\n".join(rows[1:])


def table() -> str:
    """Every code with its title, by family, as Markdown."""
    rows = []
    for letter, about in FAMILIES.items():
        codes = sorted(code for code in TITLES if code.startswith(letter))
        if codes:
            rows += ["", f"**`{letter}`: {about}**", "", "| code | what it says |", "|---|---|"]
            rows += [f"| [{code}]({_link(code)}) | {_cell(TITLES[code])} |" for code in codes]
    return "\n".join(rows[1:])


def _link(code: str) -> str:
    return f"../game/checks/pages/{code}.md"


def _plain(title: str) -> str:
    return title.replace("`", "")


def _cell(title: str) -> str:
    return title.replace("|", r"\|")

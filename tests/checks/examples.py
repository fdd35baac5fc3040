"""The examples on the checks' pages, made into whole files.

A page has a `## Bad` and a `## Good` part with one fenced block each. The block's first line says where its text goes:

    # the whole file                 it is a file by itself
    # the whole plan                 the same for a training plan
    # the whole season               the same for a season's recipe
    # at the top of the town         over the keys of tests/checks/example-town.yaml
    # in signals of the town         over the keys under that key of it; further keys may follow
    # at the top                     over the keys of tests/checks/example.yaml
    # in a reply                     over the keys of its first reply
    # in the scene counter           over the keys of that scene
    # in scenes, in facts, …         over the keys under that key of the top
    # in rulebook.yaml               over the keys of content/rulebook.yaml; `# in moves of rulebook.yaml` works too

What has the same key is replaced, the rest is added at the end. In a ```bytes block the second line is a Python bytes
literal, perhaps with `* n` behind it; there `# before the file` is another place. Both parts must be files that people
could have written: the text is merged, not the data, so that lines and columns mean something.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from game.checks.explain import PAGES

HERE: Final = Path(__file__).parent
CONTENT: Final = HERE.parent.parent / "content"

# Some examples take more than a page: they are shown, and held by a test of their own.
SHOWN_ONLY: Final = {"D099", "F799", "R214", "S520"}

_FENCE: Final = re.compile(r"^```(yaml|bytes)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TOGETHER: Final = re.compile(r"together with: ?((?:[A-Z]\d{3}(?:, )?)+)")
_KEY: Final = re.compile(r"([^\s#:][^:\n]*|\{[^\n]*\}):(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A file made from a page's block.

    Attributes:
        code: the page's code.
        good: whether the code must not be found; else it must.
        name: the file's name.
        content: its bytes.
        others: the codes that may be found beside it in the bad one.
    """

    code: str
    good: bool
    name: str
    content: bytes
    others: frozenset[str]


def pages() -> list[Path]:
    """Every page."""
    return sorted(PAGES.glob("*.md"))


def examples(page: Path) -> list[Example]:
    """Both examples of a page; none where it can only be shown."""
    if page.stem in SHOWN_ONLY:
        return []
    text = page.read_text("utf-8")
    together = _TOGETHER.search(text)
    others = frozenset(together[1].strip(", ").split(", ")) if together else frozenset[str]()
    found = []
    for heading, good in (("Bad", False), ("Good", True)):
        part = re.split(r"^## ", text.split(f"\n## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
        fences = _FENCE.findall(part)
        assert len(fences) == 1, f"{page.name}: one block under {heading}, not {len(fences)}"
        [(language, block)] = fences
        name, content = _file(language, block, page.name)
        found.append(Example(page.stem, good, name, content, others))
    return found


def _file(language: str, block: str, page: str) -> tuple[str, bytes]:
    first, _, rest = block.partition("\n")
    assert first.startswith("# "), f"{page}: the first line of a block says where it goes"
    where = first[2:].strip()
    if language == "bytes":
        literal, _, times = rest.strip().rpartition(" * ")
        content = ast.literal_eval(literal or times) * (int(times) if literal else 1)
        return "example.yaml", content + (base().encode() if where == "before the file" else b"")
    if where == "the whole file":
        key = re.search(r"^encounter: *([a-z0-9-]+)", rest, re.MULTILINE)
        return f"{key[1] if key else 'example'}.yaml", rest.encode()
    if where == "the whole plan":
        return "plans/example.yaml", rest.encode()
    if where == "the whole season":
        return "seasons/example.yaml", rest.encode()
    if where.endswith("of the town"):
        over = where.removeprefix("in ").removeprefix("at the top").removesuffix("of the town").split()
        return "towns/example.yaml", merged(town(), over, rest).encode()
    if where.endswith("rulebook.yaml"):
        over = where.removeprefix("in ").removesuffix("rulebook.yaml").removesuffix("of ").split()
        return "rulebook.yaml", merged(rulebook(), over, rest).encode()
    return "example.yaml", merged(base(), _path(where), rest).encode()


@cache
def base() -> str:
    return (HERE / "example.yaml").read_text("utf-8")


@cache
def town() -> str:
    return (HERE / "example-town.yaml").read_text("utf-8")


@cache
def rulebook() -> str:
    return (CONTENT / "rulebook.yaml").read_text("utf-8")


def _path(where: str) -> list[str]:
    if where == "at the top":
        return []
    if where == "in a reply":
        return ["scenes", "counter", "replies", "ask-what"]
    if scene := re.fullmatch(r"in the scene (\S+)", where):
        return ["scenes", scene[1]]
    assert where.startswith("in "), where
    return where.removeprefix("in ").split()


def merged(text: str, path: list[str], fragment: str) -> str:
    """The text with a fragment laid over the group of keys at a path."""
    lines = text.splitlines(keepends=True)
    start, end, indent = 0, len(lines), 0
    for key in path:
        found = _entry(lines, start, end, indent, key)
        assert found, f"there is no {key}"
        start, end = found[0] + 1, found[1]
        indent += 2
    keys = {match[1] for match in _KEY.finditer(fragment)}
    at = end
    for key in keys:
        if found := _entry(lines, start, end, indent, key):
            at = min(at, found[0])
            lines[found[0] : found[1]] = [""] * (found[1] - found[0])
    new = [" " * indent + line if line.strip() else line for line in fragment.splitlines(keepends=True)]
    return "".join(lines[:at] + new + lines[at:])


def _entry(lines: list[str], start: int, end: int, indent: int, key: str) -> tuple[int, int] | None:
    """The lines of a key and what stands under it."""
    for number in range(start, end):
        if lines[number].startswith(" " * indent + key + ":"):
            beyond = number + 1
            while beyond < end and (
                not lines[beyond].strip() or lines[beyond].startswith(" " * (indent + 1))
            ):
                beyond += 1
            return number, beyond
    return None

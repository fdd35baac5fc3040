"""Which texts of a file are prose, whether they are `|` blocks, and how a block becomes paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from game.language.diagnostics import Diagnostic, Place
from game.language.yaml_subset import Data, Document, Path
from game.rules.clean import clean

Outline = dict[str, "Outline"]
"""Where certain texts stand: nested keys, `*` for any key; an empty outline marks the text itself."""


def outline(*routes: str) -> Outline:
    """The outline of routes like `scenes.*.replies.*.say`."""
    top: Outline = {}
    for route in routes:
        here = top
        for part in route.split("."):
            here = here.setdefault(part, {})
    return top


ENCOUNTER_PROSE: Final = outline(
    "brief",
    "desk_card",
    "needs",
    "facts.*",
    "promises.*.text",
    *(f"scenes.*.{key}" for key in ("says", "thinks", "letter", "act_first_why")),
    *(f"scenes.*.replies.*.{key}" for key in ("say", "hears", "thinks", "coach", "locked")),
)
RULEBOOK_PROSE: Final = outline(
    "moves.*.means",
    *(f"moves.*.rules.*.{key}" for key in ("says", "source")),
    *(f"events.*.{key}" for key in ("says", "source")),
    "tries.*",
)
PACK_PROSE: Final = outline("description")

# Short plain texts: what a ` #` cuts off them is silently gone.
ENCOUNTER_LINES: Final = outline(
    "title", "role", "industry", "figure.name", "people.*.*", "scenes.*.at", "scenes.*.replies.*.when"
)
TITLE: Final = outline("title")

# `Order #12 is late` and `late # twelve` lose their end; a comment stands off by two spaces or more.
_CUT_OFF: Final = re.compile(r" #\S.*| # ?.*|\t+#.*")
_COMMENT: Final = re.compile(r"\s{2,}#(\s|$)")

_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_LIST_ITEM: Final = re.compile(r"\n(?= *[-•*] )")


def texts_at(data: Data, where: Outline, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """Every text at the places of an outline, with its path; conditional wordings one by one.

    Where something else than a text or wordings stands, that is given.
    """
    if not where:
        if isinstance(data, dict) and data:
            for key, value in data.items():
                yield (*path, key), value
        else:
            yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            below = where.get(key, where.get("*"))
            if below is not None:
                yield from texts_at(value, below, (*path, key))


def not_in_blocks(document: Document, where: Outline) -> Iterator[Diagnostic]:
    """Prose that is not written as a `|` block."""
    seen: set[Place] = set()
    for path, value in texts_at(document.data, where):
        style = document.styles.get(path, "")
        if style == "|" or (value == "" and style == ""):
            continue  # an empty text is the model's to tell
        above = document.styles.get(path[:-1], "")
        if above == "{}" and path[:-1] and not _is_wording_group(path):
            path, style = path[:-1], above
        place = document.value_place(path) if style not in ("{}", "[]") else document.places[path]
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        if place not in seen:
            seen.add(place)
            message = f"prose goes in a `|` block, so that YAML leaves it as it is{_WHY.get(style, '')}"
            hint = f"write `{key}: |` and put the text in the next line, indented by two spaces more"
            yield Diagnostic("Y016", message, place, hint)


_WHY: Final = {
    ">": "; `>` joins its lines",
    "{}": "; braces at its beginning make a group of keys",
    "[]": "; a bracket at its beginning makes a list",
}


def _is_wording_group(path: Path) -> bool:
    """Whether the last key is one of conditional wordings, written in braces for once."""
    return str(path[-1]).startswith("if ") or path[-1] == "otherwise"


def cut_off(document: Document, where: Outline) -> Iterator[Diagnostic]:
    """Short plain texts whose end was dropped because a `#` begins a comment."""
    for path, value in texts_at(document.data, where):
        if not isinstance(value, str) or document.styles.get(path) != "" or path not in document.places:
            continue
        place = document.places[path]
        line = document.lines[place.line - 1] if place.line <= len(document.lines) else ""
        rest = line[place.end_column - 1 :] if value else line[place.column - 1 :]
        if _CUT_OFF.match(rest) and not _COMMENT.match(rest):
            start = place.end_column if value else place.column
            where_cut = Place(place.line, start + 1, start + len(rest.rstrip()))
            hint = "leave the # out, or put the text in quotation marks; a comment stands two spaces off"
            yield Diagnostic(
                "Y017", f"`{clean(rest.strip())}` was dropped: # begins a comment", where_cut, hint
            )


def paragraphs(block: str) -> str:
    """A block's text for the screen: its paragraphs, one a line.

    A line break inside a paragraph becomes a space, an empty line begins a paragraph; list items (`- `) keep theirs.
    """
    text = clean(block, keep_newlines=True).strip()
    parts = []
    for part in _PARAGRAPH.split(text):
        parts += [" ".join(line.split()) for line in _LIST_ITEM.split(part)]
    return "\n".join(parts)


def letter_lines(block: str) -> str:
    """A letter's text: its lines as they are."""
    text = clean(block, keep_newlines=True).strip("\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()

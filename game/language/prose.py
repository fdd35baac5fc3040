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


BACK: Final = ("about", "recalls", "sore", "thanks")
"""What is told of somebody who may come back."""

OTHER: Final = "other"
"""What somebody else told; a player who doesn't remember may take it for theirs."""

ENCOUNTER_PROSE: Final = outline(
    "brief",
    "desk_card",
    "needs",
    "facts.*",
    "promises.*.text",
    *(f"back.{key}" for key in BACK),
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
PLAN_PROSE: Final = outline("about", "stages.*.about")
SEASON_PROSE: Final = outline("about")
_TOWN_SCENE: Final = (
    "says",
    "thinks",
    *(f"replies.*.{key}" for key in ("say", "hears", "thinks", "coach")),
)
TOWN_PROSE: Final = outline(
    "about",
    "desk_card",
    "buckets.*",
    "score.*.says",
    "mornings.*",
    "facts.*",
    *(f"promises.*.{key}" for key in ("text", "kept", "renegotiated", "lapsed")),
    *(f"signals.*.{key}" for key in ("says.*", "quiet", "letter")),
    *(f"tasks.*.{key}" for key in _TOWN_SCENE),
    *(f"arrivals.*.{key}" for key in ("opens", "opens_hot", "scene.letters.*")),
    *(f"arrivals.*.scene.{key}" for key in _TOWN_SCENE),
    *(f"arrivals.*.back.{key}" for key in BACK),
)

# Short plain texts: what a ` #` cuts off them is silently gone.
ENCOUNTER_LINES: Final = outline("title", "role", "industry", "figure.name", "people.*.*", "scenes.*.at")
TITLE: Final = outline("title")
PLAN_LINES: Final = outline("title", "stages.*.title")
TOWN_LINES: Final = outline(
    "title",
    "role",
    "figure.name",
    "people.*.*",
    *(f"{sort}.*.title" for sort in ("signals", "tasks", "arrivals")),
    "tasks.*.at",
    "arrivals.*.scene.at",
)

# `Order #12 is late` and `late # twelve` lose their end; a comment stands off by two spaces or more.
_CUT_OFF: Final = re.compile(r" #\S.*| # ?.*|\t+#.*")
_COMMENT: Final = re.compile(r"\s{2,}#(\s|$)")

_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_LIST_ITEM: Final = re.compile(r"\n(?= *[-•*] )")


def places_of(data: Data, where: Outline, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """Whatever stands at the places of an outline, with its path."""
    if not where:
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            below = where.get(key, where.get("*"))
            if below is not None:
                yield from places_of(value, below, (*path, key))


def texts_at(data: Data, where: Outline) -> Iterator[tuple[Path, str]]:
    """Every text at the places of an outline, with its path; conditional wordings one by one."""
    for path, value in places_of(data, where):
        for inner, text in value.items() if isinstance(value, dict) else [("", value)]:
            if isinstance(text, str):
                yield (*path, inner) if inner else path, text


_WHY: Final = {
    "|": "",
    ">": "; `>` joins its lines",
    "{}": "; braces at its beginning make a group of keys",
    "[]": "; a bracket at its beginning makes a list",
}


def not_in_blocks(document: Document, where: Outline) -> dict[Path, Diagnostic]:
    """Prose that is not written as a `|` block: path → its diagnostic."""
    found: dict[Path, Diagnostic] = {}
    for path, value in places_of(document.data, where):
        if isinstance(value, dict) and not _mistaken_for_a_group(document, path, value):
            for key, text in value.items():
                if isinstance(text, str) and text:
                    _judge(document, (*path, key), found)
        elif value != "":  # an empty text is the model's to tell
            _judge(document, path, found)
    return found


def _mistaken_for_a_group(document: Document, path: Path, value: dict[str, Data]) -> bool:
    """Whether a text like `{dana_name}` was taken for a group of keys, and these are no wordings in braces."""
    return document.styles.get(path) == "{}" and not any(
        key.startswith(("if ", "otherwise")) for key in value
    )


def _judge(document: Document, path: Path, found: dict[Path, Diagnostic]) -> None:
    style = document.styles.get(path, "|")
    if style == "|" or (style == "" and isinstance(document.at(path), list)):
        return  # a list with dashes is no text gone wrong; the model says what should be there
    message = f"prose goes in a `|` block, so that YAML leaves it as it is{_WHY.get(style, '')}"
    hint = f"write `{path[-1]}: |` and put the text in the next line, indented by two spaces more"
    found[path] = Diagnostic("Y016", message, document.value_place(path), hint)


def cut_off(document: Document, where: Outline) -> Iterator[Diagnostic]:
    """Short plain texts whose end was dropped because a `#` begins a comment."""
    for path, value in texts_at(document.data, where):
        if document.styles.get(path) != "" or path not in document.places:
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

"""The strict subset of YAML that designers write: one document of mappings, lists and text, with places.

The tree is built from PyYAML's events, not composed: anchors, tags and depth are seen while the file streams by,
before anything could be expanded or recursed into. Every scalar stays text; a model types it later.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from game.language.diagnostics import Diagnostic, Place
from game.language.source_text import MOST_OF_A_KIND, UNSEEN, SourceText, decode, name_of, nothing_in_it
from game.language.yaml_words import in_plain_words

Data = str | list["Data"] | dict[str, "Data"]
"""What a file says: text, lists and mappings."""

Path = tuple[str | int, ...]
"""The keys and list positions that lead from the top of a file to a value."""

DEEPEST: Final = 20
MOST_NODES: Final = 20_000

_QUOTES: Final = ("'", '"')

# libyaml is about eight times as fast; the pure parser finds the same places.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def step(data: Data | None, part: str | int) -> Data | None:
    """The value under a key or at a list's position, or None when there is none."""
    match data, part:
        case dict(), str():
            return data.get(part)
        case list(), int() if part < len(data):
            return data[part]
    return None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read as YAML.

    Attributes:
        data: what it says.
        lines: its lines, for excerpts and for places inside blocks.
        places: where each value stands.
        keys: where the key of each value in a mapping stands.
        styles: how each text was written: "" plain, "|", ">", "'" or '"'; collections "{}", "[]" or "" for blocks.
        ends: line and column, from 1, of the first character beyond each value.
    """

    data: Data
    lines: tuple[str, ...]
    places: dict[Path, Place]
    keys: dict[Path, Place]
    styles: dict[Path, str]
    ends: dict[Path, tuple[int, int]]

    def at(self, path: Path) -> Data | None:
        """The value at a path, or None when nothing is there."""
        here: Data | None = self.data
        for part in path:
            here = step(here, part)
        return here

    def key_place(self, path: Path) -> Place:
        """Where the key of a value stands; a list's item at its own place, the top at the first character."""
        return self.keys.get(path) or self.places.get(path) or Place(1, 1, 2)

    def value_place(self, path: Path) -> Place:
        """Where a text stands, or the key of a mapping or list: there the eye looks for it."""
        value = self.at(path)
        if isinstance(value, str) and value and self.styles.get(path) != "|":
            return self.places[path]
        return self.key_place(path)

    def place_in(self, path: Path, start: int, end: int) -> Place:
        """Where the characters `start` to `end` of the text at `path` stand in the file."""
        text, place = self.at(path), self.places.get(path, Place(1, 1, 2))
        if not isinstance(text, str):
            return place
        style = self.styles.get(path, "")
        if style == "|":
            # One line of the block is one line of the value: the value's is the end of the file's.
            row, rest = text.count("\n", 0, start), text.rfind("\n", 0, start) + 1
            value_line = text[rest:].split("\n", 1)[0]
            number = min(place.line + 1 + row, len(self.lines))
            column = len(self.lines[number - 1]) - len(value_line) + start - rest + 1
            return Place(number, column, column + max(1, min(end, rest + len(value_line)) - start))
        return self._in_line(place, text, start, end, bool(style))

    def key_place_in(self, path: Path, start: int, end: int) -> Place:
        """Where the characters `start` to `end` of the key that leads to `path` stand."""
        place = self.key_place(path)
        return self._in_line(place, str(path[-1]), start, end, quoted=False)

    def _in_line(self, place: Place, text: str, start: int, end: int, quoted: bool) -> Place:
        column = place.column + start
        line = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        for shift in (int(quoted), 1, 0):
            # Escapes and folded lines shift things: then the whole text is the place.
            if line[column - 1 + shift : column - 1 + shift + end - start] == text[start:end]:
                return Place(place.line, column + shift, column + shift + max(1, end - start))
        return place


@dataclass(frozen=True, slots=True)
class YamlReading:
    """A file as far as it could be read: its document, unless something stood in the way, and what was found."""

    source: SourceText
    document: Document | None
    problems: tuple[Diagnostic, ...]


def read_yaml(source: bytes) -> YamlReading:
    """Read a file's bytes. Never raises.

    Returns:
        A document whenever the file's shape could be made out; the problems hold everything the subset refuses.
    """
    text = decode(source)
    if text.text is None:
        return YamlReading(text, None, text.problems)
    builder = _Builder(text.lines)
    try:
        for event in _events(text.text):
            if not builder.take(event):
                break
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # ValueError: numbers that PyYAML hands to `chr` or `int` unseen, as in "\Uffffffff" or %YAML 1.9e9.
        problem = in_plain_words(error, text.lines, builder.last_line, builder.long_quote)
        tabs = {one.place.line for one in text.problems if one.code == "Y004"}
        if problem.place.line not in tabs:
            builder.problems.append(problem)
        builder.broken = True
    if builder.root is None and not builder.problems:
        builder.problems.append(nothing_in_it())
    problems = (*text.problems, *builder.problems)
    if builder.broken or builder.root is None:
        return YamlReading(text, None, problems)
    document = Document(builder.root, text.lines, builder.places, builder.keys, builder.styles, builder.ends)
    return YamlReading(text, document, problems)


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    try:
        # Until the event of the stream's end there is always another; `check_event` would ask a second time.
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            yield event
    finally:
        loader.dispose()


@dataclass(slots=True)
class _Open:
    """A collection being filled. `path` is None inside what will be thrown away."""

    into: dict[str, Data] | list[Data]
    path: Path | None
    is_key: bool = False  # a collection in a key's place
    waiting: bool = False  # a key was read, its value comes next
    key: str | None = None  # that key; None when the value is to be thrown away


@dataclass(slots=True)
class _Builder:
    """Builds data and places from events, and notes what the subset refuses."""

    lines: tuple[str, ...]
    root: Data | None = None
    broken: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    styles: dict[Path, str] = field(default_factory=dict)
    ends: dict[Path, tuple[int, int]] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    nodes: int = 0
    documents: int = 0
    last_line: int = 1
    long_quote: Place | None = None

    def take(self, event: Any) -> bool:
        """Use one event; False when reading should stop here."""
        self.last_line = event.start_mark.line + 1
        self.long_quote = None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, self._node(event))
        if isinstance(event, yaml.CollectionStartEvent):
            return self._open(event, self._node(event))
        if isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            self._end(closed.path, event)
            if closed.is_key:
                self._key(None)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                hint = "delete the line with `---`"
                self._problem("Y006", "a second document begins here", _place(event), hint)
                self.broken = True
                return False
        return True

    def _problem(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.told[code] += 1
        if self.told[code] <= MOST_OF_A_KIND:
            self.problems.append(Diagnostic(code, message, place, hint))

    def _node(self, event: Any) -> Place:
        """What holds for scalars and collections alike; returns where the node stands."""
        self.nodes += 1
        place = _place(event)
        if event.anchor is not None:
            self._problem(
                "Y007",
                f"`&{event.anchor}` makes an anchor, which these files don't have",
                Place(place.line, place.column, place.column + len(event.anchor) + 1),
                "write the text out, or put it in a `|` block if the `&` belongs to it",
            )
        if event.tag is not None:
            mark = Place(place.line, place.column, place.column + 1)
            hint = "every value is text until the game reads it; in prose, a `|` block keeps the `!`"
            self._problem("Y008", "`!` makes a tag, which these files don't have", mark, hint)
        if getattr(event, "style", None) in _QUOTES and event.end_mark.line > event.start_mark.line:
            self.long_quote = place
        return place

    def _alias(self, event: Any) -> None:
        self._problem(
            "Y007",
            f"`*{event.anchor}` repeats another place of the file, which these files don't do",
            _place(event),
            "write the text out, or put it in a `|` block if the `*` belongs to it",
        )
        # What it stood for is not known, so nothing after it could be judged fairly.
        self.broken = True
        self._put("", None)

    def _scalar(self, event: Any, place: Place) -> bool:
        text, style = event.value, event.style or ""
        if self.nodes > MOST_NODES:
            return self._stop("Y013", f"more than {MOST_NODES:,} keys and values", place)
        if style == '"' and (unseen := UNSEEN.search(text)):
            # Only an escape can have brought it here: the file's own were replaced.
            self._problem("Y003", f"an escape stands for {name_of(unseen[0])}", place, "leave it out")
            text = UNSEEN.sub(" ", text)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.into, dict) and not top.waiting:
            self._mapping_key(top, text, style, place)
        else:
            self._end(self._put(text, place, style), event)
        return True

    def _mapping_key(self, top: _Open, text: str, style: str, place: Place) -> None:
        if text == "<<" and style == "":
            hint = "write the keys out"
            self._problem("Y009", "`<<` copies keys from elsewhere, which these files don't do", place, hint)
            self.broken = True
            self._key(None)
        elif text in top.into:
            first = self.keys.get((*top.path, text)) if top.path is not None else None
            where = f" (first in line {first.line})" if first else ""
            hint = "rename one of them, or delete one"
            self._problem("Y010", f"`{text}` stands here a second time{where}", place, hint)
            self._key(None)
        else:
            self._key(text)
            if top.path is not None:
                self.keys[*top.path, text] = place

    def _key(self, key: str | None) -> None:
        """The key under which the next value goes; None throws that value away."""
        top = self.stack[-1]
        top.key, top.waiting = key, True

    def _open(self, event: Any, place: Place) -> bool:
        if self.nodes > MOST_NODES:
            return self._stop("Y013", f"more than {MOST_NODES:,} keys and values", place)
        if len(self.stack) == DEEPEST:
            return self._stop("Y012", f"more than {DEEPEST} levels of nesting", place)
        into: dict[str, Data] | list[Data] = {} if isinstance(event, yaml.MappingStartEvent) else []
        style = ("{}" if isinstance(into, dict) else "[]") if event.flow_style else ""
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.into, dict) and not top.waiting:
            hint = "a text that begins with a brace or bracket goes in a `|` block"
            self._problem("Y011", "a key must be a word, not a list or mapping", place, hint)
            self.stack.append(_Open(into, None, is_key=True))
        else:
            self.stack.append(_Open(into, self._put(into, place, style)))
        return True

    def _put(self, value: Data, place: Place | None, style: str = "") -> Path | None:
        """Put a value where it belongs and return its path, or None where it is thrown away."""
        if not self.stack:
            self.root = value
            path: Path | None = ()
        else:
            top = self.stack[-1]
            if isinstance(top.into, list):
                path = None if top.path is None else (*top.path, len(top.into))
                top.into.append(value)
            else:
                path = None if top.path is None or top.key is None else (*top.path, top.key)
                if top.key is not None:
                    top.into[top.key] = value
                top.key, top.waiting = None, False
        if path is not None and place is not None:
            self.places[path], self.styles[path] = place, style
        return path

    def _end(self, path: Path | None, event: Any) -> None:
        if path is not None:
            self.ends[path] = event.end_mark.line + 1, event.end_mark.column + 1

    def _stop(self, code: str, what: str, place: Place) -> bool:
        self._problem(code, f"there are {what}", place, "one file is one encounter: split it")
        self.broken = True
        return False


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    line, column, beyond = start.line, start.column, end.column
    if end.line != line or beyond <= column:
        beyond = column + 1
    return Place(line + 1, column + 1, beyond + 1)

"""A file's data looked at without trust: what isn't there or has another shape is simply empty.

References and shape are checked on this, not on the model, so that one wrong value hides nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from game.language.conditions import ConditionError, ConditionProblem, FileKind, Parsed, parse_named
from game.language.diagnostics import Diagnostic, Place
from game.language.yaml_subset import Data, Document, Path


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a file, and the path to it. `value` is None where nothing is written."""

    document: Document
    path: Path
    value: Data | None

    def __truediv__(self, key: str) -> "Part":
        """The value under a key; an empty part if this is no group of keys or has no such key."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Part(self.document, (*self.path, key), value)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    @property
    def written(self) -> bool:
        """Whether the file has it at all."""
        return self.value is not None

    @property
    def text(self) -> str:
        """The text; "" if it is none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def key(self) -> str:
        """The key it stands under; a list's item its list's."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    def parts(self) -> Iterator["Part"]:
        """The values of a group of keys, or the items of a list."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield Part(self.document, (*self.path, key), value)
        elif isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield Part(self.document, (*self.path, number), value)

    def names(self) -> list[str]:
        """The keys of a group of keys, in the file's order."""
        return list(self.value) if isinstance(self.value, dict) else []

    def texts(self) -> Iterator["Part"]:
        """The texts of a list, or the text itself."""
        if isinstance(self.value, str):
            yield self
        elif isinstance(self.value, list):
            yield from (part for part in self.parts() if isinstance(part.value, str))

    def place(self) -> Place:
        """Where to point for what is wrong with the value."""
        return self.document.value_place(self.path)

    def key_place(self) -> Place:
        """Where to point for what is wrong with its being there."""
        return self.document.key_place(self.path)

    def problem(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at the value."""
        return Diagnostic(code, message, self.place(), hint)

    def key_problem(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at the key."""
        return Diagnostic(code, message, self.key_place(), hint)


@dataclass(frozen=True, slots=True)
class Asking:
    """A condition somewhere in a file: its text, and where in the value or key it begins.

    `in_key`: it is the `heat >= 14` of a wording's key `if heat >= 14`.
    """

    part: Part
    text: str
    offset: int
    in_key: bool

    def place(self, start: int, end: int) -> Place:
        """Where the characters `start` to `end` of the condition stand in the file."""
        inside = self.part.document.key_place_in if self.in_key else self.part.document.place_in
        return inside(self.part.path, start + self.offset, end + self.offset)

    def read(self, kind: FileKind = "encounter") -> tuple[Parsed | None, list[Diagnostic]]:
        """The condition, or None and what is wrong with it."""
        try:
            return parse_named(self.text, kind), []
        except ConditionError as error:
            return None, [self._diagnostic(one) for one in error.problems]

    def _diagnostic(self, one: ConditionProblem) -> Diagnostic:
        return Diagnostic(one.code, one.message, self.place(one.start, one.end), one.hint)


def asked_in_wordings(part: Part) -> Iterator[Asking]:
    """The conditions in the keys of a text's wordings."""
    for key in part.names():
        if key.startswith("if "):
            yield Asking(part / key, key.removeprefix("if "), len("if "), in_key=True)


def asked_by(part: Part) -> Iterator[Asking]:
    """The condition of a `when`, if it is a text with something in it."""
    if part.text.strip():
        yield Asking(part, part.text, 0, in_key=False)

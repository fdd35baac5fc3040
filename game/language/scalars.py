"""How the texts of a file become numbers, yes and no, keys and prose; each with its own plain complaint.

Each class here annotates a field of a model: `heat: Annotated[int, Whole(0, 20)]`.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from game.rules.clean import clean

# The types of our own errors; `model_errors` gives each its code and place.
WRONG_KIND: Final = "wrong_kind"
OUT_OF_RANGE: Final = "out_of_range"
BAD_KEY: Final = "bad_key"
BAD_WORDING_KEY: Final = "bad_wording_key"
EMPTY: Final = "empty"

_WHOLE: Final = re.compile(r"[+-]?\d{1,9}", re.ASCII)


class FileShape(BaseModel):
    """What a designer writes: no key beyond those listed, nothing changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def complaint(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error that already says what a designer should read."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`, in plain digits with an optional sign."""

    low: int
    high: int

    def read(self, value: Any) -> int:
        """The number a text stands for."""
        if not isinstance(value, str) or not _WHOLE.fullmatch(value):
            raise complaint(WRONG_KIND, f"a whole number should stand here{but_found(value)}")
        number = int(value)
        if not self.low <= number <= self.high:
            span = f"a number from {self.low} to {self.high}"
            hint = f"write {self.low}" if self.low == self.high else f"choose {span}"
            raise complaint(OUT_OF_RANGE, f"{value} is out of range", hint)
        return number

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.int_schema(ge=self.low, le=self.high)
        return core_schema.no_info_before_validator_function(self.read, number)


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`, and none of YAML's other words for them."""

    def read(self, value: Any) -> bool:
        """The truth a text stands for."""
        if value == "true":
            return True
        if value == "false":
            return False
        raise complaint(WRONG_KIND, f"true or false should stand here{but_found(value)}")

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, core_schema.bool_schema())


@dataclass(frozen=True, slots=True)
class Words:
    """A text that must not be empty."""

    def read(self, value: Any) -> str:
        """The text itself."""
        if not isinstance(value, str):
            raise complaint(WRONG_KIND, f"a text should stand here{but_found(value)}")
        if not value.strip():
            raise complaint(EMPTY, "there is no text here", "write one, or delete the line")
        return value

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, core_schema.str_schema(min_length=1))


@dataclass(frozen=True, slots=True)
class KeyLike:
    """A text of one pattern; `looks` says what it looks like, for people."""

    pattern: str
    looks: str
    reserved: tuple[str, ...] = ()
    kind: str = BAD_KEY
    longest: int = 60

    def read(self, value: Any) -> str:
        """The text itself."""
        if not isinstance(value, str):
            raise complaint(WRONG_KIND, f"one key should stand here{but_found(value)}")
        if not value:
            raise complaint(EMPTY, "there is no key here", "write one, or delete the line")
        if value in self.reserved:
            raise complaint(self.kind, f"`{value}` means something of its own here", "choose another word")
        if len(value) > self.longest or not re.fullmatch(self.pattern, value):
            raise complaint(self.kind, f"`{_short(value)}` is not written as {self.looks}", self.hint(value))
        return value

    def hint(self, value: str) -> str:
        """A way to write it that fits, where one is near."""
        if clean(value) != value:
            return "a character that cannot be seen stands in it: delete it and type it anew"
        plain = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:60].strip("-")
        for better in (plain, plain.replace("-", "_"), plain.replace("-", "")):
            if better and re.fullmatch(self.pattern, better) and better not in self.reserved:
                return f"write it like `{better}`"
        return ""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(pattern=f"^(?:{self.pattern})$")
        return core_schema.no_info_before_validator_function(self.read, text)


def but_found(value: Any) -> str:
    """`, not …`: what stands there instead, in plain words."""
    if isinstance(value, dict):
        return ", not a group of keys"
    if isinstance(value, list):
        return ", not a list"
    return f", not `{_short(value)}`" if value.strip() else ", but there is nothing"


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 40 else line[:39] + "…"


HYPHENATED: Final = r"[a-z0-9]+(-[a-z0-9]+)*"

Key = Annotated[str, KeyLike(HYPHENATED, "a key: small letters and digits with hyphens between them")]
"""The key of a scene, reply, fact, promise, flag or temperament."""

PersonKey = Annotated[
    str,
    KeyLike(
        "[a-z][a-z0-9]*",
        "a person's key: small letters and digits, no hyphen, no underscore",
        reserved=("nobody",),
    ),
]

Line = Annotated[str, Words()]
"""A short text in one line: a title, a name, a job."""

Prose = Annotated[str, Words()]
"""Prose, in a `|` block. (That it is one is seen in the file, not here: see `prose`.)"""

Keys = Annotated[list[Key], Field(min_length=1)]
"""A list of keys, at least one."""

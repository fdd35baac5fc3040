"""From pydantic's errors to diagnostics: each at the place in the file it is about, in plain words."""

import re
from collections.abc import Container, Iterator
from difflib import get_close_matches
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.language.diagnostics import Diagnostic, Place, did_you_mean, suggestion
from game.language.scalars import BAD_KEY, BAD_WORDING_KEY, EMPTY, OUT_OF_RANGE, WRONG_KIND, but_found
from game.language.yaml_subset import Data, Document, Path, step

Model = TypeVar("Model", bound=BaseModel)

# Our own complaints carry their sentence; only the code is missing.
_OWN: Final = {
    WRONG_KIND: "M103",
    OUT_OF_RANGE: "M104",
    BAD_KEY: "M106",
    EMPTY: "M107",
    BAD_WORDING_KEY: "C306",
}

# pydantic's error type → what should have stood there.
_GROUP: Final = "a group of keys (`key: value`, indented)"
_EXPECTED: Final = {
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "list_type": "a list like [a, b]",
    "string_type": "a text",
}

MOST_TOLD: Final = 500
"""No reading tells more problems of one kind of check: each costs time, and nobody reads on so far."""

# Whose keys or items are skills or moves; every other closed list is just a list of words.
_SKILL_KEYS: Final = ("full_marks", "evidence", "tries")


def validate(
    model: type[Model], document: Document, told: Container[Path] = ()
) -> tuple[Model | None, list[Diagnostic]]:
    """Read a document by a model.

    Args:
        model: what it should be.
        document: what was read.
        told: paths of which it is known already that they hold something else than meant.

    Returns:
        The model, or None and what keeps it from being one.
    """
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MOST_TOLD]
    found = []
    misspelt = {name for one in errors if (name := _meant(model, document, one))}
    for one in errors:
        path, about_key = _path(document, one["loc"])
        if any(path[:length] in told for length in range(len(path) + 1)):
            continue
        # A key that is only misspelt is one mistake, not an unknown key and a missing one.
        if one["type"] != "missing" or one["loc"] not in misspelt:
            found.append(_diagnostic(model, document, one, path, about_key))
    return None, found


def _meant(model: type[BaseModel], document: Document, error: ErrorDetails) -> tuple[int | str, ...]:
    """Where the key would stand that an unknown one was most likely meant to be; () if there is none."""
    if error["type"] != "extra_forbidden":
        return ()
    *above, key = error["loc"]
    close = get_close_matches(str(key), _free_keys(model, document, error["loc"]), n=1, cutoff=0.6)
    return (*above, *close) if close else ()


def _diagnostic(
    model: type[BaseModel], document: Document, error: ErrorDetails, path: Path, about_key: bool
) -> Diagnostic:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        key = str(error["loc"][-1])
        lacking = "the file" if not path else f"`{path[-1]}`" if isinstance(path[-1], str) else "this item"
        hint = _what_for(model, error["loc"])
        return Diagnostic("M102", f"{lacking} lacks the key `{key}`", document.key_place(path), hint)
    if kind == "extra_forbidden":
        key = str(path[-1])
        known = _free_keys(model, document, error["loc"])
        hint = did_you_mean(key, known) or (f"one may write: {', '.join(known)}" if known else "delete it")
        return Diagnostic("M101", f"the key `{key}` is not known here", document.key_place(path), hint)
    place = document.key_place(path) if about_key else document.value_place(path)
    if kind in _OWN:
        return Diagnostic(_OWN[kind], str(context["message"]), place, str(context["hint"]))
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context["expected"]))
        return _not_in_list(path, about_key, document, allowed, place)
    if kind in _EXPECTED:
        message = f"{_EXPECTED[kind]} should stand here{but_found(error['input'])}"
        return Diagnostic("M103", message, place)
    if kind in ("too_short", "too_long"):
        return _wrong_count(path, place, context)
    return Diagnostic("M103", "this is not what should stand here", place)  # pragma: no cover


def _not_in_list(
    path: Path, about_key: bool, document: Document, allowed: list[str], place: Place
) -> Diagnostic:
    word = str(path[-1]) if about_key else str(document.at(path))
    parent = next((str(part) for part in reversed(path[:-1]) if isinstance(part, str)), "")
    if about_key and parent in _SKILL_KEYS:
        code, what, names = "R207", "a skill", "skills"
    elif (parent == "moves" and isinstance(path[-1], int)) or (about_key and parent == "moves"):
        code, what, names = "R206", "a move", "moves"
    else:
        code, what, names = "M105", "one of the words allowed here", "words"
    hint = suggestion(word, allowed, names)
    if not word.strip():
        return Diagnostic("M107", "there is nothing here", place, f"write one of: {', '.join(allowed[:12])}")
    return Diagnostic(code, f"`{word}` is not {what}", place, hint)


def _wrong_count(path: Path, place: Place, context: dict[str, Any]) -> Diagnostic:
    key = path[-1] if path else ""
    if key == "moves":
        found = context.get("actual_length", 0)
        message = "a reply makes one or two moves" + (f", not {found}" if found else "; this list is empty")
        return Diagnostic("S501", message, place, "a reply that does more is two replies, in two scenes")
    if key == "full_marks":
        hint = "list the skills it offers, like {Listen: 4, Own: 6}"
        return Diagnostic("S510", "full marks offer no skill", place, hint)
    return Diagnostic("M107", "there is nothing in here", place, "write something, or delete the key")


def _path(document: Document, loc: tuple[int | str, ...]) -> tuple[Path, bool]:
    """The path that an error's `loc` means, and whether it is about the key there.

    A `loc` also holds the tags of unions, and `[key]` for keys; neither is part of the file.
    """
    here: Data | None = document.data
    path: list[int | str] = []
    for part in loc:
        below = step(here, part)
        if below is not None:
            path.append(part)
            here = below
    return tuple(path), bool(loc) and loc[-1] == "[key]"


def _free_keys(model: type[BaseModel], document: Document, loc: tuple[int | str, ...]) -> list[str]:
    """The keys that could stand beside the one `loc` leads to, and do not yet."""
    found = _model_at(model, loc[:-1])
    names = [field.alias or name for name, field in found.model_fields.items()] if found else []
    written = document.at(_path(document, loc)[0][:-1])
    return [name for name in names if not isinstance(written, dict) or name not in written]


def _what_for(model: type[BaseModel], loc: tuple[int | str, ...]) -> str:
    """What a missing key would say: its description."""
    found = _model_at(model, loc[:-1])
    for name, field in found.model_fields.items() if found else ():
        if loc[-1] in (name, field.alias):
            return f"`{loc[-1]}`: {field.description}" if field.description else ""
    return ""


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model that reads the group at `loc`: down the fields, through lists, mappings and unions."""
    here: list[Any] = [model]
    for part in loc:
        below: list[Any] = []
        for one in here:
            if isinstance(one, type) and issubclass(one, BaseModel):
                below += [
                    inner
                    for name, field in one.model_fields.items()
                    if part in (name, field.alias)
                    for inner in _models_in(field.annotation)
                ]
            else:
                below.append(one)
        if below:
            here = below
        # Otherwise `part` is a key of a mapping, a place in a list or a union's tag: the same models go on.
    return next((one for one in here if isinstance(one, type) and issubclass(one, BaseModel)), None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)

"""The JSON Schemas of encounter and of town files, for editors: completion, hints and warnings as one types.

Each is generated from the shapes that read the files, and says no more than they do. An editor reads YAML its own way:
a title `1984` is a number to it, and to us a text. So wherever we take any text, the schema takes numbers and yes or no
as well; what an editor lets through, `ownit check` still sees.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel

from game.language.encounter_file import EncounterShape
from game.language.town_shape import TownShape
from game.rules.rulebook import MOVES, Rulebook

Schema = dict[str, Any]

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
"""The newest one that every editor's YAML extension knows."""

Kind = Literal["encounter", "town"]
"""What a designer may begin: one customer's encounter, or a workplace and a week at it."""

_SHAPES: Final[Mapping[Kind, type[BaseModel]]] = {"encounter": EncounterShape, "town": TownShape}

_TITLES: Final[Mapping[Kind, str]] = {"encounter": "An encounter of Own It", "town": "A town of Own It"}

_TEXT: Final = ["string", "number", "boolean"]


def schema_file(kind: Kind) -> str:
    """The name of its file, in the folder of the built-in pack."""
    return f"{kind}.schema.json"


def schema_text(kind: Kind, rulebook: Rulebook) -> str:
    """The schema as its file."""
    return json.dumps(schema(kind, rulebook), indent=2, ensure_ascii=False) + "\n"


def schema(kind: Kind, rulebook: Rulebook) -> Schema:
    """The schema of encounter files, or of town files.

    Args:
        kind: of which.
        rulebook: says what each move means.
    """
    generated = _SHAPES[kind].model_json_schema(by_alias=True)
    shapes = {name: _node(shape, rulebook) for name, shape in generated.pop("$defs").items()}
    top = _node(generated, rulebook)
    return {"$schema": DIALECT, "title": _TITLES[kind]} | top | {"definitions": shapes}


def _node(node: Schema, rulebook: Rulebook) -> Schema:
    """One schema as editors want it, with everything inside it."""
    found = _without_null({key: value for key, value in node.items() if key != "title"})
    if "$ref" in found:
        return _reference(found)
    for key in ("properties", "patternProperties"):
        if key in found:
            found[key] = {name: _node(inner, rulebook) for name, inner in found[key].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(found.get(key), dict):
            found[key] = _node(found[key], rulebook)
    for key in ("oneOf", "anyOf"):
        if key in found:
            found[key] = [_node(inner, rulebook) for inner in found[key]]
    if "patternProperties" in found:
        found["additionalProperties"] = False
    if found.get("enum") == list(MOVES):
        return _moves(found, rulebook)
    if found.get("type") == "string" and "enum" not in found and "const" not in found:
        found["type"] = _TEXT
    return found


def _without_null(node: Schema) -> Schema:
    """A key is written or left out; nothing stands for “no value”."""
    if node.get("default", 0) is None:
        del node["default"]
    several = [one for one in node.get("anyOf", []) if one.get("type") != "null"]
    if len(several) == 1:
        del node["anyOf"]
        return {**several[0], **node}
    return node


def _reference(node: Schema) -> Schema:
    """A reference, in a form that keeps the words beside it."""
    to = {"$ref": node["$ref"].replace("#/$defs/", "#/definitions/")}
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return {"allOf": [to], **beside} if beside else to


def _moves(node: Schema, rulebook: Rulebook) -> Schema:
    """The list of moves, each with what it means."""
    means = [rulebook.moves[move].means for move in MOVES]
    return node | {"enumDescriptions": means, "markdownEnumDescriptions": means}

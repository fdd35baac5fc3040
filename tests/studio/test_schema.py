"""The schema takes what the reader takes, and flags what an editor should flag."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from game import paths
from game.rules.rulebook import MOVES
from game.studio.new import SCHEMA_FILE, draft
from game.studio.schema import schema, schema_text

from ..language.files import ENCOUNTERS, GOODS, edited
from ..library.shelf import SHELF

SCHEMA = schema(SHELF.rulebook)
KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}
SAID = {
    "description",
    "default",
    "title",
    "definitions",
    "$schema",
    "enumDescriptions",
    "markdownEnumDescriptions",
}


def problems(node: dict[str, Any], value: Any, where: str = "") -> list[str]:
    """What a validator of JSON Schema would say, in as much of it as ours uses."""
    if "$ref" in node:
        assert set(node) == {"$ref"}
        return problems(SCHEMA["definitions"][node["$ref"].removeprefix("#/definitions/")], value, where)
    found: list[str] = []
    for keyword, asked in node.items():
        if keyword not in SAID:
            found += [f"{where}: {one}" for one in _asked(node, keyword, asked, value, where)]
    return found


def _asked(node: dict[str, Any], keyword: str, asked: Any, value: Any, where: str) -> list[str]:
    match keyword, value:
        case "type", _:
            kinds = [asked] if isinstance(asked, str) else asked
            fits = any(_is(kind, value) for kind in kinds)
            return [] if fits else [f"is no {asked}"]
        case ("enum", _):
            return [] if value in asked else ["is not in the list"]
        case ("const", _):
            return [] if value == asked else ["is another word"]
        case "allOf", _:
            return [one for inner in asked for one in problems(inner, value, where)]
        case (("oneOf" | "anyOf"), _):
            told = [problems(inner, value, where) for inner in asked]
            count = sum(not one for one in told)
            return [] if count == 1 or (count and keyword == "anyOf") else [f"fits {count} of {told}"]
        case "required", dict():
            return [f"lacks {key}" for key in asked if key not in value]
        case "properties", dict():
            return [
                one
                for key, inner in asked.items()
                if key in value
                for one in problems(inner, value[key], key)
            ]
        case "patternProperties", dict():
            return [
                one
                for pattern, inner in asked.items()
                for key in value
                if re.search(pattern, str(key))
                for one in problems(inner, value[key], key)
            ]
        case "additionalProperties", dict():
            patterns = node.get("patternProperties", {})
            more = [key for key in value if key not in node.get("properties", {})]
            more = [key for key in more if not any(re.search(pattern, str(key)) for pattern in patterns)]
            if isinstance(asked, dict):
                return [one for key in more for one in problems(asked, value[key], key)]
            return [] if asked else [f"has the unknown key {key}" for key in more]
        case "propertyNames", dict():
            return [one for key in value for one in problems(asked, key, key)]
        case "items", list():
            return [one for item in value for one in problems(asked, item, where)]
        case (("minItems" | "minProperties" | "minLength"), str() | list() | dict()):
            return [] if len(value) >= asked else ["has too few"]
        case "maxItems", list():
            return [] if len(value) <= asked else ["has too many"]
        case "pattern", str():
            return [] if re.search(asked, value) else [f"is not like {asked}"]
        case "minimum", int() | float():
            return [] if value >= asked else ["is too low"]
        case "maximum", int() | float():
            return [] if value <= asked else ["is too high"]
    assert keyword in VALIDATED, f"this test does not know {keyword}"
    return []


VALIDATED = {
    "minItems", "minProperties", "minLength", "maxItems", "pattern", "minimum", "maximum", "items", "propertyNames",
    "additionalProperties", "patternProperties", "properties", "required",
}  # fmt: skip


def _is(kind: str, value: Any) -> bool:
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def told(text: str) -> list[str]:
    return problems(SCHEMA, yaml.safe_load(text))


DRAFT = draft("late-letter")


@pytest.mark.parametrize("path", [*ENCOUNTERS, *GOODS], ids=lambda path: path.stem)
def test_it_takes_every_good_file(path: Path) -> None:
    assert told(path.read_text("utf-8")) == []


def test_it_takes_the_draft() -> None:
    assert told(DRAFT) == []


@pytest.mark.parametrize(
    "edit",
    [
        ("title: Late letter", "title: 1984"),
        ("industry: repairs", "industry: true"),
        ("first: person.first_name", "seat: 12"),
        ("title: Late letter", "title: 12:30"),
    ],
)
def test_it_takes_what_only_an_editor_sees_as_a_number(edit: tuple[str, str]) -> None:
    assert told(edited(DRAFT, edit)) == []


@pytest.mark.parametrize(
    "edit",
    [
        ("level: 1", "level: 6"),
        ("level: 1", "level: high"),
        ("title: Late letter", "titel: Late letter"),
        ("moves: [act]", "moves: [fix]"),
        ("moves: [act]", "moves: [own, act, ask]"),
        ("hub: true", "hub: 1"),
        ("if knows(the-news): |", "when knows(the-news): |"),
        ("  bench:\n", "  Bench_1:\n"),
        ("{Listen: 2,", "{Listening: 2,"),
        ("outcome: met", "outcome: won"),
        ("temperament: wary", "temperament: [wary]"),
        ("format: 1\n", ""),
    ],
)
def test_it_flags_what_the_reader_refuses(edit: tuple[str, str]) -> None:
    assert told(edited(DRAFT, edit))


def test_every_key_and_every_move_is_described() -> None:
    for shape in (SCHEMA, *SCHEMA["definitions"].values()):
        assert [key for key, one in shape["properties"].items() if not one.get("description")] == []
    moves = SCHEMA["definitions"]["ReplyShape"]["properties"]["moves"]["items"]
    assert moves["enum"] == list(MOVES)
    assert moves["enumDescriptions"] == [SHELF.rulebook.moves[move].means for move in MOVES]


def test_nothing_in_it_takes_null() -> None:
    assert "null" not in schema_text(SHELF.rulebook)


def test_the_file_in_the_pack_is_the_schema() -> None:
    path = paths.content_dir() / SCHEMA_FILE
    if not path.exists():
        pytest.skip("`ownit schema > content/encounter.schema.json` has not been run yet")
    assert path.read_text("utf-8") == schema_text(SHELF.rulebook), (
        "run: ownit schema > content/encounter.schema.json"
    )
    assert json.loads(path.read_text("utf-8")) == SCHEMA

"""The schema takes what the reader takes, and flags what an editor should flag."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from game import paths
from game.language.read import read_town
from game.rules.rulebook import MOVES
from game.studio.new import draft
from game.studio.schema import Kind, schema, schema_file, schema_text

from ..language.files import ENCOUNTERS, GOODS, edited
from ..library.shelf import SHELF
from ..town.corner import FILE as CORNER_SHOP

SCHEMAS: dict[Kind, dict[str, Any]] = {
    "encounter": schema("encounter", SHELF.rulebook),
    "town": schema("town", SHELF.rulebook),
}
KINDS_OF_FILE: tuple[Kind, ...] = ("encounter", "town")
TOWNS = sorted((paths.content_dir() / "towns").glob("*.yaml"))
LAUNDRY = Path(__file__).parent.parent / "checks" / "example-town.yaml"
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


def problems(of: Kind, node: dict[str, Any], value: Any, where: str = "") -> list[str]:
    """What a validator of JSON Schema would say, in as much of it as ours uses."""
    if "$ref" in node:
        assert set(node) == {"$ref"}
        shape = SCHEMAS[of]["definitions"][node["$ref"].removeprefix("#/definitions/")]
        return problems(of, shape, value, where)
    found: list[str] = []
    for keyword, asked in node.items():
        if keyword not in SAID:
            found += [f"{where}: {one}" for one in _asked(of, node, keyword, asked, value, where)]
    return found


def _asked(of: Kind, node: dict[str, Any], keyword: str, asked: Any, value: Any, where: str) -> list[str]:
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
            return [one for inner in asked for one in problems(of, inner, value, where)]
        case (("oneOf" | "anyOf"), _):
            told = [problems(of, inner, value, where) for inner in asked]
            count = sum(not one for one in told)
            return [] if count == 1 or (count and keyword == "anyOf") else [f"fits {count} of {told}"]
        case "required", dict():
            return [f"lacks {key}" for key in asked if key not in value]
        case "properties", dict():
            return [
                one
                for key, inner in asked.items()
                if key in value
                for one in problems(of, inner, value[key], key)
            ]
        case "patternProperties", dict():
            return [
                one
                for pattern, inner in asked.items()
                for key in value
                if re.search(pattern, str(key))
                for one in problems(of, inner, value[key], key)
            ]
        case "additionalProperties", dict():
            patterns = node.get("patternProperties", {})
            more = [key for key in value if key not in node.get("properties", {})]
            more = [key for key in more if not any(re.search(pattern, str(key)) for pattern in patterns)]
            if isinstance(asked, dict):
                return [one for key in more for one in problems(of, asked, value[key], key)]
            return [] if asked else [f"has the unknown key {key}" for key in more]
        case "propertyNames", dict():
            return [one for key in value for one in problems(of, asked, key, key)]
        case "items", list():
            return [one for item in value for one in problems(of, asked, item, where)]
        case (("minItems" | "minProperties" | "minLength"), str() | list() | dict()):
            return [] if len(value) >= asked else ["has too few"]
        case (("maxItems" | "maxProperties"), list() | dict()):
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
    "minItems", "minProperties", "minLength", "maxItems", "maxProperties", "pattern", "minimum", "maximum", "items",
    "propertyNames", "additionalProperties", "patternProperties", "properties", "required",
}  # fmt: skip


def _is(kind: str, value: Any) -> bool:
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def told(text: str, of: Kind = "encounter") -> list[str]:
    return problems(of, SCHEMAS[of], yaml.safe_load(text))


DRAFT = draft("encounter", "late-letter")


@pytest.mark.parametrize("path", [*ENCOUNTERS, *GOODS], ids=lambda path: path.stem)
def test_it_takes_every_good_file(path: Path) -> None:
    assert told(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", [*TOWNS, CORNER_SHOP, LAUNDRY], ids=lambda path: path.stem)
def test_it_takes_every_town(path: Path) -> None:
    assert told(path.read_text("utf-8"), "town") == []


def test_it_takes_the_drafts() -> None:
    assert told(DRAFT) == []
    assert told(draft("town", "corner-pool"), "town") == []


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


@pytest.mark.parametrize(
    "edit",
    [
        ("title: The corner shop", "title: 24/7"),
        ("title: The corner shop", "title: 1984"),
        ("name: Ida", "name: true"),
        ("spares: 12", "spares: 120"),
    ],
)
def test_it_takes_what_a_town_may_say(edit: tuple[str, str]) -> None:
    assert told(edited(CORNER_SHOP.read_text("utf-8"), edit), "town") == []


@pytest.mark.parametrize(
    "edit",
    [
        ("hours: 2\n", "hours: 7\n"),
        ("hours: 2\n", ""),
        ("hours: 2\n", "hour: 2\n"),
        ("seen: monday", "seen: sunday"),
        ("days: [monday, tuesday]", "days: []"),
        ("bucket: serve", "bucket: sell"),
        ("moves: [own, prevent]", "moves: [fix]"),
        ("moves: [own, prevent]", "moves: [own, prevent, ask]"),
        ("points: 70", "points: 1001"),
        ("  wednesday: |\n    The blinds are stuck.\n", ""),
        ("    spares: 12", "    spare: 12"),
        ("        met: |", "        won: |"),
        ("  soup-woman:", "  Soup woman:"),
        ("of: aisle-seven.rosa", "of: rosa"),
        ("if temperament(hot): |", "when temperament(hot): |"),
    ],
)
def test_it_flags_what_the_reader_of_towns_refuses(edit: tuple[str, str]) -> None:
    text = edited(CORNER_SHOP.read_text("utf-8"), edit)
    assert read_town(text.encode(), "corner-shop.yaml").diagnostics
    assert told(text, "town")


@pytest.mark.parametrize("of", KINDS_OF_FILE)
def test_every_key_and_every_move_is_described(of: Kind) -> None:
    its = SCHEMAS[of]
    for shape in (its, *its["definitions"].values()):
        assert [key for key, one in shape["properties"].items() if not one.get("description")] == []
    reply = "ReplyShape" if of == "encounter" else "TownReplyShape"
    moves = its["definitions"][reply]["properties"]["moves"]["items"]
    assert moves["enum"] == list(MOVES)
    assert moves["enumDescriptions"] == [SHELF.rulebook.moves[move].means for move in MOVES]


@pytest.mark.parametrize("of", KINDS_OF_FILE)
def test_nothing_in_it_takes_null(of: Kind) -> None:
    assert "null" not in schema_text(of, SHELF.rulebook)


@pytest.mark.parametrize("of", KINDS_OF_FILE)
def test_the_file_in_the_pack_is_the_schema(of: Kind) -> None:
    path = paths.content_dir() / schema_file(of)
    how = (
        "run: ownit schema > content/encounter.schema.json"
        if of == "encounter"
        else ("run: ownit schema --town > content/town.schema.json")
    )
    assert path.read_text("utf-8") == schema_text(of, SHELF.rulebook), how
    assert json.loads(path.read_text("utf-8")) == SCHEMAS[of]


@pytest.mark.parametrize("path", TOWNS, ids=lambda path: path.stem)
def test_every_town_of_the_pack_names_it(path: Path) -> None:
    named = path.read_text("utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == paths.content_dir() / schema_file("town")

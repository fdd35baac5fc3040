"""The shapes as models: a schema can be made of them, and every key says what it is for."""

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from game.language.encounter_file import EncounterShape, TemperamentShape
from game.language.pack_file import PackShape
from game.language.rulebook_file import RulebookShape
from game.language.scalars import Key, KeyLike


@pytest.mark.parametrize("shape", [EncounterShape, RulebookShape, PackShape])
def test_every_key_is_described_in_the_schema(shape: type[BaseModel]) -> None:
    schema = shape.model_json_schema()
    groups: list[dict[str, Any]] = [schema, *schema.get("$defs", {}).values()]
    for group in groups:
        assert group["description"]
        for key, about in group.get("properties", {}).items():
            assert about.get("description"), key
        if "properties" in group and group["title"] != "PersonShape":
            assert group["additionalProperties"] is False


def test_numbers_are_plain_digits() -> None:
    assert TemperamentShape.model_validate({"heat": "+8", "trust": "08"}).heat == 8
    for text in ("8.0", "0x8", "1_0", "8 ", "", "١", "eight", "9" * 20, "0o7", "1e1"):
        with pytest.raises(ValidationError):
            TemperamentShape.model_validate({"heat": text})


def test_keys_are_small_letters_digits_and_hyphens() -> None:
    key = TypeAdapter(Key)
    for text in ("a", "6-15", "name-the-wait"):
        assert key.validate_python(text) == text
    for text in ("", "A", "a_b", "-a", "a-", "a--b", "a b", "é", "a\u200bb", "x" * 61):
        with pytest.raises(ValidationError):
            key.validate_python(text)


def test_a_hint_writes_a_key_as_it_should_be() -> None:
    like = KeyLike("[a-z0-9]+(-[a-z0-9]+)*", "a key")
    assert like.hint("Name the wait!") == "write it like `name-the-wait`"
    assert "cannot be seen" in like.hint("na\u200bme")
    assert like.hint("…") == ""

"""The files these tests read: good ones, broken ones, and the built-in pack's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOOD = HERE / "good" / "wrong-parcel.yaml"
GOODS = sorted((HERE / "good").glob("*.yaml"))
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
CONTENT = ROOT / "content"
ENCOUNTERS = sorted((CONTENT / "encounters").glob("*.yaml"))
RULEBOOK = CONTENT / "rulebook.yaml"
PACK = CONTENT / "pack.yaml"

PARSERS: dict[str, Any] = {"pure": yaml.SafeLoader}
if hasattr(yaml, "CSafeLoader"):
    PARSERS["libyaml"] = yaml.CSafeLoader


@contextmanager
def parser(name: str) -> Iterator[None]:
    """Read with one of PyYAML's two parsers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("game.language.yaml_subset._LOADER", PARSERS[name])
        yield


def edited(text: str, *edits: tuple[str, str]) -> str:
    """The text with each edit made once; the place to edit must be there."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text

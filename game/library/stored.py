"""Loaded encounters as bytes, so that a save can keep each one it used and old runs replay after any edit."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from game.engine.digest import play_digest, text_digest
from game.engine.encounter import Encounter, Script
from game.library.library import Library, Unreadable
from game.library.loaded import Loaded
from game.rules.rulebook import Rulebook


@dataclass(frozen=True)
class _PlayPart:
    encounter: Encounter
    rulebook: Rulebook


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """What turns a shape into JSON and back; built once, for that takes a while."""
    return TypeAdapter(shape)


def play_bytes(loaded: Loaded) -> bytes:
    """What decides how a run plays, to be kept under its `play` digest."""
    part = _PlayPart(loaded.encounter, loaded.rulebook)
    return bytes(adapter(_PlayPart).dump_json(part, exclude_defaults=True))


def text_bytes(loaded: Loaded) -> bytes:
    """What is read, to be kept under its `text` digest."""
    return bytes(adapter(Script).dump_json(loaded.script, exclude_defaults=True))


def as_played(
    library: Library,
    encounter: str,
    play: str,
    text: str,
    kept: Callable[[str], bytes | None],
    *,
    alike: bool = True,
) -> Loaded | None:
    """The encounter a run was played on: today's if it plays alike, else the one that was kept.

    Args:
        library: where today's is.
        encounter: its key, or its file.
        play: the digest of what decided the run.
        text: the digest of what was read.
        kept: gives what was kept under a digest, or none.
        alike: whether today's will do where it plays alike and reads differently.
    """
    with suppress(Unreadable):
        loaded = library.encounter(encounter)
        if loaded.play == play and (alike or loaded.text == text):
            return loaded
    return from_bytes(play, kept(play), text, kept(text))


def from_bytes(play: str, play_part: bytes | None, text: str, text_part: bytes | None) -> Loaded | None:
    """The encounter kept under these digests; none if a part is missing or is not what its digest says."""
    if play_part is None or text_part is None:
        return None
    try:
        kept: _PlayPart = adapter(_PlayPart).validate_json(play_part)
        script: Script = adapter(Script).validate_json(text_part)
    except ValidationError:
        return None
    if play_digest(kept.encounter, kept.rulebook) != play or text_digest(script) != text:
        return None
    return Loaded(kept.encounter, script, kept.rulebook, {})

"""Towns as bytes, so that a save can keep each one it used and a week goes on after any edit."""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from pydantic import ValidationError
from pydantic.dataclasses import dataclass

from game.engine.encounter import Encounter, Script
from game.language.town import Town, TownScript
from game.library.library import Library, Unreadable
from game.library.loaded import Loaded
from game.library.stored import adapter
from game.library.towns import LoadedTown, town
from game.rules.rulebook import Rulebook


@dataclass(frozen=True)
class _PlayPart:
    town: Town
    encounters: dict[str, Encounter]
    rulebook: Rulebook


@dataclass(frozen=True)
class _TextPart:
    town: TownScript
    encounters: dict[str, Script]


def play_bytes(loaded: LoadedTown) -> bytes:
    """What decides how a week plays, to be kept under its `play` digest."""
    encounters = {key: one.encounter for key, one in loaded.encounters.items()}
    part = _PlayPart(loaded.town, encounters, loaded.rulebook)
    return bytes(adapter(_PlayPart).dump_json(part, exclude_defaults=True))


def text_bytes(loaded: LoadedTown) -> bytes:
    """What is read, to be kept under its `text` digest."""
    part = _TextPart(loaded.script, {key: one.script for key, one in loaded.encounters.items()})
    return bytes(adapter(_TextPart).dump_json(part, exclude_defaults=True))


def as_spent(
    library: Library,
    name: str,
    play: str,
    text: str,
    kept: Callable[[str], bytes | None],
    *,
    alike: bool = True,
) -> LoadedTown | None:
    """The town a week was spent in: today's if it plays alike, else the one that was kept; none if neither.

    Args:
        library: where today's is.
        name: its key, or its file.
        play: the digest of what decided the week.
        text: the digest of what was read.
        kept: gives what was kept under a digest, or none.
        alike: whether today's will do where it plays alike and reads differently.
    """
    with suppress(Unreadable):
        loaded = town(library, name)
        if loaded.play == play and (alike or loaded.text == text):
            return loaded
    return from_bytes(play, kept(play), text, kept(text))


@lru_cache(maxsize=8)  # putting one together takes as long as reading its file, and every week in it asks
def from_bytes(play: str, play_part: bytes | None, text: str, text_part: bytes | None) -> LoadedTown | None:
    """The town kept under these digests; none if a part is missing or is not what its digest says."""
    if play_part is None or text_part is None:
        return None
    try:
        decides: _PlayPart = adapter(_PlayPart).validate_json(play_part)
        read: _TextPart = adapter(_TextPart).validate_json(text_part)
    except ValidationError:
        return None
    if decides.encounters.keys() != read.encounters.keys():
        return None
    encounters = {
        key: Loaded(one, read.encounters[key], decides.rulebook, {})
        for key, one in decides.encounters.items()
    }
    loaded = LoadedTown(decides.town, read.town, decides.rulebook, encounters)
    return loaded if loaded.play == play and loaded.text == text else None

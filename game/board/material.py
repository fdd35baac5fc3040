"""What a season is played on, in the version that everybody plays: an encounter, or a town with its encounters."""

from typing import Literal

from game.board.season import Kind, Offered
from game.library import stored, stored_towns
from game.library.loaded import Loaded
from game.library.towns import LoadedTown

Part = Literal["play", "text"]

Material = Loaded | LoadedTown
"""An encounter, or a town."""


def name_of(material: Material) -> str:
    """The key by which a season names it."""
    return material.town.key if isinstance(material, LoadedTown) else material.encounter.key


def kind_of(material: Material) -> Kind:
    """What is played on it."""
    return "week" if isinstance(material, LoadedTown) else "encounter"


def parts_of(material: Material) -> tuple[tuple[str, Part, bytes], ...]:
    """The parts of it that a board keeps: digest, which part, bytes."""
    if isinstance(material, LoadedTown):
        play, text = stored_towns.play_bytes(material), stored_towns.text_bytes(material)
    else:
        play, text = stored.play_bytes(material), stored.text_bytes(material)
    return (material.play, "play", play), (material.text, "text", text)


def put_together(offered: Offered, play: bytes | None, text: bytes | None) -> Material | None:
    """What a season offers, of its two parts.

    Args:
        offered: what is wanted.
        play: the part that decides, as it was kept.
        text: the part that is read.

    Returns:
        It; none where a part is missing, isn't what its digest says, or is of something else.
    """
    found: Material | None
    if offered.kind == "week":
        found = stored_towns.from_bytes(offered.play, play, offered.text, text)
    else:
        found = stored.from_bytes(offered.play, play, offered.text, text)
    return found if found is not None and name_of(found) == offered.encounter else None

"""The shape of a pack's `pack.yaml`."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from game.language.prose import paragraphs
from game.language.scalars import FileShape, Key, Line, Prose, Whole
from game.rules.clean import clean


class PackShape(FileShape):
    """A pack file."""

    format: Annotated[int, Whole(1, 1)] = Field(description="1, the only format so far.")
    pack: Key = Field(description="The pack's key.")
    title: Line = Field(description="Its name, for the screen.")
    description: Prose = Field(description="What is in it, for whom.")


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack says of itself."""

    key: str
    title: str
    description: str


def compile_pack(shape: PackShape) -> Pack:
    """The pack that a file describes."""
    return Pack(shape.pack, clean(shape.title), paragraphs(shape.description))

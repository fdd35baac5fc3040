"""The built-in pack, read once; and one encounter that stays as it is whatever happens to the built-in ones."""

from functools import cache
from pathlib import Path

from game import paths
from game.library.library import Library
from game.library.loaded import Loaded

SHELF = Library(paths.content_dir())
NAMES = SHELF.names()
SAMPLE = Path(__file__).parent / "sample" / "aisle-seven.yaml"


@cache
def aisle_seven() -> Loaded:
    return SHELF.encounter(str(SAMPLE))

"""The recipes for seasons in a pack, and whether its encounters can fulfil them."""

from collections.abc import Iterator

from game.language.diagnostics import Diagnostic
from game.language.raw import Part
from game.language.read import SeasonReading, read_season
from game.language.season_file import Recipe
from game.library.library import Library, Unreadable, content_of, strangers


def recipe_names(library: Library) -> list[str]:
    """The keys of the pack's recipes, sorted."""
    return library.keys("seasons")


def recipe(library: Library, key: str) -> Recipe:
    """The recipe of this key.

    Raises:
        Unreadable: there is none, or it has problems.
    """
    path = library.file_of("seasons", key, "season")
    reading = read_season(content_of(path), str(path))
    if reading.recipe is None:
        raise Unreadable(f"the season {path} has problems; `ownit check` says which", reading.rendered())
    return reading.recipe


def unplayable(reading: SeasonReading, library: Library) -> Iterator[Diagnostic]:
    """Encounters that the pack doesn't have."""
    if reading.recipe is None or reading.document is None:
        return
    top = Part(reading.document, (), reading.document.data)
    yield from strangers((top / "encounters").texts(), library.names())

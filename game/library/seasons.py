"""The recipes for seasons in a pack, and whether its encounters and towns can fulfil them."""

from collections.abc import Iterator

from game.language.diagnostics import Diagnostic, suggestion
from game.language.raw import Part
from game.language.read import SeasonReading, read_season, read_town
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
    """Encounters and towns that the pack doesn't have, and towns that aren't finished."""
    if reading.recipe is None or reading.document is None:
        return
    top = Part(reading.document, (), reading.document.data)
    yield from strangers((top / "encounters").texts(), library.names())
    towns = library.keys("towns")
    for part in (top / "weeks").texts():
        if part.text not in towns:
            hint = suggestion(part.text, towns, "towns")
            yield part.problem("R218", f"there is no town `{part.text}` in this pack", hint)
            continue
        path = library.file_of("towns", part.text, "town")
        script = read_town(content_of(path), str(path)).script
        if script is not None and script.draft:
            found = f"the town `{part.text}` is a draft, and nobody can spend a week in it yet"
            yield part.problem("R218", found, "finish it, and take `draft: true` out of its file")

"""The recipes for seasons in a pack, and whether its encounters can fulfil them."""

from collections.abc import Iterator

from game.language.diagnostics import Diagnostic, suggestion
from game.language.raw import Part
from game.language.read import SeasonReading, read_season
from game.language.season_file import Recipe
from game.library.library import Library, Unreadable, content_of


def recipe_names(library: Library) -> list[str]:
    """The keys of the pack's recipes, sorted."""
    return sorted(path.stem for path in (library.folder / "seasons").glob("*.yaml"))


def recipe(library: Library, key: str) -> Recipe:
    """The recipe of this key.

    Raises:
        Unreadable: there is none, or it has problems.
    """
    names = recipe_names(library)
    if key not in names:
        raise Unreadable(f"there is no season “{key}”; {suggestion(key, names, 'seasons')}")
    path = library.folder / "seasons" / f"{key}.yaml"
    reading = read_season(content_of(path), str(path))
    if reading.recipe is None:
        raise Unreadable(f"the season {path} has problems; `ownit check` says which", reading.rendered())
    return reading.recipe


def unplayable(reading: SeasonReading, library: Library) -> Iterator[Diagnostic]:
    """Encounters that the pack doesn't have."""
    if reading.recipe is None or reading.document is None:
        return
    keys = library.names()
    top = Part(reading.document, (), reading.document.data)
    for named in (top / "encounters").texts():
        if named.text not in keys:
            hint = suggestion(named.text, keys, "encounters")
            yield named.problem("R215", f"there is no encounter `{named.text}` in this pack", hint)

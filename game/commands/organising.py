"""`ownit board` for whoever makes a season and looks after it: in a folder; on a server see `refereeing`."""

import argparse
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.commands.boards import Ask, agreed, folder_at, kind_of, now, opened, tidy, tried
from game.exits import FINE, NO, WrongUse, written

if TYPE_CHECKING:
    from game.board.creating import Content
    from game.board.season import Season
    from game.language.season_file import Recipe
    from game.library.library import Library

_DAY: Final = 24 * 60 * 60 * 1000
_DAYS: Final = 14
"""How long a season is open that is made of no recipe, and doesn't say."""


def create(chosen: argparse.Namespace) -> int:
    """`ownit board create`: a season in a folder, or in a server's store.

    Raises:
        WrongUse: the arguments make no season.
    """
    from game.board.folder.opened import create as create_folder
    from game.board.seen import PROVES
    from game.plain.standing import season_lines

    kind = kind_of(chosen.place)
    if kind == "address":
        raise WrongUse("a season is made where its server keeps it: name the store, as in march.sqlite3")
    at = now()
    season, content = _season(chosen, at, sealing=kind == "store")
    if kind == "store":
        from game.commands import refereeing

        return refereeing.create(chosen.place, season, content)
    folder = folder_at(chosen.place)
    if tried(lambda: create_folder(folder, season, content, at)) is None:
        return NO
    print(tidy(f"“{season.title}” ({season.season}) is made, in {folder}"))
    print("\n".join(season_lines(season, PROVES["friendly"])))
    if season.freezes is not None:
        print(
            "  That they stand still is a courtesy of the game: a folder hides nothing from whoever opens its files."
        )
    print("\nShare the folder with everybody who plays. Each of them comes in with:")
    print(tidy(f"  ownit board join {shlex.quote(chosen.place)} --name NAME --team {season.teams[0].team}"))
    return FINE


def _season(chosen: argparse.Namespace, at: int, *, sealing: bool) -> "tuple[Season, Content]":
    """The season that was asked for, and its content.

    Args:
        chosen: the arguments.
        at: the time now, UTC milliseconds.
        sealing: whether the place can keep one sealed.

    Raises:
        WrongUse: the arguments make no season.
    """
    from game import paths
    from game.board.creating import Uncreatable, created, teams_of
    from game.library.library import Library

    library = Library(paths.content_dir())
    recipe = _recipe(library, chosen)
    encounters, weeks = (recipe.encounters, recipe.weeks) if recipe else ((), ())
    if (chosen.encounters, chosen.weeks) != (None, None):
        encounters, weeks = _keys(chosen.encounters), _keys(chosen.weeks)
    sealed = chosen.sealed or (recipe is not None and recipe.sealed)
    if sealed and not sealing:
        raise WrongUse(
            "a folder can't keep a season sealed: whoever opens it has the encounters; that takes a server"
        )
    opens = at if chosen.opens is None else _moment("--opens", chosen.opens)
    days = _whole("--days", chosen.days, 1, 366) or (recipe.days if recipe else _DAYS)
    closes = opens + days * _DAY
    if closes <= at:
        raise WrongUse("that season would be over already; say --opens")
    freezes = None if chosen.freeze is None else _moment("--freeze", chosen.freeze)
    if freezes is None and recipe is not None and recipe.freeze_days_before is not None:
        ahead = closes - recipe.freeze_days_before * _DAY
        freezes = ahead if ahead > opens else None  # fewer days were asked for than the recipe has
    turnout = _whole("--turnout", chosen.turnout, 0, 100)
    if turnout is None:
        turnout = recipe.turnout if recipe else 50
    try:
        return created(
            library,
            key=chosen.key,
            title=chosen.title if chosen.title is not None else recipe.title if recipe else chosen.key,
            about=recipe.about if recipe else "",
            encounters=encounters,
            weeks=weeks,
            teams=teams_of(chosen.teams),
            opens=opens,
            closes=closes,
            freezes=freezes,
            sealed=sealed,
            ranking=chosen.ranking or (recipe.ranking if recipe else "size-adjusted"),
            turnout=turnout,
        )
    except Uncreatable as trouble:
        if trouble.details:
            print(trouble.details, file=sys.stderr)
        raise WrongUse(str(trouble)) from None


def _recipe(library: "Library", chosen: argparse.Namespace) -> "Recipe | None":
    from game.library.library import Unreadable
    from game.library.seasons import recipe, recipe_names

    if chosen.season is None:
        if (chosen.encounters, chosen.weeks) == (None, None):
            names = ", ".join(recipe_names(library))
            raise WrongUse(
                f"say what is played: --season RECIPE (there are: {names}), --encounters A,B or --weeks A,B"
            )
        return None
    try:
        return recipe(library, chosen.season)
    except Unreadable as trouble:
        if trouble.details:
            print(trouble.details, file=sys.stderr)
        raise WrongUse(str(trouble)) from None


def _keys(listed: str | None) -> tuple[str, ...]:
    """The keys in a list like `A,B`."""
    return tuple(filter(None, (key.strip() for key in (listed or "").split(","))))


def _moment(option: str, text: str) -> int:
    """The UTC milliseconds of a date."""
    from game.board.dates import written_moment

    at = written_moment(text)
    if at is None:
        raise WrongUse(f"{option} is a date in UTC, as in 2026-12-01 or 2026-12-01T09:00, not “{tidy(text)}”")
    return at


def _whole(option: str, text: str | None, least: int, most: int) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        raise WrongUse(f"{option} is a whole number from {least} to {most}, not “{tidy(text)}”")
    return int(text)


def serve(chosen: argparse.Namespace) -> int:
    """`ownit board serve`: a store's seasons."""
    from game.commands import refereeing

    if kind_of(chosen.place) != "store":
        raise WrongUse("a server serves a store: march.sqlite3, or postgresql://…; a folder needs no server")
    return refereeing.serve(chosen)


def close(chosen: argparse.Namespace) -> int:
    """`ownit board close`: end a server's season now."""
    return _served(chosen, "close", "a folder's season ends by its date; nobody can end it earlier, or later")


def freeze(chosen: argparse.Namespace) -> int:
    """`ownit board freeze`: let a server's standings stand still."""
    return _served(
        chosen, "freeze", "a folder hides nothing from whoever opens its files, so it can't be frozen"
    )


def thaw(chosen: argparse.Namespace) -> int:
    """`ownit board thaw`: let them go on."""
    return _served(chosen, "thaw", "a folder can't be frozen, so there is nothing to thaw")


def code(chosen: argparse.Namespace) -> int:
    """`ownit board code`: a fresh join code of a server's season."""
    return _served(chosen, "code", "a folder needs no code: whoever can open it can come in")


def _served(chosen: argparse.Namespace, name: str, instead: str) -> int:
    from game.commands import refereeing

    if kind_of(chosen.place) == "folder":
        raise WrongUse(instead)
    return int(getattr(refereeing, name)(chosen))


def export(chosen: argparse.Namespace) -> int:
    """`ownit board export`: tables for a spreadsheet.

    Raises:
        WrongUse: no file to write to.
    """
    if kind_of(chosen.place) != "folder":
        return _served(chosen, "export", "")
    if chosen.csv is None and chosen.teams_csv is None:
        raise WrongUse("say where to: --csv OUT.csv for everybody, --teams-csv OUT.csv for the teams")
    from game.board.folder.standing import standings, tally_of
    from game.board.tables import Row, people_table, teams_table

    there = opened(chosen.place)
    if there is None:
        return NO
    board, found = there
    if chosen.csv is not None:
        titles = {team.team: team.title for team in board.season.teams}
        rows = []
        for one in found.people:
            sums = tally_of(one)
            rows.append(
                Row(one.name, titles[one.team], sums.points, sums.attempts, one.shown, one.joined, one.player)
            )
        if not _put(chosen.csv, people_table(rows)):
            return NO
    if chosen.teams_csv is not None:
        seen = standings(board.season, found, max(now(), board.season.closes))  # as it is, frozen or not
        if not _put(chosen.teams_csv, teams_table(seen.teams)):
            return NO
    return FINE


def _put(path: Path, body: bytes) -> bool:
    if not written(path, body):
        return False
    print(tidy(f"Written to {path}."))
    return True


def remove(chosen: argparse.Namespace, ask: Ask = input) -> int:
    """`ownit board remove`: take somebody out.

    Raises:
        WrongUse: nobody is there to be asked, and --yes wasn't said.
    """
    if kind_of(chosen.place) != "folder":
        return _served(chosen, "remove", "")
    from game.board.folder.removing import called, removed
    from game.plain.standing import runs

    there = opened(chosen.place)
    if there is None:
        return NO
    board, found = there
    called_so = called(found, chosen.who)
    if len(called_so) != 1:
        many = f"{len(called_so)} people are" if called_so else "nobody is"
        print(tidy(f"ownit: {many} called “{chosen.who}” in {board.season.title}"), file=sys.stderr)
        for one in called_so:
            print(tidy(f"  {one.name}, {one.team}: {one.player}"), file=sys.stderr)
        return NO
    [person] = called_so
    question = f"Delete what {person.name} has in {board.folder}, {runs(len(person.runs))}, for good? (y/N) "
    if not chosen.yes and not agreed(tidy(question), ask):
        print("Nothing was deleted.")
        return NO
    left = removed(board, person.player)
    if left:
        print(f"ownit: {left} of the files can't be deleted", file=sys.stderr)
        return NO
    print(tidy(f"The files of {person.name} are deleted. If a drive brings them back, they count again."))
    return FINE

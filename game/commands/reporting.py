"""`ownit report`: send one's results to a folder, take them back, make a page or files of results. Imports inside."""

import argparse
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.exits import FINE, NO, WrongUse, written

if TYPE_CHECKING:
    from datetime import date

    from game.play.game import Game
    from game.reports.folder import Gathered, Ignored
    from game.reports.sending import Ready
    from game.reports.sent import Result

Opening = Callable[[], "Game"]

LISTED_MOST = 20
"""Files named one by one before the rest is only counted."""

_ACTIONS = ("send", "revoke")
_OUTPUTS = ("html", "csv", "xapi")
_HOME = r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?"


def report(chosen: argparse.Namespace, opening: Opening) -> int:
    """`ownit report`, with `opening` to open the saves where they are asked for.

    Raises:
        WrongUse: the arguments make no sense together.
    """
    action, folder = _asked(chosen)
    if action == "send":
        assert folder is not None
        return _send(chosen, folder, opening())
    if action == "revoke":
        assert folder is not None
        return _revoke(folder, opening())
    return _write_folder(chosen, folder) if folder else _write_own(chosen, opening())


def _asked(chosen: argparse.Namespace) -> tuple[str, Path | None]:
    """What to do and with which folder, once the arguments make sense together."""
    from game.rules.clean import chosen_name

    words: Sequence[str] = chosen.words
    action = words[0] if words and words[0] in _ACTIONS else ""
    named = words[1:] if action else words
    outputs = [f"--{name}" for name in _OUTPUTS if getattr(chosen, name) is not None]
    if action:
        if len(named) != 1:
            raise WrongUse(f"say which folder: `ownit report {action} FOLDER`")
        if outputs:
            raise WrongUse(f"{outputs[0]} doesn't go with {action}")
    elif len(named) > 1:
        raise WrongUse("a report reads one folder; `send FOLDER` and `revoke FOLDER` come first")
    elif not outputs:
        raise WrongUse("say what to do: `send FOLDER`, `revoke FOLDER`, --html OUT, --csv OUT or --xapi OUT")
    elif named and chosen.xapi is not None:
        raise WrongUse("--xapi is made of your own saves only, so it takes no folder")
    folder = Path(named[0]) if named else None
    misplaced = {
        "--yes": chosen.yes and action != "send",
        "--days": chosen.days is not None and (action == "revoke" or folder is None),
        "--name": chosen.name is not None and (action == "revoke" or (not action and folder is not None)),
        "--home": chosen.home is not None and chosen.xapi is None,
    }
    for option, wrong in misplaced.items():
        if wrong:
            raise WrongUse(f"{option} doesn't go with that; `ownit report --help` says what it is for")
    if chosen.name is not None and not chosen_name(chosen.name):
        raise WrongUse("--name is empty")
    if chosen.home is not None and not re.fullmatch(_HOME, chosen.home):
        raise WrongUse("--home is the platform's address, for example https://learning.example")
    if folder is not None and not folder.is_dir():
        raise WrongUse(_clean(f"there is no folder {folder}"))
    return action, folder


def _send(chosen: argparse.Namespace, folder: Path, game: "Game") -> int:
    from game.reports.sending import ready, send
    from game.reports.sent import DAYS

    try:
        days = chosen.days or DAYS
        what = ready(game, folder, _name(chosen, game), days, _counted())
        if what is None:
            print(
                f"There is nothing new to send: no run of the last {days} days that this folder hasn't got."
            )
            return FINE
        _show(what, folder)
        if not chosen.yes and not _agreed():
            print("Nothing was sent.")
            return NO
        if not game.kept:
            raise OSError("your saves can't be kept, so this could not be taken back later; nothing was sent")
        print(f"Sent: {_clean(str(folder / send(game, folder, what)))}")
        print(_clean(f"Take it back at any time with: {_taking_back(chosen, folder)}"))
    except OSError as trouble:
        return _refused(trouble, folder)
    finally:
        _close(game)
    return FINE


def _taking_back(chosen: argparse.Namespace, folder: Path) -> str:
    """The command that takes it back, of the same saves."""
    same = [
        word
        for option in ("saves", "player")
        if hasattr(chosen, option)
        for word in (f"--{option}", str(getattr(chosen, option)))
    ]
    return shlex.join(["ownit", "report", "revoke", str(folder), *same])


def _show(what: "Ready", folder: Path) -> None:
    """Exactly what leaves, and what becomes of it."""
    runs = len(what.results.runs)
    print(f"This file would be put into {_clean(str(folder))}. Nothing else leaves this computer:\n")
    print(what.body.decode())
    print(
        f"{runs} {'run' if runs == 1 else 'runs'}, as “{what.results.name}”. None of your words, ratings or drills.\n"
        "  Who sees it   whoever can open that folder, and whoever is given a page made of it\n"
        "  What for      training, not hiring or discipline; on a page no critical stands beside a name\n"
        f"  Until when    {what.results.until}; a report made after that deletes it"
    )
    if what.later:
        print(f"{what.later} more can be sent after that, with the same command.")


def _agreed() -> bool:
    print("Send it? (y/N) ", end="", flush=True)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        print()
    return answer.strip().lower() in ("y", "yes")


def _revoke(folder: Path, game: "Game") -> int:
    from game.reports.sending import revoke

    try:
        taken = revoke(game, folder)
    except OSError as trouble:
        return _refused(trouble, folder)
    finally:
        _close(game)
    if taken is None:
        print("ownit: nothing was ever sent from these saves", file=sys.stderr)
        return NO
    if taken.noted:
        print("Taken back: reports of that folder leave out what you sent so far.")
    else:
        print("That was taken back before, and reports of that folder leave it out.")
    for name in taken.deleted:
        print(f"  deleted: {name}")
    for name in taken.left:
        print(f"  can't be deleted, and counts no more: {name}")
    print("Pages and tables that were made of it before are not changed by that.")
    return FINE


def _write_folder(chosen: argparse.Namespace, folder: Path) -> int:
    from game.reports.completions import completions
    from game.reports.folder import read_folder

    try:
        found = read_folder(folder, _today(), chosen.days)
    except OSError as trouble:
        return _refused(trouble, folder)
    _list("deleted", found.deleted)
    _list("left out", found.ignored)
    if not found.people:
        print(f"ownit: there are no results in {_clean(str(folder))}", file=sys.stderr)
        return NO
    code = FINE
    if chosen.html is not None:
        code |= _write(chosen.html, _page(found, folder.resolve().name or str(folder)))
    if chosen.csv is not None:
        code |= _write(chosen.csv, completions(found.people))
    return code


def _write_own(chosen: argparse.Namespace, game: "Game") -> int:
    from game.reports.completions import completions
    from game.reports.folder import Gathered, Person
    from game.reports.own import own_results
    from game.reports.statements import HOME, lines, statements

    try:
        runs = game.history()
        if not runs:
            print("ownit: there is no finished run in your saves yet", file=sys.stderr)
            return NO
        name = "" if chosen.csv is None and chosen.xapi is None else _name(chosen, game)
        code = FINE
        if chosen.xapi is not None:
            if re.search(r"\S@\S", name):
                raise WrongUse(
                    "xAPI names an account here, never an e-mail address: give another with --name"
                )
            code |= _write(chosen.xapi, lines(statements(game, runs, name, chosen.home or HOME)))
        if chosen.csv is not None:
            results = own_results(game, runs, "", turning=False)
            code |= _write(chosen.csv, completions([Person("", name, results)]))
        if chosen.html is not None:
            results = own_results(game, runs, "", _counted())
            code |= _write(chosen.html, _page(Gathered((Person("", name, results),)), own=results))
    finally:
        _close(game)
    return code


def _page(found: "Gathered", folder: str = "", own: "Sequence[Result]" = ()) -> bytes:
    from game import paths
    from game.library.library import Library
    from game.reports.cohort import cohort
    from game.reports.naming import Naming
    from game.reports.page import Source, page

    source = Source(folder, _today(), found.first_until, len(found.ignored))
    return page(cohort(found.people), source, Naming(Library(paths.content_dir())), own)


def _write(path: Path, body: bytes) -> int:
    if not written(path, body):
        return NO
    print(_clean(f"written: {path}"))
    return FINE


def _list(what: str, files: "Sequence[Ignored]") -> None:
    """Files one by one, on the stream for people."""
    for each in files[:LISTED_MOST]:
        print(f"{what}: {each.name} ({each.why})", file=sys.stderr)
    if more := len(files[LISTED_MOST:]):
        print(f"{what}: and {more:,} more", file=sys.stderr)


def _name(chosen: argparse.Namespace, game: "Game") -> str:
    """What the player wants to be called here."""
    from game.rules.clean import chosen_name

    name = chosen_name(chosen.name or game.name)
    if not name:
        raise WrongUse("say what you want to be called there, for example --name Kim")
    return name


def _counted() -> Callable[[int, int], None] | None:
    """A line that counts, for whoever waits; gone at the end."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        line = f"looking back on run {done + 1} of {of}" if done < of else ""
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    return told


def _today() -> "date":
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def _refused(trouble: OSError, folder: Path) -> int:
    why = f"{trouble.filename or folder}: {trouble.strerror}" if trouble.strerror else str(trouble)
    print(_clean(f"ownit: {why}"), file=sys.stderr)
    return NO


def _close(game: "Game") -> None:
    """Let go of the saves, and say what was amiss with them."""
    game.close()
    for notice in game.notices:
        print(_clean(f"ownit: {notice}"), file=sys.stderr)


def _clean(words: str) -> str:
    from game.rules.clean import clean

    return clean(words)

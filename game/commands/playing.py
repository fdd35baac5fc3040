"""The player's commands: the screen, play, train, day. Imports stand inside, as in `cli`."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.exits import FINE, NO, WrongUse, written

if TYPE_CHECKING:
    from game.board.membership import Memberships
    from game.play.game import Game
    from game.saves.players import Players
    from game.tui.day_pages import Wanted


def game_of(chosen: argparse.Namespace, folder: Path | None = None, *, new: bool = True) -> "Game":
    """The game with its content and saves; what the screen opens after its first frame.

    Args:
        chosen: the arguments.
        folder: of the player's save, where the screen has asked who it is.
        new: whether a save may be begun for somebody named who has none.

    Raises:
        WrongUse: it isn't clear whose save is meant.
    """
    from time import time

    from game import paths
    from game.library.library import Library
    from game.play.game import Game
    from game.saves.saves import Saves

    library, now = Library(paths.content_dir()), lambda: int(time() * 1000)
    if getattr(chosen, "room", False):  # what a room voted for is nobody's own history
        return Game(library, Saves.in_memory(), now)
    base = paths.saves_dir(getattr(chosen, "saves", None))
    named = getattr(chosen, "player", None)
    game = Game(library, Saves.open(folder or _folder_of(base, named, new=new), paths.elsewhere), now)
    if named and not game.name:
        game.rename(named)
    return game


def _folder_of(base: Path, named: str | None, *, new: bool) -> Path:
    """The folder of the save of whoever was named, or a new one; of the only one, where nobody was named."""
    from game.rules.clean import chosen_name, clean
    from game.saves.players import called, new_folder, players

    if named is not None and not chosen_name(named):
        raise WrongUse("--player is empty")
    there = players(base) if named is None else called(base, named)
    if len(there) > 1:
        if named is not None:
            raise WrongUse(f"{len(there)} people are called “{clean(named)}”; name the folder by --saves")
        names = ", ".join(player.shown for player in there)
        raise WrongUse(f"several people play here; say who by --player: {names}")
    if there:
        return there[0].folder
    if named is not None and not new:
        raise WrongUse(
            f"there is nobody called “{clean(named)}” with a save here; `ownit saves list` says who is"
        )
    return base if named is None else new_folder(base)


def home(chosen: argparse.Namespace, week: "Wanted | None" = None) -> int:
    """`ownit`: the screen; lines where a screen makes no sense.

    Args:
        chosen: the arguments.
        week: the week at a workplace to open, if any.
    """
    if _lines_wanted():
        return _play_plain(chosen)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse("a screen needs a terminal; use `ownit play --plain` in pipes and scripts")
    if chosen.encounter is not None and (why := _unknown(chosen.encounter)):
        print(f"ownit: {why}", file=sys.stderr)
        return NO
    if hasattr(chosen, "player"):
        from game import paths

        _folder_of(paths.saves_dir(getattr(chosen, "saves", None)), chosen.player, new=True)
    from game.tui.app import OwnItApp

    room = getattr(chosen, "room", False)
    OwnItApp(
        lambda folder=None: game_of(chosen, folder),
        chosen.encounter,
        chosen.mode,
        chosen.seed,
        chosen.plan,
        None if hasattr(chosen, "player") or room else lambda: _players(chosen),
        room,
        week=week,
    ).run()
    return FINE


def _players(chosen: argparse.Namespace) -> "Players":
    """Who plays here; what the screen asks for before it opens a save."""
    from game import paths
    from game.saves.players import who_plays

    return who_plays(paths.saves_dir(getattr(chosen, "saves", None)))


def train(chosen: argparse.Namespace) -> int:
    """`ownit train`: today's training."""
    from game import paths
    from game.library.library import Library, Unreadable
    from game.library.plans import plan

    if chosen.plan is not None:
        try:
            plan(Library(paths.content_dir()), chosen.plan)
        except Unreadable as trouble:
            print(f"ownit: {trouble}", file=sys.stderr)
            return NO
    chosen.plan = chosen.plan or ""
    return _train_plain(chosen) if chosen.plain or _lines_wanted() else home(chosen)


def _train_plain(chosen: argparse.Namespace) -> int:
    from game.plain.training import train_lines

    return _in_lines(chosen, lambda game: train_lines(game, chosen.plan))


def day(chosen: argparse.Namespace) -> int:
    """`ownit day`: a week at a workplace, on screen, in lines or from a list of choices."""
    if chosen.ranked:
        return _day_ranked(chosen)
    if chosen.ahead:
        raise WrongUse("--ahead goes with --ranked")
    if chosen.choices is not None:
        return _spend_choices(chosen)
    if chosen.out is not None:
        raise WrongUse("--out goes with --choices")
    if not (chosen.plain or _lines_wanted()):
        return _day_on_screen(chosen)

    def work(game: "Game") -> None:
        from game.plain.day import day_lines

        day_lines(game, chosen.town, chosen.seed, chosen.new)

    return _in_lines(chosen, work)


def _day_ranked(chosen: argparse.Namespace) -> int:
    """The next attempt at a week of a season: on screen or in lines."""
    if chosen.choices is not None or chosen.out is not None or chosen.new:
        raise WrongUse("a ranked week is spent choice by choice; leave --choices, --out and --new out")
    if chosen.seed is not None:
        raise WrongUse("the seed of a ranked week comes with its ticket; leave --seed out")
    if chosen.town is None:
        raise WrongUse("--ranked needs a town of a season, for example `ownit day airport --ranked`")
    if not (chosen.plain or chosen.ahead or _lines_wanted()):
        return _day_on_screen(chosen)

    def work(game: "Game", seasons: "Memberships") -> None:
        from game.plain.ranked import draw_ahead_lines, ranked_week_lines

        if chosen.ahead:
            draw_ahead_lines(seasons, chosen.town, "week")
        else:
            ranked_week_lines(game, seasons, chosen.town)

    return _in_season(chosen, work)


def _spend_choices(chosen: argparse.Namespace) -> int:
    """Make a list of choices without a screen, outside the saves, and write the week as a file."""
    if chosen.town is None or chosen.seed is None:
        raise WrongUse(
            "--choices needs a town and --seed, for example `ownit day airport --seed 7 --choices …`"
        )
    from game.play.run import PlayFault
    from game.town.week import options
    from game.town.weeks import Weeks

    choices = _keys(chosen.choices)
    try:
        week = Weeks(_nobodys_game()).start(chosen.town, chosen.seed)
        for number, choice in enumerate(choices, 1):
            there = ", ".join(options(week.rules, week.state)) or "none, the week is over"
            try:
                week.choose(choice)
            except PlayFault as fault:
                raise PlayFault(f"choice {number}: {fault}; there are: {there}") from fault
    except PlayFault as fault:
        print(f"ownit: {fault}", file=sys.stderr)
        return NO
    body = week.week_file().model_dump_json(indent=2) + "\n"
    return FINE if _given(body, chosen.out) else NO


def _nobodys_game() -> "Game":
    """A game outside the saves."""
    from game import paths
    from game.library.library import Library
    from game.play.game import Game
    from game.saves.saves import Saves

    return Game(Library(paths.content_dir()), Saves.in_memory(), now=lambda: 0)


def _keys(text: str) -> list[str]:
    """The keys in a list like `a,b,c`."""
    return [key.strip() for key in text.split(",") if key.strip()]


def _given(body: str, out: Path | None) -> bool:
    """Write a file's text where it was asked for, else print it. Returns whether it could be."""
    if out is not None:
        return written(out, body.encode())
    print(body, end="")
    return True


def _day_on_screen(chosen: argparse.Namespace) -> int:
    from game import paths
    from game.library.library import Library, Unreadable
    from game.library.towns import located
    from game.tui.day_pages import Wanted

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse("a screen needs a terminal; use `ownit day --plain` in pipes and scripts")
    if chosen.town is not None and not chosen.ranked:  # said before a screen opens over it
        try:
            located(Library(paths.content_dir()), chosen.town).open("rb").close()
        except (Unreadable, OSError) as trouble:
            print(f"ownit: {trouble}", file=sys.stderr)
            return NO
    week = Wanted(chosen.town, chosen.seed, chosen.new, chosen.ranked)
    chosen.encounter = chosen.mode = chosen.plan = chosen.seed = None
    return home(chosen, week)


def _lines_wanted() -> bool:
    """Whether a screen makes no sense here."""
    return os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM") == "dumb"


def _unknown(encounter: str) -> str:
    """Why there is no such encounter, or ""; said before a screen opens over it."""
    from game import paths
    from game.library.library import Library, Unreadable

    try:
        Library(paths.content_dir()).locate(encounter).open("rb").close()
    except (Unreadable, OSError) as trouble:
        return str(trouble)
    return ""


def play(chosen: argparse.Namespace) -> int:
    """`ownit play`: on screen, in lines, from a list of replies, or with a room."""
    if chosen.mode == "ranked":
        return _play_ranked(chosen)
    if chosen.ahead:
        raise WrongUse("--ahead goes with --mode ranked")
    if chosen.room:
        if chosen.plain or chosen.replies is not None:
            raise WrongUse("--room needs the screen; leave --plain and --replies out")
        if chosen.encounter is None:
            raise WrongUse("--room needs an encounter, for example `ownit play aisle-seven --room`")
        chosen.mode = chosen.mode or "practice"
        return home(chosen)
    if chosen.replies is not None:
        return _play_replies(chosen)
    if chosen.out is not None:
        raise WrongUse("--out goes with --replies")
    return _play_plain(chosen) if chosen.plain else home(chosen)


def _play_plain(chosen: argparse.Namespace) -> int:
    from game.plain.playing import play_lines

    return _in_lines(
        chosen, lambda game: play_lines(game, chosen.encounter, chosen.mode or "coached", chosen.seed)
    )


def _play_ranked(chosen: argparse.Namespace) -> int:
    """The next attempt of a season: on screen or in lines."""
    if chosen.room or chosen.replies is not None or chosen.out is not None:
        raise WrongUse(
            "a ranked run is played by one person, turn by turn; leave --room, --replies and --out out"
        )
    if chosen.seed is not None:
        raise WrongUse("the seed of a ranked run comes with its ticket; leave --seed out")
    if chosen.encounter is None:
        raise WrongUse(
            "--mode ranked needs an encounter of a season, for example `ownit play aisle-seven --mode ranked`"
        )
    if not (chosen.plain or chosen.ahead or _lines_wanted()):
        return home(chosen)

    def work(game: "Game", seasons: "Memberships") -> None:
        from game.plain.ranked import draw_ahead_lines, ranked_lines

        if chosen.ahead:
            draw_ahead_lines(seasons, chosen.encounter)
        else:
            ranked_lines(game, seasons, chosen.encounter)

    return _in_season(chosen, work)


def _in_season(chosen: argparse.Namespace, play: "Callable[[Game, Memberships], None]") -> int:
    """Do this in ordinary lines, with the seasons of whoever plays."""

    def work(game: "Game") -> None:
        from game.board.membership import Memberships

        seasons = Memberships(game)
        try:
            play(game, seasons)
        finally:
            seasons.close()

    return _in_lines(chosen, work)


def _in_lines(chosen: argparse.Namespace, work: Callable[["Game"], None]) -> int:
    """Open the game, do this in ordinary lines, and let go of the saves."""
    from game.play.run import PlayFault

    game = game_of(chosen)
    try:
        work(game)
    except PlayFault as fault:
        print(f"ownit: {fault}", file=sys.stderr)
        return NO
    finally:
        game.close()
    return FINE


def _play_replies(chosen: argparse.Namespace) -> int:
    """Play a list of replies without a screen, outside the saves."""
    if chosen.encounter is None or chosen.seed is None:
        raise WrongUse(
            "--replies needs an encounter and --seed, for example `ownit play aisle-seven --seed 7 --replies …`"
        )
    from game.play.run import PlayFault

    replies = _keys(chosen.replies)
    try:
        run = _nobodys_game().start(chosen.encounter, chosen.mode or "practice", chosen.seed)
        for number, key in enumerate(replies, 1):
            if run.turn.ended:
                raise PlayFault(f"turn {number}: the encounter had already ended before “{key}”")
            try:
                if why := run.choose(key).fault:
                    raise PlayFault(why.removesuffix("."))
            except PlayFault as fault:
                there = ", ".join(choice.key for choice in run.turn.choices if not choice.locked)
                raise PlayFault(f"turn {number}: {fault}; there are: {there}") from fault
    except PlayFault as fault:
        print(f"ownit: {fault}", file=sys.stderr)
        return NO
    body = run.run_file().model_dump_json(indent=1, exclude_none=True) + "\n"
    if not _given(body, chosen.out):
        return NO
    if not run.turn.ended:
        there = ", ".join(choice.key for choice in run.turn.choices if not choice.locked)
        print(f"ownit: not at an ending yet; the replies now: {there}", file=sys.stderr)
    return FINE

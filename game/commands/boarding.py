"""`ownit board` for whoever plays: come into a season, see how it stands, send, leave. Imports stand inside."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.boards import Ask, agreed, folder_at, kind_of, now, opened, tidy, tried
from game.exits import FINE, NO, WrongUse

if TYPE_CHECKING:
    from game.board.membership import Memberships
    from game.board.season import Season
    from game.board.seen import BoardView
    from game.play.game import Game


def join(chosen: argparse.Namespace) -> int:
    """`ownit board join`: come into a season.

    Raises:
        WrongUse: the team or the name isn't said, or the place isn't one for players.
    """
    from game.board.seen import command_of
    from game.plain.standing import season_lines
    from game.rules.clean import chosen_name

    kind, code = _for_players(chosen.place), chosen.code or ""
    if kind == "folder" and code:
        raise WrongUse("a folder needs no code; leave it out")
    if kind == "address" and not code:
        raise WrongUse("a server wants the code that its organiser gave you, as in march-7K3M-Q2XD")
    if chosen.name is not None and not chosen_name(chosen.name):
        raise WrongUse("--name is empty")

    def work(game: "Game", seasons: "Memberships") -> int:
        found = tried(lambda: seasons.look(chosen.place, code, insecure=chosen.insecure))
        if found is None:
            return NO
        team = _team(found.season, chosen.team)
        name = chosen.name or game.name
        if not name:
            raise WrongUse("say what you want to be called there, for example --name Kim")
        if not game.kept:
            print(
                "ownit: your saves can't be kept, so you could not come back in; nothing was done",
                file=sys.stderr,
            )
            return NO
        view = tried(
            lambda: seasons.join(chosen.place, code, name, team, shown=chosen.shown, insecure=chosen.insecure)
        )
        if view is None:
            return NO
        print(tidy(f"You are in “{view.season.title}”, as {view.name} of {view.team_title}."))
        print("\n".join(season_lines(view.season, view.proves)))
        print(f"  {_who_sees(view)}")
        first = view.season.encounters[0]
        print(f"\nPlay with: {command_of(first.encounter, first.kind)}")
        return FINE

    return _with_seasons(chosen, work, new=True)


def _team(season: "Season", asked: str | None) -> str:
    """The key of a team by its key or its title.

    Raises:
        WrongUse: it isn't said, or there is none; the message has those there are.
    """
    there = ", ".join(tidy(one.title) for one in season.teams)
    if asked is None:
        raise WrongUse(f"say which team is yours by --team; there are: {there}")
    wanted = " ".join(asked.casefold().split())
    for one in season.teams:
        if wanted in (one.team, " ".join(one.title.casefold().split())):
            return one.team
    raise WrongUse(f"there is no team “{tidy(asked)}”; there are: {there}")


def _who_sees(view: "BoardView") -> str:
    """Who can see a player's name there."""
    if view.holds == "friendly":
        shown = "Your name is shown to all" if view.shown else "Others see you as “somebody”"
        return f"{shown}; in the folder's files it can be read by whoever opens them."
    return "Your name may stand on the board." if view.shown else "Others see you as “somebody”."


def show(chosen: argparse.Namespace) -> int:
    """`ownit board show`: how a season stands, or every season one is in.

    Raises:
        WrongUse: the place isn't one that can be shown.
    """
    if chosen.place is None:
        return _with_seasons(chosen, lambda _, seasons: _show_all(chosen, seasons))
    if _for_players(chosen.place) == "folder":
        return _show_folder(chosen)
    return _with_seasons(chosen, lambda _, seasons: _show_all(chosen, seasons))


def _show_all(chosen: argparse.Namespace, seasons: "Memberships") -> int:
    from game.plain.standing import view_lines

    boards = _boards(seasons, chosen.place)
    if boards is None:
        return NO
    views = [seasons.refresh(one.board) for one in boards]
    if chosen.json:
        print(json.dumps([_as_json(view) for view in views], ensure_ascii=False))
    else:
        print("\n\n".join("\n".join(view_lines(view)) for view in views))
    return NO if any(view.trouble for view in views) else FINE


def _boards(seasons: "Memberships", place: str | None) -> "Sequence[BoardView] | None":
    """The seasons one is in, at a place if one is named; none, and said so, where there are none."""
    from game.board.places import settled

    boards = seasons.boards()
    if place is not None:
        where = tried(lambda: settled(place))
        if where is None:
            return None
        boards = [one for one in boards if one.where == tidy(where)]
    if boards:
        return boards
    there = f" at {tidy(place)}" if place is not None else ""
    print(
        f"ownit: you are in no season{there}; `ownit board join --help` says how to come in", file=sys.stderr
    )
    return None


def _show_folder(chosen: argparse.Namespace) -> int:
    """A folder's board, whether one is in it or not."""
    from game.board.folder.standing import standings
    from game.board.seen import PROVES
    from game.plain.standing import finding_lines, own_lines, season_lines, standing_lines

    view = _own_view(chosen, folder_at(chosen.place))  # first, since it sends what waits
    there = opened(chosen.place)
    if there is None:
        return NO
    board, found = there
    seen = standings(board.season, found, now(), view[1] if view else "")
    if chosen.json:
        told = {
            "where": str(board.folder),
            "kind": seen.kind,
            "proves": PROVES[seen.kind],
            "season": board.season.model_dump(mode="json"),
            "standings": seen.model_dump(mode="json"),
            "findings": [{"path": one.path, "why": one.why, "person": one.person} for one in found.findings],
        }
        print(json.dumps([told], ensure_ascii=False))
        return FINE
    lines = [tidy(f"{board.season.title}: {board.folder}"), *season_lines(board.season, PROVES[seen.kind])]
    lines += standing_lines(board.season, seen)
    if view is not None:
        lines += ["", *own_lines(view[0])]
    print("\n".join([*lines, *finding_lines(found.findings)]))
    return FINE


def _own_view(chosen: argparse.Namespace, folder: Path) -> "tuple[BoardView, str] | None":
    """What the player has played on a folder's board, and who they are there; none for somebody who isn't in it."""
    from game.saves.players import players

    if not hasattr(chosen, "player") and len(players(_saves_of(chosen))) != 1:
        return None  # nobody's, or it isn't said whose
    game = _game(chosen)
    seasons = _memberships(game)
    try:
        for key, joined in game.progress.boards.joined.items():
            if joined.joined.where == str(folder):
                return seasons.refresh(key), joined.joined.player
        return None
    finally:
        seasons.close()
        game.close()


def sync(chosen: argparse.Namespace) -> int:
    """`ownit board sync`: send what waits, and say what it came to."""
    from game.plain.standing import waiting

    if chosen.place is not None:
        _for_players(chosen.place)

    def work(_: "Game", seasons: "Memberships") -> int:
        boards = _boards(seasons, chosen.place)
        if boards is None:
            return NO
        code = FINE
        for board in boards:
            receipts = tried(lambda key=board.board: seasons.sync(key))  # type: ignore[misc]
            if receipts is None:
                code = NO
                continue
            for receipt in receipts:
                code |= NO if not receipt.accepted else FINE
                came_to = (
                    f"{receipt.score} of 1000, {receipt.points:,} points in all"
                    if receipt.accepted
                    else receipt.why
                )
                print(tidy(f"{board.season.title}: {came_to}"))
            view = seasons.seen(board.board)
            if view.waiting:
                code = NO
                print(
                    tidy(f"{board.season.title}: {waiting(view.waiting)}. {view.trouble}"),
                    file=sys.stderr,
                )
            elif not receipts:
                print(tidy(f"{board.season.title}: nothing waits to be sent."))
        return code

    return _with_seasons(chosen, work)


def change(chosen: argparse.Namespace) -> int:
    """`ownit board change`: be called otherwise, be shown or not.

    Raises:
        WrongUse: it isn't said what to change.
    """
    from game.rules.clean import chosen_name

    _for_players(chosen.place)
    if chosen.name is None and chosen.shown is None:
        raise WrongUse("say what to change: --name NAME, --shown or --hidden")
    if chosen.name is not None and not chosen_name(chosen.name):
        raise WrongUse("--name is empty")

    def work(_: "Game", seasons: "Memberships") -> int:
        boards = _boards(seasons, chosen.place)
        if boards is None:
            return NO
        for board in boards:
            view = tried(
                lambda key=board.board: seasons.change(key, name=chosen.name, shown=chosen.shown)  # type: ignore[misc]
            )
            if view is None:
                return NO
            print(tidy(f"You are {view.name} in “{view.season.title}”. {_who_sees(view)}"))
        return FINE

    return _with_seasons(chosen, work)


def leave(chosen: argparse.Namespace, ask: Ask = input) -> int:
    """`ownit board leave`: leave a season, and be forgotten there as far as can be.

    Raises:
        WrongUse: nobody is there to be asked, and --yes wasn't said.
    """
    _for_players(chosen.place)

    def work(_: "Game", seasons: "Memberships") -> int:
        boards = _boards(seasons, chosen.place)
        if boards is None:
            return NO
        for board in boards:
            what = "A folder deletes what it can and promises no more." if board.holds == "friendly" else ""
            question = f"Leave “{board.season.title}”, with {board.points:,} points? {what} (y/N) "
            if not chosen.yes and not agreed(tidy(question), ask):
                print("Nothing was changed.")
                return NO
            says = tried(lambda key=board.board: seasons.leave(key, anyway=chosen.anyway))  # type: ignore[misc]
            if says is None:
                return NO
            print(tidy(says))
        return FINE

    return _with_seasons(chosen, work)


def _for_players(place: str) -> str:
    """`folder` or `address`.

    Raises:
        WrongUse: it is a store, which only a server opens.
    """
    kind = kind_of(place)
    if kind == "store":
        raise WrongUse(
            "that is a store, which only a server opens: name the address that `ownit board serve` prints"
        )
    return kind


def _with_seasons(
    chosen: argparse.Namespace, work: "Callable[[Game, Memberships], int]", *, new: bool = False
) -> int:
    """Open the save of whoever is meant, do this with its seasons, and let go of it."""
    game = _game(chosen, new=new)
    seasons = _memberships(game)
    try:
        return work(game, seasons)
    finally:
        seasons.close()
        game.close()
        for notice in game.notices:
            print(tidy(f"ownit: {notice}"), file=sys.stderr)


def _game(chosen: argparse.Namespace, *, new: bool = False) -> "Game":
    """The game of whoever is meant; to look is no reason to begin a save."""
    from game import paths
    from game.commands.playing import game_of
    from game.library.library import Library
    from game.play.game import Game
    from game.saves.players import players
    from game.saves.saves import Saves

    if not new and not hasattr(chosen, "player") and not players(_saves_of(chosen)):
        return Game(Library(paths.content_dir()), Saves.in_memory(), now)
    return game_of(chosen, new=new)


def _saves_of(chosen: argparse.Namespace) -> Path:
    from game import paths

    return paths.saves_dir(getattr(chosen, "saves", None))


def _memberships(game: "Game") -> "Memberships":
    from game.board.membership import Memberships
    from game.board.places import Places

    return Memberships(game, Places(game.library, lambda: game.now))


def _as_json(view: "BoardView") -> dict[str, Any]:
    return {
        "where": view.where,
        "kind": view.holds,
        "proves": view.proves,
        "season": view.season.model_dump(mode="json"),
        "standings": view.standings.model_dump(mode="json") if view.standings else None,
        "synced": view.synced,
        "trouble": view.trouble,
        "waiting": view.waiting,
        "me": {"name": view.name, "team": view.team, "shown": view.shown, "points": view.points},
    }

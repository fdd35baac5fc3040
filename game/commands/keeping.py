"""What a player may do with the data kept about them: list, export, forget."""

import argparse
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from game import paths
from game.exits import FINE, NO, WRONG_USE, written
from game.rules.clean import clean
from game.saves.players import Player, called, export, forget, players, seasons_joined

Ask = Callable[[str], str]


def saves(chosen: argparse.Namespace, ask: Ask = input) -> int:
    """`ownit saves`: list, export or forget."""
    base = paths.saves_dir(getattr(chosen, "saves", None))
    if chosen.out is not None and chosen.what != "export":
        print(f"ownit: `saves {chosen.what}` takes no file", file=sys.stderr)
        return WRONG_USE
    if chosen.what == "list":
        return _list(base)
    player = _whose(base, getattr(chosen, "player", None))
    if player is None:
        return NO
    try:
        return _export(player, chosen.out) if chosen.what == "export" else _forget(player, chosen.yes, ask)
    except (OSError, sqlite3.Error, UnicodeDecodeError) as trouble:
        print(f"ownit: {clean(str(trouble))}", file=sys.stderr)
        return NO


def _list(base: Path) -> int:
    there = players(base)
    for player in there:
        print(f"{player.shown}, last played {player.last_played}: {clean(str(player.folder))}")
    if not there:
        print(f"Nobody has a save in {clean(str(base))} yet.")
    return FINE


def _whose(base: Path, named: str | None) -> Player | None:
    """The one player who is meant; says what to do where that isn't clear."""
    there = players(base) if named is None else called(base, named)
    if len(there) == 1:
        return there[0]
    if not there:
        who = f" called “{clean(named)}”" if named else ""
        print(f"ownit: there is nobody{who} with a save in {clean(str(base))}", file=sys.stderr)
    elif named:
        print(
            f"ownit: {len(there)} people are called “{clean(named)}”; name the folder by --saves:",
            file=sys.stderr,
        )
        for player in there:
            print(f"  {clean(str(player.folder))}", file=sys.stderr)
    else:
        names = ", ".join(player.shown for player in there)
        print(f"ownit: say whose by --player; there are: {names}", file=sys.stderr)
    return None


def _export(player: Player, out: Path | None) -> int:
    text = export(player.folder)
    if out is None:
        print(text, end="")
    else:
        if not written(out, text.encode()):
            return NO
        print(
            f"Written to {clean(str(out))}: everything that is kept about {player.shown}, but for the secrets by which "
            "boards know them."
        )
    return FINE


def _forget(player: Player, sure: bool, ask: Ask) -> int:
    if not sure:
        if not sys.stdin.isatty():
            print("ownit: nobody to ask; say --yes to delete without asking", file=sys.stderr)
            return WRONG_USE
        print(
            "What you sent to a facilitator stays there; take it back first with `ownit report revoke FOLDER`.\n"
            "So does what the board of a season has of you; have it deleted first with `ownit board leave`."
        )
        question = f"Delete everything kept about {player.shown}, for good? Type the name to do it: "
        try:
            answer = ask(question)
        except EOFError:  # Ctrl+D
            answer = ""
            print()
        if answer.strip().casefold() != player.shown.casefold():
            print("Nothing was deleted.")
            return NO
    from game.board.kept_standings import drop  # only here: a list of names needs no board

    for board in seasons_joined(player.folder):
        drop(board)  # how it stood, which lies elsewhere
    forget(player.folder)
    print(
        f"Everything kept about {player.shown} is deleted. What was sent to a folder stays there until its date, "
        "and a season's board keeps what it has."
    )
    return FINE

"""The commands. Each is thin, and imports what it needs when it is called, so that `ownit --help` is instant."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.exits import FINE, NO, WRONG_USE

if TYPE_CHECKING:
    from game.library.loaded import Loaded
    from game.library.run_file import RunFile
    from game.play.game import Game
    from game.saves.players import Players

_EXAMPLES = """\
examples:
  ownit                                   open the game
  ownit play aisle-seven --plain          play in ordinary lines
  ownit play aisle-seven --seed 7 --replies who-for,what-did-they-say --out run.json
  ownit replay run.json --json            what a run comes to
  ownit check content                     read every file of a folder and say what is wrong
  ownit report send team-folder           show your facilitator how the training goes, if you like
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 for fine, 1 where the answer is no, 2 for wrong use."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for good
    for stream in (sys.stdout, sys.stderr):
        # A Windows code page or LANG=C has no “ or →; better a replacement than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = _parser()
    try:
        chosen = parser.parse_args(arguments)
        code = int(chosen.command(chosen))
        sys.stdout.flush()  # now, while it can still be said that it won't go
        return code
    except _WrongUse as wrong:
        print(f"ownit: {wrong}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return NO
    except OSError as trouble:
        # Whoever read our output has gone, or its disk is full: no more of it, also not while Python closes it.
        with suppress(OSError):  # an output that is no file
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(trouble, BrokenPipeError):
            return FINE
        print(f"ownit: {trouble}", file=sys.stderr)
        return NO


Command = Callable[[argparse.Namespace], int]
"""Does what was asked for; returns how to exit."""


class _WrongUse(Exception):
    """Arguments that make no sense together; the message says what to do instead."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ownit",
        description="A terminal role-play simulator: stand between a customer and a company, and own the problem.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _saves_option(parser)
    parser.set_defaults(command=_open, encounter=None, mode=None, seed=None, plan=None, room=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(
        name: str, call: Command, brief: str, description: str, example: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=brief,
            description=description,
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=call)
        return added

    play = command(
        "play",
        _play,
        "play an encounter, on screen or in lines",
        "Play an encounter: on screen, in ordinary lines, or from a list of replies.",
        "ownit play aisle-seven --mode practice",
    )
    play.add_argument(
        "encounter", nargs="?", metavar="ID", help="an encounter's name, or the path of its file"
    )
    play.add_argument(
        "--seed", type=_seed, metavar="N", help="who the customer is and how they start, 0 to 4294967295"
    )
    play.add_argument("--mode", choices=["coached", "practice"], help="coached shows gauges and reasons")
    play.add_argument("--plain", action="store_true", help="ordinary lines, for screen readers and pipes")
    play.add_argument(
        "--room", action="store_true", help="for a room with a projector: votes by a show of hands"
    )
    play.add_argument(
        "--replies", metavar="A,B,C", help="play these replies and show no screen; needs ID and --seed"
    )
    play.add_argument(
        "--out", type=Path, metavar="RUN.json", help="with --replies: write the run to this file"
    )
    _saves_option(play)

    train = command(
        "train",
        _train,
        "today's training session",
        "Open today's session of your training plan: a one-minute drill, one or two encounters, and what came of them.",
        "ownit train --plan first-week",
    )
    train.add_argument("--plan", metavar="ID", help="take up this plan first")
    _saves_option(train)

    replay = command(
        "replay",
        _replay,
        "replay a run file and say what it comes to",
        "Replay a run. Exits 1, and says why, when it is not legal or claims what it did not reach.",
        "ownit replay run.json --json",
    )
    replay.add_argument("run", type=Path, metavar="RUN.json")
    replay.add_argument(
        "--encounter", metavar="ID", help="what it was played on, where that is a file of your own"
    )
    replay.add_argument("--json", action="store_true", help="for programs")
    _saves_option(replay)

    saves = command(
        "saves",
        _keeping("saves"),
        "who has a save here; write one out, or delete it",
        "List who has a save here, write everything a save holds about one person to a file, or delete it for good.",
        "ownit saves export --player Mira mira.json",
    )
    saves.add_argument("what", choices=["list", "export", "forget"])
    saves.add_argument(
        "out", nargs="?", type=Path, metavar="OUT.json", help="for `export`; the screen if none"
    )
    saves.add_argument("--yes", action="store_true", help="for `forget`: don't ask")
    _saves_option(saves)

    solve = command(
        "solve",
        _designing("solve"),
        "the best and the worst that an encounter allows",
        "Solve an encounter exactly, for each temperament: best and worst run, mastered runs, states.",
        "ownit solve aisle-seven --json",
    )
    solve.add_argument("encounter", metavar="ID", help="an encounter's name, or the path of its file")
    solve.add_argument("--json", action="store_true", help="for programs")

    check = command(
        "check",
        _designing("check"),
        "say what is wrong in content files",
        "Read content files and print every problem with its place. Exits 1 if there is one.",
        "ownit check my-encounter.yaml",
    )
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; the built-in content if none"
    )
    check.add_argument("--fix", action="store_true", help="mend what is safe to mend, then check")
    check.add_argument("--format", choices=["text", "json", "github"], default="text", help="how to say it")

    explain = command(
        "explain",
        _designing("explain"),
        "what a code of `check` means",
        "Explain a code, with a bad and a good example; without one, list them all.",
        "ownit explain Y016",
    )
    explain.add_argument("code", nargs="?", metavar="CODE")

    new = command(
        "new",
        _designing("new"),
        "begin an encounter of your own",
        "Write a small draft into this folder that passes its checks and can be played.",
        "ownit new lost-umbrella --title 'The lost umbrella'",
    )
    new.add_argument("encounter", metavar="ID", help="its name: small letters, digits and hyphens")
    new.add_argument("--title", metavar="TEXT", help="what players see; made of the name if not given")

    command(
        "schema",
        _designing("schema"),
        "the JSON Schema of an encounter, for editors",
        "Print the JSON Schema of an encounter file, so that an editor completes and flags as one types.",
        "ownit schema > encounter.schema.json",
    )
    _report_options(
        command(
            "report",
            _report,
            "send your results to somebody, or make a page or files of results",
            "Nothing is collected; what you send is shown first. `send` puts your new results into a folder, and "
            "`revoke` takes them back. --html and --csv read such a folder, or without one your own saves.",
            "ownit report send team-folder\n  ownit report --html report.html team-folder",
        )
    )
    return parser


def _report_options(report: argparse.ArgumentParser) -> None:
    report.usage = (
        "ownit report send FOLDER | revoke FOLDER | --html OUT [FOLDER] | --csv OUT [FOLDER] | --xapi OUT"
    )
    report.add_argument(
        "words", nargs="*", metavar="FOLDER", help="where results are; or `send` or `revoke` first"
    )
    report.add_argument("--html", type=Path, metavar="OUT.html", help="write a page to read and print")
    report.add_argument(
        "--csv", type=Path, metavar="OUT.csv", help="write completions for a learning platform"
    )
    report.add_argument(
        "--xapi", type=Path, metavar="OUT.jsonl", help="write your own runs as xAPI statements, one a line"
    )
    report.add_argument(
        "--days",
        type=_days,
        metavar="N",
        help="send: how long it may be kept, 90 if not given; reading: delete what was sent longer ago",
    )
    report.add_argument("--name", metavar="NAME", help="what you are called there, if not as in the game")
    report.add_argument("--home", metavar="URL", help="with --xapi: the platform that knows you by that name")
    report.add_argument("--yes", action="store_true", help="send without asking, for scripts")
    _saves_option(report)


def _report(chosen: argparse.Namespace) -> int:
    from game.reporting import report

    return report(chosen, lambda: _game(chosen))


def _days(text: str) -> int:
    from game.reports.sent import DAYS_MOST

    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= DAYS_MOST:
        raise argparse.ArgumentTypeError(f"a whole number of days from 1 to {DAYS_MOST}, not “{text}”")
    return int(text)


def _designing(command: str) -> Command:
    """A command of `game.designing`, imported when it is called."""

    def call(chosen: argparse.Namespace) -> int:
        from game import designing

        return int(getattr(designing, command)(chosen))

    return call


def _keeping(command: str) -> Command:
    """A command of `game.keeping`, imported when it is called."""

    def call(chosen: argparse.Namespace) -> int:
        from game import keeping

        return int(getattr(keeping, command)(chosen))

    return call


def _saves_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--saves",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="where to keep progress (or set OWNIT_SAVES)",
    )
    parser.add_argument(
        "--player",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="who plays, where several people do; one without a save begins one",
    )


def _seed(text: str) -> int:
    from game.engine.chance import SEED_MAX

    if not text.isascii() or not text.isdigit() or int(text) > SEED_MAX:
        raise argparse.ArgumentTypeError(f"a whole number from 0 to {SEED_MAX}, not “{text}”")
    return int(text)


def _game(chosen: argparse.Namespace, folder: Path | None = None) -> "Game":
    """The game with its content and saves; what the screen opens after its first frame.

    Args:
        chosen: the arguments.
        folder: of the player's save, where the screen has asked who it is.
    """
    from time import time

    from game import paths
    from game.library.library import Library
    from game.play.game import Game
    from game.saves.saves import Saves

    base = paths.saves_dir(getattr(chosen, "saves", None))
    named = getattr(chosen, "player", None)
    game = Game(
        Library(paths.content_dir()),
        Saves.open(folder or _folder_of(base, named), paths.elsewhere),
        now=lambda: int(time() * 1000),
    )
    if named and not game.name:
        game.rename(named)
    return game


def _folder_of(base: Path, named: str | None) -> Path:
    """The folder of the save of whoever was named, or a new one; of whoever played last, where nobody was named."""
    from game.saves.players import called, new_folder, players

    there = players(base)
    if named:
        return next((player.folder for player in called(base, named)), new_folder(base))
    return there[0].folder if there else base


def _open(chosen: argparse.Namespace) -> int:
    """The screen; lines where a screen makes no sense."""
    if os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM") == "dumb":
        return _play_plain(chosen)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise _WrongUse("a screen needs a terminal; use `ownit play --plain` in pipes and scripts")
    if chosen.encounter is not None and (why := _unknown(chosen.encounter)):
        print(f"ownit: {why}", file=sys.stderr)
        return NO
    from game.tui.app import OwnItApp

    OwnItApp(
        lambda folder=None: _game(chosen, folder),
        chosen.encounter,
        chosen.mode,
        chosen.seed,
        chosen.plan,
        None if hasattr(chosen, "player") else lambda: _players(chosen),
        getattr(chosen, "room", False),
    ).run()
    return FINE


def _players(chosen: argparse.Namespace) -> "Players":
    """Who plays here; what the screen asks for before it opens a save."""
    from game import paths
    from game.saves.players import who_plays

    return who_plays(paths.saves_dir(getattr(chosen, "saves", None)))


def _train(chosen: argparse.Namespace) -> int:
    """The screen at today's training."""
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
    return _open(chosen)


def _unknown(encounter: str) -> str:
    """Why there is no such encounter, or ""; said before a screen opens over it."""
    from game import paths
    from game.library.library import Library, Unreadable

    try:
        Library(paths.content_dir()).locate(encounter).open("rb").close()
    except (Unreadable, OSError) as trouble:
        return str(trouble)
    return ""


def _play(chosen: argparse.Namespace) -> int:
    if chosen.room:
        if chosen.plain or chosen.replies is not None:
            raise _WrongUse("--room needs the screen; leave --plain and --replies out")
        if chosen.encounter is None:
            raise _WrongUse("--room needs an encounter, for example `ownit play aisle-seven --room`")
        chosen.mode = chosen.mode or "practice"
        return _open(chosen)
    if chosen.replies is not None:
        return _play_replies(chosen)
    if chosen.out is not None:
        raise _WrongUse("--out goes with --replies")
    return _play_plain(chosen) if chosen.plain else _open(chosen)


def _play_plain(chosen: argparse.Namespace) -> int:
    from game.plain import play_lines
    from game.play.run import PlayFault

    game = _game(chosen)
    try:
        play_lines(game, chosen.encounter, chosen.mode or "coached", chosen.seed)
    except PlayFault as fault:
        print(f"ownit: {fault}", file=sys.stderr)
        return NO
    finally:
        game.close()
    return FINE


def _play_replies(chosen: argparse.Namespace) -> int:
    """Play a list of replies without a screen, outside the saves."""
    if chosen.encounter is None or chosen.seed is None:
        raise _WrongUse(
            "--replies needs an encounter and --seed, for example `ownit play aisle-seven --seed 7 --replies …`"
        )
    from game import paths
    from game.library.library import Library
    from game.play.game import Game
    from game.play.run import PlayFault
    from game.rules.clean import clean
    from game.saves.saves import Saves

    game = Game(Library(paths.content_dir()), Saves.in_memory(), now=lambda: 0)
    replies = [key.strip() for key in chosen.replies.split(",") if key.strip()]
    try:
        run = game.start(chosen.encounter, chosen.mode or "practice", chosen.seed)
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
    if chosen.out is None:
        print(body, end="")
    else:
        try:
            paths.write_atomically(chosen.out, body.encode())
        except OSError as trouble:
            why = clean(f"can't write {chosen.out}: {trouble.strerror or trouble}")
            print(f"ownit: {why}", file=sys.stderr)
            return NO
    if not run.turn.ended:
        there = ", ".join(choice.key for choice in run.turn.choices if not choice.locked)
        print(f"ownit: not at an ending yet; the replies now: {there}", file=sys.stderr)
    return FINE


def _replay(chosen: argparse.Namespace) -> int:
    from game.library.library import Unreadable
    from game.library.run_file import RunFile, RunRefused, verify
    from game.rules.clean import clean

    try:
        run = RunFile.parse(chosen.run.read_bytes())
        loaded = _as_played(run, chosen)
        replayed = verify(run, loaded)
    except (OSError, Unreadable, RunRefused) as trouble:
        why = str(trouble)
        if isinstance(trouble, OSError):  # of the run's file, or of the saves
            why = clean(f"can't read {trouble.filename or chosen.run}: {trouble.strerror or trouble}")
        if chosen.json:
            print(json.dumps({"ok": False, "why": why}, ensure_ascii=False))
        else:
            print(f"ownit: {why}", file=sys.stderr)
        return NO
    score = replayed.score
    result: dict[str, Any] = {
        "ok": True,
        "encounter": run.encounter,
        "score": score.score if score else None,
        "mastered": score.mastered if score else False,
        "criticals": replayed.state.criticals,
        "skills": score.ratios if score else {},
        "ending": loaded.compiled(run.temperament).scenes[replayed.state.scene].key if score else None,
        "turns": len(replayed.steps),
        "harm": replayed.state.harm,
        "rulebook": loaded.rulebook.title,
    }
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False))
    elif score is None:
        print(f"{run.encounter}: {len(replayed.steps)} replies, no ending yet.")
    else:
        mastered = "mastered" if score.mastered else "not mastered"
        print(
            f"{run.encounter}: {score.score} of 1000, {mastered}, ending {result['ending']}, {result['turns']} turns."
        )
        print("  " + ", ".join(f"{skill} {ratio // 10} %" for skill, ratio in score.ratios.items()))
        print(f"  harm {score.harm}, criticals {score.criticals}; rulebook: {loaded.rulebook.title}")
    return FINE


def _as_played(run: "RunFile", chosen: argparse.Namespace) -> "Loaded":
    """The encounter a run was played on, as the library or the saves have it; else today's, for its name."""
    from game import paths
    from game.library.library import Library
    from game.library.stored import as_played
    from game.saves.log import NAME
    from game.saves.saves import Saves

    folder = paths.saves_dir(getattr(chosen, "saves", None))

    def kept(digest: str) -> bytes | None:
        if not (folder / NAME).exists():  # to replay a run is no reason to begin a save
            return None
        with Saves.open(folder) as saves:
            return saves.content(digest)

    library, name = Library(paths.content_dir()), chosen.encounter or run.encounter
    return as_played(library, name, run.play, run.text, kept) or library.encounter(name)

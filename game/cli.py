"""The commands. Each is thin, and imports what it needs when it is called, so that `ownit --help` is instant."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from game.exits import FINE, NO, WRONG_USE, WrongUse

_EXAMPLES = """\
examples:
  ownit                                   open the game
  ownit train                             today's training session
  ownit play aisle-seven --plain          play in ordinary lines
  ownit play aisle-seven --seed 7 --replies who-for,what-did-they-say --out run.json
  ownit replay run.json --json            what a run comes to
  ownit check content                     read every file of a folder and say what is wrong
  ownit report send team-folder           show your facilitator how the training goes, if you like
  ownit board show                        how the seasons stand that you are in
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
    words = sys.argv[1:] if arguments is None else arguments
    parser = _parser(boards="board" in words)
    try:
        chosen, late = parser.parse_known_args(words)
        if late and not _taken(chosen, late):
            parser.error(f"unrecognized arguments: {' '.join(late)}")
        code = int(chosen.command(chosen))
        sys.stdout.flush()  # now, while it can still be said that it won't go
        return code
    except WrongUse as wrong:
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


def _taken(chosen: argparse.Namespace, late: Sequence[str]) -> bool:
    """Whether words that stand after an option had a place; argparse leaves them out where some stood before it."""
    if any(word.startswith("-") for word in late):
        return False
    if hasattr(chosen, "words"):
        chosen.words = [*chosen.words, *late]
    elif hasattr(chosen, "paths"):
        chosen.paths = [*chosen.paths, *map(Path, late)]
    elif hasattr(chosen, "what") and chosen.out is None and len(late) == 1:
        chosen.out = Path(late[0])
    elif getattr(chosen, "code", "") is None and len(late) == 1:
        chosen.code = late[0]
    else:
        return False
    return True


Command = Callable[[argparse.Namespace], int]
"""Does what was asked for; returns how to exit."""


def _parser(*, boards: bool) -> argparse.ArgumentParser:
    """Every command; those of `board` only where one of them is meant, since they know what a season is."""
    parser = argparse.ArgumentParser(
        prog="ownit",
        description="A terminal role-play simulator: stand between a customer and a company, and own the problem.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _saves_option(parser)
    parser.set_defaults(
        command=_of("playing", "home"), encounter=None, mode=None, seed=None, plan=None, room=False
    )
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
        _of("playing", "play"),
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
    play.add_argument(
        "--mode",
        choices=["coached", "practice", "ranked"],
        help="coached shows gauges and reasons; ranked spends an attempt of a season you joined",
    )
    play.add_argument(
        "--ahead",
        action="store_true",
        help="with --mode ranked: draw the attempt now, to be played later without a connection",
    )
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
        _of("playing", "train"),
        "today's training session",
        "Open today's session of your training plan: a one-minute drill, one or two encounters, and what came of them.",
        "ownit train --plan first-week",
    )
    train.add_argument("--plan", metavar="ID", help="take up this plan first")
    train.add_argument("--plain", action="store_true", help="ordinary lines, for screen readers and pipes")
    _saves_option(train)

    day = command(
        "day",
        _of("playing", "day"),
        "a week at a workplace",
        "Spend a week at a workplace, a day a sitting. It goes on where it was left, also one that counts in a season.",
        "ownit day airport",
    )
    day.add_argument("town", nargs="?", metavar="TOWN", help="a town's name, or the path of its file")
    day.add_argument("--plain", action="store_true", help="ordinary lines, for screen readers and pipes")
    day.add_argument("--seed", type=_seed, metavar="N", help="who everybody is; begins a new week")
    day.add_argument(
        "--choices", metavar="A,B,C", help="make these choices and show no screen; needs TOWN and --seed"
    )
    day.add_argument(
        "--out", type=Path, metavar="WEEK.json", help="with --choices: write the week to this file"
    )
    day.add_argument("--new", action="store_true", help="begin a new week, whatever is unfinished")
    day.add_argument(
        "--ranked",
        action="store_true",
        help="go on with your attempt at this week in a season you joined, or spend the next",
    )
    day.add_argument(
        "--ahead",
        action="store_true",
        help="with --ranked: draw the attempt now, to be played later without a connection",
    )
    _saves_option(day)

    replay = command(
        "replay",
        _of("replaying", "replay"),
        "replay a run or a week and say what it comes to",
        "Replay a run, or a week. Exits 1, and says why, when it is not legal or claims what it did not reach.",
        "ownit replay run.json --json",
    )
    replay.add_argument("run", type=Path, metavar="RUN.json")
    replay.add_argument(
        "--encounter",
        metavar="ID",
        help="what it was played on, where that is a file of your own; a week's town too",
    )
    replay.add_argument("--json", action="store_true", help="for programs")
    _saves_option(replay)

    saves = command(
        "saves",
        _of("keeping", "saves"),
        "who has a save here; write one out, or delete it",
        "List who has a save here, write everything a save holds about one person to a file, or delete it for good.",
        "ownit saves export --player Mira mira.json",
    )
    saves.add_argument("what", choices=["list", "export", "forget"], metavar="list|export|forget")
    saves.add_argument(
        "out", nargs="?", type=Path, metavar="OUT.json", help="for `export`; the screen if none"
    )
    saves.add_argument("--yes", action="store_true", help="for `forget`: don't ask")
    _saves_option(saves)

    solve = command(
        "solve",
        _of("designing", "solve"),
        "the best and the worst that an encounter allows",
        "Solve an encounter exactly, for each temperament: best and worst run, mastered runs, states.",
        "ownit solve aisle-seven --json",
    )
    solve.add_argument("encounter", metavar="ID", help="an encounter's name, or the path of its file")
    solve.add_argument("--json", action="store_true", help="for programs")

    check = command(
        "check",
        _of("designing", "check"),
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
        _of("designing", "explain"),
        "what a code of `check` means",
        "Explain a code, with a bad and a good example; without one, list them all.",
        "ownit explain Y016",
    )
    explain.add_argument("code", nargs="?", metavar="CODE")

    new = command(
        "new",
        _of("designing", "new"),
        "begin an encounter or a town of your own",
        "Write a small draft into this folder that passes its checks and can be played: of an encounter, or of a town, "
        "which is a workplace and a week at it.",
        "ownit new lost-umbrella --title 'The lost umbrella'\n  ownit new station-cafe --town",
    )
    new.add_argument("key", metavar="ID", help="its name: small letters, digits and hyphens")
    _kind_option(new, "begin a town; it is played with `ownit day ID.yaml`")
    new.add_argument("--title", metavar="TEXT", help="what players see; made of the name if not given")

    schema = command(
        "schema",
        _of("designing", "schema"),
        "the JSON Schema of an encounter or a town, for editors",
        "Print the JSON Schema of an encounter file, or of a town file, so that an editor completes and flags as one "
        "types.",
        "ownit schema > encounter.schema.json\n  ownit schema --town > town.schema.json",
    )
    _kind_option(schema, "of town files: a workplace and a week at it")
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
    board = command(
        "board",
        lambda _: NO,
        "compete: seasons for teams, in a folder or on a server",
        "Seasons: encounters, a window of time, and teams. Nobody sends a score: players send runs, and whoever keeps "
        "the board replays them.",
        'ownit board create march friends-folder --season first-cup --teams "Northgate,Southgate:12"',
    )
    if boards:
        from game.commands.boarding_options import add_commands

        add_commands(board, _saves_option)
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
    from game.commands.playing import game_of
    from game.commands.reporting import report

    return report(chosen, lambda: game_of(chosen, new=False))


def _kind_option(command: argparse.ArgumentParser, says: str) -> None:
    command.add_argument(
        "--town", dest="kind", action="store_const", const="town", default="encounter", help=says
    )


def _days(text: str) -> int:
    from game.reports.sent import DAYS_MOST

    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= DAYS_MOST:
        raise argparse.ArgumentTypeError(f"a whole number of days from 1 to {DAYS_MOST}, not “{text}”")
    return int(text)


def _of(module: str, command: str) -> Command:
    """A command of a module in `commands`, imported when it is called."""

    def call(chosen: argparse.Namespace) -> int:
        return int(getattr(import_module(f"game.commands.{module}"), command)(chosen))

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
        help="who plays, where several people do; to play as somebody new begins a save",
    )


def _seed(text: str) -> int:
    from game.engine.chance import SEED_MAX

    if not text.isascii() or not text.isdigit() or int(text) > SEED_MAX:
        raise argparse.ArgumentTypeError(f"a whole number from 0 to {SEED_MAX}, not “{text}”")
    return int(text)

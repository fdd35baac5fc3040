"""The next attempt of a season in ordinary lines: asked about before it is spent, and sent when it has ended."""

from collections.abc import Callable
from typing import TypeVar

from game.board.dates import moment
from game.board.keeper import BoardRefused, BoardTrouble
from game.board.membership import Memberships
from game.board.season import ATTEMPTS, Kind
from game.board.seen import AttemptView, BoardView, OfferedView, command_of
from game.board.viewing import those_with
from game.plain.day import spend_lines
from game.plain.lines import Ask, Say, ask_line, picked, say_lines, spoken
from game.plain.playing import play_run
from game.play.game import Game
from game.play.run import PlayFault
from game.saves.boards import run_of

T = TypeVar("T")


def ranked_lines(
    game: Game, seasons: Memberships, encounter: str, say: Say = say_lines, ask: Ask = ask_line
) -> None:
    """Play the next attempt at an encounter in a season joined, send it, and say what came of it.

    Args:
        game: the player's game.
        seasons: the player's seasons.
        encounter: its key.
        say: shows a text.
        ask: asks for a line.

    Raises:
        PlayFault: no season joined offers it now, its attempts are spent, or the board can't be asked or says no.
    """
    begun = _begun(seasons, encounter, "encounter", seasons.begin, say, ask)
    if begun is None:
        return
    view, run = begun
    if run.turn.number:
        say("\n".join(spoken(run.transcript())))
    again = play_run(game, run, say, ask, lambda ended: _sent(seasons, view.board, ended.id, say))
    _came_to(seasons, view.board, run.id, say)
    while again is not None:  # for practice now
        again = play_run(game, again, say, ask)


def ranked_week_lines(
    game: Game, seasons: Memberships, town: str, say: Say = say_lines, ask: Ask = ask_line
) -> None:
    """Spend the next attempt at a week in a season joined, or go on with it; once it is over, send it.

    Args:
        game: the player's game.
        seasons: the player's seasons.
        town: the town's key.
        say: shows a text.
        ask: asks for a line.

    Raises:
        PlayFault: as `ranked_lines`.
    """
    begun = _begun(seasons, town, "week", seasons.begin_week, say, ask)
    if begun is None:
        return
    view, week = begun
    if not week.choices:
        say(f"\n{week.title}. You are: {week.role}.\n\n{week.about}\n")
    spend_lines(game, week, say, ask, lambda over: _sent(seasons, view.board, over.id, say))
    if week.over:
        _came_to(seasons, view.board, week.id, say)


def _begun(
    seasons: Memberships, key: str, kind: Kind, begin: Callable[[str, str], T], say: Say, ask: Ask
) -> tuple[BoardView, T] | None:
    """The season chosen, and the next attempt, begun or gone on with; none where nobody wanted it."""
    try:
        view = _which(seasons, key, kind, say, ask)
        if view is None:
            return None
        offered = view.encounter(key)
        assert offered is not None, "only seasons that offer it were asked about"
        if not _wanted(view, offered, say, ask):
            say("Nothing was spent.")
            return None
        return view, begin(view.board, key)
    except (BoardTrouble, BoardRefused) as no:
        raise PlayFault(str(no).removesuffix(".")) from no


def draw_ahead_lines(
    seasons: Memberships,
    encounter: str,
    kind: Kind = "encounter",
    say: Say = say_lines,
    ask: Ask = ask_line,
) -> None:
    """Draw the next attempt at something now, to be played later without a connection.

    Args:
        seasons: the player's seasons.
        encounter: its key.
        kind: whether it is an encounter, or a week in a town.
        say: shows a text.
        ask: asks for a line.

    Raises:
        PlayFault: as `ranked_lines`; or the season's board deals every turn itself.
    """
    try:
        view = _which(seasons, encounter, kind, say, ask)
        offered = view.encounter(encounter) if view is not None else None
        if view is None or offered is None:
            return
        _hold_playable(view, offered)
        if not offered.left:
            raise PlayFault(f"the last attempt at “{offered.title}” is drawn already, and is yours to play")
        number = ATTEMPTS - offered.left + 1
        say(
            f"{view.season.title}, for {view.team_title}. A run on a ticket drawn ahead is labelled as played offline."
        )
        if not _yes(ask(f"This spends attempt {number} of {ATTEMPTS}. Go on? (y/n) ")):
            say("Nothing was spent.")
            return
        seasons.draw_ahead(view.board, encounter)
    except (BoardTrouble, BoardRefused) as no:
        raise PlayFault(str(no).removesuffix(".")) from no
    say(f"Attempt {number} is yours: `{command_of(encounter, kind)}` plays it, with a connection or without.")


def _which(seasons: Memberships, key: str, kind: Kind, say: Say, ask: Ask) -> BoardView | None:
    """The season to play in, as it stands now; none where nobody chose one."""
    there = those_with(seasons.boards(), key, kind)
    chosen = there[0]
    if len(there) > 1:
        for number, view in enumerate(there, 1):
            say(f"{number}. {view.season.title}, for {view.team_title}: {view.holds}, {view.where}")
        while not (number := picked(answer := ask("Which season? ") or "q", len(there))):
            if answer == "q":
                return None
            say(f"A number from 1 to {len(there)}, or q.")
        chosen = there[number - 1]
    waited = {one.ticket for offered in chosen.offered for one in offered.attempts if one.state == "waiting"}
    view = seasons.refresh(chosen.board)
    if view.trouble:
        say(view.trouble)
    else:
        _say_became(view, waited, say)
    return view


def _wanted(view: BoardView, offered: OfferedView, say: Say, ask: Ask) -> bool:
    """Say which attempt it would be; ask, where it would be spent now."""
    _hold_playable(view, offered)
    say(f"{view.season.title}, for {view.team_title}. {view.proves}")
    attempt = f"attempt {offered.number} of {ATTEMPTS}"
    if offered.open is not None:
        say(f"You go on with {attempt} at “{offered.title}”, which is yours already.")
        return True
    stops = " You can stop at any moment, and go on later." if offered.kind == "week" else ""
    say(f"No gauges, no stepping back.{stops}")
    return _yes(ask(f"This spends {attempt}. Go on? (y/n) "))


def _yes(answer: str | None) -> bool:
    return (answer or "").lower() in ("y", "yes")


def _hold_playable(view: BoardView, offered: OfferedView) -> None:
    """Raise PlayFault where a season isn't open, or all attempts are spent."""
    if view.stage == "soon":
        raise PlayFault(f"“{view.season.title}” opens on {moment(view.season.opens)}")
    if view.stage != "open":
        raise PlayFault(f"“{view.season.title}” is over")
    if offered.number is None:
        best = "" if offered.best is None else f"; your best is {offered.best}"
        raise PlayFault(f"all {ATTEMPTS} attempts at “{offered.title}” are spent{best}")


def _sent(seasons: Memberships, board: str, run: str, say: Say) -> None:
    """Send what has ended, with whatever else waits, and say what became of all that. The score comes later."""
    sent = {receipt.ticket for receipt in seasons.sync(board)}
    view = seasons.seen(board)
    say("")
    _say_became(view, sent, say, run)
    if view.waiting:
        say(f"{view.trouble} It is sent when the board can be reached: `ownit board sync`.".lstrip())


def _say_became(view: BoardView, tickets: set[str], say: Say, run: str = "") -> None:
    """Say what became of the runs of these tickets, and of this run."""
    for one in view.offered:
        for attempt in one.attempts:
            if attempt.ticket in tickets or run_of(attempt.ticket) == run:
                say(f"“{one.title}”, attempt {attempt.attempt} of {ATTEMPTS}: {_became(attempt)}")


def _became(attempt: AttemptView) -> str:
    match attempt.state:
        case "counted":
            return f"it counts{', labelled as played offline' if attempt.offline else ''}."
        case "refused":
            return f"it doesn't count. {attempt.why}"
        case _:
            return "it waits here, and is yours."


def _came_to(seasons: Memberships, board: str, run: str, say: Say) -> None:
    """Say what an attempt came to, once it has been looked back on."""
    view = seasons.seen(board)
    for one in view.offered:
        for attempt in one.attempts:
            if run_of(attempt.ticket) == run and attempt.score is not None:
                say(
                    f"“{one.title}”, attempt {attempt.attempt} of {ATTEMPTS}: {attempt.score} of 1000. "
                    f"Your points in “{view.season.title}”: {view.points:,}."
                )

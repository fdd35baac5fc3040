"""From what a save and a board's last answer say of a season to what there is to show of it."""

from collections.abc import Iterable
from dataclasses import replace

from game.board.kept_standings import KeptStandings
from game.board.places import holds
from game.board.season import ATTEMPTS, Kind, Offered, Season
from game.board.seen import AttemptView, BoardView, OfferedView, Stage, command_of
from game.board.wire import Attempt
from game.play.run import PlayFault
from game.rules.clean import clean
from game.saves.boards import HeldTicket, SavedBoard
from game.saves.progress import Progress, SavedRun
from game.saves.weeks import SavedWeek


def board_view(
    progress: Progress,
    board: SavedBoard,
    season: Season,
    found: KeptStandings | None,
    trouble: tuple[str, bool],
    now: int,
) -> BoardView:
    """A season as its player sees it.

    Args:
        progress: what the save adds up to.
        board: the season there.
        season: what its board said it is.
        found: what the board last said, or none.
        trouble: why it couldn't be asked since, in a sentence, and whether it was out of reach.
        now: the time by this computer's clock, UTC milliseconds.
    """
    standings = found.standings if found else None
    mine = found.mine if found else None
    closed = bool(standings and standings.closed) or bool(mine and mine.closed)
    told = {one.ticket: one for one in mine.attempts} if mine else {}
    team = season.team(board.team)
    why, offline = trouble
    return BoardView(
        board=board.joined.board,
        holds=holds(board.joined.where),
        where=clean(board.joined.where),
        season=season,
        name=board.name,
        team=clean(board.team),
        team_title=clean(team.title if team else board.team),
        shown=board.shown,
        stage=_stage(season, closed, now),
        offered=tuple(_offered(progress, board, one, told) for one in season.encounters),
        standings=standings,
        synced=found.synced if found and standings else None,
        offline=offline,
        trouble=why,
        waiting=len(progress.outbox(board.joined.board)),
    )


def _stage(season: Season, closed: bool, now: int) -> Stage:
    if closed:
        return "closed"
    if now < season.opens:
        return "soon"
    return "open" if now < season.closes else "over"


def _offered(
    progress: Progress, board: SavedBoard, offered: Offered, told: dict[str, Attempt]
) -> OfferedView:
    held = {key: one for key, one in board.tickets.items() if one.drawn.encounter == offered.encounter}
    found = [_held(progress, one, told.get(ticket)) for ticket, one in held.items()]
    found += [
        AttemptView(
            attempt=one.attempt,
            ticket=one.ticket,
            state="elsewhere" if one.score is None else "counted",
            score=one.score,
            offline=one.offline,
        )
        for one in told.values()
        if one.encounter == offered.encounter and one.ticket not in held
    ]
    found.sort(key=lambda one: one.attempt)
    going_on = next((one for one in found if one.state in ("drawn", "begun")), None)
    left = max(0, ATTEMPTS - len(found))
    scores = [one.score for one in found if one.score is not None]
    return OfferedView(
        encounter=offered.encounter,
        kind=offered.kind,
        title=clean(offered.title),
        attempts=tuple(found),
        left=left,
        best=max(scores, default=None),
        open=going_on,
        number=going_on.attempt if going_on else len(found) + 1 if left else None,
    )


def _held(progress: Progress, held: HeldTicket, told: Attempt | None) -> AttemptView:
    """An attempt whose ticket is in this save."""
    drawn, played = held.drawn, progress.ranked(held.drawn.ticket)
    view = AttemptView(
        attempt=drawn.attempt,
        ticket=drawn.ticket,
        state="drawn",
        offline=drawn.ahead or bool(told and told.offline),
        turn=_chosen(played),
    )
    if told is not None and told.score is not None:
        return replace(view, state="counted", score=told.score)
    if held.delivered is not None and held.delivered.accepted:
        return replace(view, state="counted", score=held.delivered.score)
    if held.delivered is not None:
        return replace(view, state="refused", why=held.delivered.why)
    if held.left or (played is not None and played.left):
        return replace(view, state="given up")
    if played is None:
        return view
    return replace(view, state="waiting" if played.finished else "begun")


def _chosen(played: SavedRun | SavedWeek | None) -> int:
    """How many replies, or choices, were given so far."""
    if isinstance(played, SavedWeek):
        return len(played.choices)
    return len(played.replies) if played is not None else 0


def those_with(views: Iterable[BoardView], key: str, kind: Kind) -> list[BoardView]:
    """The seasons not over that offer this encounter, or week.

    Args:
        views: the player's seasons.
        key: of what is wanted.
        kind: which of the two it is.

    Raises:
        PlayFault: there is none; it says what to do.
    """
    going = [view for view in views if view.stage in ("soon", "open")]
    offered = [(view, one) for view in going if (one := view.encounter(key))]
    if found := [view for view, one in offered if one.kind == kind]:
        return found
    if offered:
        other = offered[0][1].kind
        what = "a week at a workplace" if other == "week" else "an encounter"
        raise PlayFault(f"in your season “{key}” is {what}: `{command_of(key, other)}` plays it")
    raise PlayFault(
        f"no season you are in offers “{key}” now; `ownit board show` lists yours, and `ownit board join` joins one"
    )

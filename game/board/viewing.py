"""From what a save and a board's last answer say of a season to what there is to show of it."""

from dataclasses import replace

from game.board.kept_standings import KeptStandings
from game.board.places import holds
from game.board.season import ATTEMPTS, Offered, Season
from game.board.seen import AttemptView, BoardView, OfferedView, Stage
from game.board.wire import Attempt
from game.rules.clean import clean
from game.saves.boards import HeldTicket, SavedBoard, run_of
from game.saves.progress import Progress


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
        title=clean(offered.title),
        attempts=tuple(found),
        left=left,
        best=max(scores, default=None),
        open=going_on,
        number=going_on.attempt if going_on else len(found) + 1 if left else None,
    )


def _held(progress: Progress, held: HeldTicket, told: Attempt | None) -> AttemptView:
    """An attempt whose ticket is in this save."""
    drawn, run = held.drawn, progress.runs.get(run_of(held.drawn.ticket))
    view = AttemptView(
        attempt=drawn.attempt,
        ticket=drawn.ticket,
        state="drawn",
        offline=drawn.ahead or bool(told and told.offline),
        turn=len(run.replies) if run else 0,
    )
    if told is not None and told.score is not None:
        return replace(view, state="counted", score=told.score)
    if held.delivered is not None and held.delivered.accepted:
        return replace(view, state="counted", score=held.delivered.score)
    if held.delivered is not None:
        return replace(view, state="refused", why=held.delivered.why)
    if held.left or (run is not None and run.left):
        return replace(view, state="given up")
    if run is None:
        return view
    return replace(view, state="waiting" if run.finished else "begun")

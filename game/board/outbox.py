"""What waits to be sent to a board: runs and weeks that ended, as files that claim nothing.

Whoever keeps the board finds out what they come to.
"""

from game.board.verdict import Sent
from game.library.run_file import RunFile
from game.saves.progress import Progress, SavedRun
from game.saves.weeks import SavedWeek
from game.town.week_file import WeekFile


def outbox(progress: Progress, board: str) -> tuple[tuple[str, Sent], ...]:
    """What ended in a season and was neither taken nor refused there, oldest first, each with its ticket.

    Args:
        progress: the save.
        board: our own name for the season.
    """
    return tuple((ticket, _sent(played)) for ticket, played in progress.outbox(board))


def _sent(played: SavedRun | SavedWeek) -> Sent:
    if isinstance(played, SavedWeek):
        begun = played.started
        return WeekFile(
            town=begun.town, play=begun.play, text=begun.text, seed=begun.seed, choices=list(played.choices)
        )
    started = played.started
    return RunFile(
        encounter=started.encounter,
        play=started.play,
        text=started.text,
        seed=started.seed,
        temperament=started.temperament,
        persona=dict(started.persona),
        mode="ranked",
        replies=list(played.replies),
    )

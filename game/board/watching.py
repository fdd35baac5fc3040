"""Standings as they change: told by the board where it can tell, asked for now and then where it can't."""

from collections.abc import Callable
from contextlib import suppress
from random import uniform
from threading import Event as Signal
from typing import Final

from game.board.keeper import BoardRefused, BoardTrouble
from game.board.wire import Standings

EVERY: Final = 15.0
"""Seconds from one question to the next; some more or less, so that a thousand games don't ask as one."""

Told = Callable[[Standings | None], None]
"""Takes the standings; none when the board is out of reach, told once until it is back."""

Listen = Callable[[Callable[[int], None], Signal], None]
"""Calls with the version at each change, until the line ends or the signal is set; raises where there is no line."""


def watched(
    standings: Callable[[], Standings],
    told: Told,
    stop: Signal,
    listen: Listen | None = None,
    every: float = EVERY,
) -> None:
    """Hand over the standings now and whenever they change, until `stop` is set. For a thread of its own.

    Args:
        standings: asks the board for them.
        told: takes them.
        stop: ends it.
        listen: hears from the board when they change; none where a kind of board can't say.
        every: seconds between questions, on average, while nothing can be heard.
    """
    last: tuple[int, int | None, bool] | None = None
    reached = True

    def ask(version: int | None = None) -> None:
        nonlocal last
        if version is not None and last is not None and version == last[0]:
            return
        now = standings()
        if (found := (now.version, now.frozen, now.closed)) != last:
            last = found
            told(now)

    while not stop.is_set():
        try:
            ask()
        except (BoardTrouble, BoardRefused):
            if reached and not stop.is_set():
                reached, last = False, None  # whatever it says when it is back is news
                told(None)
        else:
            reached = True
            if listen is not None:
                with suppress(BoardTrouble, BoardRefused):  # then it is asked
                    listen(ask, stop)
        stop.wait(every * uniform(0.7, 1.3))

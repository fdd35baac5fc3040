"""Events to fill a save with, and ways to look into one."""

import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from game.saves.events import (
    BoardJoined,
    Chose,
    Event,
    Finished,
    Named,
    RunStarted,
    TicketDrawn,
)
from game.saves.log import NAME, Entry
from game.saves.saves import Saves

ROOT = Path(__file__).parents[2]
PYTHON = [sys.executable, "-c"]
"""Run from ROOT: a game in a process of its own."""


def started(run: str, encounter: str = "rerouted-flight") -> RunStarted:
    return RunStarted(
        run=run,
        encounter=encounter,
        play="a" * 64,
        text="b" * 64,
        seed=7,
        temperament="weary",
        persona={"dana_name": "Zoë Müller"},
        mode="coached",
    )


def chose(run: str, turn: int) -> Chose:
    return Chose(run=run, turn=turn, reply=f"reply-{turn}")


def finished(run: str, ending: str = "reached-surgeon", score: int = 900) -> Finished:
    return Finished(run=run, ending=ending, outcome="met", score=score, mastered=True)


def joined(board: str = "b", where: str = "https://board.example") -> BoardJoined:
    return BoardJoined(
        board=board,
        holds="refereed",
        where=where,
        season="{}",
        player="p" * 16,
        secret="s" * 43,
        name="Mira",
        team="northgate",
        shown=False,
    )


def drawn(ticket: str, board: str = "b", attempt: int = 1, request: str = "r" * 32) -> TicketDrawn:
    return TicketDrawn(
        board=board,
        ticket=ticket,
        encounter="rerouted-flight",
        play="a" * 64,
        text="b" * 64,
        attempt=attempt,
        seed=7,
        request=request,
    )


def a_history(runs: int = 3, turns: int = 8) -> list[Event]:
    history: list[Event] = [Named(name="Ann")]
    for number in range(runs):
        run = f"{number:032x}"
        history += [started(run), *(chose(run, turn) for turn in range(turns)), finished(run)]
    return history


def fill(folder: Path, events: Iterable[Event]) -> list[Entry]:
    """Record the events, a second apart, and close the save."""
    entries = [Entry(event, 1_700_000_000_000 + 1000 * n) for n, event in enumerate(events)]
    with Saves.open(folder) as saves:
        for event, at in entries:
            saves.record(event, at)
        assert saves.notices == []
    return entries


def held(saves: Saves) -> list[Entry]:
    """The events in the save's own file or memory."""
    return saves._log.read()[0]


def sql(folder: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """What an outsider with SQLite at hand can do to a save."""
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as db:
        return db.execute(statement, values).fetchall()


def set_aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("damaged-*"))

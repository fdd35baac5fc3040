"""Sending one's results to a folder, and taking them back. Nothing is sent that was not shown as it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Final

from game import paths
from game.play.game import Game
from game.play.history import FinishedRun
from game.reports.folder import results_of
from game.reports.own import Told, day, opaque, own_results
from game.reports.sent import RUNS_MOST, Results, Revoked, revoked_name

SECRET: Final = "report-secret"
"""The setting that a sender's numbers are made of. It never leaves the saves, so that nobody else's numbers tell
who sent to two folders, or which run is which."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What would be sent.

    Attributes:
        secret: to be noted in the saves when it is sent, so that it can be taken back.
        results: what goes into the file.
        body: the file, byte for byte.
        later: how many runs have to wait for the next time.
    """

    secret: str
    results: Results
    body: bytes
    later: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking back came to: whether a note was left, the files deleted, and those that can't be."""

    noted: bool
    deleted: tuple[str, ...]
    left: tuple[str, ...]


def ready(game: Game, folder: Path, name: str, days: int, told: Told | None = None) -> Ready | None:
    """What a folder has not been sent yet; none where there is nothing.

    Runs older than `days` stay at home: what was sent of them would be past its date.

    Args:
        game: where the runs are.
        folder: where they would go.
        name: what the sender wants to be called there.
        days: how long it may be kept.
        told: told of the progress.

    Raises:
        OSError: the folder can't be read.
    """
    secret = game.settings.get(SECRET) or token_hex(16)
    sender = _sender(secret, folder)
    today = day(game.now)
    there = {run.run for _, file in results_of(folder, sender) if file for run in file.runs}
    new = [
        run for run in game.history() if _may_go(run, today, days) and opaque(sender, run.run) not in there
    ]
    if not new:
        return None
    results = Results(
        sender=sender,
        name=name,
        sent=today,
        until=today + timedelta(days=days),
        runs=own_results(game, new[:RUNS_MOST], sender, told),
    )
    return Ready(secret, results, results.body(), len(new[RUNS_MOST:]))


def _may_go(run: FinishedRun, today: date, days: int) -> bool:
    return today - timedelta(days=days) <= day(run.at) <= today


def send(game: Game, folder: Path, what: Ready) -> str:
    """Put what is ready into a folder, whole or not at all; returns the file's name.

    Raises:
        OSError: it can't be written.
    """
    if game.settings.get(SECRET) != what.secret:
        game.set(SECRET, what.secret)
    paths.write_atomically(folder / what.results.file_name, what.body)
    return what.results.file_name


def revoke(game: Game, folder: Path) -> TakenBack | None:
    """Take back everything these saves sent to a folder; none where they never sent anything.

    The note goes first: a folder that synchronises may bring a deleted file back, and then the note still holds.

    Raises:
        OSError: the folder can't be read, or the note can't be left there.
    """
    secret = game.settings.get(SECRET)
    if secret is None:
        return None
    senders = _senders(secret, folder)
    files = [path for sender in senders for path, _ in results_of(folder, sender)]
    # Another file of ours may be on its way here still, so the first time there is a note in any case.
    noted = len(senders) == 1 or any(True for _ in results_of(folder, senders[-1]))
    if noted:
        note = Revoked(sender=senders[-1], revoked=day(game.now))
        paths.write_atomically(folder / note.file_name, note.body())
    deleted, left = [], []
    for path in files:
        try:
            path.unlink()
            deleted.append(path.name)
        except OSError:
            left.append(path.name)
    return TakenBack(noted, tuple(deleted), tuple(left))


def _sender(secret: str, folder: Path) -> str:
    """The number to send under: a new one each time everything was taken back."""
    return _senders(secret, folder)[-1]


def _senders(secret: str, folder: Path) -> list[str]:
    """The numbers a folder may know one by; all but the last were taken back."""
    senders = [opaque(secret, 0)]
    while (folder / revoked_name(senders[-1])).exists():
        senders.append(opaque(secret, len(senders)))
    return senders

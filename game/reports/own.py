"""One's own results, from the saves; turning points are found by playing a run again."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final

from game.engine.step import EncounterFault, Refused, Replayed, replay
from game.library.loaded import Loaded
from game.play.game import Game
from game.play.history import FinishedRun
from game.reports.sent import Result, Status, Turning
from game.telling.debriefing import costs

_LAST_MOMENT: Final = 253_402_300_799_000  # of the year 9999, in milliseconds

Told = Callable[[int, int], None]
"""Told of every run looked at: how many are done, of how many."""


def moment(at: int) -> datetime:
    """A time in UTC milliseconds; what no calendar holds becomes the nearest that it does."""
    return datetime.fromtimestamp(min(max(at, 0), _LAST_MOMENT) // 1000, UTC)


def day(at: int) -> date:
    """The UTC day of a time in UTC milliseconds."""
    return moment(at).date()


def status(run: FinishedRun) -> Status:
    """Whether a run was passed: mastered, and without knowing what would come."""
    return "passed" if run.mastered and not run.stepped_back else "completed"


def opaque(*of: object) -> str:
    """Sixteen hex digits that stand for something without saying what; the same each time."""
    return sha256("\n".join(map(str, of)).encode()).hexdigest()[:16]


class Replays:
    """Finished runs, played again; an encounter is loaded and solved once for all of its runs."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._loaded: dict[tuple[str, str], Loaded | None] = {}

    def replayed(self, run: str) -> tuple[Loaded, Replayed] | None:
        """What it was played on and all its steps; none where that can't be had any more."""
        saved = self._game.progress.runs[run]
        version = (saved.started.encounter, saved.started.play)
        if version not in self._loaded:
            self._loaded[version] = self._game.played(run)
        loaded = self._loaded[version]
        if loaded is None:
            return None
        try:
            return loaded, replay(loaded.compiled(saved.started.temperament), saved.replies)
        except (Refused, EncounterFault, KeyError):
            return None

    def turning(self, run: str) -> Turning | None:
        """Where its costliest reply was given; none where none was costly, or it can't be replayed."""
        found = self.replayed(run)
        if found is None:
            return None
        loaded, replayed = found
        temperament = self._game.progress.runs[run].started.temperament
        _, costly = costs(loaded, temperament, replayed.steps)
        if costly is None:
            return None
        taken = replayed.steps[costly.turn]
        scene = loaded.compiled(temperament).scenes[taken.before.scene].key
        return Turning(scene=scene, reply=taken.reply)


def own_results(
    game: Game, runs: Sequence[FinishedRun], sender: str, told: Told | None = None, turning: bool = True
) -> tuple[Result, ...]:
    """What these runs came to.

    Args:
        game: the game they were played in.
        runs: of its history.
        sender: whom they are numbered for: another sender's numbers don't tell that it was the same run.
        told: told of the progress; solving an encounter takes a second or two.
        turning: whether to look for turning points.
    """
    replays, found = Replays(game), []
    for done, run in enumerate(runs):
        if told:
            told(done, len(runs))
        found.append(
            Result(
                run=opaque(sender, run.run),
                encounter=run.encounter,
                date=day(run.at),
                score=run.score,
                status=status(run),
                skills=dict(run.ratios),
                criticals=run.criticals,
                turning=replays.turning(run.run) if turning else None,
            )
        )
    if told:
        told(len(runs), len(runs))
    return tuple(found)

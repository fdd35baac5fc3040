"""The runs a player finished, each with what it came to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from game.engine.step import EncounterFault, Refused, replay
from game.library.loaded import Loaded
from game.rules.rulebook import Outcome
from game.rules.skills import SKILLS, Skill
from game.saves.events import RunStarted
from game.saves.progress import SavedRun
from game.telling.views import Mode

DAY = 86_400_000
"""Milliseconds. Days are UTC's, so that a day is the same wherever a save is opened."""


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run that reached an ending and stands there.

    Attributes:
        run: its id.
        encounter: the encounter's key.
        at: when it ended, in UTC milliseconds.
        mode, seed, temperament: how it was played, and with whom.
        stepped_back: whether its player knew what would come.
        first: whether it was the first run of this encounter that they began at all.
        ending, outcome, score, mastered: how it came out.
        ratios: 0-1000 per offered skill.
        criticals: how many.
        ratings: what the player rated, 1-5, by what was rated; private to them.
    """

    run: str
    encounter: str
    at: int
    mode: Mode
    seed: int
    temperament: str
    stepped_back: bool
    first: bool
    ending: str
    outcome: Outcome
    score: int
    mastered: bool
    ratios: Mapping[Skill, int]
    criticals: int
    ratings: Mapping[str, int]

    @property
    def day(self) -> int:
        """The number of the UTC day it ended on."""
        return self.at // DAY


def finished_runs(
    runs: Iterable[SavedRun], as_played: Callable[[RunStarted], Loaded | None]
) -> list[FinishedRun]:
    """The runs that stand at an ending, in the order they ended.

    Args:
        runs: from a save, in the order they were begun.
        as_played: gives the encounter a run was played on, for runs whose save doesn't say what they showed; those
            that can't be replayed any more are left out.
    """
    found: list[FinishedRun] = []
    met: set[str] = set()
    for saved in runs:  # in the order they were begun; one that was given up was a meeting too
        first = saved.started.encounter not in met
        met.add(saved.started.encounter)
        if (one := _finished(saved, first, as_played)) is not None:
            found.append(one)
    return sorted(found, key=lambda one: one.at)


def _finished(
    saved: SavedRun, first: bool, as_played: Callable[[RunStarted], Loaded | None]
) -> FinishedRun | None:
    end, started = saved.finished, saved.started
    if end is None:
        return None
    shown, criticals = end.skills, end.criticals
    if shown is None or criticals is None:
        replayed = _replayed(saved, as_played(started))
        if replayed is None:
            return None
        shown, criticals = replayed
    return FinishedRun(
        run=started.run,
        encounter=started.encounter,
        at=saved.last_at,
        mode=started.mode,
        seed=started.seed,
        temperament=started.temperament,
        stepped_back=saved.stepped_back > 0,
        first=first,
        ending=end.ending,
        outcome=end.outcome,
        score=end.score,
        mastered=end.mastered,
        ratios={skill: shown[skill] for skill in SKILLS if skill in shown},
        criticals=criticals,
        ratings=dict(saved.ratings),
    )


def _replayed(saved: SavedRun, loaded: Loaded | None) -> tuple[dict[str, int], int] | None:
    if loaded is None:
        return None
    try:
        score = replay(loaded.compiled(saved.started.temperament), saved.replies).score
    except (Refused, EncounterFault, KeyError):
        return None
    return (
        None
        if score is None
        else ({str(skill): ratio for skill, ratio in score.ratios.items()}, score.criticals)
    )

"""Results to fill a folder with, and a game whose clock a test sets."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from game.engine.step import begin
from game.library.library import Library
from game.play.game import Game
from game.play.run import Run
from game.reports.folder import Person
from game.reports.own import opaque
from game.reports.sent import Result, Results, Status, Turning
from game.rules.skills import Skill
from game.saves.saves import Saves
from tests.library.shelf import SAMPLE, SHELF
from tests.play.test_run import play

TODAY = date(2026, 11, 20)
NOON = 1_795_176_000_000
"""TODAY at noon, in UTC milliseconds."""
DAY = 86_400_000


def result(
    number: int = 1,
    score: int = 700,
    encounter: str = "aisle-seven",
    day: date = TODAY,
    status: Status = "completed",
    skills: dict[Skill, int] | None = None,
    criticals: int = 0,
    turning: Turning | None = None,
) -> Result:
    return Result(
        run=opaque("run", number),
        encounter=encounter,
        date=day,
        score=score,
        status=status,
        skills={"Listen": 500} if skills is None else skills,
        criticals=criticals,
        turning=turning,
    )


def results(
    name: str = "Ann", runs: Sequence[Result] = (), sent: date = TODAY, days: int = 90, who: str = ""
) -> Results:
    return Results(
        sender=opaque("sender", who or name),
        name=name,
        sent=sent,
        until=sent + timedelta(days=days),
        runs=tuple(runs) or (result(day=sent),),
    )


def put(folder: Path, file: Results, name: str | None = None) -> Path:
    path = folder / (name or file.file_name)
    path.write_bytes(file.body())
    return path


def people(scores: Iterable[int], **told: object) -> list[Person]:
    """One person a score, each with one run."""
    return [
        Person(opaque(number), f"Person {number}", (result(number, score, **told),))  # type: ignore[arg-type]
        for number, score in enumerate(scores)
    ]


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


def a_game(saves: Saves | Path | None = None, clock: Clock | None = None, library: Library = SHELF) -> Game:
    opened = Saves.open(saves) if isinstance(saves, Path) else saves or Saves.in_memory()
    return Game(library, opened, now=clock or Clock())


def well_played(game: Game, seed: int = 1) -> Run:
    """The best run of aisle seven that there is."""
    run = game.start(str(SAMPLE), "practice", seed=seed)
    telling = run.telling
    start, _ = begin(telling.compiled)
    return play(run, *telling.loaded.solver(telling.compiled.temperament).best(start).replies)

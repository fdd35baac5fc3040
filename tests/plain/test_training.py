"""Training in lines: the drill, an encounter with its question, and the end of the day."""

from collections.abc import Iterable

import pytest

from game import paths
from game.library.library import Library
from game.plain.training import train_lines
from game.play.game import Game
from game.play.history import DAY
from game.play.run import PlayFault
from game.saves.saves import Saves


class Clock:
    now = 20_000 * DAY

    def __call__(self) -> int:
        self.now += 1000
        return self.now


def a_game(clock: Clock) -> Game:
    return Game(Library(paths.content_dir()), Saves.in_memory(), clock)


def train(game: Game, typed: Iterable[str], plan: str = "") -> str:
    said: list[str] = []
    lines = iter(typed)

    def ask(prompt: str) -> str | None:
        said.append(prompt)
        return next(lines, None)

    train_lines(game, plan, said.append, ask)
    return "\n".join(said)


def test_a_day_is_trained_through_to_its_end() -> None:
    game = a_game(Clock())
    text = train(game, ["", *["1"] * 60, "4", "", "", ""])
    assert "First week: The first customers." in text
    assert "leave feeling heard?" in text
    assert "Two weeks later" in text
    assert "That is all for today" in text
    assert {run.encounter for run in game.history()} == {"aisle-seven", "rerouted-flight"}


def test_the_next_day_begins_with_a_drill() -> None:
    clock = Clock()
    game = a_game(clock)
    train(game, ["", *["1"] * 20])
    clock.now += DAY
    text = train(game, ["1", "x", "1", "q"])
    assert "1. Drill: one line, one reply" in text
    assert any(f"\n{grade}. " in text for grade in ("Best", "Good", "Slip", "Mistake", "Blunder"))
    assert len(game.progress.drills) == 1


def test_stopping_in_the_middle_leaves_the_run_for_the_next_time() -> None:
    game = a_game(Clock())
    train(game, ["1", "1", "q"])
    text = train(game, ["q"])
    assert "go on where you stopped" in text


def test_a_number_that_is_none_is_said() -> None:
    assert "A number from 1 to 2" in train(a_game(Clock()), ["9", "q"])


def test_another_plan_is_taken_up_and_a_wrong_one_refused() -> None:
    game = a_game(Clock())
    assert "Daily: " in train(game, ["q"], "daily")
    with pytest.raises(PlayFault, match="no plan"):
        train(game, [], "weekly")

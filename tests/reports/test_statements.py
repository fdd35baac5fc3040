"""xAPI: every statement is one, says what happened, and is the same the next time."""

import json
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from game.play.game import Game
from game.play.run import Run
from game.reports.statements import lines, statements
from tests.play.test_run import finish
from tests.reports.making import Clock, a_game, well_played


def stated(
    game: Game, account: str = "kim-17", home: str = "https://learning.example"
) -> list[dict[str, Any]]:
    body = lines(statements(game, game.history(), account, home))
    return [json.loads(line) for line in body.decode().splitlines()]


def verbs(found: list[dict[str, Any]]) -> list[str]:
    return [each["verb"]["id"].rpartition("/")[2] for each in found]


@pytest.fixture(scope="module")
def game() -> Game:
    """A game with a run that is mastered, and one of first replies."""
    opened = a_game()
    well_played(opened)
    finish(opened.start("aisle-seven", "practice", seed=7))
    finish(opened.start("billed-three-times", "coached", seed=3))
    return opened


def test_every_statement_is_valid(game: Game) -> None:
    found = stated(game)
    assert len(found) > 20
    for each in found:
        BaseXapiStatement.model_validate(each)


def test_the_models_would_not_take_anything(game: Game) -> None:
    one = stated(game)[0]
    for broken in (one | {"actor": {"name": "Kim"}}, one | {"verb": {"id": "passed"}}, one | {"extra": 1}):
        with pytest.raises(ValidationError):
            BaseXapiStatement.model_validate(broken)


def test_a_run_is_told_from_beginning_to_end() -> None:
    game = a_game()
    run = well_played(game)
    told = [verb for verb in verbs(stated(game)) if verb != "progressed"]
    assert told == ["initialized", *["responded"] * len(run.replies), "completed", "passed", "terminated"]


def test_a_run_that_is_not_mastered_failed(game: Game) -> None:
    assert verbs(stated(game)).count("passed") == 1
    assert verbs(stated(game)).count("failed") == 2


def test_each_reply_is_told_by_its_key_and_scene() -> None:
    game = a_game()
    run = well_played(game)
    responded = [each for each in stated(game) if each["verb"]["id"].endswith("/responded")]
    assert [each["result"]["response"] for each in responded] == list(run.replies)
    scenes = run.telling.loaded.encounter.scenes
    for each in responded:
        scene = each["object"]["id"].rpartition("/scenes/")[2]
        assert each["result"]["response"] in scenes[scene].replies


def test_promises_are_told_when_they_are_made_and_when_they_are_settled() -> None:
    game = a_game()
    run = well_played(game)
    progressed = [each for each in stated(game) if each["verb"]["id"].endswith("/progressed")]
    became = [next(iter(each["result"]["extensions"].values())) for each in progressed]
    made = [promise.status for promise in run.turn.case.promises]
    assert became.count("made") == len(made) > 0
    assert became.count("kept") == made.count("kept")
    assert became[0] == "made"


def test_the_score_is_scaled_and_skills_are_beside_it(game: Game) -> None:
    for each, run in zip(
        [each for each in stated(game) if "score" in each.get("result", {})], game.history(), strict=True
    ):
        assert each["result"]["score"] == {
            "scaled": run.score / 1000,
            "raw": run.score,
            "min": 0,
            "max": 1000,
        }
        [skills] = each["result"]["extensions"].values()
        assert skills == {skill: ratio / 1000 for skill, ratio in run.ratios.items()}
        assert each["result"]["success"] is run.mastered


def test_no_words_and_no_criticals_are_in_it(game: Game) -> None:
    body = json.dumps(stated(game))
    assert "critical" not in body
    for run in (game.resume(each.run) for each in game.history()):
        for line in run.transcript():
            assert line.text not in body


def test_the_actor_is_an_account_and_nothing_else(game: Game) -> None:
    account = {"homePage": "https://learning.example", "name": "kim-17"}
    assert all(each["actor"] == {"objectType": "Agent", "account": account} for each in stated(game))


def test_the_same_run_makes_the_same_bytes_each_time(game: Game) -> None:
    first, second = stated(game), stated(game)
    assert first == second
    ids = [UUID(each["id"]) for each in first]
    assert len(set(ids)) == len(ids)
    assert {each.version for each in ids} == {5}


def test_another_account_makes_other_statements(game: Game) -> None:
    ids = {each["id"] for each in stated(game)}
    assert not ids & {each["id"] for each in stated(game, account="kim-18")}
    assert not ids & {each["id"] for each in stated(game, home="https://other.example")}


def test_a_run_ended_in_another_way_is_another_attempt() -> None:
    clock = Clock()
    game = a_game(clock=clock)
    run = well_played(game)
    before = {each["id"]: each for each in stated(game)}
    clock.now += 60_000
    again = stepped_back(run)
    after = {each["id"]: each for each in stated(game)}
    assert again.turn.ended
    assert not set(before) & set(after), "a store takes no second statement under one id"


def stepped_back(run: Run) -> Run:
    last = run.replies[-1]
    run.step_back()
    run.choose(last)
    return run


def test_one_attempt_is_one_registration(game: Game) -> None:
    assert len({each["context"]["registration"] for each in stated(game)}) == 3


def test_a_run_that_cannot_be_replayed_tells_how_it_came_out(monkeypatch: pytest.MonkeyPatch) -> None:
    game = a_game()
    well_played(game)
    monkeypatch.setattr(game, "played", lambda _: None)
    found = stated(game)
    assert verbs(found) == ["initialized", "completed", "passed", "terminated"]
    for each in found:
        BaseXapiStatement.model_validate(each)

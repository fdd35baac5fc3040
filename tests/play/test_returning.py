"""Somebody comes back whom this very player has met: who, how, and that it changes words alone."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.chance import temperament_for
from game.library.personas import draw_persona
from game.play.game import Game
from game.play.run import Run
from game.telling.views import Turn
from tests.play.test_game import folder_game
from tests.play.test_run import finish, game, play

BACK = "shes-back"


def met(one: Game, encounter: str, test: str, seed: int = 0) -> Run:
    """Play a file's own test to its end, with the first seed from this one on that gives its temperament."""
    loaded = one.library.encounter(encounter)
    wanted = loaded.tests[test].temperament
    seed = next(n for n in range(seed, seed + 99) if temperament_for(loaded.encounter, n) == wanted)
    return play(one.start(encounter, "practice", seed), *loaded.tests[test].choose)


def seed_for(one: Game, temperament: str, start: int = 0) -> int:
    encounter = one.library.encounter(BACK).encounter
    return next(n for n in range(start, start + 99) if temperament_for(encounter, n) == temperament)


def told(run: Run, field: str) -> str:
    """What the persona says of whoever returned, or what the file does."""
    script = run.telling.loaded.script
    return run.telling.persona.get(f"she_{field}") or script.people["she"].says[field]


def test_somebody_served_well_comes_back_with_trust_and_by_her_own_name() -> None:
    one = game()
    before = met(one, "rerouted-flight", "owning it")
    run = one.start(BACK)
    assert run.telling.compiled.temperament == "glad"
    assert told(run, "name") == before.telling.persona["dana_name"]
    assert told(run, "recalls") == "the operation at ten"
    assert any("the operation at ten" in choice.text for choice in run.turn.choices)


def test_somebody_passed_on_comes_back_sore() -> None:
    one = game()
    before = met(one, "rerouted-flight", "passing her on")
    run = one.start(BACK)
    assert run.telling.compiled.temperament == "sore"
    assert told(run, "name") == before.telling.persona["dana_name"]
    assert told(run, "sore") == "one line, and then another line"


def test_what_another_of_the_players_customers_told_stands_beside_it() -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    met(one, "aisle-seven", "owning it")
    run = one.start(BACK)
    assert {told(run, "recalls"), told(run, "other")} == {
        "the operation at ten",
        "the husband sent home on low salt",
    }


def test_with_one_customer_met_the_library_tells_what_another_told() -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    backs = [one.library.encounter(name).script.back for name in one.library.names()]
    run = one.start(BACK)
    assert told(run, "other") in {back.recalls for back in backs if back}
    assert told(run, "other") != told(run, "recalls")


def test_where_nobody_was_met_the_file_tells_who_she_is() -> None:
    one = game()
    finish(one.start("mould", seed=1))  # a man; nothing is told of him
    run = one.start(BACK, seed=4)
    assert run.telling.persona == draw_persona(run.telling.loaded.script, 4)
    assert told(run, "recalls") == "the piano on the landing"


def test_a_run_that_was_not_finished_is_nobodys_past() -> None:
    one = game()
    one.start("rerouted-flight", seed=1).choose("where-by-when")
    run = one.start(BACK, seed=4)
    assert run.telling.persona == draw_persona(run.telling.loaded.script, 4)


def test_she_does_not_come_back_for_having_come_back() -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    for _ in range(3):
        assert told(finish(one.start(BACK)), "about") == "a plane that came down in the wrong city"


def test_a_seed_that_was_asked_for_decides_and_a_past_has_to_fit_it() -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    glad, sore = (one.start(BACK, seed=seed_for(one, which)) for which in ("glad", "sore"))
    assert told(glad, "recalls") == "the operation at ten"
    assert told(sore, "recalls") == "the piano on the landing"
    assert sore.telling.persona == draw_persona(sore.telling.loaded.script, sore.telling.seed)


def test_one_met_long_ago_is_no_longer_among_those_who_return() -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    for seed in range(0, 600, 100):
        met(one, "aisle-seven", "owning it", seed)
    names = {told(one.start(BACK), "about") for _ in range(12)}
    assert names == {"the soup"}


def test_a_ranked_run_has_the_same_past_for_everybody() -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    run = one.start_ranked(one.library.encounter(BACK), "a ticket", 5)
    assert run.telling.persona == draw_persona(run.telling.loaded.script, 5)


def test_who_came_back_is_kept_with_the_run(tmp_path: Path) -> None:
    one = folder_game(tmp_path)
    met(one, "rerouted-flight", "owning it")
    run = one.start(BACK)
    run.choose("i-havent-got-it")
    one.close()
    resumed = folder_game(tmp_path).resume(run.id)
    assert resumed.telling.persona == run.telling.persona
    assert resumed.transcript() == run.transcript()
    assert resumed.run_file().persona == run.telling.persona


def shown(turn: Turn) -> tuple[object, ...]:
    """What of a turn is decided by rules."""
    return (
        [(choice.key, bool(choice.locked)) for choice in turn.choices],
        turn.gauges,
        turn.mood,
        turn.ended,
        turn.inside,
    )


@pytest.fixture(scope="module")
def with_a_past() -> Game:
    one = game()
    met(one, "rerouted-flight", "owning it")
    met(one, "aisle-seven", "pointing")
    met(one, "wet-floor", next(iter(one.library.encounter("wet-floor").tests)))
    return one


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), wander=st.integers(0, 2**16))
def test_a_past_changes_no_choice_no_gauge_and_no_score(with_a_past: Game, seed: int, wander: int) -> None:
    mine, anybodys = with_a_past.start(BACK, seed=seed), game().start(BACK, seed=seed)
    random = Random(wander)
    while not mine.turn.ended:
        assert shown(mine.turn) == shown(anybodys.turn)
        key = random.choice([choice.key for choice in mine.turn.choices if not choice.locked])
        mine.choose(key)
        anybodys.choose(key)
    claims = mine.run_file().claims
    assert claims is not None
    assert claims == anybodys.run_file().claims

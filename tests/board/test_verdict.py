"""A run is worth what replaying it comes to, on the ticket it was played on; everything else is refused."""

from dataclasses import replace
from typing import Any

import pytest

from game.board.verdict import REPLIES_MOST, Ticket, judge
from game.engine.chance import temperament_for
from game.library.loaded import Loaded
from game.library.run_file import Claims, RunFile, RunRefused
from game.rules.clean import clean
from tests.golden.record import names, read

GOLDEN = names()
NAME = "wet-floor.owning-it"


def golden(name: str = NAME, **changed: Any) -> tuple[RunFile, Loaded]:
    """A recorded run, as if it had been played for a board, but for what is changed."""
    run, loaded = read(name)
    assert loaded is not None
    return run.model_copy(update={"mode": "ranked", **changed}), loaded


def ticket(run: RunFile) -> Ticket:
    return Ticket("a-ticket-of-theirs", run.encounter, run.play, run.seed, 1)


def refused(changed: RunFile, loaded: Loaded, on: Ticket | None = None) -> str:
    with pytest.raises(RunRefused) as refusal:
        judge(on or ticket(golden()[0]), changed, loaded)
    return str(refusal.value)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_run_is_worth_what_it_was(name: str) -> None:
    run, loaded = golden(name)
    assert run.claims is not None
    verdict = judge(ticket(run), run, loaded)
    assert (verdict.score, verdict.ending) == (run.claims.score, run.claims.ending)
    assert loaded.compiled(run.temperament).encounter.scenes[verdict.ending].ending is not None


def test_nobody_sends_a_score() -> None:
    run, loaded = golden(claims=None)
    assert judge(ticket(run), run, loaded) == judge(ticket(run), golden()[0], loaded)
    for claims in (Claims(score=1000, ending="shoes"), Claims(score=0, ending=golden()[0].claims.ending)):  # type: ignore[union-attr]
        if claims != golden()[0].claims:
            assert "the run claims" in refused(golden(claims=claims)[0], loaded)


def test_a_run_copied_from_somebody_else_is_refused() -> None:
    """It was played with another seed, and saying it was with mine doesn't help where the customer differs."""
    run, loaded = golden()
    mine = replace(ticket(run), seed=run.seed + 1)
    assert refused(run, loaded, mine) == "this run was played with another seed than its ticket's"


def test_a_copied_run_under_my_seed_is_refused_where_the_customer_is_another() -> None:
    run, loaded = golden()
    seed = next(one for one in range(999) if temperament_for(loaded.encounter, one) != run.temperament)
    said = refused(golden(seed=seed)[0], loaded, replace(ticket(run), seed=seed))
    assert said.startswith(f"seed {seed} gives the temperament")


def test_a_seed_of_ones_own_choice_is_refused() -> None:
    run, loaded = golden()
    for seed in range(run.seed + 1, run.seed + 9):
        assert "another seed" in refused(golden(seed=seed)[0], loaded)


def test_a_forged_reply_is_refused_with_its_turn() -> None:
    run, loaded = golden(claims=None)
    forged = [*run.replies[:2], "give-me-everything", *run.replies[3:]]
    assert refused(golden(claims=None, replies=forged)[0], loaded).startswith("turn 3: ")
    assert "\x1b" not in refused(golden(claims=None, replies=["\x1b[2J\u202e"])[0], loaded)


def test_a_run_that_stops_before_the_end_is_refused() -> None:
    run, loaded = golden(claims=None)
    cut = golden(claims=None, replies=list(run.replies[:-1]))[0]
    assert refused(cut, loaded) == "this run has not reached an ending yet"
    assert refused(golden(claims=None, replies=[])[0], loaded) == "this run has not reached an ending yet"


def test_a_run_that_goes_on_after_the_end_is_refused() -> None:
    run, loaded = golden(claims=None)
    longer = golden(claims=None, replies=[*run.replies, run.replies[-1]])[0]
    assert "already ended" in refused(longer, loaded)


@pytest.mark.parametrize("mode", ["practice", "coached"])
def test_only_ranked_runs_count(mode: str) -> None:
    run, loaded = golden(mode=mode)
    assert refused(run, loaded) == "this run was played for practice, and only ranked runs count"


def test_stepping_back_is_refused() -> None:
    run, loaded = golden(stepped_back=1)
    assert "no stepping back" in refused(run, loaded)


def test_a_run_of_another_encounter_is_refused() -> None:
    run, loaded = golden("aisle-seven.owning-it")
    assert "something else than its ticket is for" in refused(run, loaded)
    disguised = run.model_copy(update={"encounter": "wet-floor"})
    assert "something else than its ticket is for" in refused(disguised, loaded)


def test_a_run_on_an_edited_encounter_is_refused() -> None:
    run, loaded = golden(play="0" * 64)
    assert "something else than its ticket is for" in refused(run, loaded)
    on = replace(ticket(run), play="0" * 64)
    assert "another version" in refused(run, loaded, on), "a ticket of a version that isn't at hand"


def test_replies_without_end_are_refused_before_they_are_replayed() -> None:
    run, loaded = golden(replies=["x"] * (REPLIES_MOST + 1))
    assert refused(run, loaded) == f"this run has more than {REPLIES_MOST} replies"


def test_a_persona_of_ones_own_making_is_worth_nothing() -> None:
    """It is shown and never played by; a board shows none either."""
    run, loaded = golden(persona={"gran_name": "<b>\x1b[2J"}, text="0" * 64)
    assert judge(ticket(run), run, loaded) == judge(ticket(run), golden()[0], loaded)


def test_a_refusal_is_clean() -> None:
    run, loaded = golden(temperament="brisk\x1b[2J\u202e")
    said = refused(run, loaded)
    assert said == clean(said)


def test_a_verdict_knows_a_furious_customer() -> None:
    found = {name: judge(ticket(golden(name)[0]), *golden(name)).hot for name in GOLDEN}
    assert any(found.values())
    assert not all(found.values())

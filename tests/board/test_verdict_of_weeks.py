"""A week is worth what replaying it comes to, on the ticket it was spent on; everything else is refused."""

import json
from dataclasses import replace

import pytest

from game.board.verdict import Ticket, judge
from game.library.run_file import RunFile, RunRefused
from game.library.towns import LoadedTown
from game.rules.clean import clean
from game.town.week_file import WeekClaims, WeekFile, verify_week
from tests.board.weeks import PREVENTING, TOWN, idle, week_of
from tests.golden.record import read
from tests.town.corner import corner_shop

SEED = 7
ON = Ticket("a-ticket-of-theirs", TOWN, corner_shop().play, SEED, 1)


def refused(sent: WeekFile | RunFile, on: Ticket = ON, played: LoadedTown | None = None) -> str:
    with pytest.raises(RunRefused) as refusal:
        judge(on, sent, played or corner_shop())
    return str(refusal.value)


def test_a_week_is_worth_what_its_replay_comes_to() -> None:
    score = verify_week(week_of(SEED), corner_shop()).score
    assert score is not None
    assert judge(ON, week_of(SEED), corner_shop()).score == score.score
    lazy = judge(ON, week_of(SEED, idle(corner_shop())), corner_shop())
    assert lazy.score < score.score


def test_what_a_week_can_not_have_as_a_run_has_it_is_said_honestly() -> None:
    good, lazy = (
        judge(ON, week_of(SEED, choices), corner_shop()) for choices in (PREVENTING, idle(corner_shop()))
    )
    assert (good.mastered, good.outcome, good.harm, good.criticals) == (True, "met", 0, 0)
    assert not lazy.mastered
    assert lazy.outcome != "met"
    assert lazy.harm > 0
    assert lazy.criticals > 0
    assert {(one.hot, one.ending) for one in (good, lazy)} == {(False, "")}


def test_a_broken_promise_is_critical_and_its_harm_counts() -> None:
    promised = ("do:bens-breakfast", "write-it", "go", "on")
    broken = [*promised, *_on_from(promised, breaking=True)]
    kept = [*promised, *_on_from(promised, breaking=False)]
    worse, better = (judge(ON, week_of(SEED, choices), corner_shop()) for choices in (broken, kept))
    assert worse.criticals == better.criticals + 1
    assert worse.harm >= better.harm


def _on_from(before: tuple[str, ...], *, breaking: bool) -> list[str]:
    """The rest of a week in which nothing else is done, and a promise due is kept or not."""
    from game.town.week import options, take
    from tests.town.corner import after, rules

    week, chosen = after(*before), list[str]()
    while offered := options(rules(), week):
        due = [one for one in offered if one.startswith("lapse:" if breaking else "keep:")]
        chosen.append(due[0] if due else "go" if "go" in offered else offered[0])
        week = take(rules(), week, chosen[-1]).after
    return chosen


def test_nobody_sends_a_score() -> None:
    honest = judge(ON, week_of(SEED), corner_shop())
    claimed = week_of(SEED).model_copy(update={"claims": WeekClaims(score=honest.score)})
    assert judge(ON, claimed, corner_shop()) == honest
    more = week_of(SEED).model_copy(update={"claims": WeekClaims(score=honest.score - 1)})
    assert refused(more).startswith(f"the week claims {honest.score - 1}")


def test_a_week_of_another_seed_is_refused() -> None:
    assert refused(week_of(SEED + 1)) == "this week was spent with another seed than its ticket's"


def test_a_week_in_another_town_or_another_version_of_it_is_refused() -> None:
    said = "this week was spent in something else than its ticket is for"
    assert refused(week_of(SEED).model_copy(update={"town": "elsewhere"})) == said
    assert refused(week_of(SEED).model_copy(update={"play": "0" * 64})) == said
    on = replace(ON, play="0" * 64)
    changed = week_of(SEED).model_copy(update={"play": "0" * 64})
    assert "another version" in refused(changed, on), "a ticket of a version that isn't at hand"


def test_a_week_that_is_not_over_is_refused() -> None:
    for choices in ((), PREVENTING[:1], PREVENTING[:-1]):
        assert refused(week_of(SEED, choices)) == "this week is not over yet"


def test_a_week_with_more_choices_than_it_has_is_refused_where_it_ends() -> None:
    said = refused(week_of(SEED, [*PREVENTING, *PREVENTING]))
    assert said.startswith(f"choice {len(PREVENTING) + 1}: ")
    with pytest.raises(RunRefused, match="not a week's file: choices"):
        WeekFile.parse(json.dumps(week_of(SEED).model_dump() | {"choices": ["go"] * 2001}).encode())


def test_a_forged_choice_is_refused_with_its_number_and_cleanly() -> None:
    assert refused(week_of(SEED, [*PREVENTING[:3], "do:everything"])).startswith("choice 4: ")
    said = refused(week_of(SEED, ["\x1b[2J\u202e"]))
    assert said == clean(said)


def test_a_run_is_no_week_and_a_week_no_run() -> None:
    run, loaded = read("aisle-seven.owning-it")
    assert loaded is not None
    ranked = run.model_copy(update={"mode": "ranked"})
    here = Ticket("t", "aisle-seven", run.play, run.seed, 1)
    with pytest.raises(RunRefused, match="something else than its ticket is for"):
        judge(here, week_of(run.seed).model_copy(update={"town": "aisle-seven", "play": run.play}), loaded)
    disguised = ranked.model_copy(update={"encounter": TOWN, "play": ON.play, "seed": SEED})
    assert refused(disguised) == "this run was played on something else than its ticket is for"

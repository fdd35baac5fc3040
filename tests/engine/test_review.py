"""Which reply cost most, and what would have been better there."""

import pytest

from game.engine.encounter import Encounter
from game.engine.review import Costly, costliest, grade_of, graded, shows_most, turning_point
from game.engine.solve import Solver
from game.engine.step import replay, score_of
from game.rules.skills import Skill
from tests.engine.generating import a_run
from tests.engine.making import compiled, encounter, ending, play, reply, scene, the_rulebook


def cost(made: Encounter, *keys: str) -> Costly | None:
    return costliest(compiled(made), play(made, *keys).steps)


def two_turns(full_marks: dict[Skill, int] | None = None) -> Encounter:
    return encounter(
        scene("one", reply("shrug", "minimise", to="two"), reply("see-it", "reflect", to="two")),
        scene(
            "two",
            reply("pass-on", "deflect", to="end"),
            reply("do-it", "own", to="end"),
            reply("say", to="end"),
        ),
        ending("end"),
        full_marks=full_marks,
    )


def test_the_most_harmful_reply_cost_most_whenever_it_came() -> None:
    assert cost(two_turns(), "shrug", "pass-on") == (1, "do-it")
    assert cost(two_turns(), "shrug", "do-it") == (0, "see-it")


def test_without_harm_the_reply_with_the_least_evidence_cost_most() -> None:
    assert cost(two_turns(), "see-it", "say") == (1, "do-it")


def test_among_equals_the_earlier_one_is_told() -> None:
    made = encounter(
        scene("one", reply("shrug", "minimise", to="two"), reply("see-it", "reflect", to="two")),
        scene("two", reply("shrug", "minimise", to="end"), reply("see-it", "reflect", to="end")),
        ending("end"),
    )
    assert cost(made, "shrug", "shrug") == (0, "see-it")


def test_where_every_reply_was_the_best_nothing_cost() -> None:
    assert cost(two_turns(), "see-it", "do-it") is None


def test_evidence_beyond_full_was_not_missed() -> None:
    full: dict[Skill, int] = {"Empathise": 4}
    assert cost(two_turns(full), "see-it", "say") is None


def test_a_question_asked_later_was_only_asked_in_another_order() -> None:
    made = encounter(
        scene(
            "hub",
            reply("which-day", "ask", learns="day"),
            reply("go-on", "ask", to="end"),
            reply("chat", "inform"),
            hub=True,
        ),
        ending("end"),
        full_marks={"Listen": 9},
    )
    assert cost(made, "chat", "which-day", "go-on") is None
    assert cost(made, "chat", "go-on") == (0, "which-day")


def test_an_unfinished_run_is_not_judged() -> None:
    assert cost(two_turns(), "shrug") is None


def grades(made: Encounter, *keys: str) -> list[tuple[int, int, str, str]]:
    solver = Solver(compiled(made))
    return [
        (each.before, each.cost, each.grade, each.better) for each in graded(solver, play(made, *keys).steps)
    ]


def test_a_reply_costs_what_it_took_from_the_best_still_possible() -> None:
    full: dict[Skill, int] = {"Empathise": 4, "Own": 4}
    # 40 and 25 parts of 65: without Empathise a third is left; every harm point takes three percent.
    assert grades(two_turns(full), "see-it", "do-it") == [
        (1000, 0, "Best", "see-it"),
        (1000, 0, "Best", "do-it"),
    ]
    assert grades(two_turns(full), "see-it", "say") == [
        (1000, 0, "Best", "see-it"),
        (1000, 385, "Blunder", "do-it"),
    ]
    assert grades(two_turns(full), "shrug", "do-it") == [
        (1000, 1000 - 384 * 94 // 100, "Blunder", "see-it"),
        (384 * 94 // 100, 0, "Best", "do-it"),
    ]


def test_the_turning_point_is_the_first_of_the_costliest_replies() -> None:
    solver = Solver(compiled(two_turns()))
    assert turning_point(graded(solver, play(two_turns(), "see-it", "pass-on").steps)) == (1, "do-it")
    assert turning_point(graded(solver, play(two_turns(), "see-it", "do-it").steps)) is None


def test_of_replies_as_good_in_the_end_the_one_that_shows_most_at_once_is_recommended() -> None:
    made = encounter(
        scene("one", reply("chat", to="two"), reply("feel", "reflect", to="two"), reply("shrug", to="end")),
        scene("two", reply("say-it", "reflect", to="end")),
        ending("end"),
        full_marks={"Empathise": 4},
    )
    solver = Solver(compiled(made))
    begun = play(made, "shrug").steps
    assert graded(solver, begun)[0].cost == 1000
    assert shows_most(solver, begun[0].before) == "feel"


@pytest.mark.parametrize(
    ("cost", "grade"),
    [
        (0, "Best"),
        (1, "Good"),
        (15, "Good"),
        (16, "Slip"),
        (40, "Slip"),
        (41, "Mistake"),
        (90, "Mistake"),
        (91, "Blunder"),
    ],
)
def test_grades_are_the_rulebooks(cost: int, grade: str) -> None:
    assert grade_of(the_rulebook(), cost) == grade


def test_what_a_run_cost_is_the_sum_of_what_its_replies_cost() -> None:
    for number in range(60):
        run = a_run(number, scenes=5, most_replies=3)
        steps = replay(run.compiled, run.replies).steps
        score = score_of(run.compiled, run.states[-1])
        assert score is not None
        found = graded(Solver(run.compiled), steps)
        if found:
            assert found[0].before - sum(each.cost for each in found) == score.uncapped
            assert all(each.cost >= 0 for each in found)

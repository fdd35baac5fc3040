"""Which reply cost most, and what would have been better there."""

from game.engine.encounter import Encounter
from game.engine.review import Costly, costliest
from game.rules.skills import Skill
from tests.engine.making import compiled, encounter, ending, play, reply, scene


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

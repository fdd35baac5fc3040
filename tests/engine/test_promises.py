"""Promises: kept, renegotiated or broken, and each of them once."""

import pytest

from game.engine.encounter import Encounter, Temperament
from game.engine.step import available
from game.rules.gauges import Gauges
from game.rules.rulebook import Move

from .making import CALM, after, compiled, encounter, ending, evidence, play, reply, scene, where

UNKEPT = "R-52"


def promising(
    *, due: str | None = "due", outlives: bool = False, move: Move = "promise", person: str = "dana"
) -> Encounter:
    """A promise may be made, then comes a scene before it is due, the scene it is due at, and one after."""
    return encounter(
        scene(
            "gate",
            reply("word", move, promises="call", to="before"),
            reply("no-word", "inform", to="before"),
        ),
        scene("before", reply("wait", "inform", to="due"), reply("skip", "inform", to="after")),
        scene(
            "due",
            reply("keep-it", "keep", keeps="call", to="after"),
            reply("change-it", "renegotiate", renegotiates="call", to="after"),
            reply("forget-it", "inform", to="after"),
            reply("forget-it-and-go", "inform", to="end"),
            person=person,
        ),
        scene(
            "after",
            reply("bye", "inform", to="end"),
            reply("keep-late", "keep", keeps="call", to="end"),
            reply("change-late", "renegotiate", renegotiates="call", to="end"),
        ),
        ending("end"),
        due={"call": due},
        outlives="call" if outlives else "",
    )


def test_a_promise_kept_on_the_day_it_is_due_is_not_broken() -> None:
    state = play(promising(), "word", "wait", "keep-it", "bye").state
    assert (state.made, state.kept, state.broken, state.criticals, state.harm) == (1, 1, 0, 0, 0)


def test_a_promise_renegotiated_is_settled() -> None:
    state = play(promising(), "word", "wait", "change-it", "bye").state
    assert (state.kept, state.renegotiated, state.broken, state.criticals) == (0, 1, 0, 0)


def test_leaving_the_scene_it_was_due_at_breaks_a_promise() -> None:
    assert after(promising(), "word", "wait", "forget-it") == ("R-16", UNKEPT)


def test_a_broken_promise_is_critical_and_costs_eight_of_trust_and_three_harm() -> None:
    before = play(promising(), "word", "wait").state
    state = play(promising(), "word", "wait", "forget-it").state
    # The informing of the same reply gives two.
    assert state.gauges == before.gauges._replace(trust=before.trust + 2 - 8)
    assert (state.harm, state.criticals, state.broken) == (3, 1, 1)


def test_a_promise_breaks_after_the_moves_of_the_reply_that_leaves() -> None:
    """Trust first rises to its end, then falls by eight: not the other way round."""
    trusting = {"calm": Temperament(Gauges(10, 19))}
    made = encounter(
        scene("gate", reply("word", "promise", "own", promises="call", to="due")),
        scene("due", reply("forget-it", "inform", to="after")),
        scene("after", reply("over", to="end")),
        ending("end"),
        due={"call": "due"},
        temperaments=trusting,
    )
    assert play(made, "word", "forget-it").state.trust == 12


def test_a_promise_is_broken_once_and_not_again_at_the_ending() -> None:
    assert play(promising(), "word", "wait", "forget-it", "bye").state.criticals == 1
    assert play(promising(), "word", "wait", "forget-it-and-go").state.criticals == 1


def test_a_promise_never_made_is_never_broken() -> None:
    state = play(promising(), "no-word", "wait", "forget-it", "bye").state
    assert (state.made, state.broken, state.criticals) == (0, 0, 0)


def test_leaving_an_earlier_scene_breaks_nothing() -> None:
    assert after(promising(), "word", "wait") == ("R-16",)


def test_a_promise_whose_scene_is_never_reached_breaks_at_the_ending() -> None:
    made = promising()
    assert after(made, "word", "skip") == ("R-16",)
    assert after(made, "word", "skip", "bye") == ("R-16", UNKEPT)


def test_a_promise_that_outlives_the_talk_is_still_open_at_the_ending() -> None:
    made = promising(due=None, outlives=True)
    state = play(made, "word", "wait", "forget-it", "bye").state
    assert (state.made, state.kept, state.renegotiated, state.broken, state.criticals) == (1, 0, 0, 0, 0)


def test_a_promise_that_outlives_the_talk_still_breaks_where_it_is_due() -> None:
    made = promising(outlives=True)
    assert after(made, "word", "wait", "forget-it") == ("R-16", UNKEPT)
    assert after(made, "word", "skip", "bye") == ("R-16",)


def test_a_promise_may_be_kept_before_it_is_due() -> None:
    assert play(promising(), "word", "skip", "keep-late").state.criticals == 0


def test_an_overpromise_is_critical_when_it_breaks() -> None:
    state = play(promising(move="overpromise"), "word", "wait", "forget-it").state
    assert (state.criticals, state.harm) == (1, 2 + 3)


def test_an_overpromise_that_can_be_kept_after_all_is_not_critical() -> None:
    state = play(promising(move="overpromise"), "word", "wait", "keep-it", "bye").state
    assert (state.criticals, state.harm) == (0, 2)


def test_a_promise_broken_inside_costs_the_customers_trust_all_the_same() -> None:
    """It was made to them, wherever the player stands; the one gauge that moves inside."""
    made = promising(person="ravi")
    before = play(made, "word", "wait").state
    assert play(made, "word", "wait", "forget-it").state.gauges == before.gauges._replace(
        trust=before.trust - 8
    )


def test_where_there_is_no_customer_a_broken_promise_moves_no_gauge() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call", to="end"), person="ravi"),
        ending("end"),
        people={"ravi": "colleague"},
        temperaments={},
    )
    state = play(made, "word").state
    assert state.gauges == Gauges()
    assert (state.criticals, state.harm) == (1, 3)


def test_a_promise_made_in_the_very_scene_it_is_due_at_breaks_at_once() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call", to="two")),
        scene("two", reply("over", to="end")),
        ending("end"),
        due={"call": "one"},
    )
    assert after(made, "word") == ("R-11", UNKEPT)


def test_two_promises_break_one_by_one() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call letter", to="two")),
        scene("two", reply("over", to="end")),
        ending("end"),
    )
    assert after(made, "word", "over") == ("R-16", UNKEPT, UNKEPT)
    state = play(made, "word", "over").state
    assert (state.criticals, state.harm, state.trust) == (2, 6, 0)


def test_of_two_promises_only_the_one_that_is_due_breaks() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call letter", to="two")),
        scene("two", reply("go", to="three")),
        scene("three", reply("both", "keep", keeps="letter", to="end")),
        ending("end"),
        due={"call": "two", "letter": "three"},
    )
    assert after(made, "word", "go") == ("R-16", UNKEPT)
    assert play(made, "word", "go", "both").state.criticals == 1


def test_giving_the_same_word_twice_shows_nothing_new() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call", to="two")),
        scene("two", reply("again", "promise", promises="call", to="three")),
        scene("three", reply("over", to="end")),
        ending("end"),
    )
    assert evidence(play(made, "word", "again")) == {"Own": 3}
    assert play(made, "word", "again").state.trust == CALM.trust + 2


@pytest.mark.parametrize(
    ("said", "choices"),
    [
        (("word", "wait"), {"keep-it", "change-it", "forget-it", "forget-it-and-go"}),
        (("no-word", "wait"), {"forget-it", "forget-it-and-go"}),
        (("word", "wait", "keep-it"), {"bye"}),
        (("word", "wait", "change-it"), {"bye"}),
        (("word", "skip"), {"bye", "keep-late", "change-late"}),
    ],
)
def test_only_an_open_promise_can_be_kept_or_renegotiated(said: tuple[str, ...], choices: set[str]) -> None:
    made = promising()
    assert set(available(compiled(made), play(made, *said).state)) == choices


def test_a_promise_once_broken_can_be_neither_kept_nor_renegotiated() -> None:
    """A promise is kept, renegotiated or broken: one of the three."""
    made = promising()
    assert list(available(compiled(made), play(made, "word", "wait", "forget-it").state)) == ["bye"]


def test_keeping_two_promises_at_once_needs_both_open() -> None:
    made = encounter(
        scene(
            "one",
            reply("both", "promise", promises="call letter", to="two"),
            reply("half", "promise", promises="call", to="two"),
        ),
        scene("two", reply("keep-both", "keep", keeps="call letter", to="end"), reply("go", to="end")),
        ending("end"),
    )
    assert "keep-both" in available(compiled(made), play(made, "both").state)
    assert "keep-both" not in available(compiled(made), play(made, "half").state)


def test_a_hub_is_left_through_otherwise_as_well() -> None:
    made = encounter(
        scene("gate", reply("word", "promise", promises="call", to="hub")),
        scene("hub", reply("chat", "inform"), hub=True, otherwise="next"),
        scene("next", reply("over", to="end")),
        ending("end"),
        due={"call": "hub"},
    )
    assert after(made, "word", "chat") == ("R-16", UNKEPT)


def test_staying_in_a_hub_breaks_nothing() -> None:
    made = encounter(
        scene("gate", reply("word", "promise", promises="call", to="hub")),
        scene("hub", reply("chat", "inform"), reply("go", "inform", to="next"), hub=True),
        scene("next", reply("over", to="end")),
        ending("end"),
        due={"call": "hub"},
    )
    assert after(made, "word", "chat") == ("R-16",)
    assert after(made, "word", "chat", "go") == ("R-16", UNKEPT)


def test_playing_straight_through_the_scene_it_was_due_at_breaks_a_promise() -> None:
    made = encounter(
        scene("gate", reply("word", "promise", promises="call", to="morning")),
        scene("morning", person="nobody", otherwise="next"),
        scene("next", reply("over", to="end")),
        ending("end"),
        due={"call": "morning"},
    )
    assert after(made, "word") == ("R-11", UNKEPT)


def test_what_a_promise_came_to_can_be_asked_by_the_ways_on_of_the_same_reply() -> None:
    made = encounter(
        scene("gate", reply("word", "promise", promises="call", to="due")),
        scene(
            "due",
            reply("keep-it", "keep", keeps="call", to=[("kept(call)", "good"), "bad"]),
            reply(
                "change-it", "renegotiate", renegotiates="call", to=[("renegotiated(call)", "good"), "bad"]
            ),
            reply("forget-it", to=[("broken(call) and promised(call)", "bad"), "good"]),
        ),
        ending("good"),
        ending("bad", "lost"),
        due={"call": "due"},
    )
    assert where(made, play(made, "word", "keep-it")) == "good"
    assert where(made, play(made, "word", "change-it")) == "good"
    assert where(made, play(made, "word", "forget-it")) == "bad"

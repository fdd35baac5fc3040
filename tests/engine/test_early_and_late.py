"""Solutions before the customer was heard, and the places where solving comes first."""

import pytest

from game.engine.encounter import Encounter, Scene, Temperament
from game.rules.gauges import Gauges
from game.rules.rulebook import Move
from game.rules.skills import Skill

from .making import CALM, after, encounter, ending, evidence, last_changes, play, reply, scene

SOLUTIONS: tuple[Move, ...] = ("act", "options", "recommend", "hand_over")
ON_ITS_OWN_SKILL: dict[Move, Skill] = {"act": "Act", "options": "Act", "recommend": "Act", "hand_over": "Own"}
OTHERS: tuple[Move, ...] = ("inform", "own", "rescue", "prevent", "boundary", "say_back")


def heard(amount: int, needs: int = 2) -> dict[str, Temperament]:
    return {"calm": Temperament(CALM._replace(heard=amount), needs)}


def one_reply(*moves: Move, heard_before: int = 0, needs: int = 2, person: str = "dana") -> Encounter:
    return encounter(
        scene("one", reply("it", *moves, hands_to="ravi", to="two"), person=person),
        scene("two", reply("over", to="end")),
        ending("end"),
        temperaments=heard(heard_before, needs),
    )


@pytest.mark.parametrize("move", SOLUTIONS)
def test_acting_before_heard_earns_a_quarter(move: Move) -> None:
    assert evidence(play(one_reply(move), "it")) == {ON_ITS_OWN_SKILL[move]: 1}


@pytest.mark.parametrize("move", SOLUTIONS)
def test_acting_before_heard_heats_up_does_harm_and_does_none_of_its_own_good(move: Move) -> None:
    state = play(one_reply(move), "it").state
    assert state.gauges == CALM._replace(heat=CALM.heat + 2)
    assert (state.harm, state.criticals) == (1, 0)


@pytest.mark.parametrize("move", SOLUTIONS)
def test_an_early_solution_says_so(move: Move) -> None:
    [change] = last_changes(one_reply(move), "it")
    assert (change.rule.id, change.move, change.early) == ("R-50", move, True)


@pytest.mark.parametrize("move", SOLUTIONS)
def test_an_early_hand_over_still_names_the_person(move: Move) -> None:
    assert play(one_reply(move), "it").state.holder > 1


@pytest.mark.parametrize("move", SOLUTIONS)
@pytest.mark.parametrize(("needs", "before"), [(2, 2), (2, 4), (0, 0), (3, 3), (4, 4)])
def test_once_heard_nothing_is_early(move: Move, needs: int, before: int) -> None:
    [change] = last_changes(one_reply(move, heard_before=before, needs=needs), "it")
    assert not change.early
    assert change.rule.id != "R-50"


@pytest.mark.parametrize(("needs", "before"), [(1, 0), (2, 1), (3, 2), (4, 3)])
def test_how_much_hearing_it_takes_is_the_temperaments(needs: int, before: int) -> None:
    assert after(one_reply("act", heard_before=before, needs=needs), "it") == ("R-50",)


@pytest.mark.parametrize("move", OTHERS)
def test_what_offers_no_solution_is_never_early(move: Move) -> None:
    assert "R-50" not in after(one_reply(move), "it")


@pytest.mark.parametrize("move", SOLUTIONS)
@pytest.mark.parametrize("person", ["ravi", "lee", "nobody"])
def test_away_from_the_customer_nothing_is_early(move: Move, person: str) -> None:
    made = one_reply(move, person=person)
    assert evidence(play(made, "it")) == {ON_ITS_OWN_SKILL[move]: 4}
    assert play(made, "it").state.harm == 0


def test_hearing_them_first_in_the_same_reply_is_in_time() -> None:
    assert after(one_reply("reflect", "act", heard_before=1), "it") == ("R-04", "R-18")


def test_acting_first_and_hearing_them_after_is_early() -> None:
    made = one_reply("act", "reflect", heard_before=1)
    assert after(made, "it") == ("R-50", "R-04")
    assert evidence(play(made, "it")) == {"Act": 1, "Empathise": 4}


def test_two_early_solutions_in_one_reply_are_early_twice() -> None:
    state = play(one_reply("act", "options"), "it").state
    assert (state.heat, state.harm) == (CALM.heat + 4, 2)


def test_what_they_said_inside_does_not_make_the_customer_heard() -> None:
    made = encounter(
        scene("inside", reply("listen", "reflect", "say_back", cites="", to="outside"), person="ravi"),
        scene("outside", reply("it", "act", to="end")),
        ending("end"),
    )
    assert after(made, "listen", "it") == ("R-50",)


@pytest.mark.parametrize("moves", [("keep", "act"), ("act", "keep")])
def test_a_reply_that_keeps_a_promise_is_never_early(moves: tuple[Move, Move]) -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call", to="two")),
        scene("two", reply("it", *moves, keeps="call", to="end")),
        ending("end"),
    )
    assert "R-50" not in after(made, "word", "it")
    assert evidence(play(made, "word", "it")) == {"Own": 7, "Act": 4}


def test_renegotiating_does_not_make_a_solution_timely() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call", to="two")),
        scene("two", reply("it", "renegotiate", "act", renegotiates="call", to="end")),
        ending("end"),
    )
    assert after(made, "word", "it") == ("R-14", "R-50")


# Danger: act first

DANGER = scene(
    "danger", reply("cut-the-gas", "act", to="then"), reply("and-you-are", "ask", to="then"), act_first=True
)


def danger(*before: tuple[str, Scene]) -> Encounter:
    """Whatever comes first, then danger, then a scene in which to act."""
    return encounter(
        *before,
        DANGER,
        scene("then", reply("act-then", "act", to="later")),
        scene("later", reply("act-later", "options", to="end")),
        ending("end"),
    )


def test_where_danger_asks_for_it_acting_at_once_is_right() -> None:
    assert after(danger(), "cut-the-gas") == ("R-18",)


def test_after_danger_nothing_is_early_any_more() -> None:
    assert after(danger(), "and-you-are", "act-then") == ("R-18",)
    assert after(danger(), "cut-the-gas", "act-then", "act-later") == ("R-17",)


def test_before_danger_a_solution_is_early_all_the_same() -> None:
    made = danger(scene("before", reply("act-before", "act", to="danger")))
    assert after(made, "act-before") == ("R-50",)


def test_danger_passed_through_makes_everything_after_it_urgent() -> None:
    made = encounter(
        scene("one", reply("go", "inform", to="smell")),
        scene("smell", person="nobody", act_first=True, otherwise="then"),
        scene("then", reply("it", "act", to="end")),
        ending("end"),
    )
    assert after(made, "go", "it") == ("R-18",)


def test_danger_on_another_way_makes_nothing_urgent_here() -> None:
    made = encounter(
        scene("one", reply("safe", "inform", to="calm"), reply("unsafe", "inform", to="danger")),
        DANGER,
        scene("calm", reply("it", "act", to="then")),
        scene("then", reply("over", to="end")),
        ending("end"),
    )
    assert after(made, "safe", "it") == ("R-50",)


@pytest.mark.parametrize("move", ["ask", "reflect", "own", "inform", "rescue"])
def test_in_danger_a_reply_without_a_solution_is_late(move: Move) -> None:
    made = encounter(
        scene("danger", reply("it", move, to="then"), act_first=True),
        scene("then", reply("over", to="end")),
        ending("end"),
    )
    rules = after(made, "it")
    assert rules[-1] == "R-51"
    assert len(rules) == 2
    assert play(made, "it").state.harm == 2


@pytest.mark.parametrize("move", SOLUTIONS)
@pytest.mark.parametrize("place", [0, 1])
def test_in_danger_a_solution_among_the_moves_is_in_time(move: Move, place: int) -> None:
    moves: list[Move] = ["reflect"]
    moves.insert(place, move)
    made = encounter(
        scene("danger", reply("it", *moves, hands_to="ravi", to="end"), act_first=True), ending("end")
    )
    assert play(made, "it").state.harm == 0


def test_late_is_late_inside_as_well() -> None:
    made = encounter(
        scene("danger", reply("it", "bring_facts", to="end"), act_first=True, person="ravi"), ending("end")
    )
    assert after(made, "it") == ("R-22", "R-51")


def test_after_danger_nothing_is_late() -> None:
    made = encounter(DANGER, scene("then", reply("it", "ask", to="end")), ending("end"))
    assert after(made, "cut-the-gas", "it") == ("R-02",)


def test_being_late_moves_no_gauge() -> None:
    made = encounter(scene("danger", reply("it", "prevent", to="end"), act_first=True), ending("end"))
    assert play(made, "it").state.gauges == Gauges(*CALM)

"""The move table of DESIGN, section 2, row by row: what each move shows, does and costs."""

from typing import NamedTuple

import pytest

from game.engine.encounter import Encounter, Temperament
from game.engine.step import Step
from game.rules.gauges import Gauges
from game.rules.rulebook import BRINGS, MOVES, Move
from game.rules.skills import Skill, unpack_evidence

from .making import (
    CALM,
    encounter,
    ending,
    evidence,
    last_changes,
    play,
    reply,
    scene,
    the_rulebook,
    where,
)


class Row(NamedTuple):
    """What a move does to a calm customer who feels heard, when made for the first time."""

    evidence: dict[Skill, int]
    heat: int = 0
    trust: int = 0
    heard: int = 0
    effort: int = 0
    harm: int = 0


TABLE: dict[Move, Row] = {
    "ask": Row({"Listen": 3}, heard=1),
    "say_back": Row({"Listen": 4}, heat=-2, heard=1),
    "reflect": Row({"Empathise": 4}, heat=-3, trust=2, heard=1),
    "sympathise": Row({"Empathise": 2}, heat=-1),
    "apologise": Row({"Empathise": 2}, heat=-2),
    "own": Row({"Own": 4}, trust=2),
    "promise": Row({"Own": 3}, trust=2),
    "keep": Row({"Own": 4}, trust=2),
    "renegotiate": Row({"Own": 2}, trust=-1),
    "hand_over": Row({"Own": 4}),
    "inform": Row({"Act": 2}, trust=2),
    "options": Row({"Act": 4}, trust=2),
    "act": Row({"Act": 4}, heat=-2, trust=2),
    "recommend": Row({"Act": 4}),
    "boundary": Row({"Own": 2}, heat=-1),
    "prevent": Row({"Prevent": 4}),
    "log_it": Row({"Prevent": 2}),
    "rescue": Row({"Act": 4}),
    "deflect": Row({}, heat=4, trust=-4, effort=1, harm=3),
    "transfer_cold": Row({}, heat=4, trust=-4, effort=1, harm=3),
    "blame": Row({}, heat=3, trust=-2, harm=2),
    "minimise": Row({}, heat=3, trust=-2, harm=2),
    "argue": Row({}, heat=3, trust=-2, harm=2),
    "script": Row({}, heat=2, effort=1, harm=2),
    "stall": Row({}, heat=2, effort=1, harm=2),
    "overpromise": Row({}, trust=3, harm=2),
    "push": Row({}, trust=-4, harm=2),
    "misfit": Row({}, heat=1, trust=-2, effort=1, harm=2),
    "grovel": Row({}, trust=-1, harm=1),
    "bring_facts": Row({"Advocate": 1}),
    "bring_plan": Row({"Advocate": 1}),
    "bring_stake": Row({"Advocate": 1}),
    "bring_right_person": Row({"Advocate": 1}),
    "fold": Row({}, harm=2),
    "fight": Row({}, harm=2),
}
INSIDE_ONLY: tuple[Move, ...] = (*BRINGS, "fold", "fight")
WITH_THE_CUSTOMER = [move for move in TABLE if move not in INSIDE_ONLY]

HEARD = {"calm": Temperament(CALM._replace(heard=2))}
OPENS_A_PROMISE: tuple[Move, ...] = ("promise", "overpromise")
SETTLES_A_PROMISE: tuple[Move, ...] = ("keep", "renegotiate")


def made_once(move: Move, person: str) -> Encounter:
    """Two scenes: in the first a promise may be opened, in the second the move is made."""
    return encounter(
        scene(
            "first",
            reply("go-on", "log_it", to="second"),
            reply("give-your-word", "promise", promises="call", to="second"),
            person=person,
        ),
        scene(
            "second",
            reply(
                "it", move, to="third",
                learns="surgeon" if move == "ask" else "",
                promises="call" if move in OPENS_A_PROMISE else "",
                keeps="call" if move == "keep" else "",
                renegotiates="call" if move == "renegotiate" else "",
                hands_to="ravi" if move == "hand_over" else None,
            ),
            person=person,
        ),
        scene("third", reply("over", to="end")),
        ending("end"),
        temperaments=HEARD,
    )  # fmt: skip


def the_move(move: Move, person: str = "dana") -> Row:
    first = "give-your-word" if move in SETTLES_A_PROMISE else "go-on"
    return what_it_did(play(made_once(move, person), first, "it").steps[-1])


def what_it_did(taken: Step) -> Row:
    """A step as a row of the table."""
    before, after = taken.before, taken.after
    heat, trust, heard, effort = (end - start for start, end in zip(before.gauges, after.gauges, strict=True))
    gained = unpack_evidence(after.evidence - before.evidence)
    return Row(
        {skill: amount for skill, amount in gained.items() if amount},
        heat, trust, heard, effort, after.harm - before.harm,
    )  # fmt: skip


def test_the_table_knows_every_move() -> None:
    assert set(TABLE) == set(MOVES) == set(the_rulebook().moves)
    assert len(TABLE) == 35


@pytest.mark.parametrize("move", WITH_THE_CUSTOMER)
def test_each_move_shows_does_and_costs_what_the_design_says(move: Move) -> None:
    assert the_move(move) == TABLE[move]


@pytest.mark.parametrize("person", ["ravi", "nobody", "lee"])
@pytest.mark.parametrize("move", MOVES)
def test_away_from_the_customer_a_move_shows_and_costs_the_same_and_moves_no_gauge(
    move: Move, person: str
) -> None:
    row = TABLE[move]
    assert the_move(move, person) == Row(row.evidence, harm=row.harm)


@pytest.mark.parametrize("move", MOVES)
def test_only_a_broken_promise_and_a_last_brush_off_are_critical(move: Move) -> None:
    assert not any(rule.critical for rule in the_rulebook().moves[move].rules)
    assert {name for name, rule in the_rulebook().events.items() if rule.critical} == {"unkept", "ended_by"}


def test_the_moves_that_solve_deflect_and_rescue_are_those_of_the_design() -> None:
    moves = the_rulebook().moves
    assert {move for move in MOVES if moves[move].solves} == {"act", "options", "recommend", "hand_over"}
    assert {move for move in MOVES if moves[move].deflects} == {"deflect", "transfer_cold"}
    assert {move for move in MOVES if moves[move].rescues} == {"rescue"}


def test_every_rule_has_a_sentence_and_a_source() -> None:
    for rule in the_rulebook().all_rules().values():
        assert rule.says.strip()
        assert rule.source.strip()


# Moves that turn: the second time is not the first


def again_and_again(*moves: Move, person: str = "dana", learns: str = "") -> Encounter:
    """One scene after another, in each of which one of the moves is made; replies are `turn-0`, `turn-1` …"""
    scenes = [
        scene(
            f"scene-{turn}", reply(f"turn-{turn}", move, to=f"scene-{turn + 1}", learns=learns), person=person
        )
        for turn, move in enumerate(moves)
    ]
    after_all = scene(f"scene-{len(moves)}", reply("over", to="end"))
    return encounter(*scenes, after_all, ending("end"))


def turns(made: Encounter) -> list[Row]:
    """What each turn of `again_and_again` did."""
    keys = [f"turn-{turn}" for turn in range(len(made.scenes) - 2)]
    return [what_it_did(taken) for taken in play(made, *keys).steps]


def test_a_question_that_learns_something_new_shows_more_and_lets_them_feel_heard() -> None:
    assert turns(again_and_again("ask", learns="surgeon")) == [Row({"Listen": 3}, heard=1)]


def test_a_question_that_learns_nothing_shows_a_little_and_moves_nothing() -> None:
    assert turns(again_and_again("ask")) == [Row({"Listen": 1})]


def test_asking_again_for_what_is_known_learns_nothing() -> None:
    assert turns(again_and_again("ask", "ask", learns="surgeon")) == [
        Row({"Listen": 3}, heard=1),
        Row({"Listen": 1}),
    ]


def test_a_question_that_brings_one_new_fact_beside_a_known_one_still_learns() -> None:
    made = encounter(
        scene("one", reply("first", "ask", learns="surgeon", to="two")),
        scene("two", reply("second", "ask", learns="surgeon phone", to="three")),
        scene("three", reply("over", to="end")),
        ending("end"),
    )
    assert evidence(play(made, "first", "second")) == {"Listen": 6}


def test_generic_sympathy_helps_once_and_grates_from_then_on() -> None:
    assert turns(again_and_again("sympathise", "sympathise", "sympathise")) == [
        Row({"Empathise": 2}, heat=-1),
        Row({}, heat=1, harm=1),
        Row({}, heat=1, harm=1),
    ]


def test_one_apology_helps_two_are_idle_and_three_do_harm() -> None:
    assert turns(again_and_again("apologise", "apologise", "apologise", "apologise")) == [
        Row({"Empathise": 2}, heat=-2),
        Row({}),
        Row({}, heat=2, harm=1),
        Row({}, heat=2, harm=1),
    ]


def test_apologies_and_sympathy_are_counted_apart() -> None:
    assert turns(again_and_again("sympathise", "apologise")) == [
        Row({"Empathise": 2}, heat=-1),
        Row({"Empathise": 2}, heat=-2),
    ]


def test_saying_sorry_inside_uses_up_the_apology_the_customer_would_have_got() -> None:
    made = encounter(
        scene("inside", reply("sorry-ravi", "apologise", to="outside"), person="ravi"),
        scene("outside", reply("sorry-dana", "apologise", to="three")),
        scene("three", reply("over", to="end")),
        ending("end"),
    )
    assert [change.rule.id for change in last_changes(made, "sorry-ravi", "sorry-dana")] == ["R-08"]


def test_the_same_move_twice_in_one_reply_is_the_second_time_already() -> None:
    made = encounter(
        scene("one", reply("gush", "sympathise", "sympathise", to="end")), ending("end"), temperaments=HEARD
    )
    assert [change.rule.id for change in last_changes(made, "gush")] == ["R-05", "R-06"]


def test_sixteen_apologies_are_no_first_one() -> None:
    """The counter has an end and stays there."""
    many: list[Move] = ["apologise"] * 20
    assert [row.harm for row in turns(again_and_again(*many))] == [0, 0, *[1] * 18]


# Inside: bringing


@pytest.mark.parametrize("move", BRINGS)
def test_what_was_brought_to_a_colleague_counts_once(move: Move) -> None:
    assert turns(again_and_again(move, move, person="ravi")) == [Row({"Advocate": 1}), Row({})]


@pytest.mark.parametrize("move", BRINGS)
def test_another_colleague_has_not_heard_it_yet(move: Move) -> None:
    made = encounter(
        scene("ravi", reply("first", move, to="mia"), person="ravi"),
        scene("mia", reply("second", move, to="end"), person="mia"),
        ending("end"),
    )
    assert evidence(play(made, "first", "second")) == {"Advocate": 2}


def test_the_four_things_to_bring_are_four_things() -> None:
    assert [row.evidence for row in turns(again_and_again(*BRINGS, person="ravi"))] == [{"Advocate": 1}] * 4


def test_brought_counts_what_this_colleague_was_brought() -> None:
    made = encounter(
        scene("mia", reply("plan", "bring_plan", to="ravi"), person="mia"),
        scene("ravi", reply("both", "bring_plan", "bring_stake", to="again"), person="ravi"),
        scene(
            "again",
            reply("facts", "bring_plan", "bring_facts", to=[("brought(ravi) >= 3", "yes"), "no"]),
            person="ravi",
        ),
        ending("yes"),
        ending("no", "lost"),
    )
    assert where(made, play(made, "plan", "both", "facts")) == "yes"


# Whose name stands on the case

NOBODYS, MINE, DANA, RAVI = 0, 1, 2, 3


def test_the_case_is_nobodys_at_first_and_mine_once_i_own_it() -> None:
    made = again_and_again("inform", "own", "inform")
    assert [taken.after.holder for taken in play(made, "turn-0", "turn-1", "turn-2").steps] == [
        NOBODYS,
        MINE,
        MINE,
    ]


def test_a_warm_hand_over_puts_the_named_person_on_the_case() -> None:
    made = encounter(
        scene("one", reply("mine", "own", to="two")),
        scene("two", reply("ravis", "hand_over", hands_to="ravi", to="three")),
        scene("three", reply("back", "own", to="end")),
        ending("end"),
    )
    assert [taken.after.holder for taken in play(made, "mine", "ravis", "back").steps] == [MINE, RAVI, MINE]


@pytest.mark.parametrize("moves", [("own", "hand_over"), ("hand_over", "own")])
def test_owning_and_handing_over_in_one_reply_leaves_it_with_the_other(moves: tuple[Move, Move]) -> None:
    made = encounter(scene("one", reply("both", *moves, hands_to="ravi", to="end")), ending("end"))
    assert play(made, "both").state.holder == RAVI


def test_brushing_them_off_does_not_take_my_name_off_the_case() -> None:
    assert play(again_and_again("own", "deflect"), "turn-0", "turn-1").state.holder == MINE


# Deflecting


@pytest.mark.parametrize("move", ["deflect", "transfer_cold"])
def test_a_brush_off_is_critical_when_it_ends_the_encounter(move: Move) -> None:
    made = encounter(scene("one", reply("off", move, to="end")), ending("end", "lost"))
    replayed = play(made, "off")
    assert replayed.state.criticals == 1
    assert [change.rule.id for change in replayed.steps[-1].changes][-1] == "R-53"


@pytest.mark.parametrize("move", ["deflect", "transfer_cold"])
def test_a_brush_off_that_is_not_the_end_is_no_critical(move: Move) -> None:
    replayed = play(again_and_again(move, "inform"), "turn-0", "turn-1", "over")
    assert replayed.state.criticals == 0
    assert replayed.score is not None
    assert not replayed.score.mastered


def test_a_brush_off_that_ends_it_by_way_of_a_scene_without_replies_is_critical() -> None:
    made = encounter(
        scene("one", reply("off", "deflect", to="she-walks-away")),
        scene("she-walks-away", otherwise="doors-close", person="nobody"),
        scene(
            "doors-close", reply("never", when="knows(surgeon)", cites="surgeon", to="end"), otherwise="end"
        ),
        ending("end", "lost"),
    )
    replayed = play(made, "off")
    assert where(made, replayed) == "end"
    assert replayed.state.criticals == 1


def test_a_brush_off_as_the_last_word_of_a_hub_that_ends_it_is_critical() -> None:
    made = encounter(scene("one", reply("off", "deflect"), hub=True, otherwise="end"), ending("end", "lost"))
    assert play(made, "off").state.criticals == 1


def test_two_brush_offs_in_one_reply_end_it_once() -> None:
    made = encounter(scene("one", reply("off", "deflect", "transfer_cold", to="end")), ending("end", "lost"))
    state = play(made, "off").state
    assert (state.criticals, state.harm) == (1, 6)


def test_an_ending_reached_by_another_move_is_not_ended_by_an_earlier_brush_off() -> None:
    assert play(again_and_again("deflect"), "turn-0", "over").state.criticals == 0


# Rescue


def test_a_rescue_halves_what_prevention_can_count() -> None:
    made = encounter(
        scene("one", reply("hero", "rescue", to="two")),
        scene("two", reply("mend", "prevent", to="end")),
        ending("end"),
        full_marks={"Prevent": 4, "Act": 4},
    )
    score = play(made, "hero", "mend").score
    assert score is not None
    assert score.ratios == {"Act": 1000, "Prevent": 500}


# Gauges at their ends


def test_gauges_stop_at_their_ends_move_by_move() -> None:
    """A fall beyond 0 is not made up for by a rise in the same reply."""
    cool = {"calm": Temperament(Gauges(heat=1, trust=19, heard=4))}
    made = encounter(
        scene("one", reply("both", "reflect", "blame", to="end")), ending("end"), temperaments=cool
    )
    first, second = last_changes(made, "both")
    assert first.after == Gauges(heat=0, trust=20, heard=4)
    assert second.after == Gauges(heat=3, trust=18, heard=4)

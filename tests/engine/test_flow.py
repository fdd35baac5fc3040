"""Which replies there are, where they lead, and what is said when there is nowhere to go."""

import pytest

from game.engine.compiled import compile_encounter
from game.engine.encounter import Encounter, Temperament
from game.engine.step import EncounterFault, Refused, available, begin, replay, step
from game.engine.step import ending as ending_of
from game.rules.gauges import Gauges

from .making import compiled, encounter, ending, evidence, play, reply, scene, the_rulebook, where


def choices(made: Encounter, *said: str) -> list[str]:
    return list(available(compiled(made), play(made, *said).state))


# Beginning


def test_a_run_begins_in_the_first_scene_with_the_temperaments_gauges() -> None:
    starts = {"weary": Temperament(Gauges(8, 8)), "furious": Temperament(Gauges(15, 5, 1, 2))}
    made = encounter(scene("gate", reply("over", to="end")), ending("end"), temperaments=starts)
    for name, temperament in starts.items():
        state, passed = begin(compile_encounter(made, the_rulebook(), name))
        assert state.gauges == temperament.gauges
        assert passed == (0,)
        assert sum(state[5:]) == 0


def test_a_run_may_begin_by_passing_through_narration() -> None:
    made = encounter(
        scene("dawn", person="nobody", otherwise="gate"),
        scene("gate", reply("over", to="end")),
        ending("end"),
    )
    assert play(made).opening == (0, 1)
    assert where(made, play(made)) == "gate"


def test_without_a_customer_gauges_begin_at_nothing() -> None:
    made = encounter(
        scene("desk", reply("over", to="end"), person="ravi"),
        ending("end"),
        people={"ravi": "colleague"},
        temperaments={},
    )
    assert play(made).state.gauges == Gauges(0, 0, 0, 0)


def test_a_temperament_nobody_has_is_refused() -> None:
    made = encounter(scene("gate", reply("over", to="end")), ending("end"))
    with pytest.raises(KeyError, match="frantic"):
        compile_encounter(made, the_rulebook(), "frantic")


def test_an_ending_has_no_replies_and_a_score() -> None:
    made = encounter(scene("gate", reply("over", to="end")), ending("end", "partly"))
    replayed = play(made, "over")
    assert choices(made, "over") == []
    assert ending_of(compiled(made), replayed.state) == "end"
    assert replayed.score is not None
    assert replayed.score.outcome == "partly"


def test_before_the_ending_there_is_no_score() -> None:
    made = encounter(scene("gate", reply("over", to="end")), ending("end"))
    assert play(made).score is None
    assert ending_of(compiled(made), play(made).state) is None


# Which replies there are


def test_replies_are_told_in_the_files_order() -> None:
    made = encounter(
        scene("gate", *(reply(key, to="end") for key in ("zoo", "ant", "mid")), otherwise="end"),
        ending("end"),
    )
    assert choices(made) == ["zoo", "ant", "mid"]


def test_a_reply_is_there_only_while_its_condition_holds() -> None:
    made = encounter(
        scene("one", reply("blame", "blame", to="two"), reply("fine", to="two")),
        scene("two", reply("hot", when="heat >= 13", to="end"), reply("cool", when="heat < 13", to="end")),
        ending("end"),
    )
    assert choices(made, "blame") == ["hot"]
    assert choices(made, "fine") == ["cool"]


def test_a_reply_that_cites_is_there_only_once_all_it_cites_is_known() -> None:
    made = encounter(
        scene("one", reply("half", "ask", learns="surgeon", to="two"), reply("none", to="two")),
        scene(
            "two",
            reply("one-fact", "say_back", cites="surgeon", to="three"),
            reply("both-facts", "say_back", cites="surgeon phone", to="three"),
            reply("more", "ask", learns="phone", to="three"),
        ),
        scene("three", reply("both-now", "say_back", cites="surgeon phone", to="end"), otherwise="end"),
        ending("end"),
    )
    assert choices(made, "none") == ["more"]
    assert choices(made, "half") == ["one-fact", "more"]
    assert choices(made, "half", "more") == ["both-now"]


def test_citing_a_fact_twice_asks_for_no_other() -> None:
    made = encounter(
        scene("one", reply("ask", "ask", learns="surgeon", to="two")),
        scene(
            "two",
            reply("it", "say_back", cites="surgeon surgeon", to="end"),
            reply("no", cites="phone", to="end"),
        ),
        ending("end"),
    )
    assert choices(made, "ask") == ["it"]


def test_condition_and_citation_must_both_hold() -> None:
    made = encounter(
        scene("one", reply("ask", "ask", learns="surgeon", to="two")),
        scene(
            "two",
            reply("both", "say_back", cites="surgeon", when="heat >= 20", to="end"),
            reply("over", to="end"),
        ),
        ending("end"),
    )
    assert choices(made, "ask") == ["over"]


# Where they lead


def test_of_several_ways_on_the_first_that_holds_is_taken() -> None:
    made = encounter(
        scene(
            "one",
            reply("it", to=[("heat >= 20", "first"), ("trust >= 5", "second"), ("heat >= 1", "third"), "last"]),
        ),
        ending("first"), ending("second"), ending("third"), ending("last"),
    )  # fmt: skip
    assert where(made, play(made, "it")) == "second"


def test_the_last_way_is_for_everything_else() -> None:
    made = encounter(
        scene("one", reply("it", to=[("heat >= 20", "hot"), "else"])), ending("hot"), ending("else")
    )
    assert where(made, play(made, "it")) == "else"


def test_ways_on_see_what_the_reply_itself_did() -> None:
    made = encounter(
        scene(
            "one",
            reply(
                "it", "blame", "ask", learns="surgeon", sets="seen", promises="call",
                to=[("heat >= 13 and knows(surgeon) and flag(seen) and promised(call)", "seen"), "unseen"],
            ),
        ),
        ending("seen"), ending("unseen"),
    )  # fmt: skip
    assert where(made, play(made, "it")) == "seen"


def test_a_scene_where_nothing_can_be_said_plays_on_otherwise() -> None:
    made = encounter(
        scene("one", reply("go", to="two")),
        scene("two", reply("never", when="heat >= 20", to="end"), otherwise="three"),
        scene("three", reply("over", to="end")),
        ending("end"),
    )
    taken = play(made, "go").steps[-1]
    assert [list(made.scenes)[place] for place in taken.passed] == ["two", "three"]


def test_otherwise_too_takes_the_first_way_that_holds() -> None:
    made = encounter(
        scene("one", reply("hush", "blame", to="dawn"), reply("calm", to="dawn")),
        scene("dawn", person="nobody", otherwise=[("heat >= 13", "hot"), "cool"]),
        ending("hot"),
        ending("cool"),
    )
    assert where(made, play(made, "hush")) == "hot"
    assert where(made, play(made, "calm")) == "cool"


def test_a_promise_broken_by_playing_on_is_broken_before_the_way_is_chosen() -> None:
    made = encounter(
        scene("one", reply("word", "promise", promises="call", to="dawn")),
        scene("dawn", person="nobody", otherwise=[("broken(call)", "broken"), "whole"]),
        ending("broken", "lost"),
        ending("whole"),
        due={"call": "dawn"},
    )
    assert where(made, play(made, "word")) == "broken"


# Hubs

HUB = encounter(
    scene(
        "hub",
        reply("ask-phone", "ask", learns="phone"),
        reply("ask-father", "ask", learns="surgeon"),
        reply("go", to="end"),
        reply("leave-angry", when="heat >= 20", to="end"),
        hub=True,
    ),
    ending("end"),
)


def test_in_a_hub_questions_come_in_any_order() -> None:
    one, other = play(HUB, "ask-phone", "ask-father"), play(HUB, "ask-father", "ask-phone")
    assert one.state == other.state
    assert where(HUB, one) == "hub"


def test_in_a_hub_a_reply_that_stays_is_said_once() -> None:
    assert choices(HUB) == ["ask-phone", "ask-father", "go"]
    assert choices(HUB, "ask-phone") == ["ask-father", "go"]
    assert choices(HUB, "ask-phone", "ask-father") == ["go"]


def test_staying_in_a_hub_passes_no_scene() -> None:
    assert play(HUB, "ask-phone").steps[-1].passed == ()


def test_two_hubs_remember_what_was_said_apart() -> None:
    made = encounter(
        scene("one", reply("chat"), reply("go", to="two"), hub=True),
        scene("two", reply("chat"), reply("out", to="end"), hub=True),
        ending("end"),
    )
    assert choices(made, "chat", "go") == ["chat", "out"]
    assert choices(made, "chat", "go", "chat") == ["out"]


def test_a_hub_in_which_all_is_said_leads_otherwise() -> None:
    made = encounter(
        scene("hub", reply("a", "ask"), reply("b", "ask"), hub=True, otherwise="next"),
        scene("next", reply("over", to="end")),
        ending("end"),
    )
    assert where(made, play(made, "a")) == "hub"
    assert where(made, play(made, "a", "b")) == "next"
    assert play(made, "a", "b").steps[-1].passed == (1,)


def test_a_reply_that_opens_another_keeps_the_hub_going() -> None:
    made = encounter(
        scene(
            "hub",
            reply("ask", "ask", learns="phone"),
            reply("use", "say_back", cites="phone"),
            hub=True,
            otherwise="end",
        ),
        ending("end"),
    )
    assert choices(made) == ["ask"]
    assert choices(made, "ask") == ["use"]
    assert where(made, play(made, "ask", "use")) == "end"


# The author's faults and the player's


def test_ways_on_of_which_none_holds_are_the_authors_fault() -> None:
    made = encounter(scene("gate", reply("it", to=[("heat >= 20", "end")])), ending("end"))
    with pytest.raises(
        EncounterFault, match=r"^in the scene “gate” no way on holds, and there is none without a condition$"
    ):
        play(made, "it")


NO_WAY = r"^in the scene “stuck” no reply is left, and there is no `otherwise`$"


def test_a_scene_without_a_reply_or_otherwise_is_the_authors_fault() -> None:
    made = encounter(
        scene("gate", reply("it", to="stuck")),
        scene("stuck", reply("never", when="heat >= 20", to="end")),
        ending("end"),
    )
    with pytest.raises(EncounterFault, match=NO_WAY):
        play(made, "it")


def test_a_hub_without_otherwise_in_which_all_is_said_is_the_authors_fault() -> None:
    made = encounter(scene("stuck", reply("a"), reply("b"), hub=True), ending("end"))
    with pytest.raises(EncounterFault, match=NO_WAY):
        play(made, "a", "b")


def test_nothing_to_say_at_the_very_start_is_the_authors_fault() -> None:
    made = encounter(scene("stuck", reply("never", when="heat >= 20", to="end")), ending("end"))
    with pytest.raises(EncounterFault, match=NO_WAY):
        begin(compiled(made))


TWO_TURNS = encounter(
    scene("gate", reply("first", to="lane"), reply("locked", when="heat >= 20", to="end")),
    scene("lane", reply("second", to="end")),
    ending("end"),
)


@pytest.mark.parametrize(
    ("replies", "turn", "why"),
    [
        (["shout"], 0, "there is no reply “shout” in the scene “gate”"),
        (["first", "first"], 1, "there is no reply “first” in the scene “lane”"),
        (["locked"], 0, "the reply “locked” can't be chosen at this point of “gate”"),
        (["first", "second", "third"], 2, "the encounter had already ended before “third”"),
        ([""], 0, "there is no reply “” in the scene “gate”"),
    ],
)
def test_a_run_that_can_not_be_is_refused_with_its_turn_and_a_sentence(
    replies: list[str], turn: int, why: str
) -> None:
    with pytest.raises(Refused) as refused:
        replay(compiled(TWO_TURNS), replies)
    assert (refused.value.turn, refused.value.reply, str(refused.value)) == (turn, replies[-1], why)


def test_a_refused_reply_can_be_followed_by_another() -> None:
    ready = compiled(TWO_TURNS)
    state, _ = begin(ready)
    with pytest.raises(Refused):
        step(ready, state, "locked")
    assert step(ready, state, "first").after.scene == 1


def test_a_hub_reply_can_not_be_said_twice() -> None:
    with pytest.raises(Refused, match=r"^the reply “ask-phone” can't be chosen at this point of “hub”$"):
        play(HUB, "ask-phone", "ask-phone")


def test_what_was_refused_shows_nothing() -> None:
    assert evidence(play(HUB, "ask-phone")) == {"Listen": 3}


def test_any_number_of_scenes_may_play_on_in_a_row() -> None:
    silent = [scene(f"s{number}", otherwise=f"s{number + 1}") for number in range(3000)]
    made = encounter(*silent, scene("s3000", reply("a", to="end")), ending("end"))
    state, passed = begin(compiled(made))
    assert state.scene == 3000
    assert passed == tuple(range(3001))

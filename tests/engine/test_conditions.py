"""Conditions compiled for speed answer as conditions read one part at a time."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.conditions import PLACES, TIMES_MOST, Layout, compile_condition, mentioned
from game.engine.encounter import Temperament
from game.engine.graph import Graph
from game.engine.state import State
from game.language.conditions import parse
from game.rules.conditions import Compare, Condition, Every, Is, Not, Some
from game.rules.rulebook import BRINGS, MOVES, Move

from .generating import COLLEAGUES, FACTS, FLAGS, PROMISES, a_condition, conditions, numbers
from .making import CALM, compiled, condition, encounter, ending, play, reply, scene
from .oracle import World, holds

ONCE: tuple[Move, ...] = (*BRINGS, "apologise")
LAYOUT = Layout(
    people=("dana", *COLLEAGUES),
    facts=FACTS,
    flags=FLAGS,
    promises=PROMISES,
    counted=MOVES,
    once=ONCE,
    temperament="weary",
    needs_heard=3,
)


def a_world(random: Random) -> World:
    become = ("open", "kept", "renegotiated", "broken", None)
    return World(
        gauges={"heat": random.randint(0, 20), "trust": random.randint(0, 20)}
        | {"heard": random.randint(0, 4), "effort": random.randint(0, 9)},
        needs_heard=LAYOUT.needs_heard,
        temperament=LAYOUT.temperament,
        facts={key for key in FACTS if random.random() < 0.5},
        flags={key for key in FLAGS if random.random() < 0.5},
        promises={key: how for key in PROMISES if (how := random.choice(become))},  # type: ignore[misc]
        made=Counter({move: random.randint(0, 4) for move in MOVES}),
        made_with={(person, move) for person in LAYOUT.people for move in ONCE if random.random() < 0.5},
    )


def as_state(world: World) -> State:
    """The world in bits, as `State` and `Layout` describe them."""

    def bits(keys: tuple[str, ...], holding: set[str]) -> int:
        return sum(1 << place for place, key in enumerate(keys) if key in holding)

    def promised(*become: str) -> int:
        return bits(PROMISES, {key for key, how in world.promises.items() if how in become})

    return State(
        scene=0,
        **world.gauges,
        known=bits(FACTS, world.facts),
        flags=bits(FLAGS, world.flags),
        made=promised("open", "kept", "renegotiated", "broken"),
        kept=promised("kept"),
        renegotiated=promised("renegotiated"),
        broken=promised("broken"),
        times=sum(world.made[move] << LAYOUT.times_shift(move) for move in MOVES),
        brought=sum(
            1 << (len(ONCE) * LAYOUT.people.index(person) + ONCE.index(move))
            for person, move in world.made_with
        ),
    )


worlds = st.builds(a_world, numbers.map(Random))


@settings(max_examples=500, deadline=None)
@given(conditions, worlds)
def test_a_compiled_condition_holds_where_the_plain_one_does(asked: Condition, world: World) -> None:
    assert compile_condition(asked, LAYOUT)(as_state(world)) == holds(asked, world)


@settings(max_examples=500, deadline=None)
@given(
    st.builds(a_condition, numbers.map(Random), st.integers(1, 8), st.just(True)),
    worlds,
    st.sampled_from(["nobody", *LAYOUT.people]),
    st.sampled_from(ONCE),
    st.booleans(),
    st.booleans(),
)
def test_a_rulebooks_condition_does_too(
    asked: Condition, world: World, here: str, move: Move, learns: bool, opens: bool
) -> None:
    values = [*as_state(world), int(learns), int(opens)]
    again_here = (here, move) in world.made_with
    assert compile_condition(asked, LAYOUT, here, move)(values) == holds(
        asked, world, learns=learns, opens=opens, again_here=again_here
    )


@pytest.mark.parametrize("value", [0, 13, 14, 15, 20])
@pytest.mark.parametrize("op", ["<", "<=", "==", "!=", ">=", ">"])
def test_each_comparison_compares(op: str, value: int) -> None:
    asked = condition(f"heat {op} 14")
    assert asked is not None
    assert compile_condition(asked, LAYOUT)(State(0, heat=value)) == holds(asked, World({"heat": value}))


@pytest.mark.parametrize("number", [2, 3, 4])
def test_conditions_of_any_number_of_parts_need_every_or_some(number: int) -> None:
    parts = tuple(Compare("heat", "", ">=", n) for n in range(1, number + 1))
    every, some = compile_condition(Every(parts), LAYOUT), compile_condition(Some(parts), LAYOUT)
    for heat in range(6):
        assert every(State(0, heat)) == (heat >= number)
        assert some(State(0, heat)) == (heat >= 1)


def test_a_states_places_are_where_conditions_look() -> None:
    fields = ("heat", "trust", "heard", "effort", "known", "flags", "made", "kept", "renegotiated", "broken")
    assert [State._fields[place] for place in PLACES.values()] == list(fields)


def test_a_fact_named_twice_is_one_fact() -> None:
    assert LAYOUT.mask("knows", ("phone", "phone")) == LAYOUT.mask("knows", ("phone",)) == 2


def test_what_a_condition_mentions_is_found_however_deep() -> None:
    asked = Not(
        Every((Compare("times", "ask", ">=", 2), Some((Compare("times", "ask", "<", 5), Is("learns", "")))))
    )
    assert mentioned(asked, "times") == ["ask", "ask"]
    assert mentioned(asked, "learns") == [""]
    assert mentioned(asked, "opens") == []
    assert mentioned(None, "times") == []


def test_a_counter_stops_before_it_runs_into_the_next() -> None:
    many: list[Move] = ["apologise"] * (TIMES_MOST + 5)
    made = encounter(
        *(scene(f"s{n}", reply("sorry", move, to=f"s{n + 1}")) for n, move in enumerate(many)),
        ending(f"s{len(many)}"),
    )
    times = play(made, *["sorry"] * len(many)).state.times
    assert times == TIMES_MOST << compiled(made).layout.times_shift("apologise")


def test_a_move_is_counted_as_far_as_a_rulebook_may_ask() -> None:
    assert parse("times(apologise) >= 99", "rulebook")
    assert TIMES_MOST >= 99


def test_a_temperament_decides_without_telling_states_apart() -> None:
    made = encounter(
        scene(
            "door",
            reply("joke", "ask", to="laughs", when="temperament(weary)"),
            reply("joke-at-their-cost", "minimise", to="leaves", when="not temperament(weary)"),
        ),
        ending("laughs"),
        ending("leaves"),
        temperaments={"weary": Temperament(CALM), "furious": Temperament(CALM)},
    )
    for temperament, offered in {"weary": ["joke"], "furious": ["joke-at-their-cost"]}.items():
        graph = Graph(compiled(made, temperament))
        assert [way.reply for way in graph.ways[graph.start]] == offered
        assert len(graph.states) == 2

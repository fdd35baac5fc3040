"""Small random encounters of every shape the design allows, and random ways through them."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from game.engine.compiled import Compiled, compile_encounter
from game.engine.encounter import Arrow, Due, Encounter, Reply, Scene, Temperament
from game.engine.state import State
from game.engine.step import available, begin, ending, step
from game.rules.conditions import Compare, Condition, Every, Is, Not, Some
from game.rules.gauges import Gauges
from game.rules.rulebook import BRINGS, MOVES, Move, Outcome
from game.rules.skills import SKILLS

from .making import PEOPLE, the_rulebook

FACTS = ("surgeon", "phone")
FLAGS = ("seen", "warned")
PROMISES = ("call", "letter")
COLLEAGUES = ("ravi", "mia")
COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")
SOLVING: tuple[Move, ...] = ("act", "options", "recommend", "hand_over")
TURNING: tuple[Move, ...] = ("ask", "sympathise", "apologise", "promise", "keep", "renegotiate")

# Moves that turn on what came before come up often enough to turn; every move comes up.
moves = st.one_of(
    st.sampled_from(MOVES),
    st.sampled_from(TURNING),
    st.sampled_from(("reflect", "say_back", "ask")),
    st.sampled_from(SOLVING),
    st.sampled_from(BRINGS),
)

gauge_asked = st.one_of(
    st.builds(
        Compare,
        st.sampled_from(["heat", "trust"]),
        st.just(""),
        st.sampled_from(COMPARISONS),
        st.integers(0, 20),
    ),
    st.builds(
        Compare,
        st.sampled_from(["heard", "effort"]),
        st.just(""),
        st.sampled_from(COMPARISONS),
        st.integers(0, 4),
    ),
    st.builds(
        Compare,
        st.just("brought"),
        st.sampled_from(COLLEAGUES),
        st.sampled_from(COMPARISONS),
        st.integers(0, 4),
    ),
)
fact_asked = st.one_of(
    st.builds(Is, st.just("knows"), st.sampled_from(FACTS)),
    st.builds(Is, st.just("flag"), st.sampled_from(FLAGS)),
    st.builds(Is, st.sampled_from(["promised", "kept", "renegotiated", "broken"]), st.sampled_from(PROMISES)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    gauge_asked | fact_asked,
    lambda part: st.one_of(
        st.builds(Not, part),
        st.builds(Every, st.lists(part, min_size=2, max_size=3).map(tuple)),
        st.builds(Some, st.lists(part, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=3,
)


def one_in(number: int) -> st.SearchStrategy[bool]:
    """True about once in so many times, and false where Hypothesis simplifies."""
    return st.integers(1, number).map(lambda drawn: drawn == number)


def some(keys: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(keys), min_size=1, max_size=len(keys), unique=True).map(tuple)


@st.composite
def replies(draw: st.DrawFn, later: Sequence[str], hub: bool, free: bool) -> Reply:
    """A reply that leads to one of the `later` scenes, or in a hub may stay; a `free` one is always there."""
    made: tuple[Move, ...] = tuple(draw(st.lists(moves, min_size=1, max_size=2)))
    to: tuple[Arrow, ...] = ()
    if free or not hub or draw(st.booleans()):
        to = (Arrow(draw(st.sampled_from(later))),)
        if draw(one_in(3)):
            to = (Arrow(draw(st.sampled_from(later)), draw(conditions)), *to)
    if free:
        made = tuple("own" if move in ("keep", "renegotiate") else move for move in made)

    def where(wanted: bool, keys: Sequence[str], otherwise: bool = False) -> tuple[str, ...]:
        return draw(some(keys)) if wanted or otherwise else ()

    return Reply(
        moves=made,
        when=draw(conditions) if not free and draw(one_in(4)) else None,
        cites=where(
            not free and bool({"say_back", "bring_facts"} & set(made)) and draw(st.booleans()), FACTS
        ),
        learns=where("ask" in made and draw(st.booleans()), FACTS, draw(one_in(8))),
        sets=where(draw(one_in(4)), FLAGS),
        promises=where(bool({"promise", "overpromise"} & set(made)), PROMISES),
        keeps=where("keep" in made, PROMISES),
        renegotiates=where("renegotiate" in made, PROMISES),
        hands_to=draw(st.sampled_from(sorted(PEOPLE))) if "hand_over" in made else None,
        to=to,
    )


@st.composite
def scenes(draw: st.DrawFn, later: Sequence[str]) -> Scene:
    """A scene from which only `later` ones can be reached, and from which there is always a way on."""
    person = draw(st.sampled_from(["dana", "dana", "dana", "ravi", "mia", "lee", "nobody"]))
    hub, passing = draw(one_in(4)), draw(one_in(8))
    # With one reply that is always there nothing is needed `otherwise`.
    free = not hub and not passing and draw(st.booleans())
    count = 0 if passing else draw(st.integers(1, 4))
    return Scene(
        person=person,
        replies={f"r{number}": draw(replies(later, hub, free and not number)) for number in range(count)},
        otherwise=None if free else draw(st.sampled_from(later)),
        hub=hub,
        act_first=draw(one_in(8)),
    )


gauges = st.builds(Gauges, st.integers(0, 20), st.integers(0, 20), st.integers(0, 4), st.integers(0, 9))
temperaments = st.builds(Temperament, gauges, st.integers(0, 4), st.just(False))
outcomes: st.SearchStrategy[Outcome] = st.sampled_from(["met", "partly", "lost"])


@st.composite
def encounters(draw: st.DrawFn) -> Encounter:
    """Three to eight scenes that run forward, two endings, two temperaments, all six skills or fewer."""
    count = draw(st.integers(3, 8))
    keys = [f"s{number}" for number in range(count)] + ["good-end", "bad-end"]
    made = {key: draw(scenes(keys[place + 1 :])) for place, key in enumerate(keys[:count])}
    made |= {key: Scene("nobody", {}, ending=draw(outcomes)) for key in keys[count:]}
    return Encounter(
        key="generated",
        people=dict(PEOPLE),
        temperaments={"weary": draw(temperaments), "furious": draw(temperaments)},
        facts=FACTS,
        promises={key: Due(draw(st.none() | st.sampled_from(keys)), draw(one_in(4))) for key in PROMISES},
        flags=FLAGS,
        start="s0",
        scenes=made,
        full_marks=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 20), min_size=1)),
    )


class Run(NamedTuple):
    """A way through an encounter to one of its endings, and every state on it."""

    compiled: Compiled
    replies: tuple[str, ...]
    states: tuple[State, ...]

    @property
    def encounter(self) -> Encounter:
        return self.compiled.encounter

    @property
    def temperament(self) -> str:
        return self.compiled.temperament


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A random run of a random encounter, to its end."""
    made = draw(encounters())
    compiled = compile_encounter(made, the_rulebook(), draw(st.sampled_from(["weary", "furious"])))
    return walk(compiled, draw(st.lists(st.integers(0, 11), max_size=24)))


def walk(compiled: Compiled, numbers: Sequence[int]) -> Run:
    """The run that takes these choices, and the first one once the numbers are used up."""
    state, _ = begin(compiled)
    states, chosen = [state], list[str]()
    while ending(compiled, state) is None:
        offered = available(compiled, state)
        number = numbers[len(chosen)] if len(chosen) < len(numbers) else 0
        chosen.append(offered[number % len(offered)])
        state = step(compiled, state, chosen[-1]).after
        states.append(state)
    return Run(compiled, tuple(chosen), tuple(states))

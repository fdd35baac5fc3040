"""Small random encounters of every shape the design allows, and random ways through them.

Hypothesis draws a number and how large things are; the rest is drawn from that number, since an encounter takes
hundreds of draws and each of Hypothesis's own costs a hundred times as much. A failing run prints itself briefly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from hypothesis import strategies as st

from game.engine.compiled import Compiled, compile_encounter
from game.engine.encounter import Arrow, Due, Encounter, Reply, Scene, Temperament
from game.engine.state import State
from game.engine.step import available, begin, ending, step
from game.rules.conditions import Compare, Comparison, Condition, Every, Is, Kind, Not, Quantity, Some, words
from game.rules.gauges import Gauges
from game.rules.rulebook import BRINGS, MOVES, Move, Outcome
from game.rules.skills import SKILLS

from .making import PEOPLE, the_rulebook

FACTS: Final = ("surgeon", "phone")
FLAGS: Final = ("seen", "warned")
PROMISES: Final = ("call", "letter")
TEMPERAMENTS: Final = ("weary", "furious")
COLLEAGUES: Final = ("ravi", "mia")
COMPARISONS: Final[tuple[Comparison, ...]] = ("<", "<=", "==", "!=", ">=", ">")
PROMISE_KINDS: Final[tuple[Kind, ...]] = ("promised", "kept", "renegotiated", "broken")

# Every move comes up; those that turn on what came before, often enough to turn.
USUAL: Final[tuple[tuple[Move, ...], ...]] = (
    MOVES,
    ("ask", "sympathise", "apologise"),
    ("promise",),
    ("keep", "renegotiate"),
    ("reflect", "say_back", "ask"),
    ("act", "options", "recommend", "hand_over"),
    BRINGS,
)


def a_condition(random: Random, parts: int = 3, rulebook: bool = False) -> Condition:
    """A condition of at most so many parts, as an encounter or a rulebook may ask it."""
    if parts > 1 and random.random() < 0.4:
        one, other = (a_condition(random, parts // 2, rulebook) for _ in range(2))
        return random.choice((Every, Some))((one, other))
    if random.random() < 0.2:
        return Not(a_condition(random, parts, rulebook))
    return _a_rules_question(random) if rulebook else _a_question(random)


def _a_question(random: Random) -> Condition:
    match random.randrange(7):
        case 0 | 1:
            quantity: Quantity = random.choice(("heat", "trust", "heard", "effort"))
            most = {"heat": 20, "trust": 20, "heard": 4}.get(quantity, 9)
            return Compare(quantity, "", random.choice(COMPARISONS), random.randint(0, most))
        case 2:
            return Compare(
                "brought", random.choice(COLLEAGUES), random.choice(COMPARISONS), random.randint(0, 4)
            )
        case 3:
            return Is("knows", random.choice(FACTS))
        case 4:
            return Is("flag", random.choice(FLAGS))
        case 5:
            return Is("temperament", random.choice(TEMPERAMENTS))
        case _:
            return Is(random.choice(PROMISE_KINDS), random.choice(PROMISES))


def _a_rules_question(random: Random) -> Condition:
    match random.randrange(3):
        case 0:
            kinds: tuple[Kind, ...] = ("learns", "opens", "again_here")
            return Is(random.choice(kinds), "")
        case 1:
            return Compare("times", random.choice(MOVES), random.choice(COMPARISONS), random.randint(0, 3))
        case _:
            quantity: Quantity = random.choice(("heat", "trust", "heard", "effort", "needs_heard"))
            return Compare(quantity, "", random.choice(COMPARISONS), random.randint(0, 4))


def _some(random: Random, keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(random.sample(keys, 1 if random.random() < 0.7 else len(keys)))


def ways_on(random: Random, later: Sequence[str]) -> tuple[Arrow, ...]:
    """One way that always holds, sometimes below others that may."""
    ways: tuple[Arrow, ...] = (Arrow(random.choice(later)),)
    while random.random() < 0.25:
        ways = (Arrow(random.choice(later), a_condition(random)), *ways)
    return ways


def a_reply(random: Random, later: Sequence[str], hub: bool, free: bool) -> Reply:
    """A reply that leads to one of the `later` scenes, or in a hub may stay; a `free` one is always there."""
    made = tuple(random.choice(random.choice(USUAL)) for _ in range(random.randint(1, 2)))
    if free:
        made = tuple("own" if move in ("keep", "renegotiate") else move for move in made)
    to: tuple[Arrow, ...] = ()
    if free or not hub or random.random() < 0.5:
        to = ways_on(random, later)

    def having(
        *moves: Move, keys: Sequence[str], chance: float = 1, else_chance: float = 0
    ) -> tuple[str, ...]:
        wanted = random.random() < (chance if set(moves) & set(made) else else_chance)
        return _some(random, keys) if wanted else ()

    keeps = having("keep", keys=PROMISES)
    # Keeping and renegotiating one promise at once means nothing.
    others = [key for key in PROMISES if key not in keeps]
    return Reply(
        moves=made,
        when=a_condition(random) if not free and random.random() < 0.25 else None,
        cites=() if free else having("say_back", "bring_facts", keys=FACTS, chance=0.5),
        learns=having("ask", keys=FACTS, chance=0.5, else_chance=0.1),
        sets=having(keys=FLAGS, else_chance=0.25),
        promises=having("promise", "overpromise", keys=PROMISES),
        keeps=keeps,
        renegotiates=having("renegotiate", keys=others) if others else (),
        hands_to=random.choice(list(PEOPLE)) if "hand_over" in made else None,
        to=to,
    )


def a_scene(random: Random, later: Sequence[str], most_replies: int) -> Scene:
    """A scene from which only `later` ones can be reached, and from which there is always a way on."""
    hub, passing = random.random() < 0.25, random.random() < 0.07
    # With one reply that is always there, nothing is needed `otherwise`.
    free = not hub and not passing and random.random() < 0.5
    count = 0 if passing else random.randint((most_replies + 1) // 2, most_replies)
    return Scene(
        person=random.choice(("dana", "dana", "dana", "ravi", "mia", "lee", "nobody")),
        replies={f"r{n}": a_reply(random, later, hub, free and n == 0) for n in range(count)},
        otherwise=() if free else ways_on(random, later),
        hub=hub,
        act_first=random.random() < 0.1,
    )


def an_encounter(number: int, scenes: int, most_replies: int) -> Encounter:
    """So many scenes that run forward, two endings, two temperaments, all six skills or fewer."""
    random = Random(number)
    keys = [*(f"s{n}" for n in range(scenes)), "good-end", "bad-end"]
    # Mostly to one of the next scenes, so that runs are long enough to come back to what was promised.
    made = {
        key: a_scene(random, [keys[place + 1]] * 3 + keys[place + 2 : place + 4], most_replies)
        for place, key in enumerate(keys[:-2])
    }
    outcomes: tuple[Outcome, ...] = ("met", "partly", "lost")
    made |= {key: Scene("nobody", {}, ending=random.choice(outcomes)) for key in keys[-2:]}
    return Encounter(
        key="generated",
        people=dict(PEOPLE),
        temperaments={name: a_temperament(random) for name in TEMPERAMENTS},
        facts=FACTS,
        promises={key: Due(random.choice((None, *keys)), random.random() < 0.25) for key in PROMISES},
        flags=FLAGS,
        start="s0",
        scenes=made,
        full_marks={
            skill: random.randint(1, 20) for skill in random.sample(SKILLS, random.randint(1, len(SKILLS)))
        },
    )


def a_temperament(random: Random) -> Temperament:
    gauges = Gauges(*(random.randint(0, most) for most in (20, 20, 2, 9)))
    return Temperament(gauges, random.randint(0, 4))


@dataclass(frozen=True)
class Run:
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

    def __repr__(self) -> str:
        start = self.compiled.start
        told = [
            f"{', '.join(self.replies)} as {self.temperament} {start.gauges}, needs_heard {start.needs_heard}"
        ]
        told += [f"{key}: {due}" for key, due in self.encounter.promises.items()]
        for key, scene in self.encounter.scenes.items():
            hub, first = " hub" * scene.hub, " act_first" * scene.act_first
            told.append(f"{key} with {scene.person}{hub}{first}, otherwise {scene.otherwise}")
            told += [f"    {name}: {brief(reply)}" for name, reply in scene.replies.items()]
        return "\n".join(told)


def brief(reply: Reply) -> str:
    """A reply in one line."""
    fields = ("cites", "learns", "sets", "promises", "keeps", "renegotiates", "hands_to")
    having = [f"{name} {getattr(reply, name)}" for name in fields if getattr(reply, name)]
    when = [f"when {words(reply.when)}"] if reply.when else []
    ways = [f"{words(way.when)} → {way.to}" if way.when else f"→ {way.to}" for way in reply.to] or ["stays"]
    return "; ".join([" ".join(reply.moves), *when, *having, *ways])


def a_run(number: int, scenes: int, most_replies: int) -> Run:
    """A random run of a random encounter, to its end."""
    random = Random(~number)
    made = an_encounter(number, scenes, most_replies)
    return a_walk(compile_encounter(made, the_rulebook(), random.choice(("weary", "furious"))), random)


def a_walk(compiled: Compiled, random: Random) -> Run:
    """A random run, to its end."""
    state, _ = begin(compiled)
    states, chosen = [state], list[str]()
    while ending(compiled, state) is None:
        chosen.append(random.choice(list(available(compiled, state))))
        state = step(compiled, state, chosen[-1]).after
        states.append(state)
    return Run(compiled, tuple(chosen), tuple(states))


numbers = st.integers(0, 2**64 - 1)
conditions = st.builds(a_condition, numbers.map(Random), st.integers(1, 8))
encounters = st.builds(an_encounter, numbers, scenes=st.integers(1, 10), most_replies=st.integers(1, 4))
runs = st.builds(a_run, numbers, scenes=st.integers(1, 10), most_replies=st.integers(1, 4))

"""Two names: `play` for all that decides a run, `text` for all that is read."""

from dataclasses import fields, replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.engine.digest import play_digest, text_digest
from game.engine.encounter import (
    Arrow,
    Due,
    Encounter,
    Figure,
    PersonText,
    Reply,
    ReplyText,
    Scene,
    SceneText,
    Script,
    Temperament,
    Variant,
)
from game.rules.conditions import Compare, Is
from game.rules.gauges import Gauges
from game.rules.rulebook import Move, MoveRules, Rulebook, Scoring

from .generating import encounters
from .making import encounter, ending, reply, scene, the_rulebook

A_SCRIPT = Script(
    title="Rerouted at five", role="gate agent", industry="airline", level=2, locale="en_US",
    brief="Gate 12.", desk_card="Vouchers up to 15.", needs="To reach the surgeon.",
    people={"dana": PersonText("", "nurse", {"name": "woman.name"}, {"seat": "14C"})},
    facts={"surgeon": "Operated on at ten."},
    promises={"call": "06:15 at gate 12"},
    scenes={
        "gate": SceneText(
            at="05:02",
            says=(Variant("Two hours!", Compare("heat", "", ">=", 14)), Variant("Any plane.")),
            thinks=(Variant("Another line."),),
            replies={"ask": ReplyText("What for?", (Variant("Ten."),), (Variant("Why?"),), "Good.", "", -1)},
        ),
        "end": SceneText(letter=(Variant("He woke up at four."),), act_first_why="Gas."),
    },
    figure=Figure("minutes", 4),
)  # fmt: skip

MADE = encounter(
    scene("one", reply("ask", "ask", learns="surgeon", sets="seen", to="two"), reply("go", to="two")),
    scene("two", reply("word", "promise", promises="call", hands_to="ravi", to="three"), hub=True),
    scene("three", reply("keep", "keep", keeps="call", to="end"), otherwise="end", person="ravi"),
    ending("end"),
    due={"call": "three"},
)


def digest(made: Encounter = MADE, rulebook: Rulebook | None = None) -> str:
    return play_digest(made, rulebook or the_rulebook())


def with_scene(made: Encounter, key: str, **changed: object) -> Encounter:
    return replace(made, scenes=made.scenes | {key: replace(made.scenes[key], **changed)})  # type: ignore[arg-type]


def with_reply(made: Encounter, key: str, name: str, **changed: object) -> Encounter:
    its = made.scenes[key].replies
    return with_scene(made, key, replies=its | {name: replace(its[name], **changed)})  # type: ignore[arg-type]


def test_a_digest_is_sixty_four_hex_digits() -> None:
    assert len(digest()) == len(text_digest(A_SCRIPT)) == 64
    assert int(digest(), 16)
    assert int(text_digest(A_SCRIPT), 16)


# One change of each field that decides a run. A field added to these classes must be added here.
OTHER_REPLY: dict[str, object] = {
    "moves": ("reflect",),
    "when": Compare("heat", "", ">=", 3),
    "cites": ("surgeon",),
    "learns": (),
    "sets": (),
    "promises": ("call",),
    "keeps": ("call",),
    "renegotiates": ("call",),
    "hands_to": "mia",
    "to": (*MADE.scenes["one"].replies["go"].to, *MADE.scenes["one"].replies["go"].to),
}
OTHER_SCENE: dict[str, object] = {
    "person": "mia",
    "replies": {},
    "otherwise": (Arrow("end"),),
    "hub": True,
    "act_first": True,
    "ending": "lost",
}
OTHER_ENCOUNTER: dict[str, object] = {
    "key": "another",
    "people": {**MADE.people, "lee": "colleague"},
    "temperaments": {"calm": Temperament(Gauges(10, 10), needs_heard=3)},
    "facts": (*MADE.facts, "phone"),
    "promises": {"call": Due("two")},
    "flags": (),
    "start": "two",
    "scenes": dict(list(MADE.scenes.items())[:-1]),
    "full_marks": {**MADE.full_marks, "Own": 5},
}


@pytest.mark.parametrize("name", [field.name for field in fields(Reply)])
def test_whatever_a_reply_does_decides_the_play_digest(name: str) -> None:
    assert digest(with_reply(MADE, "one", "ask", **{name: OTHER_REPLY[name]})) != digest()


@pytest.mark.parametrize("name", [field.name for field in fields(Scene)])
def test_whatever_a_scene_is_decides_the_play_digest(name: str) -> None:
    assert digest(with_scene(MADE, "one", **{name: OTHER_SCENE[name]})) != digest()


@pytest.mark.parametrize("name", [field.name for field in fields(Encounter)])
def test_whatever_an_encounter_is_decides_the_play_digest(name: str) -> None:
    assert digest(replace(MADE, **{name: OTHER_ENCOUNTER[name]})) != digest()  # type: ignore[arg-type]


def test_the_order_of_a_replys_moves_and_ways_decides() -> None:
    moves: tuple[Move, Move] = ("reflect", "act")
    one = with_reply(MADE, "one", "go", moves=moves)
    assert digest(one) != digest(with_reply(MADE, "one", "go", moves=moves[::-1]))


def test_the_key_of_a_reply_decides() -> None:
    its = MADE.scenes["one"].replies
    assert digest(with_scene(MADE, "one", replies={"ask": its["ask"], "go-on": its["go"]})) != digest()


@pytest.mark.parametrize(
    "changed",
    [
        Temperament(Gauges(11, 10)),
        Temperament(Gauges(10, 9)),
        Temperament(Gauges(10, 10, 1)),
        Temperament(Gauges(10, 10, 0, 1)),
        Temperament(Gauges(10, 10), 1),
        Temperament(Gauges(10, 10), 2, town_only=True),
    ],
)
def test_how_the_customer_starts_decides(changed: Temperament) -> None:
    assert digest(replace(MADE, temperaments={"calm": changed})) != digest()


@settings(max_examples=100, deadline=None)
@given(encounters, encounters)
def test_different_encounters_have_different_digests(one: Encounter, other: Encounter) -> None:
    assume(one != other)
    assert digest(one) != digest(other)


# The rulebook


def with_asking(changed: MoveRules) -> Rulebook:
    return replace(the_rulebook(), moves={**the_rulebook().moves, "ask": changed})


@pytest.mark.parametrize(
    "changed",
    [
        {"heat": 1}, {"trust": 1}, {"heard": 0}, {"effort": 1}, {"harm": 1}, {"critical": True},
        {"evidence": (("Listen", 2),)}, {"when": Is("opens", "")}, {"id": "R-99"},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_a_rule_does_decides_the_play_digest(changed: dict[str, object]) -> None:
    ask = the_rulebook().moves["ask"]
    first = replace(ask.rules[0], **changed)  # type: ignore[arg-type]
    assert digest(rulebook=with_asking(replace(ask, rules=(first, *ask.rules[1:])))) != digest()


@pytest.mark.parametrize("name", ["solves", "deflects", "rescues"])
def test_what_kind_of_move_it_is_decides(name: str) -> None:
    ask = the_rulebook().moves["ask"]
    assert digest(rulebook=with_asking(replace(ask, **{name: True}))) != digest()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [field.name for field in fields(Scoring)])
def test_every_number_of_the_scoring_decides(name: str) -> None:
    scoring = the_rulebook().scoring
    other = replace(scoring, **{name: getattr(scoring, name) + 1})
    assert digest(rulebook=replace(the_rulebook(), scoring=other)) != digest()


def test_what_the_rulebook_says_in_prose_decides_nothing() -> None:
    book = the_rulebook()
    moves = {
        key: replace(
            its,
            means="Something else.",
            rules=tuple(replace(rule, says="Else.", source="Nobody.") for rule in its.rules),
        )
        for key, its in book.moves.items()
    }
    events = {key: replace(rule, says="Else.", source="Nobody.") for key, rule in book.events.items()}
    other = replace(book, title="Another", moves=moves, events=events, tries={"Own": "Else."})
    assert other != book
    assert digest(rulebook=other) == digest()


# What is read

a_text = st.text(min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(a_text, st.sampled_from(["title", "role", "industry", "locale", "brief", "desk_card", "needs"]))
def test_any_change_of_a_text_changes_the_text_digest(text: str, name: str) -> None:
    assume(text != getattr(A_SCRIPT, name))
    assert text_digest(replace(A_SCRIPT, **{name: text})) != text_digest(A_SCRIPT)  # type: ignore[arg-type]


def test_a_line_of_a_scene_or_reply_changes_the_text_digest() -> None:
    gate = A_SCRIPT.scenes["gate"]
    assert gate.replies is not None
    ask = gate.replies["ask"]
    others = [
        replace(gate, at="05:03"),
        replace(gate, says=gate.says[::-1]),
        replace(gate, thinks=()),
        replace(gate, says=(replace(gate.says[0], when=None), gate.says[1])),
        replace(gate, replies={"ask": replace(ask, say="What?")}),
        replace(gate, replies={"ask": replace(ask, hears=())}),
        replace(gate, replies={"ask": replace(ask, coach="")}),
        replace(gate, replies={"ask": replace(ask, locked="Not now.")}),
        replace(gate, replies={"ask": replace(ask, figure=0)}),
    ]
    digests = {text_digest(replace(A_SCRIPT, scenes=A_SCRIPT.scenes | {"gate": other})) for other in others}
    assert len(digests | {text_digest(A_SCRIPT)}) == len(others) + 1

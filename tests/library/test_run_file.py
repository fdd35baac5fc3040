"""A run as a file, and what verifying it refuses, one reason after another."""

import json
from dataclasses import replace
from typing import Any

import pytest

from game.engine.chance import SEED_MAX, temperament_for
from game.engine.encounter import Scene
from game.library.loaded import Loaded
from game.library.run_file import Claims, RunFile, RunRefused, verify
from game.rules.clean import clean

from .shelf import aisle_seven

OWNING_IT = aisle_seven().tests["owning it"]


def seed_of(temperament: str) -> int:
    return next(seed for seed in range(99) if temperament_for(aisle_seven().encounter, seed) == temperament)


def run(**changed: Any) -> RunFile:
    """The run that owns it, but for what is changed."""
    fields: dict[str, Any] = {
        "encounter": "aisle-seven",
        "play": aisle_seven().play,
        "text": aisle_seven().text,
        "seed": seed_of("brisk"),
        "temperament": "brisk",
        "persona": {"rosa_name": "Rosa Diaz"},
        "mode": "practice",
        "replies": list(OWNING_IT.choose),
        "claims": Claims(score=1000, ending="big-letters"),
    }
    return RunFile(**fields | changed)


def as_json(**changed: Any) -> bytes:
    fields = json.loads(run().model_dump_json())
    return json.dumps({**fields, **changed}).encode()


def refused(one: RunFile, loaded: Loaded | None = None) -> str:
    with pytest.raises(RunRefused) as refusal:
        verify(one, loaded or aisle_seven())
    return str(refusal.value)


# What verifying accepts and refuses


def test_a_run_that_did_what_it_claims_is_verified() -> None:
    replayed = verify(run(), aisle_seven())
    assert replayed.score is not None
    assert replayed.score.score == 1000
    assert len(replayed.steps) == len(OWNING_IT.choose)


def test_a_run_that_claims_nothing_need_not_have_ended() -> None:
    assert verify(run(claims=None, replies=["who-for"]), aisle_seven()).score is None
    assert verify(run(claims=None, replies=[]), aisle_seven()).steps == ()


def test_a_mended_typo_voids_no_run() -> None:
    assert verify(run(text="0" * 64), aisle_seven()).score is not None


def test_another_version_is_refused() -> None:
    here = aisle_seven().play[:12]
    assert refused(run(play="0" * 64)) == (
        f"the run was played on another version of “aisle-seven” (000000000000), and the one at hand is {here}"
    )


def test_a_temperament_the_seed_does_not_give_is_refused() -> None:
    seed = seed_of("flustered")
    assert refused(run(seed=seed)) == f"seed {seed} gives the temperament “flustered”, not “brisk”"


def test_a_temperament_there_is_not_is_refused() -> None:
    seed = seed_of("brisk")
    assert refused(run(temperament="furious")) == f"seed {seed} gives the temperament “brisk”, not “furious”"


@pytest.mark.parametrize(
    ("replies", "why"),
    [
        (["shout"], "turn 1: there is no reply “shout” in the scene “lane-four”"),
        (["who-for", "who-for"], "turn 2: there is no reply “who-for” in the scene “the-paper”"),
        (
            ["who-for", "what-did-they-say", "what-stopped-you"],
            "turn 3: the reply “what-stopped-you” can't be chosen at this point of “forty-one”",
        ),
        (
            ["aisle-seven", "service-desk", "who-for"],
            "turn 3: the encounter had already ended before “who-for”",
        ),
    ],
)
def test_replies_that_can_not_be_are_refused_with_their_turn(replies: list[str], why: str) -> None:
    assert refused(run(replies=replies, claims=None)) == why


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        (
            Claims(score=999, ending="big-letters"),
            "the run claims 999 and the ending “big-letters”; replayed, it comes to 1000 and the ending “big-letters”",
        ),
        (
            Claims(score=1000, ending="ten-cans"),
            "the run claims 1000 and the ending “ten-cans”; replayed, it comes to 1000 and the ending “big-letters”",
        ),
    ],
)
def test_claims_that_differ_are_refused(claims: Claims, why: str) -> None:
    assert refused(run(claims=claims)) == why


def test_claiming_an_ending_not_reached_is_refused() -> None:
    assert refused(run(replies=list(OWNING_IT.choose[:-1]))) == (
        "the run claims 1000 and the ending “big-letters”; replayed, it comes to no score and no ending"
    )


def test_an_authors_fault_is_refused_as_a_sentence() -> None:
    loaded = aisle_seven()
    stuck = loaded.encounter.scenes | {"the-paper": Scene("rosa", {})}
    broken = Loaded(replace(loaded.encounter, scenes=stuck), loaded.script, loaded.rulebook, {})
    assert refused(run(play=broken.play), broken) == (
        "in the scene “the-paper” no reply is left, and there is no `otherwise`"
    )


def test_a_run_under_another_encounters_name_is_refused() -> None:
    refused(run(encounter="rerouted-flight"))


def test_a_ranked_run_that_stepped_back_is_refused() -> None:
    refused(run(mode="ranked", stepped_back=1))


# The file


def test_a_run_survives_being_written_and_read() -> None:
    assert RunFile.parse(run().model_dump_json().encode()) == run()
    assert RunFile.parse(as_json()) == run()


def test_what_has_a_default_may_be_left_out() -> None:
    fields = json.loads(as_json())
    for name in ("format", "stepped_back", "claims"):
        del fields[name]
    assert RunFile.parse(json.dumps(fields).encode()) == run(claims=None)


@pytest.mark.parametrize(
    "name", ["encounter", "play", "text", "seed", "temperament", "persona", "mode", "replies"]
)
def test_what_has_no_default_must_be_there(name: str) -> None:
    fields = json.loads(as_json())
    del fields[name]
    with pytest.raises(RunRefused, match=f"^this is not a run file: {name}: Field required$"):
        RunFile.parse(json.dumps(fields).encode())


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"format": 2}, "format"),
        ({"play": "abc"}, "play"),
        ({"play": "A" * 64}, "play"),
        ({"play": "a" * 64 + "\n"}, "play"),
        ({"text": "a" * 65}, "text"),
        ({"seed": -1}, "seed"),
        ({"seed": SEED_MAX + 1}, "seed"),
        ({"seed": 10**400}, "seed"),
        ({"seed": "7"}, "seed"),
        ({"seed": 7.0}, "seed"),
        ({"seed": True}, "seed"),
        ({"seed": None}, "seed"),
        ({"mode": "cheating"}, "mode"),
        ({"stepped_back": -1}, "stepped_back"),
        ({"encounter": "x" * 121}, "encounter"),
        ({"persona": {"rosa_name": "x" * 201}}, "persona.rosa_name"),
        ({"persona": {"x" * 121: "Rosa"}}, "persona"),
        ({"persona": {"rosa_name": 7}}, "persona.rosa_name"),
        ({"persona": ["Rosa"]}, "persona"),
        ({"replies": ["x"] * 1001}, "replies"),
        ({"replies": ["x" * 121]}, "replies.0"),
        ({"replies": "who-for"}, "replies"),
        ({"replies": ["who-for", 7]}, "replies.1"),
        ({"claims": {"score": 1001, "ending": "big-letters"}}, "claims.score"),
        ({"claims": {"score": -1, "ending": "big-letters"}}, "claims.score"),
        ({"claims": {"score": 999.5, "ending": "big-letters"}}, "claims.score"),
        ({"claims": {"score": 1000}}, "claims.ending"),
        ({"claims": {"score": 1000, "ending": "x", "bonus": 5}}, "claims.bonus"),
        ({"score": 1000}, "score"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_a_field_that_is_wrong_is_named(changed: dict[str, Any], where: str) -> None:
    with pytest.raises(RunRefused) as refusal:
        RunFile.parse(as_json(**changed))
    assert str(refusal.value).startswith(f"this is not a run file: {where}")


@pytest.mark.parametrize(
    "source",
    [
        b"", b" ", b"{", b"null", b"7", b"[]", b"{}", b"\xff\xfe\x00", b"\x00" * 1000, b"PK\x03\x04",
        b"NaN", b'{"seed": NaN}', b'{"seed": Infinity}', b'{"seed": 1e999}',
        b'{"seed": ' + b"9" * 100_000 + b"}",
        b"[" * 100_000, b'{"persona":' * 100_000, b"[" * 100_000 + b"]" * 100_000,
        b'{"encounter": "\\ud800"}',
    ],
    ids=lambda each: f"{each[:14]!r}",
)  # fmt: skip
def test_what_is_no_run_file_at_all_is_refused_in_a_sentence(source: bytes) -> None:
    with pytest.raises(RunRefused, match=r"^this is not a run file: "):
        RunFile.parse(source)


@pytest.mark.parametrize("name", ["seed", "stepped_back"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e5", "0x10"])
def test_numbers_that_are_not_whole_are_refused(name: str, number: str) -> None:
    fields = json.loads(as_json())
    source = json.dumps({**fields, name: "NUMBER"}).replace('"NUMBER"', number)
    with pytest.raises(RunRefused):
        RunFile.parse(source.encode())


def test_as_many_replies_as_any_run_needs_are_taken() -> None:
    assert len(RunFile.parse(as_json(replies=["x"] * 1000)).replies) == 1000


def test_a_persona_without_end_is_refused() -> None:
    with pytest.raises(RunRefused):
        RunFile.parse(as_json(persona={f"rosa_{number}": "x" for number in range(100_000)}))


def test_stepping_back_without_end_is_refused() -> None:
    with pytest.raises(RunRefused):
        RunFile.parse(as_json(stepped_back=10**100))


ESCAPE = "\x1b[2J\u202e"


@pytest.mark.parametrize(
    "changed",
    [
        {"temperament": f"brisk{ESCAPE}"},
        {"replies": [f"who-for{ESCAPE}"]},
        {"claims": Claims(score=1, ending=f"big{ESCAPE}")},
    ],
    ids=["temperament", "reply", "claim"],
)
def test_a_refusal_carries_no_terminal_escapes(changed: dict[str, Any]) -> None:
    sentence = refused(run(**changed))
    assert sentence == clean(sentence)


def test_an_encounters_name_that_is_a_path_or_worse_is_refused() -> None:
    for name in ("../secret.yaml", "/etc/passwd", "Aisle", f"aisle{ESCAPE}", ""):
        with pytest.raises(RunRefused):
            RunFile.parse(as_json(encounter=name))


def test_an_unreadable_file_is_refused_without_terminal_escapes() -> None:
    with pytest.raises(RunRefused) as refusal:
        RunFile.parse(as_json(**{f"bonus{ESCAPE}": 1}))
    assert str(refusal.value) == clean(str(refusal.value))

"""Whatever the bytes: data or diagnostics, never a traceback."""

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.read import Reading, read_encounter, read_pack, read_rulebook
from game.rules.clean import clean

from .files import ENCOUNTERS, GOOD, PACK, PARSERS, RULEBOOK, parser

MUTATIONS = 2_400
SOURCES = [path.read_bytes() for path in (GOOD, *ENCOUNTERS[:3])]

# What people really type by accident, and what YAML stumbles over.
INSERTS = b"\t:#|>&*!%@`'\"{}[],-?~\\\r\n\0\x85\xff"
WORDS = (
    b": ",
    b" #",
    b"\n---\n",
    b"<<: ",
    b"{{",
    b"}}",
    b"!!python/object:os ",
    b"&a ",
    b"*a ",
    "é\u2028".encode(),
)


def _mutate(source: bytes, dice: random.Random) -> bytes:
    lines = source.split(b"\n")
    place, other = dice.randrange(len(source)), dice.randrange(len(source))
    row, another = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(10):
        case 0:
            return source[:place] + bytes([source[place] ^ 1 << dice.randrange(8)]) + source[place + 1 :]
        case 1:
            return source[:place] + source[place + dice.randrange(1, 40) :]
        case 2:
            return source[:place] + bytes([dice.choice(INSERTS)]) + source[place:]
        case 3:
            return source[:place] + dice.choice(WORDS) + source[place:]
        case 4:
            lines[row], lines[another] = lines[another], lines[row]
        case 5:
            return source[:place]
        case 6:
            lines.insert(another, lines[row])
        case 7:
            del lines[row : row + dice.randrange(1, 5)]
        case 8:
            lines[row] = b" " * dice.randrange(9) + lines[row].lstrip()
        case _:
            return source[:place] + source[other : other + 30] + source[place:]
    return b"\n".join(lines)


def _sound(reading: Reading) -> None:
    assert (reading.encounter is None) == bool(reading.diagnostics)
    lines = reading.source.count("\n") + reading.source.count("\r") + 1
    for one in reading.diagnostics:
        assert 1 <= one.place.line <= lines
        assert 1 <= one.place.column < one.place.end_column
        assert one.message
    shown = reading.rendered()
    assert clean(shown, keep_newlines=True) == shown


def test_thousands_of_mutations_of_real_files_end_in_data_or_diagnostics() -> None:
    dice = random.Random(20261103)
    broken = 0
    for number in range(MUTATIONS):
        (source,) = dice.choices(SOURCES, weights=[1 / len(one) for one in SOURCES])
        for _ in range(dice.choice((1, 1, 1, 2, 5))):
            source = _mutate(source, dice) or b"\n"
        name = "libyaml" if number % 20 and "libyaml" in PARSERS else "pure"
        with parser(name):
            reading = read_encounter(source, "wrong-parcel.yaml")
        _sound(reading)
        broken += bool(reading.diagnostics)
    assert MUTATIONS // 3 < broken < MUTATIONS


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_end_in_data_or_diagnostics(source: bytes) -> None:
    for name in PARSERS:
        with parser(name):
            _sound(read_encounter(source, "any.yaml"))
            assert read_rulebook(source, "any.yaml").diagnostics
            assert read_pack(source, "any.yaml").diagnostics


_JUNK = st.recursive(
    st.sampled_from(["", "x", "12", "true", "if heat > 3", "{dana_name", "[ask]", "|", "scenes"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc-_ ", max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_shape_in_any_place_ends_in_data_or_diagnostics(data: st.DataObject) -> None:
    keys = ["people", "temperaments", "facts", "promises", "scenes", "tests", "full_marks", "figure", "start"]
    scene = [
        "with",
        "says",
        "replies",
        "to",
        "hub",
        "ending",
        "otherwise",
        "letter",
        "hears",
        "when",
        "moves",
        "cites",
    ]
    shape = {key: data.draw(_JUNK) for key in data.draw(st.sets(st.sampled_from(keys)))}
    reply = {key: data.draw(_JUNK) for key in data.draw(st.sets(st.sampled_from(scene)))}
    shape["scenes"] = {"a": {**reply, "replies": {"b": reply, "c": data.draw(_JUNK)}}, "d": data.draw(_JUNK)}
    _sound(read_encounter(json.dumps(shape).encode(), "any.yaml"))


def test_broken_rulebooks_and_packs_end_in_diagnostics_too() -> None:
    dice = random.Random(7)
    book, pack = RULEBOOK.read_bytes(), PACK.read_bytes()
    for _ in range(60):
        reading = read_rulebook(_mutate(book, dice), "rulebook.yaml")
        assert (reading.rulebook is None) == bool(reading.diagnostics)
        read_pack(_mutate(pack, dice), "pack.yaml").rendered()


def _many(shape: str) -> bytes:
    """A file as large as may be, in which everything is wrong in the same way."""
    scenes = {
        f"s{number}": {"with": "x", "otherwise": "s0" if shape == "circles" else f"no-{number}"}
        for number in range(3_300)
    }
    if shape == "circles":
        scenes |= {f"s{number}": {"otherwise": f"s{number + 1}", "with": "x"} for number in range(3_299)}
    keys = {f"scene-{number}": "x" for number in range(9_900)}
    return json.dumps(keys if shape == "keys" else {"start": "s0", "scenes": scenes}).encode()


@pytest.mark.parametrize("shape", ["names", "circles", "keys"])
def test_a_large_file_full_of_mistakes_is_told_in_seconds(shape: str) -> None:
    before = time.process_time()
    reading = read_encounter(_many(shape), "any.yaml")
    _sound(reading)
    assert len(reading.diagnostics) >= 400
    assert time.process_time() - before < 10


def test_depth_and_size_stop_the_reading_early() -> None:
    for source in (
        b"[" * 200_000,
        b"{a: " * 200_000,
        b"- " * 200_000,
        b"a: " + b"[x]," * 100_000,
        b"&a [" * 100_000,
    ):
        for name in PARSERS:
            with parser(name):
                assert read_encounter(source, "deep.yaml").diagnostics

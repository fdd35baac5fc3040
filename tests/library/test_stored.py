"""An encounter kept as bytes is the encounter it was."""

import json

import pytest

from game.engine.step import replay
from game.library.loaded import Loaded
from game.library.stored import from_bytes, play_bytes, text_bytes

from .shelf import NAMES, SHELF, aisle_seven


def kept(loaded: Loaded) -> Loaded | None:
    return from_bytes(loaded.play, play_bytes(loaded), loaded.text, text_bytes(loaded))


@pytest.mark.parametrize("name", NAMES)
def test_every_encounter_comes_back_as_it_was(name: str) -> None:
    loaded = SHELF.encounter(name)
    again = kept(loaded)
    assert again is not None
    assert again.encounter == loaded.encounter
    assert again.script == loaded.script
    assert again.rulebook == loaded.rulebook
    assert (again.play, again.text) == (loaded.play, loaded.text)


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_back_plays_the_same(name: str) -> None:
    loaded = SHELF.encounter(name)
    again = kept(loaded)
    assert again is not None
    for test in loaded.tests.values():
        ours = replay(loaded.compiled(test.temperament), test.choose)
        assert replay(again.compiled(test.temperament), test.choose) == ours


@pytest.mark.parametrize("name", NAMES)
def test_keeping_twice_gives_the_same_bytes(name: str) -> None:
    loaded = SHELF.encounter(name)
    again = kept(loaded)
    assert again is not None
    assert (play_bytes(again), text_bytes(again)) == (play_bytes(loaded), text_bytes(loaded))


def test_the_files_own_tests_are_not_kept() -> None:
    again = kept(aisle_seven())
    assert again is not None
    assert again.tests == {}


def test_a_missing_part_is_no_encounter() -> None:
    loaded = aisle_seven()
    play, text = play_bytes(loaded), text_bytes(loaded)
    assert from_bytes(loaded.play, None, loaded.text, text) is None
    assert from_bytes(loaded.play, play, loaded.text, None) is None


def test_a_part_that_is_not_what_its_digest_says_is_no_encounter() -> None:
    loaded = aisle_seven()
    play, text = play_bytes(loaded), text_bytes(loaded)
    other = play.replace(b'"reflect","own"', b'"reflect","act"')
    assert other != play
    assert from_bytes(loaded.play, other, loaded.text, text) is None
    typo = text.replace(b"Aisle seven", b"Aisle eight")
    assert typo != text
    assert from_bytes(loaded.play, play, loaded.text, typo) is None
    assert from_bytes(loaded.text, play, loaded.play, text) is None


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"{", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000,
        b'{"encounter": {}, "rulebook": {}}', b'{"encounter": NaN}',
    ],
    ids=lambda each: each[:12],
)  # fmt: skip
def test_bytes_that_are_no_encounter_are_none(broken: bytes) -> None:
    loaded = aisle_seven()
    assert from_bytes(loaded.play, broken, loaded.text, text_bytes(loaded)) is None
    assert from_bytes(loaded.play, play_bytes(loaded), loaded.text, broken) is None


@pytest.mark.parametrize("cut", range(1, 10))
def test_bytes_cut_off_anywhere_are_none(cut: int) -> None:
    loaded = aisle_seven()
    play = play_bytes(loaded)
    assert from_bytes(loaded.play, play[: len(play) * cut // 10], loaded.text, text_bytes(loaded)) is None


def test_what_is_kept_is_plain_json() -> None:
    assert json.loads(play_bytes(aisle_seven()))["encounter"]["key"] == "aisle-seven"
    assert json.loads(text_bytes(aisle_seven()))["title"] == "Aisle seven"

"""What a stranger's board hands out is held against its digest, and must be playable besides."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game import paths
from game.board.drawing import sound
from game.engine.encounter import Arrow, Variant
from game.library.library import Library
from game.library.loaded import Loaded
from game.rules.conditions import Is

SHELF = Library(paths.content_dir())
HONEST = SHELF.encounter("aisle-seven")


@pytest.mark.parametrize("key", SHELF.names())
def test_every_encounter_of_the_pack_is_sound(key: str) -> None:
    assert sound(SHELF.encounter(key))


def scene_of(loaded: Loaded) -> str:
    return loaded.encounter.start


def with_scene(loaded: Loaded, **changed: object) -> Loaded:
    key = scene_of(loaded)
    scenes = loaded.encounter.scenes | {key: replace(loaded.encounter.scenes[key], **changed)}  # type: ignore[arg-type]
    return replace(loaded, encounter=replace(loaded.encounter, scenes=scenes))


def with_words(loaded: Loaded, **changed: object) -> Loaded:
    key = scene_of(loaded)
    scenes = loaded.script.scenes | {key: replace(loaded.script.scenes[key], **changed)}  # type: ignore[arg-type]
    return replace(loaded, script=replace(loaded.script, scenes=scenes))


def nowhere(loaded: Loaded) -> Loaded:
    return replace(loaded, encounter=replace(loaded.encounter, start="nowhere"))


def in_circles(loaded: Loaded) -> Loaded:
    return with_scene(loaded, replies={}, otherwise=(Arrow(scene_of(loaded)),))


def onward_to_nowhere(loaded: Loaded) -> Loaded:
    return with_scene(loaded, otherwise=(Arrow("nowhere"),))


def without_words(loaded: Loaded) -> Loaded:
    return with_words(loaded, replies={})


def without_scenes(loaded: Loaded) -> Loaded:
    return replace(loaded, script=replace(loaded.script, scenes={}))


def asking_for_nothing(loaded: Loaded) -> Loaded:
    return with_words(loaded, says=(Variant("hello", Is("knows", "no-such-fact")),))


def from_no_country(loaded: Loaded) -> Loaded:
    return replace(loaded, script=replace(loaded.script, locale="xx_XX"))


def without_facts(loaded: Loaded) -> Loaded:
    return replace(loaded, script=replace(loaded.script, facts={}))


@pytest.mark.parametrize(
    "change",
    [
        nowhere,
        in_circles,
        onward_to_nowhere,
        without_words,
        without_scenes,
        asking_for_nothing,
        from_no_country,
        without_facts,
    ],
)
def test_what_leads_nowhere_is_not(change: Callable[[Loaded], Loaded]) -> None:
    assert not sound(change(HONEST))

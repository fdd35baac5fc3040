"""What a stranger's board hands out is held against its digest, and must be playable besides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from game import paths
from game.board.sound import sound
from game.engine.encounter import Arrow, Returns, Variant
from game.language.town_file import HERE
from game.library.library import Library
from game.library.loaded import Loaded
from game.library.towns import LoadedTown, town, town_names
from game.rules.conditions import Compare, Every, Is, Not
from tests.town.corner import corner_shop

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


def with_nobody_back(loaded: Loaded) -> Loaded:
    return replace(loaded, script=replace(loaded.script, returns=Returns("nobody", "calm", "calm")))


def with_marks_below_nothing(loaded: Loaded) -> Loaded:
    return replace(loaded, encounter=replace(loaded.encounter, full_marks={"Own": -1}))


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
        with_nobody_back,
        with_marks_below_nothing,
        without_facts,
    ],
)
def test_what_leads_nowhere_is_not(change: Callable[[Loaded], Loaded]) -> None:
    assert not sound(change(HONEST))


# Towns


@pytest.mark.parametrize("key", town_names(SHELF))
def test_every_town_of_the_pack_is_sound(key: str) -> None:
    assert sound(town(SHELF, key))


def with_town(loaded: LoadedTown, **changed: Any) -> LoadedTown:
    return replace(loaded, town=replace(loaded.town, **changed))


def with_task(loaded: LoadedTown, **changed: Any) -> LoadedTown:
    key = next(key for key, one in loaded.town.tasks.items() if one.signal)
    return with_town(loaded, tasks=loaded.town.tasks | {key: replace(loaded.town.tasks[key], **changed)})


def with_doing(loaded: LoadedTown, **changed: Any) -> LoadedTown:
    task = next(one for one in loaded.town.tasks.values() if one.signal)
    key = next(iter(task.scene.does))
    does = task.scene.does | {key: replace(task.scene.does[key], **changed)}
    return with_task(loaded, scene=replace(task.scene, does=does))


def with_scene_of_task(loaded: LoadedTown, **changed: Any) -> LoadedTown:
    task = next(one for one in loaded.town.tasks.values() if one.signal)
    here = replace(task.scene.encounter.scenes[HERE], **changed)
    encounter = replace(task.scene.encounter, scenes=task.scene.encounter.scenes | {HERE: here})
    return with_task(loaded, scene=replace(task.scene, encounter=encounter))


def with_arrival(loaded: LoadedTown, library: bool, **changed: Any) -> LoadedTown:
    arrivals = loaded.town.arrivals
    key = next(key for key, one in arrivals.items() if (one.encounter is not None) == library)
    return with_town(loaded, arrivals=arrivals | {key: replace(arrivals[key], **changed)})


def with_words_of_town(loaded: LoadedTown, **changed: Any) -> LoadedTown:
    return replace(loaded, script=replace(loaded.script, **changed))


def with_two_scenes_of_one_name(loaded: LoadedTown) -> LoadedTown:
    name = next(one.scene.encounter.key for one in loaded.town.tasks.values() if not one.signal)
    scene = next(one.scene for one in loaded.town.tasks.values() if one.signal)
    return with_task(loaded, scene=replace(scene, encounter=replace(scene.encounter, key=name)))


_NOBODY = Is("done", "no-such-task")

UNSOUND: dict[str, Callable[[LoadedTown], LoadedTown]] = {
    "no hours": lambda one: with_town(one, hours=0),
    "more hours than a morning has": lambda one: with_town(one, hours=10**9),
    "no facts": lambda one: with_town(one, facts=()),
    "no signals": lambda one: with_town(one, signals={}),
    "no promises": lambda one: with_town(one, promises={}),
    "no tasks": lambda one: with_town(one, tasks={}),
    "a signal that breaks on a Sunday": lambda one: with_town(
        one, signals={key: replace(signal, breaks=7) for key, signal in one.town.signals.items()}
    ),
    "a promise due on a Sunday": lambda one: with_town(
        one, promises={key: replace(promise, due=7) for key, promise in one.town.promises.items()}
    ),
    "a promise about nothing": lambda one: with_town(
        one, promises={key: replace(promise, signal="nothing") for key, promise in one.town.promises.items()}
    ),
    "a task on nothing": lambda one: with_task(one, signal="nothing"),
    "a task on a Sunday": lambda one: with_task(one, days=(7,)),
    "a task that asks for what isn't there": lambda one: with_task(one, when=Not(Every((_NOBODY,)))),
    "a task that asks for a gauge": lambda one: with_task(one, when=Compare("heat", "", ">", 3)),
    "a reply that cites nothing": lambda one: with_doing(one, cites=("nothing",)),
    "a reply that opens nothing": lambda one: with_doing(one, promises=("nothing",)),
    "a reply that asks for what isn't there": lambda one: with_doing(one, when=_NOBODY),
    "a reply of more work than a week has": lambda one: with_doing(one, work=10**9),
    "a scene that leads nowhere": lambda one: with_scene_of_task(one, otherwise=(Arrow("nowhere"),)),
    "a scene in which nothing can be said": lambda one: with_scene_of_task(one, replies={}),
    "a scene with marks below nothing": lambda one: with_task(
        one,
        scene=replace(
            scene := next(task.scene for task in one.town.tasks.values() if task.signal),
            encounter=replace(scene.encounter, full_marks={"Own": -1}),
        ),
    ),
    "a scene in circles": lambda one: with_scene_of_task(one, otherwise=(Arrow(HERE),)),
    "two scenes of one name": with_two_scenes_of_one_name,
    "an encounter that isn't there": lambda one: with_arrival(one, True, encounter="nothing"),
    "a temperament that isn't there": lambda one: with_arrival(one, True, hot="no-such-mood"),
    "a promise that is carried nowhere": lambda one: with_arrival(one, True, carries={"list": "nothing"}),
    "a return of nobody": lambda one: with_arrival(one, False, again="nobody"),
    "somebody back who never came": lambda one: with_arrival(one, True, returns=("nobody",)),
    "a fire of nothing": lambda one: with_arrival(one, False, signal="nothing"),
    "somebody who comes to nothing": lambda one: with_arrival(one, False, scene=None),
    "somebody on a Sunday": lambda one: with_arrival(one, False, day=7),
    "without its encounters": lambda one: replace(one, encounters={}),
    "with another encounter under the key": lambda one: replace(
        one, encounters={key: SHELF.encounter("wet-floor") for key in one.encounters}
    ),
    "with an encounter that leads nowhere": lambda one: replace(
        one, encounters={key: nowhere(here) for key, here in one.encounters.items()}
    ),
    "with an encounter to which nobody comes back": lambda one: replace(
        one, encounters={key: with_nobody_back(here) for key, here in one.encounters.items()}
    ),
    "without mornings": lambda one: with_words_of_town(one, mornings=()),
    "without words for tasks": lambda one: with_words_of_town(one, tasks={}),
    "without words for signals": lambda one: with_words_of_town(one, signals={}),
    "without words for arrivals": lambda one: with_words_of_town(one, arrivals={}),
    "without words for promises": lambda one: with_words_of_town(one, promises={}),
    "without words for numbers": lambda one: with_words_of_town(one, numbers={}),
    "a signal that says nothing": lambda one: with_words_of_town(
        one, signals={key: replace(words, says=()) for key, words in one.script.signals.items()}
    ),
    "somebody of an encounter that isn't there": lambda one: with_words_of_town(
        one,
        people={key: replace(person, of=("nothing", "nobody")) for key, person in one.script.people.items()},
    ),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_town_in_which_a_week_would_lead_nowhere_is_not_sound(name: str) -> None:
    assert sound(corner_shop())
    assert not sound(UNSOUND[name](corner_shop()))


def test_an_hour_offered_once_something_is_known_may_need_it_in_every_reply() -> None:
    fact, loaded = "salt", corner_shop()
    task = next(one for one in loaded.town.tasks.values() if one.signal)
    does = {key: replace(doing, cites=(fact,)) for key, doing in task.scene.does.items()}
    scene = replace(task.scene, does=does)
    assert not sound(with_task(loaded, scene=scene))
    assert sound(with_task(loaded, scene=scene, when=Every((Is("knows", fact), Not(Is("met", "thaw"))))))

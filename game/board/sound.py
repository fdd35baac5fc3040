"""Whether what a stranger's board hands out can be played: its digest only says that it is the one meant.

Files are checked when they are read. What comes ready-made must not lead anywhere that isn't there, or nowhere.
"""

from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import Final, get_args

from game.board.material import Material
from game.engine.compiled import Compiled
from game.engine.conditions import compile_condition
from game.engine.encounter import Encounter, Scene, SceneText, Script, Wording
from game.engine.step import EncounterFault, begin, score_of, step
from game.language.town import Arrival, Doing, Points, Town, TownScene, TownScript
from game.language.town_file import HERE, OUTCOMES
from game.language.town_shape import DAYS, GROWN_MOST, HOURS_MOST, Bucket
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from game.library.towns import LoadedTown
from game.rules.conditions import Condition, Every, Is, Not, Some, surely_known

_FAULTS: Final = (EncounterFault, LookupError, ValueError, TypeError, AttributeError, RecursionError)


def sound(material: Material) -> bool:
    """Whether a stranger's encounter, or town, can be played."""
    try:
        return _town_plays(material) if isinstance(material, LoadedTown) else _encounter_plays(material)
    except _FAULTS:
        return False


def _encounter_plays(loaded: Loaded) -> bool:
    """Whether an encounter leads nowhere wrong; raises one of `_FAULTS` where it can't even be looked at."""
    encounter = loaded.encounter
    if not _marked(encounter) or _circles(encounter) or not _told(encounter, loaded.script):
        return False
    draw_persona(loaded.script, 0)
    for temperament in encounter.temperaments or [""]:
        compiled = loaded.compiled(temperament)
        begin(compiled)
        _ask_all(loaded.script, compiled)
    return True


def _marked(encounter: Encounter) -> bool:
    """Whether full marks are what a file could have held."""
    return all(most >= 1 for most in encounter.full_marks.values())


def _circles(encounter: Encounter) -> bool:
    """Whether scenes in which nothing can be said lead back to themselves."""
    done: set[str] = set()
    for key in encounter.scenes:
        path: list[str] = [key]
        waiting = [iter(_beyond(encounter.scenes[key]))]
        while waiting:
            onward = next(waiting[-1], None)
            if onward is None:
                done.add(path.pop())
                waiting.pop()
            elif onward in path:
                return True
            elif onward not in done:
                path.append(onward)
                waiting.append(iter(_beyond(encounter.scenes[onward])))
    return False


def _beyond(scene: Scene) -> list[str]:
    return [arrow.to for arrow in scene.otherwise]


def _told(encounter: Encounter, script: Script) -> bool:
    """Whether there are words for everything that can happen."""
    return (
        encounter.scenes.keys() == script.scenes.keys()
        and encounter.people.keys() == script.people.keys()
        and set(encounter.facts) == script.facts.keys()
        and encounter.promises.keys() == script.promises.keys()
        and (script.returns is None or script.returns.who in script.people)
        and all(
            scene.replies.keys() == (script.scenes[key].replies or {}).keys()
            for key, scene in encounter.scenes.items()
        )
    )


def _ask_all(script: Script, compiled: Compiled) -> None:
    """Read every condition of every wording; raises where one asks for what isn't there."""
    for scene in script.scenes.values():
        for wording in _wordings(scene):
            for variant in wording:
                if variant.when is not None:
                    compile_condition(variant.when, compiled.layout)


def _wordings(scene: SceneText) -> Iterator[Wording]:
    yield from (scene.says, scene.thinks, scene.letter)
    for reply in (scene.replies or {}).values():
        yield from (reply.hears, reply.thinks)


# Towns


def _town_plays(loaded: LoadedTown) -> bool:
    """Whether a week in a town can't come to anything that isn't there. Raises like `_encounter_plays`."""
    town, script = loaded.town, loaded.script
    whole = (
        "unkept" in loaded.rulebook.events
        and all(key == one.encounter.key and _encounter_plays(one) for key, one in loaded.encounters.items())
        and _numbers_fit(town)
        and _town_told(town, script)
        and _told_apart(town)
        and all(_task_fits(loaded, key) for key in town.tasks)
        and all(_arrival_fits(loaded, key) for key in town.arrivals)
        and all(one.signal is None or one.signal in town.signals for one in town.promises.values())
    )
    if whole:
        loaded.people(0)
    return whole


def _numbers_fit(town: Town) -> bool:
    """Whether every number of a town is one that its file could have held."""
    days, price = range(1, len(DAYS) + 1), town.price
    return (
        1 <= town.hours <= HOURS_MOST
        and 0 <= price.pulling_in <= 3
        and 0 <= price.fire <= 3
        and 1 <= price.least <= HOURS_MOST
        and all(0 <= getattr(town.points, field.name) <= 1000 for field in fields(Points))
        and town.points.cases <= 100
        and all(one.due in days and 0 <= one.work <= 3 for one in town.promises.values())
        and all(
            1 <= one.seen <= one.breaks <= len(DAYS) and 1 <= one.needs <= GROWN_MOST
            for one in town.signals.values()
        )
        and all(1 <= one.hours <= 3 and set(one.days) <= set(days) for one in town.tasks.values())
        and all(one.day in days for one in town.arrivals.values())
    )


def _town_told(town: Town, script: TownScript) -> bool:
    """Whether there are words for all of a town."""
    return (
        bool(town.tasks)
        and town.tasks.keys() == script.tasks.keys()
        and town.arrivals.keys() == script.arrivals.keys()
        and town.promises.keys() == script.promises.keys()
        and town.signals.keys() == script.signals.keys()
        and set(town.facts) == script.facts.keys()
        and all(one.says and one.spares >= 0 for one in script.signals.values())
        and len(script.mornings) == len(DAYS)
        and script.buckets.keys() == set(get_args(Bucket))
        and script.numbers.keys() == {field.name for field in fields(Points)}
    )


def _told_apart(town: Town) -> bool:
    """Whether no scene of a town's own can be taken for another."""
    scenes = [task.scene for task in town.tasks.values()]
    scenes += [one.scene for one in town.arrivals.values() if one.scene is not None]
    return len({scene.encounter.key for scene in scenes}) == len(scenes)


def _task_fits(loaded: LoadedTown, key: str) -> bool:
    """Whether an hour can be spent on a task."""
    task = loaded.town.tasks[key]
    return (
        (task.signal is None or task.signal in loaded.town.signals)
        and _asks(loaded.town, task.when)
        and _scene_plays(loaded, task.scene, loaded.script.tasks[key].script, task.when)
    )


def _arrival_fits(loaded: LoadedTown, key: str) -> bool:
    """Whether somebody can come: in an encounter that is there, or in a scene of the town's own."""
    town, arrival = loaded.town, loaded.town.arrivals[key]
    script = loaded.script.arrivals[key].script
    if not (
        (arrival.signal is None or arrival.signal in town.signals)
        and (arrival.again is None or arrival.again in town.arrivals)
        and set(arrival.returns) <= town.arrivals.keys()
        and _asks(town, arrival.when)
        and _asks(town, arrival.hot_when)
        and set(arrival.carries.values()) <= town.promises.keys()
    ):
        return False
    if arrival.encounter is not None:
        here = loaded.encounters[arrival.encounter].encounter
        return arrival.carries.keys() <= here.promises.keys() and _tempered(arrival, here)
    return (
        arrival.scene is not None
        and script is not None
        and not arrival.carries
        and _tempered(arrival, arrival.scene.encounter)
        and _scene_plays(loaded, arrival.scene, script)
    )


def _tempered(arrival: Arrival, encounter: Encounter) -> bool:
    """Whether somebody can come calm, and hot."""
    return {arrival.calm, arrival.hot} <= (encounter.temperaments.keys() or {""})


def _scene_plays(
    loaded: LoadedTown, scene: TownScene, script: Script, offered_when: Condition | None = None
) -> bool:
    """Whether a scene of the town's own can be played: one moment, in which every reply is the last.

    One of them can be given whatever isn't known, but for what was asked before the scene was offered.
    """
    encounter, town, known = scene.encounter, loaded.town, surely_known(offered_when)
    here = encounter.scenes[HERE]
    if not (
        encounter.key not in loaded.encounters
        and encounter.start == HERE
        and encounter.scenes.keys() == script.scenes.keys() == {HERE, *OUTCOMES}
        and encounter.people.keys() <= script.people.keys()
        and set(encounter.facts) == set(town.facts) == script.facts.keys()
        and encounter.promises.keys() == town.promises.keys() == script.promises.keys()
        and scene.does.keys() == here.replies.keys() == (script.scenes[HERE].replies or {}).keys()
        and all(_does(town, doing) for doing in scene.does.values())
        and any(
            not doing.pulls and known.issuperset(doing.cites) and doing.when is None
            for doing in scene.does.values()
        )
        and _marked(encounter)
        and not _circles(encounter)
    ):
        return False
    draw_persona(script, 0)
    dear = frozenset(key for key, doing in scene.does.items() if doing.pulls)
    without = loaded.scene(scene, script, tuple(scene.does), frozenset(town.facts), dear)  # no hour left
    for temperament in encounter.temperaments or [""]:
        compiled = Loaded(encounter, script, loaded.rulebook, {}).compiled(temperament)
        state, _ = begin(compiled)
        _ask_all(script, compiled)
        begin(without.compiled(temperament))
        if any(score_of(compiled, step(compiled, state, key).after) is None for key in here.replies):
            return False
    return True


def _does(town: Town, doing: Doing) -> bool:
    """Whether what a reply does to the week can be done."""
    return (
        0 <= doing.work <= 3
        and {*doing.cites, *doing.learns} <= set(town.facts)
        and set(doing.promises) <= town.promises.keys()
        and _asks(town, doing.when)
    )


def _asks(town: Town, condition: Condition | None) -> bool:
    """Whether a condition asks for what a town has."""
    there: dict[str, Collection[str]] = {
        "done": town.tasks,
        "knows": town.facts,
        **dict.fromkeys(("prevented", "warned", "neglected"), town.signals),
        **dict.fromkeys(("met", "passed_on"), town.arrivals),
        **dict.fromkeys(("promised", "kept", "renegotiated", "broken"), town.promises),
    }
    match condition:
        case None:
            return True
        case Not(part):
            return _asks(town, part)
        case Every(parts) | Some(parts):
            return all(_asks(town, part) for part in parts)
        case Is(kind, of):
            return of in there.get(kind, ())
    return False

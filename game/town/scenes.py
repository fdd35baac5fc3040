"""What is being talked in: the scene of an hour, or the talk with whoever has come."""

from typing import NamedTuple

from game.engine.encounter import Script
from game.language.town import Doing, TownScene
from game.library.loaded import Loaded
from game.town.rules import Rules
from game.town.state import Week


class Here(NamedTuple):
    """What is being talked in: an encounter or a scene, and with which temperament.

    `returned` is the arrival of this week in which whoever has come was here before, or "".
    """

    loaded: Loaded
    temperament: str
    returned: str = ""


def scene_now(rules: Rules, week: Week) -> Here:
    """The scene of the task in hand."""
    task = rules.town.tasks[week.subject]
    loaded = _scene(rules, week, task.scene, rules.loaded.script.tasks[week.subject].script)
    return Here(loaded, next(iter(loaded.encounter.temperaments), ""))


def talk_now(rules: Rules, week: Week) -> Here:
    """The talk with whoever has come."""
    arrival = rules.town.arrivals[week.talking]
    temperament = arrival.hot if week.hot else arrival.calm
    if arrival.encounter is not None:
        returned = rules.returning(week.talking, week)
        return Here(rules.loaded.encounters[arrival.encounter], temperament, returned)
    script = rules.loaded.script.arrivals[week.talking].script
    assert arrival.scene is not None
    assert script is not None
    return Here(_scene(rules, week, arrival.scene, script), temperament)


def _scene(rules: Rules, week: Week, scene: TownScene, script: Script) -> Loaded:
    plain, facts = rules.asked_in(scene)
    if not plain:
        return _made(rules, week, scene, script)
    key = (scene.encounter.key, week.knows & facts, week.hours < rules.town.price.pulling_in)
    if (known := rules.scenes.get(key)) is None:
        known = rules.scenes[key] = _made(rules, week, scene, script)
    return known


def _made(rules: Rules, week: Week, scene: TownScene, script: Script) -> Loaded:
    exist = tuple(key for key, doing in scene.does.items() if _exists(rules, week, doing))
    dear = frozenset(
        key for key in exist if scene.does[key].pulls and week.hours < rules.town.price.pulling_in
    )
    news = frozenset(fact for key in exist for fact in scene.does[key].learns if fact not in week.knows)
    return rules.loaded.scene(scene, script, exist, news, dear)


def _exists(rules: Rules, week: Week, doing: Doing) -> bool:
    return all(fact in week.knows for fact in doing.cites) and rules.holds(doing.when, week)

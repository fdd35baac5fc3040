"""From a file that was read to what the engine plays and people read."""

from typing import Any

from game.engine.conditions import mentioned
from game.engine.encounter import (
    Arrow,
    Back,
    Due,
    Encounter,
    Expectation,
    Figure,
    PersonText,
    Reply,
    ReplyText,
    Returns,
    Scene,
    SceneText,
    Script,
    SelfTest,
    Temperament,
    Variant,
    Wording,
)
from game.language.conditions import parse
from game.language.draws import is_draw
from game.language.encounter_file import (
    BackTextsShape,
    EncounterShape,
    PersonShape,
    ReplyShape,
    SceneShape,
    TemperamentShape,
    WayOn,
)
from game.language.prose import BACK, letter_lines, paragraphs
from game.rules.clean import clean
from game.rules.conditions import Condition
from game.rules.gauges import Gauges

Renamed = dict[str, dict[str, str]]
"""Scene → former reply key → the key it has now."""


def compile_encounter(shape: EncounterShape) -> tuple[Encounter, Script, dict[str, SelfTest], Renamed]:
    """Split a file into what decides play and what is read.

    Args:
        shape: a file in which references and shape have been found right.

    Returns:
        The encounter, its script, its own tests by name, and replies that had other keys before.

    Raises:
        ConditionError: a condition can't be read, which `references` would have told.
    """
    renamed = _renamed(shape)
    encounter = Encounter(
        key=shape.encounter,
        people={key: person.kind for key, person in shape.people.items()},
        temperaments={key: _temperament(one) for key, one in shape.temperaments.items()},
        facts=tuple(shape.facts),
        promises={key: Due(one.due, one.outlives) for key, one in shape.promises.items()},
        flags=_flags(shape),
        start=shape.start,
        scenes={key: _scene(one) for key, one in shape.scenes.items()},
        full_marks=dict(shape.full_marks),
    )
    return encounter, _script(shape), _tests(shape, renamed), renamed


def _temperament(one: TemperamentShape) -> Temperament:
    return Temperament(
        Gauges(one.heat, one.trust, one.heard, one.effort), one.needs_heard, one.only == "town"
    )


def _scene(scene: SceneShape) -> Scene:
    return Scene(
        person=scene.person,
        replies={key: _reply(reply) for key, reply in (scene.replies or {}).items()},
        otherwise=_arrows(scene.otherwise),
        hub=scene.hub,
        act_first=scene.act_first,
        ending=scene.ending.outcome if scene.ending else None,
    )


def _reply(reply: ReplyShape) -> Reply:
    return Reply(
        moves=tuple(reply.moves),
        when=_condition(reply.when),
        cites=tuple(reply.cites or ()),
        learns=tuple(reply.learns or ()),
        sets=tuple(reply.sets or ()),
        promises=tuple(reply.promises or ()),
        keeps=tuple(reply.keeps or ()),
        renegotiates=tuple(reply.renegotiates or ()),
        hands_to=reply.hands_to,
        to=_arrows(reply.to),
    )


def _condition(text: str | None) -> Condition | None:
    return None if text is None else parse(text)


def _arrows(to: str | list[WayOn] | None) -> tuple[Arrow, ...]:
    if to is None:
        return ()
    if isinstance(to, str):
        return (Arrow(to),)
    return tuple(Arrow(way.to, _condition(way.when)) for way in to)


def _flags(shape: EncounterShape) -> tuple[str, ...]:
    """Every flag in the order in which the file first uses it: set or asked for."""
    used: dict[str, None] = {}
    for scene in shape.scenes.values():
        for reply in (scene.replies or {}).values():
            for text in (reply.when, *_asked_on_the_way(reply.to)):
                used.update(dict.fromkeys(mentioned(_condition(text), "flag")))
            used.update(dict.fromkeys(reply.sets or ()))
        for text in _asked_on_the_way(scene.otherwise):
            used.update(dict.fromkeys(mentioned(_condition(text), "flag")))
    return tuple(used)


def _asked_on_the_way(ways: str | list[WayOn] | None) -> list[str | None]:
    return [way.when for way in ways] if isinstance(ways, list) else []


def wording(says: str | dict[str, str] | None, lines: bool = False) -> Wording:
    """One text, or several under `if …` keys, as the engine picks them; `lines` keeps a letter's line breaks."""
    as_read = letter_lines if lines else paragraphs
    if says is None:
        return ()
    if isinstance(says, str):
        return (Variant(as_read(says)),)
    return tuple(
        Variant(as_read(text), None if key == "otherwise" else parse(key.removeprefix("if ")))
        for key, text in says.items()
    )


def _script(shape: EncounterShape) -> Script:
    return Script(
        title=clean(shape.title),
        role=clean(shape.role),
        industry=clean(shape.industry),
        level=shape.level,
        locale=shape.locale,
        brief=paragraphs(shape.brief),
        desk_card=paragraphs(shape.desk_card),
        needs=paragraphs(shape.needs),
        people={key: _person_text(person) for key, person in shape.people.items()},
        facts={key: paragraphs(text) for key, text in shape.facts.items()},
        promises={key: paragraphs(one.text) for key, one in shape.promises.items()},
        scenes={key: _scene_text(scene) for key, scene in shape.scenes.items()},
        figure=Figure(clean(shape.figure.name), shape.figure.start) if shape.figure else None,
        back=back_text(shape.back.who, shape.back) if shape.back else None,
        returns=next(
            (
                Returns(key, one.returns.met, one.returns.passed_on)
                for key, one in shape.people.items()
                if one.returns
            ),
            None,
        ),
    )


def back_text(who: str, back: BackTextsShape) -> Back:
    """What this person would come back about."""
    return Back(who, *(paragraphs(getattr(back, key)) for key in BACK))


def _person_text(person: PersonShape) -> PersonText:
    fields = {
        key: clean(value)
        for key, value in {"name": person.name, "job": person.job, **person.__pydantic_extra__}.items()
        if value is not None
    }
    draws = {key: value for key, value in fields.items() if is_draw(value)}
    says = {key: value for key, value in fields.items() if key not in draws}
    return PersonText(says.get("name", ""), says.get("job", ""), draws, says)


def _scene_text(scene: SceneShape) -> SceneText:
    return SceneText(
        at=clean(scene.at or ""),
        says=wording(scene.says),
        thinks=wording(scene.thinks),
        letter=wording(scene.letter, lines=True),
        act_first_why=paragraphs(scene.act_first_why or ""),
        replies={key: _reply_text(reply) for key, reply in (scene.replies or {}).items()},
    )


def _reply_text(reply: ReplyShape) -> ReplyText:
    return ReplyText(
        say=paragraphs(reply.say),
        hears=wording(reply.hears),
        thinks=wording(reply.thinks),
        coach=paragraphs(reply.coach or ""),
        locked=paragraphs(reply.locked or ""),
        figure=reply.figure,
    )


def _renamed(shape: EncounterShape) -> Renamed:
    found = {
        key: {reply.was: now for now, reply in (scene.replies or {}).items() if reply.was}
        for key, scene in shape.scenes.items()
    }
    return {key: names for key, names in found.items() if names}


def _tests(shape: EncounterShape, renamed: Renamed) -> dict[str, SelfTest]:
    """The file's tests; a reply they call by its former key gets the present one, if only one can be meant."""
    present = {key for scene in shape.scenes.values() for key in scene.replies or {}}
    former: dict[str, set[str]] = {}
    for names in renamed.values():
        for old, new in names.items():
            former.setdefault(old, set()).add(new)

    def now(key: str) -> str:
        candidates = former.get(key, set())
        return next(iter(candidates)) if key not in present and len(candidates) == 1 else key

    return {
        clean(name): SelfTest(
            temperament=test.temperament or "",
            choose=tuple(now(key) for key in test.choose),
            expect=_expectation(test.expect.model_dump()),
        )
        for name, test in shape.tests.items()
    }


def _expectation(asked: dict[str, Any]) -> Expectation:
    return Expectation(**asked)

"""From a town file that was read to what a week is played by, and what of it people read."""

from typing import Final

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
)
from game.language.compile import back_text, wording
from game.language.conditions import parse
from game.language.draws import is_draw
from game.language.prose import letter_lines, paragraphs
from game.language.town import (
    CALM,
    HOT,
    Arrival,
    ArrivalText,
    Doing,
    Points,
    Price,
    PromiseText,
    Signal,
    SignalText,
    Task,
    TaskText,
    Town,
    TownPerson,
    TownPromise,
    TownScene,
    TownScript,
)
from game.language.town_shape import (
    DAYS,
    ArrivalSceneShape,
    ArrivalShape,
    Day,
    MoodShape,
    TaskShape,
    TownPersonShape,
    TownReplyShape,
    TownSceneShape,
    TownShape,
    WeekScoreShape,
)
from game.rules.clean import clean
from game.rules.conditions import Condition, Is
from game.rules.gauges import Gauges
from game.rules.rulebook import Outcome

HERE: Final = "here"
"""The only scene of a town's scene."""

OUTCOMES: Final[tuple[Outcome, ...]] = ("met", "partly", "lost")

NO_HOUR: Final = "an-hour-left"
"""A flag that nothing sets: what asks for it can't be chosen."""

_NO_HOUR_LEFT: Final = "Pulling somebody in takes an hour, and there is none left today."


def compile_town(shape: TownShape) -> tuple[Town, TownScript]:
    """Split a town file into what decides a week and what is read of it.

    Args:
        shape: a file in which references have been found right.

    Raises:
        ConditionError: a condition can't be read, which `town_problems` would have told.
    """
    score, price = shape.score, shape.price
    town = Town(
        key=shape.town,
        hours=shape.hours,
        price=Price(price.pulling_in, price.fire, price.least),
        points=Points(**{name: getattr(score, name).points for name in WeekScoreShape.model_fields}),
        facts=tuple(shape.facts),
        promises={
            key: TownPromise(_day(one.due), one.possible, one.signal, one.work)
            for key, one in shape.promises.items()
        },
        signals={
            key: Signal(_day(one.seen), _day(one.breaks), one.needs) for key, one in shape.signals.items()
        },
        tasks={key: _task(shape, key, one) for key, one in shape.tasks.items()},
        arrivals={key: _arrival(shape, key, one) for key, one in shape.arrivals.items()},
    )
    return town, _town_script(shape)


def _town_script(shape: TownShape) -> TownScript:
    buckets = shape.buckets
    return TownScript(
        title=clean(shape.title),
        draft=shape.draft,
        role=clean(shape.role),
        about=paragraphs(shape.about),
        desk_card=paragraphs(shape.desk_card),
        locale=shape.locale,
        buckets={
            "help": paragraphs(buckets.help),
            "serve": paragraphs(buckets.serve),
            "chores": paragraphs(buckets.chores),
        },
        numbers={name: paragraphs(getattr(shape.score, name).says) for name in WeekScoreShape.model_fields},
        mornings=tuple(paragraphs(getattr(shape.mornings, day)) for day in DAYS),
        people={key: _person(one) for key, one in shape.people.items()},
        facts={key: paragraphs(text) for key, text in shape.facts.items()},
        promises={
            key: PromiseText(
                paragraphs(one.text),
                paragraphs(one.kept),
                paragraphs(one.lapsed),
                paragraphs(one.renegotiated or ""),
            )
            for key, one in shape.promises.items()
        },
        signals={
            key: SignalText(
                clean(one.title),
                tuple(
                    paragraphs(text) for text in (one.says.new, one.says.waiting, one.says.pressing) if text
                ),
                paragraphs(one.quiet),
                one.spares,
                letter_lines(one.letter or ""),
            )
            for key, one in shape.signals.items()
        },
        tasks={
            key: TaskText(clean(one.title), _scene_script(shape, one, clean(one.title), {}))
            for key, one in shape.tasks.items()
        },
        arrivals={key: _arrival_text(shape, one) for key, one in shape.arrivals.items()},
        figure=Figure(clean(shape.figure.name), shape.figure.start) if shape.figure else None,
    )


def _arrival_text(shape: TownShape, one: ArrivalShape) -> ArrivalText:
    title, scene = clean(one.title), one.scene
    script = None if scene is None else _scene_script(shape, scene, title, dict(scene.letters))
    back = None if scene is None or one.back is None else back_text(scene.person, one.back)
    return ArrivalText(title, paragraphs(one.opens), paragraphs(one.opens_hot or ""), script, back)


def _day(day: Day) -> int:
    return DAYS.index(day) + 1


def _condition(text: str | None) -> Condition | None:
    return None if text is None else parse(text, "town")


def _task(shape: TownShape, key: str, one: TaskShape) -> Task:
    days = [one.days] if isinstance(one.days, str) else one.days
    return Task(
        bucket=one.bucket,
        days=tuple(sorted(set(map(_day, days)))),
        scene=_scene(shape, key, one),
        hours=one.hours,
        signal=one.signal,
        when=_condition(one.when),
    )


def _arrival(shape: TownShape, key: str, one: ArrivalShape) -> Arrival:
    day = shape.signals[one.signal].breaks if one.signal is not None else one.day or DAYS[0]
    scene = None if one.scene is None else _scene(shape, key, one.scene)
    calm, hot = one.calm or "", one.hot or one.calm or ""
    if scene is not None:
        calm, hot = (CALM, HOT) if scene.encounter.temperaments else ("", "")
    return Arrival(
        day=_day(day),
        encounter=one.encounter,
        scene=scene,
        calm=calm,
        hot=hot,
        signal=one.signal,
        when=_condition(one.when),
        hot_when=_condition(one.hot_when),
        again=one.again,
        early=one.early,
        carries=dict(one.carries),
        returns=tuple(one.returns or ()),
    )


def _scene(shape: TownShape, key: str, one: TownSceneShape) -> TownScene:
    present = one.person if one.person in shape.people else None
    kind = shape.people[present].kind if present else None
    moods = {CALM: shape.calm, HOT: shape.hot} if kind == "customer" else {}
    return TownScene(
        encounter=Encounter(
            key=f"{shape.town}-{key}",
            people={present: kind} if present and kind else {},
            temperaments={name: _mood(mood) for name, mood in moods.items()},
            facts=tuple(shape.facts),
            promises={name: Due(None, outlives=True) for name in shape.promises},
            flags=(NO_HOUR,),
            start=HERE,
            scenes={
                HERE: Scene(one.person, {name: _reply(reply) for name, reply in one.replies.items()}),
                **{outcome: Scene("nobody", {}, ending=outcome) for outcome in OUTCOMES},
            },
            full_marks=dict(one.full_marks),
        ),
        does={name: _doing(reply) for name, reply in one.replies.items()},
    )


def _mood(mood: MoodShape) -> Temperament:
    # In one exchange nobody can be heard first and helped then: nothing comes early.
    return Temperament(Gauges(mood.heat, mood.trust, 0, mood.effort), needs_heard=0)


def _reply(reply: TownReplyShape) -> Reply:
    return Reply(
        moves=tuple(reply.moves),
        learns=tuple(reply.learns or ()),
        promises=tuple(reply.promises or ()),
        to=(Arrow(reply.ends),),
    )


def _doing(reply: TownReplyShape) -> Doing:
    return Doing(
        work=reply.work,
        warns=reply.warns,
        pulls=reply.pulls is not None,
        cites=tuple(reply.cites or ()),
        when=_condition(reply.when),
        learns=tuple(reply.learns or ()),
        promises=tuple(reply.promises or ()),
        ends=reply.ends,
    )


def without_an_hour(reply: Reply) -> Reply:
    """A reply that can be seen and not chosen, as there is no hour left for it."""
    return Reply(
        moves=reply.moves,
        when=Is("flag", NO_HOUR),
        learns=reply.learns,
        promises=reply.promises,
        to=reply.to,
    )


def _person(one: TownPersonShape) -> TownPerson:
    fields = {
        key: clean(value)
        for key, value in {"name": one.name, "job": one.job, **one.__pydantic_extra__}.items()
        if value is not None
    }
    draws = {key: value for key, value in fields.items() if is_draw(value)}
    says = {key: value for key, value in fields.items() if key not in draws}
    of = None
    if one.of is not None:
        encounter, _, person = one.of.partition(".")
        of = (encounter, person)
    return TownPerson(PersonText(says.get("name", ""), says.get("job", ""), draws, says), of)


def _scene_script(
    shape: TownShape, one: TownSceneShape | ArrivalSceneShape, title: str, letters: dict[Outcome, str]
) -> Script:
    return Script(
        title=title,
        role=clean(shape.role),
        industry=clean(shape.title),
        level=1,
        locale=shape.locale,
        brief="",
        desk_card=paragraphs(shape.desk_card),
        needs="",
        people={key: _person(person).text for key, person in shape.people.items()},
        facts={key: paragraphs(text) for key, text in shape.facts.items()},
        promises={key: paragraphs(promise.text) for key, promise in shape.promises.items()},
        scenes={
            HERE: SceneText(
                at=clean(one.at or ""),
                says=wording(one.says),
                thinks=wording(one.thinks),
                replies={
                    key: ReplyText(
                        say=paragraphs(reply.say),
                        hears=wording(reply.hears),
                        thinks=wording(reply.thinks),
                        coach=paragraphs(reply.coach or ""),
                        locked=_NO_HOUR_LEFT if reply.pulls else "",
                        figure=reply.figure,
                    )
                    for key, reply in one.replies.items()
                },
            ),
            **{outcome: SceneText(letter=wording(letters.get(outcome), lines=True)) for outcome in OUTCOMES},
        },
        figure=Figure(clean(shape.figure.name), shape.figure.start) if shape.figure else None,
    )

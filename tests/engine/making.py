"""Tiny encounters in a few lines, and runs through them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from game import paths
from game.engine.compiled import Compiled, compile_encounter
from game.engine.encounter import Arrow, Due, Encounter, PersonKind, Reply, Scene, Temperament
from game.engine.step import Change, Replayed, replay
from game.language.conditions import parse
from game.library.library import Library
from game.rules.conditions import Condition
from game.rules.gauges import Gauges
from game.rules.rulebook import Move, Outcome, Rulebook
from game.rules.skills import SKILLS, Skill, unpack_evidence

CALM = Gauges(heat=10, trust=10)
"""Room to move in both directions."""

PEOPLE: Mapping[str, PersonKind] = {
    "dana": "customer",
    "ravi": "colleague",
    "mia": "colleague",
    "lee": "other",
}

Ways = str | Sequence[str | tuple[str, str]] | None
"""A scene's key, or several: `[("heat >= 14", "storm"), "calm"]`."""


@cache
def the_rulebook() -> Rulebook:
    """The built-in rulebook."""
    return Library(paths.content_dir()).rulebook


def reply(
    key: str,
    *moves: Move,
    to: Ways = None,
    when: str | None = None,
    cites: str = "",
    learns: str = "",
    sets: str = "",
    promises: str = "",
    keeps: str = "",
    renegotiates: str = "",
    hands_to: str | None = None,
) -> tuple[str, Reply]:
    """A reply; several facts, flags or promises are written with spaces between them."""
    return key, Reply(
        moves=moves or ("inform",),
        when=condition(when),
        cites=tuple(cites.split()),
        learns=tuple(learns.split()),
        sets=tuple(sets.split()),
        promises=tuple(promises.split()),
        keeps=tuple(keeps.split()),
        renegotiates=tuple(renegotiates.split()),
        hands_to=hands_to,
        to=_arrows(to),
    )


def scene(
    key: str,
    *replies: tuple[str, Reply],
    person: str = "dana",
    otherwise: Ways = None,
    hub: bool = False,
    act_first: bool = False,
) -> tuple[str, Scene]:
    """A scene with the customer, unless it says otherwise."""
    return key, Scene(person, dict(replies), _arrows(otherwise), hub, act_first)


def ending(key: str, outcome: Outcome = "met") -> tuple[str, Scene]:
    """A scene that ends the encounter."""
    return key, Scene("nobody", {}, ending=outcome)


def condition(text: str | None) -> Condition | None:
    """A condition as designers write it."""
    return None if text is None else parse(text)


def encounter(
    *scenes: tuple[str, Scene],
    due: Mapping[str, str | None] | None = None,
    outlives: str = "",
    temperaments: Mapping[str, Temperament] | None = None,
    full_marks: Mapping[Skill, int] | None = None,
    people: Mapping[str, PersonKind] = PEOPLE,
    key: str = "tiny",
) -> Encounter:
    """An encounter that begins in its first scene; facts, flags and promises are those its replies name.

    Args:
        scenes: made by `scene` and `ending`.
        due: promise → the scene it falls due at; the others fall due at the ending.
        outlives: promises that outlive the talk.
        temperaments: one, `calm`, unless given.
        full_marks: all six skills, unless given.
        people: a customer, two colleagues and another, unless given.
        key: its name.
    """
    replies = [each for _, one in scenes for each in one.replies.values()]
    promises = _in_order(name for each in replies for name in each.promises)
    return Encounter(
        key=key,
        people=dict(people),
        temperaments=dict({"calm": Temperament(CALM)} if temperaments is None else temperaments),
        facts=_in_order(name for each in replies for name in (*each.learns, *each.cites)),
        promises={name: Due((due or {}).get(name), name in outlives.split()) for name in promises},
        flags=_in_order(name for each in replies for name in each.sets),
        start=scenes[0][0],
        scenes=dict(scenes),
        full_marks=dict.fromkeys(SKILLS, 4) if full_marks is None else dict(full_marks),
    )


def compiled(made: Encounter, temperament: str = "calm") -> Compiled:
    """The encounter with the built-in rulebook."""
    return compile_encounter(made, the_rulebook(), temperament if made.temperaments else "")


def play(made: Encounter, *replies: str, temperament: str = "calm") -> Replayed:
    """A run of these replies."""
    return replay(compiled(made, temperament), replies)


def after(made: Encounter, *replies: str, temperament: str = "calm") -> tuple[str, ...]:
    """The rules that the last of these replies brought about, in order."""
    return tuple(change.rule.id for change in last_changes(made, *replies, temperament=temperament))


def last_changes(made: Encounter, *replies: str, temperament: str = "calm") -> tuple[Change, ...]:
    """What the last of these replies changed."""
    return play(made, *replies, temperament=temperament).steps[-1].changes


def where(made: Encounter, replayed: Replayed) -> str:
    """The key of the scene a run stands in."""
    return list(made.scenes)[replayed.state.scene]


def evidence(replayed: Replayed) -> dict[Skill, int]:
    """What a run has shown, without the skills it showed nothing of."""
    return {skill: amount for skill, amount in unpack_evidence(replayed.state.evidence).items() if amount}


def _arrows(to: Ways) -> tuple[Arrow, ...]:
    if to is None:
        return ()
    if isinstance(to, str):
        return (Arrow(to),)
    return tuple(Arrow(way) if isinstance(way, str) else Arrow(way[1], condition(way[0])) for way in to)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

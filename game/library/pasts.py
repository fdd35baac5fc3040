"""Customers who were here before, and how one of them comes into another encounter. Display only.

What an encounter tells of its customer (`back:`) fills the fields of somebody who `returns`, names and all. It decides
nothing: gauges, replies and score are those of the encounter that is played.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.engine.chance import draw, shuffled
from game.engine.encounter import Back, Script
from game.language.blanks import fill
from game.language.prose import BACK, OTHER
from game.library.library import Library, Unreadable
from game.library.personas import blanks, draw_persona
from game.rules.clean import clean

NAMES: Final = ("name", "first", "last")
"""Fields that say what somebody is called."""


_FIRST_NAMES: Final = ("person.first_name", "woman.first_name", "man.first_name")


@dataclass(frozen=True, slots=True)
class Past:
    """Somebody who was here.

    Attributes:
        of: the encounter, or the arrival of a town, in which they came.
        fields: what they are called and what is told of them: field → text.
        draws: how their names were drawn: field → draw; none for names that the file says outright.
        met: whether they had been served well.
    """

    of: str
    fields: Mapping[str, str]
    draws: Mapping[str, str]
    met: bool


def past_of(of: str, script: Script, back: Back | None, persona: dict[str, str], *, met: bool) -> Past | None:
    """Somebody who was here; none where nothing is told of them, or not all of it can be filled in.

    Args:
        of: the encounter or arrival.
        script: what is read of it.
        back: what is told of its customer.
        persona: who everybody was.
        met: whether they had been served well.
    """
    if back is None or back.who not in script.people:
        return None
    known, person = blanks(script, persona), script.people[back.who]
    fields = {name: known[f"{back.who}_{name}"] for name in NAMES if f"{back.who}_{name}" in known}
    if (name := fields.get("name", "")) and (" " not in name or person.draws.get("name") in _FIRST_NAMES):
        fields.setdefault("first", name)  # called by one name alone
    fields |= {key: clean(fill(getattr(back, key), known)) for key in BACK}
    if any("{" in text for text in fields.values()):
        return None
    return Past(of, fields, {name: person.draws[name] for name in NAMES if name in person.draws}, met)


def fits(script: Script, past: Past) -> bool:
    """Whether whoever `returns` here can be this person: called by the same fields, a woman where one is drawn."""
    if script.returns is None:
        return False
    person = script.people[script.returns.who]
    called = [name for name in NAMES if name in person.draws or name in person.says]
    kinds = {person.draws[name].partition(".")[0] for name in called if name in person.draws}
    theirs = {draw.partition(".")[0] for draw in past.draws.values()}
    return theirs <= kinds and all(name in past.fields for name in called)


def temperament_of(script: Script, past: Past) -> str:
    """The temperament in which this person returns; "" where nobody does."""
    if script.returns is None:
        return ""
    return script.returns.met if past.met else script.returns.passed_on


def laid_over(script: Script, persona: dict[str, str], past: Past, other: str = "") -> dict[str, str]:
    """The persona, with somebody who was here before in the place of whoever returns.

    Args:
        script: what is read of the encounter in which they return.
        persona: as it was drawn.
        past: the person.
        other: what somebody else told; "" leaves what the file says.
    """
    if script.returns is None:
        return persona
    who = script.returns.who
    person = script.people[who]
    told = {**past.fields, OTHER: other} if other else past.fields
    return persona | {
        f"{who}_{field}": text
        for field, text in told.items()
        if field in person.draws or field in person.says
    }


def told_by_another(past: Past, pasts: Sequence[Past], seed: int) -> str:
    """What another of these people told, chosen by the seed; "" where there is nobody else."""
    told = sorted({one.fields["recalls"] for one in pasts if one.of != past.of} - {past.fields["recalls"]})
    return told[draw(seed, "", OTHER) % len(told)] if told else ""


def told_anywhere(library: Library, script: Script, past: Past, seed: int) -> str:
    """What somebody of another encounter of the library tells who could be taken for this person; "" for nobody."""
    for name in shuffled(seed, OTHER, library.names()):
        try:
            other = library.encounter(name).script
        except Unreadable:
            continue
        if other.back is None or name == past.of:
            continue
        told = past_of(name, other, other.back, draw_persona(other, seed), met=True)
        if told is not None and fits(script, told):
            return told.fields["recalls"]
    return ""

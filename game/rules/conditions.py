"""Conditions as data: one tree that the rules, the engine, the language and the checks all use.

A condition is written by a designer (`heat >= 14 and not knows(surgeon)`), parsed once by the language, and
kept as the small frozen nodes below. Nothing here knows how to evaluate one: the engine compiles them.
"""

from dataclasses import dataclass
from typing import Final, Literal

Comparison = Literal["<", "<=", "==", "!=", ">=", ">"]
Quantity = Literal["heat", "trust", "heard", "effort", "brought", "needs_heard", "times"]
Kind = Literal[
    "temperament", "knows", "flag", "promised", "kept", "renegotiated", "broken", "learns", "opens", "again_here",
    "done", "prevented", "warned", "neglected", "met", "passed_on",
]  # fmt: skip

# What a designer may ask in an encounter, and what a rulebook may ask besides: `times(move)` how often the
# move was made before, `learns` / `opens` whether this reply learns a new fact / opens a new promise,
# `again_here` whether this very move was made before with the person of this scene. A town asks for what was
# done in a week: `done(task)`, how a signal ended (`prevented`, `warned`, `neglected`), and how somebody who came
# was served (`met`, `passed_on`).
GAUGE_QUANTITIES: Final = ("heat", "trust", "heard", "effort")
ENCOUNTER_KINDS: Final = ("temperament", "knows", "flag", "promised", "kept", "renegotiated", "broken")
RULE_KINDS: Final = ("learns", "opens", "again_here")
TOWN_KINDS: Final = (
    "done", "knows", "prevented", "warned", "neglected", "met", "passed_on",
    "promised", "kept", "renegotiated", "broken",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compare:
    """A quantity against a number: `heat >= 14`, `brought(ravi) >= 3`. `of` is "" for a plain gauge."""

    quantity: Quantity
    of: str
    op: Comparison
    value: int


@dataclass(frozen=True, slots=True)
class Is:
    """Something that is so or not: `knows(surgeon)`, `flag(warned)`, `kept(call)`, `learns`."""

    kind: Kind
    of: str


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold (`and`)."""

    every: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds (`or`)."""

    some: tuple["Condition", ...]


Condition = Compare | Is | Not | Every | Some


def words(condition: Condition, _outer: bool = True) -> str:
    """The condition as a designer would write it; parsing it again gives an equal tree."""
    match condition:
        case Compare(quantity, of, op, value):
            return f"{quantity}({of}) {op} {value}" if of else f"{quantity} {op} {value}"
        case Is(kind, of):
            return f"{kind}({of})" if of else kind
        case Not(part):
            return f"not {words(part, False)}"
        case Every(parts):
            inner = " and ".join(words(part, False) for part in parts)
        case Some(parts):
            inner = " or ".join(words(part, False) for part in parts)
    return inner if _outer else f"({inner})"


def surely_known(condition: Condition | None) -> frozenset[str]:
    """Facts that are known wherever a condition holds."""
    match condition:
        case Is("knows", fact):
            return frozenset({fact})
        case Every(parts):
            return frozenset().union(*map(surely_known, parts))
    return frozenset()

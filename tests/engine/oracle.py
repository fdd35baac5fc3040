"""The rules of DESIGN, section 2, told a second time: plainly, with sets and names, and slowly.

Written from the page and the rulebook's data, not from the engine. On every run of every encounter the two must
agree. It plays only runs that are allowed; whether one is, it says by `choices`.
"""

from collections import Counter
from dataclasses import dataclass, field
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Literal

from game.engine.encounter import Arrow, Encounter, Reply, Scene
from game.rules.conditions import Compare, Condition, Every, Is, Not, Some
from game.rules.gauges import GAUGE_MAX, GAUGES
from game.rules.rulebook import BRINGS, Move, Rule, Rulebook
from game.rules.skills import Skill

COMPARED: dict[str, Any] = {"<": lt, "<=": le, "==": eq, "!=": ne, ">=": ge, ">": gt}


@dataclass
class World:
    """What a condition may ask about."""

    gauges: dict[str, int]
    needs_heard: int = 2
    temperament: str = ""
    facts: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    promises: dict[str, Literal["open", "kept", "renegotiated", "broken"]] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)
    made_with: set[tuple[str, str]] = field(default_factory=set)
    """(person, move)"""


def holds(condition: Condition | None, world: World, **here: bool) -> bool:
    """Whether the condition holds; `here` answers `learns`, `opens` and `again_here`."""
    match condition:
        case None:
            return True
        case Not(part):
            return not holds(part, world, **here)
        case Every(parts):
            return all(holds(part, world, **here) for part in parts)
        case Some(parts):
            return any(holds(part, world, **here) for part in parts)
        case Compare(quantity, of, op, value):
            counted = {
                "times": world.made[of],
                "brought": sum((of, move) in world.made_with for move in BRINGS),
                "needs_heard": world.needs_heard,
                **world.gauges,
            }
            return bool(COMPARED[op](counted[quantity], value))
        case Is("learns" | "opens" | "again_here" as asked, _):
            return here[asked]
        case Is("temperament", of):
            return world.temperament == of
        case Is("knows", of):
            return of in world.facts
        case Is("flag", of):
            return of in world.flags
        case Is("promised", of):
            return of in world.promises
        case Is(kind, of):
            return world.promises.get(of) == kind


class Story:
    """One run, told plainly. After each `choose`, everything it says of itself is up to date."""

    def __init__(self, encounter: Encounter, rulebook: Rulebook, temperament: str) -> None:
        self.encounter, self.rulebook = encounter, rulebook
        self.world = World(dict.fromkeys(GAUGES, 0), needs_heard=0)
        if temperament:
            start = encounter.temperaments[temperament]
            self.world = World(dict(zip(GAUGES, start.gauges, strict=True)), start.needs_heard, temperament)
        self.evidence: Counter[Skill] = Counter()
        self.harm = self.criticals = 0
        self.deflected = self.rescued = self.urgent = False
        self.name_on_the_case = ""
        self.said: set[tuple[str, str]] = set()
        self.rules: list[str] = []
        self.at = ""
        self._go(encounter.start)

    @property
    def scene(self) -> Scene:
        return self.encounter.scenes[self.at]

    def choices(self) -> list[str]:
        return [key for key, reply in self.scene.replies.items() if self._can(key, reply)]

    def _can(self, key: str, reply: Reply) -> bool:
        promises = self.world.promises
        return (
            holds(reply.when, self.world)
            and all(fact in self.world.facts for fact in reply.cites)
            and all(promises.get(one) == "open" for one in reply.keeps + reply.renegotiates)
            and (self.at, key) not in self.said
        )

    def choose(self, key: str) -> None:
        left, reply, scene = self.at, self.scene.replies[key], self.scene
        self.rules = []
        with_customer = self.encounter.people.get(scene.person) == "customer"
        for move in reply.moves:
            self._make(move, reply, scene, with_customer)
        if scene.act_first and not any(self.rulebook.moves[move].solves for move in reply.moves):
            self._apply(self.rulebook.events["late"], with_customer)

        self.world.facts.update(reply.learns)
        self.world.flags.update(reply.sets)
        for promise in reply.promises:
            self.world.promises.setdefault(promise, "open")
        self.world.promises.update(dict.fromkeys(reply.keeps, "kept"))
        self.world.promises.update(dict.fromkeys(reply.renegotiates, "renegotiated"))
        if "own" in reply.moves:
            self.name_on_the_case = "me"
        if reply.hands_to:
            self.name_on_the_case = reply.hands_to

        if reply.to:
            self._leave()
            self._go(self._onward(reply.to))
        else:
            self.said.add((self.at, key))
            if not self.choices():
                self._leave()
                self._go(self._onward(scene.otherwise))
        brushed_off = any(self.rulebook.moves[move].deflects for move in reply.moves)
        if brushed_off and self.at != left and self.scene.ending:
            self._apply(self.rulebook.events["ended_by"], moves_gauges=False)

    def _make(self, move: Move, reply: Reply, scene: Scene, with_customer: bool) -> None:
        its, world = self.rulebook.moves[move], self.world
        here = {
            "learns": not set(reply.learns) <= world.facts,
            "opens": not set(reply.promises) <= set(world.promises),
            "again_here": scene.person in self.encounter.people and (scene.person, move) in world.made_with,
        }
        rule = next((rule for rule in its.rules if holds(rule.when, world, **here)), None)
        early = (
            its.solves
            and with_customer
            and not self.urgent
            and "keep" not in reply.moves
            and world.gauges["heard"] < world.needs_heard
        )
        if rule and early:
            self._apply(self.rulebook.events["early"], with_customer)
            self._show(rule, self.rulebook.scoring.early_share)
        elif rule:
            self._apply(rule, with_customer)
            self._show(rule, 1)
        self.deflected |= its.deflects
        self.rescued |= its.rescues
        world.made[move] += 1
        world.made_with.add((scene.person, move))

    def _show(self, rule: Rule, share: int) -> None:
        for skill, amount in rule.evidence:
            self.evidence[skill] += amount // share

    def _apply(self, rule: Rule, moves_gauges: bool) -> None:
        self.rules.append(rule.id)
        self.harm += rule.harm
        self.criticals += rule.critical
        if moves_gauges:
            for gauge in GAUGES:
                moved = self.world.gauges[gauge] + getattr(rule, gauge)
                self.world.gauges[gauge] = max(0, min(moved, GAUGE_MAX[gauge]))

    def _leave(self) -> None:
        self._break(key for key, due in self.encounter.promises.items() if due.scene == self.at)

    def _break(self, due: Any) -> None:
        for key in due:
            if self.world.promises.get(key) == "open":
                self.world.promises[key] = "broken"
                self._apply(
                    self.rulebook.events["unkept"], moves_gauges="customer" in self.encounter.people.values()
                )

    def _onward(self, arrows: tuple[Arrow, ...]) -> str:
        assert arrows, f"nothing can be said in {self.at}"
        return next(arrow.to for arrow in arrows if holds(arrow.when, self.world))

    def _go(self, key: str) -> None:
        self.at = key
        self.urgent |= self.scene.act_first
        if self.scene.ending:
            self._break(key for key, due in self.encounter.promises.items() if not due.outlives)
        elif not self.choices():
            self._leave()
            self._go(self._onward(self.scene.otherwise))

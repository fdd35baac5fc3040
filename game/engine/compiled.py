"""An encounter, a rulebook and a temperament, compiled once so that every step is fast."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.conditions import (
    BROKEN,
    KEPT,
    KNOWN,
    MADE,
    PLACES,
    RENEGOTIATED,
    SAID,
    Layout,
    Test,
    compile_condition,
    mentioned,
)
from game.engine.encounter import Arrow, Encounter, Reply, Scene, Temperament
from game.engine.state import Mark
from game.rules.gauges import GAUGE_MAX, GAUGES, Gauges
from game.rules.rulebook import BRINGS, MOVES, Move, MoveRules, Rule, Rulebook
from game.rules.skills import pack_evidence


@dataclass(frozen=True, slots=True)
class Effect:
    """One rule as it acts in one place: gauges zeroed where the customer is not there, evidence packed.

    Attributes:
        rule: the rule behind it.
        move: the move it was applied for; none for an event that no single move caused.
        early: a solution before the customer was heard.
        gauges: what it moves: (place in the state, by how much, upper end of the range).
        evidence: packed.
        harm: harm points.
        critical: 1 or 0.
    """

    rule: Rule
    move: Move | None
    early: bool
    gauges: tuple[tuple[int, int, int], ...]
    evidence: int
    harm: int
    critical: int


@dataclass(frozen=True, slots=True)
class MoveHere:
    """A move in one reply: the first rule whose test holds applies (none: it always does)."""

    rules: tuple[tuple[Test | None, Effect], ...]
    early: tuple[Effect, ...]
    """Beside `rules`, what applies instead while the customer is not heard; empty where nothing is early."""
    marks: int
    times_shift: int
    times_bit: int
    once: int


@dataclass(frozen=True, slots=True)
class ReplyHere:
    """A reply, compiled. All `tests` must hold for it to be available."""

    key: str
    reply: Reply
    tests: tuple[Test, ...]
    moves: tuple[MoveHere, ...]
    learns: int
    sets: int
    promises: int
    keeps: int
    renegotiates: int
    holder: int
    settles: bool
    """Whether any of the masks above, `said` or `holder` changes the state."""
    late: Effect | None
    ended_by: Effect | None
    said: int
    arrows: tuple[tuple[Test | None, int], ...]


@dataclass(frozen=True, slots=True)
class SceneHere:
    """A scene, compiled. `always` names the replies where every one exists in every state."""

    key: str
    scene: Scene
    replies: dict[str, ReplyHere]
    always: tuple[str, ...] | None
    otherwise: tuple[tuple[Test | None, int], ...]
    due: int
    ends: bool
    urgent: bool


@dataclass(frozen=True)
class Compiled:
    """What `step` needs. Made by `compile_encounter`; holds no run.

    Attributes:
        encounter, rulebook: what it was made of.
        temperament: the temperament's key; "" where the encounter has none.
        start: how the customer starts.
        layout: which bit of a state stands for what.
        scenes: in the encounter's order.
        index: scene key → place in `scenes`.
        unkept: what a broken promise costs.
        due_at_end: promises that break at any ending.
    """

    encounter: Encounter
    rulebook: Rulebook
    temperament: str
    start: Temperament
    layout: Layout
    scenes: tuple[SceneHere, ...]
    index: dict[str, int]
    unkept: Effect
    due_at_end: int


def compile_encounter(encounter: Encounter, rulebook: Rulebook, temperament: str) -> Compiled:
    """The encounter ready to be played by this rulebook with a customer of this temperament.

    Raises:
        KeyError: the encounter has no such temperament, or names something it does not have.
    """
    return _Compiler(encounter, rulebook, temperament).compile()


def _layout(encounter: Encounter, rulebook: Rulebook, temperament: str, needs_heard: int) -> Layout:
    rules = [rule for move in rulebook.moves.values() for rule in move.rules]
    counted = {move for rule in rules for move in mentioned(rule.when, "times")}
    asked_again = {
        move
        for move, its in rulebook.moves.items()
        if any(mentioned(rule.when, "again_here") for rule in its.rules)
    }
    return Layout(
        people=tuple(encounter.people),
        facts=encounter.facts,
        flags=encounter.flags,
        promises=tuple(encounter.promises),
        counted=tuple(move for move in MOVES if move in counted),
        once=tuple(move for move in MOVES if move in BRINGS or move in asked_again),
        temperament=temperament,
        needs_heard=needs_heard,
    )


class _Compiler:
    """Holds what every part of one compilation reads."""

    def __init__(self, encounter: Encounter, rulebook: Rulebook, temperament: str) -> None:
        self.encounter = encounter
        self.rulebook = rulebook
        self.temperament = temperament
        # With no customer there is nobody to have a temperament.
        self.start = encounter.temperaments[temperament] if temperament else Temperament(Gauges(), 0)
        self.layout = _layout(encounter, rulebook, temperament, self.start.needs_heard)
        self.index = {key: place for place, key in enumerate(encounter.scenes)}
        self.hub_bit = 1

    def compile(self) -> Compiled:
        promises = self.encounter.promises
        return Compiled(
            encounter=self.encounter,
            rulebook=self.rulebook,
            temperament=self.temperament,
            start=self.start,
            layout=self.layout,
            scenes=tuple(self._scene(key, scene) for key, scene in self.encounter.scenes.items()),
            index=self.index,
            # A promise was made to the customer: breaking it costs their trust wherever the player stands.
            unkept=self._effect(self.rulebook.events["unkept"], gauged=self.encounter.customer is not None),
            due_at_end=self.layout.mask("kept", [key for key, due in promises.items() if not due.outlives]),
        )

    def _scene(self, key: str, scene: Scene) -> SceneHere:
        replies = {
            reply_key: self._reply(scene, reply_key, reply) for reply_key, reply in scene.replies.items()
        }
        due = [name for name, promise in self.encounter.promises.items() if promise.scene == key]
        return SceneHere(
            key=key,
            scene=scene,
            replies=replies,
            always=tuple(replies) if all(not reply.tests for reply in replies.values()) else None,
            otherwise=self._arrows(scene.otherwise),
            due=self.layout.mask("kept", due),
            ends=scene.ending is not None,
            urgent=scene.act_first,
        )

    def _reply(self, scene: Scene, key: str, reply: Reply) -> ReplyHere:
        layout = self.layout
        tests: list[Test] = []
        if reply.when is not None:
            tests.append(compile_condition(reply.when, layout))
        if reply.cites:
            cited = layout.mask("knows", reply.cites)
            tests.append(lambda state: state[KNOWN] & cited == cited)
        if settled := layout.mask("kept", reply.keeps + reply.renegotiates):
            tests.append(
                lambda state: (
                    state[MADE] & ~(state[KEPT] | state[RENEGOTIATED] | state[BROKEN]) & settled == settled
                )
            )
        said = 0
        if scene.hub and not reply.to:
            said, self.hub_bit = self.hub_bit, self.hub_bit << 1
            tests.append(lambda state: not state[SAID] & said)
        with_customer = self.encounter.people.get(scene.person) == "customer"
        move_rules = [self.rulebook.moves[move] for move in reply.moves]
        events = self.rulebook.events
        may_be_early = with_customer and not scene.act_first and "keep" not in reply.moves
        is_late = scene.act_first and not any(move.solves for move in move_rules)
        deflection = next((move.move for move in move_rules if move.deflects), None)
        holder = 1 if "own" in reply.moves else 0
        if reply.hands_to is not None:
            holder = 2 + layout.people.index(reply.hands_to)
        return ReplyHere(
            key=key,
            reply=reply,
            tests=tuple(tests),
            moves=tuple(
                self._move(move, scene.person, with_customer, may_be_early and move.solves)
                for move in move_rules
            ),
            learns=layout.mask("knows", reply.learns),
            sets=layout.mask("flag", reply.sets),
            promises=layout.mask("promised", reply.promises),
            keeps=layout.mask("kept", reply.keeps),
            renegotiates=layout.mask("renegotiated", reply.renegotiates),
            holder=holder,
            settles=bool(
                holder
                or said
                or reply.learns
                or reply.sets
                or reply.promises
                or reply.keeps
                or reply.renegotiates
            ),
            late=self._effect(events["late"], gauged=with_customer) if is_late else None,
            ended_by=self._effect(events["ended_by"], deflection) if deflection else None,
            said=said,
            arrows=self._arrows(reply.to),
        )

    def _arrows(self, arrows: Sequence[Arrow]) -> tuple[tuple[Test | None, int], ...]:
        return tuple(
            (compile_condition(arrow.when, self.layout) if arrow.when else None, self.index[arrow.to])
            for arrow in arrows
        )

    def _move(self, rules: MoveRules, person: str, with_customer: bool, may_be_early: bool) -> MoveHere:
        move, layout = rules.move, self.layout
        early = self.rulebook.events["early"]
        share = self.rulebook.scoring.early_share
        marks = (Mark.DEFLECTED if rules.deflects else 0) | (Mark.RESCUED if rules.rescues else 0)
        counted = move in layout.counted
        once = move in layout.once and person in layout.people
        return MoveHere(
            rules=tuple(
                (
                    compile_condition(rule.when, layout, person, move) if rule.when else None,
                    self._effect(rule, move, gauged=with_customer),
                )
                for rule in rules.rules
            ),
            early=tuple(
                self._effect(early, move, gauged=True, early=True, instead_of=rule, share=share)
                for rule in rules.rules
            )
            if may_be_early
            else (),
            marks=int(marks),
            times_shift=layout.times_shift(move) if counted else -1,
            times_bit=1 << layout.times_shift(move) if counted else 0,
            once=layout.once_bit(person, move) if once else 0,
        )

    def _effect(
        self,
        rule: Rule,
        move: Move | None = None,
        *,
        gauged: bool = False,
        early: bool = False,
        instead_of: Rule | None = None,
        share: int = 1,
    ) -> Effect:
        """The rule as it acts here; an early one shows a share of the evidence it stands `instead_of`."""
        shown = {skill: amount // share for skill, amount in (instead_of or rule).evidence}
        changes = zip(GAUGES, (rule.heat, rule.trust, rule.heard, rule.effort), strict=True)
        return Effect(
            rule=rule,
            move=move,
            early=early,
            gauges=tuple(
                (PLACES[gauge], change, GAUGE_MAX[gauge]) for gauge, change in changes if gauged and change
            ),
            evidence=pack_evidence(shown),
            harm=rule.harm,
            critical=int(rule.critical),
        )

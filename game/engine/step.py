"""What a reply does: `begin` a run, see what is `available`, `step`, or `replay` a whole list of replies."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.engine.compiled import Compiled, Effect, ReplyHere, SceneHere
from game.engine.conditions import (
    BROKEN,
    BROUGHT,
    CRITICALS,
    EFFORT,
    EVIDENCE,
    FLAGS,
    HARM,
    HEARD,
    HEAT,
    HOLDER,
    KEPT,
    KNOWN,
    MADE,
    MARKS,
    RENEGOTIATED,
    SAID,
    SCENE,
    TIMES,
    TIMES_MOST,
    Test,
)
from game.engine.state import Mark, State
from game.rules.gauges import Gauges
from game.rules.rulebook import Move, Rule
from game.rules.score import Score, score

_URGENT = int(Mark.URGENT)


class EncounterFault(Exception):
    """The encounter's author left the player nowhere to go; the message names the scene."""


class Refused(Exception):
    """A reply cannot be chosen, or a run cannot be replayed. The message is a sentence for the player.

    Attributes:
        turn: how many replies came before it.
        reply: its key.
    """

    def __init__(self, turn: int, reply: str, why: str) -> None:
        super().__init__(why)
        self.turn = turn
        self.reply = reply


class Change(NamedTuple):
    """What one rule did.

    Attributes:
        rule: the rule.
        move: the move it was applied for, or none.
        early: whether a solution came before the customer was heard, so that evidence counts a share.
        evidence: what it showed, packed.
        before, after: the customer's gauges around it.
    """

    rule: Rule
    move: Move | None
    early: bool
    evidence: int
    before: Gauges
    after: Gauges


class Step(NamedTuple):
    """One reply and what came of it.

    Attributes:
        before: the state it was chosen in.
        reply: its key.
        after: the state the player answers next, or an ending's.
        passed: scenes entered by it, in order; the last is `after.scene`. Empty where a hub goes on.
        effects: what was applied, in order; `changes` makes it readable.
    """

    before: State
    reply: str
    after: State
    passed: tuple[int, ...]
    effects: tuple[Effect, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was done, and by which rule, in order."""
        found, values = [], list(self.before)
        for effect in self.effects:
            before = Gauges(*values[HEAT : EFFORT + 1])
            _move_gauges(values, effect)
            after = Gauges(*values[HEAT : EFFORT + 1])
            found.append(Change(effect.rule, effect.move, effect.early, effect.evidence, before, after))
        return tuple(found)


class Replayed(NamedTuple):
    """A run, replayed. `score` is none while the run has not reached an ending."""

    opening: tuple[int, ...]
    steps: tuple[Step, ...]
    state: State
    score: Score | None


def begin(compiled: Compiled) -> tuple[State, tuple[int, ...]]:
    """The state in which the player answers first, and the scenes passed on the way there.

    Raises:
        EncounterFault: no reply is available at the very start.
    """
    values = list(State(0, *compiled.start.gauges))
    effects: list[Effect] = []
    passed = _enter(compiled, values, compiled.index[compiled.encounter.start], effects)
    return State._make(values), passed


def available(compiled: Compiled, state: State) -> Sequence[str]:
    """The keys of the replies that can be chosen now, in the file's order; none at an ending."""
    scene = compiled.scenes[state[SCENE]]
    if scene.always is not None:
        return scene.always
    return [key for key, reply in scene.replies.items() if _exists(reply, state)]


def _anything_to_say(scene: SceneHere, state: Sequence[int]) -> bool:
    for reply in scene.replies.values():  # noqa: SIM110 - as below
        if _exists(reply, state):
            return True
    return False


def _exists(reply: ReplyHere, state: Sequence[int]) -> bool:
    for test in reply.tests:  # noqa: SIM110 - the hot path, and all() over a generator takes three times as long
        if not test(state):
            return False
    return True


def ending(compiled: Compiled, state: State) -> str | None:
    """The key of the ending this state stands in, or none."""
    scene = compiled.scenes[state.scene]
    return scene.key if scene.ends else None


def step(compiled: Compiled, state: State, key: str) -> Step:
    """Choose a reply.

    Raises:
        Refused: the scene has no such reply, or it can't be chosen in this state.
        EncounterFault: the reply leads where nothing can be said.
    """
    scene = compiled.scenes[state[SCENE]]
    reply = scene.replies.get(key)
    if reply is None:
        raise Refused(-1, key, f"there is no reply “{key}” in the scene “{scene.key}”")
    if reply.tests and not _exists(reply, state):
        raise Refused(-1, key, f"the reply “{key}” can't be chosen at this point of “{scene.key}”")
    # Beyond the state: whether this reply learns something new, and whether it opens a new promise.
    values = [*state, reply.learns & ~state[KNOWN], reply.promises & ~state[MADE]]
    effects: list[Effect] = []

    for move in reply.moves:
        early = move.early and values[HEARD] < compiled.start.needs_heard and not values[MARKS] & _URGENT
        for place, (test, effect) in enumerate(move.rules):
            if test is None or test(values):
                _apply(values, move.early[place] if early else effect, effects)
                break
        if move.marks:
            values[MARKS] |= move.marks
        if move.times_bit and values[TIMES] >> move.times_shift & TIMES_MOST < TIMES_MOST:
            values[TIMES] += move.times_bit
        if move.once:
            values[BROUGHT] |= move.once
    if reply.late is not None:
        _apply(values, reply.late, effects)

    if reply.settles:
        values[KNOWN] |= reply.learns
        values[FLAGS] |= reply.sets
        values[MADE] |= reply.promises
        values[KEPT] |= reply.keeps
        values[RENEGOTIATED] |= reply.renegotiates
        values[SAID] |= reply.said
        values[HOLDER] = reply.holder or values[HOLDER]
    del values[-2:]

    passed: tuple[int, ...] = ()
    if reply.arrows:
        if scene.due:
            _break(compiled, values, scene.due, effects)
        passed = _enter(compiled, values, _target(scene, reply.arrows, values), effects)
    elif scene.always is None and not _anything_to_say(scene, values):  # else the hub goes on
        passed = _enter(compiled, values, _otherwise(compiled, values, scene, effects), effects)
    if passed and reply.ended_by is not None and compiled.scenes[passed[-1]].ends:
        _apply(values, reply.ended_by, effects)
    return Step(state, key, State._make(values), passed, tuple(effects))


def _apply(values: list[int], effect: Effect, effects: list[Effect]) -> None:
    _move_gauges(values, effect)
    values[EVIDENCE] += effect.evidence
    if effect.harm or effect.critical:
        values[HARM] += effect.harm
        values[CRITICALS] += effect.critical
    effects.append(effect)


def _move_gauges(values: list[int], effect: Effect) -> None:
    for place, change, most in effect.gauges:
        moved = values[place] + change
        values[place] = 0 if moved < 0 else most if moved > most else moved


def _break(compiled: Compiled, values: list[int], due: int, effects: list[Effect]) -> None:
    """Break the promises of `due` that were made and neither kept, changed nor broken before."""
    settled = values[KEPT] | values[RENEGOTIATED] | values[BROKEN]
    lapsed = values[MADE] & due & ~settled
    values[BROKEN] |= lapsed
    for _ in range(lapsed.bit_count()):
        _apply(values, compiled.unkept, effects)


def _target(scene: SceneHere, arrows: Iterable[tuple[Test | None, int]], values: Sequence[int]) -> int:
    for test, target in arrows:
        if test is None or test(values):
            return target
    raise EncounterFault(f"in the scene “{scene.key}” no way on holds, and there is none without a condition")


def _otherwise(compiled: Compiled, values: list[int], scene: SceneHere, effects: list[Effect]) -> int:
    """The way on from a scene in which nothing can be said."""
    if not scene.otherwise:
        raise EncounterFault(f"in the scene “{scene.key}” no reply is left, and there is no `otherwise`")
    if scene.due:
        _break(compiled, values, scene.due, effects)
    return _target(scene, scene.otherwise, values)


def _enter(compiled: Compiled, values: list[int], target: int, effects: list[Effect]) -> tuple[int, ...]:
    """Enter a scene, and go on from it while nothing can be said there. Returns the scenes entered."""
    passed = [target]
    while True:
        scene = compiled.scenes[target]
        values[SCENE] = target
        if scene.ends:
            _break(compiled, values, compiled.due_at_end, effects)
            break
        if scene.urgent:
            values[MARKS] |= _URGENT
        if scene.always or _anything_to_say(scene, values):
            break
        target = _otherwise(compiled, values, scene, effects)
        passed.append(target)
    return tuple(passed)


def replay(compiled: Compiled, replies: Iterable[str]) -> Replayed:
    """Play these replies from the beginning.

    Raises:
        Refused: a reply is unknown, unavailable, or comes after the ending; it says which and why.
        EncounterFault: the encounter leads where nothing can be said.
    """
    state, opening = begin(compiled)
    steps: list[Step] = []
    for turn, key in enumerate(replies):
        if compiled.scenes[state.scene].ends:
            raise Refused(turn, key, f"the encounter had already ended before “{key}”")
        try:
            taken = step(compiled, state, key)
        except Refused as refusal:
            raise Refused(turn, key, str(refusal)) from None
        steps.append(taken)
        state = taken.after
    return Replayed(opening, tuple(steps), state, score_of(compiled, state))


def score_of(compiled: Compiled, state: State) -> Score | None:
    """The score of a run that has reached its ending; none before."""
    outcome = compiled.scenes[state.scene].scene.ending
    if outcome is None:
        return None
    return score(
        evidence=state.evidence,
        harm=state.harm,
        criticals=state.criticals,
        deflected=bool(state.marks & Mark.DEFLECTED),
        rescued=bool(state.marks & Mark.RESCUED),
        outcome=outcome,
        full_marks=compiled.encounter.full_marks,
        scoring=compiled.rulebook.scoring,
    )

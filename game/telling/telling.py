"""From states and keys to what is shown: fills blanks, picks wordings, names people."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.chance import shuffled
from game.engine.compiled import Compiled
from game.engine.conditions import compile_condition
from game.engine.encounter import NOBODY, ReplyText, SceneText, Wording
from game.engine.state import State
from game.engine.step import Step, available
from game.language.blanks import fill
from game.library.loaded import Loaded
from game.library.personas import blanks, name_of
from game.rules.clean import clean
from game.rules.gauges import GAUGES, Gauges
from game.rules.rulebook import BRINGS
from game.telling.views import (
    Brought,
    Case,
    Choice,
    Coaching,
    Line,
    PromiseMade,
    PromiseStatus,
    Voice,
)

_THINGS = {
    "bring_facts": "facts",
    "bring_plan": "plan",
    "bring_stake": "stake",
    "bring_right_person": "right person",
}
_ME = 1


@dataclass(frozen=True)
class Telling:
    """An encounter with one persona and seed, ready to be told. Every text it gives is filled and clean."""

    loaded: Loaded
    compiled: Compiled
    persona: dict[str, str]
    seed: int

    def filled(self, text: str) -> str:
        """The text with its blanks filled, and nothing in it that a terminal would obey."""
        return clean(fill(text, blanks(self.loaded.script, self.persona)), keep_newlines=True)

    def picked(self, wording: Wording, state: State) -> str:
        """The first wording that holds in this state, filled; "" if none does."""
        for variant in wording:
            if variant.when is None or compile_condition(variant.when, self.compiled.layout)(state):
                return self.filled(variant.text)
        return ""

    def name(self, person: str) -> str:
        """The name to show for a person's key; "" for nobody."""
        return clean(name_of(self.loaded.script, self.persona, person))

    def job(self, person: str) -> str:
        """What a person does, or ""."""
        known = self.loaded.script.people.get(person)
        return clean(known.job) if known else ""

    def person(self, scene: int) -> str:
        """The key of the person in a scene, or `nobody`."""
        return self.compiled.scenes[scene].scene.person

    def scene_text(self, scene: int) -> SceneText:
        """What people read of a scene."""
        return self.loaded.script.scenes[self.compiled.scenes[scene].key]

    def reply_text(self, scene: int, key: str) -> ReplyText:
        """What people read of a reply."""
        return (self.scene_text(scene).replies or {})[key]

    def says(self, scene: int, state: State) -> list[Line]:
        """What is said on entering a scene; empty where nothing is."""
        return self._line(self.person(scene), self.picked(self.scene_text(scene).says, state))

    def _line(self, person: str, text: str) -> list[Line]:
        if not text:
            return []
        kind = self.compiled.encounter.people.get(person)
        voice: Voice = "narration" if person == NOBODY or kind is None else kind
        return [Line(voice, self.name(person), text)]

    def answer(self, taken: Step, coaching: Coaching | None) -> list[Line]:
        """Everything a reply adds to the conversation: the player's words, what came of them, and then why.

        The reason stands last because it would give away the answer.
        """
        words = self.reply_text(taken.before.scene, taken.reply)
        lines = [Line("you", "You", self.filled(words.say))]
        lines += self._line(self.person(taken.before.scene), self.picked(words.hears, taken.after))
        for scene in taken.passed:
            lines += self.says(scene, taken.after)
        if coaching is not None:
            lines.append(Line("coach", "", _coach_text(coaching)))
        return lines

    def thought(self, taken: Step) -> str:
        """What the other person thought on hearing a reply: written for it, else for what they said next."""
        words = self.reply_text(taken.before.scene, taken.reply)
        written = self.picked(words.thinks, taken.after)
        if written:
            return written
        here = self.person(taken.before.scene)
        for scene in taken.passed:
            if self.person(scene) == here:
                return self.picked(self.scene_text(scene).thinks, taken.after)
        return ""

    def coaching(self, taken: Step) -> Coaching:
        """What coached play shows after a reply."""
        events = self.compiled.rulebook.events.values()
        return Coaching(
            reason=self.filled(self.reply_text(taken.before.scene, taken.reply).coach),
            gauges_before=taken.before.gauges,
            gauges_after=taken.after.gauges,
            events=tuple(
                dict.fromkeys(
                    clean(effect.rule.says, keep_newlines=True)
                    for effect in taken.effects
                    if effect.rule in events
                )
            ),
        )

    def choices(self, state: State) -> list[Choice]:
        """The replies on offer in the order of the screen: those available, and those visibly locked."""
        scene = self.compiled.scenes[state.scene]
        if scene.ends:
            return []
        can = set(available(self.compiled, state))
        offered = []
        for key in shuffled(self.seed, scene.key, scene.replies):
            words = self.reply_text(state.scene, key)
            said = state.said & scene.replies[key].said  # said already in a hub: gone, not locked
            if key in can or (words.locked and not said):
                locked = "" if key in can else self.filled(words.locked)
                offered.append(Choice(key, self.filled(words.say), locked))
        return offered

    def case(self, state: State, steps: Sequence[Step]) -> Case:
        """The case card."""
        script, layout = self.loaded.script, self.compiled.layout
        facts = tuple(
            self.filled(script.facts[key])
            for place, key in enumerate(layout.facts)
            if state.known >> place & 1
        )
        figure = None
        if script.figure is not None:
            change = sum(self.reply_text(step.before.scene, step.reply).figure for step in steps)
            figure = (clean(script.figure.name), script.figure.start + change)
        return Case(
            facts=facts,
            facts_hidden=len(facts) < len(layout.facts),
            promises=tuple(
                PromiseMade(self.filled(script.promises[key]), _status(state, 1 << place))
                for place, key in enumerate(layout.promises)
                if state.made >> place & 1
            ),
            holder=self._holder(state.holder),
            figure=figure,
        )

    def _holder(self, holder: int) -> str:
        if holder <= _ME:
            return "you" if holder == _ME else ""
        return self.name(self.compiled.layout.people[holder - 2])

    def brought(self, state: State) -> Brought | None:
        """What was brought to the colleague of this scene; none elsewhere."""
        person = self.person(state.scene)
        if self.compiled.encounter.people.get(person) != "colleague":
            return None
        bit = self.compiled.layout.once_bit
        return Brought(
            self.name(person),
            tuple((_THINGS[move], bool(state.brought & bit(person, move))) for move in BRINGS),
        )


def _status(state: State, bit: int) -> PromiseStatus:
    if state.broken & bit:
        return "broken"
    if state.kept & bit:
        return "kept"
    return "changed" if state.renegotiated & bit else "open"


def gauge_changes(before: Gauges, after: Gauges) -> tuple[str, ...]:
    """What moved, in words: `Heat 8→5`; empty where nothing did."""
    return tuple(
        f"{gauge.capitalize()} {old}→{new}"
        for gauge, old, new in zip(GAUGES, before, after, strict=True)
        if old != new
    )


def _coach_text(coaching: Coaching) -> str:
    changes = gauge_changes(coaching.gauges_before, coaching.gauges_after)
    return "\n".join(filter(None, (coaching.reason, *coaching.events, " · ".join(changes))))

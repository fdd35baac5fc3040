"""The one-minute drill: one line, one reply, in the middle of somebody's day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.engine.chance import draw, temperament_for
from game.engine.encounter import NOBODY
from game.engine.graph import TooLarge
from game.engine.review import graded
from game.engine.step import EncounterFault, Step, available, begin, replay, step
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from game.rules.rulebook import Grade
from game.rules.skills import Skill, unpack_evidence
from game.telling.telling import Telling
from game.telling.views import Choice

ROOMY: Final = 3
"""A moment with so many replies is taken before one with two."""


@dataclass(frozen=True)
class Drill:
    """One moment of an encounter, for one skill.

    Attributes:
        telling: the encounter as this drill tells it.
        steps: how the talk came here.
        skill: what it trains.
        scene: the key of the scene.
        title: the encounter's.
        facts: what is known by now.
        person, job: who speaks, "" in a narration.
        line: what they say.
        choices: the replies.
    """

    telling: Telling
    steps: tuple[Step, ...]
    skill: Skill
    scene: str
    title: str
    facts: tuple[str, ...]
    person: str
    job: str
    line: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Drilled:
    """What came of a drill.

    Attributes:
        said: what was chosen.
        why: its coaching.
        hears: what the other person answered, or "".
        thought: what they thought, or "".
        grade: what it was worth.
        better, better_why: a reply that would have cost nothing, and its coaching; "" where this one did.
    """

    said: str
    why: str
    hears: str
    thought: str
    grade: Grade
    better: str
    better_why: str


def drill(loaded: Loaded, skill: Skill, seed: int) -> Drill | None:
    """A drill for a skill from an encounter; none where it has no such moment.

    Args:
        loaded: the encounter.
        skill: what is to be trained.
        seed: which of the moments, and who the customer is, 0..2**32-1.
    """
    temperament = temperament_for(loaded.encounter, seed)
    try:
        moments = list(_moments(loaded, temperament, skill))
    except (TooLarge, EncounterFault):
        return None
    if not moments:
        return None
    roomy = [steps for replies, steps in moments if replies >= ROOMY] or [steps for _, steps in moments]
    steps = roomy[draw(seed, skill, "drill") % len(roomy)]
    compiled = loaded.compiled(temperament)
    telling = Telling(loaded, compiled, draw_persona(loaded.script, seed), seed)
    state = steps[-1].after if steps else begin(compiled)[0]
    person = telling.person(state.scene)
    return Drill(
        telling=telling,
        steps=steps,
        skill=skill,
        scene=compiled.scenes[state.scene].key,
        title=telling.filled(loaded.script.title),
        facts=telling.case(state, steps).facts,
        person="" if person == NOBODY else telling.name(person),
        job=telling.job(person),
        line=" ".join(line.text for line in telling.says(state.scene, state)),
        choices=tuple(choice for choice in telling.choices(state) if not choice.locked),
    )


def answered(drill: Drill, reply: str) -> Drilled:
    """What a reply comes to, as if the talk then went on as well as can be.

    Raises:
        Refused: it is not one of the drill's choices.
    """
    telling, compiled = drill.telling, drill.telling.compiled
    before = drill.steps[-1].after if drill.steps else begin(compiled)[0]
    taken = step(compiled, before, reply)
    worth = graded(telling.loaded.solver(compiled.temperament), (*drill.steps, taken))[-1]
    said = telling.reply_text(before.scene, reply)
    better = telling.reply_text(before.scene, worth.better)
    costless = worth.better == reply
    return Drilled(
        said=telling.filled(said.say),
        why=telling.filled(said.coach),
        hears=telling.picked(said.hears, taken.after),
        thought=telling.thought(taken),
        grade=worth.grade,
        better="" if costless else telling.filled(better.say),
        better_why="" if costless else telling.filled(better.coach),
    )


def _moments(loaded: Loaded, temperament: str, skill: Skill) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """How many replies, and the steps before, at each moment of the best conversation that would do.

    There something is said, the choice is real, and the best reply shows the skill.
    """
    compiled, solver = loaded.compiled(temperament), loaded.solver(temperament)
    steps = replay(compiled, solver.best(begin(compiled)[0]).replies).steps
    for place, taken in enumerate(steps):
        scene = compiled.scenes[taken.before.scene]
        says = loaded.script.scenes[scene.key].says
        shown = unpack_evidence(taken.after.evidence - taken.before.evidence)[skill]
        replies = len(available(compiled, taken.before))
        if says and shown and replies > 1:
            yield replies, tuple(steps[:place])

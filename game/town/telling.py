"""A town told: blanks filled, scenes made ready, and what is said of each step."""

from dataclasses import dataclass
from functools import cached_property

from game.engine.step import begin, ending, step
from game.language.blanks import fill
from game.language.town_shape import DAYS
from game.library.personas import blanks
from game.library.towns import case_seed, own_people
from game.rules.clean import clean
from game.telling.telling import Telling
from game.telling.views import Line
from game.town.rules import Rules
from game.town.scenes import Here, scene_now, talk_now
from game.town.state import Week
from game.town.week import KEEP, LAPSE, LATER, Taken


def weekday(day: int) -> str:
    """The name of a day, 1 to 5; beyond that it is next week."""
    return DAYS[day - 1].capitalize() if 1 <= day <= len(DAYS) else "next week"


@dataclass(frozen=True)
class TownTelling:
    """A town with the people of one week, ready to be told.

    Attributes:
        rules: what it is played by.
        people: who everybody is.
        seed: by which it was dealt.
    """

    rules: Rules
    people: dict[str, str]
    seed: int

    @cached_property
    def _blanks(self) -> dict[str, str]:
        script = next(iter(self.rules.loaded.script.tasks.values())).script
        return blanks(script, own_people(self.people))

    def filled(self, text: str) -> str:
        """A text of the town's, its blanks filled, and nothing in it that a terminal would obey."""
        return clean(fill(text, self._blanks), keep_newlines=True)

    def telling(self, here: Here) -> Telling:
        """A scene or an encounter, told with the people of this week."""
        key, town = here.loaded.encounter.key, self.rules.loaded
        seed = case_seed(self.seed, key)
        if key in town.encounters:
            past = town.past(here.returned, self.people, met=True) if here.returned else None
            persona = town.persona(key, self.people, past, seed)
        else:
            persona = own_people(self.people)
        return Telling(here.loaded, here.loaded.compiled(here.temperament), persona, seed)

    def said(self, taken: Taken) -> tuple[Line, ...]:
        """What came of a choice, for whoever reads on: the words of an hour's scene, and what the week makes of it."""
        lines: list[Line] = []
        if taken.before.stage == "scene":
            lines += self._scene_said(taken)
        kind, _, key = taken.choice.partition(":")
        words = self.rules.loaded.script.promises.get(key)
        if words is not None and f"{kind}:" in (KEEP, LATER, LAPSE):
            told = {KEEP: words.kept, LATER: words.renegotiated, LAPSE: words.lapsed}[f"{kind}:"]
            lines += [Line("narration", "", self.filled(told))] if told else []
        for closed in taken.closed:
            if closed.prevented:
                title = self.filled(self.rules.loaded.script.signals[closed.subject].title)
                breaks = weekday(self.rules.town.signals[closed.subject].breaks)
                text = f"Seen to: “{title}”. If nothing happens on {breaks}, that is why."
                lines.append(Line("narration", "", text))
        return tuple(lines)

    def _scene_said(self, taken: Taken) -> list[Line]:
        telling = self.telling(scene_now(self.rules, taken.before))
        taken_step = step(telling.compiled, begin(telling.compiled)[0], taken.choice)
        return telling.answer(taken_step, None)

    def reply_said(self, taken: Taken) -> tuple[str, str]:
        """What the player said in an hour's scene, and the coach's line on it."""
        telling = self.telling(scene_now(self.rules, taken.before))
        words = telling.reply_text(begin(telling.compiled)[0].scene, taken.choice)
        return telling.filled(words.say), telling.filled(words.coach)

    def letter(self, taken: Taken) -> str:
        """The letter that comes of a talk this choice ended, or ""."""
        week = taken.before
        telling = self.telling(talk_now(self.rules, week))
        assert week.talk is not None
        state = step(telling.compiled, week.talk, taken.choice).after
        reached = ending(telling.compiled, state)
        return telling.picked(telling.loaded.script.scenes[reached].letter, state) if reached else ""

    def customer(self, week: Week) -> str:
        """The name of whoever is being talked to, or ""."""
        telling = self.telling(talk_now(self.rules, week))
        return telling.name(telling.loaded.encounter.customer or "")

    def promise(self, key: str) -> str:
        """A promise's words."""
        return self.filled(self.rules.loaded.script.promises[key].text)

"""A conversation as it stands: what was said so far, what can be said now, and what becomes of saying it."""

from collections.abc import Sequence

from game.engine.state import State
from game.engine.step import EncounterFault, Step, begin, ending, replay, score_of, step
from game.rules.clean import clean
from game.rules.mood import mood
from game.rules.score import Score
from game.telling.telling import Telling
from game.telling.views import Coaching, Line, Mode, Turn


class Conversation:
    """One run of one encounter, told. It writes nothing down: whoever holds it does.

    Args:
        telling: the encounter as this seed deals it.
        mode: how it is played.
        replies: what was chosen before.

    Raises:
        Refused: a reply of those can't be chosen where it stands.
        EncounterFault: a reply leads nowhere, or the encounter ends before a word can be said.
    """

    def __init__(self, telling: Telling, mode: Mode, replies: Sequence[str] = ()) -> None:
        self.telling = telling
        self.mode: Mode = mode
        self._start, self._opening = begin(telling.compiled)
        if ending(telling.compiled, self._start):
            raise EncounterFault("this encounter ends before you can say a word: a fault in its file")
        self.steps = list(replay(telling.compiled, tuple(replies)).steps)

    @property
    def replies(self) -> tuple[str, ...]:
        """The keys chosen so far."""
        return tuple(taken.reply for taken in self.steps)

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.steps[-1].after if self.steps else self._start

    @property
    def last(self) -> str:
        """The key chosen last; "" before the first."""
        return self.steps[-1].reply if self.steps else ""

    @property
    def score(self) -> Score | None:
        """What it came to; none before its ending."""
        return score_of(self.telling.compiled, self.state)

    @property
    def ending(self) -> str | None:
        """The ending's key; none before it."""
        return ending(self.telling.compiled, self.state)

    @property
    def title(self) -> str:
        """The encounter's title."""
        return self.telling.filled(self.telling.loaded.script.title)

    @property
    def brief(self) -> str:
        """What the player knows before the first line."""
        return self.telling.filled(self.telling.loaded.script.brief)

    @property
    def desk_card(self) -> str:
        """What the player may do, and who can say yes to the rest."""
        return self.telling.filled(self.telling.loaded.script.desk_card)

    def after(self, key: str) -> Step:
        """What comes of a reply. It is not taken yet.

        Raises:
            Refused: it can't be chosen now.
            EncounterFault: it leads nowhere, by a fault in the encounter's file.
        """
        return step(self.telling.compiled, self.state, key)

    def opening(self) -> tuple[Line, ...]:
        """What is said before the first reply, the brief before it: somebody new comes without having read one."""
        lines = [Line("narration", "", self.brief)] if self.brief else []
        for scene in self._opening:
            lines += self.telling.says(scene, self._start)
        return tuple(lines)

    def answer(self, taken: Step) -> tuple[Line, ...]:
        """What a reply adds, the player's own words first."""
        return tuple(self.telling.answer(taken, self._coaching(taken)))

    def transcript(self) -> tuple[Line, ...]:
        """Everything said so far."""
        return (*self.opening(), *(line for taken in self.steps for line in self.answer(taken)))

    def turn(self, lines: tuple[Line, ...], fault: str = "") -> Turn:
        """The moment as it is shown, with these new lines."""
        telling, encounter, state = self.telling, self.telling.compiled.encounter, self.state
        person, customer = telling.person(state.scene), encounter.customer
        return Turn(
            number=len(self.steps),
            title=self.title,
            mode=self.mode,
            lines=lines,
            choices=tuple(telling.choices(state)),
            person=telling.name(person),
            job=telling.job(person),
            inside=encounter.people.get(person) == "colleague",
            at=clean(telling.scene_text(state.scene).at),
            customer=telling.name(customer) if customer else "",
            mood=mood(state.gauges) if customer and person == customer else None,
            gauges=state.gauges if customer and self.mode == "coached" else None,
            coaching=self._coaching(self.steps[-1]) if self.steps else None,
            case=telling.case(state, self.steps),
            brought=telling.brought(state),
            can_step_back=bool(self.steps) and self.mode != "ranked",
            ended=self.ending is not None,
            fault=fault,
        )

    def _coaching(self, taken: Step) -> Coaching | None:
        return self.telling.coaching(taken) if self.mode == "coached" else None

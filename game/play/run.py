"""A run in progress: choose, step back, look back. What happened goes to the journal before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from game.engine.state import State
from game.engine.step import EncounterFault, Refused, Step, begin, ending, replay, score_of, step
from game.library.run_file import Claims, RunFile
from game.play.debriefing import debrief
from game.play.telling import Telling
from game.play.views import Debrief, Line, Mode, Turn
from game.rules.clean import clean
from game.rules.mood import mood
from game.saves.events import Chose, Event, Finished, SteppedBack

Journal = Callable[[Event], None]
"""Takes each event of a run and makes it last. It never raises: a game goes on without a disk."""


class PlayFault(Exception):
    """A run that can't be begun, gone on with or changed that way. The message is a sentence for the player."""

    def __init__(self, why: str) -> None:
        super().__init__(clean(why, keep_newlines=True))


@dataclass(frozen=True)
class Meeting:
    """Which run this is: the encounter as this seed deals it, and how it is played."""

    run: str
    telling: Telling
    mode: Mode


class Run:
    """One run of one encounter.

    Args:
        meeting: which run this is.
        journal: where its events go.
        replies: what was chosen before, when a run is gone on with.
        stepped_back: how often, likewise.
        endings: the endings the player has found in this encounter so far.

    Raises:
        PlayFault: the replies can't be replayed.
    """

    def __init__(
        self,
        meeting: Meeting,
        journal: Journal,
        replies: tuple[str, ...] = (),
        stepped_back: int = 0,
        endings: frozenset[str] = frozenset(),
    ) -> None:
        self._meeting = meeting
        self._telling = meeting.telling
        self._compiled = meeting.telling.compiled
        self._journal = journal
        self._endings = endings
        self.stepped_back = stepped_back
        try:
            self._start, self._opening = begin(self._compiled)
            self._steps = list(replay(self._compiled, replies).steps)
        except (Refused, EncounterFault) as trouble:
            raise PlayFault(f"this run can't be gone on with: {trouble}") from trouble
        if ending(self._compiled, self._start):
            raise PlayFault("this encounter ends before you can say a word: a fault in its file")
        self.turn = self._turn(tuple(self.transcript()))

    @property
    def id(self) -> str:
        """The run's own name."""
        return self._meeting.run

    @property
    def mode(self) -> Mode:
        """How it is played."""
        return self._meeting.mode

    @property
    def title(self) -> str:
        """The encounter's title."""
        return self._telling.filled(self._telling.loaded.script.title)

    @property
    def brief(self) -> str:
        """What the player knows before the first line."""
        return self._telling.filled(self._telling.loaded.script.brief)

    @property
    def desk_card(self) -> str:
        """What the player may do, and who can say yes to the rest."""
        return self._telling.filled(self._telling.loaded.script.desk_card)

    @property
    def replies(self) -> tuple[str, ...]:
        """The keys chosen so far."""
        return tuple(taken.reply for taken in self._steps)

    @property
    def _state(self) -> State:
        """Where the run stands."""
        return self._steps[-1].after if self._steps else self._start

    @property
    def _last(self) -> str:
        """The key chosen last; "" before the first."""
        return self._steps[-1].reply if self._steps else ""

    @property
    def telling(self) -> Telling:
        """The encounter as this run tells it."""
        return self._telling

    def transcript(self) -> tuple[Line, ...]:
        """Everything said so far, the brief before it: somebody new comes without having read one."""
        lines = [Line("narration", "", self.brief)] if self.brief else []
        for scene in self._opening:
            lines += self._telling.says(scene, self._start)
        for taken in self._steps:
            lines += self._answer(taken)
        return tuple(lines)

    def choose(self, key: str) -> Turn:
        """Give a reply, and see what comes of it.

        Args:
            key: one of `turn.choices`.

        Raises:
            PlayFault: it can't be chosen now; nothing has changed.
        """
        try:
            taken = step(self._compiled, self._state, key)
        except Refused as refusal:
            raise PlayFault(str(refusal)) from refusal
        except EncounterFault as fault:
            sentence = (
                f"That leads nowhere, by a fault in the encounter's file: {fault}. Choose another reply."
            )
            self.turn = self._turn((), fault=sentence)
            return self.turn
        self._journal(Chose(run=self.id, turn=len(self._steps), reply=key, after=self._last))
        self._steps.append(taken)
        self.turn = self._turn(tuple(self._answer(taken)))
        if self.turn.ended:
            self.record_end()
        return self.turn

    def record_end(self) -> None:
        """Note in the journal how a run that has reached its ending came out."""
        score, reached = score_of(self._compiled, self._state), ending(self._compiled, self._state)
        if score is None or reached is None:
            return
        self._endings |= {reached}
        self._journal(
            Finished(
                run=self.id,
                after=self._last,
                ending=reached,
                outcome=score.outcome,
                score=score.score,
                mastered=score.mastered,
                skills={str(skill): ratio for skill, ratio in score.ratios.items()},
                criticals=score.criticals,
            )
        )

    def step_back(self) -> Turn:
        """Take back the last reply; the run is marked as stepped back.

        Raises:
            PlayFault: there is nothing to take back, or this run's mode has no stepping back.
        """
        if not self.turn.can_step_back:
            raise PlayFault("there is no stepping back here")
        self._journal(SteppedBack(run=self.id, turn=len(self._steps) - 1, after=self._last))
        self._steps.pop()
        self.stepped_back += 1
        self.turn = self._turn(self.transcript())
        return self.turn

    def debrief(self) -> Debrief:
        """Look back on the run.

        Raises:
            ValueError: it has not ended.
        """
        return debrief(self._telling, self._steps, self.mode, self.stepped_back, len(self._endings))

    def run_file(self) -> RunFile:
        """The run as a file; it claims a score once it has ended."""
        loaded, claims = self._telling.loaded, None
        score, reached = score_of(self._compiled, self._state), ending(self._compiled, self._state)
        if score is not None and reached is not None:
            claims = Claims(score=score.score, ending=reached)
        return RunFile(
            encounter=loaded.encounter.key,
            play=loaded.play,
            text=loaded.text,
            seed=self._telling.seed,
            temperament=self._compiled.temperament,
            persona=self._telling.persona,
            mode=self.mode,
            stepped_back=self.stepped_back,
            replies=list(self.replies),
            claims=claims,
        )

    def export(self) -> str:
        """The conversation as plain text."""
        parts = [f"{self.title}\n{'=' * len(self.title)}"]
        for line in self.transcript():
            parts.append(f"{line.speaker}: {line.text}" if line.speaker else line.text)
        return "\n\n".join(parts) + "\n"

    def _answer(self, taken: Step) -> list[Line]:
        coaching = self._telling.coaching(taken) if self.mode == "coached" else None
        return self._telling.answer(taken, coaching)

    def _turn(self, lines: tuple[Line, ...], fault: str = "") -> Turn:
        telling, encounter = self._telling, self._compiled.encounter
        state = self._state
        person, customer = telling.person(state.scene), encounter.customer
        coached = self.mode == "coached"
        return Turn(
            number=len(self._steps),
            title=self.title,
            mode=self.mode,
            lines=lines,
            choices=tuple(telling.choices(state)),
            person=telling.name(person),
            job=telling.job(person),
            inside=encounter.people.get(person) == "colleague",
            at=clean(telling.scene_text(state.scene).at),
            customer=telling.name(customer) if customer else "",
            mood=mood(state.gauges) if customer else None,
            gauges=state.gauges if customer and coached else None,
            coaching=telling.coaching(self._steps[-1]) if coached and self._steps else None,
            case=telling.case(state, self._steps),
            brought=telling.brought(state),
            can_step_back=bool(self._steps) and self.mode != "ranked",
            ended=ending(self._compiled, state) is not None,
            fault=fault,
        )

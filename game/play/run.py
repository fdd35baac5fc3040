"""A run in progress: choose, step back, look back. What happened goes to the journal before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from game.engine.step import EncounterFault, Refused
from game.library.run_file import Claims, RunFile
from game.play.playable import DealtHere
from game.rules.clean import clean
from game.saves.events import Chose, Event, Finished, SteppedBack
from game.telling.conversation import Conversation
from game.telling.debriefing import debrief
from game.telling.telling import Telling
from game.telling.views import Debrief, Mode, Turn

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


class Run(DealtHere):
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
        self._journal = journal
        self._endings = endings
        self.stepped_back = stepped_back
        try:
            self._said = Conversation(meeting.telling, meeting.mode, replies)
        except (Refused, EncounterFault) as trouble:
            raise PlayFault(f"this run can't be gone on with: {trouble}") from trouble
        self.turn = self._said.turn(self.transcript())

    @property
    def id(self) -> str:
        """The run's own name."""
        return self._meeting.run

    @property
    def mode(self) -> Mode:
        """How it is played."""
        return self._meeting.mode

    @property
    def telling(self) -> Telling:
        """The encounter as this run tells it."""
        return self._meeting.telling

    def choose(self, key: str) -> Turn:
        """Give a reply, and see what comes of it.

        Args:
            key: one of `turn.choices`.

        Raises:
            PlayFault: it can't be chosen now; nothing has changed.
        """
        said = self._said
        try:
            taken = said.after(key)
        except Refused as refusal:
            raise PlayFault(str(refusal)) from refusal
        except EncounterFault as fault:
            sentence = (
                f"That leads nowhere, by a fault in the encounter's file: {fault}. Choose another reply."
            )
            self.turn = said.turn((), fault=sentence)
            return self.turn
        self._journal(Chose(run=self.id, turn=len(said.steps), reply=key, after=said.last))
        said.steps.append(taken)
        self.turn = said.turn(said.answer(taken))
        if self.turn.ended:
            self.record_end()
        return self.turn

    def record_end(self) -> None:
        """Note in the journal how a run that has reached its ending came out."""
        score, reached = self._said.score, self._said.ending
        if score is None or reached is None:
            return
        self._endings |= {reached}
        self._journal(
            Finished(
                run=self.id,
                after=self._said.last,
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
        steps = self._said.steps
        self._journal(SteppedBack(run=self.id, turn=len(steps) - 1, after=self._said.last))
        steps.pop()
        self.stepped_back += 1
        self.turn = self._said.turn(self.transcript())
        return self.turn

    def debrief(self) -> Debrief:
        """Look back on the run.

        Raises:
            ValueError: it has not ended.
        """
        return debrief(self.telling, self._said.steps, self.mode, self.stepped_back, len(self._endings))

    def run_file(self) -> RunFile:
        """The run as a file; it claims a score once it has ended."""
        loaded, claims = self.telling.loaded, None
        score, reached = self._said.score, self._said.ending
        if score is not None and reached is not None:
            claims = Claims(score=score.score, ending=reached)
        return RunFile(
            encounter=loaded.encounter.key,
            play=loaded.play,
            text=loaded.text,
            seed=self.telling.seed,
            temperament=self.telling.compiled.temperament,
            persona=self.telling.persona,
            mode=self.mode,
            stepped_back=self.stepped_back,
            replies=list(self.replies),
            claims=claims,
        )

"""A week in progress: see the view, choose, and what happened is kept before it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.engine.step import EncounterFault, Refused
from game.play.playable import DealtHere
from game.play.run import PlayFault
from game.rules.clean import clean
from game.saves.events import WeekChose, WeekFinished
from game.saves.weeks import WeekEvent, mark_of
from game.telling.conversation import Conversation
from game.telling.debriefing import debrief
from game.telling.views import Debrief, Line, Mode, Turn
from game.town.debrief import debrief_of_week
from game.town.evening import evening
from game.town.morning import conversation, morning, promise_due, talk, task_scene
from game.town.rules import Rules
from game.town.score import week_score
from game.town.state import Week
from game.town.telling import TownTelling
from game.town.views import View
from game.town.week import NotNow, Taken, begin_week, choices_of, take
from game.town.week_file import WeekClaims, WeekFile


class WorkingWeek:
    """One week at one workplace.

    Args:
        name: the week's own name.
        telling: the town with its people.
        journal: takes each event and makes it last; it never raises.
        choices: what was chosen before, when a week is gone on with.
        ranked: whether it counts in a season: it is spent on a ticket, and the season wasn't left since.

    Raises:
        PlayFault: the choices can't be made again, or it can't be begun.
    """

    def __init__(
        self,
        name: str,
        telling: TownTelling,
        journal: Callable[[WeekEvent], None],
        choices: Sequence[str] = (),
        *,
        ranked: bool = False,
    ) -> None:
        self.id = name
        self.ranked = ranked
        self._telling = telling
        self._journal = journal
        self._steps: list[Taken] = []
        self._said: tuple[Line, ...] = ()
        self._talk: TownTalk | None = None
        try:
            self._week = begin_week(telling.rules)
            self._follow()
            for choice in choices:
                self._take(choice)
            self.view: View = self._view()
        except (NotNow, Refused, EncounterFault) as trouble:
            what = "gone on with" if choices else "begun"
            raise PlayFault(f"this week can't be {what}: {trouble}") from trouble

    @property
    def title(self) -> str:
        """The workplace."""
        return self._telling.filled(self._telling.rules.loaded.script.title)

    @property
    def about(self) -> str:
        """What the place is, and what the week is about."""
        return self._telling.filled(self._telling.rules.loaded.script.about)

    @property
    def role(self) -> str:
        """What the player is there."""
        return clean(self._telling.rules.loaded.script.role)

    @property
    def desk_card(self) -> str:
        """What the player may do, and whom they can pull in."""
        return self._telling.filled(self._telling.rules.loaded.script.desk_card)

    @property
    def buckets(self) -> dict[str, str]:
        """What each kind of hour is, in the town's words."""
        said = self._telling.rules.loaded.script.buckets
        return {bucket: self._telling.filled(text) for bucket, text in said.items()}

    @property
    def facts(self) -> tuple[str, ...]:
        """What is known by now."""
        rules = self._telling.rules
        known = [fact for fact in rules.town.facts if fact in self._week.knows]
        return tuple(self._telling.filled(rules.loaded.script.facts[fact]) for fact in known)

    @property
    def seed(self) -> int:
        """By which it is dealt."""
        return self._telling.seed

    @property
    def rules(self) -> Rules:
        """What it is played by."""
        return self._telling.rules

    @property
    def state(self) -> Week:
        """Where it stands."""
        return self._week

    @property
    def choices(self) -> tuple[str, ...]:
        """Everything chosen so far."""
        return choices_of(self._steps)

    @property
    def over(self) -> bool:
        """Whether Friday's evening has passed."""
        return self._week.stage == "over"

    @property
    def talk(self) -> "TownTalk":
        """The talk with whoever has come, also while a promise interrupts it, and until the next one begins.

        Raises:
            PlayFault: nobody has come yet.
        """
        if self._talk is None:
            raise PlayFault("nobody has come yet")
        return self._talk

    def choose(self, choice: str) -> View:
        """Make a choice, and see what comes of it.

        Raises:
            PlayFault: it can't be made now; nothing has changed.
        """
        before = self._week, self._said, self._talk
        chosen = self.choices
        try:
            self._take(choice)
            view = self._view()  # not shown before it is kept, and not kept where there is nothing to show
        except (NotNow, Refused, EncounterFault) as trouble:
            self._week, self._said, self._talk = before
            del self._steps[len(chosen) :]
            if isinstance(trouble, EncounterFault):
                raise PlayFault(f"that leads nowhere, by a fault in the town's file: {trouble}") from trouble
            raise PlayFault(str(trouble)) from trouble
        self._journal(WeekChose(week=self.id, turn=len(chosen), choice=choice, after=mark_of(chosen)))
        if self.over:
            self.record_end()
        self.view = view
        return view

    def record_end(self) -> None:
        """Note how a week that is over came out."""
        score = week_score(self._telling.rules, self._steps, self._week)
        self._journal(
            WeekFinished(
                week=self.id,
                after=mark_of(self.choices),
                score=score.score,
                skills={str(skill): ratio for skill, ratio in score.skills.items()},
                served=score.served,
                promises_kept=score.kept,
                spared=score.spared,
            )
        )

    def week_file(self) -> WeekFile:
        """The week as a file; it claims a score once it is over."""
        loaded, claims = self._telling.rules.loaded, None
        if self.over:
            claims = WeekClaims(score=week_score(self._telling.rules, self._steps, self._week).score)
        return WeekFile(
            town=loaded.town.key,
            play=loaded.play,
            text=loaded.text,
            seed=self.seed,
            choices=list(self.choices),
            claims=claims,
        )

    def _take(self, choice: str) -> None:
        taken = take(self._telling.rules, self._week, choice)
        if taken.before.stage == "talk" and self._talk is not None:
            self._talk.hear(choice)
        said = self._telling.said(taken)
        self._said = said if taken.before.stage in ("scene", "due", "morning") else ()
        self._steps.append(taken)
        self._week = taken.after
        self._follow()

    def _follow(self) -> None:
        """Take up the talk with somebody who has just come."""
        if self._week.talking and self._week.replies == 0 and self._week.stage == "talk":
            self._talk = TownTalk(self, conversation(self._telling, self._week))

    def _view(self) -> View:
        telling, steps, week, said = self._telling, self._steps, self._week, self._said
        match week.stage:
            case "morning":
                return morning(telling, steps, week, said)
            case "scene":
                return task_scene(telling, week)
            case "talk":
                return talk(telling, week, said)
            case "due":
                return promise_due(telling, week, said)
            case "evening":
                return evening(telling, steps, week, said)
            case "over":
                return debrief_of_week(telling, steps, week)


class TownTalk(DealtHere):
    """A talk of a week as something to play: a `Playable`, whose choices are the week's."""

    stepped_back = 0

    def __init__(self, week: WorkingWeek, said: Conversation) -> None:
        self._week = week
        self._said = said
        self.turn = self._plain(said.turn(said.opening()))

    @property
    def id(self) -> str:
        """The run's own name."""
        return f"{self._week.id}-{self._said.telling.loaded.encounter.key}"

    @property
    def mode(self) -> Mode:
        """How it is played."""
        return "practice"

    def choose(self, key: str) -> Turn:
        """Give a reply, and see what comes of it; then look at the week, which a promise may have interrupted.

        Raises:
            PlayFault: it can't be given now; nothing has changed.
        """
        self._week.choose(key)
        return self.turn

    def hear(self, key: str) -> None:
        """Take in a reply that the week has taken."""
        taken = self._said.after(key)
        self._said.steps.append(taken)
        self.turn = self._plain(self._said.turn(self._said.answer(taken)))

    def step_back(self) -> Turn:
        """There is no stepping back in a week.

        Raises:
            PlayFault: always.
        """
        raise PlayFault("a week has no stepping back")

    def debrief(self) -> Debrief:
        """Look back on it, once it has ended."""
        return debrief(self._said.telling, self._said.steps, "practice", 0, 1)

    @staticmethod
    def _plain(turn: Turn) -> Turn:
        return replace(turn, can_step_back=False)

"""A player's training: the plan taken up, today's session, drills and self-ratings, on top of the game."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from game.engine.chance import SEED_MAX, draw, temperament_for
from game.language.plan_file import Plan
from game.library.library import Unreadable
from game.library.plans import plan, plan_names, pool
from game.library.summaries import Summary, summaries
from game.play.game import Game
from game.play.history import DAY, FinishedRun
from game.play.run import PlayFault
from game.rules.skills import Skill
from game.saves.events import Drilled, PlanChosen, Rated
from game.training import drills
from game.training.calibration import HEARD
from game.training.mastery import (
    StageStanding,
    counted_for,
    current,
    passed_at_first,
    size_of_test,
    stage_standings,
)
from game.training.progress import Overview, overview
from game.training.sessions import EncounterStep, Session, session

FIRST_PLAN = "first-week"
DRILL_TRIES = 12
"""Encounters asked for a moment that trains a skill, before giving up."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan as a list shows it: how many of its stages are done, or why it can't be used."""

    key: str
    title: str
    about: str = ""
    minutes: int = 0
    stages: int = 0
    done: int = 0
    chosen: bool = False
    problem: str = ""


class Training:
    """What somebody trains here.

    Args:
        game: the open game; its clock and its saves are this one's.
    """

    def __init__(self, game: Game) -> None:
        self._game = game
        self._library = game.library

    def plans(self) -> list[PlanCard]:
        """Every plan of the pack, the first week first, the daily one last."""
        order = {FIRST_PLAN: 0, "daily": 2}
        names = sorted(plan_names(self._library), key=lambda key: (order.get(key, 1), key))
        return [self._card(key) for key in names]

    def _card(self, key: str) -> PlanCard:
        chosen = key == self._game.progress.plan
        try:
            found = plan(self._library, key)
        except Unreadable as trouble:
            return PlanCard(key, key, chosen=chosen, problem=str(trouble))
        done = sum(one.done for one in self._standings(found))
        return PlanCard(key, found.title, found.about, found.minutes, len(found.stages), done, chosen)

    def _standings(self, found: Plan) -> list[StageStanding]:
        return stage_standings(found, self._encounters(), self._game.history())

    def _encounters(self) -> list[Summary]:
        return summaries(self._library)

    def take_up(self, key: str) -> None:
        """Take up a plan.

        Raises:
            PlayFault: there is no such plan, or its file has problems.
        """
        self._plan(key)
        if key != self._game.progress.plan:
            self._game.note(PlanChosen(plan=key))

    def _plan(self, key: str) -> Plan:
        try:
            return plan(self._library, key)
        except Unreadable as trouble:
            raise PlayFault(str(trouble)) from trouble

    def _followed(self) -> Plan:
        """The plan taken up; the first week where none was, or where it can't be used any more."""
        with suppress(Unreadable):
            return plan(self._library, self._game.progress.plan or FIRST_PLAN)
        return self._plan(FIRST_PLAN)

    def session(self) -> Session:
        """Today's session by the plan taken up; by the first week where none was.

        Raises:
            PlayFault: the plan can't be used any more, nor the first week.
        """
        now = self._game.now
        return session(
            self._followed(),
            self._encounters(),
            self._game.history(),
            now,
            drilled=any(at // DAY == now // DAY for _, at in self._game.progress.drills),
            unfinished=[
                (saved.started.encounter, saved.started.mode, saved.started.run)
                for saved in self._game.progress.in_progress()
                if not saved.stepped_back
            ],
            temperament=self._temperament,
        )

    def today(self) -> str:
        """What today's training is, for a line on a page; "" where there is no plan to train by."""
        try:
            found = self.session()
        except PlayFault:
            return ""
        if not found.steps:
            return ""
        left = "done for today" if found.done else f"about {found.minutes_left} minutes left today"
        return f"{found.plan.title}: {left}"

    def _temperament(self, encounter: str, seed: int) -> str:
        try:
            return temperament_for(self._library.encounter(encounter).encounter, seed)
        except Unreadable:
            return ""

    def test_out(self) -> EncounterStep | None:
        """An encounter never met with which the current stage can be passed at once; none where all were met."""
        history = self._game.history()
        encounters = self._encounters()
        stage = current(stage_standings(self._followed(), encounters, history)).stage
        met = {run.started.encounter for run in self._game.progress.runs.values()}
        here = pool(stage, encounters)
        keys = [one.key for one in here]
        fresh = [one for one in here if one.key not in met]
        if not fresh or len(fresh) + passed_at_first(keys, history) < size_of_test(keys):
            return None
        chosen = fresh[-1]
        seed = draw(self._game.now // DAY, chosen.key, "test-out") % (SEED_MAX + 1)
        return EncounterStep(chosen.key, chosen.title, seed, "practice", 0, None, False, "")

    def drill(self, skill: Skill) -> drills.Drill | None:
        """Today's drill for a skill, from an encounter that was met before, else from any; none if there is none."""
        today = self._game.now // DAY
        met = {run.encounter for run in self._game.history()}
        offering = [one for one in self._encounters() if not one.problem and skill in one.offers]
        order = sorted(offering, key=lambda one: (one.key not in met, draw(today, one.key, "drill")))
        return next(filter(None, self._drills(order[:DRILL_TRIES], skill, today)), None)

    def _drills(
        self, encounters: Iterable[Summary], skill: Skill, today: int
    ) -> Iterable[drills.Drill | None]:
        for one in encounters:
            seed = draw(today, one.key, "drill seed") % (SEED_MAX + 1)
            yield drills.drill(self._library.encounter(one.key), skill, seed)

    def skip_drill(self, skill: Skill) -> None:
        """Note that there was nothing to drill, so that the day can be done without."""
        self._game.note(Drilled(encounter="", skill=skill, scene="", reply="", grade=""))

    def answer(self, drill: drills.Drill, reply: str) -> drills.Drilled:
        """What a reply of a drill comes to; noted."""
        found = drills.answered(drill, reply)
        self._game.note(
            Drilled(
                encounter=drill.telling.loaded.encounter.key,
                skill=drill.skill,
                scene=drill.scene,
                reply=reply,
                grade=found.grade,
            )
        )
        return found

    def progress(self) -> Overview:
        """What has come of it all so far."""
        titles = {one.key: one.title for one in self._encounters()}

        def named(run: FinishedRun) -> tuple[str, str]:
            return titles.get(run.encounter, run.encounter), self._game.customer(run.run)

        return overview(self._game.history(), self._game.now, named)

    def counts(self, run: str) -> str:
        """What a finished run counts for in the stage it was played in, or why for nothing; a sentence."""
        history = self._game.history()
        place = next((place for place, one in enumerate(history) if one.run == run), None)
        if place is None:
            return "This run counts for no skill: the encounter it was played on is no longer here."
        followed, encounters = self._followed(), self._encounters()
        stage = current(stage_standings(followed, encounters, history[:place])).stage
        return counted_for(history[place], followed, stage, encounters)

    def rate_heard(self, run: str, value: int) -> None:
        """Note the answer, 1-5, to: did they leave feeling heard?"""
        self._game.note(Rated(run=run, what=HEARD, value=value))

    def rate_skill(self, run: str, skill: Skill, value: int) -> None:
        """Note a self-rating of a skill, 1-5."""
        self._game.note(Rated(run=run, what=skill, value=value))

    def rate_line(self, run: str, turn: int, value: int) -> None:
        """Note how one's own reply of a turn (from 1) reads from the other side, 1-5."""
        self._game.note(Rated(run=run, what=f"line-{turn}", value=value))

"""The pages of training, and what leads from one to the next."""

from typing import TYPE_CHECKING

from game.rules.skills import Skill
from game.training.training import Training
from game.tui import messages
from game.tui.backroom import Backroom
from game.tui.stage import Stage

if TYPE_CHECKING:
    from game.play.playable import Playable


_TEST = (
    "without gauges; the first meeting is the test, so giving up or stepping back spends it. "
    "Otherwise nothing is lost: the stage goes on as before"
)


class TrainingPages:
    """Shows them. Each method is an errand of the app's.

    Args:
        app: where they are shown.
        training: the player's training.
        backroom: where it is worked out.
    """

    def __init__(self, app: Stage, training: Training, backroom: Backroom) -> None:
        self._app = app
        self._backroom = backroom
        self.training = training

    async def do(self, wish: messages.TrainingWish) -> None:
        """Do what a page asked for."""
        match wish:
            case messages.Train():
                await self.today()
            case messages.TakeUp():
                await self.today(wish.plan)
            case messages.OpenPlans():
                await self.plans()
            case messages.StartDrill():
                await self.drill(wish.skill)
            case messages.PassByTest():
                await self.test()
            case messages.OpenProgress():
                await self.progress()
            case messages.OpenSending():
                await self.sending()
            case messages.ReadLetter():
                await self.letter(wish.run)
            case messages.Heard():
                await self.look_back(wish.run, wish.value)

    async def today(self, plan: str | None = None) -> None:
        """Today's session, by another plan if one is named."""
        from game.tui.screens.train import TrainScreen

        if plan:
            await self._backroom.do(self.training.take_up, plan)
        session = await self._backroom.do(self.training.session)
        testable = await self._backroom.do(self.training.test_out) is not None
        await self._app.stand_on(TrainScreen(session, testable))

    async def plans(self) -> None:
        """The plans."""
        from game.tui.screens.plans import PlansScreen

        await self._app.open_over(PlansScreen(await self._backroom.do(self.training.plans)))

    async def drill(self, skill: Skill) -> None:
        """Today's drill; where there is none, the day goes on without."""
        from game.tui.screens.drill import DrillScreen

        found = await self._backroom.do(self.training.drill, skill)
        if found is None:
            await self._backroom.do(self.training.skip_drill, skill)
            await self.today()
            self._app.tell(f"No encounter here has a moment to drill {skill}: done without.")
        else:
            await self._app.stand_on(DrillScreen(self.training, found, self._backroom))

    async def test(self) -> None:
        """An encounter never met, to pass the stage at once."""
        step = await self._backroom.do(self.training.test_out)
        if step is not None:
            await self._app.prepare(step.encounter, step.seed, [(step.mode, "Test", _TEST)])

    async def progress(self) -> None:
        """How the skills have come along."""
        from game.tui.screens.progress import ProgressScreen

        await self._app.open_over(ProgressScreen(await self._backroom.do(self.training.progress)))

    async def sending(self) -> None:
        """What could be sent to a facilitator."""
        from game.tui.screens.sending import SendingScreen

        await self._app.open_over(SendingScreen(self._app.game, self._backroom))

    async def letter(self, run: str) -> None:
        """A letter, read again."""
        from game.tui.screens.letter import LetterScreen

        resumed = await self._backroom.do(self._app.game.resume, run)
        await self._app.open_over(LetterScreen(await self._backroom.do(resumed.debrief)))

    async def ask_first(self, run: "Playable") -> None:
        """The one question before the debrief."""
        from game.tui.screens.heard import HeardScreen

        await self._app.stand_on(HeardScreen(run, run.turn.customer))

    async def look_back(self, run: "Playable", heard: int | None) -> None:
        """The debrief, once the answer (1-5, or none) is kept."""
        from game.tui.screens.reflecting import TrainingDebriefScreen

        if heard is not None:
            await self._backroom.do(self.training.rate_heard, run.id, heard)
        debrief = await self._backroom.do(run.debrief)
        counts = await self._backroom.do(self.training.counts, run.id)
        await self._app.stand_on(TrainingDebriefScreen(run, debrief, self.training, self._backroom, counts))

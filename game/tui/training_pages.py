"""The pages of training, and what leads from one to the next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

from game.play.game import Game
from game.rules.skills import Skill
from game.telling.views import Mode
from game.training.training import Training
from game.tui.backroom import Backroom

if TYPE_CHECKING:
    from game.play.run import Run


_TEST = (
    "without gauges; the first meeting is the test, so giving up or stepping back spends it. "
    "Otherwise nothing is lost: the stage goes on as before"
)


class Stage(Protocol):
    """Where pages are shown: what these ask of the app."""

    @property
    def game(self) -> Game:
        """The open game."""

    async def stand_on(self, screen: Screen[None]) -> None:
        """Make this the page to stand on."""

    async def open_over(self, screen: Screen[None]) -> None:
        """Open a page over the one that is there."""

    async def prepare(self, encounter: str, seed: int | None, ways: Sequence[tuple[Mode, str, str]]) -> None:
        """Show the brief of an encounter, to be played in one of these ways."""

    def tell(self, sentence: str) -> None:
        """Say something in passing."""


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

    async def letter(self, run: str) -> None:
        """A letter, read again."""
        from game.tui.screens.letter import LetterScreen

        resumed = await self._backroom.do(self._app.game.resume, run)
        await self._app.open_over(LetterScreen(await self._backroom.do(resumed.debrief)))

    async def ask_first(self, run: "Run") -> None:
        """The one question before the debrief."""
        from game.tui.screens.heard import HeardScreen

        await self._app.stand_on(HeardScreen(run, run.turn.customer))

    async def look_back(self, run: "Run", heard: int | None) -> None:
        """The debrief, once the answer (1-5, or none) is kept."""
        from game.tui.screens.reflecting import TrainingDebriefScreen

        if heard is not None:
            await self._backroom.do(self.training.rate_heard, run.id, heard)
        debrief = await self._backroom.do(run.debrief)
        counts = await self._backroom.do(self.training.counts, run.id)
        await self._app.stand_on(TrainingDebriefScreen(run, debrief, self.training, self._backroom, counts))

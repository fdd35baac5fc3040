"""A talk of the working day, on the same screen as any; a promise may fall due in the middle of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from game.telling.views import Debrief, Line
from game.town.views import PromiseDue
from game.town.working import WorkingWeek
from game.tui.day_messages import GoOnDay, LookBackOnTalk
from game.tui.messages import GoHome
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.play import PlayScreen, Replies
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row
from game.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from game.play.playable import Playable
    from game.tui.backroom import Backroom


class TalkScreen(PlayScreen):
    """A talk with somebody who has come.

    Args:
        week: the week.
        whole: whether it is an encounter of the library, to be looked back on, not a short scene.
        said: what has come of a promise that interrupted it.
        backroom: where choosing happens.
        pace: seconds between paragraphs.
    """

    CSS_PATH = "play.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "menu", "Home")]

    dealt = False

    def __init__(
        self, week: WorkingWeek, whole: bool, said: Sequence[Line], backroom: "Backroom", pace: float
    ) -> None:
        super().__init__(week.talk, backroom, pace)
        self._week = week
        self._whole = whole
        self._came_of_it = said
        self._interrupted = False
        self.afterwards = "Look back on it" if whole else "On with the day"

    async def _show_so_far(self) -> None:
        await super()._show_so_far()
        if self._came_of_it:
            await self.query_one(Transcript).tell(self._came_of_it, 0.0)

    def offer(self) -> None:
        """What could be said next, unless a promise comes in between."""
        super().offer()
        view = self._week.view
        if not isinstance(view, PromiseDue) or self._turn.ended:
            return
        waiting = Content.styled("something else is due first", "$quiet")
        self.query_one(Replies).fill([Row("", waiting, open=False)], marked=None)
        if not self._interrupted:
            from game.tui.screens.promise_due import PromiseDueScreen

            self._interrupted = True
            # Once the talk is drawn: what lies under another page isn't drawn anew.
            self.call_after_refresh(self.app.push_screen, PromiseDueScreen(view))

    def action_menu(self) -> None:
        """Home; the week waits. Where the case hides the conversation, go back to the conversation first."""
        if self.query_one(Transcript).display:
            self.post_message(GoHome(all_the_way=True))
        else:
            self.action_case()

    def go_on(self) -> None:
        """Look back on an encounter; from a short scene straight on with the day."""
        self.post_message(LookBackOnTalk(self._run) if self._whole else GoOnDay())


class TalkDebriefScreen(DebriefScreen):
    """The debrief of an encounter of the day. Its letter comes in the evening.

    Args:
        run: the talk.
        debrief: what to show.
    """

    CSS_PATH = "debrief.tcss"
    AUTO_FOCUS = "#short VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "On with the day"),
        Binding("escape", "home", "Home"),
    ]

    tabs: ClassVar[dict[str, str]] = {"short": "In short", "score": "Score", "turns": "Turn by turn"}

    def __init__(self, run: "Playable", debrief: Debrief) -> None:
        super().__init__(run, debrief)

    def pane_short(self) -> ComposeResult:
        """What it came to, the reply that cost most, one thing to try."""
        debrief = self._debrief
        with VerticalScroll():
            score = (f"{debrief.score.score}", "bold $loud")
            yield Prose(Content.assemble(score, " of 1000"), classes="first")
            yield from self._to_try()

    def action_on(self) -> None:
        """On with the day."""
        self.post_message(GoOnDay())

    def action_home(self) -> None:
        """Home; the week waits."""
        self.post_message(GoHome(all_the_way=True))

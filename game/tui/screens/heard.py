"""The one question before the debrief of a training run. Answered before the answer is known, or skipped."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from game.tui.messages import Heard
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row

if TYPE_CHECKING:
    from game.play.playable import Playable

ANSWERS: Final = (
    "not at all",
    "hardly",
    "so-so",
    "mostly",
    "yes, fully",
)


class HeardScreen(Page):
    """Asks whether they left feeling heard.

    Args:
        run: the run that has just ended.
        whom: who it was, or "".
    """

    CSS_PATH = "heard.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Skip")]

    def __init__(self, run: "Playable", whom: str) -> None:
        super().__init__()
        self._run = run
        self._whom = whom

    def compose(self) -> ComposeResult:
        """The question and five answers."""
        yield Heading(self._run.title, "before you look")
        yield Prose(f"Did {self._whom or 'they'} leave feeling heard?", id="question")
        yield NumberedList([Row(str(value), Content(says)) for value, says in enumerate(ANSWERS, 1)])
        yield Prose("For you alone: it is kept beside what the conversation shows, and never sent.", id="why")
        yield Keys()

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Take the answer."""
        self.post_message(Heard(self._run, int(event.key)))

    def action_back(self) -> None:
        """Go on without one."""
        self.post_message(Heard(self._run, None))

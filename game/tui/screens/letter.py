"""A letter, read again."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from game.telling.views import Debrief
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose


class LetterScreen(Page):
    """What became of somebody.

    Args:
        debrief: of the run that led to it.
    """

    CSS_PATH = "letter.tcss"
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, debrief: Debrief) -> None:
        super().__init__()
        self._debrief = debrief

    def compose(self) -> ComposeResult:
        """The letter."""
        yield Heading(self._debrief.title, self._debrief.customer)
        with VerticalScroll():
            yield Prose("TWO WEEKS LATER", classes="kicker")
            yield Prose(self._debrief.letter, id="letter")
        yield Keys()

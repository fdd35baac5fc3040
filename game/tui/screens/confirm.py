"""One thing that can't be undone, asked about before it is done."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen

from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row


class ConfirmScreen(ModalScreen[None]):
    """Asks, and posts a wish if the answer is yes. Nothing is marked at first: Enter pressed twice confirms nothing.

    Args:
        title: what it is about, in capitals.
        says: what it means, in a sentence or two.
        yes: what the row says that does it.
        wish: what is posted then.
    """

    CSS_PATH = "confirm.tcss"
    AUTO_FOCUS = "NumberedList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "no", "Back")]

    def __init__(self, title: str, says: str, yes: str, wish: Message) -> None:
        super().__init__()
        self._asked = (title, says)
        self._yes = yes
        self._wish = wish

    def compose(self) -> ComposeResult:
        """What it means, and two rows."""
        title, says = self._asked
        with Vertical(id="confirm"):
            yield Prose(title, classes="kicker")
            with VerticalScroll(can_focus=False):
                yield Prose(says, id="says")
            yield NumberedList(
                [Row("no", Content.styled("Not now", "bold")), Row("yes", Content.styled(self._yes, "bold"))]
            )
        yield Keys()

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """That is the answer."""
        event.stop()
        app = self.app
        self.dismiss()
        if event.key == "yes":
            app.post_message(self._wish)

    def action_no(self) -> None:
        """Not now."""
        self.dismiss()

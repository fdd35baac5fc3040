"""The menu of a run: go on, leave it for later, or give it up."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from game.tui.widgets.keys import Keys
from game.tui.widgets.rows import NumberedList, Row

_OTHERWISE = (("Leave to home", "it will wait for you"), ("Give up this run", "it won't be offered again"))
_RANKED = (
    ("Leave for now", "it will wait for you"),
    ("Give up this attempt", "it stays spent, and counts nothing"),
)


class MenuScreen(ModalScreen[str]):
    """Asks what to do with the run; the answer is `continue`, `leave` or `give up`.

    Args:
        ranked: whether it counts in a season, so that giving it up spends an attempt.
    """

    CSS_PATH = "menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "continue", "Back")]

    def __init__(self, ranked: bool = False) -> None:
        super().__init__()
        self._ranked = ranked

    def compose(self) -> ComposeResult:
        """Three rows."""
        leave, give_up = _RANKED if self._ranked else _OTHERWISE
        with Vertical(id="menu"):
            yield NumberedList(
                [
                    Row("continue", _row("Continue", "")),
                    Row("leave", _row(*leave)),
                    Row("give up", _row(*give_up)),
                ]
            )
        yield Keys()

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """That is the answer."""
        self.dismiss(event.key)

    def action_continue(self) -> None:
        """Back to the conversation."""
        self.dismiss("continue")


def _row(name: str, beside: str) -> Content:
    return Content.assemble((name, "bold"), (f"  {beside}", "$quiet"))

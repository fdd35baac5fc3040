"""What every page of the game has in common."""

from typing import ClassVar

from textual.app import ScreenStackError
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from game.tui.messages import GoHome

_KEYS: list[BindingType] = [
    Binding("escape", "back", "Back"),
    Binding("question_mark,f1", "help", "Help", key_display="?"),
]


class Page(Screen[None]):
    """A screen of its own. Esc goes back to the one before, and home from the last."""

    BINDINGS: ClassVar[list[BindingType]] = _KEYS

    def action_back(self) -> None:
        """Go back."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.post_message(GoHome())

    def action_help(self) -> None:
        """Say what every key does here."""
        open_help(self)

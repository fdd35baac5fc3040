"""What every page of the game has in common."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.tui.messages import GoHome


class Page(Screen[None]):
    """A screen of its own. Esc goes back to the one before, and home from the last."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def action_back(self) -> None:
        """Go back."""
        if len(self.app.screen_stack) > 2:  # the first frame lies below everything
            self.app.pop_screen()
        else:
            self.post_message(GoHome())

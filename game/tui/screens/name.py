"""What to call the player: asked once, after the first encounter, and never needed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from game.tui.messages import CallMe
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose


class NameScreen(ModalScreen[None]):
    """Asks for a name; Esc goes on without one. Modal, for `?` is a letter here and not a key."""

    CSS_PATH = "name.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "skip", "Skip")]

    def compose(self) -> ComposeResult:
        """One question."""
        yield Heading("OWN IT")
        yield Prose("What shall we call you?", id="question")
        yield Input(max_length=40, id="name")
        yield Prose("Enter to go on. It stays on this computer, and you may leave it empty.", id="why")
        yield Keys()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name."""
        self.post_message(CallMe(event.value))

    def action_skip(self) -> None:
        """Go on without."""
        self.post_message(CallMe(""))

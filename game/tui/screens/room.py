"""Shown while the window is too small to show anything else in full."""

from textual.app import ComposeResult
from textual.screen import ModalScreen

from game.tui.widgets.prose import Prose


class RoomScreen(ModalScreen[None]):
    """Asks for room. The app takes it away when there is enough."""

    CSS_PATH = "room.tcss"

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Prose("Own It needs a little more room: 40 columns and 15 lines, please.", id="room")

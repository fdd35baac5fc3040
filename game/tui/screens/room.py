"""Shown while the window is too small to show anything else in full."""

from typing import Final

from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen

from game.tui.widgets.prose import Prose

LEAST: Final = Size(40, 15)
"""Below this something would be out of sight."""


class RoomScreen(ModalScreen[None]):
    """Asks for room. `ask_for_room` takes it away when there is enough."""

    CSS_PATH = "room.tcss"

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Prose("Own It needs a little more room: 40 columns and 15 lines, please.", id="room")


def ask_for_room(app: App[None], size: Size) -> None:
    """Ask for room in a window of this size where there is too little; ask no more where there is enough."""
    small = size.width < LEAST.width or size.height < LEAST.height
    asking = isinstance(app.screen, RoomScreen)
    if small and not asking:
        app.push_screen(RoomScreen())
    elif asking and not small:
        app.pop_screen()

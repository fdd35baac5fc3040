"""The desk card: where you are, what you may do, and who can say yes to the rest."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose


class DeskCardScreen(ModalScreen[None]):
    """A card over the conversation.

    Args:
        title: the encounter's.
        brief: what the player knows.
        desk_card: what the player may do.
    """

    CSS_PATH = "desk_card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("d,enter,space", "dismiss", "Back", show=False),
    ]

    def __init__(self, title: str, brief: str, desk_card: str) -> None:
        super().__init__()
        self._title = title
        self._brief = brief
        self._desk_card = desk_card

    def compose(self) -> ComposeResult:
        """Two texts."""
        with Vertical(id="card"), VerticalScroll():
            yield Prose(self._title, id="title")
            yield Prose(self._brief)
            yield Prose("YOUR DESK CARD", classes="kicker")
            yield Prose(self._desk_card or "Nothing is written on it.", id="may")
        yield Keys()

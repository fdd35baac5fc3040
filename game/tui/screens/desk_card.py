"""The desk card: what you may do, who can say yes to the rest, what an hour may go to, and where you are."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.visuals import Hanging, Stack

_NAME: Final = 8
"""Cells for what a kind of hour is called."""


class DeskCardScreen(ModalScreen[None]):
    """A card over the conversation.

    Args:
        title: the encounter's.
        brief: what the player knows.
        desk_card: what the player may do.
        buckets: what each kind of hour is, where there are hours to spend.
    """

    CSS_PATH = "desk_card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("d,enter,space", "dismiss", "Back", show=False),
    ]

    def __init__(
        self, title: str, brief: str, desk_card: str, buckets: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        super().__init__()
        self._title = title
        self._brief = brief
        self._desk_card = desk_card
        self._buckets = buckets

    def compose(self) -> ComposeResult:
        """What was asked for first, and under it what was read already."""
        with Vertical(id="card"), VerticalScroll():
            yield Prose(self._title, id="title")
            yield Prose("YOUR DESK CARD", classes="kicker")
            yield Prose(self._desk_card or "Nothing is written on it.", id="may")
            if self._buckets:
                yield Prose("WHAT AN HOUR MAY GO TO", classes="kicker")
                yield Prose(Stack([_bucket(name, is_) for name, is_ in self._buckets.items()]), id="buckets")
            if self._brief:
                yield Prose("WHERE YOU ARE", classes="kicker")
                yield Prose(self._brief, id="brief")
        yield Keys()


def _bucket(name: str, is_: str) -> Hanging:
    return Hanging(Content.styled(name, "bold"), Content(is_), _NAME)

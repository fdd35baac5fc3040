"""A day begins: what the place looks like, what the night has taken, what is due."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.town.views import Morning
from game.tui.day_messages import BeginDay
from game.tui.forecast import promised, spoken
from game.tui.screens.day import DayPage, Place
from game.tui.widgets.columns import bullet
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Stack


class DawnScreen(DayPage):
    """The first page of a day; the board comes after it, with room to itself.

    Args:
        place: where it is.
        view: the morning, of which nothing is spent yet.
    """

    CSS_PATH = "dawn.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "begin", "Begin the day")]

    def __init__(self, place: Place, view: Morning) -> None:
        super().__init__(place)
        self.view = view

    def compose(self) -> ComposeResult:
        """What is to be read, and one way on."""
        yield Heading(f"{self.view.weekday} · {self.place.title}")
        with VerticalScroll(can_focus=False):
            if self.view.said:
                yield Prose(Stack(spoken(self.view.said)), id="said")
            yield Prose(self.view.says, id="says")
            if owed := list(self._owed()):
                yield Prose(Stack(owed), id="owed")
        yield RowList([Row("begin", Content.styled("Look at the board", "bold"))], id="begin")
        yield Keys()

    def _owed(self) -> Iterator[Visual]:
        if self.view.gone:
            yield bullet("▼", Content(self.view.gone), "$error")
        yield from (promised(promise) for promise in self.view.promises if promise.today)

    def on_row_list_picked(self) -> None:
        """On to the board."""
        self.action_begin()

    def action_begin(self) -> None:
        """On to the board."""
        self.post_message(BeginDay(self.view.day))

"""Somebody has come: who it is, before the talk with them begins."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.town.views import Talk
from game.tui.day_messages import MeetArrival
from game.tui.forecast import spoken
from game.tui.screens.day import DayPage, Place
from game.tui.widgets.columns import bullet
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Stack

_FIRE: Final = "A fire: it was on the board, and need not have been."
_SECOND: Final = "A second failure: it came before, and wasn't settled."
_WALKS_IN: Final = "It wasn't on the board."


class ArrivalScreen(DayPage):
    """Somebody at the door.

    Args:
        place: where it is.
        view: who, and how they come.
    """

    CSS_PATH = "arrival.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "meet", "See to it")]

    def __init__(self, place: Place, view: Talk) -> None:
        super().__init__(place)
        self.view = view

    def compose(self) -> ComposeResult:
        """What came before, who it is, what is told of it."""
        view = self.view
        yield Heading(f"{view.weekday} · {self.place.title}")
        with VerticalScroll(can_focus=False):
            if view.said:
                yield Prose(Stack(spoken(view.said)), id="said")
            yield Prose(view.title, id="title")
            yield Prose(view.opens, id="opens")
            yield Prose(Stack(self._how()), id="how")
        yield RowList([Row("meet", Content.styled("See to it", "$loud"))], id="meet")
        yield Keys()

    def _how(self) -> list[Visual]:
        view = self.view
        hot = bullet("▼", Content("They come hot."), "$error")
        parts: list[Visual] = [hot if view.hot else bullet("△", Content("They come calm."))]
        if view.second:
            parts.append(bullet("✕", Content(_SECOND), "$error"))
        elif view.fire:
            parts.append(bullet("◆", Content(_FIRE), "$error"))
        else:
            parts.append(bullet("○", Content(_WALKS_IN)))
        return parts

    def on_row_list_picked(self) -> None:
        """Begin the talk."""
        self.action_meet()

    def action_meet(self) -> None:
        """Begin the talk."""
        self.post_message(MeetArrival())

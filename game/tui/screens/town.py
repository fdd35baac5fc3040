"""A workplace, before a week there begins."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from game.tui.day_messages import BeginWeek
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.town.weeks import TownCard


class TownScreen(Page):
    """The page of a workplace.

    Args:
        town: which.
        seed: who everybody is; none draws it.
    """

    CSS_PATH = "town.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def __init__(self, town: "TownCard", seed: int | None) -> None:
        super().__init__()
        self._town = town
        self._seed = seed

    def compose(self) -> ComposeResult:
        """Title, role, what it is about, and how it goes."""
        town = self._town
        best = f"{counted(town.played, 'week')}, best {town.best}" if town.played else ""
        yield Heading(town.title, best)
        with VerticalScroll(can_focus=False):
            yield Prose(f"You are: {town.role}.", id="role")
            yield Prose(town.about, id="about")
            yield Prose(
                "Monday to Friday, a day a sitting. You can stop at any moment: the week waits at home. "
                "What you may do is on your desk card, under d.",
                id="how",
            )
        yield RowList([Row("begin", Content.styled("Begin on Monday", "bold"))], id="begin")
        yield Keys()

    def on_row_list_picked(self) -> None:
        """Begin."""
        self.post_message(BeginWeek(self._town.key, self._seed))

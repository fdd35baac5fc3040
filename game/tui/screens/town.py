"""A workplace, before a week there begins."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from game.tui.day_messages import BeginWeek, GoOnWeek
from game.tui.moments import moment
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.town.weeks import FinishedWeek, TownCard

_LATEST: Final = 3
"""Weeks to look back on; more would leave the text no room on a low screen."""


class TownScreen(Page):
    """The page of a workplace.

    Args:
        town: which.
        seed: who everybody is; none draws it.
        now: UTC milliseconds.
    """

    CSS_PATH = "town.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def __init__(self, town: "TownCard", seed: int | None, now: int) -> None:
        super().__init__()
        self._town = town
        self._seed = seed
        self._now = now

    def compose(self) -> ComposeResult:
        """Title, role, what it is about, and how it goes."""
        town = self._town
        best = f"{counted(len(town.weeks), 'week')}, best {town.best}" if town.weeks else ""
        yield Heading(town.title, best)
        with VerticalScroll(can_focus=False):
            yield Prose(f"You are: {town.role}.", id="role")
            yield Prose(town.about, id="about")
            yield Prose(
                "Monday to Friday, a day a sitting. You can stop at any moment: the week waits at home. "
                "What you may do is on your desk card, under d.",
                id="how",
            )
        begin = Row("begin", Content.styled("Begin on Monday", "bold"))
        yield RowList([begin, *(_look_back(week, self._now) for week in town.weeks[:_LATEST])], id="begin")
        yield Keys()

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Begin, or look back."""
        if event.key == "begin":
            self.post_message(BeginWeek(self._town.key, self._seed))
        else:
            self.post_message(GoOnWeek(event.key))


def _look_back(week: "FinishedWeek", now: int) -> Row:
    ended = f"  ended {moment(week.at, now)}, came to {week.score}"
    return Row(week.week, Content.assemble("Look back on a week", (ended, "$quiet")))

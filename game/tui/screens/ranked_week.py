"""The debrief of a week that counts in a season."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from game.town.views import WeekDebrief
from game.tui.messages import GoHome, TeamWish
from game.tui.screens.day import Place
from game.tui.screens.week import WeekScreen


class RankedWeekScreen(WeekScreen):
    """The debrief of a ranked week.

    Args:
        place: where it was spent.
        view: the week, looked back on.
        then: what comes after it; none is home.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Go on"),
        Binding("enter", "back", "Go on", show=False),
    ]

    def __init__(self, place: Place, view: WeekDebrief, then: TeamWish | None) -> None:
        super().__init__(place, view)
        self._then = then

    def action_back(self) -> None:
        """Go on: to what came of it, or back."""
        self.post_message(self._then or GoHome(all_the_way=True))

"""The debrief of a run that counts in a season. It is never played again; the same person may be practised with."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from game.telling.views import Debrief
from game.tui.messages import GoHome, TeamWish
from game.tui.screens.debrief import DebriefScreen

if TYPE_CHECKING:
    from game.play.playable import Playable


class RankedDebriefScreen(DebriefScreen):
    """The debrief of a ranked run.

    Args:
        run: the run, to practise with the same person; none where a board dealt it.
        debrief: what to show.
        then: what comes after it; none is home.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Go on"),
        Binding("enter", "back", "Go on", show=False),
        Binding("t", "from_there", "Practise from there"),
        Binding("a", "again", "Practise it"),
    ]

    def __init__(self, run: "Playable | None", debrief: Debrief, then: TeamWish | None) -> None:
        super().__init__(run, debrief)
        self._then = then

    def action_back(self) -> None:
        """Go on: to what came of it, or back."""
        self.post_message(self._then or GoHome())

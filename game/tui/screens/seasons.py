"""The seasons a player joined, where there are several."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content

from game.rules.clean import clean
from game.tui.messages import GoHome
from game.tui.pages import Page
from game.tui.standing import KINDS, place
from game.tui.team_messages import OpenJoin, OpenSeason
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.rows import NumberedList, Row
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.board.seen import BoardView

_STAGES: Final = {"soon": "not open yet", "open": "", "over": "over", "closed": "closed"}


class SeasonsScreen(Page):
    """The list of them.

    Args:
        views: the seasons, the one joined last first.
    """

    CSS_PATH = "seasons.tcss"

    def __init__(self, views: "Sequence[BoardView]") -> None:
        super().__init__()
        self._views = views

    def compose(self) -> ComposeResult:
        """A row for each, and one to join another."""
        yield Heading("YOUR SEASONS", f"{len(self._views)}")
        yield NumberedList(list(self._rows()), id="seasons")
        yield Keys()

    def _rows(self) -> Iterator[Row]:
        for view in self._views:
            waits = f"{counted(view.waiting, 'run')} to be sent" if view.waiting else ""
            said = filter(None, (view.team_title, place(view, {}), _STAGES[view.stage], waits, view.where))
            yield Row(
                f"season {view.board}",
                Content.assemble(
                    (clean(view.season.title), "bold"),
                    (f"  {KINDS[view.holds]}\n", "$quiet"),
                    (" · ".join(said), "$quiet"),
                ),
            )
        yield Row("join", Content.styled("Join another season", "bold"))

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Open it."""
        match event.key.split(" "):
            case ["season", board]:
                self.post_message(OpenSeason(board))
            case _:
                self.post_message(OpenJoin())

    def action_back(self) -> None:
        """Home."""
        self.post_message(GoHome(all_the_way=True))

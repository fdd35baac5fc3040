"""Who the player is in a season: their name there, whether it is shown, and leaving."""

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from game.rules.clean import NAME_MOST, clean
from game.tui.pages import Page
from game.tui.screens.confirm import ConfirmScreen
from game.tui.team_messages import ChangeMembership, LeaveSeason, OpenJoin
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Beside

if TYPE_CHECKING:
    from game.board.seen import BoardView

_STAYS: Final = {
    "refereed": "The board forgets your name, what you said in your runs, and that you were there. The points you won "
    "stay in your team's total. What waits to be sent is not sent any more.",
    "friendly": "Your runs are deleted from the folder, and your points with them; copies that somebody else has kept "
    "stay where they are. What waits to be sent is not sent any more.",
}


class MembershipScreen(Page):
    """The player in a season.

    Args:
        view: the season.
    """

    CSS_PATH = "membership.tcss"
    AUTO_FOCUS = "NumberedList"

    def __init__(self, view: "BoardView") -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """A row for each thing; a field that opens below."""
        view = self._view
        yield Heading("YOU HERE", clean(view.season.title))
        with VerticalScroll(can_focus=False):
            yield NumberedList(self._rows(), id="membership")
            yield Input(view.name, max_length=NAME_MOST, id="name")
            yield Prose(f"{view.proves}\n{view.where}", id="board")
        yield Keys()

    def _rows(self) -> list[Row]:
        view = self._view
        others = "your name beside your points" if view.shown else f"“somebody of {view.team_title}”"
        return [
            Row("name", _row("Name", f"{view.name}, of {view.team_title}")),
            Row("shown", _row("Shown", f"{'yes' if view.shown else 'no'}: others see {others}")),
            Row("join", _row("Join", "another season")),
            Row("leave", _row("Leave", "this season, and be forgotten by it")),
        ]

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Change it, or ask first."""
        view = self._view
        match event.key:
            case "name":
                self.add_class("-naming")
                self.query_one("#name").focus()
            case "shown":
                self.post_message(ChangeMembership(view.board, shown=not view.shown))
            case "join":
                self.post_message(OpenJoin())
            case _:
                title = f"LEAVE “{clean(view.season.title)}”?"
                leave = LeaveSeason(view.board)
                self.app.push_screen(ConfirmScreen(title, _STAYS[view.holds], "Leave it", leave))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Be called that from now on."""
        event.stop()
        name = event.value.strip()
        if name and name != self._view.name:
            self.post_message(ChangeMembership(self._view.board, name=name))
        else:
            self._stop_naming()

    def action_back(self) -> None:
        """Out of the field first."""
        if self.has_class("-naming"):
            self._stop_naming()
        else:
            super().action_back()

    def _stop_naming(self) -> None:
        self.remove_class("-naming")
        self.query_one(NumberedList).focus()


def _row(name: str, says: str) -> Beside:
    return Beside(Content.styled(name, "bold"), Content.styled(says, "$quiet"), indent=9, roomy=28)

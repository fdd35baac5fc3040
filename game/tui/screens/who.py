"""Who is playing: several people on one machine, each with a save of their own."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from game.tui.messages import ChoosePlayer
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row

if TYPE_CHECKING:
    from game.saves.players import Player


class WhoScreen(Page):
    """Asks who is playing.

    Args:
        players: everybody who has a save here, whoever played last first.
    """

    CSS_PATH = "who.tcss"
    AUTO_FOCUS = "NumberedList"

    def __init__(self, players: "Sequence[Player]") -> None:
        super().__init__()
        self._players = players

    def compose(self) -> ComposeResult:
        """A row for each, and one for somebody new."""
        yield Heading("WHO IS PLAYING?")
        yield NumberedList(list(self._rows()), id="who")
        yield Prose(
            "There are no passwords: whoever uses this computer can open every save here. "
            "`ownit saves export` writes yours out, `ownit saves forget` deletes it.",
            id="why",
        )
        yield Keys()

    def _rows(self) -> Iterator[Row]:
        for place, player in enumerate(self._players):
            says = Content.assemble(
                (player.shown, "bold"),
                (f"  last played {player.last_played}", "$quiet"),
            )
            yield Row(str(place), says)
        yield Row("new", Content.styled("Somebody new", "bold"))

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Say who."""
        folder = None if event.key == "new" else self._players[int(event.key)].folder
        self.post_message(ChoosePlayer(folder))

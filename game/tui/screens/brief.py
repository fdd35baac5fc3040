"""Before an encounter: where you are, and how to play it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from game.tui.messages import Begin
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Hanging

if TYPE_CHECKING:
    from game.play.game import Card
    from game.telling.views import Mode

MODES: "Final[tuple[tuple[Mode, str, str], ...]]" = (
    ("coached", "Coached", "gauges, and a line of why after each reply; you may step back"),
    ("practice", "Practice", "no gauges: read the person, not the meter; you may step back"),
)


class BriefScreen(Page):
    """The brief of an encounter. What the customer really needs stays hidden.

    Args:
        card: the encounter.
        seed: which customer; none draws one.
        ways: the modes to choose from, each with its name and what it means.
    """

    CSS_PATH = "brief.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "begin('coached')", "Coached"),
        Binding("p", "begin('practice')", "Practice"),
    ]

    def __init__(
        self, card: "Card", seed: int | None = None, ways: "Sequence[tuple[Mode, str, str]]" = MODES
    ) -> None:
        super().__init__()
        self._card = card
        self._seed = seed
        self._ways = ways

    def compose(self) -> ComposeResult:
        """Title, role, brief, and the ways to play."""
        card = self._card
        yield Heading(card.title, f"level {card.level}")
        with VerticalScroll():
            yield Prose(f"You are the {card.role}.", id="role")
            yield Prose(card.brief, id="brief")
            yield Prose("What you may do is on your desk card: press d while you play.", id="desk")
        asked = "HOW WILL YOU PLAY IT?" if len(self._ways) > 1 else "READY?"
        yield Prose(asked, classes="kicker")
        yield RowList([Row(mode, _way(name, says)) for mode, name, says in self._ways], id="modes")
        yield Keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the ways there are."""
        return action != "begin" or any(mode == parameters[0] for mode, _, _ in self._ways)

    def action_begin(self, mode: "Mode") -> None:
        """Begin, played that way."""
        self.post_message(Begin(self._card.key, mode, self._seed))

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Begin, played that way."""
        self.action_begin(next(mode for mode, _, _ in self._ways if mode == event.key))


def _way(name: str, says: str) -> Hanging:
    return Hanging(Content.styled(name, "bold"), Content.styled(says, "$quiet"), 10)

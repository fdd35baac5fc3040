"""The training plans."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from game.tui.messages import TakeUp
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.rows import NumberedList, Row
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.training.training import PlanCard


class PlansScreen(Page):
    """The list of plans; the one taken up is marked.

    Args:
        cards: what there is.
    """

    def __init__(self, cards: "Sequence[PlanCard]") -> None:
        super().__init__()
        self._cards = cards

    def compose(self) -> ComposeResult:
        """The list."""
        yield Heading("PLANS", f"{len(self._cards)}")
        yield NumberedList([Row(card.key, _entry(card), not card.problem) for card in self._cards])
        yield Keys()

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Take it up."""
        self.post_message(TakeUp(event.key))


def _entry(card: "PlanCard") -> Content:
    title = Content.styled(card.title, "bold")
    if card.problem:
        return Content.assemble(title, "\n", (card.problem, "$quiet"))
    facts = [f"{card.minutes} minutes a day", f"{card.done} of {counted(card.stages, 'stage')} done"]
    if card.chosen:
        facts.insert(0, "the one you follow")
    return Content.assemble(title, ("  " + " · ".join(facts), "$accent"), "\n", (card.about, "$quiet"))

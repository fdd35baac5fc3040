"""Every encounter, the easiest first, with what the player has done in it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from game.language.plan_file import LEVEL_MOST
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Hanging

if TYPE_CHECKING:
    from game.play.game import Card


_NAMES = 25
"""Cells for a title, so that what is said of it lines up; a longer one stands above it."""


class EncountersScreen(Page):
    """The list of encounters. Digits jump to a level.

    Args:
        cards: what there is.
    """

    CSS_PATH = "encounters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(level), f"level({level})", f"Level {level}", show=False)
        for level in range(1, LEVEL_MOST + 1)
    ]

    def __init__(self, cards: "Sequence[Card]") -> None:
        super().__init__()
        self._cards = {card.key: card for card in sorted(cards, key=_order)}

    def compose(self) -> ComposeResult:
        """The list under its heading."""
        yield Heading("ENCOUNTERS", f"{len(self._cards)}")
        yield RowList(list(self._rows()), id="encounters")
        yield Keys()

    def on_mount(self) -> None:
        """Mark the first that can be played."""
        self.query_one(RowList).action_first()

    def _rows(self) -> Iterator[Row]:
        first = next((card.level for card in self._cards.values()), 0)
        for level, cards in groupby(self._cards.values(), key=lambda card: card.level):
            head = f"LEVEL {level}" if level else "NOT PLAYABLE"
            yield Row(head, Content.assemble("" if level == first else "\n", (head, "bold")), open=False)
            for card in cards:
                yield Row(card.key, _entry(card), not card.problem)

    def action_level(self, level: int) -> None:
        """Mark the first encounter of a level, if there is one."""
        rows = self.query_one(RowList)
        places = {row.key: place for place, row in enumerate(rows.rows)}
        first = next(
            (key for key, card in self._cards.items() if card.level == level and not card.problem), None
        )
        if first is not None:
            rows.highlighted = places[first]

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Show the brief."""
        from game.tui.screens.brief import BriefScreen

        self.app.push_screen(BriefScreen(self._cards[event.key]))


def _order(card: "Card") -> tuple[bool, int, str]:
    return bool(card.problem), card.level, card.title


def _entry(card: "Card") -> Content | Hanging:
    title = Content.styled(card.title, "bold")
    if card.problem:
        return Content.assemble(title, "\n", (card.problem, "$quiet"))
    facts = [card.role]
    if card.best is not None:
        facts.append(f"best {card.best}")
    if card.plays:
        facts.append(f"{card.endings_found} of {card.endings} endings")
    says = Content.styled(" · ".join(facts), "$quiet")
    if title.cell_length < _NAMES:
        return Hanging(title, says, _NAMES)
    return Content.assemble(title, "\n", says)

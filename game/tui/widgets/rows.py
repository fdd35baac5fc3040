"""Lists to choose from: with arrows and Enter, with the mouse, and with digits where rows are numbered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.tui.widgets.visuals import Hanging

DIGITS: Final = "123456789"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list.

    Attributes:
        key: what `Picked` carries; unique in its list. A row without one is a remark, never numbered.
        text: what it says, in full: rows wrap.
        open: whether it can be picked. A row that can't be is dim; its text says why.
    """

    key: str
    text: Visual
    open: bool = True


class RowList(OptionList):
    """Rows to pick from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", "Next row", show=False),
        Binding("up", "cursor_up", "Previous row", show=False),
        Binding("enter", "select", "Choose"),
    ]

    numbered: ClassVar[bool] = False
    """Whether the rows show numbers."""

    pages: ClassVar[bool] = True
    """Whether page up and page down move in the list, or are left to the screen."""

    @dataclass
    class Picked(Message):
        """A row was picked, by key or mouse."""

        key: str

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.rows: tuple[Row, ...] = ()
        self.fill(rows)

    def fill(self, rows: Sequence[Row], marked: int | None = 0) -> None:
        """Show these rows instead, with the row at `marked` marked, or none."""
        self.rows = tuple(rows)
        self.clear_options()
        self.add_options(
            Option(self._prompt(number, row), id=row.key, disabled=not row.open)
            for number, row in self._counted()
        )
        if marked is not None and self.rows and self.rows[marked].open:
            self.highlighted = marked

    def retell(self, rows: Sequence[Row]) -> None:
        """Say the same rows, by their keys, in other words; what is marked stays marked."""
        self.rows = tuple(rows)
        for number, row in self._counted():
            self.replace_option_prompt(row.key, self._prompt(number, row))

    def _counted(self) -> Iterator[tuple[int, Row]]:
        """Each row with its number. A remark takes none, so that the digits beside it have no gap."""
        number = 0
        for row in self.rows:
            number += bool(row.key)
            yield number, row

    def _prompt(self, number: int, row: Row) -> Visual:
        if not self.numbered or not row.key:
            return row.text
        return Hanging(Content.styled(f"{number:>2}", "bold $accent" if row.open else "$quiet"), row.text, 4)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which row was picked in our own words."""
        event.stop()
        self.post_message(self.Picked(event.option_id or ""))

    def action_select(self) -> None:
        """Pick the marked row; mark the first one if none is."""
        if self.highlighted is None:
            self.action_first()
        else:
            super().action_select()

    def watch_show_vertical_scrollbar(self) -> None:
        """Measure the rows anew: beside a scrollbar they wrap earlier, and a line not counted is never shown."""
        self._clear_caches()
        self.call_after_refresh(self._update_lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the page keys to the screen if they are its."""
        return self.pages or action not in ("page_up", "page_down")


class NumberedList(RowList):
    """Rows to pick from, by number as well."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(digit, f"pick({digit})", "Choose the row of that number", show=False) for digit in DIGITS
    ]

    numbered = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a digit to the screen where no row has it."""
        if action == "pick" and isinstance(parameters[0], int) and self._place(parameters[0]) is None:
            return False
        return super().check_action(action, parameters)

    def action_pick(self, number: int) -> None:
        """Pick the row of this number, if there is one and it can be picked."""
        place = self._place(number)
        if place is None:
            return
        row = self.rows[place]
        if row.open:
            self.highlighted = place
            self.post_message(self.Picked(row.key))
        else:
            self.app.bell()

    def _place(self, number: int) -> int | None:
        """Where the row of this number stands."""
        counted = ((counts, bool(row.key)) for counts, row in self._counted())
        return next((place for place, one in enumerate(counted) if one == (number, True)), None)

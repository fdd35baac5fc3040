"""Settings: how the game looks and moves. A row changes when it is picked."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer

from game.tui.messages import Set
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.rows import NumberedList, Row

CHOICES: Final[dict[str, dict[str, str]]] = {
    "theme": {"dark": "light letters on dark", "light": "dark letters on light"},
    "motion": {
        "full": "words appear paragraph by paragraph",
        "reduced": "everything at once, nothing slides",
    },
}
"""What can be set, to what, and what that means. The first is what holds until somebody chooses."""


class SettingsScreen(Page):
    """The settings.

    Args:
        settings: what is set now, by name.
    """

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "none", "Change")]

    def __init__(self, settings: Mapping[str, str]) -> None:
        super().__init__()
        self._values = {name: settings.get(name, next(iter(values))) for name, values in CHOICES.items()}

    def compose(self) -> ComposeResult:
        """A row for each."""
        yield Heading("SETTINGS")
        yield NumberedList(self._rows(), id="settings")
        yield Footer()

    def _rows(self) -> list[Row]:
        return [
            Row(
                name,
                Content.assemble(
                    (f"{name.capitalize():<10}", "bold"), f"{value:<10}", (CHOICES[name].get(value, ""), "$quiet")
                ),
            )
            for name, value in self._values.items()
        ]

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Go to the next value."""
        values = list(CHOICES[event.key])
        now = self._values[event.key]
        value = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
        self._values[event.key] = value
        rows = self.query_one(NumberedList)
        rows.fill(self._rows(), marked=rows.highlighted)
        self.post_message(Set(event.key, value))

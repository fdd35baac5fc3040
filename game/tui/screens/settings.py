"""Settings: how the game looks and moves. A row changes when it is picked."""

from collections.abc import Mapping
from typing import Final

from textual.app import ComposeResult
from textual.content import Content

from game.tui.messages import OpenPlayers, Set
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
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
        called: what the player is called, or "".
        others: whether somebody else may take over.
    """

    CSS_PATH = "settings.tcss"

    def __init__(self, settings: Mapping[str, str], called: str, others: bool = False) -> None:
        super().__init__()
        self._others = others
        self._called = called
        self._values = {name: settings.get(name, next(iter(values))) for name, values in CHOICES.items()}

    def compose(self) -> ComposeResult:
        """A row for each."""
        yield Heading("SETTINGS")
        yield NumberedList(self._rows(), id="settings")
        yield Keys()

    def _rows(self) -> list[Row]:
        rows = [
            Row(name, _row(name.capitalize(), value, CHOICES[name].get(value, "")))
            for name, value in self._values.items()
        ]
        rows.append(Row("name", _row("Name", self._called or "none", "what the game calls you")))
        if self._others:
            rows.append(Row("players", _row("Players", "", "somebody else plays on this computer")))
        return rows

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Go to the next value; a name is asked for."""
        if event.key == "players":
            self.post_message(OpenPlayers())
            return
        if event.key == "name":
            from game.tui.screens.name import NameScreen

            self.app.push_screen(NameScreen())
            return
        values = list(CHOICES[event.key])
        now = self._values[event.key]
        value = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
        self._values[event.key] = value
        rows = self.query_one(NumberedList)
        rows.fill(self._rows(), marked=rows.highlighted)
        self.post_message(Set(event.key, value))


def _row(name: str, value: str, means: str) -> Content:
    return Content.assemble((f"{name:<10}", "bold"), f"{value:<10}  ", (means, "$quiet"))

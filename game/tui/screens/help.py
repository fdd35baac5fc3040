"""Every key of a page, read off its bindings, so that help is never behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.visuals import Hanging, Stack

_KEYS_CELLS = 16

_GAUGES = (
    ("Heat", "how angry they are; solutions offered too early raise it"),
    ("Trust", "what they make of you; a broken promise takes most of it"),
    ("Heard", "how heard they feel; before it is enough, they want no solution"),
    ("Effort", "what it has cost them: repeats, transfers, call-backs"),
)

_SIDEWAYS = ("scroll_left", "scroll_right", "page_left", "page_right")
"""Textual binds these wherever something scrolls; nothing here scrolls sideways."""


_OURS: Final = {
    "Focus Next": "Next part of the page",
    "Focus Previous": "Part of the page before",
    "Page Up": "Up a page",
    "Page Down": "Down a page",
    "palette": "Search for something to do",
}
"""Textual's own descriptions in plain words."""


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """What some keys do: the keys as shown, and a phrase."""

    keys: str
    does: str


def keys_here(screen: Screen[object]) -> list[KeyHelp]:
    """The keys of a page as it stands, the page's own first; keys that do the same share a line."""
    keys: dict[str, list[str]] = {}
    active = screen.active_bindings.values()
    for found in sorted(active, key=lambda found: (found.node is screen.app, not found.binding.show)):
        binding = found.binding
        if binding.description and not binding.system and binding.action not in _SIDEWAYS:
            shown = keys.setdefault(_OURS.get(binding.description, binding.description), [])
            key = screen.app.get_key_display(binding)
            if key not in shown:
                shown.append(key)
    return [KeyHelp(_joined(shown), does) for does, shown in keys.items()]


def _joined(keys: Sequence[str]) -> str:
    digits = [key for key in keys if key.isdigit()]
    if len(digits) > 2:
        keys = [f"{digits[0]}-{digits[-1]}", *(key for key in keys if key not in digits)]
    return " ".join(keys)


class HelpScreen(Page):
    """What every key does on the page it was asked for.

    Args:
        keys: the keys of that page.
    """

    CSS_PATH = "help.tcss"

    def __init__(self, keys: Sequence[KeyHelp]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Keys, and how to copy."""
        yield Heading("KEYS")
        with VerticalScroll():
            lines = [
                Hanging(Content.styled(key.keys, "bold $accent"), Content(key.does), _KEYS_CELLS)
                for key in self._keys
            ]
            yield Prose(Stack(lines))
            yield Prose("THE GAUGES, in coached play", classes="kicker")
            yield Prose(
                Stack([Hanging(Content.styled(name, "bold"), Content(is_), 8) for name, is_ in _GAUGES])
            )
            yield Prose(
                "The mouse works everywhere: click a row, scroll, drag over text to select it.",
                classes="kicker",
            )
        yield Keys()

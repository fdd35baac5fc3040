"""Text that somebody else wrote, shown as it is."""

from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static


class Prose(Static):
    """Text of a file, a persona or a player. It never passes through markup."""

    def __init__(self, text: str | Visual = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            Content(text) if isinstance(text, str) else text, markup=False, id=id, classes=classes
        )

    def say(self, text: str | Visual) -> None:
        """Show this instead."""
        self.update(Content(text) if isinstance(text, str) else text)

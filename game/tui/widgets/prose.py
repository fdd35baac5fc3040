"""Text that somebody else wrote, shown as it is."""

from textual.content import Content
from textual.selection import Selection
from textual.visual import Visual
from textual.widgets import Static


class Prose(Static):
    """Text of a file, a persona or a player. It never passes through markup."""

    def __init__(self, text: str | Visual = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            Content(text) if isinstance(text, str) else text, markup=False, id=id, classes=classes
        )

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, if any.

        A drag that begins in the margin counts lines as they wrap, and Textual looks for them in the text, which
        may have fewer. Nothing of this text is marked on the screen then.
        """
        try:
            return super().get_selection(selection)
        except IndexError:
            return None

    def say(self, text: str | Visual) -> None:
        """Show this instead."""
        self.update(Content(text) if isinstance(text, str) else text)

"""The last line of every page."""

from typing import Final

from textual.widgets import Footer

ROOMY: Final = 72
"""Below this width the keys stand closer."""


class Keys(Footer):
    """The keys of the page, closer together where there is little room."""

    def on_resize(self) -> None:
        """See how much room there is."""
        self.compact = self.size.width < ROOMY

"""The first line of every page."""

from textual.content import Content
from textual.widget import Widget


class Heading(Widget):
    """A title on the left and a word on the right, with a rule below.

    Args:
        title: on the left.
        beside: on the right.
        short: what stands there instead where there is no room for all of `beside`.
    """

    ALLOW_SELECT = False

    def __init__(self, title: str, beside: str = "", short: str = "") -> None:
        super().__init__()
        self._title = title
        self._beside = beside
        self._short = short

    def render(self) -> Content:
        """Both, as far apart as the width allows; the word on the right gives way first."""
        title, beside = Content.styled(self._title, "bold $loud"), Content.styled(self._beside, "$quiet")
        room = self.size.width - title.cell_length - 2
        if self._short and room < beside.cell_length:
            beside = Content.styled(self._short, "$quiet")
        if room < 4 or not beside:
            return title.truncate(self.size.width, ellipsis=True)
        beside = beside.truncate(min(room, beside.cell_length), ellipsis=beside.cell_length > room)
        return title.append(" " * (room + 2 - beside.cell_length)).append(beside)

"""What a widget can show beside plain `Content`: text hanging beside a label, and things below one another."""

from collections.abc import Iterable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Hanging(Visual):
    """A label and a text beside it; the text wraps in full, under itself.

    Args:
        label: one line, `indent` cells at most.
        text: what hangs beside it.
        indent: cells kept for the label.
    """

    def __init__(self, label: Content, text: Visual, indent: int) -> None:
        self._label = label.pad_right(max(0, indent - label.cell_length))
        self._text = text
        self._indent = indent

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The label beside the first line of the text, spaces beside the others."""
        body = self._text.render_strips(self._room(width), None, style, options)
        label = self._label.render_strips(self._indent, 1, style, options)
        beside = Strip.blank(self._indent, style.rich_style)
        strips = [
            Strip.join([label[0] if row == 0 and label else beside, line]) for row, line in enumerate(body)
        ]
        return strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        return self._indent + self._text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines needed at this width."""
        return self._text.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        return max(1, width - self._indent)


class Ends(Visual):
    """A label, a text, and another at the right end, on one line; the text gives way where there is no room.

    Args:
        label: its first cells.
        text: what is cut short, with an ellipsis, before anything else.
        end: what stands at the right.
        indent: cells kept for the label.
        short: what stands at the right where all of `end` would cut the text.
    """

    def __init__(
        self, label: Content, text: Content, end: Content, indent: int, short: Content | None = None
    ) -> None:
        self._label = label.pad_right(max(0, indent - label.cell_length))
        self._text = text
        self._end = end
        self._short = end if short is None else short

    def render_strips(
        self,
        width: int,
        height: int | None,  # noqa: ARG002
        style: Style,
        options: RenderOptions,
    ) -> list[Strip]:
        """The one line."""
        end = self._end if self.get_optimal_width({}, width) <= width else self._short
        room = max(0, width - self._label.cell_length - end.cell_length - 1)
        text = self._text if self._text.cell_length <= room else self._text.truncate(room, ellipsis=True)
        gap = max(1, width - self._label.cell_length - text.cell_length - end.cell_length)
        line = Content.assemble(self._label, text, " " * gap, end)
        return line.render_strips(width, 1, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which nothing is cut."""
        return self._label.cell_length + self._text.cell_length + 1 + self._end.cell_length

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """One line."""
        return 1


class Fitted(Visual):
    """A visual that is another one at each width: whatever `at` gives."""

    def at(self, width: int) -> Visual:
        """What is shown in so many cells."""
        raise NotImplementedError

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As there is room."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        return self.at(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines needed at this width."""
        return self.at(width).get_height(rules, width)


class Beside(Fitted):
    """A name and a text: beside one another where there is room for both, else below.

    Args:
        name: one line.
        text: what is said of it.
        indent: cells kept for the name where there is room.
        roomy: from how many cells on there is.
    """

    def __init__(self, name: Content, text: Content, indent: int, roomy: int) -> None:
        self._below = Stack([name, text])
        self._beside: Visual = Hanging(name, text, indent) if name.cell_length < indent else self._below
        self._roomy = roomy

    def at(self, width: int) -> Visual:
        """As there is room."""
        return self._beside if width >= self._roomy else self._below


class Stack(Visual):
    """Visuals below one another."""

    def __init__(self, parts: Iterable[Visual]) -> None:
        self._parts = tuple(parts)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The strips of every part in turn."""
        strips = [strip for part in self._parts for strip in part.render_strips(width, None, style, options)]
        return strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of the widest part."""
        return max((part.get_optimal_width(rules, container_width) for part in self._parts), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The heights of the parts together."""
        return sum(part.get_height(rules, width) for part in self._parts)

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

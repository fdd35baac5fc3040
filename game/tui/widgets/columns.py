"""Visuals side by side, and a note at the end of a line: each finds another place where there is no room."""

from collections.abc import Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.tui.widgets.visuals import Fitted, Hanging, Stack


class Fitting(Fitted):
    """One visual where there is room for it, another where there isn't.

    Args:
        wide: where there is room.
        narrow: where there isn't.
        least: the cells from which there is.
    """

    def __init__(self, wide: Visual, narrow: Visual, least: int) -> None:
        self._wide = wide
        self._narrow = narrow
        self._least = least

    def at(self, width: int) -> Visual:
        """As there is room."""
        return self._wide if width >= self._least else self._narrow


class Columns(Visual):
    """Visuals side by side, all of one width.

    Args:
        parts: what stands side by side.
        rule: what stands between two of them, on every line.
    """

    def __init__(self, parts: Sequence[Visual], rule: Content) -> None:
        self._parts = tuple(parts)
        self._rule = rule

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Line by line, each column padded to its width."""
        column = self._column(width)
        columns = [part.render_strips(column, None, style, options) for part in self._parts]
        rule = self._rule.render_strips(self._rule.cell_length, 1, style, options)[0]
        blank = Strip.blank(column, style.rich_style)
        lines = []
        for row in range(max(map(len, columns), default=0)):
            line: list[Strip] = []
            for strips in columns:
                line += [rule] if line else []
                line.append(
                    strips[row].adjust_cell_length(column, style.rich_style) if row < len(strips) else blank
                )
            lines.append(Strip.join(line).adjust_cell_length(width, style.rich_style))
        return lines[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        widest = max((part.get_optimal_width(rules, container_width) for part in self._parts), default=0)
        return (widest + self._rule.cell_length) * len(self._parts) - self._rule.cell_length

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines needed at this width."""
        column = self._column(width)
        return max((part.get_height(rules, column) for part in self._parts), default=0)

    def _column(self, width: int) -> int:
        between = self._rule.cell_length * (len(self._parts) - 1)
        return max(1, (width - between) // max(1, len(self._parts)))


def side_by_side(parts: Sequence[Visual], rule: Content, least: int) -> Visual:
    """Visuals side by side where each gets `least` cells, else below one another."""
    apart = [each for part in parts for each in (Content(" "), part)][1:]
    needed = (least + rule.cell_length) * len(parts) - rule.cell_length
    return Fitting(Columns(parts, rule), Stack(apart), needed)


class Noted(Fitted):
    """A text and a note: the note at the right end of its line, or below it where both don't fit.

    Args:
        text: what is said; it wraps in full.
        note: what is said of it.
    """

    def __init__(self, text: Content, note: Content) -> None:
        self._text = text
        self._note = note

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which both fit on a line."""
        return self._text.cell_length + (2 + self._note.cell_length if self._note else 0)

    def at(self, width: int) -> Visual:
        """As there is room."""
        if not self._note:
            return self._text
        gap = width - self._text.cell_length - self._note.cell_length
        if gap >= 2:
            return Content.assemble(self._text, " " * gap, self._note)
        return Stack([self._text, self._note])


def bullet(mark: str, text: Visual, style: str = "$accent") -> Hanging:
    """A mark of one cell, and a text beside it."""
    return Hanging(Content.styled(mark, style), text, 2)

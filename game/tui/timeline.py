"""A week as a timeline: a row for each chain, from the hour on Monday to the silence on Thursday."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.town.views import Chain, Link, LinkKind
from game.tui.forecast import BLANK, DAYS
from game.tui.widgets.columns import Columns, Fitting, Noted
from game.tui.widgets.visuals import Hanging, Stack

MARKS: Final[dict[LinkKind, tuple[str, str, str]]] = {
    "seen": ("◇", "seen", "$quiet"),
    "left": ("·", "left alone", "$quiet"),
    "handed_back": ("←", "handed back", "$error"),
    "warned": ("◐", "told them", "$accent"),
    "worked": ("■", "an hour", "$accent"),
    "prevented": ("◆", "seen to", "bold $accent"),
    "silence": ("○", "silence", "bold $loud"),
    "came": ("△", "came calm", "$accent"),
    "hot": ("▼", "came hot", "$error"),
    "served": ("●", "served", "$success"),
    "lost": ("✕", "not served", "$error"),
}
"""What a link looks like: shape, word, style. The lower in this list, the more it shows on a day it shares."""

_COLUMNS: Final = 96
"""Cells from which the days of one chain stand side by side."""

_ONE_LINE: Final = 68
"""Cells from which a chain's title has room beside its line."""

_TITLE: Final = 32
_VALUE: Final = 5
_WIDEST: Final = 14

_FADING: Final = "━━━──╌╌┄┄···  "
"""How work that was enough runs out into silence."""

_SWELLING: Final = "┄╌─━"
"""How what is left alone grows, a step a day."""

_ENDS: Final = {"silence": "nobody had to call", "met": "served", "passed_on": "passed on"}


class Overview(Visual):
    """A chain in one line, its days in columns; the names of the days where there is no chain.

    Args:
        chain: which; none is the heading of all of them.
    """

    def __init__(self, chain: Chain | None) -> None:
        self._chain = chain

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Title, line and value; where there is little room, the title on a line of its own."""
        beside = width >= _ONE_LINE
        gap = min(_WIDEST, (width - (_TITLE + _VALUE if beside else _VALUE)) // len(DAYS))
        if self._chain is None:
            days = [(day.ljust(gap), "bold $quiet") for day in DAYS]
            line = Content.assemble(" " * _TITLE if beside else "", *days)
            return line.render_strips(width, 1, style, options)
        value = Content.styled(f"{_counted(self._chain):>{_VALUE}}", "bold $accent")
        line = Content.assemble(drawn_track(self._chain, gap), value)
        title = Content.styled(self._chain.title, "bold")
        if not beside:
            return Stack([title, line]).render_strips(width, height, style, options)
        if title.cell_length >= _TITLE:
            title = title.truncate(_TITLE - 1, ellipsis=True)
        return (
            title.pad_right(_TITLE - title.cell_length).append(line).render_strips(width, 1, style, options)
        )

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """A line, or two."""
        return 1 if self._chain is None or width >= _ONE_LINE else 2


def chain_page(chain: Chain) -> Stack:
    """Everything there is to say of a chain: the days as they went, and what came of it."""
    end = Content.assemble((f"{_ENDS[chain.end]}  ", "$quiet"), (_counted(chain), "bold $accent"))
    days = Columns([_day(chain, day) for day in _days()], Content(" "))
    parts: list[Visual] = [
        Noted(Content.styled(chain.title, "bold $loud"), end),
        Fitting(Stack([_Track(chain), days]), Stack(_listed(chain)), _COLUMNS),
    ]
    for link in chain.links:
        if link.kind == "silence":
            parts += [BLANK, Content.styled(link.text, "italic")]
    if chain.moral:
        parts.append(Content.styled(chain.moral, "$quiet"))
    return Stack(parts)


def _counted(chain: Chain) -> str:
    """What a chain counts; a dash where they came back, and the second time counts."""
    return "–" if chain.value is None else f"{chain.value}"


def _days() -> range:
    return range(1, len(DAYS) + 1)


def _told(chain: Chain) -> Iterator[Link]:
    """The links worth a line: a day on which somebody was told is not said to have been left alone as well."""
    busy = {link.day for link in chain.links if link.kind in ("warned", "worked")}
    return (link for link in chain.links if link.kind != "left" or link.day not in busy)


def _day(chain: Chain, day: int) -> Visual:
    """What happened on a day, in its column."""
    return Stack([_label(link) for link in _told(chain) if link.day == day])


def _label(link: Link) -> Visual:
    shape, word, style = MARKS[link.kind]
    if link.kind in ("served", "lost"):  # their text says it in full
        return Hanging(Content.styled(shape, style), Content.styled(link.text, style), 2)
    named = "" if link.kind in ("seen", "left", "silence") else f": {link.text}"
    return Hanging(Content.styled(shape, style), Content.assemble((word, style), named), 2)


def _listed(chain: Chain) -> Iterator[Visual]:
    """The same, a line a link, where columns have no room."""
    before = 0
    for link in _told(chain):
        named = DAYS[link.day - 1] if link.day != before else ""
        before = link.day
        yield Hanging(Content.styled(named, "$quiet"), _label(link), 4)


class _Track(Visual):
    """The line through the days of a chain: it swells while it is left alone, and runs out once it is seen to."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The one line."""
        gap = (width - (len(DAYS) - 1)) // len(DAYS) + 1
        return drawn_track(self._chain, gap).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """One line."""
        return 1


def drawn_track(chain: Chain, gap: int) -> Content:
    """The line of a chain.

    Args:
        chain: which.
        gap: cells from one day to the next.
    """
    cells: list[tuple[str, str]] = [(" ", "")] * (gap * len(DAYS))
    on = {day: [link.kind for link in chain.links if link.day == day] for day in _days()}
    first, last = chain.links[0].day, chain.links[-1].day
    seen_to = next((link.day for link in chain.links if link.kind == "prevented"), None)
    middle = gap // 2
    end = gap * (last - 1)
    if seen_to is not None:
        if seen_to == last:
            end += middle
        start = gap * (seen_to - 1) + 1
        for place in range(start, end):
            cells[place] = (_FADING[(place - start) * len(_FADING) // (end - start)], "$accent")
    swollen = 0
    for day in range(first, min(last, seen_to or last)):
        swollen += not {"worked", "warned"} & set(on[day])  # left alone, or handed back
        style = "$error" if chain.end != "silence" else "$quiet"
        for place in range(gap * (day - 1) + 1, gap * day):
            cells[place] = (_SWELLING[min(swollen, len(_SWELLING) - 1)], style)
    for day, kinds in on.items():
        place = gap * (day - 1)
        for kind in (kind for kind in MARKS if kind in kinds):
            shape, _, style = MARKS[kind]
            if kind in ("served", "lost"):
                cells[place + 1 : place + middle] = [("─", "$quiet")] * (middle - 1)
                cells[place + middle] = (shape, style)
            elif kind == "silence":
                cells[end] = (shape, style)
            elif kind != "left" or "seen" not in kinds:
                cells[place] = (shape, style)
    return Content.assemble(*cells)

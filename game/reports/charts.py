"""Small drawings as inline SVG. Only numbers go into them; colours come from the page's style."""

from collections.abc import Sequence
from typing import Final

from game.reports.markup import Html, joined, tag, text

PASSES: Final = 600
"""What a mastered run shows of every skill at least: a fifth ends there."""

_WIDE: Final = 200


def columns(counts: Sequence[int], says: str) -> Html:
    """People per fifth of 0-1000, as columns with their number on top.

    Args:
        counts: people per fifth, lowest first.
        says: the same in words, for whoever can't see it.
    """
    highest, width, floor, room = max([*counts, 1]), _WIDE // len(counts), 76, 56
    parts = [tag("title", text(says))]
    for place, count in enumerate(counts):
        left, high = place * width, count * room // highest
        good = place * 1000 >= PASSES * len(counts)
        if count:
            parts.append(
                tag(
                    "rect",
                    class_="good" if good else "bar",
                    x=str(left + 4),
                    y=str(floor - high),
                    width=str(width - 8),
                    height=str(high),
                    rx="2",
                )
            )
            middle = str(left + width // 2)
            parts.append(
                tag(
                    "text",
                    text(count),
                    class_="count",
                    x=middle,
                    y=str(floor - high - 5),
                    text_anchor="middle",
                )
            )
    parts.append(_line(0, floor, _WIDE, floor))
    for value, anchor in ((0, "start"), (PASSES, "middle"), (1000, "end")):
        at = str(_at(value, _WIDE))
        parts.append(tag("text", text(value), class_="scale", x=at, y=str(floor + 15), text_anchor=anchor))
    return _drawing(_WIDE, 94, parts)


def change(first: int, latest: int | None, says: str) -> Html:
    """From a hollow dot to a full one on a line of 0-1000; one dot where there is no second."""
    parts = [tag("title", text(says)), _line(6, 9, _WIDE - 6, 9)]
    parts += [_line(at, 5, at, 13) for at in (6, _WIDE - 6)]
    start = _at(first, _WIDE - 12) + 6
    if latest is not None:
        end = _at(latest, _WIDE - 12) + 6
        parts.append(_line(start, 9, end, 9, class_="way"))
        parts.append(tag("circle", class_="first", cx=str(start), cy="9", r="4"))
        parts.append(tag("circle", class_="latest", cx=str(end), cy="9", r="5"))
    else:
        parts.append(tag("circle", class_="first", cx=str(start), cy="9", r="4"))
    return _drawing(_WIDE, 18, parts)


def spread(scores: Sequence[int], says: str) -> Html:
    """Lowest, quarter, median, three quarters and highest on a line of 0-1000."""
    low, quarter, middle, three, high = (_at(score, _WIDE - 12) + 6 for score in scores)
    parts = [tag("title", text(says)), _line(6, 9, _WIDE - 6, 9)]
    parts += [_line(at, 5, at, 13) for at in (6, _WIDE - 6)]
    parts.append(_line(low, 9, high, 9, class_="whole"))
    width = str(max(2, three - quarter))
    parts.append(tag("rect", class_="half", x=str(quarter), y="4", width=width, height="10", rx="2"))
    parts.append(_line(middle, 2, middle, 16, class_="median"))
    return _drawing(_WIDE, 18, parts)


def _at(value: int, width: int) -> int:
    return value * width // 1000


def _line(x1: int, y1: int, x2: int, y2: int, class_: str = "axis") -> Html:
    return tag("line", class_=class_, x1=str(x1), y1=str(y1), x2=str(x2), y2=str(y2))


def _drawing(width: int, height: int, parts: Sequence[Html]) -> Html:
    return tag("svg", joined(parts), role="img", viewBox=f"0 0 {width} {height}")

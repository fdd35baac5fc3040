"""What a morning says, as things to show: the forecast board, what is promised, the hours left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.telling.views import Line
from game.town.views import Growth, Morning, PromiseView, SignalView
from game.tui.widgets.columns import bullet
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import counted

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri")

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""By which a line of the board is named where there is no room for its title."""

_GROWTH: Final[dict[Growth, tuple[str, str]]] = {
    "new": ("▁", "$quiet"),
    "waiting": ("▄", "$accent"),
    "pressing": ("█", "$error"),
}

_DAY: Final = 5
"""Cells for a day of the fuse."""

_ROOMY: Final = 62
"""Cells from which a fuse has room beside the title of its signal."""

BLANK: Final = Content(" ")


def title(text: str) -> Content:
    """A small heading."""
    return Content.styled(text, "bold $quiet")


def pips(left: int, usual: int) -> str:
    """Hours as dots: `●●○`, those left filled."""
    return "●" * left + "○" * max(0, usual - left)


def hours_left(view: Morning) -> tuple[str, str]:
    """The hours of a morning, for its heading: in words, and shorter."""
    dots = pips(view.hours, view.usual)
    figure = f"{view.figure[0]} {view.figure[1]}   " if view.figure else ""
    return f"{figure}{dots} {counted(view.hours, 'hour')} left", f"{dots} {view.hours} left"


def spoken(lines: Sequence[Line]) -> Iterator[Visual]:
    """Lines as in a conversation, each under its speaker."""
    for line in lines:
        style = {"you": "", "narration": "italic"}.get(line.voice, "$loud")
        if line.speaker:
            yield Content.styled(line.speaker, "bold" if line.voice == "you" else "bold $accent")
        yield Hanging(Content(), Content.styled(line.text, style), 2 if line.voice == "you" else 0)
        yield BLANK


def letters(signals: Sequence[str]) -> Mapping[str, str]:
    """Signal → its letter, whatever else is on the board."""
    return dict(zip(signals, LETTERS, strict=False))


def board(view: Morning, named: Mapping[str, str]) -> Stack:
    """What a morning has to look at, from what has just come of an hour to what is known.

    Args:
        view: the morning.
        named: signal → its letter.
    """
    parts: list[Visual] = list(spoken(view.said))
    if view.promises:
        parts += [title("PROMISED"), *map(promised, view.promises), BLANK]
    parts.append(_Forecast(view.day))
    if not view.signals:
        parts += [Content.styled("Nothing is on the board. It rarely stays so.", "$quiet"), BLANK]
    for signal in view.signals:
        parts += [*_signal(view.day, signal, named.get(signal.key, "")), BLANK]
    if view.facts:
        parts += [title("YOU KNOW"), *(bullet("•", Content(fact)) for fact in view.facts), BLANK]
    return Stack(parts[:-1])


def promised(promise: PromiseView) -> Visual:
    """A promise still open."""
    when = Content.styled("due today: " if promise.today else f"due {promise.due}: ", "bold")
    return bullet("◆" if promise.today else "◇", Content.assemble(when, promise.text))


def _signal(today: int, signal: SignalView, letter: str) -> Iterator[Visual]:
    yield _Titled(today, signal, letter)
    yield Hanging(Content(), _how(signal), 3)
    yield Hanging(Content(), Content(signal.says), 3)


def _how(signal: SignalView) -> Content:
    """How a signal stands, in shapes and words: `▄ waiting · breaks tomorrow · ■□□ 1 done, 2 hours to go`."""
    shape, style = _GROWTH[signal.growth]
    breaks = {0: "breaks today", 1: "breaks tomorrow"}.get(signal.days_left, f"breaks {signal.breaks}")
    boxes = "■" * signal.worked + "□" * signal.needs
    done = f"{signal.worked} done, {counted(signal.needs, 'hour')} to go"
    needs = done if signal.worked else f"needs {counted(signal.needs, 'hour')}"
    parts = [
        Content.styled(f"{shape} {signal.growth}", style),
        Content.styled(breaks, "bold $error" if signal.days_left < 2 else "bold"),
        Content.assemble((boxes, "$accent"), f" {needs}"),
    ]
    if signal.warned:
        parts.append(Content("✓ they know"))
    return Content.styled(" · ", "$quiet").join(parts)


class _Forecast(Visual):
    """The heading of the board; over the fuses, where there is room for them, the days."""

    def __init__(self, today: int) -> None:
        self._today = today

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The one line."""
        heading = title("FORECAST")
        if width >= _ROOMY:
            days = [
                (day.ljust(_DAY), "bold $accent" if number == self._today else "$quiet")
                for number, day in enumerate(DAYS, 1)
            ]
            gap = width - heading.cell_length - _DAY * len(DAYS)
            heading = Content.assemble(heading, " " * gap, *days)
        return heading.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Room for the days."""
        return _ROOMY

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """One line."""
        return 1


class _Titled(Visual):
    """A signal's letter and title; beside them, where there is room, the fuse from today to where it breaks."""

    def __init__(self, today: int, signal: SignalView, letter: str) -> None:
        self._title = Hanging(
            Content.styled(letter, "bold $accent"), Content.styled(signal.title, "bold $loud"), 3
        )
        self._length = 3 + Content(signal.title).cell_length
        burns = "━" * (_DAY * signal.days_left - 1) + "╸" if signal.days_left else ""
        end = "$error" if signal.days_left < 2 else "$accent"
        self._fuse = Content.assemble(
            " " * (_DAY * (today - 1)),
            (burns, _GROWTH[signal.growth][1]),
            ("✕", f"bold {end}"),
        ).pad_right(_DAY * len(DAYS))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As there is room."""
        room = self._room(width)
        title = self._title.render_strips(room, height, style, options)
        if room == width or not title:
            return title
        fuse = self._fuse.render_strips(width - room - 1, 1, style, options)
        return [Strip.join([title[0].adjust_cell_length(room + 1, style.rich_style), *fuse]), *title[1:]]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which nothing wraps."""
        return max(_ROOMY, self._length + _DAY * len(DAYS) + 1)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines needed at this width."""
        return self._title.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        """Cells for the title: a fuse needs its days, and a gap before them."""
        return width - _DAY * len(DAYS) - 1 if width >= _ROOMY else width

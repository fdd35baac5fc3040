"""The side panel: what the player knows, promised and stands for, and how the other person is."""

from collections.abc import Iterator
from typing import Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.rules.gauges import GAUGE_MAX, GAUGES, Gauges
from game.telling.views import Brought, Case, PromiseStatus, Turn
from game.tui.widgets.prose import Prose
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import bar, whose

_BAR: Final = 8
"""Cells of a gauge: with its name and numbers it must fit the panel at its narrowest."""

TALL: Final = 30
"""Rows from which a gauge gets a line and a bar of its own."""

_SHAPES: Final[dict[PromiseStatus, str]] = {"open": "○", "kept": "●", "changed": "◐", "broken": "✕"}


class _Card(Prose):
    """What the panel shows. A drag over the conversation must not mark it: it is never copied."""

    ALLOW_SELECT = False


class CasePanel(VerticalScroll):
    """The case card of a turn. Inside, what was brought to the colleague comes first."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card = _Card()
        self._turn: Turn | None = None

    def compose(self) -> Iterator[Prose]:
        """One card, redrawn every turn."""
        yield self._card

    def show(self, turn: Turn) -> None:
        """Show how this turn stands."""
        self._turn = turn
        sections = []
        if turn.brought is not None:
            sections.append(_brought(turn.brought))
        elif turn.gauges is not None:
            low = self.app.size.height < TALL
            sections.append(_gauges_briefly(turn.gauges) if low else _gauges(turn.gauges))
        if turn.case.promises:  # before the facts, which grow: a promise must stay in view
            sections.append(_promises(turn.case))
        sections.append(_facts(turn.case, over=turn.ended))
        sections.append(_case(turn.case))
        parts = [part for section in sections for part in (*section, Content(" "))]
        self._card.say(Stack(parts[:-1]))
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """A taller or lower screen has room for more or less."""
        if self._turn is not None:
            self.show(self._turn)


def _title(text: str) -> Content:
    return Content.styled(text, "bold $quiet")


def _brought(brought: Brought) -> Iterator[Visual]:
    yield _title("YOU BRING")
    for thing, done in brought.things:
        yield Content.styled(f"[{'x' if done else ' '}] {thing}", "$loud" if done else "$quiet")


def _gauges(gauges: Gauges) -> Iterator[Visual]:
    for gauge, value in zip(GAUGES, gauges, strict=True):
        most = GAUGE_MAX[gauge]
        yield Content.assemble(
            (f"{gauge.capitalize():<8}", "$quiet"),
            (bar(value, most, _BAR), "$accent"),
            f" {value:>2}",
            (f" of {most}", "$quiet"),
        )


def _gauges_briefly(gauges: Gauges) -> Iterator[Visual]:
    """Two to a line, without bars: on a low screen the facts need the room."""
    values = list(zip(GAUGES, gauges, strict=True))
    for pair in (values[:2], values[2:]):
        parts = [
            ((f"{gauge.capitalize():<6}", "$quiet"), f" {value:>2}", (f"/{GAUGE_MAX[gauge]:<4}", "$quiet"))
            for gauge, value in pair
        ]
        yield Content.assemble(*(part for both in parts for part in both))


def _facts(case: Case, *, over: bool) -> Iterator[Visual]:
    yield _title("FACTS")
    for fact in case.facts:
        yield Hanging(Content.styled("•", "$accent"), Content(fact), 2)
    if over:
        if not case.facts:
            yield Content.styled("None.", "$quiet")
    elif case.facts_hidden:
        yield Content.styled("There is more to ask." if case.facts else "None yet. Ask.", "$quiet")


def _promises(case: Case) -> Iterator[Visual]:
    yield _title("PROMISES")
    for promise in case.promises:
        words = Content.assemble((f"{promise.status}: ", "bold"), promise.text)
        yield Hanging(Content.styled(_SHAPES[promise.status], "$accent"), words, 2)


def _case(case: Case) -> Iterator[Visual]:
    yield _title("CASE")
    yield Content(whose(case.holder))
    if case.figure is not None:
        name, value = case.figure
        yield Content.styled(f"{name}: {value}", "$quiet")

"""The evening: who came and who didn't have to, side by side; three numbers; the hours; letters."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.rules.rulebook import Outcome
from game.town.views import CameLine, Evening, HourLine, Letter, QuietLine
from game.tui.day_messages import ChooseInWeek
from game.tui.forecast import BLANK, spoken, title
from game.tui.screens.day import DayPage, Place
from game.tui.screens.morning import BUCKETS
from game.tui.widgets.columns import Columns, Fitting, bullet, side_by_side
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import bar, counted

_LEAST: Final = 30
"""Cells a column needs."""

_RULE: Final = Content.styled(" │ ", "$line")

_OUTCOMES: Final[dict[Outcome, str]] = {
    "met": "left with what they needed",
    "partly": "left with part of it",
    "lost": "left without it",
}


class EveningScreen(DayPage):
    """An evening.

    Args:
        place: where it is.
        view: the day, looked back on.
        tomorrow: what tomorrow is called, or "" on the last day.
    """

    CSS_PATH = "evening.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "on", "Go on")]

    def __init__(self, place: Place, view: Evening, tomorrow: str) -> None:
        super().__init__(place)
        self.view = view
        self._tomorrow = tomorrow

    def compose(self) -> ComposeResult:
        """The day, and the way on."""
        view = self.view
        yield Heading(f"{view.weekday} evening", self.place.title)
        with VerticalScroll():
            if view.said:
                yield Prose(Stack(spoken(view.said)), id="said")
            yield Prose(_ledgers(view), id="ledgers")
            yield Prose(_numbers(view), id="numbers")
            yield Prose(Stack(_touched(view)), id="touched")
            yield Prose(Stack(_hours(view)), id="hours")
            for letter in view.letters:
                yield Prose("A LETTER", classes="kicker")
                yield Prose(letter_text(letter), classes="letter")
        on = f"On to {self._tomorrow}" if self._tomorrow else "Look back on the week"
        yield RowList([Row(view.on, Content.styled(on, "$loud"))], id="on")
        yield Keys()

    def on_resize(self) -> None:
        """Say whether there is more of the day than is in sight."""
        self.call_after_refresh(self._entitle)

    def _entitle(self) -> None:
        more = self.query(VerticalScroll).first().max_scroll_y
        self.query_one("#on", RowList).border_title = "pgdn: more of the day" if more else ""

    def on_row_list_picked(self) -> None:
        """Go on."""
        self.action_on()

    def action_on(self) -> None:
        """Go on to the next day, or to the week's debrief."""
        self.post_message(ChooseInWeek(self.view.on))


def _ledgers(view: Evening) -> Visual:
    """Fires and silence, at one size."""
    came = [title("WHO CAME"), *(part for one in view.came for part in _came(one))]
    quiet = [title("WHO DIDN'T HAVE TO"), *(part for one in view.quiet for part in _quiet(one))]
    if not view.came:
        came.append(Content.styled("Nobody.", "$quiet"))
    if not view.quiet:
        quiet.append(Content.styled("Nothing was kept from happening today.", "$quiet"))
    return side_by_side([Stack(came), Stack(quiet)], _RULE, _LEAST)


def _came(one: CameLine) -> Iterator[Visual]:
    shape, style, how = ("▼", "$error", "hot") if one.hot else ("△", "$accent", "calm")
    who = f"{one.customer}, " if one.customer else ""
    yield bullet(shape, Content.styled(one.title, "bold $loud"), style)
    yield Hanging(Content(), Content(f"{who}{how}; {_OUTCOMES[one.outcome]}"), 2)
    counts = Content.styled(one.why, "$quiet")
    if one.value is not None:
        held = f", not {one.score}. {one.why}" if one.why else ""
        counts = Content.assemble((f"{one.value}", "bold $accent"), (f" of 1000{held}", "$quiet"))
    yield Hanging(Content(), counts, 2)
    if one.fire:
        yield Hanging(Content(), Content.styled("It was on the board.", "$quiet"), 2)


def _quiet(one: QuietLine) -> Iterator[Visual]:
    yield bullet("○", Content.styled(one.title, "bold $loud"))
    yield Hanging(Content(), Content.styled(one.text, "italic"), 2)
    spared = Content.assemble((f"{one.spared}", "bold $accent"), (" never had to call", "$quiet"))
    yield Hanging(Content(), spared, 2)


def _numbers(view: Evening) -> Visual:
    values = (view.served, view.kept, view.spared)
    counts = [
        Content.assemble((f"{value}", "bold $loud"), (f"   {today} today", "$quiet"))
        for value, today in zip(values, view.today, strict=True)
    ]
    return three_numbers(counts)


def three_numbers(counts: Sequence[Content]) -> Visual:
    """People served, promises kept, customers who never had to call: side by side, or a line each."""
    named = [title(name) for name in ("PEOPLE SERVED", "PROMISES KEPT", "NEVER HAD TO CALL")]
    wide = Columns([Stack(pair) for pair in zip(named, counts, strict=True)], Content("   "))
    narrow = [Hanging(name, count, 20) for name, count in zip(named, counts, strict=True)]
    return Fitting(wide, Stack(narrow), 60)


def _touched(view: Evening) -> Iterator[Visual]:
    yield title("WHERE YOUR HOURS DID SOME GOOD")
    for bucket in BUCKETS:
        touched = view.buckets[bucket]
        name = Content.styled(f"{'●' if touched else '○'} {bucket}", "bold $accent" if touched else "$quiet")
        says = Content.assemble(
            "touched today. " if touched else "not today. ", (view.about[bucket], "$quiet")
        )
        yield Hanging(name, says, 10)


def _hours(view: Evening) -> Iterator[Visual]:
    yield title("YOUR HOURS")
    for hour in view.hours:
        yield from hour_parts(hour)
    if view.unspent:
        yield bullet("□", Content(f"{counted(view.unspent, 'hour')} not spent"), "$quiet")


def hour_parts(hour: HourLine) -> Iterator[Visual]:
    """An hour, looked back on."""
    several = f", {counted(hour.hours, 'hour')}" if hour.hours != 1 else ""
    yield Content.assemble(
        (hour.title, "bold"),
        (f"  {hour.bucket}{several}   ", "$quiet"),
        (bar(hour.value, 1000), "$accent"),
        (f" {hour.value}", "bold $accent"),
    )
    yield Hanging(Content(), Content(hour.said), 2)
    if hour.coach:
        yield Hanging(Content(), Content.styled(hour.coach, "$quiet"), 2)
    yield BLANK


def letter_text(letter: Letter) -> Content:
    """A letter under what it is about."""
    return Content.assemble((letter.title, "$quiet"), "\n", (letter.text, "$loud"))

"""A week looked back on: the timeline, the score and what made it, every hour, every letter."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widgets import OptionList, TabbedContent, TabPane

from game.language.town_shape import DAYS
from game.town.score import WeekCap
from game.town.views import WeekDebrief
from game.tui.forecast import BLANK, title
from game.tui.looking_back import TRAINING
from game.tui.screens.day import DayPage, Place
from game.tui.screens.evening import hour_parts, letter_text, three_numbers
from game.tui.timeline import Overview, chain_page
from game.tui.widgets.columns import bullet
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Stack
from game.tui.wording import bar, counted

TABS: Final = {"timeline": "The week", "score": "Score", "hours": "Hours", "letters": "Letters"}

_CAPS: Final[dict[WeekCap, str]] = {
    "untouched": "held down, since help or serve was left untouched all week",
    "broken": "held down by a broken promise",
}


class ChainList(RowList):
    """The chains, a line each. Page keys are left to the account below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Choose", show=False)]

    pages = False


class WeekScreen(DayPage):
    """The debrief of a week.

    Args:
        place: where it was spent.
        view: the week, looked back on.
    """

    CSS_PATH = ["evening.tcss", "week.tcss"]  # noqa: RUF012 - Textual declares it
    AUTO_FOCUS = "ChainList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(place), f"tab({place})", "Open the tab of that number", show=False)
            for place in range(1, len(TABS) + 1)
        ),
        Binding("left", "next_tab(-1)", "Tab before", show=False),
        Binding("right", "next_tab(1)", "Next tab", show=False),
        Binding("enter", "back", "Home", show=False),
    ]

    def __init__(self, place: Place, view: WeekDebrief) -> None:
        super().__init__(place)
        self.view = view

    def on_mount(self) -> None:
        """The first chain is looked at first."""
        self.query_one(ChainList).highlighted = 1

    def compose(self) -> ComposeResult:
        """The tabs."""
        view = self.view
        good = ", a good week" if view.good else ""
        yield Heading(f"The week at {view.title}", f"{view.score.score} of 1000{good}", f"{view.score.score}")
        with TabbedContent(initial="timeline"):
            for place, (tab, called) in enumerate(TABS.items(), 1):
                with TabPane(f"{place} {called}", id=tab):
                    yield from getattr(self, f"pane_{tab}")()
        yield Keys()

    def pane_timeline(self) -> ComposeResult:
        """Every chain over the days, and the account of the marked one."""
        heading = Row("", Overview(None), open=False)
        rows = [Row(f"chain {place}", Overview(chain)) for place, chain in enumerate(self.view.chains)]
        yield ChainList([heading, *rows])
        with VerticalScroll(id="account", can_focus=False):
            yield Prose(id="chain")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the account of the marked chain."""
        event.stop()
        self.query_one("#chain", Prose).say(chain_page(self.view.chains[event.option_index - 1]))
        self.query_one("#account").scroll_home(animate=False)

    def pane_score(self) -> ComposeResult:
        """What the week came to, and why."""
        with VerticalScroll():
            yield Prose(Stack(self._score()))

    def _score(self) -> Iterator[Visual]:
        view, score = self.view, self.view.score
        good = "a good week" if view.good else "not a good week yet"
        yield Content.assemble(
            (f"{score.score}", "bold $loud"), " of 1000    ", (good, "bold $accent" if view.good else "bold")
        )
        for cap in score.caps:
            yield bullet("✕", Content(_CAPS[cap]), "$error")
        for reason in view.because:
            yield bullet("•", Content(reason))
        yield BLANK
        counts = (score.served, score.kept, score.spared)
        yield three_numbers([Content.styled(f"{count}", "bold $loud") for count in counts])
        yield BLANK
        yield title("WHAT IT IS MADE OF")
        cases = f"   {counted(score.count, 'case')}"
        for name, value, of in (("cases", score.cases, cases), ("hours", score.hours, "")):
            yield _bar(name, value, of)
        if score.harm:
            yield Content(f"harm       {counted(score.harm, 'point')}, never earned back")
        yield BLANK
        yield title("SKILLS, what showed out of full marks")
        for skill, ratio in score.skills.items():
            yield _bar(skill, ratio, "")
        yield BLANK
        yield title("HOW A WEEK IS SCORED")
        for says in view.how:
            yield bullet("•", Content.styled(says, "$quiet"), "$quiet")
        yield BLANK
        yield Content.styled(f"Dealt by seed {view.seed}. {TRAINING}", "$quiet")

    def pane_hours(self) -> ComposeResult:
        """Every hour by day."""
        with VerticalScroll():
            for day, hours in zip(DAYS, self.view.hours, strict=True):
                yield Prose(day.upper(), classes="kicker")
                parts = [part for hour in hours for part in hour_parts(hour)][:-1]
                yield Prose(Stack(parts or [Content.styled("No hour was spent.", "$quiet")]))

    def pane_letters(self) -> ComposeResult:
        """Every letter."""
        with VerticalScroll():
            if not self.view.letters:
                yield Prose("Nobody wrote.", classes="kicker")
            for letter in self.view.letters:
                yield Prose(letter_text(letter), classes="letter")

    # Tabs

    def action_tab(self, place: int) -> None:
        """Open the tab of this number."""
        self.query_one(TabbedContent).active = list(TABS)[place - 1]

    def action_next_tab(self, step: int) -> None:
        """Open the tab beside, round and round."""
        tabs, order = self.query_one(TabbedContent), list(TABS)
        tabs.active = order[(order.index(tabs.active) + step) % len(order)]

    def action_page(self, pages: int) -> None:
        """Turn a page of the tab that is open."""
        active = self.query_one(TabbedContent).active_pane
        if active is not None:
            read = active.query_one(VerticalScroll)
            (read.scroll_page_up if pages < 0 else read.scroll_page_down)()

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Give the keys to what the tab shows."""
        lists = event.pane.query(RowList)
        (lists.first() if lists else event.pane.query_one(VerticalScroll)).focus()


def _bar(name: str, value: int, more: str) -> Content:
    return Content.assemble(
        f"{name:<11}", (bar(value, 1000, 20), "$accent"), (f" {value:>5}", "bold"), (more, "$quiet")
    )

"""How the skills have come along: each over time, what is due, how one's own ratings compare, letters received."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from game.rules.skills import SKILLS, Skill
from game.tui.messages import OpenSending, ReadLetter
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Hanging
from game.tui.wording import counted, steps

if TYPE_CHECKING:
    from game.training.progress import Overview

_OUTCOMES: Final = {"met": "met", "partly": "met in part", "lost": "lost"}

CURVE_MOST: Final = 40
"""The latest so many conversations are drawn, a character each."""


class ProgressScreen(Page):
    """The progress page. It is the player's own; what they may send is shown on a page of its own first.

    Args:
        overview: what there is to show.
    """

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "chart", "Chart"),
        Binding("s", "send", "Send to a facilitator"),
    ]

    def __init__(self, overview: "Overview") -> None:
        super().__init__()
        self._overview = overview

    def compose(self) -> ComposeResult:
        """A line for each skill, then the rest."""
        overview = self._overview
        yield Heading(
            "PROGRESS", f"{counted(overview.runs, 'conversation')}, {counted(overview.days, 'day')}"
        )
        with VerticalScroll(can_focus=False):
            if not overview.runs:
                yield Prose("Nothing yet. Finish an encounter, and it shows here what it showed.", id="none")
            for skill in SKILLS:
                if skill in overview.skills:
                    yield from self._skill(skill)
            if overview.since:
                yield Prose(
                    f"Each from {overview.since} on; how full the skill was in each conversation.",
                    classes="quiet",
                )
            if overview.tendency:
                yield Prose("YOUR OWN RATINGS", classes="kicker")
                yield Prose(f"{overview.tendency} {overview.rated}", id="tendency")
            if overview.letters:
                yield Prose(f"LETTERS, {counted(overview.endings_found, 'ending')} found", classes="kicker")
                yield RowList(_letters(overview))
        yield Keys()

    def on_mount(self) -> None:
        """The keys are the letters', but the page is read from its top."""
        for letters in self.query(RowList):
            letters.focus(scroll_visible=False)

    def _skill(self, skill: Skill) -> ComposeResult:
        shown = self._overview.skills[skill]
        with Horizontal(classes="skill"):
            yield Label(skill, markup=False, classes="name")
            yield Label(steps(shown.ratios[-CURVE_MOST:]), markup=False, classes="curve")
            yield Label(f"{shown.ratios[-1] // 10:>3} %", markup=False, classes="last")
            yield Label(shown.due, markup=False, classes="due")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A chart needs something to draw."""
        return action != "chart" or bool(self._overview.skills)

    def action_chart(self) -> None:
        """Draw each skill over the days, where the widget that draws is installed."""
        try:
            from game.tui.screens.chart import ChartScreen
        except ImportError:
            self.notify("The chart needs an extra: install ownit[plots].", markup=False)
        else:
            self.app.push_screen(ChartScreen(self._overview))

    def action_send(self) -> None:
        """Show what could be sent, and ask."""
        self.post_message(OpenSending())

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Read a letter again."""
        self.post_message(ReadLetter(event.key))


def _letters(overview: "Overview") -> list[Row]:
    return [
        Row(
            letter.run,
            Hanging(
                Content.styled(letter.day, "$quiet"),
                Content.assemble(
                    (letter.title, "bold"), (f"  {letter.person}  {_OUTCOMES[letter.outcome]}", "$quiet")
                ),
                12,
            ),
        )
        for letter in overview.letters
    ]

"""A skill over the days, drawn. Needs the extra `plots`; everything else works without."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual_plot import HiResMode, PlotWidget

from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.rows import DIGITS

if TYPE_CHECKING:
    from game.training.progress import Overview

MASTERED: Final = 60
"""Per cent from which a conversation counts towards mastery, unless a plan says otherwise: a line to aim at."""


class ChartScreen(Page):
    """One skill at a time; arrows and digits choose.

    Args:
        overview: at least one skill over time.
    """

    CSS_PATH = "chart.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Next skill"),
        Binding("left", "turn(-1)", "Skill before"),
        *(Binding(digit, f"choose({digit})", "The skill of that number", show=False) for digit in DIGITS[:6]),
    ]

    def __init__(self, overview: "Overview") -> None:
        super().__init__()
        self._overview = overview
        self._skills = list(overview.skills)
        self._place = 0

    def compose(self) -> ComposeResult:
        """The chart under the skill's name."""
        yield Heading("PROGRESS", "per cent of full marks, by days since the first conversation")
        plot = PlotWidget(allow_pan_and_zoom=False)
        plot.can_focus = False  # its keys would be shown, and move nothing
        yield plot
        yield Keys()

    def on_mount(self) -> None:
        """Draw the first."""
        self._draw()

    def action_turn(self, step: int) -> None:
        """Go on to another skill, round and round."""
        self._place = (self._place + step) % len(self._skills)
        self._draw()

    def action_choose(self, number: int) -> None:
        """Go to the skill of this number, if there is one."""
        if number <= len(self._skills):
            self._place = number - 1
            self._draw()

    def _draw(self) -> None:
        skill = self._skills[self._place]
        shown = self._overview.skills[skill]
        accent, quiet = (self.app.theme_variables[name] for name in ("accent", "quiet"))
        last = max(*shown.days, 1)
        plot = self.query_one(PlotWidget)
        plot.clear()
        plot.set_xlimits(-0.5, last + 0.5)
        plot.set_ylimits(-4, 104)
        plot.set_xlabel("days")
        plot.set_ylabel(f"{skill}, %")
        plot.plot([0, last], [MASTERED, MASTERED], line_style=quiet, hires_mode=HiResMode.BRAILLE)
        percent = [ratio / 10 for ratio in shown.ratios]
        plot.plot(list(shown.days), percent, line_style=accent, hires_mode=HiResMode.BRAILLE)
        plot.scatter(list(shown.days), percent, marker_style=accent)

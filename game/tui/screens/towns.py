"""Where a week can be spent, and the weeks to go on with."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from game.tui.day_messages import GiveUpWeek, GoOnWeek, OpenTown
from game.tui.pages import Page
from game.tui.screens.confirm import ConfirmScreen
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Stack
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.town.weeks import TownCard, UnfinishedWeek


class TownsScreen(Page):
    """The workplaces.

    Args:
        towns: every one of them.
        weeks: those to go on with, the latest first.
    """

    CSS_PATH = "towns.tcss"
    AUTO_FOCUS = "NumberedList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "give_up", "Give a week up")]

    def __init__(self, towns: "Sequence[TownCard]", weeks: "Sequence[UnfinishedWeek]") -> None:
        super().__init__()
        self._towns = towns
        self._weeks = weeks

    def compose(self) -> ComposeResult:
        """Weeks to go on with, then where one can begin."""
        yield Heading("DAY", "a week at a workplace, a day a sitting")
        yield Prose(
            "Each morning has a few free hours. What they go to is your choice; what comes of it, comes later in the "
            "week.",
            id="about",
        )
        yield NumberedList(list(self._rows()), id="towns")
        yield Keys()

    def _rows(self) -> Iterator[Row]:
        for week in self._weeks:
            yield Row(f"week {week.week}", Stack(_unfinished(week)))
        for town in self._towns:
            yield Row(f"town {town.key}", Stack(_town(town)), open=not town.problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only a week can be given up."""
        return action != "give_up" or bool(self._weeks)

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Go on there, or see what it is."""
        match event.key.split(" ", 1):
            case ["week", week]:
                self.post_message(GoOnWeek(week))
            case ["town", town]:
                self.post_message(OpenTown(town))

    def action_give_up(self) -> None:
        """Ask whether to give the marked week up."""
        marked = self.query_one(NumberedList).highlighted
        if marked is None or marked >= len(self._weeks):
            self.notify("Mark a week that you are in the middle of first.")
            return
        week = self._weeks[marked]
        lost = "The attempt stays spent" if week.ranked else "It won't be offered again"
        says = f"{week.weekday} at {week.title}: give this week up? {lost}, and counts nothing."
        self.app.push_screen(ConfirmScreen("GIVE UP", says, "Give the week up", GiveUpWeek(week.week)))


def _unfinished(week: "UnfinishedWeek") -> list[Visual]:
    due = f" · promises due {week.promises_due}" if week.promises_due else ""
    counts = " · counts in a season" if week.ranked else ""
    return [
        Content.assemble(
            ("Go on  ", "bold $accent"), (f"{week.weekday} at {week.title}", "bold"), due, counts
        ),
        Content(" "),
    ]


def _town(town: "TownCard") -> list[Visual]:
    title = Content.styled(town.title, "bold")
    if town.problem:
        return [title, Content.styled(town.problem, "$quiet"), Content(" ")]
    played = f" · {counted(len(town.weeks), 'week')} · best {town.best}" if town.weeks else ""
    return [title, Content.styled(f"{town.role}{played}", "$quiet"), Content(" ")]

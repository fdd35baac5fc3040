"""Home: what there is to go on with, and what there is to begin."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from game.tui.day_messages import GoOnWeek, OpenTowns
from game.tui.messages import GoOn, OpenSettings, Train
from game.tui.team_messages import OpenTeam
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Hanging

if TYPE_CHECKING:
    from game.play.game import Card, Unfinished
    from game.town.weeks import UnfinishedWeek

GO_ON_MOST = 3
"""Unfinished runs offered at most; the latest first."""

WEEKS_MOST = 2
"""Unfinished weeks likewise; the page of workplaces has all of them."""

_NAMES = 14
"""Cells for the name of a row, so that what it says lines up."""


class HomeScreen(Screen[None]):
    """The home page. What has nothing in it is not there.

    Args:
        name: what the player is called, or "".
        cards: every encounter.
        unfinished: runs to go on with, the latest first.
        notices: plain sentences to show above everything.
        today: what today's training is, or "".
        team: how the player's season stands, or that there is none yet.
        weeks: weeks at workplaces to go on with, the latest first.
        towns: how many workplaces there are.
    """

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.quit", "Quit")]

    def __init__(
        self,
        name: str,
        cards: "Sequence[Card]",
        unfinished: "Sequence[Unfinished]",
        notices: Sequence[str],
        today: str,
        team: str,
        weeks: "Sequence[UnfinishedWeek]" = (),
        towns: int = 0,
    ) -> None:
        super().__init__()
        self._player = name
        self._cards = cards
        self._unfinished = unfinished[:GO_ON_MOST]
        self._notices = notices
        self._today = today
        self._team = team
        self._weeks = weeks[:WEEKS_MOST]
        self._towns = towns

    def compose(self) -> ComposeResult:
        """The name, the notices, the list."""
        yield Heading("OWN IT", self._player)
        for notice in self._notices:
            yield Prose(notice, classes="notice")
        yield NumberedList(list(self._rows()), id="home")
        yield Keys()

    def _rows(self) -> Iterator[Row]:
        for place, run in enumerate(self._unfinished):
            yield Row(
                f"run {run.run}",
                _row(
                    "Go on" if not place else "",
                    f"{run.title}{f' with {run.customer}' if run.customer else ''}, turn {run.turn}",
                ),
            )
        if self._today:
            yield Row("train", _row("Train", self._today))
        yield from self._days()
        if self._cards:
            played = sum(card.plays > 0 for card in self._cards)
            counts = f"{len(self._cards)} · {played} played" if played else f"{len(self._cards)}"
            yield Row("encounters", _row("Encounters", counts))
        yield Row("team", _row("Team", self._team))
        yield Row("settings", _row("Settings", "theme, motion"))
        yield Row("quit", _row("Quit", ""))

    def _days(self) -> Iterator[Row]:
        for place, week in enumerate(self._weeks):
            due = f" · promises due {week.promises_due}" if week.promises_due else ""
            counts = " · counts in a season" if week.ranked else ""
            says = f"{week.weekday} at {week.title}{due}{counts}"
            yield Row(f"week {week.week}", _row("" if place else "Day", says))
        if self._towns:
            anew = (
                "all workplaces, or a week anew" if self._weeks else "a week at a workplace, a day a sitting"
            )
            yield Row("towns", _row("" if self._weeks else "Day", anew))

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Open what was picked."""
        match event.key.split(" ", 1):
            case ["run", run]:
                self.post_message(GoOn(run))
            case ["encounters"]:
                from game.tui.screens.encounters import EncountersScreen

                self.app.push_screen(EncountersScreen(self._cards))
            case ["train"]:
                self.post_message(Train())
            case ["week", week]:
                self.post_message(GoOnWeek(week))
            case ["towns"]:
                self.post_message(OpenTowns())
            case ["team"]:
                self.post_message(OpenTeam())
            case ["settings"]:
                self.post_message(OpenSettings())
            case ["quit"]:
                self.app.exit()


def _row(name: str, beside: str) -> Hanging:
    return Hanging(Content.styled(name, "bold"), Content.styled(beside or " ", "$quiet"), _NAMES)

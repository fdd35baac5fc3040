"""What groups of pages ask of the app."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

from game.play.game import Game
from game.telling.views import Mode

if TYPE_CHECKING:
    from game.play.playable import Playable
    from game.town.working import WorkingWeek
    from game.tui.messages import TeamWish


class Stage(Protocol):
    """Where pages are shown."""

    @property
    def game(self) -> Game:
        """The open game."""

    @property
    def pace(self) -> float:
        """Seconds between paragraphs."""

    async def stand_on(self, screen: Screen[None]) -> None:
        """Make this the page to stand on."""

    async def open_over(self, screen: Screen[None]) -> None:
        """Open a page over the one that is there."""

    async def prepare(self, encounter: str, seed: int | None, ways: Sequence[tuple[Mode, str, str]]) -> None:
        """Show the brief of an encounter, to be played in one of these ways."""

    async def play(self, run: "Playable") -> None:
        """Play a run, begun or gone on with."""

    async def spend(self, week: "WorkingWeek") -> None:
        """Spend a week at a workplace, begun or gone on with."""

    def week_ended(self, week: "WorkingWeek") -> "TeamWish | None":
        """Send a week that counts in a season and is over; returns what comes after its debrief."""

    async def go_home(self) -> None:
        """Show the home page."""

    def tell(self, sentence: str) -> None:
        """Say something in passing."""

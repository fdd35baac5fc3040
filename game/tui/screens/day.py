"""What the pages of a working day have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from game.tui.messages import GoHome
from game.tui.pages import Page

if TYPE_CHECKING:
    from game.town.working import WorkingWeek


@dataclass(frozen=True, slots=True)
class Place:
    """Where a week is spent, as its pages show it.

    Attributes:
        title: the workplace.
        about: what it is.
        desk_card: what the player may do there.
        buckets: what each kind of hour is.
        signals: the signals it can have, in their order.
    """

    title: str
    about: str
    desk_card: str
    buckets: Mapping[str, str]
    signals: tuple[str, ...]


def place_of(week: "WorkingWeek") -> Place:
    """Where a week is spent."""
    return Place(week.title, week.about, week.desk_card, week.buckets, tuple(week.rules.town.signals))


class DayPage(Page):
    """A page of a working day. Esc goes home, and the week waits there.

    Args:
        place: where the week is spent.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Home"),
        Binding("d", "desk_card", "Desk card"),
        Binding("pageup", "page(-1)", "Up a page", show=False),
        Binding("pagedown", "page(1)", "Down a page", show=False),
    ]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place

    def action_back(self) -> None:
        """Home; the week waits."""
        self.post_message(GoHome(all_the_way=True))

    def action_desk_card(self) -> None:
        """Show what the player may do here."""
        from game.tui.screens.desk_card import DeskCardScreen

        place = self.place
        self.app.push_screen(DeskCardScreen(place.title, place.about, place.desk_card, place.buckets))

    def action_page(self, pages: int) -> None:
        """Turn a page of what is to be read."""
        read = self.query(VerticalScroll).first()
        if pages < 0:
            read.scroll_page_up()
        else:
            read.scroll_page_down()

"""An encounter, or a week, of a season: what was tried there, and what the next attempt means."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from game.board.season import ATTEMPTS
from game.rules.clean import clean
from game.tui.day_messages import OpenTown
from game.tui.moments import moment
from game.tui.pages import Page
from game.tui.standing import KINDS, attempt_says
from game.tui.team_messages import BeginRanked, LookBackOn, Practise
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Hanging, Stack

if TYPE_CHECKING:
    from game.board.seen import BoardView, OfferedView
    from game.play.game import Card
    from game.town.weeks import TownCard


_RULES: Final = "no gauges, no stepping back"

_WEEK: Final = (
    "Monday to Friday, a day a sitting; you can stop at any moment. Once Friday's evening has passed the week is sent, "
    "and counts."
)


class RankedScreen(Page):
    """What counts in a season, before it is played. Its rows have no numbers: a digit too many spends nothing.

    Args:
        view: the season.
        offered: the encounter, or the week, there.
        card: the same encounter, or town, in the pack at hand, where it has it.
        brief: what is known before it begins; "" where there is no card.
        now: the time in UTC milliseconds.
    """

    CSS_PATH = "ranked.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def __init__(
        self,
        view: "BoardView",
        offered: "OfferedView",
        card: "Card | TownCard | None",
        brief: str,
        now: int,
    ) -> None:
        super().__init__()
        self._view = view
        self._offered = offered
        self._card = card
        self._brief = brief
        self._now = now

    def compose(self) -> ComposeResult:
        """Title, brief, what was tried, and what there is to do."""
        yield Heading(self._offered.title, KINDS[self._view.holds], self._view.holds)
        with VerticalScroll():
            if self._card is not None and not self._view.season.sealed:
                you = "You are:" if self._offered.kind == "week" else "You are the"
                yield Prose(f"{you} {self._card.role}.", id="role")
                yield Prose(self._brief, id="brief")
            if self._offered.kind == "week":
                yield Prose(_WEEK, id="desk")
            elif self._card is not None and not self._view.season.sealed:
                yield Prose("What you may do is on your desk card: press d while you play.", id="desk")
            elif self._view.season.sealed:
                yield Prose(
                    "The board deals this one, turn by turn; its brief comes with the first.", id="desk"
                )
            if self._offered.attempts:
                yield Prose("YOUR ATTEMPTS", classes="kicker")
                yield Prose(
                    Stack(
                        Hanging(
                            Content.styled(f"{one.attempt}", "bold $accent"),
                            Content(attempt_says(one, self._offered.kind)),
                            3,
                        )
                        for one in self._offered.attempts
                    ),
                    id="attempts",
                )
        yield Prose("READY?", classes="kicker")
        yield RowList(list(self._rows()), id="ways")
        yield Keys()

    def _rows(self) -> Iterator[Row]:
        season, one = self._view.season, self._offered
        number = f"attempt {one.number} of {ATTEMPTS}"
        if one.open is not None:
            begun = one.open.state == "begun"
            says = f"go on with {number}" if begun else f"begin {number}, which is yours already"
            yield Row(
                "begin",
                _way("Ranked", f"{_RULES}; {says}"),
                open=self._view.stage == "open" or not season.sealed,
            )
        elif self._view.stage == "soon":
            says = f"the season opens {moment(season.opens, self._now)}"
            yield Row("begin", _way("Ranked", says), open=False)
        elif self._view.stage != "open":
            yield Row("begin", _way("Ranked", "the season is over"), open=False)
        elif one.number is None:
            yield Row("begin", _way("Ranked", f"all {ATTEMPTS} attempts are spent"), open=False)
        else:
            yield Row("begin", _way("Ranked", f"{_RULES}; this spends {number}"))
        if self._card is not None:
            yield Row(
                "practise", _way("Practise", "as often as you like; it counts nowhere, and nobody sees it")
            )
        for attempt in one.attempts:
            if attempt.state in ("counted", "refused", "waiting") and self._open_to_see():
                score = f", {attempt.score}" if attempt.score is not None else ""
                says = f"at attempt {attempt.attempt}{score}"
                yield Row(f"back {attempt.ticket}", _way("Look back", says))

    def _open_to_see(self) -> bool:
        """Whether attempts can be looked back on: in a sealed season, once it is closed."""
        return not self._view.season.sealed or self._view.stage == "closed"

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Do what was picked."""
        board, encounter = self._view.board, self._offered.encounter
        match event.key.split(" "):
            case ["begin"]:
                self.post_message(BeginRanked(board, encounter))
            case ["practise"] if self._offered.kind == "week":
                self.post_message(OpenTown(encounter))
            case ["practise"]:
                self.post_message(Practise(encounter))
            case ["back", ticket]:
                self.post_message(LookBackOn(board, ticket))


def _way(name: str, says: str) -> Hanging:
    return Hanging(Content.styled(name, "bold"), Content.styled(clean(says), "$quiet"), 11)

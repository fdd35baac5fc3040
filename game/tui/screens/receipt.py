"""What came of a run at the board: it arrived and counts, was refused, or waits."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.board.season import ATTEMPTS
from game.play.run import PlayFault
from game.rules.clean import clean
from game.tui.messages import Saved
from game.tui.moments import moment
from game.tui.pages import Page
from game.tui.standing import BLANK, place
from game.tui.team_messages import OpenSeason
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Stack

if TYPE_CHECKING:
    from game.board.seen import AttemptView, BoardView, OfferedView
    from game.tui.team_pages import TeamPages


class ReceiptScreen(Page):
    """The receipt of an attempt. It is asked for while the page is there.

    Args:
        view: the season, as far as it is known.
        ticket: the attempt's.
        pages: sends it, and asks how the season stands.
        now: the time in UTC milliseconds.
    """

    CSS_PATH = "receipt.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Go on")]

    def __init__(self, view: "BoardView", ticket: str, pages: "TeamPages", now: int) -> None:
        super().__init__()
        self._view = view
        self._ticket = ticket
        self._pages = pages
        self._now = now

    def compose(self) -> ComposeResult:
        """What came of it, and on."""
        yield Heading(self._mine()[0].title, clean(self._view.season.title))
        with VerticalScroll(can_focus=False):
            what = "week" if self._mine()[0].kind == "week" else "run"
            yield Prose(f"Sending your {what} …", id="receipt")
        yield RowList([Row("on", Content.styled("On to the season", "bold"))])
        yield Keys()

    def on_mount(self) -> None:
        """Send it, unless it has arrived already, and ask how the season stands."""
        if self._mine()[1].state != "waiting":
            self._show(self._view)
        self.run_worker(self._send())

    async def _send(self) -> None:
        try:
            self._show(await self._pages.synced(self._view.board))
        except PlayFault:  # the season was left
            return
        self.post_message(Saved())

    def _mine(self) -> "tuple[OfferedView, AttemptView]":
        return next(
            (one, attempt)
            for one in self._view.offered
            for attempt in one.attempts
            if attempt.ticket == self._ticket
        )

    def _show(self, view: "BoardView") -> None:
        self._view = view
        self.query_one("#receipt", Prose).say(Stack(self._parts()))

    def _parts(self) -> list[Visual]:
        view, (offered, attempt) = self._view, self._mine()
        most = f"{1000 * len(view.offered):,}"
        total = Content(f"Your total: {view.points:,} of {most}.")
        left = (
            f"{offered.left} of {ATTEMPTS} attempts at it left."
            if offered.left
            else "That was the last attempt."
        )
        match attempt.state:
            case "counted":
                parts: list[Visual] = [Content.styled(f"Arrived: {attempt.score}.", "bold $loud"), total]
                if attempt.offline:
                    parts.append(Content("It says that it was played offline."))
                if offered.best is not None and attempt.score is not None and offered.best > attempt.score:
                    parts.append(Content(f"Your best here stays {offered.best}; the best one counts."))
                parts.append(Content.styled(left, "$quiet"))
                if (where := place(view, {})) and not view.trouble:
                    parts += [BLANK, Content.assemble((view.team_title, "bold"), f": {where}.")]
            case "refused":
                parts = [Content.styled("It doesn't count.", "bold $loud"), Content(attempt.why), total]
            case _:
                parts = [
                    Content.styled("Waits to be sent; nothing is lost.", "bold $loud"),
                    Content(view.trouble or "The board has not answered yet."),
                    Content.styled(
                        "It is sent as soon as the board can be reached and this season is looked at. It has to "
                        f"arrive before {moment(view.season.closes, self._now)}.",
                        "$quiet",
                    ),
                ]
        if view.season.sealed:
            parts += [
                BLANK,
                Content.styled("THE DEBRIEF", "bold $quiet"),
                Content(
                    "What each reply did is shown once the season is closed: until then it would tell others what to "
                    f"say. It ends {moment(view.season.closes, self._now)}; look back from the season's page then."
                ),
            ]
        return parts

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """On."""
        event.stop()
        self.action_back()

    def action_back(self) -> None:
        """On to the season."""
        self.post_message(OpenSeason(self._view.board))

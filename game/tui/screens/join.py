"""Joining a season: where it is, and what lets one in."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from game.board.membership import FAULTS, Memberships
from game.board.places import holds
from game.tui.backroom import Backroom
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.visuals import Hanging, Stack

if TYPE_CHECKING:
    from game.board.seen import Found

_WAYS: Final = (
    ("A server", "an address and a code. It deals the cards: every run is legal, and was played once."),
    ("A folder", "a shared drive or synced folder, no code. Every run is legal; attempts are declared."),
)

_NO_CODE: Final = (
    "A code belongs to an address, which begins with https://. A folder needs no code: leave it empty."
)


_OPEN: Final = (
    "Nothing would hide what is sent there: anybody on that network could read it. Its address should begin with "
    "https://. Where that can't be had, ctrl+s once more goes on all the same."
)


class JoinScreen(Page):
    """Asks where a season is, and looks what is there. Nothing that was typed is lost where there is nothing.

    Args:
        seasons: what the player joined. It belongs to the back room.
        called: what the player is called, or "".
        now: the time in UTC milliseconds.
        backroom: where a board is asked.
    """

    CSS_PATH = "join.tcss"
    AUTO_FOCUS = "#where"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "look", "Look"),
    ]

    def __init__(self, seasons: Memberships, called: str, now: int, backroom: Backroom) -> None:
        super().__init__()
        self._seasons = seasons
        self._called = called
        self._now = now
        self._backroom = backroom
        self._warned = ""  # of which address it was said that nothing hides what is sent there

    def compose(self) -> ComposeResult:
        """Two ways, two fields, and what is wrong with them."""
        yield Heading("JOIN A SEASON", "step 1 of 2")
        with VerticalScroll(can_focus=False):
            yield Prose("Whoever runs your season gave you one of two things:", id="intro")
            yield Prose(
                Stack(
                    Hanging(Content.styled(name, "bold $accent"), Content(says), 10) for name, says in _WAYS
                ),
                id="ways",
            )
            yield Prose("WHERE", classes="kicker")
            yield Input(placeholder="https://… or a folder", id="where")
            yield Prose("CODE, where there is one", classes="kicker")
            yield Input(placeholder="such as march-7K3M-Q2XD", max_length=80, id="code")
            yield Prose(id="said")
        yield Keys()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the code, where an address wants one; else look."""
        event.stop()
        code = self.query_one("#code", Input)
        if event.input.id == "where" and holds(event.value.strip()) == "refereed" and not code.value.strip():
            code.focus()
            self._say("")
        else:
            self.action_look()

    def action_look(self) -> None:
        """See what is there."""
        where, code = (self.query_one(name, Input).value.strip() for name in ("#where", "#code"))
        if not where:
            self._fail("Say where: an address, or a folder.", "#where")
        elif code and holds(where) == "friendly":
            self._fail(_NO_CODE, "#where")
        elif not code and holds(where) == "refereed":
            self._fail("A server wants a code; whoever runs the season has it.", "#code")
        else:
            self._say("Looking …")
            self.run_worker(self._look(where, code), group="look", exclusive=True)

    async def _look(self, where: str, code: str) -> None:
        insecure = where == self._warned
        try:
            found = await self._backroom.do(self._seasons.look, where, code, insecure=insecure)
        except FAULTS as fault:
            if not insecure and where.lower().startswith("http://") and "--insecure" in str(fault):
                self._warned = where
                self._fail(_OPEN, "#where")
            else:
                self._fail(str(fault), "#code" if code else "#where")
            return
        self._say("")
        if self.is_current:  # else they went away
            self._show(found, code, insecure=insecure)

    def _show(self, found: "Found", code: str, *, insecure: bool) -> None:
        from game.tui.screens.joining import JoiningScreen

        self.app.push_screen(
            JoiningScreen(
                found, code, self._called, self._now, self._seasons, self._backroom, insecure=insecure
            )
        )

    def _fail(self, why: str, field: str) -> None:
        self._say(why)
        self.query_one(field).focus()
        self.query_one("#said").scroll_visible(animate=False)

    def _say(self, text: str) -> None:
        self.query_one("#said", Prose).say(text)

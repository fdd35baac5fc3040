"""An encounter being played: what is said, what is known, and what could be said next."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, ParamSpec

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click, Key, Resize
from textual.screen import Screen

from game.play.run import PlayFault, Run
from game.telling.views import Choice, Line, Turn
from game.tui.exporting import write_beside
from game.tui.messages import Ended, GiveUp, GoHome, ReachedEnd, Saved
from game.tui.widgets.case import CasePanel
from game.tui.widgets.keys import ROOMY, Keys
from game.tui.widgets.rows import DIGITS, NumberedList, Row
from game.tui.widgets.status import StatusLine
from game.tui.widgets.transcript import Transcript
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.play.playable import Playable
    from game.tui.backroom import Backroom

P = ParamSpec("P")

LETTER: Final = "the letter"
"""The row at the end of an encounter. Keys of replies hold no spaces, so it is none."""


class Replies(NumberedList):
    """The replies on offer. Page keys are left to the conversation above."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Say the marked reply", show=False)]

    pages = False

    def on_resize(self) -> None:
        """Say what there is, once it is known what fits."""
        self.call_after_refresh(self.entitle)

    def entitle(self) -> None:
        """Say how many replies there are, and whether some are out of sight."""
        number = sum(bool(row.key) for row in self.rows)
        more = ", scroll for more" if self.max_scroll_y else ""
        self.border_title = f"{counted(number, 'reply', 'replies')}{more}" if number > 1 else ""


class PlayScreen(Screen[None]):
    """Plays a run, turn by turn.

    Args:
        run: the run.
        backroom: where choosing happens, for it writes to the save.
        pace: seconds between paragraphs; 0 shows everything at once.
    """

    CSS_PATH = "play.tcss"
    AUTO_FOCUS = "Replies"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "desk_card", "Desk card"),
        Binding("u", "step_back", "Step back"),
        Binding("f", "case", "Case"),
        Binding("p", "case", "Case", show=False),
        Binding("escape", "menu", "Menu"),
        Binding("x", "export", "Write the conversation to a file", show=False),
        Binding("y", "copy", "Copy the selected text", show=False),
        Binding("pageup", "page(-1)", "Earlier in the conversation", show=False),
        Binding("pagedown", "page(1)", "Later in the conversation", show=False),
        *(Binding(digit, f"pick({digit})", "Choose the row of that number", show=False) for digit in DIGITS),
    ]

    afterwards: str = "Two weeks later …"
    """What the row says that goes on from the end."""

    def __init__(self, run: "Playable", backroom: "Backroom", pace: float) -> None:
        super().__init__()
        self._run = run
        self._backroom = backroom
        self._pace = pace
        self._turn: Turn = run.turn
        self._roomy = True  # whether the case has room beside the conversation

    def compose(self) -> ComposeResult:
        """Status, conversation, case, replies."""
        yield StatusLine()
        with Horizontal(id="scene"):
            yield Transcript()
            yield CasePanel()
        yield Replies()
        yield Keys()

    async def on_mount(self) -> None:
        """A new run begins to be told; one gone on with is there at once."""
        if self._turn.number:
            await self._show_so_far()
        else:
            await self._show(self._turn, self._run.transcript(), self._pace)

    async def _show_so_far(self) -> None:
        """Show the run as it stands, all at once."""
        await self.query_one(Transcript).show(self._run.transcript())
        await self._show(self._run.turn, (), 0.0)

    async def _show(self, turn: Turn, lines: Sequence[Line], pace: float) -> None:
        """Tell some lines, then show how the turn stands and offer the replies."""
        if turn.fault:
            lines = (*lines, Line("narration", "", turn.fault))
        self._turn = turn
        transcript = self.query_one(Transcript)
        with self.app.batch_update():  # one frame, not four
            if not transcript.display:  # the case stood in its place
                self.remove_class("-case-turned")
            if pace:
                self._offer_nothing_yet()
            if not pace or not turn.number:
                self._show_how_it_stands()
            await transcript.tell(lines, pace)
        self.refresh_bindings()

    @property
    def turn(self) -> Turn:
        """The turn that is shown."""
        return self._turn

    @property
    def dealt(self) -> bool:
        """Whether somebody else deals the turns."""
        return not isinstance(self._run, Run)

    # The replies

    def _offer_nothing_yet(self) -> None:
        replies = self.query_one(Replies)
        replies.fill([Row("", Content.styled("any key shows the rest", "$quiet"), open=False)], marked=None)

    def _show_how_it_stands(self) -> None:
        self.query_one(StatusLine).turn = self._turn
        self.query_one(CasePanel).show(self._turn)

    def on_transcript_told(self) -> None:
        """Everything was said: only now does it show how they took it, and the player may answer."""
        self.offer()

    def offer(self) -> None:
        """Show how the turn stands, and what could be said next."""
        if self.query_one(StatusLine).turn is not self._turn:
            self._show_how_it_stands()
        replies = self.query_one(Replies)
        if self._turn.ended:
            replies.fill([Row(LETTER, Content.styled(self.afterwards, "$loud"))])
        else:
            # Nothing is marked at first, so a key pressed once too often can't choose.
            replies.fill([_reply(self._turn, choice) for choice in self._turn.choices], marked=None)
        replies.call_after_refresh(replies.entitle)

    async def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Say it."""
        if event.key == LETTER:
            self.go_on()
        elif not self._telling and (key := _choice(self._turn, event.key)):
            await self._take(self._run.choose, key)

    def go_on(self) -> None:
        """Look back on the run, which has ended."""
        self.post_message(Ended(self._run))

    async def _take(self, step: Callable[P, Turn], *args: P.args, **kwargs: P.kwargs) -> None:
        """Take a step of the run, and show where it led."""
        if self.dealt:  # by a board, which may take a moment
            asked = Row("", Content.styled("The board answers …", "$quiet"), open=False)
            self.query_one(Replies).fill([asked], marked=None)
        try:
            turn = await self._backroom.do(step, *args, **kwargs)
        except PlayFault as fault:
            self.notify(str(fault), markup=False)
            self.offer()
            return
        if turn.number < self._turn.number:
            await self._show_so_far()
        else:
            await self._show(turn, turn.lines, self._pace)
        if turn.ended:
            self.post_message(ReachedEnd(self._run))
        self.post_message(Saved())

    def action_pick(self, number: int) -> None:
        """Choose by number wherever the focus is."""
        self.query_one(Replies).action_pick(number)

    # Telling

    @property
    def _telling(self) -> bool:
        return self.query_one(Transcript).telling

    async def on_key(self, event: Key) -> None:
        """While something is being told, any key shows the rest, and does nothing else."""
        if self._telling:
            event.stop()
            event.prevent_default()
            await self.query_one(Transcript).tell_all()

    async def on_click(self, event: Click) -> None:
        """So does a click."""
        if self._telling:
            event.stop()
            await self.query_one(Transcript).tell_all()

    # What else the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Stepping back is shown only where it is possible."""
        return self._turn.can_step_back if action == "step_back" else True

    async def action_step_back(self) -> None:
        """Take back the last reply."""
        await self._take(self._run.step_back)

    def action_desk_card(self) -> None:
        """Show the desk card."""
        from game.tui.screens.desk_card import DeskCardScreen

        self.app.push_screen(DeskCardScreen(self._run.title, self._run.brief, self._run.desk_card))

    def action_case(self) -> None:
        """Open or close the case: beside the conversation, or in its place where there is no room."""
        self.toggle_class("-case-turned")

    def on_resize(self, event: Resize) -> None:
        """The case comes back where there is room beside the conversation, and goes where there isn't."""
        roomy = event.size.width >= ROOMY
        if roomy is not self._roomy:
            self._roomy = roomy
            self.remove_class("-case-turned")

    def action_page(self, pages: int) -> None:
        """Turn a page of the conversation."""
        transcript = self.query_one(Transcript)
        if pages < 0:
            transcript.scroll_page_up()
        else:
            transcript.scroll_page_down()

    def action_copy(self) -> None:
        """Copy what is selected."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
            self.notify("Copied.")
        else:
            self.notify("Drag over some text first, then press y.")

    async def action_export(self) -> None:
        """Write the conversation so far to a text file."""
        try:
            path = await self._backroom.do(write_beside, self._run.title, self._run.export())
        except OSError as trouble:
            self.notify(f"No file was written: {trouble.strerror or trouble}.", markup=False)
        else:
            self.notify(f"Written to {path.name}, in {path.parent}", markup=False)

    def action_menu(self) -> None:
        """Leave, or not. Where the case hides the conversation, go back to the conversation first."""
        if not self.query_one(Transcript).display:
            self.action_case()
            return
        from game.tui.screens.menu import MenuScreen

        self.app.push_screen(MenuScreen(self._run.mode == "ranked"), self._after_menu)

    def _after_menu(self, choice: str | None) -> None:
        if choice == "leave":
            self.post_message(GoHome())
        elif choice == "give up":
            self.post_message(GiveUp(self._run.id))


def _reply(turn: Turn, choice: Choice) -> Row:
    """A row for a reply; its key says of which turn, since a board calls those of every turn alike."""
    key = f"{turn.number} {choice.key}"
    if choice.locked:
        return Row(key, Content(f"{choice.text}\nlocked: {choice.locked}"), open=False)
    return Row(key, Content(choice.text))


def _choice(turn: Turn, row: str) -> str:
    """The reply of this turn that a row stands for; "" for one of another turn: a key was pressed twice."""
    return next((choice.key for choice in turn.choices if f"{turn.number} {choice.key}" == row), "")

"""Sending results to a facilitator's folder: everything that would leave is shown first, and then asked about."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from game.play.game import Game
from game.reports.sending import ready, send
from game.reports.sent import DAYS
from game.rules.clean import chosen_name, clean
from game.tui.backroom import Backroom
from game.tui.messages import Saved
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.reports.sending import Ready

FOLDER: Final = "report-folder"
"""The setting that remembers where results were sent last."""

_WHAT: Final = (
    "Of each finished run: your name, the encounter, the day, the score, whether it was passed, the skills, criticals, "
    "and which reply was the turning point. No words, no ratings, no drills. It is for training, not for hiring or "
    "discipline. Type the folder that your facilitator gave you, and Enter: you see all of it before it leaves."
)


class SendingScreen(Page):
    """Shows what could be sent, and asks.

    Args:
        game: where the runs are.
        backroom: where files are looked at.
    """

    CSS_PATH = "sending.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "send", "Send it"),
    ]

    def __init__(self, game: Game, backroom: Backroom) -> None:
        super().__init__()
        self._game = game
        self._backroom = backroom
        self._folder = Path()
        self._ready: Ready | None = None

    def compose(self) -> ComposeResult:
        """What it is about, the folder, and what would leave."""
        yield Heading("SEND TO A FACILITATOR")
        yield Prose(_WHAT, id="what")
        yield Input(
            self._game.settings.get(FOLDER, ""), placeholder="a folder, such as a shared drive", id="folder"
        )
        with VerticalScroll():
            yield Prose(id="shown")
        yield Keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be something to send."""
        return action != "send" or self._ready is not None

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show what that folder has not been sent yet."""
        event.stop()
        self._ready = None
        folder = await self._backroom.do(_folder, event.value.strip())
        if folder is not None:
            self._folder = folder
        if folder is None:
            self._say(f"There is no folder “{event.value.strip()}”.")
        elif not (name := chosen_name(self._game.name)):
            self._say("Say first what you want to be called: Settings, Name.")
        else:
            await self._show(name)
        self.refresh_bindings()

    def on_input_changed(self) -> None:
        """What was shown was for another folder."""
        if self._ready is not None:
            self._ready = None
            self._say("")
            self.refresh_bindings()

    async def _show(self, name: str) -> None:
        try:
            found = await self._backroom.do(ready, self._game, self._folder, name, DAYS)
        except OSError as trouble:
            self._say(f"That folder can't be read: {trouble.strerror or trouble}.")
            return
        if found is None:
            self._say(
                f"There is nothing new to send: no run of the last {DAYS} days that this folder hasn't got."
            )
            return
        self._ready = found
        runs = counted(len(found.results.runs), "run")
        self.query_one("#shown", Prose).say(
            Content.assemble(
                (f"{runs}, as “{found.results.name}”, until {found.results.until}. ", "bold $loud"),
                ("ctrl+s sends this and nothing else:\n\n", "$accent"),
                (clean(found.body.decode(), keep_newlines=True), "$quiet"),
            )
        )
        self.query_one(VerticalScroll).focus()

    async def action_send(self) -> None:
        """Send what was shown."""
        if self._ready is None:
            return
        if not self._game.kept:
            self._say("Your saves can't be kept, so this could not be taken back later. Nothing was sent.")
            return
        try:
            name = await self._backroom.do(send, self._game, self._folder, self._ready)
        except OSError as trouble:
            self._say(f"It can't be written there: {trouble.strerror or trouble}. Nothing was sent.")
            return
        self._ready = None
        await self._backroom.do(self._game.set, FOLDER, str(self._folder))
        self._say(
            f"Sent, as {name}. Take it back at any time with `ownit report revoke {quote(str(self._folder))}`."
        )
        self.refresh_bindings()
        self.post_message(Saved())

    def _say(self, text: str) -> None:
        self.query_one("#shown", Prose).say(clean(text))


def _folder(typed: str) -> Path | None:
    """The folder that was typed; none where there is no such folder."""
    try:
        folder = Path(typed).expanduser()
        return folder if typed and folder.is_dir() else None
    except (OSError, RuntimeError):  # not ours to look into, too long, nobody's home
        return None

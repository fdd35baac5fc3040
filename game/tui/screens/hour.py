"""An hour being spent: somebody speaks, and the player answers once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.play.playable import as_text
from game.play.run import PlayFault
from game.telling.views import Debrief, Line, Mode, Turn
from game.town.views import TaskScene
from game.town.working import WorkingWeek
from game.tui.day_messages import GoOnDay
from game.tui.forecast import title
from game.tui.messages import GoHome
from game.tui.screens.play import PlayScreen, Replies
from game.tui.widgets.columns import bullet
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.status import StatusLine
from game.tui.widgets.transcript import Transcript
from game.tui.widgets.visuals import Stack
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.tui.backroom import Backroom


class Hour:
    """An hour as something to play: a `Playable` of one turn, whose choices are the week's.

    Args:
        week: the week.
        scene: the hour.
    """

    stepped_back = 0
    mode: Mode = "practice"
    brief = ""

    def __init__(self, week: WorkingWeek, scene: TaskScene) -> None:
        self._week = week
        self._said: tuple[Line, ...] = scene.turn.lines
        self.turn = scene.turn
        self.title = scene.title
        self.desk_card = week.desk_card
        self.id = week.id
        self.replies: tuple[str, ...] = ()

    def transcript(self) -> tuple[Line, ...]:
        """Everything said so far."""
        return self._said

    def choose(self, key: str) -> Turn:
        """Give the answer; with what comes of it the hour is over.

        Raises:
            PlayFault: it can't be given now; nothing has changed.
        """
        knew = self._week.facts
        view = self._week.choose(key)
        news = [fact for fact in self._week.facts if fact not in knew]
        said: Sequence[Line] = getattr(view, "said", ())
        lines = (*said, *(Line("narration", "", f"You know now: {fact}") for fact in news))
        self.replies = (key,)
        self._said += lines
        self.turn = replace(self.turn, number=1, lines=lines, choices=(), ended=True)
        return self.turn

    def step_back(self) -> Turn:
        """There is no stepping back in a week.

        Raises:
            PlayFault: always.
        """
        raise PlayFault("a week has no stepping back")

    def debrief(self) -> Debrief:
        """An hour is looked back on in the evening.

        Raises:
            PlayFault: always.
        """
        raise PlayFault("an hour is looked back on in the evening")

    def export(self) -> str:
        """The conversation as plain text."""
        return as_text(self.title, self._said)


class _HourStatus(StatusLine):
    """The status line of an hour, which may be spent alone."""

    def render(self) -> Content:
        """Alone, there is nobody to say anything of."""
        if self.turn is None or self.turn.person:
            return super().render()
        title, at = Content.styled(self.turn.title, "bold"), Content.styled(self.turn.at, "$quiet")
        room = max(1, self.size.width - at.cell_length - 2)
        if title.cell_length > room:
            title = title.truncate(room, ellipsis=True)
        return Content.assemble(title, " " * (room - title.cell_length + 2), at)


class HourScreen(PlayScreen):
    """An hour. Beside it stands what it is for, and what is known.

    Args:
        week: the week.
        scene: the hour.
        named: signal → its letter on the board.
        backroom: where choosing happens.
        pace: seconds between paragraphs.
    """

    CSS_PATH = "play.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "menu", "Home")]

    afterwards = "Back to the morning"
    dealt = False

    def __init__(
        self,
        week: WorkingWeek,
        scene: TaskScene,
        named: Mapping[str, str],
        backroom: "Backroom",
        pace: float,
    ) -> None:
        super().__init__(Hour(week, scene), backroom, pace)
        self._week = week
        self._scene = scene
        self._letter = named.get(week.rules.town.tasks[week.state.subject].signal or "", "")

    def compose(self) -> ComposeResult:
        """Status, conversation, what it is about, replies."""
        yield _HourStatus()
        with Horizontal(id="scene"):
            yield Transcript()
            with VerticalScroll(id="aside", can_focus=False):
                yield Prose()
        yield Replies()
        yield Keys()

    def _show_how_it_stands(self) -> None:
        self.query_one(StatusLine).turn = self._turn
        self.query_one("#aside Prose", Prose).say(self._aside())

    def _aside(self) -> Stack:
        scene = self._scene
        parts: list[Visual] = [
            title("THIS HOUR"),
            Content.styled(scene.title, "bold"),
            Content.styled(f"{scene.bucket}, {counted(scene.hours, 'hour')}", "$quiet"),
        ]
        if scene.signal:
            parts += [Content(" "), title("FOR"), bullet(self._letter or "◇", Content(scene.signal))]
        parts += [Content(" "), title("YOU KNOW")]
        facts = [bullet("•", Content(fact)) for fact in self._week.facts]
        parts += facts or [Content.styled("Nothing in particular yet.", "$quiet")]
        return Stack(parts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no case here to open."""
        return action != "case" and super().check_action(action, parameters)

    def action_desk_card(self) -> None:
        """Show what the player may do here."""
        from game.tui.screens.desk_card import DeskCardScreen

        week = self._week
        self.app.push_screen(DeskCardScreen(week.title, week.about, week.desk_card, week.buckets))

    def action_menu(self) -> None:
        """Home; the week waits."""
        self.post_message(GoHome(all_the_way=True))

    def go_on(self) -> None:
        """Back to the morning."""
        self.post_message(GoOnDay())

"""The morning: the forecast board, what is promised, and what the hours may be spent on."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content

from game.language.town_shape import Bucket
from game.town.views import Morning, TaskView
from game.tui.day_messages import ChooseInWeek
from game.tui.forecast import board, hours_left, letters
from game.tui.screens.confirm import ConfirmScreen
from game.tui.screens.day import DayPage, Place
from game.tui.widgets.columns import Noted
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import ROOMY, Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import RowList
from game.tui.widgets.tasks import KEYS, TaskList, TaskRow
from game.tui.wording import counted

BUCKETS: Final[tuple[Bucket, ...]] = ("help", "serve", "chores")


class MorningScreen(DayPage):
    """A morning. Nothing is marked at first, so a key pressed once too often spends no hour.

    Args:
        place: where it is.
        view: how it stands.
    """

    CSS_PATH = "morning.tcss"
    AUTO_FOCUS = "TaskList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("g", "go", "Go on to the day")]

    def __init__(self, place: Place, view: Morning) -> None:
        super().__init__(place)
        self.view = view
        self._named = letters(place.signals)

    def compose(self) -> ComposeResult:
        """What is known, and what may be done about it."""
        yield Heading(f"{self.view.weekday} · {self.place.title}", *hours_left(self.view))
        with Container(id="desk"):
            with VerticalScroll(id="known", can_focus=False):
                yield Prose(board(self.view, self._named), id="board")
            yield TaskList(list(self._rows()), id="tasks")
        yield Keys()

    def on_mount(self) -> None:
        """Nothing is marked yet."""
        self.query_one(TaskList).highlighted = None

    def on_resize(self) -> None:
        """Say what the list is for, and whether there is more of it, or above it, than is in sight."""
        self.call_after_refresh(self._entitle)

    def _entitle(self) -> None:
        roomy = self.size.width >= ROOMY
        asked = "what will you spend an hour on?" if roomy else "spend an hour on"
        asked = asked if self.view.tasks else "there is no hour to spend"
        above = "pgdn: more of the board · " if roomy else "pgdn: more · "
        more = above if self.query_one("#known").max_scroll_y else ""
        tasks = self.query_one(TaskList)
        below = " ↓ more" if tasks.max_scroll_y else ""
        tasks.border_title = f"{more}{asked}{below}"

    def _rows(self) -> Iterator[TaskRow]:
        keys = iter(KEYS)
        for bucket in BUCKETS:
            group: str = bucket
            for task in self.view.tasks:
                if task.bucket == bucket:
                    yield TaskRow(task.choice, self._offered(task), label=next(keys, ""), group=group)
                    group = ""
        group = "owed"
        for promise in self.view.promises:
            ways = (promise.keep, "Keep it", "an hour"), (promise.later, "Put it off by a day, once", "")
            for choice, says, note in ways:
                if choice:
                    text = Content.assemble((f"{says}: ", "bold"), promise.text)
                    label = next(keys, "")
                    yield TaskRow(choice, Noted(text, _note(note)), label=label, group=group)
                    group = ""
        left = f"{counted(self.view.hours, 'hour')} unspent" if self.view.hours else ""
        yield TaskRow(self.view.go, Noted(Content.styled("Go on to the day", "bold"), _note(left)), label="g")

    def _offered(self, task: TaskView) -> Noted:
        hours = "" if task.hours == 1 else counted(task.hours, "hour")
        note = _note(" · ".join(filter(None, (hours, task.person and f"with {task.person}"))))
        letter = next(
            (
                self._named.get(signal.key, "")
                for signal in self.view.signals
                if signal.title == task.signal and task.signal
            ),
            "",
        )
        if letter:
            note = Content.assemble(note, "  " if note else "", ("for ", "$quiet"), (letter, "bold $accent"))
        return Noted(Content(task.title), note)

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Do it."""
        if event.key == self.view.go:
            self.action_go()
        else:
            self.post_message(ChooseInWeek(event.key))

    def action_go(self) -> None:
        """Go on to the day; where hours are left that could be spent, only after asking."""
        wish = ChooseInWeek(self.view.go)
        if not self.view.tasks:
            self.post_message(wish)
            return
        says = (
            f"{counted(self.view.hours, 'hour')} would be left. One left free can still keep a promise later today; "
            "otherwise it is gone, and counts nothing."
        )
        self.app.push_screen(
            ConfirmScreen("THE MORNING ISN'T OVER", says, "Go on to the day all the same", wish)
        )


def _note(text: str) -> Content:
    return Content.styled(text, "$quiet")

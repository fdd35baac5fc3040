"""A promise falls due, perhaps in the middle of a talk."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.visual import Visual

from game.town.views import PromiseDue
from game.tui.day_messages import ChooseInWeek
from game.tui.forecast import spoken
from game.tui.messages import GoHome
from game.tui.widgets.columns import bullet
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Stack


class PromiseDueScreen(ModalScreen[None]):
    """Keep it or let it lapse. Nothing is marked at first: a key pressed once too often does neither.

    Args:
        view: the promise.
    """

    CSS_PATH = "promise_due.tcss"
    AUTO_FOCUS = "NumberedList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Home")]

    def __init__(self, view: PromiseDue) -> None:
        super().__init__()
        self.view = view

    def compose(self) -> ComposeResult:
        """What was said, whom it interrupts, what keeping it costs."""
        view = self.view
        with Vertical(id="due"):
            yield Prose("A PROMISE FALLS DUE", classes="kicker")
            with VerticalScroll(can_focus=False):
                yield Prose(Stack(self._says()), id="says")
            yield NumberedList(
                [
                    Row(view.keep or "keep", _row("Keep it", view.price), open=bool(view.keep)),
                    Row(view.lapse, _row("Let it lapse", "It will be a promise broken.")),
                ]
            )
        yield Keys()

    def on_mount(self) -> None:
        """Nothing is marked."""
        self.query_one(NumberedList).highlighted = None

    def _says(self) -> list[Visual]:
        view = self.view
        parts: list[Visual] = [*spoken(view.said), bullet("◆", Content.styled(view.text, "bold $loud"))]
        if view.interrupts:
            waits = f"{view.interrupts} waits, in the middle of a sentence."
            parts += [Content(" "), Content(waits)]
        return parts

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """That is the answer."""
        event.stop()
        self.post_message(ChooseInWeek(event.key))

    def action_back(self) -> None:
        """Home; the week waits, and so does the promise."""
        self.post_message(GoHome(all_the_way=True))


def _row(name: str, says: str) -> Content:
    return Content.assemble((name, "bold"), "\n", (says, "$quiet"))

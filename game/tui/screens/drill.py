"""The one-minute drill: one line, one reply, and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.tui.backroom import Backroom
from game.tui.messages import Saved, Train
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Hanging, Stack

if TYPE_CHECKING:
    from game.training.drills import Drill, Drilled
    from game.training.training import Training


class DrillScreen(Page):
    """One drill.

    Args:
        training: what it belongs to.
        drill: the moment.
        backroom: where what comes of a reply is worked out.
    """

    CSS_PATH = "drill.tcss"
    AUTO_FOCUS = "NumberedList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def __init__(self, training: "Training", drill: "Drill", backroom: Backroom) -> None:
        super().__init__()
        self._training = training
        self._drill = drill
        self._backroom = backroom
        self._answered = False

    def compose(self) -> ComposeResult:
        """What is known, the line, the replies."""
        drill = self._drill
        yield Heading(f"DRILL: {drill.skill}", drill.title)
        with VerticalScroll(can_focus=False):
            yield Prose(Stack(list(self._situation())), id="situation")
            yield Prose(id="outcome")
            yield NumberedList([Row(choice.key, Content(choice.text)) for choice in drill.choices])
        yield Keys()

    def _situation(self) -> Iterator[Visual]:
        drill = self._drill
        for fact in drill.facts:
            yield Hanging(Content.styled("•", "$accent"), Content.styled(fact, "$quiet"), 2)
        who = f"{drill.person}, {drill.job}" if drill.person and drill.job else drill.person
        if who:
            yield Content.styled(who, "bold $accent")
        yield Content.styled(drill.line, "$loud")

    async def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Take the first reply; after it, any key of the list goes back."""
        if self._answered:
            if event.key == "on":  # a reply again is a key pressed twice
                self.action_back()
            return
        self._answered = True
        found = await self._backroom.do(self._training.answer, self._drill, event.key)
        self.query_one(NumberedList).fill([Row("on", Content("On with the day"))])
        self.query_one("#outcome", Prose).say(Stack(list(_outcome(self._drill, found))))
        self.add_class("-answered")
        self.post_message(Saved())

    def action_back(self) -> None:
        """Back to the training page."""
        self.post_message(Train())


def _outcome(drill: "Drill", found: "Drilled") -> Iterator[Visual]:
    blank = Content(" ")
    yield Content.assemble((found.grade, "bold $accent"), "  ", (found.said, "$loud"))
    if found.why:
        yield Content.styled(found.why, "$quiet")
    if found.hears:
        yield blank
        yield Content.assemble((drill.person or "They", "bold $accent"), "  ", found.hears)
    if found.thought:
        yield Content.assemble(
            (f"{drill.person or 'They'} thought  ", "$quiet"), (found.thought, "italic $loud")
        )
    if found.better:
        yield blank
        yield Content.assemble(("Better  ", "bold $accent"), (found.better, "$loud"))
        yield Content.styled(found.better_why, "$quiet")

"""For a room with a projector: the line alone, then the replies, a show of hands, the split, and on."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widgets import Input

from game.play.votes import NoCounts, Vote, counted, leading
from game.telling.views import Choice, Line
from game.tui.backroom import Backroom
from game.tui.messages import EndedTogether, GoHome, Saved
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import DIGITS
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import bar, company

if TYPE_CHECKING:
    from game.play.playable import Playable

_BLANK = Content(" ")
_BAR = 30
ROOMY = 30
"""From this height on, the replies stand apart."""


class VotingScreen(Page):
    """A run that a room plays together. What is voted is kept for the debrief, and nowhere else.

    Args:
        run: the run.
        backroom: where it is played.
    """

    CSS_PATH = "voting.tcss"
    AUTO_FOCUS = ""  # nothing: keys belong to the page until hands are asked for
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "on", "On"),
        Binding("escape", "back", "Home"),
        *(Binding(digit, f"take({digit})", "Give this reply instead", show=False) for digit in DIGITS),
    ]

    def __init__(self, run: "Playable", backroom: Backroom) -> None:
        super().__init__()
        self._run = run
        self._backroom = backroom
        self._votes: list[Vote] = []
        self._hands: tuple[int, ...] = ()
        self._stage = "line"
        self._said: list[Line] = list(run.transcript())

    def compose(self) -> ComposeResult:
        """A line, replies under it, and room to type the hands."""
        yield Heading(self._run.title, "the room")
        with VerticalScroll(can_focus=False), Center():
            yield Prose(id="line")
            yield Prose(id="replies")
        yield Input(placeholder="hands for each reply, like 7 3 0", id="hands")
        yield Prose(id="hint")
        yield Keys()

    def on_mount(self) -> None:
        """Begin with what was said."""
        self._show()

    # What stands there

    def _show(self) -> None:
        self.query_one("#line", Prose).say(Stack(self._spoken()))
        replies = self.query_one("#replies", Prose)
        replies.display = self._stage != "line"
        replies.say(Stack(self._replies()))
        hands = self.query_one("#hands", Input)
        hands.display = self._stage == "vote"
        if self._stage == "vote":
            hands.value = ""
            hands.focus()
        else:
            self.set_focus(None)
        self.query_one("#hint", Prose).say(self._hint())
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _spoken(self) -> list[Visual]:
        parts: list[Visual] = [Content.styled(company(self._run.turn), "$quiet"), _BLANK]
        # The replies need the room, and the line they answer stays; what came before has been read.
        for line in self._said if self._stage == "line" else self._said[-1:]:
            if line.voice == "you":
                parts.append(Content.assemble(("You  ", "bold $accent"), (line.text, "$quiet")))
            elif line.speaker:
                parts.append(
                    Content.assemble((f"{line.speaker}  ", "bold $accent"), (line.text, "bold $loud"))
                )
            elif line.text:
                parts.append(Content.styled(line.text, ""))
            parts.append(_BLANK)
        return parts

    def _replies(self) -> list[Visual]:
        parts: list[Visual] = []
        for place, choice in enumerate(self._open()):
            text = Content.styled(choice.text, "$loud")
            parts += [Hanging(Content.styled(f"{place + 1}", "bold $accent"), text, 4)]
            if self._hands:
                count = self._hands[place]
                shown = f"{bar(count, sum(self._hands), _BAR)} {count}"
                parts.append(Hanging(Content(), Content.styled(shown, "bold $accent"), 4))
            if self.size.height >= ROOMY:
                parts.append(_BLANK)
        return parts

    def _open(self) -> list[Choice]:
        return [choice for choice in self._run.turn.choices if not choice.locked]

    def _hint(self) -> str:
        if self._run.turn.ended:
            return "Enter: what became of it."
        most = leading(self._hands) + 1 if self._hands else 0
        return {
            "line": "Read it aloud. Enter: the replies.",
            "vote": "A show of hands for each. Type the numbers, Enter.",
            "split": f"Talk about it. Enter: give reply {most}, or press another's number.",
        }[self._stage]

    # What happens

    def action_on(self) -> None:
        """The next thing."""
        if self._run.turn.ended:
            self.post_message(EndedTogether(self._run, tuple(self._votes)))
        elif self._stage == "line":
            self._stage = "vote"
            self._show()
        elif self._stage == "split":
            self._take(leading(self._hands))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Count the hands, and show the split."""
        event.stop()
        try:
            self._hands = counted(event.value, len(self._open()))
        except NoCounts as trouble:
            self.query_one("#hint", Prose).say(str(trouble))
            return
        self._stage = "split"
        self._show()

    def action_take(self, number: int) -> None:
        """Give the reply of this number, whatever most hands were for."""
        if self._stage == "split" and number <= len(self._open()):
            self._take(number - 1)

    def _take(self, place: int) -> None:
        self._stage = "taken"  # until it is said, no key does anything
        self.run_worker(self._choose(place))

    async def _choose(self, place: int) -> None:
        choices, number, hands = self._open(), self._run.turn.number, self._hands
        turn = await self._backroom.do(self._run.choose, choices[place].key)
        self._hands, self._stage = (), "line"
        if turn.fault:
            self.notify(turn.fault, markup=False)
        else:
            line = next((line.text for line in reversed(self._said) if line.voice != "you"), "")
            self._votes.append(Vote(number + 1, line, tuple(choice.text for choice in choices), hands, place))
            self._said = list(turn.lines)
        self._show()
        self.post_message(Saved())

    def action_back(self) -> None:
        """Home; the run waits there."""
        self.post_message(GoHome())

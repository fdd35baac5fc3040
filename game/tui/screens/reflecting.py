"""The debrief of a training run: besides the rest, rate yourself before the numbers, and take the other chair."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final, ParamSpec

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widgets import TabbedContent

from game.rules.skills import SKILLS, Skill
from game.telling.views import Debrief
from game.training.calibration import as_rating
from game.training.chair import chair_lines, gap_in_words
from game.tui.backroom import Backroom
from game.tui.looking_back import score_page
from game.tui.messages import Saved
from game.tui.screens.debrief import DebriefScreen
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Stack

if TYPE_CHECKING:
    from game.play.playable import Playable
    from game.training.chair import ChairLine
    from game.training.training import Training

P = ParamSpec("P")

_HOW_WELL: Final = ("hardly at all", "a little", "half and half", "well", "as well as one can")
_HOW_IT_FEELS: Final = ("it would hurt", "it would put me off", "neither", "it would help", "I'd feel met")
_PRIVATE: Final = "For you alone; never sent. Arrow keys or the tabs go on without it."
_BEFORE: Final = (
    "For you alone; never sent. u takes an answer back. Arrow keys or the tabs go on without it; "
    "once Score or Turns were open, it is too late."
)


class _Asking(VerticalScroll, can_focus=False):
    """A few questions, one after another, each answered by a number from 1 to 5; what they come to at the end.

    Where answers are `revisable`, they are handed on when all are given, or none can be given any more.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "take_back", "Take an answer back", show=False)]

    def __init__(
        self,
        questions: list[Visual],
        answers: tuple[str, ...],
        answered: Callable[[int, int], Visual | None],
        outcome: Callable[[list[int]], Visual],
        revisable: bool = False,
    ) -> None:
        super().__init__()
        self._revisable = revisable
        self._settled = 0
        self._questions = questions
        self._answers = answers
        self._answered = answered
        self._outcome = outcome
        self._values: list[int] = []
        self._uncovered: Visual | None = None

    def compose(self) -> ComposeResult:
        """What was uncovered last, the question, the answers."""
        yield Prose(classes="question")
        yield NumberedList()
        yield Prose(_BEFORE if self._revisable else _PRIVATE, classes="private")

    def on_mount(self) -> None:
        """Ask the first."""
        self._show()

    def _show(self) -> None:
        rows = self.query_one(NumberedList)
        asked = len(self._values) < len(self._questions)
        now = self._questions[len(self._values)] if asked else self._outcome(self._values)
        parts = [now] if self._uncovered is None else [self._uncovered, Content(" "), now]
        self.query_one(".question", Prose).say(Stack(parts))
        rows.fill(
            [Row(str(value), Content(says)) for value, says in enumerate(self._answers, 1)] if asked else []
        )
        self.query_one(".private", Prose).display = asked

    def action_take_back(self) -> None:
        """Ask the question before once more."""
        if len(self._values) > self._settled:
            self._values.pop()
            self._show()

    def settle(self) -> None:
        """Hand on what was answered; from now on it stands."""
        for place in range(self._settled, len(self._values)):
            self._uncovered = self._answered(place, self._values[place])
        self._settled = len(self._values)

    def close(self, why: str) -> None:
        """Ask no more, if anything is still to be asked; what was answered stands."""
        if len(self._values) < len(self._questions):
            self.settle()
            self._questions, self._values = [], []
            self._outcome = lambda _values: Content.styled(why, "$quiet")
            self._show()

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Take an answer and ask on."""
        event.stop()
        if len(self._values) < len(self._questions):
            self._values.append(int(event.key))
            if not self._revisable or len(self._values) == len(self._questions):
                self.settle()
            self._show()
            self.scroll_home(animate=False)


class TrainingDebriefScreen(DebriefScreen):
    """The debrief of a training run.

    Args:
        run: the run.
        debrief: what to show.
        training: where ratings are kept.
        backroom: where that is done.
        counts: what the run counts for, in a sentence.
    """

    numbered = False
    tabs: ClassVar[dict[str, str]] = {
        "letter": "Letter",
        "yourself": "Yourself",
        "score": "Score",
        "turns": "Turns",
        "chair": "Their chair",
    }

    def __init__(
        self, run: "Playable", debrief: Debrief, training: "Training", backroom: Backroom, counts: str
    ) -> None:
        super().__init__(run, debrief)
        self._of = run.id
        self._counts = counts
        self._training = training
        self._backroom = backroom
        self._skills: list[Skill] = [skill for skill in SKILLS if skill in debrief.score.ratios]
        self._lines = chair_lines(debrief)

    def pane_yourself(self) -> ComposeResult:
        """Rate yourself on each skill before the numbers are shown."""
        questions: list[Visual] = [
            Content.assemble((skill, "bold $accent"), "   How well did you do?") for skill in self._skills
        ]
        yield _Asking(questions, _HOW_WELL, self._rated, self._beside, revisable=True)

    def _rated(self, place: int, value: int) -> None:
        self._keep(self._training.rate_skill, self._of, self._skills[place], value)

    def _beside(self, values: list[int]) -> Visual:
        ratios = self._debrief.score.ratios
        rows: list[Visual] = [Content.styled(f"{'':<12}you said   it showed", "$quiet")]
        for skill, rated in zip(self._skills, values, strict=True):
            shown = as_rating(ratios[skill])
            apart = (_apart(rated, shown), "$accent")
            rows.append(Content.assemble(f"{skill:<12}{rated} of 5     {shown} of 5", apart))
        return Stack(rows)

    def pane_score(self) -> ComposeResult:
        """The score, and what the run counts for."""
        with VerticalScroll():
            yield Prose(self._counts, id="counts")
            yield Prose(score_page(self._debrief))

    def pane_chair(self) -> ComposeResult:
        """Three of one's own lines from the other side."""
        if not self._lines:
            with VerticalScroll():
                yield Prose("Nobody's thoughts are written down in this conversation.")
            return
        yield _Asking([_line(line) for line in self._lines], _HOW_IT_FEELS, self._read, self._gap)

    def _read(self, place: int, value: int) -> Visual:
        line = self._lines[place]
        self._keep(self._training.rate_line, self._of, line.turn, value)
        return Content.assemble(
            (f"{line.speaker or 'They'} thought  ", "$quiet"),
            (line.thought, "italic $loud"),
            (f"\nTurn {line.turn}, {line.why}: you said {value} of 5, it was worth {line.shown}.", "$quiet"),
        )

    def _gap(self, values: list[int]) -> Visual:
        return Content.styled(gap_in_words(values, [line.shown for line in self._lines]), "bold $loud")

    def _keep(self, rate: Callable[P, None], *rating: P.args, **named: P.kwargs) -> None:
        async def keep() -> None:
            await self._backroom.do(rate, *rating, **named)
            self.post_message(Saved())

        self.run_worker(keep())

    def action_back(self) -> None:
        """Back to training; what was answered is kept."""
        for asking in self.query(_Asking):
            asking.settle()
        super().action_back()

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Once the numbers were seen, it is too late to rate oneself without them."""
        super().on_tabbed_content_tab_activated(event)
        if event.pane.id in ("score", "turns"):
            asking = self.query_one("#yourself").query_one(_Asking)
            asking.close("You have seen the numbers. Next time, look here before you look there.")


def _apart(rated: int, shown: int) -> str:
    return "" if rated == shown else f"   {'above' if rated > shown else 'below'} by {abs(rated - shown)}"


def _line(line: "ChairLine") -> Visual:
    return Content.assemble(
        (f"You are {line.speaker or 'the other one'} now. ", "bold $accent"),
        (f"Turn {line.turn}.\n", "$quiet"),
        (f"You had said  {line.heard}\n" if line.heard else "", "$quiet"),
        ("You hear  ", "$quiet"),
        (line.said, "$loud"),
        "\nWhat is it like?",
    )

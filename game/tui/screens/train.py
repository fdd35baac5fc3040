"""Today's training: a drill, one or two encounters, how much of it is left, and how the stage stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from game.tui.messages import GoHome, GoOn, OpenPlans, OpenProgress, PassByTest, Prepare, StartDrill
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row
from game.tui.widgets.visuals import Hanging
from game.tui.wording import bar, counted

if TYPE_CHECKING:
    from game.training.mastery import Standing
    from game.training.sessions import EncounterStep, Session

_NAMES = 28
"""Cells for what a row is called."""

_BAR = 24


class TrainScreen(Page):
    """The training page.

    Args:
        session: today's session.
        testable: whether the stage can be passed by a test still.
    """

    CSS_PATH = "train.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Home"),
        Binding("p", "progress", "Progress"),
        Binding("l", "plans", "Plans"),
    ]

    def __init__(self, session: "Session", testable: bool) -> None:
        super().__init__()
        self._session = session
        self._testable = testable

    def compose(self) -> ComposeResult:
        """The stage, how far today is, what there is to do, how the skills stand."""
        session = self._session
        stages = session.standings
        number = [one.stage.key for one in stages].index(session.now.stage.key) + 1
        of = f", stage {number} of {len(stages)}" if len(stages) > 1 else ""
        yield Heading("TRAIN", f"{session.plan.title}{of}")
        with VerticalScroll(can_focus=False):
            yield Prose(_whereabouts(session), id="stage")
            yield Prose(_today(session), id="today")
            yield NumberedList(list(self._rows()), id="steps")
            yield Prose("THE STAGE", classes="kicker")
            now = next(one for one in stages if one.stage.key == session.now.stage.key)
            yield Prose(Content("\n").join(_standing(one) for one in now.skills), id="standing")
        yield Keys()

    def on_mount(self) -> None:
        """The keys are the steps', and what is left for today is marked; but the page is read from its top."""
        steps = self.query_one("#steps", NumberedList)
        steps.focus(scroll_visible=False)
        keys, left = [row.key for row in steps.rows], self._to_do()
        steps.highlighted = keys.index(next((key for key in keys if key in left), "progress"))

    def _to_do(self) -> set[str]:
        """The keys of what is left for today."""
        session = self._session
        left = {f"step {place}" for place, step in enumerate(session.steps) if not step.done}
        return left | ({"drill"} if session.drill is not None and not session.drilled else set())

    def _rows(self) -> Iterator[Row]:
        session = self._session
        if session.drill is not None:
            says = "done" if session.drilled else f"one line, one reply, for {session.drill}; a minute"
            yield Row("drill", _row("Drill", says, session.drilled))
        for place, step in enumerate(session.steps):
            yield Row(f"step {place}", _row(step.title, _says(step), step.done))
        if session.done:
            yield Row("", Hanging(Content(), Content.styled(_DONE, "$quiet"), 0), open=False)
        if self._testable and not session.now.done:
            who = "a stranger, mastered" if session.now.test == 1 else "two strangers, both mastered"
            yield Row("test", _row("Test out", f"{who} without gauges, pass the stage"))
        yield Row("progress", _row("Progress", "your skills over time, letters, what is due"))
        yield Row("plans", _row("Plans", "another plan"))

    def on_row_list_picked(self, event: NumberedList.Picked) -> None:
        """Do what was picked."""
        match event.key.split(" "):
            case ["drill"] if self._session.drill is not None:
                self.post_message(StartDrill(self._session.drill))
            case ["step", place]:
                step = self._session.steps[int(place)]
                self.post_message(
                    GoOn(step.run)
                    if step.run
                    else Prepare(step.encounter, step.mode, step.seed, _MODES[step.mode] + _AGAIN[step.done])
                )
            case ["test"]:
                self.post_message(PassByTest())
            case ["progress"]:
                self.action_progress()
            case ["plans"]:
                self.action_plans()

    def action_progress(self) -> None:
        """Show progress."""
        self.post_message(OpenProgress())

    def action_plans(self) -> None:
        """Show the plans."""
        self.post_message(OpenPlans())

    def action_back(self) -> None:
        """Home."""
        self.post_message(GoHome(all_the_way=True))


_MODES = {
    "coached": "gauges, and a line of why after each reply",
    "practice": "no gauges: read the person, not the meter",
}
_AGAIN = {False: "", True: ". Done for today: this is once more, from the start"}

_DONE = "That is all for today. Another day is worth more than another hour."


def _whereabouts(session: "Session") -> Content:
    if session.plan_done:
        return Content.assemble(
            (f"{session.plan.title} is done. ", "bold $loud"),
            ("What is due comes back from time to time.", "$quiet"),
        )
    stage = session.now.stage
    return Content.assemble((stage.title, "bold $loud"), "\n", (stage.about, "$quiet"))


def _today(session: "Session") -> Content:
    done = session.minutes - session.minutes_left
    left = (
        f"about {counted(session.minutes_left, 'minute')} of {session.minutes} left"
        if not session.done
        else "done"
    )
    return Content.assemble(
        ("TODAY  ", "bold $quiet"), (bar(done, session.minutes, _BAR), "$accent"), (f"  {left}", "$quiet")
    )


def _says(step: "EncounterStep") -> str:
    if step.run:
        return "go on where you stopped"
    about = f"about {counted(step.minutes, 'minute')}"
    return "done" if step.done else f"{about}, {step.mode}" + (f", for {step.skill}" if step.skill else "")


def _row(name: str, says: str, done: bool = False) -> Hanging:
    return Hanging(
        Content.styled(f"✓ {name}" if done else name, "$quiet" if done else "bold"),
        Content.styled(says, "$quiet"),
        _NAMES,
    )


def _standing(one: "Standing") -> Content:
    days = f", on {counted(one.days, 'day')} of {one.days_needed}" if one.days < one.days_needed else ""
    says = "mastered" if one.mastered else f"{min(one.passed, one.needed)} of {one.needed}{days}"
    return Content.assemble(
        f"{one.skill:<11}",
        (bar(min(one.passed, one.needed), one.needed, 12), "$accent"),
        (f"  {says}", "$quiet"),
    )

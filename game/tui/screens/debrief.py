"""After an encounter: the letter first, then the score, then every turn."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, TabbedContent, TabPane

from game.play.run import Run
from game.rules.words import listed
from game.telling.views import Costliest, Debrief
from game.tui.looking_back import score_page, turn_page, turn_row
from game.tui.messages import Again, GoHome
from game.tui.pages import Page
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import Row, RowList
from game.tui.wording import cost

if TYPE_CHECKING:
    from game.play.playable import Playable

MOST_TABS = 5


class TurnList(RowList):
    """The turns, one line each. Page keys are left to the account below, Enter to the page: a mark is all it takes."""

    pages = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marking a turn shows it, so there is nothing to choose."""
        return action != "select" and super().check_action(action, parameters)


class DebriefScreen(Page):
    """The debrief of a finished run.

    Args:
        run: the run, to play it again; none where it isn't to be had.
        debrief: what to show.
    """

    CSS_PATH = "debrief.tcss"
    AUTO_FOCUS = "#letter VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Home"),
        Binding("enter", "leave", "Home", show=False),
        Binding("t", "from_there", "Try again from there"),
        Binding("a", "again", "Again"),
        Binding("w", "write_test", "Write the run into the file's tests (for designers)", show=False),
        *(
            Binding(str(place), f"tab({place})", "Open the tab of that number", show=False)
            for place in range(1, MOST_TABS + 1)
        ),
        Binding("left", "next_tab(-1)", "Tab before", show=False),
        Binding("right", "next_tab(1)", "Next tab", show=False),
        Binding("pageup", "page(-1)", "Earlier in the account of a turn", show=False),
        Binding("pagedown", "page(1)", "Later in the account of a turn", show=False),
    ]

    def __init__(self, run: "Playable | None", debrief: Debrief) -> None:
        super().__init__()
        self._run = run
        self._debrief = debrief

    numbered: ClassVar[bool] = True
    """Whether digits open the tabs; not where they answer questions."""

    tabs: ClassVar[dict[str, str]] = {"letter": "Letter", "score": "Score", "turns": "Turn by turn"}
    """The tabs, in order: what `pane_…` makes, and what it is called."""

    def compose(self) -> ComposeResult:
        """The tabs."""
        yield Heading(self._debrief.title, "debrief")
        with TabbedContent(initial=next(iter(self.tabs))):
            for place, (tab, called) in enumerate(self.tabs.items(), 1):
                with TabPane(f"{place} {called}" if self.numbered else called, id=tab):
                    yield from getattr(self, f"pane_{tab}")()
        yield Keys()

    def pane_score(self) -> ComposeResult:
        """The score, with all that made it."""
        with VerticalScroll():
            yield Prose(score_page(self._debrief))

    def pane_turns(self) -> ComposeResult:
        """Every turn, and the account of the marked one."""
        yield TurnList([Row(f"turn {turn.number}", turn_row(turn)) for turn in self._debrief.turns])
        with VerticalScroll(id="account", can_focus=False):
            yield Prose(id="turn")

    def pane_letter(self) -> ComposeResult:
        """The ninety seconds: the letter, the reply that cost most, one thing to try."""
        with VerticalScroll():
            yield from self._letter()

    def _letter(self) -> ComposeResult:
        yield Prose("TWO WEEKS LATER", classes="kicker")
        yield Prose(self._debrief.letter, id="two-weeks")
        yield from self._to_try()

    def _to_try(self) -> ComposeResult:
        """The reply that cost most, and one thing to try."""
        debrief = self._debrief
        if debrief.costliest is not None:
            yield from costliest(debrief.costliest)
        if debrief.next_skill is not None:
            yield Prose("NEXT TIME", classes="kicker")
            yield Prose(Content.assemble((f"{debrief.next_skill}. ", "bold $accent"), debrief.next_try))
        elif debrief.costliest is None:
            yield Prose("Nothing you said could have gone better.", classes="kicker")

    # Tabs

    def action_tab(self, place: int) -> None:
        """Open the tab of this number, if there is one."""
        if place <= len(self.tabs):
            self.query_one(TabbedContent).active = list(self.tabs)[place - 1]

    def action_next_tab(self, step: int) -> None:
        """Open the tab beside, round and round."""
        tabs, order = self.query_one(TabbedContent), list(self.tabs)
        tabs.active = order[(order.index(tabs.active) + step) % len(order)]

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Give the keys to what the tab shows."""
        lists = event.pane.query(RowList)
        (lists.first() if lists else event.pane.query_one(VerticalScroll)).focus()
        self.refresh_bindings()

    # Turn by turn

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the account of the marked turn."""
        event.stop()
        if not isinstance(event.option_list, TurnList):
            return
        self.query_one("#turn", Prose).say(turn_page(self._debrief.turns[event.option_index]))
        self.query_one("#account").scroll_home(animate=False)

    def action_page(self, pages: int) -> None:
        """Turn a page of the account."""
        account = self.query_one("#account")
        if pages < 0:
            account.scroll_page_up()
        else:
            account.scroll_page_down()

    # Playing it again

    def _there(self) -> int | None:
        """The turn `t` goes back to: the marked one among the turns, else the one that cost most."""
        if self.query_one(TabbedContent).active == "turns":
            marked = self.query_one(TurnList).highlighted
            return None if marked is None else self._debrief.turns[marked].number
        return self._debrief.costliest.turn if self._debrief.costliest else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Trying again needs what a board doesn't deal, and from there a there; digits need something to open."""
        if action == "tab":
            return self.numbered
        if action == "leave":  # among the turns, Enter is more likely meant to open one
            return self.query_one(TabbedContent).active != "turns"
        if action in ("from_there", "again") and not isinstance(self._run, Run):
            return False
        if action == "from_there" and self.is_mounted:
            return self._there() is not None
        # Coached play is where designers try their encounters.
        return action != "write_test" or (self._run is not None and self._run.mode == "coached")

    def action_from_there(self) -> None:
        """Play it again from before that turn."""
        turn = self._there()
        if turn is not None and isinstance(self._run, Run):
            self.post_message(Again(self._run, turn))

    def action_again(self) -> None:
        """Play it again from the start."""
        if isinstance(self._run, Run):
            self.post_message(Again(self._run))

    def action_write_test(self) -> None:
        """Write the run just made into its encounter's own tests."""
        from game.studio.write_test import write_run
        from game.studio.written import NotWritten

        assert isinstance(self._run, Run), "nothing is dealt in coached play"
        try:
            name = write_run(self._run)
        except NotWritten as trouble:
            self.notify(f"No test was written: {trouble}.", markup=False)
        else:
            self.notify(f"Written into the file's tests as “{name}”.", markup=False)

    def action_leave(self) -> None:
        """Home, from a page that has been read."""
        self.action_back()

    def action_back(self) -> None:
        """Home."""
        self.post_message(GoHome())


def costliest(reply: Costliest) -> ComposeResult:
    """The reply that cost most, and a better one."""
    graded = f", {cost(reply.grade, reply.cost)}" if reply.grade else ""
    headed = "THE BEST CHANCE MISSED" if reply.harmless else "THE REPLY THAT COST MOST"
    yield Prose(f"{headed}: TURN {reply.turn}{graded}", classes="kicker")
    yield Prose(Content.assemble(("You said  ", "$quiet"), reply.said))
    if reply.thought:
        yield Prose(
            Content.assemble(
                (f"{reply.thinker or 'They'} thought  ", "$quiet"), (reply.thought, "italic $loud")
            )
        )
    more = f", for {listed(reply.missed)}" if reply.missed else ""
    yield Prose(Content.assemble((f"Better{more}  ", "bold $accent"), (reply.better, "$loud")), id="better")
    if reply.better_why:
        yield Prose(Content.styled(reply.better_why, "$quiet"))

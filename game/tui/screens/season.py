"""A season joined: what to play, how the teams stand, who is near, who is at the top. Live while the page is open."""

from contextlib import suppress
from dataclasses import dataclass
from threading import Event as Signal
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import TabbedContent, TabPane

from game.board.errand import News
from game.board.season import ATTEMPTS
from game.board.seen import BoardView
from game.play.run import PlayFault
from game.rules.clean import clean
from game.tui import standing
from game.tui.messages import GoHome, Saved
from game.tui.pages import Page
from game.tui.team_messages import DrawAhead, OpenJoin, OpenMembership, OpenTeam, PrepareRanked
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row, RowList

if TYPE_CHECKING:
    from game.tui.team_pages import TeamPages

TABS: Final = {"play": "Play", "teams": "Teams", "near": "Near you", "top": "Top"}
"""The tabs, in order."""


class SeasonScreen(Page):
    """The page of a season.

    Args:
        view: the season, as far as it is known.
        before: where the teams stood when it was looked at before.
        pages: asks the board, and notes what it says.
        several: whether the player is in other seasons too.
    """

    CSS_PATH = "season.tcss"
    AUTO_FOCUS = "#offered"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("s", "sync", "Sync"),
        Binding("d", "draw_ahead", "Draw ahead"),
        Binding("n", "membership", "You"),
        Binding("j", "join", "Join another season", show=False),
        Binding("left", "next_tab(-1)", "Tab before", show=False, priority=True),
        Binding("right", "next_tab(1)", "Next tab", priority=True),
    ]

    @dataclass
    class Heard(Message):
        """The board said something."""

        news: News

    def __init__(self, view: BoardView, before: standing.Ranks, pages: "TeamPages", *, several: bool) -> None:
        super().__init__()
        self._view = view
        self._before = before
        self._pages = pages
        self._several = several
        self._live = False
        self._stop = Signal()

    @property
    def view(self) -> BoardView:
        """The season as it is shown."""
        return self._view

    def compose(self) -> ComposeResult:
        """The kind of board, the tabs, how fresh it all is."""
        yield Heading(clean(self._view.season.title), standing.KINDS[self._view.holds], self._view.holds)
        with TabbedContent(initial="play"):
            with TabPane(TABS["play"], id="play"), Horizontal():
                with VerticalScroll(id="mine", can_focus=False):
                    yield Prose(id="summary")
                    yield NumberedList(id="offered")
                with VerticalScroll(id="side", can_focus=False):
                    yield Prose(id="beside")
            for tab in ("teams", "near", "top"):
                with TabPane(TABS[tab], id=tab), VerticalScroll():
                    yield Prose(id=f"{tab}-page")
        yield Prose(id="state")
        yield Keys()

    def on_mount(self) -> None:
        """Show what is known, and ask for the rest."""
        self._show(self._view, marked=0)
        self.run_worker(self._go_live(), group="live")

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._stop.set()

    # Showing

    def _show(self, view: BoardView, marked: int | None = None) -> None:
        self._view = view
        now = self._pages.now
        before = self._before
        self.query_one("#summary", Prose).say(standing.summary(view, before))
        self.query_one("#beside", Prose).say(standing.side(view, before))
        self.query_one("#teams-page", Prose).say(standing.teams_page(view, before, now))
        self.query_one("#near-page", Prose).say(standing.near_page(view, now))
        self.query_one("#top-page", Prose).say(standing.top_page(view, now))
        self.query_one("#state", Prose).say(standing.state(view, self._live, now))
        rows = self.query_one("#offered", NumberedList)
        over = view.stage in ("over", "closed")
        found = [Row(one.encounter, standing.offered_row(one, over)) for one in view.offered]
        if len(rows.rows) != len(found):
            rows.fill(found, marked)
        else:
            rows.retell(found)
        self.refresh_bindings()

    # Live

    async def _go_live(self) -> None:
        """Send what waits, ask how it stands, then listen for as long as the page is there."""
        await self._sync()
        watch = await self._pages.watch(self._view.board)
        if watch is not None and not self._stop.is_set():
            Thread(target=watch.run, args=(self._told, self._stop), daemon=True, name="watch").start()

    def _told(self, news: News) -> None:
        """In the watch's thread: hand it on."""
        if not self._stop.is_set():
            with suppress(RuntimeError):  # the app has just gone
                self.post_message(self.Heard(news))

    def on_season_screen_heard(self, event: Heard) -> None:
        """Note what the board said, and show it."""
        event.stop()
        if not self._stop.is_set():
            self.run_worker(self._take_in(event.news), group="news")

    async def _take_in(self, news: News) -> None:
        was_away = self._view.offline
        try:
            view = await self._pages.take_in(news)
        except PlayFault:  # it was left
            return
        self._live = not view.offline
        self._refresh(view)
        if was_away and not view.offline and view.waiting:
            await self._sync()

    async def _sync(self) -> BoardView:
        try:
            view = await self._pages.synced(self._view.board)
        except PlayFault:  # it was left
            return self._view
        self._live = not view.trouble
        self._refresh(view)
        self.post_message(Saved())
        return view

    def _refresh(self, view: BoardView) -> None:
        if not self._stop.is_set():
            self._show(view)

    # Keys

    def action_sync(self) -> None:
        """Send what waits, and ask how it stands."""
        self.query_one("#state", Prose).say("Asking the board …")
        self.run_worker(self._sync_and_tell(), group="sync", exclusive=True)

    async def _sync_and_tell(self) -> None:
        """The same, and say why where it can't be done."""
        view = await self._sync()
        if view.trouble and not self._stop.is_set():
            self.notify(view.trouble, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing can be drawn ahead where the board deals every turn, or nothing counts now."""
        if action == "draw_ahead" and self.is_mounted:
            tab = self.query_one(TabbedContent).active
            return tab == "play" and self._view.stage == "open" and not self._view.season.sealed
        return True

    def action_draw_ahead(self) -> None:
        """Ask whether to draw a ticket for the marked encounter now."""
        marked = self.query_one("#offered", NumberedList).highlighted
        if marked is None:
            return
        from game.tui.screens.confirm import ConfirmScreen

        one = self._view.offered[marked]
        if not one.left:
            self.notify(f"No attempt at “{one.title}” is left to be drawn.", markup=False)
            return
        number = ATTEMPTS - one.left + 1
        says = (
            f"Draw attempt {number} of {ATTEMPTS} at “{one.title}” now, to play it where there is no connection? It is "
            "spent now. Its run is sent when there is one, and says that it was played offline."
        )
        wish = DrawAhead(self._view.board, one.encounter)
        self.app.push_screen(ConfirmScreen("DRAW AHEAD", says, f"Draw attempt {number}", wish))

    def action_membership(self) -> None:
        """Show who the player is here."""
        self.post_message(OpenMembership(self._view.board))

    def action_join(self) -> None:
        """Show how to join another."""
        self.post_message(OpenJoin())

    def action_back(self) -> None:
        """To the other seasons, or home."""
        self.post_message(OpenTeam() if self._several else GoHome(all_the_way=True))

    def action_next_tab(self, step: int) -> None:
        """Open the tab beside, round and round."""
        tabs, order = self.query_one(TabbedContent), list(TABS)
        tabs.active = order[(order.index(tabs.active) + step) % len(order)]

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Give the keys to what the tab shows."""
        lists = event.pane.query(RowList)
        (lists.first() if lists else event.pane.query_one(VerticalScroll)).focus(scroll_visible=False)
        self.refresh_bindings()

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Show an encounter before it is played."""
        self.post_message(PrepareRanked(self._view.board, event.key))

"""The pages of the seasons a player joined, and what leads from one to the next."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from game.board.errand import News, Watch
from game.board.keeper import BoardRefused, BoardTrouble
from game.board.membership import FAULTS, Memberships
from game.board.season import ATTEMPTS, Kind
from game.board.seen import BoardView, OfferedView
from game.board.viewing import those_with
from game.library.towns import town_names
from game.play.run import PlayFault
from game.rules.clean import clean
from game.saves.boards import run_of
from game.town.views import WeekDebrief
from game.town.weeks import Weeks
from game.tui import team_messages as wishes
from game.tui.backroom import Backroom, aside
from game.tui.messages import TeamWish
from game.tui.screens.day import place_of
from game.tui.stage import Stage
from game.tui.standing import Ranks, place, ranks
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.play.game import Card
    from game.play.playable import Playable
    from game.town.weeks import TownCard
    from game.town.working import WorkingWeek

NOT_JOINED: Final = "join a season with a code"


class TeamPages:
    """Shows them. Each method that shows a page is an errand of the app's.

    Args:
        app: where they are shown.
        seasons: what the player joined. It belongs to the back room.
        backroom: where the save is.
    """

    def __init__(self, app: Stage, seasons: Memberships, backroom: Backroom) -> None:
        self._app = app
        self._backroom = backroom
        self._board = ""
        self._before: dict[str, Ranks] = {}
        self.seasons = seasons

    async def do(self, wish: TeamWish) -> None:
        """Do what a page asked for; what a board says no to is said in passing."""
        try:
            await self._do(wish)
        except FAULTS as fault:
            self._app.tell(_sentence(fault))

    async def _do(self, wish: TeamWish) -> None:
        match wish:
            case wishes.OpenTeam():
                await self.seasons_joined()
            case wishes.OpenJoin():
                await self.join()
            case wishes.OpenSeason():
                await self.season(wish.board)
            case wishes.PrepareRanked():
                await self.prepare(wish.board, wish.encounter)
            case wishes.BeginRanked():
                await self._begin(wish.board, wish.encounter)
            case wishes.Practise():
                from game.tui.screens.brief import MODES

                await self._app.prepare(wish.encounter, None, MODES)
            case wishes.LookBackOn():
                await self.look_back(wish.board, wish.ticket)
            case wishes.SeeReceipt():
                self._board = wish.board
                await self.receipt(wish.board, wish.ticket)
            case wishes.DrawAhead():
                await self.draw_ahead(wish.board, wish.encounter)
            case wishes.OpenMembership():
                await self.membership(wish.board)
            case wishes.ChangeMembership():
                await self.change(wish)
            case wishes.LeaveSeason():
                await self.leave(wish.board, anyway=wish.anyway)

    @property
    def now(self) -> int:
        """The time in UTC milliseconds."""
        return self._app.game.now

    # Asking nobody, in the back room

    def in_a_line(self) -> str:
        """How the season joined last stands, for the home page."""
        boards = self.seasons.boards()
        if not boards:
            return NOT_JOINED
        now = next((view for view in boards if view.stage in ("soon", "open")), boards[0])
        where = place(now, {})
        waits = f"{counted(now.waiting, 'run')} to be sent" if now.waiting else ""
        over = "" if now.stage in ("soon", "open") else "over"
        said = (now.team_title, f"season “{clean(now.season.title)}”", where, over, waits)
        return " · ".join(filter(None, said))

    # Beside the game

    async def synced(self, board: str) -> BoardView:
        """Send what waits and ask how a season stands, while the save does other things.

        Raises:
            PlayFault: it was left meanwhile.
        """
        try:
            errand = await self._backroom.do(self.seasons.errand, board)
        except BoardRefused as no:
            return await self._backroom.do(self.seasons.take_in, News(board, trouble=str(no)))
        return await self.take_in(await aside(errand.run))

    async def take_in(self, news: News) -> BoardView:
        """Note what was heard from a board. Raises PlayFault where the season was left meanwhile."""
        return await self._backroom.do(self.seasons.take_in, news)

    async def watch(self, board: str) -> Watch | None:
        """A season's standings as they change, to be run in a thread; none where its board can't be opened."""
        try:
            return await self._backroom.do(self.seasons.watch, board)
        except FAULTS:
            return None

    # Pages

    async def seasons_joined(self) -> None:
        """The season joined; the list of several; how to join the first."""
        views = await self._backroom.do(self.seasons.boards)
        if not views:
            await self.join()
        elif len(views) == 1:
            await self.season(views[0].board)
        else:
            from game.tui.screens.seasons import SeasonsScreen

            await self._app.stand_on(SeasonsScreen(views))

    async def join(self) -> None:
        """How to join a season."""
        from game.tui.screens.join import JoinScreen

        game = self._app.game
        await self._app.open_over(JoinScreen(self.seasons, game.name, game.now, self._backroom))

    async def season(self, board: str) -> None:
        """A season."""
        from game.tui.screens.season import SeasonScreen

        self._board = board
        view = await self._backroom.do(self.seasons.seen, board)
        several = len(await self._backroom.do(self.seasons.boards)) > 1
        before = self._before.setdefault(board, ranks(view.standings))
        await self._app.stand_on(SeasonScreen(view, before, self, several=several))

    async def back(self) -> None:
        """The season played in last."""
        try:
            await self.season(self._board)
        except PlayFault:  # it was left
            await self._app.go_home()

    async def come_in(self, key: str, kind: Kind) -> None:
        """What the command line asked for: an encounter, or a week, of the season that has it.

        Raises:
            PlayFault: no season joined offers it now.
        """
        views = await self._backroom.do(self.seasons.boards)
        there = those_with(views, key, kind)
        await self.season(there[0].board)
        await self.prepare(there[0].board, key)

    async def prepare(self, board: str, encounter: str) -> None:
        """An encounter, or a week, of a season, before it is played."""
        from game.tui.screens.ranked import RankedScreen

        view = await self._backroom.do(self.seasons.seen, board)
        offered = view.encounter(encounter)
        if offered is None:
            return
        card, brief = await self._at_hand(offered)
        await self._app.open_over(RankedScreen(view, offered, card, brief, self._app.game.now))

    async def _at_hand(self, offered: OfferedView) -> "tuple[Card | TownCard | None, str]":
        """What the pack at hand has of it, and what is known before it begins; none where it hasn't got it."""
        game = self._app.game
        if offered.kind == "week":
            there = offered.encounter in await self._backroom.do(town_names, game.library)
            town = await self._backroom.do(Weeks(game).card, offered.encounter) if there else None
            return (town, town.about) if town is not None and not town.problem else (None, "")
        cards = await self._backroom.do(game.encounters)
        card = next((card for card in cards if card.key == offered.encounter and not card.problem), None)
        return card, card.brief if card is not None else ""

    async def _begin(self, board: str, encounter: str) -> None:
        """Go on with the open attempt, or spend the next."""
        self._board = board
        view = await self._backroom.do(self.seasons.seen, board)
        offered = view.encounter(encounter)
        if offered is not None and offered.kind == "week":
            await self._app.spend(await self._backroom.do(self.seasons.begin_week, board, encounter))
        else:
            await self._app.play(await self._backroom.do(self.seasons.begin, board, encounter))

    async def ended(self, run: "Playable") -> None:
        """A run that counts has ended: its debrief, or what came of it where a board dealt it and keeps that secret."""
        from game.play.run import Run
        from game.tui.screens.ranked_debrief import RankedDebriefScreen

        receipt = self.receipt_of(run)
        if receipt is not None and not isinstance(run, Run):
            await self.do(receipt)
        else:
            debrief = await self._backroom.do(run.debrief)
            await self._app.stand_on(RankedDebriefScreen(run, debrief, receipt))

    async def send(self, run: "Playable | WorkingWeek") -> None:
        """Send a run, or a week, that has just ended; if it can't be sent it waits, and the season's page says so."""
        held = self._held(run)
        if held is not None:
            with suppress(PlayFault):  # it was left meanwhile
                await self.synced(held[0])

    def receipt_of(self, run: "Playable | WorkingWeek") -> wishes.SeeReceipt | None:
        """What came of a run, or a week, at its board; none where the season was left."""
        held = self._held(run)
        return None if held is None else wishes.SeeReceipt(*held)

    def _held(self, run: "Playable | WorkingWeek") -> tuple[str, str] | None:
        """The season and the ticket of a run, or a week; none where the season was left."""
        boards = self._app.game.progress.boards.joined.items()
        return next(
            ((key, one) for key, board in boards for one in board.tickets if run_of(one) == run.id), None
        )

    async def receipt(self, board: str, ticket: str) -> None:
        """What came of an attempt."""
        from game.tui.screens.receipt import ReceiptScreen

        view = await self._backroom.do(self.seasons.seen, board)
        await self._app.stand_on(ReceiptScreen(view, ticket, self, self._app.game.now))

    async def look_back(self, board: str, ticket: str) -> None:
        """The debrief of an attempt."""
        if run_of(ticket) in self._app.game.progress.weeks.by_id:
            await self._look_back_on_week(board, run_of(ticket))
            return
        from game.tui.screens.ranked_debrief import RankedDebriefScreen

        debrief = await self._backroom.do(self.seasons.debrief, board, ticket)
        run = None
        if run_of(ticket) in self._app.game.progress.runs:
            run = await self._backroom.do(self._app.game.resume, run_of(ticket))
        await self._app.open_over(RankedDebriefScreen(run, debrief, wishes.OpenSeason(board)))

    async def _look_back_on_week(self, board: str, week: str) -> None:
        from game.tui.screens.ranked_week import RankedWeekScreen

        spent = await self._backroom.do(Weeks(self._app.game).resume, week)
        assert isinstance(spent.view, WeekDebrief), "only what has ended is looked back on"
        then = wishes.OpenSeason(board)
        await self._app.open_over(RankedWeekScreen(place_of(spent), spent.view, then))

    async def draw_ahead(self, board: str, encounter: str) -> None:
        """Draw a ticket to be played without a connection."""
        view = await self._backroom.do(self.seasons.draw_ahead, board, encounter)
        await self.season(board)
        drawn = view.encounter(encounter)
        if drawn is not None:
            self._app.tell(
                f"Attempt {len(drawn.attempts)} of {ATTEMPTS} at “{drawn.title}” is yours, to be played without a "
                "connection."
            )

    # Who I am there

    async def membership(self, board: str) -> None:
        """Who the player is in a season."""
        from game.tui.screens.membership import MembershipScreen

        await self._app.open_over(MembershipScreen(await self._backroom.do(self.seasons.seen, board)))

    async def change(self, wish: wishes.ChangeMembership) -> None:
        """Be called otherwise there, or be shown or not."""
        from game.tui.screens.membership import MembershipScreen

        change = self.seasons.change
        view = await self._backroom.do(change, wish.board, name=wish.name, shown=wish.shown)
        await self.season(wish.board)
        await self._app.open_over(MembershipScreen(view))

    async def leave(self, board: str, *, anyway: bool) -> None:
        """Leave a season; where its board can't be asked, ask whether to leave all the same."""
        try:
            says = await self._backroom.do(self.seasons.leave, board, anyway=anyway)
        except (BoardTrouble, BoardRefused) as trouble:
            from game.tui.screens.confirm import ConfirmScreen

            asked = f"{trouble} What this board has of you would stay there. Leave it all the same?"
            leave = wishes.LeaveSeason(board, anyway=True)
            await self._app.open_over(ConfirmScreen("NOT FORGOTTEN YET", asked, "Leave all the same", leave))
            return
        self._before.pop(board, None)
        await self._app.go_home()
        self._app.tell(says)


def _sentence(fault: Exception) -> str:
    """What is wrong, as a sentence with its full stop."""
    said = str(fault)
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "!", "?", "”")) else ".")

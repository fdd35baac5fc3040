"""The seasons a player joined: what screens and commands ask of them.

Everything here belongs to the thread of the save, as the game does; a board may take seconds to answer. What must not
hold up a game is done in three parts: `errand` or `watch` here, their `run` in any thread, and `take_in` here again.
"""

from contextlib import suppress
from secrets import token_urlsafe
from uuid import uuid4

from pydantic import ValidationError

from game.board import kept_standings
from game.board.drawing import content_of, drawn
from game.board.errand import Errand, News, Watch
from game.board.keeper import BoardRefused, BoardTrouble, Keeper, NotAMember
from game.board.kept_standings import KeptStandings
from game.board.material import Material
from game.board.outbox import outbox
from game.board.places import Membership, Opener, Places, holds, season_named, settled
from game.board.sealed_run import Dealer, SealedRun
from game.board.season import ATTEMPTS, Kind, Offered, Season
from game.board.seen import BoardView, Found, OfferedView
from game.board.viewing import board_view
from game.board.wire import Receipt
from game.library.loaded import Loaded
from game.library.towns import LoadedTown
from game.play.game import Game
from game.play.playable import Playable
from game.play.run import PlayFault
from game.rules.clean import clean
from game.saves.boards import HeldTicket, SavedBoard, run_of
from game.saves.events import (
    BoardChanged,
    BoardJoined,
    BoardLeft,
    Delivered,
    JoinWished,
)
from game.telling.views import Debrief
from game.town.weeks import Weeks
from game.town.working import WorkingWeek

FAULTS = (BoardTrouble, BoardRefused, PlayFault)
"""What methods here raise: out of reach, no, and not like that. Each message is a sentence for the player."""


class Memberships:
    """A player's seasons.

    Every method that takes a `board` (our own name for a season joined, `BoardView.board`) raises `PlayFault` for one
    that isn't joined. `BoardTrouble` means that the board can't be reached just now, `BoardRefused` that it says no.

    Args:
        game: the player's game.
        opener: opens boards; those there are, over the network and in folders, if none is given.
    """

    def __init__(self, game: Game, opener: Opener | None = None) -> None:
        self._game = game
        self._weeks = Weeks(game)
        self._opener = opener or Places(game.library, lambda: game.now)
        self._keepers: dict[str, Keeper] = {}
        self._seasons: dict[str, Season] = {}
        self._found: dict[str, KeptStandings | None] = {}
        self._trouble: dict[str, tuple[str, bool]] = {}

    # Asking nobody

    def boards(self) -> list[BoardView]:
        """Every season joined, the one joined last first. Asks nobody."""
        found = []
        for board in reversed(self._game.progress.boards.joined):
            with suppress(PlayFault):  # another version of the game joined it, and may go on with it
                found.append(self.seen(board))
        return found

    def seen(self, board: str) -> BoardView:
        """A season as far as it is known here. Asks nobody, so it is quick and works without a connection."""
        return board_view(
            self._game.progress,
            self._joined(board),
            self._season(board),
            self._last(board),
            self._trouble.get(board, ("", False)),
            self._game.now,
        )

    # Coming and going

    def look(self, where: str, code: str = "", *, insecure: bool = False) -> Found:
        """What a code at an address, or a folder (no code), leads to, before joining.

        Args:
            where: the address or the folder.
            code: as the organiser gave it.
            insecure: whether http will do beyond this computer.
        """
        where = settled(where)
        season = self._opener.door(where, insecure=insecure).look(code.strip())
        return Found(holds(where), clean(where), season)

    def join(
        self,
        where: str,
        code: str,
        name: str,
        team: str,
        *,
        shown: bool = False,
        insecure: bool = False,
    ) -> BoardView:
        """Come in. Asked again after an answer was lost, it is the same player who comes in.

        Args:
            where: the address or the folder.
            code: as the organiser gave it; "" for a folder.
            name: what to be called there.
            team: the team's key.
            shown: whether the name may stand on the board for everybody.
            insecure: whether http will do beyond this computer.

        Raises:
            PlayFault: this player is in it already.
        """
        where, code = settled(where), code.strip()
        wish = (where, season_named(code))
        for board, joined in self._game.progress.boards.joined.items():
            if joined.joined.where == where and wish[1] in ("", self._season(board).season):
                raise PlayFault(f"you are in “{clean(self._season(board).title)}” already, as {joined.name}")
        door = self._opener.door(where, insecure=insecure)
        request = self._game.progress.boards.wishes.get(wish)
        if request is None:
            request = token_urlsafe(24)
            self._game.note(JoinWished(where=where, season=wish[1], request=request))
        try:
            season, player, accepted, secret = door.join(code, name, team, shown=shown, request=request)
        except NotAMember:  # this request has come in and been deleted again; another may
            self._game.note(JoinWished(where=where, season=wish[1], request=token_urlsafe(24)))
            raise
        board = uuid4().hex
        self._game.note(
            BoardJoined(
                board=board,
                holds=holds(where),
                where=where,
                season=season.model_dump_json(),
                player=player,
                secret=secret,
                name=accepted,
                team=team,
                shown=shown,
                insecure=insecure,
            )
        )
        return self.refresh(board)

    def change(self, board: str, *, name: str | None = None, shown: bool | None = None) -> BoardView:
        """Be called otherwise there, or be shown or not."""
        return self.take_in(News(board, mine=self._keeper(board).change(name=name, shown=shown)))

    def leave(self, board: str, *, anyway: bool = False) -> str:
        """Be forgotten there, and leave; returns what stays, in a sentence. What waits is not sent any more.

        Args:
            board: the season.
            anyway: leave even if the board can't be asked to forget.
        """
        try:
            says = self._keeper(board).leave()
        except NotAMember:
            says = "This board doesn't know you any more."
        except (BoardTrouble, BoardRefused) as trouble:
            if not anyway:
                raise
            says = f"{trouble} You have left; what the board has of you stays there."
        self._let_go(board)
        self._game.note(BoardLeft(board=board))
        for known in (self._seasons, self._found, self._trouble):
            known.pop(board, None)
        kept_standings.drop(board)
        return says

    # Sending and seeing

    def refresh(self, board: str) -> BoardView:
        """Send what waits, ask how everything stands, and show it. Never raises for what the board does."""
        try:
            return self.take_in(self.errand(board).run())
        except BoardRefused as no:  # it can't even be opened
            return self.take_in(News(board, trouble=str(no)))

    def sync(self, board: str) -> list[Receipt]:
        """Send what waits, each run exactly once; a run refused for good has a receipt too, which says why.

        What could not be sent waits on, and `seen(board).trouble` says why.
        """
        errand = self.errand(board)
        if not errand.outbox:
            return []
        news = errand.run(ask=False)
        self.take_in(news)
        return list(news.receipts)

    def errand(self, board: str) -> Errand:
        """What `refresh` does, to be run in any thread and then handed to `take_in`."""
        return Errand(board, self._keeper(board), outbox(self._game.progress, board))

    def watch(self, board: str) -> Watch:
        """A season's standings as they change; its news are for `take_in`."""
        return Watch(board, self._keeper(board))

    def take_in(self, news: News) -> BoardView:
        """Note what an errand or a watch brought, and show how things stand now."""
        board = self._joined(news.board)
        for receipt in news.receipts:
            self._receive(receipt)
        mine = news.mine
        if mine is not None and (mine.name, mine.team, mine.shown) != (board.name, board.team, board.shown):
            self._game.note(BoardChanged(board=news.board, name=mine.name, team=mine.team, shown=mine.shown))
        if mine is not None or news.standings is not None:
            last = self._last(news.board) or KeptStandings(synced=0)
            found = KeptStandings(
                synced=self._game.now if news.standings else last.synced,
                standings=news.standings or last.standings,
                mine=mine or last.mine,
            )
            self._found[news.board] = found
            kept_standings.keep(news.board, found)
        self._trouble[news.board] = (news.trouble, news.offline)
        return self.seen(news.board)

    # Playing

    def begin(self, board: str, encounter: str) -> Playable:
        """Go on with the open attempt at an encounter, or draw a ticket, which spends the next.

        Raises:
            PlayFault: the season has no such encounter, all attempts are spent, or it can't be played.
        """
        offered, view = self._offered(board, encounter, "encounter")
        if view.open is not None:
            return self._play(board, offered, self._joined(board).tickets[view.open.ticket])
        if not self._season(board).sealed:
            self._content(board, offered)  # before anything is spent
        return self._play(board, offered, self._draw(board, offered, view, ahead=False))

    def begin_week(self, board: str, town: str) -> WorkingWeek:
        """Go on with the open attempt at a week in a town, or draw a ticket, which spends the next.

        Raises:
            PlayFault: the season has no such week, all attempts are spent, or it can't be played.
        """
        offered, view = self._offered(board, town, "week")
        if view.open is not None and view.open.state == "begun":
            return self._weeks.resume(run_of(view.open.ticket))
        material = self._content(board, offered)  # before anything is spent
        held = self._joined(board).tickets[view.open.ticket] if view.open else None
        drawn = (held or self._draw(board, offered, view, ahead=False)).drawn
        assert isinstance(material, LoadedTown)
        assert drawn.seed is not None  # no sealed season has a week
        return self._weeks.start_ranked(material, drawn.ticket, drawn.seed)

    def draw_ahead(self, board: str, encounter: str) -> BoardView:
        """Draw a ticket to be played without a connection; its run, or week, is labelled so. It spends an attempt.

        Raises:
            PlayFault: the season has nothing of this key, deals its cards itself, or all attempts are spent.
        """
        offered, view = self._offered(board, encounter)
        if self._season(board).sealed:
            raise PlayFault("this season's board deals every turn itself, so it can't be played without it")
        self._content(board, offered)
        self._draw(board, offered, view, ahead=True)
        return self.seen(board)

    def debrief(self, board: str, ticket: str) -> Debrief:
        """Look back on an attempt that ended.

        Raises:
            PlayFault: it hasn't ended, isn't in this save, or is sealed until the season is closed.
        """
        held = self._joined(board).tickets.get(ticket)
        if held is None:
            raise PlayFault("that attempt isn't in this save")
        if self._season(board).sealed:
            return SealedRun(self._dealer(board), ticket, self._receive).debrief()
        run = self._game.progress.runs.get(run_of(ticket))
        if run is None or run.finished is None:
            raise PlayFault("that attempt hasn't come to an end")
        return self._game.resume(run_of(ticket)).debrief()

    def close(self) -> None:
        """Let go of connections. Set the signal of every watch first: an errand under way only ends in trouble."""
        for board in list(self._keepers):
            self._let_go(board)

    # Inside

    def _joined(self, board: str) -> SavedBoard:
        joined = self._game.progress.boards.joined.get(board)
        if joined is None:
            raise PlayFault("you are in no such season")
        return joined

    def _season(self, board: str) -> Season:
        if board not in self._seasons:
            try:
                self._seasons[board] = Season.model_validate_json(self._joined(board).joined.season)
            except ValidationError:
                raise PlayFault(
                    "another version of Own It joined this season, and this one can't read it"
                ) from None
        return self._seasons[board]

    def _last(self, board: str) -> KeptStandings | None:
        """What the board last said."""
        if board not in self._found:
            self._found[board] = kept_standings.kept(board)
        return self._found[board]

    def _keeper(self, board: str) -> Keeper:
        if board not in self._keepers:
            saved = self._joined(board)
            self._keepers[board] = self._opener.keeper(
                Membership(
                    where=saved.joined.where,
                    season=self._season(board),
                    player=saved.joined.player,
                    secret=saved.joined.secret,
                    name=saved.name,
                    team=saved.team,
                    shown=saved.shown,
                    insecure=saved.joined.insecure,
                )
            )
        return self._keepers[board]

    def _dealer(self, board: str) -> Dealer:
        keeper = self._keeper(board)
        if not isinstance(keeper, Dealer):
            raise PlayFault("this kind of board can't deal a sealed season")
        return keeper

    def _let_go(self, board: str) -> None:
        keeper = self._keepers.pop(board, None)
        if keeper is not None:
            keeper.close()

    def _receive(self, receipt: Receipt) -> None:
        held = self._game.progress.boards.tickets.get(receipt.ticket)
        if held is None or held.delivered is not None:  # nobody's, or told again
            return
        self._game.note(
            Delivered(
                ticket=receipt.ticket,
                accepted=receipt.accepted,
                why=receipt.why,
                score=receipt.score,
                points=receipt.points,
                offline=receipt.offline,
            )
        )

    def _offered(self, board: str, key: str, kind: Kind | None = None) -> tuple[Offered, OfferedView]:
        """What a season offers under a key; where a kind is said, of that kind."""
        offered, view = self._season(board).offered(key), self.seen(board).encounter(key)
        if offered is None or view is None or kind not in (None, offered.kind):
            title = clean(self._season(board).title)
            raise PlayFault(f"the season “{title}” has no {kind or 'encounter'} “{key}”")
        return offered, view

    def _draw(self, board: str, offered: Offered, view: OfferedView, *, ahead: bool) -> HeldTicket:
        if not view.left:
            raise PlayFault(f"all {ATTEMPTS} attempts at “{view.title}” are spent")
        joined, season = self._joined(board), self._season(board)
        return drawn(self._game, self._keeper(board), joined, season, offered, ahead=ahead)

    def _content(self, board: str, offered: Offered) -> Material:
        return content_of(self._game, lambda: self._keeper(board), offered)

    def _play(self, board: str, offered: Offered, held: HeldTicket) -> Playable:
        """The run of a ticket, begun or gone on with."""
        ticket, seed = held.drawn.ticket, held.drawn.seed
        if seed is None:
            return SealedRun(self._dealer(board), ticket, self._receive)
        if run_of(ticket) in self._game.progress.runs:
            return self._game.resume(run_of(ticket))
        material = self._content(board, offered)
        assert isinstance(material, Loaded)
        return self._game.start_ranked(material, ticket, seed)

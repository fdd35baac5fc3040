"""A folder's board as a player's game sees it: come in, draw a ticket, send a run, leave."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import ValidationError

from game import paths
from game.board.folder.files import Finding, Strange, player_files, regular
from game.board.folder.opened import PLAYERS, RUNS, TICKETS, FolderBoard, open_board
from game.board.folder.reading import NotAtHand, gathered, people_of, sentence, verdict_on
from game.board.folder.signed import (
    BYTES_MOST,
    Card,
    Drawn,
    Gone,
    NotSigned,
    Played,
    Signer,
    file_name,
    new_secret,
    read_signed,
)
from game.board.folder.standing import standings
from game.board.keeper import BoardRefused, BoardTrouble, NotAMember
from game.board.naming import NameRefused, accepted, skeleton
from game.board.season import ATTEMPTS, Season
from game.board.standings import Counted, tally
from game.board.verdict import Sent, Verdict, played_on
from game.board.wire import Attempt, Mine, Receipt, Standings, TicketDealt
from game.library.library import Library
from game.library.run_file import RunRefused
from game.rules.clean import clean

Now = Callable[[], int]
"""UTC milliseconds."""

_REMAINS: Final = (
    "What you had put into {folder} is deleted, and your points with it. Copies that a drive or somebody else has kept "
    "are out of reach: a folder can't promise more."
)


class FolderDoor:
    """A folder's board before one has joined it.

    Args:
        folder: where it is.
        library: the pack at hand.
        now: the time.
    """

    def __init__(self, folder: Path, library: Library, now: Now) -> None:
        self._folder, self._library, self._now = folder, library, now

    def look(self, code: str) -> Season:  # noqa: ARG002 - whoever can open the folder needs none
        """The season that is kept there. A folder needs no code.

        Raises:
            BoardTrouble: there is no board there, or it can't be read.
        """
        return open_board(self._folder, self._library).season

    def join(
        self,
        code: str,  # noqa: ARG002 - likewise
        name: str,
        team: str,
        *,
        shown: bool,
        request: str,
    ) -> tuple[Season, str, str, str]:
        """Come in; returns the season, the player's id, the name as it was accepted, and the secret to keep.

        Args:
            code: none is needed.
            name: what to be called there.
            team: the team's key.
            shown: whether the name may stand on the board.
            request: drawn at random; the same again is the same player.

        Raises:
            BoardTrouble: there is no board there, or it can't be read or written.
            BoardRefused: the season is over, has no such team, or the name can't be had.
        """
        board = open_board(self._folder, self._library)
        now = self._now()
        if now >= board.season.closes:
            raise BoardRefused("This season is over.")
        if board.season.team(team) is None:
            titles = ", ".join(f"{one.title} ({one.team})" for one in board.season.teams)
            raise BoardRefused(f"This season has no team “{clean(team)}”; there are: {titles}.")
        called = _accepted(name)
        secret = new_secret(board.id, request)
        signer = Signer(secret)
        there = people_of(board, now)
        if (already := there.get(signer.player)) is not None:
            return board.season, signer.player, already.name, secret
        _free(board, now, signer.player, team, called)
        at = max(now, board.created)  # a clock that is slow must not be older than the board
        _write(board, PLAYERS, signer, "card", at, name=called, team=team, shown=shown)
        return board.season, signer.player, called, secret


class FolderKeeper:
    """A folder's board, once joined; answers as `game.board.keeper.Keeper` says.

    Args:
        folder: where it is.
        secret: the player's, as `FolderDoor.join` gave it.
        library: the pack at hand.
        now: the time.
    """

    kind: Literal["friendly", "refereed"] = "friendly"

    def __init__(self, folder: Path, secret: str, library: Library, now: Now) -> None:
        self._folder, self._library, self._now = folder, library, now
        self._board: FolderBoard | None = None
        try:
            self._signer = Signer(secret)
        except ValueError:
            raise BoardRefused("The key that was kept for this board is damaged; join it anew.") from None

    def mine(self) -> Mine:
        """Who I am there, and what I have played."""
        board, own = self._own()
        spent: dict[tuple[str, int], Attempt] = {}
        for drawn in own.drawn:
            spent[drawn.encounter, drawn.attempt] = self._attempt(
                board, drawn.encounter, drawn.attempt, None, drawn.ahead
            )
        for (encounter, attempt), verdict in own.counted(board, self._signer.player).items():
            before = spent.get((encounter, attempt))
            ahead = before is not None and before.offline
            spent[encounter, attempt] = self._attempt(board, encounter, attempt, verdict.score, ahead)
        return Mine(
            season=board.season,
            player=self._signer.player,
            name=own.card.name,
            team=own.card.team,
            shown=own.card.shown,
            closed=self._now() >= board.season.closes,
            attempts=tuple(spent[key] for key in sorted(spent)),
        )

    def ticket(self, encounter: str, request: str, *, ahead: bool = False) -> TicketDealt:
        """A ticket, which spends an attempt. The same `request` again is the same ticket."""
        board, own = self._own()
        offered = board.season.offered(encounter)
        if offered is None:
            raise BoardRefused(f"This season has no encounter and no week “{clean(encounter)}”.")
        drawn = next(
            (one for one in own.drawn if one.request == request and one.encounter == encounter), None
        )
        if drawn is None:
            self._hold_open(board)
            spent = {one.attempt for one in own.drawn if one.encounter == encounter}
            spent |= {one.attempt for _, one in own.played if played_on(one.run) == encounter}
            left = [number for number in range(1, ATTEMPTS + 1) if number not in spent]
            if not left:
                raise BoardRefused(f"All {ATTEMPTS} attempts at “{offered.title}” are spent.")
            attempt = left[0]
            _write(
                board, TICKETS, self._signer, "drawn", self._now(),
                encounter=encounter, attempt=attempt, request=request, ahead=ahead,
            )  # fmt: skip
        else:
            attempt = drawn.attempt
        return TicketDealt(
            ticket=board.ticket(self._signer.player, encounter, attempt),
            encounter=encounter,
            play=offered.play,
            text=offered.text,
            attempt=attempt,
            seed=board.seed(self._signer.player, encounter, attempt),
        )

    def content(self, digest: str) -> bytes:
        """A part of an encounter or a town, by its digest; checked against it by whoever puts them together."""
        board, _ = self._own()
        if digest not in {part for one in board.season.encounters for part in (one.play, one.text)}:
            raise BoardRefused("That is no part of this season.")
        body = board.part(digest)
        if body is None:
            raise BoardTrouble(
                f"A part of what is played is missing in {clean(str(self._folder))} at the moment."
            )
        return body

    def send(self, ticket: str, run: Sent) -> Receipt:
        """Send a finished run, or a week that is over; sent again, it gets the same answer."""
        board, own = self._own()
        player = self._signer.player
        numbers = range(1, ATTEMPTS + 1)
        key = played_on(run)
        attempt = next((one for one in numbers if board.ticket(player, key, one) == ticket), None)
        if attempt is None:
            return _refused(ticket, "This run was played on a ticket that isn't yours on this board.")
        same = (key, attempt)
        ahead = any(one.ahead for one in own.drawn if (one.encounter, one.attempt) == same)
        sent = next(
            (one for _, one in sorted(own.played, key=_order) if (played_on(one.run), one.attempt) == same),
            None,
        )
        if sent is not None and sent.run != run:
            return _refused(
                ticket, f"Another run of attempt {attempt} is there already, and the first counts.", ahead
            )
        try:
            verdict = verdict_on(board, player, attempt, run)
        except RunRefused as refused:
            return _refused(ticket, sentence(refused), ahead)
        except NotAtHand as trouble:
            raise BoardTrouble(sentence(trouble)) from None
        if sent is None:
            now = self._now()
            if not board.season.opens <= now < board.season.closes:
                when = "hasn't opened yet" if now < board.season.opens else "is over"
                return _refused(ticket, f"The season {when}, so this run doesn't count.", ahead)
            try:
                told = run.model_dump(mode="json")
                played = _write(board, RUNS, self._signer, "played", now, attempt=attempt, run=told)
            except NotSigned as trouble:
                return _refused(ticket, f"This run can't be sent: {trouble}.", ahead)
            assert isinstance(played, Played)
            own.played.append(("", played))
        counted = own.counted(board, player)
        points = tally(Counted(key, number, one) for (key, number), one in counted.items()).points
        return Receipt(
            ticket=ticket,
            accepted=True,
            score=verdict.score,
            ending=verdict.ending,
            points=points,
            offline=ahead,
        )

    def standings(self) -> Standings:
        """Where everybody stands, and I among them.

        Raises:
            BoardTrouble: the folder can't be read.
            BoardRefused: nothing of mine counts there: somebody of the team had the name first.
        """
        board, _ = self._own()
        now, me = self._now(), self._signer.player
        found = gathered(board, now)
        if all(one.player != me for one in found.people):
            whys = [one.why for one in found.findings if one.path.startswith(f"{PLAYERS}/{me}/")]
            raise BoardRefused(" ".join(["Nothing of yours counts here as it is.", *whys[:1]]))
        return standings(board.season, found, now, me)

    def change(self, *, name: str | None = None, shown: bool | None = None) -> Mine:
        """Be called otherwise there, or be shown or not."""
        board, own = self._own()
        called = own.card.name if name is None else _accepted(name)
        if called != own.card.name:
            _free(board, self._now(), self._signer.player, own.card.team, called)
        may = own.card.shown if shown is None else shown
        if (called, may) != (own.card.name, own.card.shown):
            at = max(self._now(), own.card.at + 1)  # newer than the card it replaces, whatever the clock says
            _write(board, PLAYERS, self._signer, "card", at, name=called, team=own.card.team, shown=may)
        return self.mine()

    def leave(self) -> str:
        """Be forgotten there, as far as a folder can; returns what stays, in a sentence."""
        board, _ = self._own()
        # First the note, which names nobody: a drive may bring deleted files back, and then it still holds.
        note = _write(board, PLAYERS, self._signer, "gone", self._now())
        left = 0
        for room in (RUNS, TICKETS, PLAYERS):
            for path, found in self._files(board, room):
                if found != note:
                    try:
                        path.unlink()
                    except OSError:
                        left += 1
            with suppress(OSError):  # somebody else's file is in it; or ours, which stays
                (board.folder / room / self._signer.player).rmdir()
        remains = _REMAINS.format(folder=clean(str(self._folder)))
        if left:
            files = "One file of yours can't be deleted, but counts"
            if left > 1:
                files = f"{left} files of yours can't be deleted, but count"
            remains = f"{files} no more. {remains}"
        return remains

    def close(self) -> None:
        """Let go of the folder; nothing is held."""

    def _own(self) -> tuple[FolderBoard, "_Own"]:
        """The board, and what I have put there."""
        board = open_board(self._folder, self._library)
        if self._board is not None and board.id == self._board.id:
            board = self._board  # with the encounters it has read
        self._board = board
        cards: list[Card] = []
        own = _Own()
        for room in (PLAYERS, TICKETS, RUNS):
            for path, found in self._files(board, room):
                match found:
                    case Gone():
                        raise NotAMember("You have left this board.")
                    case Card() if room == PLAYERS:
                        cards.append(found)
                    case Drawn() if room == TICKETS:
                        own.drawn.append(found)
                    case Played() if room == RUNS:
                        own.played.append((path.name, found))
        if not cards:
            raise BoardTrouble(
                f"Your card isn't in {clean(str(self._folder))} at the moment: the drive hasn't brought it yet, "
                "or another board has taken its place."
            )
        own.card = max(cards, key=lambda card: (card.at, card.signature))
        return board, own

    def _files(self, board: FolderBoard, room: str) -> list[tuple[Path, Card | Gone | Drawn | Played]]:
        """My own files in a room of the board, those that are as I wrote them."""
        findings: list[Finding] = []
        found = []
        for file in player_files(board.folder / room, self._signer.player, findings):
            with suppress(Strange, NotSigned):
                body = regular(file.path, BYTES_MOST)
                found.append((file.path, read_signed(file.path.name, body, board.id, self._signer.player)))
        return found

    def _attempt(
        self, board: FolderBoard, encounter: str, attempt: int, score: int | None, ahead: bool
    ) -> Attempt:
        ticket = board.ticket(self._signer.player, encounter, attempt)
        return Attempt(ticket=ticket, encounter=encounter, attempt=attempt, score=score, offline=ahead)

    def _hold_open(self, board: FolderBoard) -> None:
        now = self._now()
        if now < board.season.opens:
            raise BoardRefused("This season hasn't opened yet.")
        if now >= board.season.closes:
            raise BoardRefused("This season is over.")


class _Own:
    """What a player has put into a folder."""

    def __init__(self) -> None:
        self.card: Card
        self.drawn: list[Drawn] = []
        self.played: list[tuple[str, Played]] = []  # each with its file's name

    def counted(self, board: FolderBoard, player: str) -> dict[tuple[str, int], Verdict]:
        """What counts of it: one run for each attempt, the one declared first."""
        found: dict[tuple[str, int], Verdict] = {}
        for _, one in sorted(self.played, key=_order):
            attempt = (played_on(one.run), one.attempt)
            if attempt not in found and board.season.opens <= one.at < board.season.closes:
                with suppress(RunRefused, NotAtHand):
                    found[attempt] = verdict_on(board, player, one.attempt, one.run)
        return found


def _order(played: tuple[str, Played]) -> tuple[int, str]:
    """Which of two runs counts: the one declared first, then the one with the smaller digest."""
    return played[1].at, played[0]


def _write(
    board: FolderBoard, room: str, signer: Signer, kind: str, at: int, **told: Any
) -> Card | Gone | Drawn | Played:
    """Put a signed file there, whole or not at all.

    Raises:
        BoardTrouble: it can't be written.
        NotSigned: it would be too large.
    """
    try:
        found, body = signer.signed(board.id, kind, at, **told)
    except ValidationError:
        raise NotSigned("it holds more than such a file may") from None
    folder = board.folder / room / signer.player
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(folder / file_name(body), body)
    except OSError as trouble:
        raise BoardTrouble(clean(f"Can't write {folder}: {trouble.strerror or trouble}.")) from None
    return found


def _accepted(name: str) -> str:
    try:
        return accepted(name)
    except NameRefused as refused:
        raise BoardRefused(sentence(refused)) from None


def _free(board: FolderBoard, now: int, player: str, team: str, name: str) -> None:
    """Refuse a name that somebody else of the team has."""
    for one in people_of(board, now).values():
        if one.player != player and one.team == team and skeleton(one.name) == skeleton(name):
            raise BoardRefused(
                f"Somebody in this team is called {one.name} already. If that is you on another machine, "
                f"ask whoever keeps the folder to delete {PLAYERS}/{one.player} and {RUNS}/{one.player}."
            )


def _refused(ticket: str, why: str, ahead: bool = False) -> Receipt:
    return Receipt(ticket=ticket, accepted=False, why=clean(why)[:500], offline=ahead)

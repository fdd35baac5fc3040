"""A board in memory that keeps the rules of a server, and a line to it that can break before or after it is heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal, TypeVar

from game import paths
from game.board.creating import Content, created, teams_of
from game.board.keeper import BoardRefused, BoardTrouble, NotAMember
from game.board.material import Material, put_together
from game.board.places import Membership
from game.board.season import ATTEMPTS, Season
from game.board.standings import Counted, tally, team_sums, teams_in_order
from game.board.verdict import Sent, Ticket, judge
from game.board.wire import Attempt, Dealt, Mine, Receipt, Standings, TicketDealt
from game.engine.chance import temperament_for
from game.library.library import Library
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from game.library.run_file import RunRefused
from game.telling.conversation import Conversation
from game.telling.telling import Telling

T = TypeVar("T")

NOW = 1_700_000_000_000
DAY = 86_400_000
WHERE = "https://board.example"
CODE = "march-7K3M-Q2XD"


def a_season(*encounters: str, sealed: bool = False, weeks: Sequence[str] = ()) -> tuple[Season, Content]:
    return created(
        Library(paths.content_dir()),
        key="march",
        title="The March cup",
        encounters=encounters or (() if weeks else ("aisle-seven",)),
        weeks=weeks,
        teams=teams_of("Northgate, Southgate:12"),
        opens=NOW - DAY,
        closes=NOW + 14 * DAY,
        sealed=sealed,
    )


@dataclass
class Someone:
    """A player of the board."""

    player: str
    name: str
    team: str
    shown: bool
    request: str
    secret: str


@dataclass
class Board:
    """The board itself. `lose` breaks the line once: before what comes next is heard, or after it was done."""

    season: Season
    content: Content
    now: Callable[[], int] = lambda: NOW
    lose: Literal["", "request", "answer"] = ""
    down: bool = False
    closed: bool = False
    people: dict[str, Someone] = field(default_factory=dict)
    tickets: dict[str, tuple[str, str, bool, Ticket]] = field(default_factory=dict)
    runs: dict[str, tuple[Sent | None, Receipt]] = field(default_factory=dict)
    counted: dict[str, list[Counted]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    version: int = 1
    _seeds: "count[int]" = field(default_factory=lambda: count(11))

    def heard(self, what: str, work: Callable[[], T]) -> T:
        """Do what was asked for over a line that may break."""
        self.asked.append(what)
        lose, self.lose = self.lose, ""
        if self.down or lose == "request":
            raise BoardTrouble("The board can't be reached just now.")
        done = work()
        if lose == "answer":
            raise BoardTrouble("The board can't be reached just now.")
        return done

    def material(self, encounter: str) -> Material:
        offered = self.season.offered(encounter)
        assert offered is not None
        found = put_together(offered, self.content[offered.play][1], self.content[offered.text][1])
        assert found is not None
        return found

    def loaded(self, encounter: str) -> Loaded:
        found = self.material(encounter)
        assert isinstance(found, Loaded)
        return found


class Door:
    def __init__(self, board: Board) -> None:
        self._board = board

    def look(self, code: str) -> Season:
        return self._board.heard("look", lambda: self._season(code))

    def _season(self, code: str) -> Season:
        if not code.endswith(CODE[-10:]):
            raise BoardRefused("That code leads nowhere.")
        return self._board.season

    def join(
        self, code: str, name: str, team: str, *, shown: bool, request: str
    ) -> tuple[Season, str, str, str]:
        def come_in() -> tuple[Season, str, str, str]:
            board, season = self._board, self._season(code)
            one = next((one for one in board.people.values() if one.request == request), None)
            if one is None:
                if name in [other.name for other in board.people.values()]:
                    raise BoardRefused(f"Somebody is called {name} already.")
                one = Someone(f"player-{len(board.people):010}", name, team, shown, request, "")
                board.people[one.player] = one
            one.secret = f"{len(board.asked):043}"
            return season, one.player, one.name, one.secret

        return self._board.heard("join", come_in)


class Keeper:
    kind: Literal["friendly", "refereed"] = "refereed"

    def __init__(self, board: Board, membership: Membership) -> None:
        self._board = board
        self._membership = membership
        self.closed = False

    def _me(self) -> Someone:
        found = [one for one in self._board.people.values() if one.secret == self._membership.secret]
        if not found:
            raise NotAMember("This board doesn't know you.")
        return found[0]

    def mine(self) -> Mine:
        return self._board.heard("mine", self._mine)

    def _mine(self) -> Mine:
        me, board = self._me(), self._board
        attempts = []
        for player, _, ahead, ticket in board.tickets.values():
            if player == me.player:
                receipt = board.runs[ticket.ticket][1] if ticket.ticket in board.runs else None
                attempts.append(
                    Attempt(
                        ticket=ticket.ticket,
                        encounter=ticket.encounter,
                        attempt=ticket.attempt,
                        score=receipt.score if receipt else None,
                        offline=ahead,
                    )
                )
        return Mine(
            season=board.season,
            player=me.player,
            name=me.name,
            team=me.team,
            shown=me.shown,
            closed=board.closed,
            attempts=tuple(attempts),
        )

    def ticket(self, encounter: str, request: str, *, ahead: bool = False) -> TicketDealt:
        return self._board.heard("ticket", lambda: self._ticket(encounter, request, ahead))

    def _ticket(self, encounter: str, request: str, ahead: bool) -> TicketDealt:
        me, board = self._me(), self._board
        offered = board.season.offered(encounter)
        assert offered is not None
        mine = [one for one in board.tickets.values() if (one[0], one[3].encounter) == (me.player, encounter)]
        ticket = next((one[3] for one in mine if one[1] == request), None)
        if ticket is None:
            if len(mine) >= ATTEMPTS:
                raise BoardRefused("All three attempts are spent.")
            name = f"ticket-{len(board.tickets):012}"
            ticket = Ticket(name, encounter, offered.play, next(board._seeds), len(mine) + 1)
            board.tickets[name] = (me.player, request, ahead, ticket)
        return TicketDealt(
            ticket=ticket.ticket,
            encounter=encounter,
            play=offered.play,
            text=offered.text,
            attempt=ticket.attempt,
            seed=None if board.season.sealed else ticket.seed,
        )

    def content(self, digest: str) -> bytes:
        return self._board.heard("content", lambda: self._board.content[digest][1])

    def send(self, ticket: str, run: Sent) -> Receipt:
        return self._board.heard("send", lambda: self._sent(ticket, run))

    def _sent(self, ticket: str, run: Sent) -> Receipt:
        me, board = self._me(), self._board
        player, _, ahead, held = board.tickets[ticket]
        assert player == me.player
        if ticket in board.runs:
            if board.runs[ticket][0] != run:
                raise BoardRefused("Another run was sent on this ticket before.")
            return board.runs[ticket][1]
        try:
            if board.now() >= board.season.closes or board.closed:
                raise RunRefused("The season is over, so this run doesn't count.")
            verdict = judge(held, run, board.material(held.encounter))
        except RunRefused as no:
            board.runs[ticket] = (run, Receipt(ticket=ticket, accepted=False, why=str(no), offline=ahead))
            return board.runs[ticket][1]
        counted = board.counted.setdefault(me.player, [])
        counted.append(Counted(held.encounter, held.attempt, verdict))
        board.version += 1
        receipt = Receipt(
            ticket=ticket,
            accepted=True,
            score=verdict.score,
            ending=verdict.ending,
            points=tally(counted).points,
            offline=ahead,
        )
        board.runs[ticket] = (run, receipt)
        return receipt

    def standings(self) -> Standings:
        return self._board.heard("standings", self._standings)

    def _standings(self) -> Standings:
        self._me()
        board = self._board
        sums = [
            team_sums(
                team.team,
                [
                    tally(board.counted.get(one.player, []))
                    for one in board.people.values()
                    if one.team == team.team
                ],
            )
            for team in board.season.teams
        ]
        return Standings(
            season=board.season.season,
            title=board.season.title,
            kind="refereed",
            at=board.now(),
            version=board.version,
            frozen=None,
            closed=board.closed,
            people=len(board.counted),
            best_possible=1000 * len(board.season.encounters),
            teams=teams_in_order(board.season, sums),
        )

    def change(self, *, name: str | None = None, shown: bool | None = None) -> Mine:
        def changed() -> Mine:
            me = self._me()
            me.name = name or me.name
            me.shown = me.shown if shown is None else shown
            return self._mine()

        return self._board.heard("change", changed)

    def leave(self) -> str:
        def left() -> str:
            del self._board.people[self._me().player]
            return "Your name is gone; your team keeps its points."

        return self._board.heard("leave", left)

    def close(self) -> None:
        self.closed = True

    # Sealed

    def deal(self, ticket: str) -> Dealt:
        return self._board.heard("deal", lambda: self._dealt(ticket))

    def say(self, ticket: str, number: int, choice: str) -> Dealt:
        def said() -> Dealt:
            board, replies = self._board, self._board.said.setdefault(ticket, [])
            key = self._keys(ticket, replies[:number])[int(choice) - 1]
            if number < len(replies) and replies[number] == key:
                return self._dealt(ticket, number)
            if number != len(replies):
                raise BoardRefused("You have said something else there.")
            replies.append(key)
            talk = self._talk(ticket)
            if talk.ending is not None:
                score = talk.score
                assert score is not None
                receipt = Receipt(ticket=ticket, accepted=True, score=score.score, ending=talk.ending)
                board.runs[ticket] = (None, receipt)
                board.version += 1
            return self._dealt(ticket, number)

        return self._board.heard("say", said)

    def _talk(self, ticket: str, replies: list[str] | None = None) -> Conversation:
        held = self._board.tickets[ticket][3]
        loaded = self._board.loaded(held.encounter)
        compiled = loaded.compiled(temperament_for(loaded.encounter, held.seed))
        telling = Telling(loaded, compiled, draw_persona(loaded.script, held.seed), held.seed)
        said = self._board.said.get(ticket, []) if replies is None else replies
        return Conversation(telling, "ranked", said)

    def _keys(self, ticket: str, replies: list[str]) -> list[str]:
        return [choice.key for choice in self._talk(ticket, replies).turn(()).choices]

    def _dealt(self, ticket: str, since: int | None = None) -> Dealt:
        talk = self._talk(ticket)
        lines = talk.transcript()
        if since is not None:
            lines = tuple(line for step in talk.steps[since:] for line in talk.answer(step))
        turn = talk.turn(lines)
        choices = tuple(replace(choice, key=str(n)) for n, choice in enumerate(turn.choices, 1))
        receipt = self._board.runs[ticket][1] if ticket in self._board.runs else None
        return Dealt(
            turn=replace(turn, choices=choices),
            brief=talk.brief,
            desk_card=talk.desk_card,
            receipt=receipt,
        )


class Opener:
    """Opens the board in memory wherever it is asked to be."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.keepers: list[Keeper] = []

    def door(self, where: str, *, insecure: bool) -> Door:  # noqa: ARG002
        return Door(self.board)

    def keeper(self, membership: Membership) -> Keeper:
        self.keepers.append(Keeper(self.board, membership))
        return self.keepers[-1]

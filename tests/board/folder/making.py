"""A board in a folder, people on it, and runs they might have had."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from game.board.creating import Content, created, teams_of
from game.board.folder.door import FolderDoor, FolderKeeper
from game.board.folder.known import Known
from game.board.folder.opened import FolderBoard, create, open_board
from game.board.folder.reading import Gathered, gathered
from game.board.folder.signed import Signer, file_name
from game.board.season import Season
from game.board.wire import Receipt
from game.engine.chance import temperament_for
from game.engine.step import available, begin, ending, step
from game.library.loaded import Loaded
from game.library.run_file import RunFile
from tests.library.shelf import SAMPLE, SHELF

FRONT_BRAKE = Path(__file__).parents[2] / "language" / "good" / "front-brake.yaml"

DAY = 24 * 60 * 60 * 1000
OPENS = 1_700_000_000_000
CREATED = OPENS - DAY
CLOSES = OPENS + 14 * DAY
NOON = OPENS + DAY // 2


@cache
def made() -> tuple[Season, Content]:
    """A season of two encounters, which no pack has in these versions."""
    return created(
        SHELF,
        key="march",
        title="March",
        encounters=[str(SAMPLE), str(FRONT_BRAKE)],
        teams=teams_of("Northgate, Southgate"),
        opens=OPENS,
        closes=CLOSES,
        turnout=0,
    )


def new_board(folder: Path, **changes: Any) -> FolderBoard:
    season, content = made()
    create(folder, season.model_copy(update=changes), content, CREATED)
    return open_board(folder, SHELF)


@dataclass
class Clock:
    """A time that stands still until it is moved; UTC milliseconds."""

    at: int = NOON

    def __call__(self) -> int:
        self.at += 1
        return self.at


@dataclass
class Somebody:
    """A player with a key of their own, who may put anything into the folder, through the game or past it."""

    board: FolderBoard
    name: str = "Kim"
    team: str = "northgate"
    shown: bool = True
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        secret = (
            urlsafe_b64encode(sha256(f"{self.name}{self.team}{id(self)}".encode()).digest())
            .decode()
            .rstrip("=")
        )
        self.signer = Signer(secret)
        self.secret = secret

    @property
    def player(self) -> str:
        return self.signer.player

    def put(self, room: str, kind: str, at: int | None = None, **told: Any) -> Path:
        """A signed file, whatever it says."""
        _, body = self.signer.signed(self.board.id, kind, self.clock() if at is None else at, **told)
        return written(self.board.folder / room / self.player, body)

    def card(self, at: int | None = None, **changes: Any) -> Path:
        told = {"name": self.name, "team": self.team, "shown": self.shown} | changes
        return self.put("players", "card", at, **told)

    def played(
        self, attempt: int = 1, at: int | None = None, encounter: str = "aisle-seven", pick: int = 0
    ) -> Path:
        run = run_of(self.board, self.player, encounter, attempt, pick)
        return self.put("runs", "played", at, attempt=attempt, run=run.model_dump(mode="json"))


def written(folder: Path, body: bytes, name: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or file_name(body))
    path.write_bytes(body)
    return path


def run_of(board: FolderBoard, player: str, encounter: str, attempt: int = 1, pick: int = 0) -> RunFile:
    """The run somebody has who always gives the reply at this place of those there are."""
    loaded = board.loaded(encounter)
    assert isinstance(loaded, Loaded)
    return run_by(loaded, board.seed(player, encounter, attempt), pick)


def run_by(loaded: Loaded, seed: int, pick: int = 0) -> RunFile:
    temperament = temperament_for(loaded.encounter, seed)
    compiled = loaded.compiled(temperament)
    state, replies = begin(compiled)[0], list[str]()
    while ending(compiled, state) is None:
        there = available(compiled, state)
        replies.append(there[pick % len(there)])
        state = step(compiled, state, replies[-1]).after
    return RunFile(
        encounter=loaded.encounter.key,
        play=loaded.play,
        text=loaded.text,
        seed=seed,
        temperament=temperament,
        persona={},
        mode="ranked",
        replies=replies,
    )


def read(board: FolderBoard, now: int = NOON + DAY) -> Gathered:
    """What is there, by replaying all of it."""
    return gathered(board, now, known=Known(None))


def whys(found: Gathered) -> dict[str, str]:
    return {one.path: one.why for one in found.findings}


def joined(board: FolderBoard, name: str, team: str, clock: Callable[[], int], **told: Any) -> FolderKeeper:
    """Somebody who came in by the door."""
    door = FolderDoor(board.folder, SHELF, clock)
    request = sha256(f"{name}{team}".encode()).hexdigest()
    *_, secret = door.join("", name, team, shown=told.get("shown", True), request=request)
    return FolderKeeper(board.folder, secret, SHELF, clock)


def plays(keeper: FolderKeeper, board: FolderBoard, encounter: str = "aisle-seven", pick: int = 0) -> Receipt:
    """Draw a ticket, play it, send the run."""
    ticket = keeper.ticket(
        encounter, sha256(repr((id(keeper), encounter, keeper.mine())).encode()).hexdigest()
    )
    loaded = board.loaded(encounter)
    assert isinstance(loaded, Loaded)
    assert ticket.seed is not None
    return keeper.send(ticket.ticket, run_by(loaded, ticket.seed, pick))

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.library.library import Library
from game.paths import content_dir
from game.play.game import Game
from game.play.history import DAY
from game.saves.saves import Saves
from game.tui.app import OwnItApp
from tests.tui.playing import Opener

NOON = 20_000 * DAY + DAY // 2

_PACK = Path(__file__).parent / "pack"


def _nothing(game: Game) -> None:
    """The game as it is opened for the first time."""


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack whose encounters never change, played by the rulebook of the house."""
    folder = tmp_path_factory.mktemp("pack")
    shutil.copytree(_PACK / "encounters", folder / "encounters")
    shutil.copy(content_dir() / "rulebook.yaml", folder)
    return folder


@pytest.fixture
def planned(opener: Opener, tmp_path: Path, pack: Path) -> Opener:
    """The same with training plans, and a clock that stands at noon; what is prepared happened two days before."""
    folder = shutil.copytree(pack, tmp_path / "pack")
    shutil.copytree(_PACK / "plans", folder / "plans")

    def make(prepare: Callable[[Game], None] = _nothing, motion: str = "reduced") -> Callable[[], Game]:
        def open_game() -> Game:
            now = [NOON - 2 * DAY]
            game = Game(Library(folder), Saves.in_memory(), lambda: now[0])
            game.set("motion", motion)
            prepare(game)
            now[0] = NOON
            return game

        return open_game

    return make


@pytest.fixture
def opener(pack: Path) -> Opener:
    """Opens a new game, prepared as asked; motion is reduced unless the test is about motion."""

    def make(prepare: Callable[[Game], None] = _nothing, motion: str = "reduced") -> Callable[[], Game]:
        def open_game() -> Game:
            game = Game(Library(pack), Saves.in_memory(), lambda: 0)
            game.set("motion", motion)
            prepare(game)
            return game

        return open_game

    return make


@pytest.fixture
def at_noon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What boards said is kept apart, and moments are shown by a clock that every machine has."""
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def app(opener: Opener) -> OwnItApp:
    """The very first start, on the seed of the pictures."""
    return OwnItApp(opener(), seed=1)

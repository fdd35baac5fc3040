"""A player and a real server, over a line that loses things: everything happens exactly once."""

import asyncio
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event as Signal
from threading import Thread

import pytest

from game import paths
from game.board.errand import News
from game.board.folder.opened import create
from game.board.keeper import BoardRefused, BoardTrouble
from game.board.membership import Memberships
from game.board.places import Places
from game.board.sealed_run import SealedRun
from game.library.library import Library
from game.play.game import Game
from game.play.run import PlayFault, Run
from game.saves.saves import Saves
from tests.board.in_memory import NOW, a_season
from tests.board.loopback import Losing, Served, served
from tests.board.test_membership import to_the_end


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


# Over a real line, to a real server


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, *a_season("aisle-seven")) as one:
        yield one


@pytest.fixture
def losing(here: Served) -> Iterator[Losing]:
    proxy = Losing(here.port)
    yield proxy
    proxy.close()


class Player:
    """Somebody at a computer whose game may stop at any time."""

    def __init__(self, folder: Path, here: Served, where: str) -> None:
        self.folder, self.here, self.where = folder, here, where
        self.sit_down()

    def sit_down(self) -> None:
        self.saves = Saves.open(self.folder)
        library, now = Library(paths.content_dir()), lambda: self.here.now[0]
        self.game = Game(library, self.saves, now)
        self.seasons = Memberships(self.game, Places(library, now))

    def get_up(self) -> None:
        self.seasons.close()
        self.saves.close()

    def join(self, name: str = "Mira") -> str:
        return self.seasons.join(self.where, self.here.code, name, "northgate").board

    def keeps_trying(self, work: Callable[[], object]) -> None:
        """Do it until it goes through; every other time the game is started again in between."""
        for tried in range(20):
            try:
                work()
            except (BoardTrouble, PlayFault):
                if tried % 2:
                    self.get_up()
                    self.sit_down()
            else:
                return
        raise AssertionError("it never goes through")


@pytest.fixture
def mira(tmp_path: Path, here: Served) -> Iterator[Player]:
    one = Player(tmp_path / "saves", here, here.address)
    yield one
    one.get_up()


def test_a_season_is_joined_played_and_seen(mira: Player, here: Served) -> None:
    found = mira.seasons.look(mira.where, here.code)
    assert found.season.title == "The March cup"
    joined = mira.join()
    run = mira.seasons.begin(joined, "aisle-seven")
    assert isinstance(run, Run)
    to_the_end(run)
    view = mira.seasons.refresh(joined)
    assert view.trouble == ""
    assert view.waiting == 0
    assert view.offered[0].best == run.debrief().score.score
    assert view.standings is not None
    assert view.standings.me is not None
    assert view.standings.me.points == view.points
    with pytest.raises(BoardRefused, match="code leads to no season"):
        mira.seasons.look(mira.where, "march-0000-0000")
    view = mira.seasons.change(joined, name="Mi", shown=True)
    assert view.name == "Mi"
    assert "deleted" in mira.seasons.leave(joined)


def test_whatever_the_line_loses_everything_happens_exactly_once(tmp_path: Path, here: Served) -> None:
    """Joining, three tickets and three runs, each with answers and questions lost, the game restarted in between."""
    chance = random.Random(6)
    proxy = Losing(here.port)
    mira = Player(tmp_path / "mira", here, proxy.address)

    def lossy(work: Callable[[], object]) -> None:
        proxy.answers, proxy.questions = chance.choice([(0, 3), (3, 0), (2, 1), (4, 2), (1, 0)])
        mira.keeps_trying(work)
        proxy.answers = proxy.questions = 0

    lossy(lambda: mira.seasons.boards() or mira.join())
    (view,) = mira.seasons.boards()

    def begin() -> None:
        mira.seasons.begin(view.board, "aisle-seven")

    def send() -> None:
        mira.seasons.sync(view.board)
        if why := mira.seasons.seen(view.board).trouble:
            raise BoardTrouble(why)

    for attempt in range(1, 4):
        lossy(begin)
        run = to_the_end(mira.seasons.begin(view.board, "aisle-seven"))
        assert run.turn.ended
        lossy(send)
        seen = mira.seasons.refresh(view.board)
        (offered,) = seen.offered
        assert [one.attempt for one in offered.attempts] == list(range(1, attempt + 1))
        assert {one.state for one in offered.attempts} == {"counted"}
        assert seen.waiting == 0
    assert proxy.lost > 10
    assert rows(here, "SELECT count(*) FROM players") == 1
    assert rows(here, "SELECT count(*) FROM attempts") == 3
    assert rows(here, "SELECT sum(accepted) FROM attempts") == 3
    assert rows(here, "SELECT sum(runs) FROM teams WHERE view = 0") == 3
    standings = mira.seasons.refresh(view.board).standings
    assert standings is not None
    assert standings.me is not None
    assert (standings.people, standings.me.attempts) == (1, 3)
    mira.get_up()
    proxy.close()


def rows(here: Served, sql: str) -> object:
    """One number from the server's store."""
    return asyncio.run(here.store.read(lambda tx: tx.rows(sql)))[0][0]


def test_a_run_that_arrives_after_the_end_is_refused_once_and_for_good(mira: Player, here: Served) -> None:
    joined = mira.join()
    to_the_end(mira.seasons.begin(joined, "aisle-seven"))
    here.now[0] = mira.seasons.seen(joined).season.closes
    (receipt,) = mira.seasons.sync(joined)
    assert not receipt.accepted
    assert receipt.why.endswith(".")
    assert mira.seasons.sync(joined) == []


def test_an_encounter_comes_over_the_line_where_it_isnt_at_hand(tmp_path: Path, here: Served) -> None:
    bare = tmp_path / "pack"
    (bare / "encounters").mkdir(parents=True)
    (bare / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    saves, library = Saves.in_memory(), Library(bare)
    game = Game(library, saves, lambda: NOW)
    seasons = Memberships(game, Places(library, lambda: NOW))
    joined = seasons.join(here.address, here.code, "Mo", "southgate").board
    to_the_end(seasons.begin(joined, "aisle-seven"))
    assert seasons.sync(joined)[0].accepted
    seasons.close()


def test_standings_are_told_as_they_change_and_the_line_can_be_hung_up(
    mira: Player, here: Served, tmp_path: Path
) -> None:
    joined = mira.join()
    watch, stop, told = mira.seasons.watch(joined), Signal(), SimpleQueue[News]()
    watching = Thread(target=watch.run, args=(told.put, stop, 3600.0))
    watching.start()
    try:
        first = told.get(timeout=10).standings
        assert first is not None
        other = Player(tmp_path / "other", here, here.address)
        theirs = other.join("Mo")
        to_the_end(other.seasons.begin(theirs, "aisle-seven"))
        assert other.seasons.sync(theirs)[0].accepted
        other.get_up()
        seen = first
        while seen.people == first.people:  # joining is a change too
            news = told.get(timeout=10)
            assert news.standings is not None
            seen = news.standings
        assert seen.people == first.people + 1
        assert mira.seasons.take_in(News(joined, standings=seen)).standings == seen
    finally:
        stop.set()
        watching.join(10)
    assert not watching.is_alive()


# Sealed


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, *a_season("aisle-seven", sealed=True)) as one:
        yield one


def test_a_sealed_run_is_dealt_over_a_line_that_loses_things(tmp_path: Path, sealed: Served) -> None:
    chance = random.Random(7)
    proxy = Losing(sealed.port)
    mira = Player(tmp_path / "mira", sealed, proxy.address)
    joined = mira.join()
    run = mira.seasons.begin(joined, "aisle-seven")
    assert isinstance(run, SealedRun)
    said = 0
    while not run.turn.ended:
        key = next(choice.key for choice in run.turn.choices if not choice.locked)
        proxy.answers, proxy.questions = chance.choice([(2, 0), (0, 2), (1, 0), (3, 1)])
        number = run.turn.number
        for _ in range(10):
            try:
                run.choose(key)
            except PlayFault:
                continue
            break
        assert run.turn.number == number + 1
        said += 1
    proxy.answers = proxy.questions = 0
    assert proxy.lost > said
    assert run.receipt is not None
    assert run.receipt.accepted
    again = mira.seasons.begin(joined, "aisle-seven")
    assert again.id != run.id
    view = mira.seasons.refresh(joined)
    assert [one.state for one in view.offered[0].attempts] == ["counted", "drawn"]
    assert view.offered[0].best == run.receipt.score
    with pytest.raises(PlayFault, match="after the season"):
        mira.seasons.debrief(joined, view.offered[0].attempts[0].ticket)
    assert "content" not in [kind for kind, *_ in mira.saves._log.contents()]
    assert list(mira.saves._log.contents()) == []
    mira.get_up()
    proxy.close()


def test_once_a_sealed_season_is_over_each_reply_can_be_looked_back_on(
    tmp_path: Path, sealed: Served
) -> None:
    mira = Player(tmp_path / "mira", sealed, sealed.address)
    joined = mira.join()
    run = to_the_end(mira.seasons.begin(joined, "aisle-seven"))
    sealed.now[0] = mira.seasons.seen(joined).season.closes + 1
    assert run.debrief().letter
    (attempt,) = mira.seasons.seen(joined).offered[0].attempts
    found = mira.seasons.debrief(joined, attempt.ticket)
    assert len(found.turns) == run.turn.number
    mira.get_up()


# A folder is asked the same


def test_a_folder_is_joined_played_and_left_by_the_same_words(tmp_path: Path) -> None:
    folder, library = tmp_path / "shared", Library(paths.content_dir())
    create(folder, *a_season("aisle-seven"), NOW)
    clock = [NOW]
    game = Game(library, Saves.in_memory(), lambda: clock[0])
    seasons = Memberships(game, Places(library, lambda: clock[0]))
    found = seasons.look(str(folder))
    assert found.holds == "friendly"
    assert "is declared" in found.proves
    joined = seasons.join(str(folder), "", "Mira", "northgate").board
    run = to_the_end(seasons.begin(joined, "aisle-seven"))
    clock[0] += 1000
    (receipt,) = seasons.sync(joined)
    assert receipt.score == run.debrief().score.score
    view = seasons.refresh(joined)
    assert (view.trouble, view.points, view.offered[0].left) == ("", receipt.score, 2)
    folder.rename(tmp_path / "away")
    view = seasons.refresh(joined)
    assert view.offline
    assert view.standings is not None
    (tmp_path / "away").rename(folder)
    assert "is deleted" in seasons.leave(joined)
    assert seasons.boards() == []

"""A player's weeks in a season: begun on a ticket, gone on with from any moment, delivered exactly once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from game.board.keeper import BoardTrouble
from game.board.seen import OfferedView
from game.play.run import PlayFault
from game.saves.boards import run_of
from game.town.weeks import Weeks
from game.town.working import WorkingWeek
from tests.board.in_memory import Board, a_season
from tests.board.test_membership import Person
from tests.board.weeks import PREVENTING, SHOP, TOWN, idle
from tests.town.corner import corner_shop


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board() -> Board:
    return Board(*a_season("aisle-seven", weeks=[SHOP]))


@pytest.fixture
def mira(tmp_path: Path, board: Board) -> Iterator[Person]:
    """Somebody whose pack doesn't have the town; the board hands it out."""
    one = Person(tmp_path / "saves", board)
    yield one
    one.saves.close()


def spent(week: WorkingWeek, choices: Sequence[str] = PREVENTING) -> WorkingWeek:
    for choice in choices[len(week.choices) :]:
        week.choose(choice)
    return week


def offered(one: Person, board: str) -> OfferedView:
    found = one.seasons.seen(board).encounter(TOWN)
    assert found is not None
    return found


def test_a_week_is_begun_on_a_ticket_sent_and_counted(mira: Person, board: Board) -> None:
    season = mira.join()
    week = mira.seasons.begin_week(season, TOWN)
    [(_, _, _, ticket)] = board.tickets.values()
    assert (week.seed, week.ranked, week.id) == (ticket.seed, True, run_of(ticket.ticket))
    spent(week)
    assert mira.seasons.seen(season).waiting == 1
    [receipt] = mira.seasons.sync(season)
    assert receipt.accepted
    score = week.week_file().claims
    assert score is not None
    assert receipt.score == score.score
    assert mira.seasons.sync(season) == []
    view = mira.seasons.seen(season)
    assert (view.points, view.waiting, offered(mira, season).left) == (score.score, 0, 2)
    assert [one.state for one in offered(mira, season).attempts] == ["counted"]


def test_a_week_goes_on_after_a_crash_at_any_moment_and_spends_nothing_more(
    mira: Person, board: Board
) -> None:
    season = mira.join()
    mira.seasons.begin_week(season, TOWN)
    for number, choice in enumerate(PREVENTING):
        mira.sit_down()
        attempt = offered(mira, season).open
        assert attempt is not None
        assert (attempt.state, attempt.turn) == ("begun", number)
        mira.seasons.begin_week(season, TOWN).choose(choice)
    mira.sit_down()
    assert offered(mira, season).open is None
    assert [one.state for one in offered(mira, season).attempts] == ["waiting"]
    assert len(board.tickets) == 1
    [receipt] = mira.seasons.sync(season)
    assert receipt.accepted


def test_it_is_among_ones_weeks_and_goes_on_from_there_as_well(mira: Person) -> None:
    season = mira.join()
    mira.seasons.begin_week(season, TOWN).choose(PREVENTING[0])
    weeks = Weeks(mira.game)
    [unfinished] = weeks.in_progress()
    assert unfinished.ranked
    assert weeks.resume(unfinished.week).ranked
    spent(weeks.resume(unfinished.week))
    assert len(mira.seasons.sync(season)) == 1
    own = weeks.start(SHOP, 3)
    assert not own.ranked
    assert not weeks.resume(own.id).ranked
    spent(own)
    assert mira.seasons.sync(season) == [], "a week of one's own is nobody else's"


@pytest.mark.parametrize("lose", ["request", "answer"])
def test_a_broken_line_delivers_a_week_exactly_once(
    mira: Person, board: Board, lose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    season = mira.join()
    spent(mira.seasons.begin_week(season, TOWN))
    monkeypatch.setattr(board, "lose", lose)
    assert mira.seasons.sync(season) == []
    assert mira.seasons.seen(season).waiting == 1
    mira.sit_down()
    [receipt] = mira.seasons.sync(season)
    assert receipt.accepted
    assert len(board.counted["player-0000000000"]) == 1


def test_a_week_given_up_stays_spent_and_is_never_sent(mira: Person, board: Board) -> None:
    season = mira.join()
    week = mira.seasons.begin_week(season, TOWN)
    week.choose(PREVENTING[0])
    Weeks(mira.game).leave(week.id)
    assert [one.state for one in offered(mira, season).attempts] == ["given up"]
    assert (offered(mira, season).left, mira.seasons.sync(season)) == (2, [])
    again = mira.seasons.begin_week(season, TOWN)
    assert again.id != week.id
    assert len(board.tickets) == 2


def test_a_week_of_a_season_that_was_left_goes_on_and_counts_nowhere(mira: Person) -> None:
    season = mira.join()
    week = mira.seasons.begin_week(season, TOWN)
    week.choose(PREVENTING[0])
    mira.seasons.leave(season)
    mira.sit_down()
    [unfinished] = Weeks(mira.game).in_progress()
    assert (unfinished.week, unfinished.ranked) == (week.id, False)
    assert spent(Weeks(mira.game).resume(week.id)).over


def test_a_week_drawn_ahead_is_spent_without_a_connection_and_labelled(mira: Person, board: Board) -> None:
    season = mira.join()
    mira.seasons.draw_ahead(season, TOWN)
    board.down = True
    spent(mira.seasons.begin_week(season, TOWN), idle(corner_shop()))
    board.down = False
    [receipt] = mira.seasons.sync(season)
    assert receipt.accepted
    assert receipt.offline


def test_nothing_is_spent_on_a_town_that_can_not_be_had(mira: Person, board: Board) -> None:
    season = mira.join()
    week = board.season.offered(TOWN)
    assert week is not None
    board.content[week.play] = ("play", b"{}")
    with pytest.raises(BoardTrouble, match="isn't what its season says"):
        mira.seasons.begin_week(season, TOWN)
    board.down = True
    with pytest.raises(BoardTrouble, match="can't be reached"):
        mira.seasons.begin_week(season, TOWN)
    assert board.tickets == {}


def test_three_weeks_and_no_more(mira: Person) -> None:
    season = mira.join()
    for _ in range(3):
        spent(mira.seasons.begin_week(season, TOWN))
        mira.seasons.sync(season)
    with pytest.raises(PlayFault, match="all 3 attempts at “The corner shop” are spent"):
        mira.seasons.begin_week(season, TOWN)


def test_a_week_is_no_encounter_and_an_encounter_no_week(mira: Person, board: Board) -> None:
    season = mira.join()
    with pytest.raises(PlayFault, match="has no encounter “corner-shop”"):
        mira.seasons.begin(season, TOWN)
    with pytest.raises(PlayFault, match="has no week “aisle-seven”"):
        mira.seasons.begin_week(season, "aisle-seven")
    assert board.tickets == {}

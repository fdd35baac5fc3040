"""How a season is put into words and lines."""

import pytest
from textual.content import Content

from game.board.seen import AttemptView, OfferedView
from game.board.wire import TeamStanding
from game.tui.moments import moment, window
from game.tui.standing import arrow, how_it_stands, moved
from game.tui.widgets.visuals import Ends
from game.tui.wording import ordinal
from tests.tui.season import NOON

DAY = 86_400_000

pytestmark = pytest.mark.usefixtures("at_noon")


def standing(rank: int | None) -> TeamStanding:
    return TeamStanding(
        team="northgate", title="Northgate", rank=rank, played=1, members=2, average=1, value=1, says=""
    )


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
        (1003, "1,003rd"),
    ],
)
def test_places_are_words(number: int, says: str) -> None:
    assert ordinal(number) == says


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (NOON, "12:00"),
        (NOON - DAY, "Thu 3 Oct, 12:00"),
        (NOON + 365 * DAY, "Sat 4 Oct 2025, 12:00"),
        (2**53 - 1, "some day"),
    ],
)
def test_a_moment_is_as_short_as_it_can_be(at: int, says: str) -> None:
    assert moment(at, NOON) == says


def test_a_window_has_plain_dates() -> None:
    assert window(NOON, NOON + DAY, NOON) == "from Fri 4 Oct, 12:00 to Sat 5 Oct, 12:00"
    assert window(NOON, 2**53 - 1, NOON) == "from some day to another"


@pytest.mark.parametrize(
    ("before", "now", "words", "shape"),
    [
        (3, 2, "up from 3rd", "↑"),
        (1, 2, "down from 1st", "↓"),
        (2, 2, "", ""),
        (None, 2, "", ""),
        (2, None, "", ""),
    ],
)
def test_a_move_is_said_where_it_is_known(
    before: int | None, now: int | None, words: str, shape: str
) -> None:
    ranks = {"northgate": before}
    assert moved(standing(now), ranks) == words
    assert arrow(standing(now), ranks) == shape
    assert moved(standing(now), {}) == ""


@pytest.mark.parametrize(
    ("attempts", "left", "best", "says"),
    [
        ((), 3, None, "3 of 3 left"),
        ((AttemptView(1, "t", "counted", score=812),), 2, 812, "2 of 3 left, best 812"),
        ((AttemptView(1, "t", "waiting"),), 2, None, "waiting to be sent, 2 of 3 left"),
        ((AttemptView(1, "t", "begun", turn=3),), 2, None, "go on with attempt 1, turn 4, 2 of 3 left"),
        ((AttemptView(3, "t", "refused", why="Late."),), 0, None, "no attempt left"),
    ],
)
def test_an_encounter_says_what_is_left_of_it(
    attempts: tuple[AttemptView, ...], left: int, best: int | None, says: str
) -> None:
    going_on = next((one for one in attempts if one.state == "begun"), None)
    one = OfferedView("aisle-seven", "Aisle seven", attempts, left, best, going_on, None)
    assert how_it_stands(one) == says


@pytest.mark.parametrize(("best", "says"), [(812, "best 812"), (None, "no run that counts")])
def test_of_a_season_that_is_over_only_the_best_is_said(best: int | None, says: str) -> None:
    going_on = AttemptView(2, "t", "begun", turn=3)
    one = OfferedView("aisle-seven", "Aisle seven", (going_on,), 1, best, going_on, None)
    assert how_it_stands(one, over=True) == says


def drawn(ends: Ends, width: int) -> str:
    from textual.style import Style
    from textual.visual import RenderOptions

    [strip] = ends.render_strips(width, None, Style(), RenderOptions({}.get, {}))  # type: ignore[arg-type]
    return strip.text


def test_a_line_gives_up_the_longer_end_before_it_cuts_a_name() -> None:
    ends = Ends(Content("1st"), Content("Harbour office"), Content("9 of 14  778"), 5, short=Content("778"))
    assert drawn(ends, 40) == "1st  Harbour office         9 of 14  778"
    assert drawn(ends, 24) == "1st  Harbour office  778"
    assert drawn(ends, 18) == "1st  Harbour … 778"

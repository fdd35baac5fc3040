"""The line of a chain: it swells while it is left alone, and runs out once it is seen to."""

from game.town.views import Chain, Link, LinkKind
from game.tui.timeline import drawn_track

GAP = 8


def drawn(*links: tuple[int, LinkKind]) -> str:
    """The line of a chain of these links."""
    found = tuple(Link(day, kind, "") for day, kind in links)
    silent = any(kind == "silence" for _, kind in links)
    return drawn_track(Chain("", found, "silence" if silent else "met", "", 0), GAP).plain


def test_what_was_seen_to_runs_out_into_silence() -> None:
    line = drawn((1, "seen"), (1, "prevented"), (4, "silence"))
    assert line[0] == "◆"
    assert line[3 * GAP] == "○"
    between = line[1 : 3 * GAP]
    weights = ["━─╌┄· ".index(cell) for cell in between]
    assert weights == sorted(weights), "never heavier again"
    assert between[0] == "━"
    assert between[-1] == " "


def test_what_is_left_alone_grows_heavier_by_the_day() -> None:
    line = drawn((1, "seen"), (1, "left"), (2, "left"), (3, "left"), (4, "hot"), (4, "lost"))
    assert [line[day * GAP + 1] for day in range(3)] == ["╌", "─", "━"]
    assert line[3 * GAP] == "▼"
    assert line[3 * GAP + GAP // 2] == "✕"


def test_an_hour_that_was_not_enough_stands_on_the_line() -> None:
    line = drawn((1, "seen"), (1, "worked"), (2, "left"), (3, "came"), (3, "served"))
    assert line[0] == "■"
    assert (line[1], line[GAP + 1]) == ("┄", "╌"), "a day of work, then a day alone"
    assert line[2 * GAP] == "△"
    assert line[2 * GAP + GAP // 2] == "●"


def test_what_is_seen_to_on_its_last_day_is_silent_the_same_day() -> None:
    line = drawn((3, "seen"), (3, "prevented"), (3, "silence"))
    assert line[2 * GAP] == "◆"
    assert line[2 * GAP + GAP // 2] == "○"
    assert not line[: 2 * GAP].strip()


def test_somebody_who_walks_in_has_a_day_and_no_line_before() -> None:
    line = drawn((5, "came"), (5, "served"))
    assert line.strip() == "△───●"
    assert line.index("△") == 4 * GAP


def test_every_line_is_as_wide_as_the_week() -> None:
    for links in (((5, "seen"), (5, "prevented"), (5, "silence")), ((1, "hot"), (1, "lost"))):
        assert len(drawn(*links)) == 5 * GAP


def test_an_hour_that_handed_it_back_grows_like_one_alone() -> None:
    line = drawn((1, "seen"), (1, "handed_back"), (2, "hot"), (2, "lost"))
    assert line[:2] == "←╌"

"""A new draft of a town reads, plays to Friday's evening whatever one chooses, and lacks nothing but its own words."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import paths
from game.checks.run import check_file
from game.language.read import read_town
from game.library.library import Library
from game.library.towns import town
from game.studio.new import draft, write_new
from game.town.rules import Rules
from game.town.state import Week
from game.town.week import begin_week, made, options

LIBRARY = Library(paths.content_dir())
DRAFT = "draft: true"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return Rules(town(LIBRARY, str(write_new("town", tmp_path_factory.mktemp("town"), "corner-pool"))))


def spent(rules: Rules, picks: list[int]) -> Week:
    """A week of these choices, each counted among those there are; again from the first when they are all made."""
    week, made_so_far = begin_week(rules), 0
    while week.stage != "over":
        offered = options(rules, week)
        week = made(rules, week, offered[picks[made_so_far % len(picks)] % len(offered)]).after
        made_so_far += 1
        assert made_so_far < 200
    return week


def test_it_is_a_draft_that_reads() -> None:
    reading = read_town(draft("town", "corner-pool").encode(), "corner-pool.yaml")
    assert reading.rendered() == ""
    assert reading.script is not None
    assert reading.script.draft
    assert reading.script.title == "Corner pool"


def test_it_is_played_outside_a_pack(rules: Rules) -> None:
    assert [key for key, one in rules.town.arrivals.items() if one.encounter is not None] == []


@pytest.mark.parametrize("pick", [0, -1])
def test_it_plays_to_the_end_by_the_first_choices_and_by_the_last(rules: Rules, pick: int) -> None:
    assert spent(rules, [pick]).day == 5


@settings(deadline=None, max_examples=60)
@given(picks=st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_it_plays_to_the_end_whatever_is_chosen(rules: Rules, picks: list[int]) -> None:
    assert spent(rules, picks).day == 5


def test_as_a_draft_it_has_no_findings(tmp_path: Path) -> None:
    path = write_new("town", tmp_path, "corner-pool")
    assert check_file(path, LIBRARY).diagnostics == ()


def test_finished_it_has_no_findings_either(tmp_path: Path) -> None:
    path = write_new("town", tmp_path, "corner-pool")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    [line] = [line for line in lines if line.startswith(DRAFT)]
    path.write_text("".join(one for one in lines if one != line), "utf-8")
    checking = check_file(path, LIBRARY)
    assert [f"{one.code} {one.message}" for one in checking.diagnostics] == []

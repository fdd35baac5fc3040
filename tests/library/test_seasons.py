"""Seasons' recipes: read, refused in one pass, and held against the encounters of their pack."""

from pathlib import Path

import pytest

from game.checks.run import check_file, digest_of
from game.language.read import read_season
from game.language.season_file import OFFERED_MOST
from game.library.library import Library, Unreadable
from game.library.seasons import recipe, recipe_names
from game.library.towns import town_names
from tests.town.corner import FILE as TOWN

from .shelf import SAMPLE, SHELF

GOOD = """\
format: 1
season: two-days
title: Two days
about: |
  For two teams
  who have never met.

  And for nobody else.
encounters: [aisle-seven]
days: 2
ranking: top-five
turnout: 60
sealed: true
freeze_days_before: 1
"""


WEEKS = GOOD.replace("encounters: [aisle-seven]", "weeks: [corner-shop]").replace("sealed: true\n", "")
"""A recipe of weeks alone."""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one encounter, and one town that plays it."""
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    for folder in ("encounters", "seasons", "towns"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rulebook.yaml").write_bytes((SHELF.folder / "rulebook.yaml").read_bytes())
    (tmp_path / "encounters" / "aisle-seven.yaml").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "towns" / "corner-shop.yaml").write_bytes(TOWN.read_bytes())
    return tmp_path


def written(pack: Path, text: str = GOOD) -> Path:
    path = pack / "seasons" / "two-days.yaml"
    path.write_text(text, "utf-8")
    return path


def codes(path: Path) -> list[str]:
    return [one.code for one in check_file(path, SHELF).diagnostics]


def test_a_recipe_is_read(pack: Path) -> None:
    assert codes(written(pack)) == []
    found = recipe(Library(pack), "two-days")
    assert found.about == "For two teams who have never met.\nAnd for nobody else."
    assert (found.encounters, found.days, found.ranking) == (("aisle-seven",), 2, "top-five")
    assert (found.turnout, found.sealed, found.freeze_days_before) == (60, True, 1)


def test_what_a_recipe_does_not_say_is_open_fair_and_never_frozen(pack: Path) -> None:
    written(pack, GOOD.split("ranking")[0])
    found = recipe(Library(pack), "two-days")
    assert (found.ranking, found.turnout, found.sealed, found.freeze_days_before) == (
        "size-adjusted",
        50,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("season: two-days", "season: three-days", "R211"),
        ("season: two-days", "season: Two Days", "M106"),
        ("[aisle-seven]", "[aisle-sevn]", "R215"),
        ("[aisle-seven]", "[aisle-seven, aisle-seven]", "S515"),
        ("[aisle-seven]", "[]", "M107"),
        ("encounters: [aisle-seven]\n", "", "M102"),
        ("days: 2", "days: 0", "M104"),
        ("days: 2", "days: two", "M103"),
        ("days: 2", "days: 367", "M104"),
        ("ranking: top-five", "ranking: best", "M105"),
        ("turnout: 60", "turnout: 101", "M104"),
        ("sealed: true", "sealed: yes", "M103"),
        ("freeze_days_before: 1", "freeze_days_before: 2", "M104"),
        ("days: 2", "days: 2\nattempts: 5", "M101"),
        ("title: Two days", f"title: {'T' * 81}", "M104"),
        ("who have never met.", "who have never met " + "x" * 1000, "M104"),
        (
            "about: |\n  For two teams\n  who have never met.\n\n  And for nobody else.",
            "about: For two",
            "Y016",
        ),
        ("title: Two days", "title: Day #2", "Y017"),
        ("[aisle-seven]", f"[{', '.join(f'a-{n}' for n in range(OFFERED_MOST + 1))}]", "M104"),
    ],
)
def test_what_is_wrong_with_a_recipe_is_told(pack: Path, before: str, after: str, code: str) -> None:
    assert before in GOOD
    assert code in codes(written(pack, GOOD.replace(before, after, 1)))


def test_everything_is_told_in_one_pass(pack: Path) -> None:
    text = (
        GOOD.replace("days: 2", "days: x")
        .replace("top-five", "best")
        .replace("season: two-days", "season: x")
    )
    assert set(codes(written(pack, text))) == {"R211", "M103", "M105"}


@pytest.mark.parametrize(
    "source", [b"", b"\xff", b"- a\n", b"{}", b"season: [", b"encounters: {a: }", b"days:\n - 1\n"]
)
def test_no_bytes_are_too_strange(source: bytes) -> None:
    assert read_season(source, "x.yaml").diagnostics


def test_a_recipe_that_is_not_there_or_broken_is_said(pack: Path) -> None:
    written(pack)
    with pytest.raises(Unreadable, match="did you mean `two-days`"):
        recipe(Library(pack), "two-day")
    written(pack, "format: 1\n")
    with pytest.raises(Unreadable, match="problems"):
        recipe(Library(pack), "two-days")
    assert recipe_names(Library(pack)) == ["two-days"]


def test_a_recipe_is_held_against_its_own_pack(pack: Path) -> None:
    assert "rerouted-flight" in SHELF.names()
    assert codes(written(pack, GOOD.replace("[aisle-seven]", "[rerouted-flight]"))) == ["R215"]


def test_the_result_is_not_remembered_when_an_encounter_goes(pack: Path) -> None:
    path = written(pack)
    before = digest_of(path, path.read_bytes(), SHELF)
    (pack / "encounters" / "aisle-seven.yaml").unlink()
    assert digest_of(path, path.read_bytes(), SHELF) != before


@pytest.mark.parametrize("key", recipe_names(SHELF))
def test_every_built_in_recipe_can_be_played(key: str) -> None:
    assert set(recipe(SHELF, key).encounters) <= set(SHELF.names())
    assert set(recipe(SHELF, key).weeks) <= set(town_names(SHELF))


def test_a_recipe_may_hold_weeks_alone_or_beside_encounters(pack: Path) -> None:
    assert codes(written(pack, WEEKS)) == []
    alone = recipe(Library(pack), "two-days")
    assert (alone.encounters, alone.weeks) == ((), ("corner-shop",))
    assert codes(written(pack, WEEKS.replace("days: 2", "encounters: [aisle-seven]\ndays: 2"))) == []
    both = recipe(Library(pack), "two-days")
    assert (both.encounters, both.weeks) == (("aisle-seven",), ("corner-shop",))


@pytest.mark.parametrize(
    ("before", "after", "code", "says"),
    [
        ("[corner-shop]", "[corner-shp]", "R218", "there is no town `corner-shp` in this pack"),
        ("[corner-shop]", "[airport]", "R218", "there is no town `airport` in this pack"),
        ("[corner-shop]", "[corner-shop, corner-shop]", "S515", "stands here twice"),
        ("weeks: [corner-shop]\n", "", "M102", "lacks the key `encounters`, or `weeks`"),
        ("[corner-shop]", "[]", "M107", ""),
        ("turnout: 60", "sealed: true", "S515", "a sealed season can't hold a week yet"),
        ("days: 2", "encounters: [corner-shop]\ndays: 2", "S515", "is an encounter here and a week"),
        (
            "[corner-shop]",
            f"[corner-shop]\nencounters: [{', '.join(f'a-{n}' for n in range(OFFERED_MOST))}]",
            "M104",
            "51 encounters and weeks",
        ),
    ],
)
def test_what_is_wrong_with_weeks_is_told(pack: Path, before: str, after: str, code: str, says: str) -> None:
    assert before in WEEKS
    found = check_file(written(pack, WEEKS.replace(before, after, 1)), SHELF).diagnostics
    assert any(one.code == code and says in one.message for one in found), found


def test_a_draft_is_in_no_season_and_one_that_is_finished_is(pack: Path) -> None:
    path, town = written(pack, WEEKS), pack / "towns" / "corner-shop.yaml"
    whole = town.read_text("utf-8")
    town.write_text(whole.replace("role:", "draft: true\nrole:", 1), "utf-8")
    [draft] = check_file(path, SHELF).diagnostics
    assert (draft.code, draft.message) == (
        "R218",
        "the town `corner-shop` is a draft, and nobody can spend a week in it yet",
    )
    town.write_text(whole, "utf-8")
    assert codes(path) == []


def test_the_result_is_not_remembered_when_a_town_changes(pack: Path) -> None:
    path, town = written(pack, WEEKS), pack / "towns" / "corner-shop.yaml"
    before = digest_of(path, path.read_bytes(), SHELF)
    town.write_text(town.read_text("utf-8") + "\n", "utf-8")
    assert digest_of(path, path.read_bytes(), SHELF) != before

from pathlib import Path
from typing import Any

import pytest

from game.board.creating import Uncreatable, created, key_of, parts, teams_of
from game.board.material import put_together
from game.board.season import Season, Team
from game.library.stored import from_bytes
from game.library.towns import LoadedTown
from tests.board.weeks import SHOP
from tests.library.shelf import SHELF
from tests.town.corner import FILE, corner_shop, speechless

USUAL: dict[str, Any] = {
    "key": "march",
    "title": "March",
    "encounters": ["aisle-seven", "wet-floor"],
    "teams": teams_of("Northgate, Southgate:12"),
    "opens": 1_000,
    "closes": 2_000,
}


def season_with(**changed: Any) -> Season:
    return created(SHELF, **(USUAL | changed))[0]


def test_a_season_keeps_both_parts_of_every_encounter() -> None:
    season, content = created(SHELF, **USUAL)
    assert [one.encounter for one in season.encounters] == ["aisle-seven", "wet-floor"]
    assert not parts(season, content)
    for one in season.encounters:
        kinds = content[one.play][0], content[one.text][0]
        assert kinds == ("play", "text")
        loaded = from_bytes(one.play, content[one.play][1], one.text, content[one.text][1])
        assert loaded is not None
        assert loaded.encounter == SHELF.encounter(one.encounter).encounter


def test_a_part_that_is_missing_is_named() -> None:
    season, content = created(SHELF, **USUAL)
    del content[season.encounters[1].text]
    assert parts(season, content) == [season.encounters[1].text]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"encounters": ["aisle-sevn"]}, "did you mean “aisle-seven”?"),
        ({"encounters": []}, "1 to 50 encounters"),
        ({"encounters": ["wet-floor", "wet-floor"]}, "the same encounter stands there twice"),
        ({"key": "März"}, "lower-case letters"),
        ({"key": "a" * 41}, "lower-case letters"),
        ({"title": "\x1b\u202e "}, "a season's title"),
        ({"closes": 1_000}, "closes before it opens"),
        ({"freezes": 2_000}, "freeze outside the season"),
        ({"turnout": 101}, "from 0 to 100"),
        ({"teams": ()}, "1 to 500 teams"),
        ({"ranking": "fame"}, "ranking: "),
    ],
)
def test_a_season_that_cannot_be_says_why(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(Uncreatable) as refused:
        season_with(**changed)
    assert why in str(refused.value)


def test_an_encounter_with_problems_brings_them(tmp_path: Any) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nencounter: broken\n")
    with pytest.raises(Uncreatable) as refused:
        season_with(encounters=[str(broken)])
    assert "broken.yaml:" in refused.value.details


def test_what_a_terminal_would_obey_is_gone_from_titles() -> None:
    season = season_with(title="Mar\x1b[31mch", about="one\u202etwo")
    assert season.title == "Mar[31mch"
    assert season.about == "onetwo"


def test_teams_are_read_from_a_line() -> None:
    assert teams_of(" Northgate,Zürich West: 12 ,") == (
        Team(team="northgate", title="Northgate"),
        Team(team="zurich-west", title="Zürich West", size=12),
    )
    assert key_of("北門", 3) == "team-3"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "at least one team"),
        (" , ,", "at least one team"),
        ("North:many", "no size of a team"),
        ("North:0", "a size of 1 to 100,000"),
        (":3", "1 to 60 characters"),
        ("North Gate,North-Gate", "too much alike"),
        ("x" * 61, "1 to 60 characters"),
    ],
)
def test_teams_that_cannot_be_say_why(line: str, why: str) -> None:
    with pytest.raises(Uncreatable) as refused:
        teams_of(line)
    assert why in str(refused.value)


def test_a_season_of_weeks_keeps_their_towns_whole() -> None:
    season, content = created(SHELF, **(USUAL | {"encounters": ["aisle-seven"], "weeks": [SHOP]}))
    assert [(one.encounter, one.kind) for one in season.encounters] == [
        ("aisle-seven", "encounter"),
        ("corner-shop", "week"),
    ]
    assert not parts(season, content)
    week = season.encounters[1]
    found = put_together(week, content[week.play][1], content[week.text][1])
    assert isinstance(found, LoadedTown)
    assert (found.town, found.script) == (corner_shop().town, corner_shop().script)
    alone = season_with(encounters=[], weeks=[SHOP])
    assert [one.kind for one in alone.encounters] == ["week"]


def test_a_week_put_together_of_other_parts_is_none() -> None:
    season, content = created(SHELF, **(USUAL | {"weeks": [SHOP]}))
    talk, _, week = season.encounters
    play, text = content[week.play][1], content[week.text][1]
    assert put_together(week, play, None) is None
    assert put_together(week, text, play) is None
    assert put_together(week, play[:-1], text) is None
    assert put_together(week.model_copy(update={"kind": "encounter"}), play, text) is None
    assert put_together(week.model_copy(update={"encounter": "elsewhere"}), play, text) is None
    assert put_together(talk, play, text) is None


def test_a_draft_and_a_town_that_is_not_there_make_no_season(tmp_path: Path) -> None:
    draft = tmp_path / "corner-shop.yaml"
    draft.write_text(FILE.read_text("utf-8").replace("role:", "draft: true\nrole:", 1), "utf-8")
    for weeks, why in (
        (str(draft), "the town “corner-shop” is a draft"),
        ("air-port", "there is no town “air-port”; did you mean `airport`?"),
        (str(tmp_path / "nowhere.yaml"), "can't read"),
    ):
        with pytest.raises(Uncreatable) as refused:
            season_with(weeks=[weeks])
        assert why in str(refused.value)


def test_a_town_in_which_somebody_would_stand_with_nothing_to_say_makes_none(tmp_path: Path) -> None:
    with pytest.raises(Uncreatable, match="“corner-shop” can get stuck"):
        season_with(weeks=[str(speechless(tmp_path))])


def test_a_sealed_season_holds_no_week() -> None:
    with pytest.raises(Uncreatable, match="a sealed season can't hold a week yet"):
        season_with(weeks=[SHOP], sealed=True)
    assert season_with(sealed=True).sealed

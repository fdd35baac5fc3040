"""What stands in boards' files and messages: those from before there were weeks read and are written as they were."""

import json

import pytest
from pydantic import ValidationError

from game.board.season import Season
from game.board.wire import RunSent
from game.town.week_file import WeekFile
from tests.board.in_memory import a_season
from tests.board.weeks import SHOP, week_of
from tests.golden.record import read


def test_a_season_without_weeks_is_written_as_before_there_were_any() -> None:
    season, _ = a_season("aisle-seven")
    [offered] = json.loads(season.model_dump_json())["encounters"]
    assert set(offered) == {"encounter", "title", "play", "text"}
    assert Season.model_validate_json(season.model_dump_json()) == season


def test_a_season_says_which_of_what_it_plays_are_weeks() -> None:
    season, _ = a_season("aisle-seven", weeks=[SHOP])
    told = json.loads(season.model_dump_json())
    assert [one.get("kind") for one in told["encounters"]] == [None, "week"]
    assert Season.model_validate_json(season.model_dump_json()) == season
    with pytest.raises(ValidationError):
        Season.model_validate_json(season.model_dump_json().replace('"week"', '"year"'))
    with pytest.raises(ValidationError, match="a sealed season can't hold a week yet"):
        Season.model_validate_json(json.dumps(told | {"sealed": True}))


def test_what_is_sent_is_a_run_or_a_week_by_what_it_names() -> None:
    run, _ = read("aisle-seven.owning-it")
    for sent in (run, week_of(7)):
        message = RunSent(ticket="t" * 16, run=sent)
        assert RunSent.model_validate_json(message.model_dump_json()) == message
    assert isinstance(RunSent(ticket="t" * 16, run=week_of(7)).run, WeekFile)
    both = run.model_dump(mode="json") | {"town": "corner-shop"}
    with pytest.raises(ValidationError):
        RunSent.model_validate_json(json.dumps({"ticket": "t" * 16, "run": both}))
    for nothing in ("7", '"town"', "[]", "null"):
        with pytest.raises(ValidationError):
            RunSent.model_validate_json('{"ticket": "tttttttttttttttt", "run": ' + nothing + "}")

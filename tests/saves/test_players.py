"""Several people on one machine: who is there, everything about one of them, and nothing of them any more."""

import json
from pathlib import Path

import pytest

from game.saves.events import Named, Rated, SettingChanged
from game.saves.log import NAME
from game.saves.players import called, export, forget, new_folder, players, who_plays
from game.saves.saves import Saves


def somebody(folder: Path, name: str, at: int) -> Path:
    with Saves.open(folder) as saves:
        saves.record(Named(name="Nobody yet"), at - 1)
        saves.record(Named(name=name), at)
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base = tmp_path / "saves"
    somebody(base, "Mira", 100)
    somebody(new_folder(base), "Jo", 300)
    somebody(new_folder(base), "mira", 200)
    return base


def test_nobody_is_there_before_the_first_save(tmp_path: Path) -> None:
    assert players(tmp_path / "none") == []
    assert new_folder(tmp_path) == tmp_path


def test_whoever_played_last_comes_first(base: Path) -> None:
    assert [(player.name, player.last) for player in players(base)] == [
        ("Jo", 300),
        ("mira", 200),
        ("Mira", 100),
    ]
    assert who_plays(base).there == tuple(players(base))


def test_somebody_new_gets_a_folder_of_their_own(base: Path) -> None:
    assert new_folder(base) != new_folder(base)
    assert new_folder(base).parent == base / "players"


def test_names_are_found_whatever_their_capitals(base: Path) -> None:
    assert [player.last for player in called(base, " MIRA ")] == [200, 100]
    assert called(base, "Ann") == []


def test_looking_who_is_there_changes_nothing(base: Path) -> None:
    before = {file: file.read_bytes() for file in base.rglob(NAME)}
    players(base)
    assert {file: file.read_bytes() for file in base.rglob(NAME)} == before


def test_a_save_that_cannot_be_read_is_there_without_a_name(base: Path) -> None:
    (base / NAME).write_bytes(b"not a save at all" * 100)
    assert ("", 0) in [(player.name, player.last) for player in players(base)]


def test_an_export_holds_every_event_with_its_time(tmp_path: Path) -> None:
    somebody(tmp_path, "Mira", 100)
    with Saves.open(tmp_path) as saves:
        saves.record(SettingChanged(name="theme", value="light"), 150)
        saves.record(Rated(run="none", what="heard", value=4), 160)
    found = json.loads(export(tmp_path))
    assert found["format"] == 1
    assert [(event["at"], event["kind"]) for event in found["events"]] == [
        (99, "named"), (100, "named"), (150, "setting_changed"), (160, "rated"),
    ]  # fmt: skip
    assert found["events"][1]["name"] == "Mira"


def test_forgetting_deletes_the_save_and_nothing_else(base: Path) -> None:
    jo = called(base, "Jo")[0].folder
    (base / "README.md").write_text("stays")
    forget(jo)
    assert not jo.exists()
    forget(base)
    assert [player.name for player in players(base)] == ["mira"]
    assert (base / "README.md").exists()


def test_forgetting_leaves_a_strangers_file_where_it_is(base: Path) -> None:
    jo = called(base, "Jo")[0].folder
    (jo / "letter.txt").write_text("mine")
    forget(jo)
    assert [file.name for file in jo.iterdir()] == ["letter.txt"]

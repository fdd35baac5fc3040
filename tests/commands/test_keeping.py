"""`ownit saves`: list, export, forget; as a stranger would use it, wrong arguments included."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from game.board.kept_standings import KeptStandings, keep, kept
from game.cli import main
from game.commands import keeping
from game.exits import FINE, NO, WRONG_USE
from game.saves.events import Named
from game.saves.players import new_folder, players
from game.saves.saves import Saves
from tests.saves.samples import joined


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base = tmp_path / "saves"
    for at, name in ((86_400_000, "Mira"), (2 * 86_400_000, "Jo")):
        with Saves.open(new_folder(base)) as saves:
            saves.record(Named(name=name), at)
    return base


def run(base: Path, *arguments: str) -> int:
    return main(["saves", *arguments, "--saves", str(base)])


def test_who_has_a_save_is_listed(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(base, "list") == FINE
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Jo, last played 3 Jan 1970: ")
    assert second.startswith("Mira, last played 2 Jan 1970: ")


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "list") == FINE
    assert "Nobody has a save" in capsys.readouterr().out
    assert run(tmp_path, "export") == NO
    assert "nobody" in capsys.readouterr().err


def test_one_is_written_out(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mira.json"
    assert run(base, "export", str(out), "--player", "mira") == FINE
    assert json.loads(out.read_text("utf-8"))["events"][0]["name"] == "Mira"
    said = capsys.readouterr().out
    assert "everything that is kept about Mira, but for the secrets by which boards know them" in said
    assert run(base, "export", "--player", "Jo") == FINE
    assert json.loads(capsys.readouterr().out)["events"][0]["name"] == "Jo"


def test_whose_must_be_clear(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(base, "export") == NO
    assert "there are: Jo, Mira" in capsys.readouterr().err
    assert run(base, "forget", "--player", "Ann", "--yes") == NO
    assert "nobody called “Ann”" in capsys.readouterr().err
    with Saves.open(new_folder(base)) as saves:
        saves.record(Named(name="Jo"), 1)
    assert run(base, "forget", "--player", "Jo", "--yes") == NO
    assert "2 people are called “Jo”" in capsys.readouterr().err
    assert len(players(base)) == 3


def test_forgetting_without_a_terminal_needs_yes(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(base, "forget", "--player", "Jo") == WRONG_USE
    assert "--yes" in capsys.readouterr().err
    assert run(base, "forget", "--player", "Jo", "--yes") == FINE
    assert [player.name for player in players(base)] == ["Mira"]


@pytest.mark.parametrize(("typed", "left"), [("jo", 1), ("yes", 2), ("", 2)])
def test_forgetting_asks_for_the_name(
    base: Path, monkeypatch: pytest.MonkeyPatch, typed: str, left: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    chosen = Namespace(what="forget", out=None, yes=False, saves=str(base), player="Jo")
    keeping.saves(chosen, lambda _question: typed)
    assert len(players(base)) == left


def test_only_an_export_takes_a_file(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(base, "list", "out.json") == WRONG_USE
    assert "takes no file" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(base, "export", str(base / "none" / "x.json"), "--player", "Jo") == NO
    assert "ownit: " in capsys.readouterr().err


def test_playing_as_somebody_new_begins_a_save_of_their_own(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: "q")
    assert main(["play", "aisle-seven", "--plain", "--player", "Ann", "--saves", str(base)]) == FINE
    assert main(["play", "aisle-seven", "--plain", "--player", "ANN", "--saves", str(base)]) == FINE
    assert sorted(player.name for player in players(base)) == ["Ann", "Jo", "Mira"]


def test_the_file_may_come_after_the_options(base: Path, tmp_path: Path) -> None:
    out = tmp_path / "mira.json"
    assert main(["saves", "export", "--saves", str(base), "--player", "Mira", str(out)]) == 0
    assert out.exists()


@pytest.mark.parametrize("command", [["play", "--plain"], ["train", "--plain"], ["report", "--csv", "x.csv"]])
@pytest.mark.parametrize("whose", [[], ["--player", " "]])
def test_nobody_is_taken_for_somebody_else(
    command: list[str], whose: list[str], base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(players(base))
    assert main([*command, *whose, "--saves", str(base)]) == 2
    assert "--player" in capsys.readouterr().err
    assert len(players(base)) == before


def test_a_report_begins_no_save(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = len(players(base))
    assert main(["report", "--csv", "x.csv", "--player", "Nobody", "--saves", str(base)]) == 2
    assert "nobody called" in capsys.readouterr().err
    assert len(players(base)) == before


def test_forgetting_takes_along_how_a_season_stood_and_says_what_a_board_has(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    keep("b" * 32, KeptStandings(synced=1))
    keep("c" * 32, KeptStandings(synced=1))
    jo = next(player for player in players(base) if player.name == "Jo")
    with Saves.open(jo.folder) as saves:
        saves.record(joined("b" * 32), 2)
    chosen = Namespace(what="forget", out=None, yes=False, saves=str(base), player="Jo")
    assert keeping.saves(chosen, lambda _question: "jo") == FINE
    said = capsys.readouterr().out
    assert "`ownit board leave`" in said
    assert "a season's board keeps what it has" in said
    assert kept("b" * 32) is None
    assert kept("c" * 32) is not None, "somebody else's"

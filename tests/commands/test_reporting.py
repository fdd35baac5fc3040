"""`ownit report` as a player and a facilitator use it."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

import pytest
from ralph.models.xapi.base.statements import BaseXapiStatement

from game import paths
from game.cli import main
from game.commands import reporting
from game.saves.saves import Saves
from tests.reports.making import DAY, Clock, a_game, put, result, results, well_played

TODAY = datetime.now(UTC).date()
"""The commands ask the machine's clock, so what they read has to be of these days."""


@pytest.fixture(autouse=True)
def _saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    there = tmp_path / "team"
    there.mkdir()
    return there


@pytest.fixture
def played(tmp_path: Path) -> str:
    """The name of somebody who has finished a run an hour ago."""
    with Saves.open(tmp_path / "saves") as saves:
        game = a_game(saves, Clock(int(time() * 1000) - DAY // 24))
        well_played(game)
        game.rename("Kim")
    return "Kim"


def answering(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))


def cohort(folder: Path, names: str = "Ann Ben Cem Dai Eva") -> None:
    for name in names.split():
        put(folder, results(name, [result(day=TODAY, criticals=1)], sent=TODAY))


@pytest.mark.usefixtures("played")
def test_what_is_shown_is_exactly_what_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering("y\n", monkeypatch)
    assert main(["report", "send", str(folder)]) == 0
    [file] = folder.iterdir()
    out = capsys.readouterr().out
    assert file.read_text("utf-8") in out
    shown = out[out.index("{") : out.rindex("}") + 1]
    assert shown + "\n" == file.read_text("utf-8"), "nothing but the file is shown as what leaves"
    assert json.loads(shown)["name"] == "Kim"
    until = str(TODAY + timedelta(days=90))
    assert all(words in out for words in ("Who sees it", "What for", "hiring or discipline", until, "revoke"))


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize("answer", ["", "\n", "n\n", "no\n", "yess\n", "later\n"])
def test_nothing_is_sent_without_a_yes(
    folder: Path, answer: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(answer, monkeypatch)
    assert main(["report", "send", str(folder)]) == 1
    assert "Nothing was sent." in capsys.readouterr().out
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("played")
def test_sending_again_sends_nothing_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "send", str(folder), "--yes"]) == 0
    assert main(["report", "send", str(folder), "--yes"]) == 0
    assert "nothing new to send" in capsys.readouterr().out
    assert len(list(folder.iterdir())) == 1


@pytest.mark.usefixtures("played")
def test_another_name_and_another_time_may_be_chosen(folder: Path) -> None:
    assert main(["report", "send", str(folder), "--yes", "--name", " Desk\x1b[2J 9 ", "--days", "7"]) == 0
    [file] = folder.iterdir()
    told = json.loads(file.read_text("utf-8"))
    assert told["name"] == "Desk[2J 9"
    assert told["until"] == str(TODAY + timedelta(days=7))


def test_who_has_no_name_is_asked_for_one(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Saves.open(tmp_path / "saves") as saves:
        well_played(a_game(saves, Clock(int(time() * 1000))))
    assert main(["report", "send", str(folder), "--yes"]) == 2
    assert "--name" in capsys.readouterr().err
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("played")
def test_what_could_not_be_taken_back_is_not_sent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.play.game import Game

    monkeypatch.setattr(Game, "kept", False)
    assert main(["report", "send", str(folder), "--yes"]) == 1
    assert "could not be taken back" in capsys.readouterr().err
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("played")
def test_what_was_sent_can_be_taken_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cohort(folder, "Ann")
    main(["report", "send", str(folder), "--yes"])
    assert main(["report", "revoke", str(folder)]) == 0
    assert "Taken back" in capsys.readouterr().out
    assert main(["report", "--csv", str(tmp_path / "out.csv"), str(folder)]) == 0
    assert "Kim" not in (tmp_path / "out.csv").read_text("utf-8")
    assert main(["report", "revoke", str(folder)]) == 0
    assert "taken back before" in capsys.readouterr().out


def test_who_sent_nothing_has_nothing_to_take_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "revoke", str(folder)]) == 1
    assert "nothing was ever sent" in capsys.readouterr().err
    assert not list(folder.iterdir())


def test_a_folder_becomes_one_page_and_one_table(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cohort(folder)
    (folder / "notes \x1b[31m.txt").write_text("mine")
    put(folder, results("Old", sent=TODAY - timedelta(days=91)))
    page, table = tmp_path / "out.html", tmp_path / "out.csv"
    assert main(["report", "--html", str(page), "--csv", str(table), str(folder)]) == 0
    error = capsys.readouterr().err
    assert "left out: notes [31m.txt (it is no file of results)" in error
    assert "deleted: ownit-" in error
    assert "5 people" in page.read_text("utf-8")
    with table.open(newline="", encoding="utf-8") as file:
        assert [row[0] for row in csv.reader(file)] == ["user", "Ann", "Ben", "Cem", "Dai", "Eva"]
    assert not (tmp_path / "saves").exists(), "to read a folder is no reason to begin a save"


def test_many_strangers_files_are_not_all_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cohort(folder, "Ann")
    for number in range(50):
        (folder / f"{number}.txt").touch()
    assert main(["report", "--csv", str(tmp_path / "out.csv"), str(folder)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == reporting.LISTED_MOST + 1
    assert lines[-1] == "left out: and 30 more"


def test_a_shorter_time_deletes_what_was_sent_before_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, results("Ann", sent=TODAY - timedelta(days=30)))
    assert main(["report", "--csv", str(tmp_path / "out.csv"), str(folder), "--days", "29"]) == 1
    error = capsys.readouterr().err
    assert "deleted: " in error
    assert "no results" in error
    assert not list(folder.iterdir())
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.usefixtures("played")
def test_ones_own_saves_become_a_page_a_table_and_statements(tmp_path: Path) -> None:
    page, table, told = (tmp_path / name for name in ("out.html", "out.csv", "out.jsonl"))
    home = ["--home", "https://learning.example/x"]
    assert main(["report", "--html", str(page), "--csv", str(table), "--xapi", str(told), *home]) == 0
    assert "Aisle seven" in page.read_text("utf-8")
    assert '"Kim","aisle-seven"' in table.read_text("utf-8")
    before = told.read_bytes()
    for line in before.splitlines():
        BaseXapiStatement.model_validate_json(line)
        assert json.loads(line)["actor"]["account"] == {
            "homePage": "https://learning.example/x",
            "name": "Kim",
        }
    assert main(["report", "--xapi", str(told), *home]) == 0
    assert told.read_bytes() == before


def test_who_played_nothing_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--html", str(tmp_path / "out.html")]) == 1
    assert "no finished run" in capsys.readouterr().err
    assert not (tmp_path / "out.html").exists()


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["FOLDER"],
        ["send"],
        ["revoke"],
        ["send", "FOLDER", "FOLDER"],
        ["send", "no-such-folder"],
        ["revoke", "no-such-folder"],
        ["--html", "x.html", "no-such-folder"],
        ["--html", "x.html", "FOLDER", "FOLDER"],
        ["send", "FOLDER", "--html", "x.html"],
        ["send", "FOLDER", "--yes", "--home", "https://x.example"],
        ["send", "FOLDER", "--yes", "--name", "\x1b\u202e "],
        ["send", "FOLDER", "--yes", "--days", "0"],
        ["send", "FOLDER", "--yes", "--days", "366"],
        ["send", "FOLDER", "--yes", "--days", "9" * 5000],
        ["revoke", "FOLDER", "--days", "3"],
        ["revoke", "FOLDER", "--yes"],
        ["--xapi", "x.jsonl", "FOLDER"],
        ["--xapi", "x.jsonl", "--name", "kim@shop.example"],
        ["--xapi", "x.jsonl", "--home", "learning"],
        ["--xapi", "x.jsonl", "--home", 'https://a"b'],
        ["--html", "x.html", "--days", "3"],
        ["--html", "x.html", "FOLDER", "--name", "Kim"],
        ["--html", "x.html", "--yes"],
    ],
)
def test_wrong_use_exits_two_with_one_sentence(
    arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    try:
        code = main(["report", *(str(folder) if each == "FOLDER" else each for each in arguments)])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    error = capsys.readouterr().err
    assert "ownit" in error
    assert "Traceback" not in error
    assert not list(folder.iterdir())
    assert not list(folder.parent.glob("x.*"))


@pytest.mark.usefixtures("played")
def test_an_output_that_cannot_be_written_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--csv", str(tmp_path / "no" / "out.csv")]) == 1
    assert "can't write" in capsys.readouterr().err


@pytest.mark.usefixtures("played")
def test_a_folder_that_cannot_be_written_is_said_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(paths, "write_atomically", refuse)
    assert main(["report", "send", str(folder), "--yes"]) == 1
    assert "Permission denied" in capsys.readouterr().err


@pytest.mark.usefixtures("played")
def test_a_send_that_is_killed_leaves_nothing_that_counts(folder: Path, tmp_path: Path) -> None:
    (folder / ".0123456789abcdef.tmp").write_bytes(results("Ann").body()[:50])
    assert main(["report", "--csv", str(tmp_path / "out.csv"), str(folder)]) == 1
    assert main(["report", "send", str(folder), "--yes"]) == 0
    assert main(["report", "--csv", str(tmp_path / "out.csv"), str(folder)]) == 0


def test_making_a_page_needs_neither_the_screen_nor_names_drawn(folder: Path, tmp_path: Path) -> None:
    cohort(folder)
    code = (
        "import sys; from game.cli import main\n"
        f"code = main(['report', '--html', {str(tmp_path / 'out.html')!r}, {str(folder)!r}])\n"
        "heavy = {'textual', 'faker', 'ralph'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=dict(os.environ),
    )
    assert done.returncode == 0, done.stderr

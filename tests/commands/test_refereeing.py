"""`ownit board` where a server keeps the board, as somebody types it."""

import csv
import json
import stat
from argparse import Namespace
from pathlib import Path

import pytest

from game.board.server.settings import ADMIN
from game.board.store.store import open_store
from game.cli import main
from game.commands.refereeing import remove
from tests.board.server.making import kept, season_of
from tests.board.server.running import running
from tests.board.server.test_wall import Player
from tests.library.shelf import SAMPLE


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with one season of its own."""
    monkeypatch.delenv(ADMIN, raising=False)
    place = str(tmp_path / "cup.sqlite3")
    assert (
        main(["board", "create", "march", place, "--encounters", str(SAMPLE), "--teams", "Northgate,=Sum:5"])
        == 0
    )
    return place


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_a_season_is_made_and_its_admin_token_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "cup.sqlite3")
    make = ["board", "create", "march", store, "--encounters", str(SAMPLE), "--teams", "Northgate"]
    assert main(make) == 0
    out, _ = said(capsys)
    file = Path(f"{store}.admin")
    [token] = file.read_text().split()
    assert token.startswith("march.")
    assert f"told this once: {token}" in out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert token.partition(".")[2].encode() not in Path(store).read_bytes()
    assert main(make) == 1
    assert "There is a season “march” already" in said(capsys)[1]
    assert file.read_text().split() == [token]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--host", "0.0.0.0"], "--insecure-lan"),
        (["--host", "board.example"], "--trust-proxy"),
        (["--tls-cert", "nowhere.pem"], "both --tls-cert and --tls-key"),
        (["--tls-cert", "nowhere.pem", "--tls-key", "nowhere.key"], "there is no file nowhere.pem"),
        (["--workers", "2"], "SQLite store is written by one process"),
        (["--address", "board.example"], "--address is how players reach it"),
        (["--host", "203.0.113.1", "--insecure-lan"], "can't listen on 203.0.113.1"),
    ],
)
def test_what_would_be_unsafe_or_senseless_is_wrong_use(
    store: str, options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["board", "serve", store, *options]) == 2
    _, err = said(capsys)
    assert why in err
    assert "Traceback" not in err


def test_a_certificate_that_is_none_is_wrong_use(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.pem").write_text("nothing")
    (tmp_path / "k.pem").write_text("nothing")
    options = ["--tls-cert", str(tmp_path / "c.pem"), "--tls-key", str(tmp_path / "k.pem")]
    assert main(["board", "serve", store, *options]) == 2
    assert "don't go together" in said(capsys)[1]


@pytest.mark.parametrize(
    "options", [["--port", "x"], ["--port", "65536"], ["--workers", "0"], ["--code-days", "0"]]
)
def test_numbers_that_are_none_are_wrong_use(store: str, options: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["board", "serve", store, *options])
    assert left.value.code == 2


def test_a_store_that_is_not_there_or_empty_is_not_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere.sqlite3"
    assert main(["board", "serve", str(nowhere)]) == 1
    assert "There is no store" in said(capsys)[1]
    assert not nowhere.exists()
    open_store(str(nowhere)).close()
    assert main(["board", "serve", str(nowhere)]) == 1
    assert "there is no season" in said(capsys)[1]


def test_a_season_is_looked_after_in_its_store(
    store: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said(capsys)
    assert main(["board", "freeze", store]) == 0
    assert "frozen" in said(capsys)[0]
    assert main(["board", "thaw", store]) == 0
    assert "live again" in said(capsys)[0]
    assert main(["board", "code", store, "--days", "2"]) == 0
    assert said(capsys)[0].startswith("march-")
    teams = tmp_path / "teams.csv"
    assert main(["board", "export", store, "--teams-csv", str(teams)]) == 0
    rows = list(csv.reader(teams.open(encoding="utf-8")))
    assert [row[1] for row in rows] == ["team", "'=Sum", "Northgate"]
    assert main(["board", "export", store]) == 2
    assert main(["board", "close", store]) == 0
    said(capsys)
    assert main(["board", "freeze", store]) == 1
    assert "over" in said(capsys)[1]


async def test_which_of_several_seasons_must_be_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio

    place = str(tmp_path / "two.sqlite3")
    with open_store(place) as there:
        for key in ("march", "april"):
            season, content = season_of(key=key)
            await kept(there, season, content)

    def run(*words: str) -> int:
        return main(["board", *words])

    assert await asyncio.to_thread(run, "close", place) == 2
    assert "say which season by --season; there are: april, march" in said(capsys)[1]
    assert await asyncio.to_thread(run, "close", place, "--season", "may") == 1
    assert "There is no season “may”" in said(capsys)[1]
    assert await asyncio.to_thread(run, "close", place, "--season", "april") == 0


def test_a_season_is_looked_after_through_its_server(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Path(f"{store}.admin")
    with running(store, tmp_path / "log") as server:
        Player(server, "Mira Okafor", "northgate").play()
        Player(server, "Ben", "sum").play()

        def board(what: str, *words: str) -> int:
            return main(["board", what, server.address, *words, "--admin", str(admin)])

        said(capsys)
        assert main(["board", "close", store]) == 1
        assert "served by another process" in said(capsys)[1]
        assert main(["board", "close", server.address]) == 2
        assert "admin token" in said(capsys)[1]
        people = tmp_path / "people.csv"
        assert board("export", "--csv", str(people)) == 0
        rows = list(csv.DictReader(people.open(encoding="utf-8")))
        assert {row["name"] for row in rows} == {"Mira Okafor", "Ben"}
        assert {row["team"] for row in rows} == {"Northgate", "'=Sum"}
        assert board("remove", "nobody", "--yes") == 1
        assert "nobody in" in said(capsys)[1]
        assert board("remove", "MIRA OKAFOR", "--yes") == 0
        assert board("export", "--csv", str(people)) == 0
        assert "Mira" not in people.read_text(encoding="utf-8")
        monkeypatch.setenv(ADMIN, admin.read_text().strip())
        assert main(["board", "freeze", server.address]) == 0
        monkeypatch.setenv(ADMIN, f"march.{'x' * 43}")
        said(capsys)
        assert main(["board", "close", server.address]) == 1
        assert "admin token" in said(capsys)[1]
        assert board("close") == 0
    assert main(["board", "close", server.address, "--admin", str(admin)]) == 1
    assert "can't be reached" in said(capsys)[1]
    routes = [line.get("route") for line in map(json.loads, (tmp_path / "log").read_text().splitlines())]
    assert "/v1/admin/close" in routes


def test_a_person_is_removed_once_the_name_is_typed(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(store, tmp_path / "log") as server:
        Player(server, "Mira", "northgate")
    assert main(["board", "remove", store, "Mira"]) == 2
    assert "--yes" in said(capsys)[1]
    answers = ["Ben", "mira"]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    chosen = Namespace(place=store, season=None, admin=None, insecure=False, who="Mira", yes=False)
    assert remove(chosen, lambda _: answers.pop(0)) == 1
    assert "Nothing was deleted" in said(capsys)[0]
    assert remove(chosen, lambda _: answers.pop(0)) == 0
    assert "deleted" in said(capsys)[0]
    assert main(["board", "remove", store, "Mira", "--yes"]) == 1

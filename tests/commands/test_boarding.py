"""`ownit board` as a team uses it: made, joined, played, shown, left; and with whatever a stranger may get wrong."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import paths
from game.board.membership import Memberships
from game.cli import main
from game.library.library import Library
from game.play.game import Game
from game.play.run import Run
from game.saves.saves import Saves
from tests.play.test_run import finish

Said = pytest.CaptureFixture[str]

CREATE = [
    "board",
    "create",
    "march",
    "friends",
    "--season",
    "first-cup",
    "--teams",
    "Northgate,South Gate:12",
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("OWNIT_BOARD_ADMIN", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def friends(tmp_path: Path, capsys: Said) -> Path:
    assert main(CREATE) == 0
    capsys.readouterr()
    return tmp_path / "friends"


@pytest.fixture
def kim(friends: Path, capsys: Said) -> Path:
    """Kim is in; returns where the save is."""
    assert main(["board", "join", "friends", "--name", "Kim", "--team", "Northgate"]) == 0
    capsys.readouterr()
    return paths.saves_dir()


def playing(saves: Path, encounter: str = "aisle-seven", *, send: bool = True) -> None:
    """Play the next attempt by always giving the first reply."""
    from time import time

    game = Game(Library(paths.content_dir()), Saves.open(saves), lambda: int(time() * 1000))
    seasons = Memberships(game)
    [board] = seasons.boards()
    run = seasons.begin(board.board, encounter)
    assert isinstance(run, Run)
    finish(run)
    if send:
        [receipt] = seasons.sync(board.board)
        assert receipt.accepted
    game.close()


# Making a season


def test_a_season_is_made_of_a_recipe_and_says_how_to_come_in(tmp_path: Path, capsys: Said) -> None:
    assert main(CREATE) == 0
    said = capsys.readouterr().out
    assert "“First cup” (march) is made" in said
    assert "A friendly board" in said
    assert "South Gate (12)" in said
    assert "ownit board join friends --name NAME --team northgate" in said
    board = json.loads((tmp_path / "friends" / "board.json").read_bytes())["season"]
    assert [one["encounter"] for one in board["encounters"]] == [
        "aisle-seven", "someone-elses-boots", "wet-floor", "rerouted-flight",
    ]  # fmt: skip
    assert board["closes"] - board["opens"] == 14 * 24 * 3600 * 1000
    assert (board["turnout"], board["sealed"], board["freezes"]) == (50, False, None)


def test_what_is_said_goes_before_the_recipe(tmp_path: Path, capsys: Said) -> None:
    assert main([
        "board", "create", "june", "june", "--season", "all-hands", "--teams", "A,B", "--title", "June \x1b[2J",
        "--opens", "2030-06-01", "--days", "5", "--encounters", "wet-floor, aisle-seven", "--ranking", "sum",
        "--turnout", "0", "--freeze", "2030-06-03T12:30",
    ]) == 0  # fmt: skip
    assert "courtesy" in capsys.readouterr().out, "a folder can't promise that standings stand still"
    season = json.loads((tmp_path / "june" / "board.json").read_bytes())["season"]
    assert season["title"] == "June [2J"
    assert [one["encounter"] for one in season["encounters"]] == ["wet-floor", "aisle-seven"]
    assert (season["opens"], season["closes"]) == (1906502400000, 1906502400000 + 5 * 86_400_000)
    assert season["freezes"] == 1906502400000 + 2 * 86_400_000 + 12 * 3_600_000 + 30 * 60_000
    assert (season["ranking"], season["turnout"]) == ("sum", 0)


def test_a_season_may_hold_weeks_by_recipe_or_by_name(tmp_path: Path, capsys: Said) -> None:
    made = ["--teams", "A"]
    assert main(["board", "create", "x", "by-recipe", "--season", "five-mornings", *made]) == 0
    assert "a week at “The yellow i”" in capsys.readouterr().out
    assert main(["board", "create", "x", "by-name", "--weeks", "airport, corner-office", *made]) == 0
    assert (
        main(["board", "create", "x", "instead", "--season", "five-mornings", "--weeks", "cloud", *made]) == 0
    )
    assert main(["board", "create", "x", "x.sqlite3", "--season", "five-mornings", *made]) == 0
    assert "2 encounters and 1 week" in capsys.readouterr().out
    played = {
        place: [
            (one["encounter"], one.get("kind", "encounter"))
            for one in json.loads((tmp_path / place / "board.json").read_bytes())["season"]["encounters"]
        ]
        for place in ("by-recipe", "by-name", "instead")
    }
    assert played["by-recipe"][-1] == ("airport", "week")
    assert played["by-name"] == [("airport", "week"), ("corner-office", "week")]
    assert played["instead"] == [("cloud", "week")]


def test_whoever_comes_in_is_told_how_a_week_is_played(tmp_path: Path, capsys: Said) -> None:
    assert main(["board", "create", "x", "friends", "--weeks", "airport", "--teams", "A"]) == 0
    assert main(["board", "join", "friends", "--name", "Kim", "--team", "A"]) == 0
    assert "Play with: ownit day airport --ranked" in capsys.readouterr().out
    assert main(["board", "show", "friends"]) == 0
    assert "The yellow i (a week, airport): not played yet, 3 of 3 attempts left" in capsys.readouterr().out


def test_a_sealed_season_with_a_week_is_refused_where_it_is_made(tmp_path: Path, capsys: Said) -> None:
    assert main(["board", "create", "x", "x.sqlite3", "--weeks", "airport", "--teams", "A", "--sealed"]) == 2
    assert "a sealed season can't hold a week yet" in capsys.readouterr().err
    assert not (tmp_path / "x.sqlite3").exists()


def test_a_recipes_freeze_is_counted_from_the_end_and_left_out_where_there_are_fewer_days(
    tmp_path: Path,
) -> None:
    day = 86_400_000
    for place, days, ahead in (("long", [], 3), ("short", ["--days", "3"], None)):
        assert main(["board", "create", "x", place, "--season", "all-hands", "--teams", "A", *days]) == 0
        season = json.loads((tmp_path / place / "board.json").read_bytes())["season"]
        assert season["freezes"] == (None if ahead is None else season["closes"] - ahead * day)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (["--season", "frist-cup"], "did you mean `first-cup`?"),
        (["--teams", "A, a"], "too much alike"),
        (["--teams", ","], "at least one team"),
        (["--teams", "A:many"], "is no size"),
        (["--opens", "tomorrow"], "as in 2026-12-01 or 2026-12-01T09:00, not “tomorrow”"),
        (["--opens", "2026-13-01"], "is a date in UTC"),
        (["--opens", "2026-12-01T25:00"], "is a date in UTC"),
        (["--opens", "1969-12-01"], "is a date in UTC"),
        (["--opens", "2026-12-01T09:00+02:00"], "is a date in UTC"),
        (["--opens", "2020-01-01"], "over already"),
        (["--freeze", "2020-01-01"], "freeze outside the season"),
        (["--days", "0"], "from 1 to 366"),
        (["--days", "٣"], "from 1 to 366"),
        (["--turnout", "101"], "from 0 to 100"),
        (["--encounters", "aisle-sevn"], "did you mean “aisle-seven”?"),
        (["--encounters", ","], "1 to 50 encounters and weeks"),
        (["--weeks", "air-port"], "there is no town “air-port”; did you mean `airport`?"),
        (["--encounters", "wet-floor,wet-floor"], "twice"),
        (["--title", " "], "title has 1 to 80"),
        (["--sealed"], "that takes a server"),
        (["--ranking", "best"], "invalid choice"),
    ],
    ids=str,
)
def test_what_makes_no_season_is_said_and_leaves_nothing_behind(
    changed: list[str], why: str, tmp_path: Path, capsys: Said
) -> None:
    try:
        code = main([*CREATE, *changed])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "friends").exists()


def test_a_season_of_nothing_is_told_what_there_is(capsys: Said) -> None:
    assert main(["board", "create", "x", "x", "--teams", "A"]) == 2
    assert "all-hands, first-cup, five-mornings, quiet-week" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["March", "mär z", "-", "x" * 41, "../x"])
def test_a_key_that_is_none_is_said(key: str, capsys: Said) -> None:
    assert main(["board", "create", "--season", "first-cup", "--teams", "A", "--", key, "x"]) == 2
    assert "a season's key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "code", "why"),
    [
        ("http://board.example", 2, "name the store"),
        ("ftp://x", 2, "is no place for a board"),
        ("march.db", 2, "is no place for a board"),
        ("", 2, "PLACE is empty"),
        ("friends", 1, "There is a board in"),
        ("friends/board.json", 1, "is no folder"),
        (".", 1, "isn't empty"),
    ],
)
def test_a_place_that_can_not_have_it_is_said(
    friends: Path, place: str, code: int, why: str, capsys: Said
) -> None:
    assert main(["board", "create", "x", place, "--season", "first-cup", "--teams", "A"]) == code
    assert why in capsys.readouterr().err


# Coming in


def test_one_comes_in_by_the_teams_title_or_key(friends: Path, tmp_path: Path, capsys: Said) -> None:
    for name, team in (("Kim", "SOUTH  gate"), ("Lee", "south-gate")):
        arguments = [
            "board",
            "join",
            "friends",
            "--name",
            name,
            "--team",
            team,
            "--saves",
            str(tmp_path / name),
        ]
        assert main(arguments) == 0
        assert f"as {name} of South Gate" in capsys.readouterr().out


def test_who_may_read_the_name_is_said(friends: Path, tmp_path: Path, capsys: Said) -> None:
    join = ["board", "join", "friends", "--team", "northgate"]
    main([*join, "--name", "Kim", "--shown", "--saves", str(tmp_path / "a")])
    assert "shown to all" in capsys.readouterr().out
    main([*join, "--name", "Lee", "--saves", str(tmp_path / "b")])
    said = capsys.readouterr().out
    assert "Others see you as “somebody”" in said
    assert "can be read by whoever opens them" in said


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["friends"], 2, "there are: Northgate, South Gate"),
        (["friends", "--team", "West"], 2, "no team “West”; there are: Northgate, South Gate"),
        (["friends", "--team", "northgate"], 2, "--name Kim"),
        (["friends", "--team", "northgate", "--name", " "], 2, "--name is empty"),
        (["friends", "--team", "northgate", "--name", "K\u0456m"], 1, "one script"),
        (["friends", "CODE", "--team", "northgate"], 2, "needs no code"),
        (["friends", "--team", "northgate", "CODE"], 2, "needs no code"),
        (["nowhere", "--team", "x"], 1, "There is no folder"),
        ([".", "--team", "x"], 1, "There is no board"),
        (["http://127.0.0.1:1", "--team", "x"], 2, "wants the code"),
        (["http://127.0.0.1:1", "--team", "x", "--name", "K", "march-7K3M-Q2XD"], 1, "can't be reached"),
        (["http://board.example", "march-7K3M-Q2XD", "--team", "x"], 1, "https://"),
        (["march.sqlite3", "--team", "x"], 2, "only a server opens"),
    ],
    ids=str,
)
def test_what_does_not_lead_in_is_said(
    friends: Path, arguments: list[str], code: int, why: str, capsys: Said
) -> None:
    assert main(["board", "join", *arguments]) == code
    assert why in capsys.readouterr().err
    assert not list((friends / "players").iterdir())


def test_nobody_comes_in_twice(kim: Path, friends: Path, capsys: Said) -> None:
    assert main(["board", "join", "friends", "--name", "Kimmy", "--team", "Northgate"]) == 1
    assert "already, as Kim" in capsys.readouterr().err
    assert len(list((friends / "players").iterdir())) == 1


# Showing


def test_a_board_is_shown_with_what_it_proves_and_how_it_stands(kim: Path, capsys: Said) -> None:
    playing(kim)
    assert main(["board", "show", "friends"]) == 0
    said = capsys.readouterr().out
    assert "A friendly board, kept in a folder" in said
    assert "One person has played; the most anybody can have is 4,000." in said
    assert re.search(r"1\. Northgate   An average of \d+ from 1 of 1; no other team has played yet\.", said)
    assert "South Gate  Nobody has played yet." in said
    assert "size neither helps nor hurts" in said
    assert "Kim (you), Northgate:" in said
    assert "2 of 3 attempts left" in said
    assert "The best of those who like to be shown" not in said, "Kim doesn't"
    assert "Left out" not in said


def test_somebody_who_is_in_no_season_sees_the_board_too_and_gets_no_save_for_it(
    kim: Path, tmp_path: Path, capsys: Said
) -> None:
    playing(kim)
    assert main(["board", "show", "friends", "--saves", str(tmp_path / "organiser")]) == 0
    said = capsys.readouterr().out
    assert "Northgate" in said
    assert "Kim" not in said
    assert not (tmp_path / "organiser").exists()


def test_what_does_not_count_is_shown_to_whoever_keeps_the_folder(
    kim: Path, friends: Path, capsys: Said
) -> None:
    playing(kim)
    [run] = (friends / "runs").rglob("*.json")
    run.with_name(f"{run.stem} (1).json").write_bytes(run.read_bytes())
    (friends / "\u202eholiday.jpg").write_bytes(b"")
    assert main(["board", "show", "friends"]) == 0
    said = capsys.readouterr().out
    assert "Left out" in said
    assert "(1).json: It is a copy that a drive put aside" in said
    assert "  holiday.jpg: It is no part of the board." in said
    assert main(["board", "show", "friends", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert [one["person"] for one in told["findings"]] == [False, False]
    assert told["kind"] == "friendly"
    assert told["standings"]["people"] == 1
    assert told["standings"]["me"]["me"] is True


def test_many_files_that_do_not_count_are_counted(friends: Path, capsys: Said) -> None:
    for number in range(30):
        (friends / f"{number}.txt").write_bytes(b"")
    main(["board", "show", "friends"])
    said = capsys.readouterr().out
    assert said.count("It is no part of the board.") == 20
    assert "and 10 more; --json has them all" in said


def test_without_a_place_every_season_is_shown(kim: Path, capsys: Said) -> None:
    assert main(["board", "create", "may", "may", "--season", "quiet-week", "--teams", "A"]) == 0
    assert main(["board", "join", "may", "--name", "Kim", "--team", "A"]) == 0
    capsys.readouterr()
    assert main(["board", "show"]) == 0
    said = capsys.readouterr().out
    assert said.index("Quiet week:") < said.index("First cup:")
    assert main(["board", "show", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["season"]["season"] for one in told] == ["may", "march"]
    assert told[0]["me"] == {"name": "Kim", "team": "a", "shown": False, "points": 0}


@pytest.mark.parametrize(
    ("place", "code", "why"),
    [
        ([], 1, "you are in no season"),
        (["nowhere"], 1, "There is no folder"),
        (["http://127.0.0.1:1"], 1, "you are in no season at http://127.0.0.1:1"),
        (["march.sqlite3"], 2, "only a server opens"),
    ],
)
def test_what_can_not_be_shown_is_said(place: list[str], code: int, why: str, capsys: Said) -> None:
    assert main(["board", "show", *place]) == code
    assert why in capsys.readouterr().err


def test_a_drive_that_is_away_shows_what_was_last_seen(kim: Path, friends: Path, capsys: Said) -> None:
    playing(kim)
    main(["board", "show"])
    friends.rename(friends.with_name("away"))
    capsys.readouterr()
    assert main(["board", "show"]) == 1
    said = capsys.readouterr().out
    assert "There is no folder" in said
    assert "As it stood when it was last seen" in said
    assert "1. Northgate" in said


# Sending


def test_what_waited_is_sent_and_what_it_came_to_is_said(kim: Path, friends: Path, capsys: Said) -> None:
    playing(kim, send=False)
    away = friends.rename(friends.with_name("away"))
    assert main(["board", "sync"]) == 1
    assert "One run waits to be sent. There is no folder" in capsys.readouterr().err
    away.rename(friends)
    assert main(["board", "sync", "friends"]) == 0
    assert re.search(r"First cup: \d+ of 1000, \d+ points in all", capsys.readouterr().out)
    assert main(["board", "sync"]) == 0
    assert "nothing waits to be sent" in capsys.readouterr().out
    assert len(list((friends / "runs").rglob("*.json"))) == 1


def test_a_run_that_comes_after_the_end_is_refused_for_good(
    kim: Path, friends: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    playing(kim, send=False)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert main(["board", "sync"]) == 1
    assert "The season is over, so this run doesn't count." in capsys.readouterr().out
    assert main(["board", "sync"]) == 0, "what was refused for good isn't sent again"


# Being called otherwise


def test_a_name_changes_and_may_be_shown_or_not(
    kim: Path, friends: Path, tmp_path: Path, capsys: Said
) -> None:
    playing(kim)
    assert main(["board", "change", "friends", "--name", "Kim Berg", "--shown"]) == 0
    assert "You are Kim Berg in “First cup”. Your name is shown to all" in capsys.readouterr().out
    show = ["board", "show", "friends", "--saves", str(tmp_path / "none")]
    main(show)
    assert "Kim Berg, Northgate" in capsys.readouterr().out
    assert main(["board", "change", "friends", "--hidden"]) == 0
    assert "Others see you as “somebody”" in capsys.readouterr().out
    main(show)
    assert "Kim" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["friends"], 2, "say what to change"),
        (["friends", "--name", " "], 2, "--name is empty"),
        (["friends", "--name", "Lee"], 1, "called Lee already"),
        (["friends", "--name", "K\u0456m"], 1, "one script"),
        (["march.sqlite3", "--shown"], 2, "only a server opens"),
        (["elsewhere", "--shown"], 1, "you are in no season at elsewhere"),
    ],
    ids=str,
)
def test_what_can_not_be_changed_is_said(
    kim: Path, tmp_path: Path, arguments: list[str], code: int, why: str, capsys: Said
) -> None:
    join = ["board", "join", "friends", "--name", "Lee", "--team", "northgate"]
    assert main([*join, "--saves", str(tmp_path / "lee")]) == 0
    assert main(["board", "change", *arguments]) == code
    assert why in capsys.readouterr().err


# Leaving


def test_leaving_says_what_stays_and_asks_first(
    kim: Path, friends: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    playing(kim)
    assert main(["board", "leave", "friends"]) == 2
    assert "say --yes" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    from game.cli import _parser
    from game.commands.boarding import leave

    chosen = _parser(boards=True).parse_args(["board", "leave", "friends"])
    assert leave(chosen, lambda question: "n" if "Leave “First cup”" in question else "y") == 1
    assert "Nothing was changed" in capsys.readouterr().out
    assert list((friends / "runs").rglob("*.json"))
    assert main(["board", "leave", "friends", "--yes"]) == 0
    assert "a folder can't promise more" in capsys.readouterr().out
    assert not list((friends / "runs").rglob("*.json"))
    assert main(["board", "leave", "friends", "--yes"]) == 1
    assert "you are in no season" in capsys.readouterr().err


def test_leaving_a_drive_that_is_away_is_refused_unless_one_insists(
    kim: Path, friends: Path, capsys: Said
) -> None:
    friends.rename(friends.with_name("away"))
    assert main(["board", "leave", "friends", "--yes"]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert main(["board", "leave", "friends", "--yes", "--anyway"]) == 0
    assert "what the board has of you stays there" in capsys.readouterr().out


# Looking after it


def test_everybody_is_exported_in_cells_that_are_no_formulas(
    kim: Path, friends: Path, tmp_path: Path, capsys: Said
) -> None:
    playing(kim)
    assert main(["board", "create", "x", "x", "--season", "first-cup", "--teams", "=1+1,@A"]) == 0
    assert (
        main(["board", "join", "x", "--name", "Kim", "--team", "=1+1", "--saves", str(tmp_path / "x-saves")])
        == 0
    )
    for folder in ("friends", "x"):
        files = [f"{folder}.csv", f"{folder}-teams.csv"]
        assert main(["board", "export", folder, "--csv", files[0], "--teams-csv", files[1]]) == 0
        for file in files:
            rows = list(csv.reader((tmp_path / file).read_text("utf-8").splitlines()))
            assert len(rows) > 1
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    people = list(csv.DictReader((tmp_path / "friends.csv").read_text("utf-8").splitlines()))
    assert [(row["name"], row["team"], row["attempts"], row["shown"]) for row in people] == [
        ("Kim", "Northgate", "1", "no")
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["export", "friends"], 2, "--csv OUT.csv"),
        (["export", "friends", "--csv", "no/such/folder.csv"], 1, "can't write"),
        (["export", "nowhere", "--csv", "x.csv"], 1, "There is no folder"),
        (["remove", "friends", "Nobody"], 1, "nobody is called “Nobody”"),
        (["remove", "friends", "Kim"], 2, "say --yes"),
        (["close", "friends"], 2, "ends by its date"),
        (["freeze", "friends"], 2, "can't be frozen"),
        (["thaw", "friends"], 2, "nothing to thaw"),
        (["code", "friends"], 2, "needs no code"),
        (["serve", "friends"], 2, "needs no server"),
        (["serve", "nope.sqlite3"], 1, "no store"),
        (["close", "nope.sqlite3"], 1, "no store"),
        (["sync", "march.sqlite3"], 2, "only a server opens"),
        (["leave", "march.sqlite3"], 2, "only a server opens"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_said(
    kim: Path, arguments: list[str], code: int, why: str, capsys: Said
) -> None:
    assert main(["board", *arguments]) == code
    assert why in capsys.readouterr().err


def test_somebody_is_taken_out_of_a_folder_by_name_or_id(
    kim: Path, friends: Path, tmp_path: Path, capsys: Said
) -> None:
    playing(kim)
    assert (
        main(
            [
                "board",
                "join",
                "friends",
                "--name",
                "Kim",
                "--team",
                "South Gate",
                "--saves",
                str(tmp_path / "s"),
            ]
        )
        == 0
    )
    capsys.readouterr()
    assert main(["board", "remove", "friends", "kim", "--yes"]) == 1
    two = capsys.readouterr().err
    assert "2 people are called “kim”" in two
    [player] = [path.name for path in (friends / "runs").iterdir()]
    assert player in two
    assert main(["board", "remove", "friends", player, "--yes"]) == 0
    assert "they count again" in capsys.readouterr().out
    assert not [path for path in friends.rglob("*") if player in str(path)]
    assert main(["board", "remove", "friends", "Kim", "--yes"]) == 0
    assert not list((friends / "players").iterdir())


# Help


def test_help_is_a_guide_and_every_command_has_an_example(capsys: Said) -> None:
    with pytest.raises(SystemExit):
        main(["board", "--help"])
    guide = capsys.readouterr().out
    assert "a friendly competition, from its first minute to its last" in guide
    commands = re.findall(r"^    ([a-z]+) ", guide, re.MULTILINE)
    assert len(commands) == 13
    for command in commands:
        with pytest.raises(SystemExit):
            main(["board", command, "--help"])
        assert f"example:\n  ownit board {command}" in capsys.readouterr().out


def test_board_alone_says_which_commands_there_are(capsys: Said) -> None:
    with pytest.raises(SystemExit) as left:
        main(["board"])
    assert left.value.code == 2


# A server, from its store to the last goodbye


@pytest.fixture
def server(tmp_path: Path, capsys: Said) -> Iterator[tuple[str, str]]:
    """A season served on loopback: its address, and the code that leads in."""
    assert (
        main(
            [
                "board",
                "create",
                "april",
                "april.sqlite3",
                "--season",
                "first-cup",
                "--teams",
                "Northgate,South",
            ]
        )
        == 0
    )
    command = [sys.executable, "-m", "game", "board", "serve", "april.sqlite3", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path, env=environment
    ) as serving:
        try:
            assert serving.stdout is not None
            address = code = ""
            for line in serving.stdout:  # it ends where the server does
                if found := re.search(r"(http://\S+) +code +(\S+)", line):
                    address, code = found[1], found[2]
                if "Stop it" in line:
                    break
            assert address, "it said how to come in"
            capsys.readouterr()
            yield address, code
        finally:
            serving.terminate()
            serving.wait(30)


def test_a_season_on_a_server_is_joined_played_shown_closed_and_left(
    server: tuple[str, str], tmp_path: Path, capsys: Said
) -> None:
    address, code = server
    assert main(["board", "join", address, "--team", "South", "--name", "Kim", code]) == 0
    assert "A refereed board, kept by a server" in capsys.readouterr().out
    playing(paths.saves_dir())
    assert main(["board", "show", address]) == 0
    assert "Kim (you), South" in capsys.readouterr().out
    assert main(["board", "close", address, "--admin", "april.sqlite3.admin"]) == 0
    assert main(["board", "export", address, "--admin", "april.sqlite3.admin", "--csv", "april.csv"]) == 0
    assert "Kim" in (tmp_path / "april.csv").read_text("utf-8")
    assert main(["board", "leave", address, "--yes"]) == 0
    assert "deleted here" in capsys.readouterr().out
    assert main(["board", "show"]) == 1

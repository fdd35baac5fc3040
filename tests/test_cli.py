"""Every command, used as a stranger would: right, wrong, and with files that make no sense."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game import paths
from game.cli import main
from game.play.run import Run
from tests.play.test_run import finish, game, tiny


@pytest.fixture(autouse=True)
def _saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ACCESSIBLE", raising=False)


@pytest.fixture
def run() -> Run:
    return finish(game().start("aisle-seven", "practice", seed=7))


@pytest.fixture
def run_file(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "run.json"
    path.write_text(run.run_file().model_dump_json(), "utf-8")
    return path


def edited(path: Path, **changes: object) -> Path:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    return path


def test_playing_a_list_of_replies_writes_a_run_that_replays_to_its_claims(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    replies = ",".join(run.replies)
    assert main(["play", "aisle-seven", "--seed", "7", "--replies", replies, "--out", str(out)]) == 0
    assert main(["replay", str(out), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert {"ok", "encounter", "score", "mastered", "criticals", "skills", "ending", "turns"} <= set(result)
    assert result["ok"] is True
    assert result["score"] == run.debrief().score.score
    assert result["turns"] == len(run.replies)


def test_the_same_replies_write_the_same_bytes(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        main(["play", "aisle-seven", "--seed", "7", "--replies", ",".join(run.replies), "--out", str(file)])
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_reply_that_does_not_exist_is_refused_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["play", "aisle-seven", "--seed", "7", "--replies", "who-for,shrug"]) == 1
    error = capsys.readouterr().err
    assert "turn 2" in error
    assert "shrug" in error
    assert "what-did-they-say" in error


def test_a_run_without_an_ending_is_written_and_says_what_can_be_said_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    assert main(["play", "aisle-seven", "--seed", "7", "--replies", "who-for", "--out", str(out)]) == 0
    assert "not at an ending yet" in capsys.readouterr().err
    assert main(["replay", str(out)]) == 0
    assert "no ending yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"claims": {"score": 1000, "ending": "big-letters"}}, "the run claims 1000"),
        ({"temperament": "furious"}, "temperament"),
        ({"replies": ["who-for", "nonsense"]}, "turn 2"),
        ({"play": "0" * 64}, "another version"),
        ({"encounter": "nowhere"}, "no encounter “nowhere”"),
        ({"format": 2}, "not a run file"),
        ({"seed": -1}, "not a run file"),
        ({"extra": 1}, "not a run file"),
    ],
)
def test_a_run_that_is_not_what_it_says_is_refused_with_a_sentence(
    run_file: Path, changes: dict[str, object], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(edited(run_file, **changes)), "--json"]) == 1
    result = json.loads(capsys.readouterr().out)
    assert result["ok"] is False
    assert why in result["why"]
    assert main(["replay", str(run_file)]) == 1
    assert capsys.readouterr().err.startswith("ownit: ")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"format": NaN}', b"[" * 100_000]
)
def test_a_file_that_is_no_run_is_refused_without_a_traceback(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no.json"
    path.write_bytes(content)
    assert main(["replay", str(path)]) == 1
    assert "not a run file" in capsys.readouterr().err


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(tmp_path / "none.json")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_an_old_run_replays_from_what_the_saves_have_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game import paths
    from game.library.library import Library
    from game.play.game import Game
    from game.saves.saves import Saves

    with Saves.open(tmp_path / "saves") as saves:
        old = finish(Game(Library(paths.content_dir()), saves, now=lambda: 1).start("aisle-seven", seed=7))
    file = tmp_path / "run.json"
    file.write_text(old.run_file().model_dump_json(), "utf-8")
    empty = tmp_path / "content"
    (empty / "encounters").mkdir(parents=True)
    monkeypatch.setattr(paths, "content_dir", lambda: empty)
    assert main(["replay", str(file)]) == 0
    assert "of 1000" in capsys.readouterr().out
    monkeypatch.setenv("OWNIT_SAVES", str(tmp_path / "others"))
    assert main(["replay", str(file)]) == 1


def test_a_run_of_a_file_of_ones_own_replays_when_the_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Path(__file__).parent / "language" / "good" / "front-brake.yaml"
    mine, out = tmp_path / "front-brake.yaml", tmp_path / "run.json"
    mine.write_bytes(source.read_bytes())
    assert main(["play", str(mine), "--seed", "1", "--replies", "", "--out", str(out)]) == 0
    assert main(["replay", str(out)]) == 1
    assert "no encounter “front-brake”" in capsys.readouterr().err
    assert main(["replay", str(out), "--encounter", str(mine)]) == 0


def test_playing_in_lines_reads_from_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", "aisle-seven", "--plain", "--seed", "3", "--saves", str(tmp_path)],
        input="1\n" * 12, text=True, encoding="utf-8", capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Two weeks later" in done.stdout
    assert done.stderr == ""


def test_a_screen_without_a_terminal_points_to_plain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "--plain" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["sing"],
        ["play", "aisle-seven", "--seed", "x"],
        ["play", "aisle-seven", "--seed", "-1"],
        ["play", "aisle-seven", "--seed", "4294967296"],
        ["play", "aisle-seven", "--mode", "rigged"],
        ["play", "--mode", "ranked"],
        ["play", "aisle-seven", "--ahead"],
        ["play", "aisle-seven", "--mode", "ranked", "--seed", "1"],
        ["play", "aisle-seven", "--mode", "ranked", "--replies", "a"],
        ["play", "aisle-seven", "--mode", "ranked", "--room"],
        ["play", "--replies", "a,b"],
        ["play", "aisle-seven", "--out", "x.json"],
        ["replay"],
        ["check", "no-such-file.yaml"],
    ],
)
def test_wrong_use_exits_two_with_a_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert capsys.readouterr().err


def test_an_unknown_encounter_is_refused_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "aisle-sevn", "--plain"]) == 1
    assert "did you mean “aisle-seven”" in capsys.readouterr().err


def test_solving_says_best_worst_and_mastered_for_each_temperament(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["solve", "aisle-seven"]) == 0
    text = capsys.readouterr().out
    assert "aisle-seven, brisk:" in text
    assert "best  1000" in text
    assert main(["solve", "aisle-seven", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [each["temperament"] for each in result["temperaments"]] == ["brisk", "flustered"]
    assert all(each["mastered"] >= 10 for each in result["temperaments"])
    assert main(["solve", "aisle-sevn"]) == 1
    assert "did you mean" in capsys.readouterr().err


def test_check_prints_every_problem_with_its_place_and_exits_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("format: 1\nencounter: bad\ntitel: Bad\n", "utf-8")
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"{path}:3:1:" in out
    assert "title" in out


def test_without_a_path_the_built_in_content_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it takes minutes: `.ci/run` does that."""
    for name in ("rulebook.yaml", "pack.yaml", "encounter.schema.json", "encounters/aisle-seven.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((paths.content_dir() / name).read_bytes())
    monkeypatch.setattr(paths, "content_dir", lambda: tmp_path)
    assert main(["check"]) == 0
    assert "3 files checked, no problems" in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["plans", "seasons"])
def test_the_built_in_plans_and_seasons_have_no_problems(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(paths.content_dir() / folder)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_fix_writes_the_full_marks_that_a_conversation_can_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (paths.content_dir() / "encounters" / "aisle-seven.yaml").read_bytes()
    right = text.split(b"\n", 1)[1]  # without the line that names a schema beside the pack
    mine = tmp_path / "aisle-seven.yaml"
    assert b"Own: 8" in right
    mine.write_bytes(right.replace(b"Own: 8", b"Own: 12", 1))
    assert main(["check", str(mine)]) == 1
    assert "P808" in capsys.readouterr().out
    assert main(["check", "--fix", str(mine)]) == 0
    assert mine.read_bytes() == right
    assert "1 mended" in capsys.readouterr().err


def test_fix_turns_prose_into_blocks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "pack.yaml"
    mine.write_text("format: 1\npack: mine\ntitle: Mine\ndescription: Order one is late\n", "utf-8")
    assert main(["check", str(mine)]) == 1
    assert "--fix can mend it" in capsys.readouterr().out
    assert main(["check", "--fix", str(mine)]) == 0
    assert "description: |\n" in mine.read_text("utf-8")


@pytest.mark.parametrize("form", ["json", "github"])
def test_check_speaks_to_programs(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "bad.yaml"
    mine.write_text("format: 1\nencounter: bad\ntitel: Bad\n", "utf-8")
    assert main(["check", "--format", form, str(mine)]) == 1
    out = capsys.readouterr().out
    if form == "json":
        assert {"file", "line", "column", "code", "message", "hint"} <= set(json.loads(out)[0])
    else:
        assert out.startswith("::error file=")


def test_explain_shows_a_page_lists_all_and_knows_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "y016"]) == 0
    assert "Y016" in capsys.readouterr().out
    assert main(["explain"]) == 0
    assert "P801" in capsys.readouterr().out
    assert main(["explain", "Y999"]) == 1
    assert "Y999" in capsys.readouterr().err


def test_new_writes_a_draft_that_checks_and_plays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "lost-umbrella"]) == 0
    assert main(["check", "lost-umbrella.yaml"]) == 0
    assert main(["play", "lost-umbrella.yaml", "--seed", "1", "--replies", ""]) == 0
    assert main(["new", "lost-umbrella"]) == 1
    assert main(["new", "Lost Umbrella"]) == 1
    assert "lost-umbrella" in capsys.readouterr().err


def test_new_writes_a_town_that_checks_and_is_spent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "corner-pool", "--town", "--title", "The pool"]) == 0
    assert "`ownit day corner-pool.yaml`" in capsys.readouterr().out
    assert main(["check", "corner-pool.yaml"]) == 0
    assert main(["day", "corner-pool.yaml", "--seed", "1", "--choices", "do:the-bench,what-for"]) == 0
    assert '"town": "corner-pool"' in capsys.readouterr().out
    assert main(["new", "corner-pool", "--town"]) == 1
    assert main(["new", "corner-pool"]) == 1


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["encounter"]
    assert main(["schema", "--town"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["town"]


def test_an_out_file_that_cannot_be_written_is_said_so(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "no" / "such" / "folder" / "run.json"
    replies = ",".join(run.replies)
    assert main(["play", "aisle-seven", "--seed", "7", "--replies", replies, "--out", str(out)]) == 1
    assert "can't write" in capsys.readouterr().err


def test_help_imports_neither_the_screen_nor_the_models() -> None:
    code = (
        "import sys; from game.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'textual', 'pydantic', 'faker', 'yaml', 'sqlite3'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "ownit play" in done.stdout


def test_replies_that_lead_nowhere_are_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["play", tiny(tmp_path), "--seed", "1", "--replies", "home,here"]) == 1
    out, error = capsys.readouterr()
    assert not out
    assert "turn 1" in error
    assert "leads nowhere" in error


def test_names_of_files_reach_the_terminal_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nasty = str(tmp_path / "\x1b[31m" / "run.json")
    assert main(["replay", nasty]) == 1
    assert main(["play", "aisle-seven", "--seed", "1", "--replies", "", "--out", nasty]) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_file_that_cannot_be_read_hides_no_problem_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").write_text("titel: Bad\n", "utf-8")
    assert main(["check", str(tmp_path)]) == 2
    out, error = capsys.readouterr()
    assert "a.yaml" in error
    assert "titel" in out


def test_a_rulebook_with_problems_is_checked_like_any_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "content"
    shutil.copytree(paths.content_dir(), pack)
    rulebook = pack / "rulebook.yaml"
    rulebook.write_text(rulebook.read_text("utf-8").replace("harm: 3", "harm: many", 1), "utf-8")
    monkeypatch.setattr(paths, "content_dir", lambda: pack)
    assert main(["check"]) == 1
    out, error = capsys.readouterr()
    assert out.count("not `many`") == 1
    assert error.count("has problems") == 1
    assert "1 problem." in out


def test_a_path_no_disk_can_hold_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "x" * 300]) in (1, 2)  # Python 3.14 takes it for a file that isn't there
    assert "xxx" in capsys.readouterr().err


def test_saves_that_cannot_be_read_are_not_called_the_run(
    run_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(run_file, play="0" * 64)
    assert main(["replay", str(run_file), "--saves", "y" * 300]) == 1
    assert "run.json" not in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("<&-", 2),
        (">&-", 2),
        ("play aisle-seven --plain --seed 1 <&-", 0),
        ("check content/pack.yaml >&- 2>&-", 0),
    ],
)
def test_streams_may_be_closed(command: str, code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m game --saves "$1" {command}', sys.executable, str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_output_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "game", "play", "aisle-seven", "--seed", "1", "--replies", ""],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr

import time
from pathlib import Path
from subprocess import PIPE, Popen, run

from game.saves.events import Named
from game.saves.log import Entry, Log
from game.saves.saves import Saves

from .samples import PYTHON, ROOT, a_history, fill, held, set_aside, sql


def test_a_save_reads_back_in_order(tmp_path: Path) -> None:
    entries = fill(tmp_path, a_history())
    with Saves.open(tmp_path) as saves:
        assert held(saves) == entries
        assert (saves.where, saves.notices) == (tmp_path, [])


def test_events_are_durable_without_closing(tmp_path: Path) -> None:
    saves = Saves.open(tmp_path)
    assert saves._log.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert saves._log.db.execute("PRAGMA synchronous").fetchone() == (2,)
    saves.record(Named(name="Ann"), 1)
    with Saves.open(tmp_path) as other:
        assert other.progress.name == "Ann"
    saves.close()


def test_content_is_kept_once_by_its_digest(tmp_path: Path) -> None:
    with Saves.open(tmp_path) as saves:
        saves.keep_content("play", "d1", b"\0compiled")
        saves.keep_content("play", "d1", b"another")
        assert saves.content("d2") is None
    with Saves.open(tmp_path) as saves:
        assert saves.content("d1") == b"\0compiled"


def test_content_that_was_changed_is_not_served_and_can_be_kept_anew(tmp_path: Path) -> None:
    with Saves.open(tmp_path) as saves:
        saves.keep_content("play", "d1", b"compiled")
    sql(tmp_path, "UPDATE content SET body = CAST('compilex' AS BLOB)")
    with Saves.open(tmp_path) as saves:
        assert saves.content("d1") is None
        saves.keep_content("play", "d1", b"compiled")
        assert saves.content("d1") == b"compiled"


def test_opening_ten_thousand_events_is_quick(tmp_path: Path) -> None:
    fill(tmp_path, [])
    log = Log.open(tmp_path / "ownit.sqlite3")
    log.append(Entry(event, at) for at, event in enumerate(a_history(runs=560, turns=16)))
    log.close()
    took = []
    for _ in range(3):
        before = time.process_time()
        with Saves.open(tmp_path) as saves:
            took.append(time.process_time() - before)
            assert len(saves.progress.runs) == 560
    assert sql(tmp_path, "SELECT count(*) >= 10000 FROM events") == [(1,)]
    assert min(took) < 0.15


def test_opening_a_save_imports_nothing_it_does_not_need(tmp_path: Path) -> None:
    script = """if True:
        import sys
        from pathlib import Path
        from game import paths
        from game.saves.saves import Saves
        Saves.open(paths.saves_dir(sys.argv[1]), paths.elsewhere).close()
        print(sorted({"platformdirs", "textual", "faker", "yaml"} & set(sys.modules)))
    """
    done = run([*PYTHON, script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


WINDOW = """if True:
    import sys
    from pathlib import Path
    from game.saves.events import SettingChanged
    from game.saves.saves import Saves
    sys.stdin.readline()
    with Saves.open(Path(sys.argv[1])) as saves:
        for number in range(100):
            saves.record(SettingChanged(name=sys.argv[2], value=str(number)), number)
        print(saves.where, saves.notices)
"""


def test_two_windows_on_one_save_both_work(tmp_path: Path) -> None:
    windows = [
        Popen([*PYTHON, WINDOW, str(tmp_path), name], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        for name in ("one", "two")
    ]
    for window in windows:  # both are made before either starts, so that they meet over the new file
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    assert [window.communicate(timeout=60)[0] for window in windows] == [f"{tmp_path} []\n"] * 2
    with Saves.open(tmp_path) as saves:
        assert len(held(saves)) == 200
        assert saves.progress.settings == {"one": "99", "two": "99"}
        assert saves.notices == []


PLAYER = """if True:
    import sys
    from pathlib import Path
    from game.saves.events import SettingChanged
    from game.saves.saves import Saves
    print("ready", flush=True)
    with Saves.open(Path(sys.argv[1])) as saves:
        for number in range(int(sys.argv[2]), 1_000_000):
            saves.record(SettingChanged(name="last", value=str(number)), number)
            print(number, flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    known = 0
    for attempt in range(40):
        player = Popen([*PYTHON, PLAYER, str(tmp_path), str(known)], cwd=ROOT, stdout=PIPE, text=True)
        assert player.stdout is not None
        assert player.stdout.readline() == "ready\n"
        first = [player.stdout.readline() for _ in range(attempt % 4)]
        time.sleep(attempt * 0.0003)  # from the making of the file on, at no special moment
        player.kill()
        acknowledged = known + len(first) + player.stdout.read().count("\n")
        player.wait()
        player.stdout.close()
        with Saves.open(tmp_path) as saves:
            found = [int(event.value) for event, _ in held(saves) if event.kind == "setting_changed"]
            assert saves.notices in ([], ["Your save was empty, so a new one was begun."])
        assert found == list(range(len(found)))
        assert acknowledged <= len(found) <= acknowledged + 1
        known = len(found)
    assert known >= 60
    assert set_aside(tmp_path) == []

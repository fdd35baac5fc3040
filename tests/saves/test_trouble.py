import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from game.saves import log
from game.saves.events import Named
from game.saves.log import NAME
from game.saves.migrations import MIGRATIONS
from game.saves.saves import Saves

from .samples import a_history, chose, fill, held, set_aside, sql, started

MEMORY = "this game is kept in memory only and ends with it."


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A folder nobody can make, not even root."""
    (tmp_path / "file").write_text("not a folder")
    return tmp_path / "file" / "saves"


def assert_plays(saves: Saves) -> None:
    saves.record(started("r"), 1)
    saves.record(chose("r", 0), 2)
    saves.keep_content("play", "d1", b"compiled")
    assert saves.progress.runs["r"].replies == ["reply-0"]
    assert saves.content("d1") == b"compiled"


def test_an_unwritable_folder_means_playing_elsewhere(tmp_path: Path, unwritable: Path) -> None:
    other = tmp_path / "other"
    for elsewhere in (other, lambda: other):
        with Saves.open(unwritable, elsewhere) as saves:
            assert saves.where == other
            assert saves.notices == [
                f"Your saves folder can't be written, so this game is kept in {other} instead."
            ]
            assert_plays(saves)


def test_nowhere_to_write_means_playing_in_memory(unwritable: Path) -> None:
    for elsewhere in (None, unwritable, unwritable / "more"):
        with Saves.open(unwritable, elsewhere) as saves:
            assert saves.where is None
            assert saves.notices == [f"Your saves folder can't be written, so {MEMORY}"]
            assert_plays(saves)


def test_elsewhere_is_not_asked_for_when_all_is_well(tmp_path: Path) -> None:
    def elsewhere() -> Path:
        raise AssertionError

    with Saves.open(tmp_path, elsewhere) as saves:
        assert saves.notices == []


def test_in_memory_says_nothing_by_itself() -> None:
    with Saves.in_memory() as saves:
        assert (saves.where, saves.notices) == (None, [])
        assert_plays(saves)


class RefusesWal(sqlite3.Connection):
    """A file system without shared memory: SQLite answers with the mode it stays in."""

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if "journal_mode" in statement:
            statement = "PRAGMA journal_mode = DELETE"
        return super().execute(statement, *values)  # type: ignore[arg-type]


class Full(sqlite3.Connection):
    """A disk with no room for another page."""

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        super().execute("PRAGMA max_page_count = 1")
        return super().execute(statement, *values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("connection", "sentence"),
    [
        (RefusesWal, f"The disk of your saves folder can't keep a save safe from crashes, so {MEMORY}"),
        (Full, f"The disk is full, so {MEMORY}"),
    ],
)
def test_a_disk_that_will_not_have_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connection: type[sqlite3.Connection], sentence: str
) -> None:
    real = sqlite3.connect

    def connect(path: Path | str, **options: object) -> sqlite3.Connection:
        if path != ":memory:":
            options["factory"] = connection
        return real(path, **options)  # type: ignore[call-overload,no-any-return]

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", connect)
        saves = Saves.open(tmp_path)
    with saves:
        assert (saves.where, saves.notices) == (None, [sentence])
        assert_plays(saves)
    assert set_aside(tmp_path) == []


def test_a_save_that_cannot_be_opened_for_writing_still_shows_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = fill(tmp_path, a_history())
    before = (tmp_path / NAME).read_bytes()
    monkeypatch.setattr(log, "use_wal", lambda _: "delete")
    with Saves.open(tmp_path) as saves:
        assert saves.where is None
        assert held(saves) == entries
        assert saves.progress.plays("rerouted-flight") == 3
    assert (tmp_path / NAME).read_bytes() == before


def test_a_disk_that_fills_during_play_costs_nothing_once_there_is_room(tmp_path: Path) -> None:
    with Saves.open(tmp_path) as saves:
        saves.record(started("r"), 0)
        saves._log.db.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size
        for turn in range(200):
            saves.record(chose("r", turn), turn)
        saves.keep_content("play", "d1", b"x" * 9000)
        assert saves.notices == [
            "The disk is full, so from here on this game is kept in memory only, until that changes."
        ]
        assert len(saves.progress.runs["r"].replies) == 200
        assert saves.content("d1") == b"x" * 9000
        saved = len(held(saves))
        assert saved < 201
        with Saves.open(tmp_path) as other:
            assert len(other.progress.runs["r"].replies) == saved - 1
        saves._log.db.execute("PRAGMA max_page_count = 100000")
        saves.record(chose("r", 200), 200)
        assert saves.notices[1:] == ["Your game can be saved again, and nothing is missing."]
    with Saves.open(tmp_path) as again:
        assert again.progress == saves.progress
        assert again.content("d1") == b"x" * 9000
        assert again.notices == []


def test_a_save_held_by_another_program_is_written_when_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "PATIENCE", 0.05)
    saves = Saves.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saves.record(Named(name="Ann"), 1)
        assert len(saves.notices) == 1
        assert saves.notices[0].startswith("Another program is holding your save, so from here on")
        with Saves.open(tmp_path) as second:
            assert second.notices == [f"Another program is holding your save, so {MEMORY}"]
        other.execute("ROLLBACK")
    saves.close()
    with Saves.open(tmp_path) as again:
        assert again.progress.name == "Ann"


def test_a_save_deleted_during_play_is_noticed(tmp_path: Path) -> None:
    with Saves.open(tmp_path) as saves:
        try:
            for file in tmp_path.iterdir():
                file.unlink()
        except PermissionError:
            pytest.skip("this system does not delete open files")
        saves.record(Named(name="Ann"), 1)
        assert saves.progress.name == "Ann"
        assert saves.notices == [
            "Your save was moved or deleted, so from here on this game is kept in memory only, until that changes."
        ]


def test_a_save_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    folder, other = tmp_path / "saves", tmp_path / "other"
    fill(folder, a_history())
    sql(folder, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    sql(folder, "PRAGMA journal_mode = DELETE")  # a newer game may have its reasons
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with Saves.open(folder, other) as saves:
        assert saves.where == other
        [notice] = saves.notices
        assert notice.startswith(
            "Your save was written by a newer version of Own It and was left as it is, so"
        )
        assert notice.endswith(f"this game is kept in {other} instead.")
        assert_plays(saves)
    with Saves.open(folder) as saves:
        assert (saves.where, held(saves)) == (None, [])
        assert_plays(saves)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_closed_save_is_the_callers_mistake(tmp_path: Path) -> None:
    saves = Saves.open(tmp_path)
    saves.close()
    with pytest.raises(sqlite3.ProgrammingError):
        saves.record(Named(name="Ann"), 1)


def test_a_saves_folder_that_is_a_link_to_itself_means_playing_in_memory(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    folder.symlink_to(folder)
    with Saves.open(folder) as saves:
        assert saves.where is None
        assert_plays(saves)

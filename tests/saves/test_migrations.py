import sqlite3
from pathlib import Path

import pytest

from game.saves import migrations
from game.saves.events import PlanChosen
from game.saves.log import NAME
from game.saves.saves import Saves

from .samples import a_history, fill, held, joined, set_aside, sql

NOW = len(migrations.MIGRATIONS)
NEXT = NOW + 1
BACKUP = f"before-v{NEXT}.sqlite3"


def the_next(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE outbox(id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    db.execute("INSERT INTO outbox(body) SELECT body FROM events")


def failing(db: sqlite3.Connection) -> None:
    the_next(db)
    if db.execute("SELECT count(*) FROM events").fetchone() == (0,):
        return  # a new save, in memory
    raise OSError(28, "No space left on device")


def test_a_new_save_stands_at_the_newest_version_and_says_whose_it_is(tmp_path: Path) -> None:
    fill(tmp_path, [])
    assert sql(tmp_path, "PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]
    assert sql(tmp_path, "PRAGMA application_id") == [(migrations.APPLICATION_ID,)]


def test_a_migration_keeps_a_backup_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = fill(tmp_path, a_history())
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, the_next))
    with Saves.open(tmp_path) as saves:
        assert (held(saves), saves.notices) == (entries, [])
    assert sql(tmp_path, "PRAGMA user_version") == [(NEXT,)]
    assert sql(tmp_path, "SELECT count(*) FROM outbox") == [(len(entries),)]
    assert sorted(file.name for file in tmp_path.iterdir()) == [BACKUP, NAME]

    monkeypatch.undo()  # the version before, and the backup put back as saves/README.md says
    with Saves.open(tmp_path) as saves:
        assert "newer version" in saves.notices[0]
    (tmp_path / BACKUP).replace(tmp_path / NAME)
    with Saves.open(tmp_path) as saves:
        assert (held(saves), saves.notices) == (entries, [])


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = fill(tmp_path, a_history())
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, failing))
        with Saves.open(tmp_path) as saves:
            assert saves.notices == [
                "The disk is full, so this game is kept in memory only and ends with it."
            ]
            assert held(saves) == entries
    with Saves.open(tmp_path) as saves:
        assert (held(saves), saves.notices) == (entries, [])
    assert set_aside(tmp_path) == []


def test_no_backup_no_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, a_history())
    (tmp_path / BACKUP).mkdir()  # nothing can be put in its place
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, the_next))
    with Saves.open(tmp_path) as saves:
        assert saves.where is None
    assert sql(tmp_path, "PRAGMA user_version") == [(NOW,)]
    assert not list(tmp_path.glob(".*"))


def test_a_save_from_before_training_is_taken_over_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        entries = fill(tmp_path, a_history())
    with Saves.open(tmp_path) as saves:
        assert (held(saves), saves.notices) == (entries, [])
        saves.record(PlanChosen(plan="daily"), 1)
    assert sql(tmp_path, "PRAGMA user_version") == [(NOW,)]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        with Saves.open(tmp_path) as saves:
            assert "newer version" in saves.notices[0], "the game before leaves it alone"
    with Saves.open(tmp_path) as saves:
        assert saves.progress.plan == "daily"


def test_a_save_from_before_seasons_is_taken_over_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:2])
        entries = fill(tmp_path, [*a_history(), PlanChosen(plan="daily")])
    with Saves.open(tmp_path) as saves:
        assert (held(saves), saves.notices) == (entries, [])
        saves.record(joined(), 1)
    assert sql(tmp_path, "PRAGMA user_version") == [(NOW,)]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:2])
        with Saves.open(tmp_path) as saves:
            assert "newer version" in saves.notices[0], "the game before leaves it alone"
    with Saves.open(tmp_path) as saves:
        assert list(saves.progress.boards.joined) == ["b"]
    assert (tmp_path / f"before-v{NOW}.sqlite3").exists()

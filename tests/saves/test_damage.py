import json
import shutil
from pathlib import Path
from random import Random

import pytest

from game.saves import damage
from game.saves.events import Named
from game.saves.log import NAME, Entry
from game.saves.saves import Saves

from .samples import a_history, fill, held, set_aside, sql

BODY = bytes(range(256)) * 40


def assert_goes_on(folder: Path) -> None:
    """The save takes events again, and opens without a word the next time."""
    with Saves.open(folder) as saves:
        assert (saves.where, saves.notices) == (folder, [])
        saves.record(Named(name="After"), 1)
    with Saves.open(folder) as saves:
        assert (saves.progress.name, saves.notices) == ("After", [])


EDITS = {
    "a changed body": "UPDATE events SET body = replace(body, 'reply-', 'Reply-') || ' ' WHERE id = ?",
    "another kind": "UPDATE events SET kind = 'renamed' WHERE id = ?",
    "another time": "UPDATE events SET at = at + 1 WHERE id = ?",
    "a time that is no number": "UPDATE events SET at = 'noon' WHERE id = ?",
    "a time with a fraction": "UPDATE events SET at = at + 0.5 WHERE id = ?",
    "another hash": "UPDATE events SET hash = zeroblob(32) WHERE id = ?",
    "a hash that is no bytes": "UPDATE events SET hash = 7 WHERE id = ?",
    "a body that is no text": "UPDATE events SET body = x'ff00fe' WHERE id = ?",
    "undecodable text": "UPDATE events SET body = CAST(x'7bff7d' AS TEXT) WHERE id = ?",
    "a row gone": "DELETE FROM events WHERE id = ?",
    "a row elsewhere": "UPDATE events SET id = 1000 WHERE id = ?",
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("number", [1, 2, 15, 30])
def test_a_break_in_the_chain_keeps_what_follows_aside(tmp_path: Path, edit: str, number: int) -> None:
    entries = fill(tmp_path, a_history())
    sql(tmp_path, edit, number)
    rest = sql(tmp_path, "SELECT id FROM events WHERE id NOT BETWEEN 1 AND ? ORDER BY id", number - 1)
    with Saves.open(tmp_path) as saves:
        assert held(saves) == entries[: number - 1]
        [aside] = set_aside(tmp_path)
        assert len(saves.notices) == 1
        assert f"from event {number} on" in saves.notices[0]
        assert str(aside) in saves.notices[0]
    kept = [json.loads(line) for line in aside.read_text().splitlines()]
    assert [(row["id"],) for row in kept] == rest
    assert all({"id", "at", "kind", "body", "hash"} == set(row) for row in kept)
    assert_goes_on(tmp_path)


def test_what_is_kept_aside_is_complete(tmp_path: Path) -> None:
    fill(tmp_path, a_history())
    rows = sql(tmp_path, "SELECT id, at, kind, body, lower(hex(hash)) FROM events WHERE id >= 5")
    sql(tmp_path, "UPDATE events SET body = CAST(x'7bff7d' AS TEXT) WHERE id = 4")
    Saves.open(tmp_path).close()
    [aside] = set_aside(tmp_path)
    broken, *rest = (json.loads(line) for line in aside.read_text().splitlines())
    assert broken["body"].encode(errors="surrogateescape") == b"{\xff}"
    assert [tuple(row.values()) for row in rest] == rows


def test_nothing_is_removed_before_it_is_safe_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, a_history())
    sql(tmp_path, "UPDATE events SET at = at + 1 WHERE id = 9")
    before = sql(tmp_path, "SELECT * FROM events")

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(damage, "write_atomically", full)
    with Saves.open(tmp_path) as saves:
        assert saves.where is None
        assert saves.notices == ["The disk is full, so this game is kept in memory only and ends with it."]
    assert sql(tmp_path, "SELECT * FROM events") == before


def test_flipped_bits_are_never_served_never_a_traceback_and_never_silent(tmp_path: Path) -> None:
    entries = fill(tmp_path / "sound", a_history(runs=2))
    saves = Saves.open(tmp_path / "sound")
    saves.keep_content("play", "d1", BODY)
    saves.record(Named(name="Last"), 5)
    entries.append(Entry(Named(name="Last"), 5))
    shutil.copytree(tmp_path / "sound", tmp_path / "killed")  # with its write-ahead log, as a kill leaves it
    saves.close()
    random = Random(20)
    size = (tmp_path / "sound" / NAME).stat().st_size
    wal = (tmp_path / "killed" / f"{NAME}-wal").stat().st_size
    spots = [("sound", NAME, spot) for spot in [*range(100), *random.sample(range(size), 250)]]
    spots += [("killed", NAME, spot) for spot in random.sample(range(size), 50)]
    spots += [("killed", f"{NAME}-wal", spot) for spot in [*range(32), *random.sample(range(wal), 60)]]
    harmed = 0
    for source, name, spot in spots:
        folder = tmp_path / "flipped"
        shutil.copytree(tmp_path / source, folder)
        data = bytearray((folder / name).read_bytes())
        data[spot] ^= 1 << random.randrange(8)
        (folder / name).write_bytes(data)
        with Saves.open(folder) as saves:
            found = held(saves)
            assert found == entries[: len(found)], (name, spot)
            assert saves.content("d1") in (None, BODY), (name, spot)
            if len(found) < len(entries):
                harmed += 1
                assert len(saves.notices) == 1, (name, spot)
                assert name == NAME, "after every commit the file itself is complete"
                assert set_aside(folder) or "newer version" in saves.notices[0], (name, spot)
        if saves.where:
            assert_goes_on(folder)
        shutil.rmtree(folder)
    assert harmed > 20


@pytest.mark.parametrize("keep", [0.0, 0.003, 0.01, 0.3, 0.5, 0.99])
def test_a_truncated_file(tmp_path: Path, keep: float) -> None:
    entries = fill(tmp_path, a_history(runs=10))
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[: int(len(whole) * keep)])
    with Saves.open(tmp_path) as saves:
        found = held(saves)
        assert found == entries[: len(found)]
        assert len(saves.notices) == 1
    if keep:
        [aside] = set_aside(tmp_path)
        assert aside.suffix == ".sqlite3"
        assert aside.read_bytes() == whole[: int(len(whole) * keep)]
        assert str(aside) in saves.notices[0]
    else:
        assert saves.notices == ["Your save was empty, so a new one was begun."]
    assert_goes_on(tmp_path)


@pytest.mark.parametrize("length", [1, 19, 100, 5000])
def test_a_file_that_is_no_save_is_kept_aside(tmp_path: Path, length: int) -> None:
    noise = Random(length).randbytes(length)
    (tmp_path / NAME).write_bytes(noise)
    with Saves.open(tmp_path) as saves:
        [aside] = set_aside(tmp_path)
        assert saves.notices == [
            f"Your save was damaged and is kept aside as {aside}. A new one was begun, from the start."
        ]
    assert aside.read_bytes() == noise
    assert_goes_on(tmp_path)


def test_a_write_ahead_log_is_kept_aside_with_its_save_and_not_played_into_the_new_one(
    tmp_path: Path,
) -> None:
    with Saves.open(tmp_path / "playing") as saves:
        for at, event in enumerate(a_history()):
            saves.record(event, at)
        shutil.copytree(tmp_path / "playing", tmp_path / "killed")
    folder = tmp_path / "killed"
    wal = (folder / f"{NAME}-wal").read_bytes()
    assert wal
    (folder / NAME).write_bytes(Random(1).randbytes(20_000))
    with Saves.open(folder) as saves:
        assert held(saves) == []
    [aside, aside_wal] = set_aside(folder)
    assert aside_wal.name == f"{aside.name}-wal"
    assert aside_wal.read_bytes() == wal
    assert_goes_on(folder)


def test_somebody_elses_database_is_kept_aside(tmp_path: Path) -> None:
    sql(tmp_path, "CREATE TABLE recipes(title)")
    sql(tmp_path, "INSERT INTO recipes VALUES ('Rösti')")
    with Saves.open(tmp_path) as saves:
        assert saves.where == tmp_path
    [aside] = set_aside(tmp_path)
    aside.replace(tmp_path / NAME)
    assert sql(tmp_path, "SELECT title FROM recipes") == [("Rösti",)]


def test_a_damaged_structure_carries_events_and_content_over(tmp_path: Path) -> None:
    entries = fill(tmp_path, a_history())
    with Saves.open(tmp_path) as saves:
        saves.keep_content("play", "d1", BODY)
    sql(tmp_path, "CREATE INDEX alien ON events(kind)")  # the rows are sound, the schema isn't ours
    with Saves.open(tmp_path) as saves:
        assert held(saves) == entries
        assert saves.content("d1") == BODY
        assert f"with the {len(entries)} events that could still be read" in saves.notices[0]
    assert len(set_aside(tmp_path)) == 1
    assert_goes_on(tmp_path)


@pytest.mark.parametrize("stop_at", [1, 2, 3, 4, 5])
def test_being_stopped_while_beginning_again_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    entries = fill(tmp_path, a_history())
    sql(tmp_path, "CREATE INDEX alien ON events(kind)")
    calls = 0

    class Stopped(BaseException):
        pass

    def stopping(name: str) -> None:
        real = getattr(Path, name)

        def call(self: Path, *args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == stop_at:
                raise Stopped
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Path, name, call)

    with monkeypatch.context() as patched:
        monkeypatch = patched
        stopping("replace")
        stopping("unlink")
        with pytest.raises(Stopped):
            Saves.open(tmp_path)
    with Saves.open(tmp_path) as saves:
        assert held(saves) == entries


def test_each_damage_gets_a_name_of_its_own(tmp_path: Path) -> None:
    for _ in range(3):
        fill(tmp_path, a_history(runs=1))
        sql(tmp_path, "UPDATE events SET at = at + 1 WHERE id = 2")
        Saves.open(tmp_path).close()
    assert len(set_aside(tmp_path)) == 3

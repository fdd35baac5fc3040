"""A folder others write to: what counts, what is left out, and what goes when its day has come."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from game.reports import folder as module
from game.reports.folder import Gathered, read_folder
from game.reports.sent import BYTES_MOST, Revoked
from tests.reports.making import TODAY, put, result, results


def left_out(found: Gathered) -> dict[str, str]:
    return {each.name: each.why for each in found.ignored}


def test_what_people_sent_is_gathered_by_name(tmp_path: Path) -> None:
    put(tmp_path, results("zoë", [result(1), result(2)]))
    put(tmp_path, results("Ben"))
    found = read_folder(tmp_path, TODAY)
    assert [(person.name, len(person.runs)) for person in found.people] == [("Ben", 1), ("zoë", 2)]
    assert found.ignored == found.deleted == ()
    assert found.first_until == TODAY + timedelta(days=90)


def test_a_run_that_comes_twice_counts_once_under_the_name_sent_last(tmp_path: Path) -> None:
    yesterday = TODAY - timedelta(days=1)
    put(tmp_path, results("Ann", [result(1, day=yesterday)], sent=yesterday, who="Ann"))
    put(tmp_path, results("Anna", [result(1, day=yesterday), result(2)], who="Ann"))
    [person] = read_folder(tmp_path, TODAY).people
    assert person.name == "Anna"
    assert len(person.runs) == 2


def test_two_people_of_one_name_stay_two(tmp_path: Path) -> None:
    put(tmp_path, results("Ann", who="one"))
    put(tmp_path, results("Ann", who="another"))
    assert [person.name for person in read_folder(tmp_path, TODAY).people] == ["Ann", "Ann"]


def test_conflict_copies_strangers_and_broken_files_are_left_out_and_named(tmp_path: Path) -> None:
    good = results("Ann")
    name = good.file_name.removesuffix(".json")
    put(tmp_path, good)
    put(tmp_path, results("Ben", [result(9)]), f"{name} (conflicted copy 2026-11-20).json")
    put(tmp_path, results("Ben", [result(9)]), f".{name}.json.tmp")
    half = put(tmp_path, results("Cem"))
    half.write_bytes(half.read_bytes()[:100])
    deep = put(tmp_path, results("Dai"))
    deep.write_bytes(b"[" * 100_000)
    huge = put(tmp_path, results("Eva"))
    os.truncate(huge, BYTES_MOST * 100)
    (tmp_path / "notes \x1b[31m.docx").write_bytes(b"\0")
    (tmp_path / results("Fay").file_name).mkdir()
    found = read_folder(tmp_path, TODAY)
    assert [person.name for person in found.people] == ["Ann"]
    why = left_out(found)
    assert len(why) == 7
    assert "cut short" in why[half.name]
    assert "larger" in why[huge.name]
    assert "no ordinary file" in why[results("Fay").file_name]
    assert "notes [31m.docx" in why
    assert len(list(tmp_path.iterdir())) == 8, "nothing of others is touched"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_links_and_pipes_are_not_followed_or_waited_for(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere.json"
    folder.mkdir()
    elsewhere.write_bytes(results("Ann").body())
    (folder / results("Ann").file_name).symlink_to(elsewhere)
    os.mkfifo(folder / results("Ben").file_name)
    found = read_folder(folder, TODAY)
    assert not found.people
    assert len(found.ignored) == 2


def test_what_is_past_its_date_is_deleted_and_said_so(tmp_path: Path) -> None:
    old = put(tmp_path, results("Ann", sent=TODAY - timedelta(days=91)))
    last_day = put(tmp_path, results("Ben", sent=TODAY - timedelta(days=90)))
    found = read_folder(tmp_path, TODAY)
    assert [person.name for person in found.people] == ["Ben"]
    assert [each.name for each in found.deleted] == [old.name]
    assert "2026-11-19" in found.deleted[0].why
    assert not old.exists()
    assert last_day.exists()


def test_a_shorter_time_may_be_asked_for_but_none_longer_than_promised(tmp_path: Path) -> None:
    put(tmp_path, results("Ann", sent=TODAY - timedelta(days=30)))
    put(tmp_path, results("Ben", sent=TODAY - timedelta(days=30), days=10))
    put(tmp_path, results("Cem", sent=TODAY - timedelta(days=5)))
    found = read_folder(tmp_path, TODAY, days=20)
    assert [person.name for person in found.people] == ["Cem"]
    assert found.first_until == TODAY + timedelta(days=15)
    assert len(found.deleted) == 2
    put(tmp_path, results("Ben", sent=TODAY - timedelta(days=30), days=10))
    assert len(read_folder(tmp_path, TODAY, days=300).deleted) == 1


def test_a_file_from_a_day_to_come_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, results("Ann", sent=TODAY + timedelta(days=1)))
    put(tmp_path, results("Ben", sent=TODAY + timedelta(days=3650)))
    found = read_folder(tmp_path, TODAY)
    assert [person.name for person in found.people] == ["Ann"]
    assert "to come" in found.ignored[0].why


def test_what_was_taken_back_is_left_out_and_deleted_also_when_it_turns_up_again(tmp_path: Path) -> None:
    mine = results("Ann")
    note = Revoked(sender=mine.sender, revoked=TODAY)
    (tmp_path / note.file_name).write_bytes(note.body()[:10])  # half of it will do
    put(tmp_path, results("Ben"))
    for _ in range(2):
        path = put(tmp_path, mine)
        found = read_folder(tmp_path, TODAY)
        assert [person.name for person in found.people] == ["Ben"]
        assert [each.name for each in found.deleted] == [path.name]
        assert not path.exists()
    assert read_folder(tmp_path, TODAY).deleted == ()
    assert (tmp_path / note.file_name).exists()


def test_what_cannot_be_deleted_is_left_out_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, results("Ann", sent=TODAY - timedelta(days=91)))
    monkeypatch.setattr(Path, "unlink", refuse)
    found = read_folder(tmp_path, TODAY)
    assert not found.people
    assert "can't be deleted: Permission denied" in found.ignored[0].why


def test_no_folder_is_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ann", "Ben", "Cem"):
        put(tmp_path, results(name, [result(1), result(2)]))
    monkeypatch.setattr(module, "RUNS_MOST", 4)
    found = read_folder(tmp_path, TODAY)
    assert len(found.people) == 2
    assert "4 runs at most" in found.ignored[0].why
    monkeypatch.setattr(module, "FILES_MOST", 1)
    found = read_folder(tmp_path, TODAY)
    assert len(found.people) == 1
    assert "1 files at most" in left_out(found)["and more"]

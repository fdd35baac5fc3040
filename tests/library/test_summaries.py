"""The list of encounters, with and without what was kept."""

from pathlib import Path

import pytest

from game import paths
from game.library.kept import fingerprint
from game.library.library import Library
from game.library.loaded import Loaded
from game.library.summaries import summaries

from .shelf import SHELF

CONTENT = SHELF.folder


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "pack"
    (folder / "encounters").mkdir(parents=True)
    for name in ("rulebook.yaml", "encounters/aisle-seven.yaml"):
        (folder / name).write_bytes((CONTENT / name).read_bytes())
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The encounters that were read whole."""
    keys: list[str] = []
    whole = Library.encounter

    def noted(library: Library, key: str) -> Loaded:
        keys.append(key)
        return whole(library, key)

    monkeypatch.setattr(Library, "encounter", noted)
    return keys


def test_an_unchanged_file_is_read_once(pack: Path, opened: list[str]) -> None:
    first = summaries(Library(pack))
    assert [(one.key, one.title, one.level, one.problem) for one in first] == [
        ("aisle-seven", "Aisle seven", 1, "")
    ]
    assert first[0].endings == 4
    assert summaries(Library(pack)) == first
    assert opened == ["aisle-seven"]


def test_a_changed_file_is_read_again(pack: Path, opened: list[str]) -> None:
    summaries(Library(pack))
    file = pack / "encounters" / "aisle-seven.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Aisle seven", "title: Soup"), "utf-8")
    assert summaries(Library(pack))[0].title == "Soup"
    assert opened == ["aisle-seven"] * 2


def test_a_rulebook_that_breaks_is_told_though_the_encounter_was_kept(pack: Path) -> None:
    summaries(Library(pack))
    (pack / "rulebook.yaml").write_text("format: 1\n", "utf-8")
    assert "rulebook" in summaries(Library(pack))[0].problem


def test_a_kept_row_of_another_form_counts_as_none(pack: Path) -> None:
    first = summaries(Library(pack))
    [kept] = paths.cache_dir().glob("summaries-*.json")
    kept.write_text(kept.read_text("utf-8").replace('"Aisle seven"', "7"), "utf-8")
    assert summaries(Library(pack)) == first


def test_the_fingerprint_is_that_of_the_rooms_asked_for() -> None:
    assert fingerprint("rules") == fingerprint("rules")
    assert fingerprint("rules") != fingerprint("engine")
    assert len(fingerprint("rules", "engine")) == 64

"""`ownit check` on packs that hang together: what is broken in one file is never lost behind another."""

import shutil
from pathlib import Path

import pytest

from game import paths
from game.cli import main
from tests.town.corner import FILE


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one encounter and a town in which it comes."""
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    pack = tmp_path / "pack"
    for name in ("rulebook.yaml", "pack.yaml", "encounters/aisle-seven.yaml"):
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.content_dir() / name, pack / name)
    (pack / "towns").mkdir()
    shutil.copy(FILE, pack / "towns" / FILE.name)
    return pack


def test_an_encounter_with_problems_is_told_of_though_a_town_plays_it(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    encounter = pack / "encounters" / "aisle-seven.yaml"
    encounter.write_text(encounter.read_text("utf-8").replace("start: ", "start: not-"), "utf-8")
    assert main(["check", str(pack)]) == 1
    said = capsys.readouterr().out
    assert "R201" in said
    assert "the encounter `aisle-seven` has problems of its own" in said


def test_a_pack_that_cannot_be_checked_is_not_without_problems(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "content_dir", lambda: pack)
    (pack / "rulebook.yaml").unlink()
    assert main(["check", str(pack)]) == 1
    out, error = capsys.readouterr()
    assert "no problems" not in out
    assert "rulebook.yaml" in error

import os
from pathlib import Path

import platformdirs
import pytest

from game import paths


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The game as a wheel installs it: no checkout around it."""
    game = tmp_path / "site-packages" / "game"
    (game / "content").mkdir(parents=True)
    monkeypatch.setattr(paths, "_GAME", game)
    monkeypatch.delenv("OWNIT_SAVES", raising=False)
    return game


def test_in_a_checkout_content_and_saves_are_beside_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OWNIT_SAVES", raising=False)
    root = Path(__file__).parents[1]
    assert paths.checkout() == root
    assert paths.content_dir() == root / "content"
    assert paths.saves_dir() == root / "saves"


def test_installed_content_is_in_the_package_and_saves_with_the_users_data(installed: Path) -> None:
    assert paths.checkout() is None
    assert paths.content_dir() == installed / "content"
    assert (
        paths.saves_dir() == paths.elsewhere() == Path(platformdirs.user_data_dir("ownit", appauthor=False))
    )


def test_content_alone_makes_no_checkout(installed: Path) -> None:
    (installed.parent / "content").mkdir()
    assert paths.checkout() is None
    (installed.parent / "pyproject.toml").touch()
    assert paths.checkout() == installed.parent


def test_what_the_player_chose_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_SAVES", "from-env")
    assert paths.saves_dir() == Path("from-env")
    assert paths.saves_dir("chosen") == Path("chosen")
    assert paths.saves_dir(Path("chosen")) == Path("chosen")
    monkeypatch.setenv("OWNIT_SAVES", "")
    assert paths.saves_dir().name == "saves"


def test_an_atomic_write_replaces_the_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    paths.write_atomically(file, b"a long first version")
    paths.write_atomically(file, b"short")
    assert file.read_bytes() == b"short"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_an_atomic_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    file = tmp_path / "run.json"
    paths.write_atomically(file, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if fails == "fsync" else Path, fails, full)
    with pytest.raises(OSError, match="No space"):
        paths.write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("where", [".", "/", ".."])
def test_a_folder_is_no_file_to_write(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError):
        paths.write_atomically(Path(where), b"")
    assert list(tmp_path.iterdir()) == []


def test_results_are_kept_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path))
    assert paths.cache_dir() == tmp_path
    monkeypatch.delenv("OWNIT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert "ownit" in paths.cache_dir().parts

"""The wheel, built, installed outside the checkout, and played."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from game import paths

CHECKOUT = paths.checkout()
pytestmark = pytest.mark.skipif(CHECKOUT is None, reason="only a checkout can be built")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `ownit` command of a fresh environment that holds the wheel; its dependencies are borrowed from ours."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
    [wheel] = folder.glob("*.whl")
    home = folder / "home"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    install: list[str | Path] = [python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    where: list[str | Path] = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(where, check=True, capture_output=True, text=True, timeout=60).stdout.strip()
    # Only the path: the .pth file of our own editable install is not read through another one.
    (Path(site) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return scripts / ("ownit.exe" if os.name == "nt" else "ownit")


def ownit(command: Path, *arguments: str, cwd: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "OWNIT"))}
    environment |= {"HOME": str(cwd), "XDG_DATA_HOME": str(cwd / "data"), "LOCALAPPDATA": str(cwd / "data")}
    return subprocess.run(
        [command, *arguments], cwd=cwd, env=environment, input=typed, text=True, encoding="utf-8",
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_installed_game_plays_a_run_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    played = ownit(installed, "play", "aisle-seven", "--plain", "--seed", "3", cwd=tmp_path, typed="1\n" * 12)
    assert played.returncode == 0, played.stderr
    assert "Two weeks later" in played.stdout


def test_the_installed_game_brings_its_own_content_and_no_checkout(installed: Path, tmp_path: Path) -> None:
    assert CHECKOUT is not None
    site = next(installed.parent.parent.rglob("game/content/encounters")).parent
    checked = ownit(installed, "check", str(site / "plans"), str(site / "rulebook.yaml"), cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for folder in ("encounters", "plans", "seasons", "towns"):
        names = sorted(path.name for path in (CHECKOUT / "content" / folder).glob("*.yaml"))
        assert sorted(path.name for path in (site / folder).glob("*.yaml")) == names
    for kind in ("encounter", "town"):
        assert (site / f"{kind}.schema.json").is_file()


def test_the_installed_game_keeps_its_saves_in_the_users_data_folder(installed: Path, tmp_path: Path) -> None:
    ownit(installed, "play", "aisle-seven", "--plain", cwd=tmp_path, typed="1\n")
    again = ownit(installed, "play", "aisle-seven", "--plain", cwd=tmp_path, typed="q\n")
    assert "You stopped" in again.stdout
    assert list(tmp_path.rglob("ownit.sqlite3"))


def test_a_run_of_the_checkout_replays_alike_in_the_installed_game(installed: Path, tmp_path: Path) -> None:
    from game.library.library import Library
    from game.play.game import Game
    from game.saves.saves import Saves
    from tests.play.test_run import finish

    run = finish(
        Game(Library(paths.content_dir()), Saves.in_memory(), now=lambda: 1).start("aisle-seven", seed=11)
    )
    (tmp_path / "run.json").write_text(run.run_file().model_dump_json(), "utf-8")
    replayed = ownit(installed, "replay", "run.json", "--json", cwd=tmp_path)
    assert replayed.returncode == 0, replayed.stdout
    assert json.loads(replayed.stdout)["score"] == run.debrief().score.score


def test_the_installed_game_brings_the_pages_that_explain(installed: Path) -> None:
    assert CHECKOUT is not None
    pages = next(installed.parent.parent.rglob("game/checks/pages"))
    assert {page.name for page in pages.iterdir()} == {
        page.name for page in (CHECKOUT / "game" / "checks" / "pages").iterdir()
    }


def test_the_installed_game_writes_drafts(installed: Path, tmp_path: Path) -> None:
    for key, *kind in (("late-letter",), ("corner-pool", "--town")):
        written = ownit(installed, "new", key, *kind, cwd=tmp_path)
        assert written.returncode == 0, written.stderr
        assert (tmp_path / f"{key}.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=")


def test_the_installed_game_brings_what_a_report_is_made_of(installed: Path) -> None:
    reports = next(installed.parent.parent.rglob("game/reports"))
    assert {"page.html", "page.css"} <= {file.name for file in reports.iterdir()}

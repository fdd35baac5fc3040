"""`ownit day` opens the screen on the right week, or says in a sentence why not."""

from pathlib import Path

import pytest

from game.cli import main
from game.tui.app import OwnItApp
from game.tui.day_pages import Wanted


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Wanted | None]:
    """What the screen was opened for; it isn't."""
    found: list[Wanted | None] = []
    monkeypatch.setenv("OWNIT_SAVES", str(tmp_path / "saves"))
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(OwnItApp, "run", lambda app: found.append(app._week))
    return found


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """To be called in a test's body: what pytest puts for a terminal before is not what stands there then."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], Wanted()),
        (["airport"], Wanted("airport")),
        (["airport", "--seed", "3"], Wanted("airport", seed=3)),
        (["--new"], Wanted(new=True)),
    ],
)
def test_the_screen_opens_on_the_week_asked_for(
    opened: list[Wanted | None], arguments: list[str], wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    assert main(["day", *arguments]) == 0
    assert opened == [wanted]


@pytest.mark.parametrize("town", ["airprot", "nowhere.yaml"])
def test_a_workplace_that_is_not_there_is_said_before_a_screen_opens(
    opened: list[Wanted | None],
    town: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_a_terminal(monkeypatch)
    assert main(["day", town]) == 1
    assert town in capsys.readouterr().err
    assert opened == []


def test_a_pipe_is_pointed_to_plain_lines(
    opened: list[Wanted | None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert main(["day"]) == 2
    assert "ownit day --plain" in capsys.readouterr().err
    assert opened == []


def test_lines_are_never_a_screen(
    opened: list[Wanted | None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setattr("builtins.input", lambda _="": "q")
    assert main(["day", "airport", "--plain"]) == 0
    assert "The yellow i" in capsys.readouterr().out
    assert opened == []

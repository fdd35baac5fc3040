"""Wordings: what is said in no run is found, and what is said in some run is not."""

import re
from pathlib import Path
from random import Random

import pytest

from game import paths
from game.checks.checked import Checked
from game.checks.wordings import silent_wordings
from game.language.read import read_encounter
from game.library.library import Library
from game.library.loaded import Loaded
from game.play.game import Game
from game.saves.saves import Saves


def silent(text: str, name: str) -> list[tuple[int, str]]:
    """Line and key of each wording that is never used."""
    reading = read_encounter(text.encode(), f"{name}.yaml")
    assert reading.encounter is not None, reading.rendered()
    assert reading.script is not None
    assert reading.document is not None
    rulebook = Library(paths.content_dir()).rulebook
    checked = Checked(Loaded(reading.encounter, reading.script, rulebook, {}), reading.document, False)
    lines = text.splitlines()
    return [(one.place.line, lines[one.place.line - 1].strip()) for one in silent_wordings(checked)]


def content(name: str) -> str:
    return (paths.content_dir() / "encounters" / f"{name}.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("condition", "never"),
    [
        ("heat >= 20", ["if heat >= 20: |"]),
        ("heat >= 0", ["otherwise: |"]),
        ("knows(small-print)", ["if knows(small-print): |"]),
        ("heat >= 8", []),
    ],
)
def test_a_wording_nobody_hears_is_found(condition: str, never: list[str]) -> None:
    text = content("aisle-seven")
    begin = text.index("  lane-four:")
    says = text.index("    says:", begin)
    thinks = text.index("    thinks:", says)
    planted = f"    says:\n      if {condition}: |\n        Hello!\n      otherwise: |\n        Hello.\n"
    found = silent(text[:says] + planted + text[thinks:], "aisle-seven")
    assert [key for _, key in found] == never


@pytest.mark.parametrize("name", ["aisle-seven", "rerouted-flight"])
def test_encounters_say_everything_they_have_to_say(name: str) -> None:
    """The others are checked with everything else: `ownit check content`."""
    assert silent(content(name), name) == []


def test_what_is_heard_in_some_run_is_not_called_silent(tmp_path: Path) -> None:
    """Every wording gets a word of its own; those heard in random runs must not be among the silent ones."""
    often = r"if (?:heat >= \d+|temperament\(furious\)): \|"
    text = re.sub(often, "if heat >= 18: |", content("rerouted-flight"))
    found = {line for line, _ in silent(text, "rerouted-flight")}
    mine = tmp_path / "rerouted-flight.yaml"
    marked = "\n".join(
        f"{line} zq{number}q" if line.startswith(" " * 8) and line.endswith((".", "?", "!")) else line
        for number, line in enumerate(text.splitlines(), 1)
    )
    mine.write_text(marked, "utf-8")
    game, random = Game(Library(paths.content_dir()), Saves.in_memory(), now=lambda: 1), Random(5)
    heard: set[int] = set()
    for seed in range(150):
        run = game.start(str(mine), "practice", seed)
        while not run.turn.ended:
            run.choose(random.choice([choice.key for choice in run.turn.choices]))
        said = " ".join(line.text for line in run.transcript())
        heard |= {int(word[2:-1]) for word in said.split() if word.startswith("zq") and word.endswith("q")}
    assert len(heard) > 100
    assert found
    assert not {line + 1 for line in found} & heard

"""Plans: read, refused in one pass, and held against the encounters of their pack."""

from pathlib import Path

import pytest

from game.checks.run import check_file
from game.language.plan_file import MasteryRule
from game.language.read import read_plan
from game.library.library import Library, Unreadable
from game.library.plans import plan, plan_names, pool, skills_of
from game.library.summaries import summaries

from .shelf import SAMPLE, SHELF

GOOD = """\
format: 1
plan: two-days
title: Two days
about: |
  For somebody new.
minutes: 10
stages:
  listening:
    title: Listening
    about: |
      Ask before you answer.
    encounters: [aisle-seven]
  all:
    title: Everything
    about: |
      Whatever there is.
    skills: [Act, Listen]
    level: 3
    mode: coached
"""

MARKS = "full_marks: {Listen: 4, Act: 3}\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one encounter, which offers Listen and Act only."""
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    for folder in ("encounters", "plans"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rulebook.yaml").write_bytes((SHELF.folder / "rulebook.yaml").read_bytes())
    text = SAMPLE.read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "encounters" / "aisle-seven.yaml").write_text(
        "".join(
            "full_marks: {Listen: 4, Act: 3}\n" if line.startswith("full_marks") else line for line in text
        ),
        "utf-8",
    )
    return tmp_path


def written(pack: Path, text: str = GOOD) -> Path:
    path = pack / "plans" / "two-days.yaml"
    path.write_text(text, "utf-8")
    return path


def codes(path: Path) -> list[str]:
    return [one.code for one in check_file(path, SHELF).diagnostics]


def test_a_plan_is_read(pack: Path) -> None:
    assert codes(written(pack)) == []
    found = plan(Library(pack), "two-days")
    assert found.minutes == 10
    assert found.mastery == MasteryRule(600, 3, 4, 2)
    first, second = found.stages
    assert (first.key, first.encounters, first.skills, first.mode) == (
        "listening",
        ("aisle-seven",),
        (),
        "practice",
    )
    assert (second.skills, second.level, second.mode) == (("Act", "Listen"), 3, "coached")


def test_a_stage_takes_what_it_names_or_all_that_offers_its_skills(pack: Path) -> None:
    written(pack)
    first, second = plan(Library(pack), "two-days").stages
    encounters = summaries(Library(pack))
    assert [one.key for one in pool(first, encounters)] == ["aisle-seven"]
    assert [one.key for one in pool(second, encounters)] == ["aisle-seven"]
    assert skills_of(first, encounters) == ("Listen", "Act")
    assert skills_of(second, encounters) == ("Listen", "Act"), "in the order of the skills, not of the file"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("plan: two-days", "plan: three-days", "R211"),
        ("[aisle-seven]", "[aisle-sevn]", "R215"),
        ("[Act, Listen]", "[Act, Prevent]", "S520"),
        ("[Act, Listen]", "[Act, Listening]", "M105"),
        ("    encounters: [aisle-seven]\n", "", "M102"),
        ("[aisle-seven]", "[aisle-seven]\n    level: 2", "S515"),
        ("minutes: 10", "minutes: 1", "M104"),
        ("minutes: 10", "minutes: 10\nmastery: {passed: 5}", "M104"),
        ("minutes: 10", "minutes: 10\nmastery: {passed: 4, of_last: 3}", "M104"),
        ("mode: coached", "mode: ranked", "M105"),
        ("title: Two days", "titel: Two days", "M101"),
        ("about: |\n  For somebody new.", "about: For somebody new.", "Y016"),
        ("title: Two days", "title: Day #2", "Y017"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(pack: Path, before: str, after: str, code: str) -> None:
    assert before in GOOD
    assert code in codes(written(pack, GOOD.replace(before, after, 1)))


def test_everything_is_told_in_one_pass(pack: Path) -> None:
    text = (
        GOOD.replace("minutes: 10", "minutes: x")
        .replace("mode: coached", "mode: ranked")
        .replace("plan: two-days", "plan: x")
    )
    assert set(codes(written(pack, text))) == {"R211", "M103", "M105"}


@pytest.mark.parametrize(
    "source", [b"", b"\xff", b"- a\n", b"{}", b"plan: [", b"stages: {a: }", b"stages:\n  a: 3\n"]
)
def test_no_bytes_are_too_strange(source: bytes) -> None:
    assert read_plan(source, "x.yaml").diagnostics


def test_a_plan_that_is_not_there_or_broken_is_said(pack: Path) -> None:
    written(pack)
    with pytest.raises(Unreadable, match="did you mean `two-days`"):
        plan(Library(pack), "two-day")
    written(pack, "format: 1\n")
    with pytest.raises(Unreadable, match="problems"):
        plan(Library(pack), "two-days")
    assert plan_names(Library(pack)) == ["two-days"]


def test_a_plan_is_held_against_its_own_pack(pack: Path) -> None:
    assert "rerouted-flight" in SHELF.names()
    assert codes(written(pack, GOOD.replace("[aisle-seven]", "[rerouted-flight]"))) == ["R215"]

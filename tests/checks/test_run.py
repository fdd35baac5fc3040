"""Files checked, one and many, with and without a cache; and what the results look like."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import paths
from game.checks import run
from game.checks.cache import Cache, cache_of
from game.checks.check import CHECKS, Check, Family
from game.checks.checked import Checked
from game.checks.output import FORMATS
from game.checks.run import Checking, check_file, check_paths
from game.engine.graph import TooLarge
from game.engine.step import EncounterFault
from game.language.diagnostics import Diagnostic, Place
from game.library.kept import Kept
from game.library.library import Library, Unreadable
from game.library.loaded import Loaded

from .examples import CONTENT, base

LIBRARY = Library(CONTENT)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "pack"
    (folder / "encounters").mkdir(parents=True)
    (folder / "rulebook.yaml").write_bytes((CONTENT / "rulebook.yaml").read_bytes())
    for name in ("one", "two"):
        text = base().replace("encounter: example", f"encounter: {name}").replace("at-eight}", "evening}")
        (folder / "encounters" / f"{name}.yaml").write_bytes(text.encode())
    return Library(folder)


def files(pack: Library) -> list[Path]:
    return sorted((pack.folder / "encounters").glob("*.yaml"))


def codes(checkings: list[Checking]) -> list[list[str]]:
    return [[one.code for one in checking.diagnostics] for checking in checkings]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were not taken from the cache."""
    names: list[str] = []

    def counted(path: Path, library: Library, content: bytes | None = None) -> Checking:
        names.append(path.name)
        return check_file(path, library, content)

    monkeypatch.setattr(run, "check_file", counted)
    return names


def test_an_unchanged_file_is_not_looked_at_again(pack: Library, looked_at: list[str]) -> None:
    first = check_paths(files(pack), pack, cache_of(pack))
    assert codes(first) == [["R210"], ["R210"]]
    assert looked_at == ["one.yaml", "two.yaml"]
    assert check_paths(files(pack), pack, cache_of(pack)) == first
    assert looked_at == ["one.yaml", "two.yaml"]


def test_a_changed_file_is_looked_at(pack: Library, looked_at: list[str]) -> None:
    check_paths(files(pack), pack, cache_of(pack))
    files(pack)[0].write_bytes(files(pack)[0].read_bytes().replace(b"evening}", b"at-eight}"))
    assert codes(check_paths(files(pack), pack, cache_of(pack))) == [[], ["R210"]]
    assert looked_at == ["one.yaml", "two.yaml", "one.yaml"]


def test_another_rulebook_makes_everything_new(pack: Library, looked_at: list[str]) -> None:
    check_paths(files(pack), pack, cache_of(pack))
    with (pack.folder / "rulebook.yaml").open("ab") as file:
        file.write(b"# a remark\n")
    check_paths(files(pack), pack, cache_of(pack))
    assert len(looked_at) == 4


def test_a_changed_encounter_makes_every_town_new_that_lies_in_no_pack(
    pack: Library, looked_at: list[str], tmp_path: Path
) -> None:
    town = tmp_path / "corner-shop.yaml"
    town.write_text("format: 1\ntown: corner-shop\n", "utf-8")
    check_paths([town], pack, cache_of(pack))
    check_paths([town], pack, cache_of(pack))
    assert looked_at == ["corner-shop.yaml"]
    files(pack)[0].write_bytes(files(pack)[0].read_bytes() + b"# a remark\n")
    check_paths([town], pack, cache_of(pack))
    assert looked_at == ["corner-shop.yaml"] * 2


def test_other_checks_make_everything_new(
    pack: Library, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check_paths(files(pack), pack, cache_of(pack))
    monkeypatch.setattr("game.library.kept.fingerprint", lambda *_rooms: "another")
    check_paths(files(pack), pack, cache_of(pack))
    assert len(looked_at) == 4


def test_a_file_that_is_gone_is_forgotten(pack: Library) -> None:
    check_paths(files(pack), pack, cache_of(pack))
    gone, stays = files(pack)
    gone.unlink()
    check_paths([stays], pack, cache_of(pack))
    [kept] = paths.cache_dir().glob("checks-*.json")
    assert list(json.loads(kept.read_bytes())["files"]) == [str(stays.absolute())]


@pytest.mark.parametrize(
    "broken", [b"", b"\xff", b"[]", b"{}", b'{"basis": "x", "files": []}', b"[" * 100_000, b"null"]
)
def test_a_broken_cache_counts_as_none(pack: Library, broken: bytes) -> None:
    first = check_paths(files(pack), pack, cache_of(pack))
    [kept] = paths.cache_dir().glob("checks-*.json")
    kept.write_bytes(broken)
    assert check_paths(files(pack), pack, cache_of(pack)) == first


@pytest.mark.parametrize(
    "row", [None, [], ["d"], ["d", 0, [["R201"]]], ["d", 0, [[1, 2, "x", 4, 5, 6]]], ["d", "x", []]]
)
def test_a_broken_row_counts_as_none(tmp_path: Path, row: object) -> None:
    file = tmp_path / "cache.json"
    file.write_text(json.dumps({"basis": "b", "files": {str(tmp_path / "a.yaml"): row}}), "utf-8")
    assert Cache(Kept(file, "b")).get(tmp_path / "a.yaml", "d") is None


def test_a_cache_that_cannot_be_written_is_let_be(pack: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(files(pack)[0] / "under-a-file"))
    assert codes(check_paths(files(pack), pack, cache_of(pack))) == [["R210"], ["R210"]]


def test_many_files_are_looked_at_side_by_side_and_told_in_order(
    pack: Library, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_paths(files(pack), pack)
    assert looked_at == ["one.yaml", "two.yaml"]
    monkeypatch.setattr(run, "MUCH", 0)
    monkeypatch.setattr(run, "cpu_count", lambda: 2)
    told: list[tuple[int, int]] = []
    beside = check_paths(files(pack), pack, cache_of(pack), lambda done, of: told.append((done, of)))
    assert looked_at == ["one.yaml", "two.yaml"], "nothing more was looked at in this process"
    assert beside == alone
    assert told == [(1, 2), (2, 2)]
    assert check_paths(files(pack), pack, cache_of(pack)) == alone


def test_a_rulebook_that_cannot_be_read_is_said_from_the_other_process(
    pack: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "MUCH", 0)
    monkeypatch.setattr(run, "cpu_count", lambda: 2)
    for file in files(pack):
        file.write_bytes(file.read_bytes().replace(b"evening}", b"at-eight}"))
    (pack.folder / "rulebook.yaml").write_bytes(b"format: 1\n")
    with pytest.raises(Unreadable, match="rulebook") as trouble:
        check_paths(files(pack), pack)
    assert "M102" in trouble.value.details


def test_rulebook_and_pack_are_checked_too() -> None:
    assert codes(check_paths([CONTENT / "rulebook.yaml", CONTENT / "pack.yaml"], LIBRARY)) == [[], []]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="can't read"):
        check_file(tmp_path / "none.yaml", LIBRARY)


def example(folder: Path, text: str | None = None) -> Path:
    path = folder / "example.yaml"
    path.write_bytes((text or base()).encode())
    return path


def test_an_encounter_too_large_to_be_solved_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def too_large(loaded: Loaded, temperament: str) -> None:
        tried.append(temperament)
        raise TooLarge(200_000, "the hub “questions” has six replies")

    monkeypatch.setattr(Loaded, "solver", too_large)
    [one] = check_file(example(tmp_path), LIBRARY).diagnostics
    assert one.code == "F799"
    assert "200,000" in one.message
    assert "questions" in one.message
    assert "facts" in one.hint
    assert tried == ["weary"], "what takes seconds to find out is found out once"


def test_a_conversation_that_gets_stuck_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(loaded: Loaded, temperament: str) -> None:
        raise EncounterFault("in the scene “back” no reply is left, and there is no `otherwise`")

    monkeypatch.setattr(Loaded, "solver", stuck)
    [one] = check_file(example(tmp_path), LIBRARY).diagnostics
    assert one.code == "F704"
    assert one.place.line == base()[: base().index("  back:\n")].count("\n") + 1


def test_a_draft_is_asked_where_it_can_go_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def add(family: Family) -> None:
        def look(_checked: Checked) -> Iterator[Diagnostic]:
            asked.append(family)
            return iter(())

        monkeypatch.setitem(CHECKS, family, Check(family, family, family, look))

    add("flow")
    add("pedagogy")
    add("writing")
    check_file(example(tmp_path), LIBRARY)
    assert asked == ["flow"]
    check_file(example(tmp_path, base().replace("draft: true\n", "")), LIBRARY)
    assert sorted(asked) == ["flow", "flow", "pedagogy", "writing"]


CHECKING = Checking(
    "a,b:c%.yaml",
    b"title: x\nto: 50% off\n",
    (Diagnostic("R201", "no `50%`\nhere: \x1b[31m,", Place(2, 5, 8), "try, this"),),
    0,
)


def test_json_has_every_part() -> None:
    [row] = json.loads(FORMATS["json"]([CHECKING]))
    assert row["file"] == "a,b:c%.yaml"
    assert (row["line"], row["column"], row["end_column"], row["code"]) == (2, 5, 8, "R201")
    assert row["hint"] == "try, this"
    assert json.loads(FORMATS["json"]([])) == []


def test_github_lines_are_escaped() -> None:
    assert FORMATS["github"]([CHECKING]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=5,endColumn=8,title=R201::no `50%25`%0Ahere: [31m,%0Atry, this"
    )


def test_text_shows_the_line_and_counts() -> None:
    said = FORMATS["text"]([CHECKING])
    assert "2 | to: 50% off" in said
    assert said.endswith("\n1 problem.")
    assert FORMATS["text"]([]) == ""


def test_text_says_what_can_be_mended(tmp_path: Path) -> None:
    text = base().replace("brief: |\n  Ten to six.", "brief:\n  Ten to six.")
    assert FORMATS["text"]([check_file(example(tmp_path, text), LIBRARY)]).endswith(
        "\n1 problem; --fix can mend it."
    )

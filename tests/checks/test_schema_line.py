"""The line that tells an editor which schema a file follows."""

from pathlib import Path

from game import paths
from game.checks.run import check_file
from game.library.library import Library

GOOD = Path(__file__).parent.parent / "language" / "good" / "front-brake.yaml"


LIBRARY = Library(paths.content_dir())


def checked(tmp_path: Path, line: str) -> list[tuple[str, int, int, int]]:
    mine = tmp_path / GOOD.name
    mine.write_text(line + GOOD.read_text("utf-8"), "utf-8")
    found = check_file(mine, LIBRARY).diagnostics
    places = [(one.code, one.place.line, one.place.column, one.place.end_column) for one in found]
    return [place for place in places if place[0] == "R214"]


def test_a_schema_line_that_names_no_file_is_told_where_it_says_so(tmp_path: Path) -> None:
    assert checked(tmp_path, "# yaml-language-server: $schema=nowhere.json\n") == [("R214", 1, 33, 45)]


def test_the_hint_says_how_to_print_the_schema_of_that_kind_of_file(tmp_path: Path) -> None:
    for key, made in (("town", "ownit schema --town > town."), ("encounter", "ownit schema > encounter.")):
        mine = tmp_path / f"{key}.yaml"
        mine.write_text(f"# yaml-language-server: $schema=nowhere.json\nformat: 1\n{key}: {key}\n", "utf-8")
        [hint] = [one.hint for one in check_file(mine, LIBRARY).diagnostics if one.code == "R214"]
        assert made in hint


def test_a_schema_that_is_there_an_address_and_no_line_are_fine(tmp_path: Path) -> None:
    (tmp_path / "encounter.schema.json").write_text("{}", "utf-8")
    assert checked(tmp_path, "# yaml-language-server: $schema=encounter.schema.json\n") == []
    assert checked(tmp_path, "# yaml-language-server: $schema=https://example.org/e.json\n") == []
    assert checked(tmp_path, "") == []

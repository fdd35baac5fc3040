"""How problems look on a screen."""

import pytest

from game.language.diagnostics import Diagnostic, Place, did_you_mean, in_order, render, suggestion


def _carets(line: str, column: int, end: int) -> tuple[str, str]:
    shown = render("f", line, [Diagnostic("M101", "m", Place(1, column, end))]).split("\n")
    return shown[2].removeprefix("1 | "), shown[3].removeprefix("  | ")


def test_wide_and_combining_characters_keep_the_caret_in_place() -> None:
    assert _carets("名前: x", 5, 6) == ("名前: x", "      ^")
    assert _carets("e\u0301: x", 5, 6) == ("e\u0301: x", "   ^")
    assert _carets("a: 名前", 4, 6) == ("a: 名前", "   ^^^^")


def test_a_tab_counts_as_one_cell() -> None:
    assert _carets("\ta: x", 5, 6) == (" a: x", "    ^")


def test_a_long_line_is_cut_around_its_caret() -> None:
    line, carets = _carets("x" * 500 + "!" + "x" * 500, 501, 502)
    assert len(line) < 200
    assert line[carets.index("^")] == "!"


def test_what_a_terminal_would_obey_is_shown_as_a_mark() -> None:
    shown = render(
        "f\x1b[31m", "a\x1b]52;c;x\x07\u202eb", [Diagnostic("M101", "m\x1b[2J", Place(1, 2, 3), "h\x07")]
    )
    assert all(char == "\n" or char.isprintable() for char in shown)


@pytest.mark.parametrize(
    "place", [Place(1, 1, 2), Place(9, 9, 9), Place(1, 99, 200), Place(0, 0, 0), Place(2, 3, 1)]
)
def test_a_place_outside_the_file_does_no_harm(place: Place) -> None:
    assert "M101" in render("f", "one\n", [Diagnostic("M101", "m", place)])


def test_problems_come_by_place_and_once() -> None:
    one, two = Diagnostic("S501", "a", Place(2, 1, 2)), Diagnostic("M101", "b", Place(1, 5, 6))
    assert in_order([one, two, one]) == (two, one)
    assert render("f", "", []) == ""


def test_hints_name_what_is_near() -> None:
    assert did_you_mean("dsek", ["desk", "hall"]) == "did you mean `desk`?"
    assert did_you_mean("zzz", ["desk", "hall"]) == ""
    assert suggestion("zzz", ["desk", "hall"], "scenes") == "the scenes here: desk, hall"
    assert suggestion("zzz", [], "scenes") == "there are no scenes here"
    assert did_you_mean("name", ["names", "named", "nam"]).count("`") == 6

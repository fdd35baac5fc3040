"""`# check: ignore[CODE] why`."""

from pathlib import Path

import pytest

from game.checks.blocks import block_heads
from game.checks.ignores import ignores
from game.checks.run import check_file
from game.language.diagnostics import split_lines
from game.library.library import Library

from .examples import CONTENT, base

LIBRARY = Library(CONTENT)
TEST = "  owning it:\n"
FAILING = base().replace("expect: {ending: at-eight}", "expect: {outcome: lost}")


def found(text: str, folder: Path) -> list[str]:
    path = folder / "example.yaml"
    path.write_bytes(text.encode())
    return [f"{one.place.line}:{one.code}" for one in check_file(path, LIBRARY).diagnostics]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    "commented",
    [
        "  owning it:  # check: ignore[T601] the letter is being rewritten\n",
        "  # check: ignore[T601] the letter is being rewritten\n  owning it:\n",
        "  # check: ignore[T601] the letter is being rewritten\n  # and a remark\n\n  owning it:\n",
        "  owning it: # check:ignore[ T601 ] so it is\n",
    ],
)
def test_an_ignored_finding_is_not_told(commented: str, tmp_path: Path) -> None:
    assert found(FAILING.replace(TEST, commented), tmp_path) == []


def test_without_a_reason_it_is_ignored_and_the_lack_told(tmp_path: Path) -> None:
    text = FAILING.replace(TEST, "  owning it:  # check: ignore[T601]\n")
    assert found(text, tmp_path) == [f"{line_of(text, 'owning it')}:I002"]


def test_an_ignore_elsewhere_ignores_nothing_and_is_told(tmp_path: Path) -> None:
    text = FAILING.replace("tests:\n", "tests:  # check: ignore[T601] not here\n")
    line = line_of(text, "tests:")
    assert found(text, tmp_path) == [f"{line}:I001", f"{line + 1}:T601"]


def test_several_codes_are_judged_one_by_one(tmp_path: Path) -> None:
    text = FAILING.replace(TEST, "  owning it:  # check: ignore[T601, F701, I001, R201, X1] so it is\n")
    assert [one.split(":")[1] for one in found(text, tmp_path)] == ["I001", "I003", "I003", "I003"]


def test_what_a_draft_is_not_asked_is_not_called_unused(tmp_path: Path) -> None:
    text = base().replace("title: The", "# check: ignore[W901] later\ntitle: The")
    assert found(text, tmp_path) == []


def test_a_problem_of_reading_cannot_be_ignored(tmp_path: Path) -> None:
    text = base().replace("to: back-room", "to: attic  # check: ignore[R201] built next week")
    assert sorted(one.split(":")[1] for one in found(text, tmp_path)) == ["I003", "R201"]


def test_in_a_block_a_hash_is_text(tmp_path: Path) -> None:
    text = base().replace("  Ten to six.", "  # check: ignore[T601] says the sign.\n  Ten to six.")
    assert found(text, tmp_path) == []


@pytest.mark.parametrize("title", ["'See # check: ignore[T601] it''s'", '"See # check: ignore[T601] it"'])
def test_in_quotation_marks_a_hash_is_text(title: str, tmp_path: Path) -> None:
    assert found(base().replace("The wrong parcel", title), tmp_path) == []


def test_behind_a_quotation_it_is_a_comment(tmp_path: Path) -> None:
    text = base().replace("The wrong parcel", "'It''s wrong'  # check: ignore[T601] so it is")
    assert found(text, tmp_path) == ["3:I001"]


def test_a_comment_at_the_head_of_a_block_is_about_the_block() -> None:
    lines = ("a:", "  say: |  # check: ignore[W907] a code", "    one", "    two", "  to: x")
    [one] = ignores(lines)
    assert one.lines == {2, 3, 4}


def test_lines_of_blocks_know_where_they_began() -> None:
    text = (
        "a: |\n  one\n\n   two: |\n  three\nb:\n  - say: >-  # note\n      four\n    c: d\n# e: |\nf: 'g'\n"
    )
    assert block_heads(split_lines(text)) == {2: 1, 3: 1, 4: 1, 5: 1, 8: 7}

"""Codes explained in a terminal, and listed in the guide."""

import pytest

from game.checks import all as everything
from game.checks.all import FAMILIES, TITLES
from game.checks.explain import PAGES, UnknownCode, explain, overview

from ..checks_table import GUIDE, with_table


@pytest.mark.parametrize("code", sorted(TITLES))
def test_every_code_can_be_explained(code: str) -> None:
    said = explain(code)
    assert said.startswith(code)
    assert "```" not in said
    assert "\nBad\n" in said


def test_a_code_is_found_in_small_letters() -> None:
    assert explain(" y016 ") == explain("Y016")


def test_a_block_is_indented() -> None:
    assert "\n    # in a reply\n    say: What should" in explain("Y016")


def test_an_unknown_code_near_a_known_one_is_guessed() -> None:
    with pytest.raises(UnknownCode, match="did you mean Y01"):
        explain("Y01")


def test_an_unknown_code_far_from_all_lists_the_families() -> None:
    with pytest.raises(UnknownCode, match="Y  the form of the file"):
        explain("\x1b[31m?")


def test_every_code_has_a_family() -> None:
    assert {code[0] for code in TITLES} <= set(FAMILIES)
    assert all(code in overview() for code in TITLES)


def test_the_guides_list_is_todays() -> None:
    guide = GUIDE.read_text("utf-8")
    assert with_table(guide) == guide, "run: python -m tests.checks_table"


def test_every_module_with_a_check_is_imported() -> None:
    folder = PAGES.parent
    with_checks = {path.stem for path in folder.glob("*.py") if "\n@check(" in path.read_text("utf-8")}
    assert with_checks <= set(vars(everything))

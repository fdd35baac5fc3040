"""Every code has a page, and the page's examples are its tests."""

import re
from pathlib import Path

import pytest

from game.checks.all import TITLES
from game.checks.run import check_file
from game.language.codes import CODES
from game.library.library import Library

from .examples import CONTENT, SHOWN_ONLY, Example, examples, pages

LIBRARY = Library(CONTENT)
PAGES = pages()
EXAMPLES = [one for page in PAGES for one in examples(page)]


def found(example: Example, folder: Path) -> set[str]:
    path = folder / example.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(example.content)
    return {one.code for one in check_file(path, LIBRARY).diagnostics}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.stem for page in PAGES} == set(TITLES)
    assert set(TITLES) >= SHOWN_ONLY


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_its_parts(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.match(rf"# {page.stem} \S[^\n]+\n\n", text)
    assert [line for line in text.splitlines() if line.startswith("## ")][:2] == ["## Bad", "## Good"]
    assert len(text) < 12_000


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.code}-{'good' if one.good else 'bad'}")
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path) -> None:
    codes = found(example, tmp_path)
    if example.good:
        assert example.code not in codes
    else:
        assert example.code in codes
        # What other families have to say of so short a file is beside the point; that it can't be read is not.
        beside = {one for one in codes - example.others if one in CODES or one[0] == example.code[0]}
        assert beside == {example.code}


def test_the_base_of_the_examples_has_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_bytes((Path(__file__).parent / "example.yaml").read_bytes())
    assert check_file(path, LIBRARY).diagnostics == ()

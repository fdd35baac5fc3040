"""Codes: each has a title, and something in these tests that earns it."""

from game.language.codes import CODES
from game.language.read import read_encounter, read_rulebook
from game.language.source_text import LARGEST_FILE

from .files import BROKEN, RULEBOOK, edited
from .test_rulebook_file import BROKEN_RULEBOOKS


def test_every_code_is_earned_by_a_broken_file_and_has_a_title() -> None:
    readings = [read_encounter(path.read_bytes(), path.name).diagnostics for path in BROKEN]
    text = RULEBOOK.read_text("utf-8")
    for edit, _ in BROKEN_RULEBOOKS.values():
        readings.append(read_rulebook(edited(text, edit).encode(), "rulebook.yaml").diagnostics)
    readings.append(read_encounter(b"#" * (LARGEST_FILE + 1), "large.yaml").diagnostics)
    earned = {one.code for reading in readings for one in reading}
    played = {code for code in CODES if code.startswith("T")}  # the library plays them: tests/library
    of_packs = {"R215", "R218", "S520"}  # what plans and seasons ask of their pack: tests/library
    of_towns = {"R216", "R217", "R219", "S521", "S522"}  # tests/town
    assert earned == set(CODES) - played - of_packs - of_towns


def test_titles_are_sentences() -> None:
    assert all(title.endswith(".") and title[0].isupper() for title in CODES.values())

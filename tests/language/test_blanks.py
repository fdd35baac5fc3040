"""Blanks: plain substitution, and problems at their place."""

from hypothesis import given
from hypothesis import strategies as st

from game.language.blanks import blank_problems, fill

PEOPLE = {"dana": frozenset({"name", "seat_row"}), "ravi": frozenset({"name"})}


def _codes(text: str) -> list[tuple[str, str]]:
    return [(one.code, text[one.start : one.end]) for one in blank_problems(text, PEOPLE)]


def test_known_blanks_are_filled_and_others_stay() -> None:
    values = {"dana_name": "Dana {ravi_name}", "dana_seat_row": "14"}
    assert (
        fill("{dana_name}, row {dana_seat_row}: {ravi_name} {}", values)
        == "Dana {ravi_name}, row 14: {ravi_name} {}"
    )


def test_no_format_language_is_obeyed() -> None:
    for text in ("{dana_name.__class__}", "{dana_name!r}", "{dana_name:>99}", "{0}", "{{dana_name"):
        assert fill(text, {"dana_name": "x"}) == text
        assert _codes(text)


def test_each_mistake_has_its_code_and_place() -> None:
    assert _codes("{dana_name} {dana_seat_row}") == []
    assert _codes("{daan_name}") == [("B401", "{daan_name}")]
    assert _codes("a {dana_nmae}") == [("B402", "{dana_nmae}")]
    assert _codes("{dana_name") == [("B403", "{")]
    assert _codes("dana_name}") == [("B403", "}")]
    assert _codes("{{dana_name}}") == [("B403", "{"), ("B403", "}")]
    assert _codes("{dana_\nname}") == [("B403", "{"), ("B403", "}")]
    assert _codes("{dana} {Dana_name} { dana_name }") == [
        ("B404", "{dana}"),
        ("B404", "{Dana_name}"),
        ("B404", "{ dana_name }"),
    ]


def test_hints_name_what_was_meant() -> None:
    hints = [one.hint for one in blank_problems("{daan_name} {dana_nmae} {Dana Name}", PEOPLE)]
    assert hints[:2] == ["did you mean `dana`?", "did you mean `name`?"]
    assert "`dana_name`" in hints[2]


@given(st.text("{}_danme: \n", max_size=30), st.text(max_size=10))
def test_any_text_can_be_filled_and_judged(text: str, value: str) -> None:
    filled = fill(text, {"dana_name": value})
    assert filled == text.replace("{dana_name}", value)
    for one in blank_problems(text, PEOPLE):
        assert 0 <= one.start < one.end <= len(text)

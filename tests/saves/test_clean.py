import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.clean import clean


@pytest.mark.parametrize(
    "text", ["Ann", "Zoë Müller", "李雷", "Ὀδυσσεύς", "naïve – “quoted” … 12:30", "🙂", ""]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("bell\a del\x7f csi\x9b31m nul\0", "bell del csi31m nul"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u2066isolated\u2069 \u200fmarked\u061c", "isolated marked"),
        ("ze\u200bro\u200c\u200d wid\u2060th\ufeff", "zero width"),
        ("soft\u00adhyphen \u3164filler", "softhyphen filler"),
        ("tagged\U000e0041\U000e007f", "tagged"),
        ("lone\ud800 surrogate\udfff", "lone surrogate"),
        ("two\twords\r\nand\u2028lines", "two words and lines"),
    ],
)
def test_what_could_mislead_a_terminal_or_a_reader_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_line_ends_of_every_kind_can_be_kept() -> None:
    assert clean("a\r\nb\rc\nd\x85e\u2029f\t\x1bg", keep_newlines=True) == "a\nb\nc\nd\ne\nf g"


@given(st.text(st.characters()), st.booleans())
def test_cleaning_twice_changes_nothing_more_and_always_encodes(text: str, keep: bool) -> None:
    once = clean(text, keep_newlines=keep)
    assert clean(once, keep_newlines=keep) == once
    once.encode()
    assert all(mark.isprintable() or mark == "\n" or not mark.isascii() for mark in once)

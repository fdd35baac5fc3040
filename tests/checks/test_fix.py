"""`--fix`: what is mended, and that nothing else changes."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.checks.fix import fix, fixable, mend
from game.language.prose import paragraphs
from game.language.read import read_encounter
from game.language.yaml_subset import Data, read_yaml

from .examples import CONTENT, base

BLOCK = "say: |\n          What should have been in it?\n"
SAID = ("scenes", "counter", "replies", "ask-what", "say")
BEFORE, AFTER = base().split(BLOCK)


def with_say(written: str) -> bytes:
    return f"{BEFORE}say: {written}\n{AFTER}".encode()


def said(source: bytes) -> Data | None:
    document = read_yaml(source).document
    return document.at(SAID) if document else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hello there.", "Hello there."),
        ("Order #12 is late", "Order #12 is late"),
        ("late # twelve", "late # twelve"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("Her father: at ten", "Her father: at ten"),
        ("{dana_first}, wait", "{dana_first}, wait"),
        ("{dana_first}", "{dana_first}"),
        ("[sic] that", "[sic] that"),
        ("*sighs* again", "*sighs* again"),
        ("!really now", "!really now"),
        ("& you", "& you"),
        ("@you", "@you"),
        ("% off", "% off"),
        ("- that", "- that"),
        ('"Hi," I said', '"Hi," I said'),
        ("'It''s: mine'", "It's: mine"),
        ('"He said: \\"no\\""', 'He said: "no"'),
        ("one\n            two\n\n            three", "one two\nthree"),
        ('"one\n            two\n\n            three"', "one two\nthree"),
        ('"one\\ntwo"', "one\ntwo"),
        (">\n          one\n          two", "one two"),
        (">-\n          one\n\n          two", "one\ntwo"),
        ("\n          one\n          two", "one two"),
        ("x: |", "x: |"),
    ],
)
def test_prose_becomes_a_block(written: str, meant: str) -> None:
    mended, done = mend(with_say(written), "example.yaml")
    assert done >= 1
    text = said(mended)
    assert isinstance(text, str)
    assert paragraphs(text) == meant
    assert read_encounter(mended, "example.yaml").diagnostics == ()
    assert mended.startswith(f"{BEFORE}say: |".encode())
    assert mended.endswith(AFTER.encode())


@pytest.mark.parametrize(
    "written", ['"open', "'tis so", "|no", ">what", "{dana_first", "x  # a\n            y"]
)
def test_what_could_be_meant_in_two_ways_is_left(written: str) -> None:
    source = with_say(written)
    assert mend(source, "example.yaml") == (source, 0)


def test_a_comment_stays() -> None:
    mended, _ = mend(with_say("Hello.   # the sign says it too"), "example.yaml")
    assert b"say: |   # the sign says it too\n          Hello.\n" in mended


def test_windows_line_ends_stay() -> None:
    mended, _ = mend(with_say("Hello.").replace(b"\n", b"\r\n"), "example.yaml")
    assert b"say: |\r\n          Hello.\r\n" in mended
    assert mended.replace(b"\r\n", b"").count(b"\n") == 0


def test_a_sentence_inside_a_block_is_never_touched() -> None:
    source = with_say("|\n          say: this: that\n          coach: *you*")
    assert mend(source, "example.yaml") == (source, 0)


def test_prose_within_braces_on_one_line_is_left() -> None:
    source = base().replace(
        "by-eight:\n    text: |\n      the parcel by eight\n    due: evening",
        "by-eight: {text: by eight, due: evening}",
    )
    assert mend(source.encode(), "example.yaml") == (source.encode(), 0)


def test_several_are_mended_at_once_and_counted() -> None:
    source = with_say("Hello.").replace(b"coach: |\n          You asked.", b"coach: You asked.")
    diagnostics = read_encounter(source, "example.yaml").diagnostics
    assert fixable(source, diagnostics) == 2
    assert read_encounter(fix(source, diagnostics), "example.yaml").diagnostics == ()


def test_only_what_was_asked_for_is_mended() -> None:
    source = b"\xef\xbb\xbf" + with_say("Hello.")
    diagnostics = [one for one in read_encounter(source, "example.yaml").diagnostics if one.code == "Y002"]
    assert fix(source, diagnostics) == with_say("Hello.")


def test_wordings_become_blocks() -> None:
    written = "says:\n      if heat >= 9: Well: what?\n      otherwise: It's eight.\n"
    source = base().replace("says: |\n      It's eight.\n", written).encode()
    mended, done = mend(source, "example.yaml")
    assert done == 2
    assert read_encounter(mended, "example.yaml").diagnostics == ()
    assert b"      if heat >= 9: |\n        Well: what?\n      otherwise: |\n        It's eight.\n" in mended


@pytest.mark.parametrize("title", ["Parcel #12", "It's parcel #12 of 20"])
def test_a_title_that_lost_its_number_is_put_in_quotation_marks(title: str) -> None:
    source = base().replace("The wrong parcel", title).encode()
    mended, done = mend(source, "example.yaml")
    assert done == 1
    document = read_yaml(mended).document
    assert document is not None
    assert document.at(("title",)) == title


def test_a_title_that_lost_a_word_may_have_a_comment() -> None:
    source = base().replace("The wrong parcel", "The wrong parcel #draft").encode()
    assert mend(source, "example.yaml") == (source, 0)


@pytest.mark.parametrize("part", ["title: The wrong parcel", "          What should have been in it?"])
def test_a_lost_end_before_a_comment_is_left(part: str) -> None:
    text = base().replace("say: |\n          What", "say:\n          What")
    source = text.replace(part, f"{part} #12  # a remark").encode()
    mended, _ = mend(source, "example.yaml")
    assert f"{part} #12  # a remark".encode() in mended


def test_tabs_become_spaces_where_the_lines_around_leave_no_doubt() -> None:
    source = base().replace("  dana: {is", "\tdana: {is").replace("  ravi: {is", "\travi: {is")
    assert mend(source.encode(), "example.yaml")[0] == base().encode()


@pytest.mark.parametrize("indent", [" \t", "\t\t\t", "  \t\t"])
def test_other_tabs_stay(indent: str) -> None:
    source = base().replace("  ravi: {is", f"{indent}ravi: {{is").encode()
    assert mend(source, "example.yaml")[0] == source


# Sentences of every kind that people write, with all the signs that YAML reads in its own way.
_SIGNS = """
    no yes on null ~ 1.5 12:30 #12 # - -- ? : | > & * ! % @ ` ' " { } [ ] , ... {dana_first} Dana: ok: x:y a,b
    it's well… “So” (see) *sighs* [sic] http://a.b/c#d é 你好 🙂
"""
SENTENCES = st.lists(st.sampled_from(_SIGNS.split()), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_a_mended_sentence_reads_as_it_was_written(sentence: str) -> None:
    source = with_say(sentence)
    mended, done = mend(source, "example.yaml")
    if not done:
        assert mended == source
        return
    text = said(mended)
    assert isinstance(text, str)
    assert mended.startswith(BEFORE.encode())
    assert mended.endswith(AFTER.encode())
    before = said(source)
    quoted = sentence[0] in "\"'"
    folded = sentence[0] in "|>"
    if not folded and not (quoted and isinstance(before, str)):
        assert paragraphs(text) in (paragraphs(sentence), paragraphs(str(before)))
        assert paragraphs(text) == paragraphs(sentence) or "#" in sentence
    elif isinstance(before, str):
        assert paragraphs(text) == paragraphs(before)


@settings(max_examples=60, deadline=None)
@given(SENTENCES.filter(lambda text: "'" not in text))
def test_a_quoted_sentence_keeps_its_words(sentence: str) -> None:
    mended, done = mend(with_say(f"'{sentence}'"), "example.yaml")
    text = said(mended)
    assert done == 1
    assert isinstance(text, str)
    assert paragraphs(text) == paragraphs(sentence)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_taken(source: bytes) -> None:
    mend(source, "example.yaml")


_ONE_LINE = re.compile(r"^( *)([^\n#|]*:) \|\n\1  ([^\s'\"][^\n]*)\n(?!\1  )(?!\n)", re.MULTILINE)


@pytest.mark.parametrize("name", ["aisle-seven", "rerouted-flight"])
def test_an_encounter_without_its_bars_is_given_them_back(name: str) -> None:
    text = (CONTENT / "encounters" / f"{name}.yaml").read_text("utf-8")
    bare, count = _ONE_LINE.subn(r"\1\2 \3\n", text)
    assert count > 100
    mended, done = mend(bare.encode(), f"{name}.yaml")
    assert mended.decode() == text
    assert done == count


def test_many_mendings_take_no_long_time() -> None:
    facts = "".join(f"  fact-{number}: It is number {number}.\n" for number in range(2000))
    source = base().replace("facts:\n", f"facts:\n{facts}").encode()
    began = process_time()
    mended, done = mend(source, "example.yaml")
    assert done == 2000
    assert b"  fact-7: |\n    It is number 7.\n" in mended
    assert process_time() - began < 20

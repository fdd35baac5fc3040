"""Names on a board: what is accepted, and what would be taken for somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.board.naming import NameRefused, accepted, skeleton
from game.rules.clean import NAME_MOST, clean


@pytest.mark.parametrize(
    "name",
    [
        "Mira", "José", "Søren Ærø", "O'Brien", "D’Angelo", "Anne-Marie", "J. R. Smith", "Łukasz", "Ngũgĩ", "Mira 2",
        "Đặng Thị", "Åsa", "Gal·la", "x", "Мира", "Анна-Мария", "Ελένη", "עמית", "محمد", "अनीता", "สมชาย",
        "山田 太郎", "カール・マルクス", "ひろゆき", "김수진",
    ],
)  # fmt: skip
def test_names_of_people_are_accepted_as_they_are(name: str) -> None:
    assert accepted(name) == name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Mira   Sol \n", "Mira Sol"),
        ("\x1bMira\x07", "Mira"),
        ("Mi\u200bra", "Mira"),
        ("\u202eMira", "Mira"),
        ("Jose\u0301", "José"),
        ("ｍｉｒａ", "mira"),
        ("𝐌𝐢𝐫𝐚", "Mira"),
        ("ﬁona", "fiona"),
        ("Oʼ Brien", "O’ Brien"),
    ],
)
def test_names_are_composed_cleaned_and_trimmed(name: str, kept: str) -> None:
    assert accepted(name) == kept


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "A name needs a letter"),
        (" \u200b\u202e\x1b ", "A name needs a letter"),
        ("42", "A name needs a letter"),
        ("...", "A name begins with a letter or a digit"),
        ("-Mira", "A name begins with a letter or a digit"),
        ("x" * 41, "A name has at most 40 letters, and this one has 41"),
        ("ﷺ" * 3, "A name has at most 40 letters, and this one has 54"),
        ("Mirа", "A name is written in one script, and in this one “M” is of another than “а”"),
        ("Ωmega", "A name is written in one script, and in this one “Ω” is of another than “m”"),
        ("<b>Mira</b>", "A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “<”"),
        ("=1+1", "A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “=”"),
        ("Mira@home", "A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “@”"),
        (
            "Mira\U0001f600",
            "A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “\U0001f600”",
        ),
        ("[red]Mira", "A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “[”"),
        ("Mira\ue000", "A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “\ue000”"),
        ("\u0301Mira", "A name has letters with a few marks at most"),
        ("Mira \u0301x", "A name has letters with a few marks at most"),
        ("q" + "\u0321\u0322\u0335\u0338" + "x", "A name has letters with a few marks at most"),
    ],
)
def test_what_is_no_name_is_refused_in_a_sentence(name: str, why: str) -> None:
    with pytest.raises(NameRefused) as refusal:
        accepted(name)
    assert str(refusal.value) == why
    assert clean(why) == why


MIRA = [
    "Mira",
    "mira",
    "MIRA",
    "Mlra",
    "M1ra",
    "Mıra",
    "Mi ra",
    "M-ira.",
    "Mirá",
    "Mi\u0323ra",
    "Міга".replace("г", "r"),
]
NINA = ["NINA", "ΝΙΝΑ", "Nina", "Nlna"]
AVA = ["ava", "ανα", "Ava", "AVA"]
COCO = ["coco", "сосо", "СОСО", "c0c0", "ċoċo"]
ALE = ["ale", "Ale", "ᎪᏞᎬ", "Ａｌｅ"]
BOTHEC = ["вотнес", "BOTHEC", "ВОТНЕС", "bothec"]


@pytest.mark.parametrize("alike", [MIRA, NINA, AVA, COCO, ALE, BOTHEC], ids=lambda names: names[0])
def test_names_that_look_alike_have_one_skeleton(alike: list[str]) -> None:
    assert {skeleton(name) for name in alike} == {skeleton(alike[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira", "Mara"), ("Anna", "Hanna"), ("Eva", "Ena"), ("Ian", "Jan"), ("Otto", "Orto"), ("Мира", "Мара"),
        ("अनीता", "अनिता"), ("अनीता", "अनंता"), ("สมชาย", "สมชาว"), ("김수진", "김수정"), ("山田", "山口"),
        ("Mira 2", "Mira 3"), ("Sam A.", "Sam B."), ("Νίνα", "Νίκα"),
    ],
)  # fmt: skip
def test_names_that_differ_have_skeletons_that_differ(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_spoof_is_caught_by_the_script_or_by_the_skeleton() -> None:
    """Letter by letter: a Cyrillic or Greek letter in a Latin name is refused, a whole name of them looks alike."""
    for spoof, plain in (
        ("а", "a"),
        ("е", "e"),
        ("о", "o"),
        ("р", "p"),
        ("с", "c"),
        ("х", "x"),
        ("ο", "o"),
        ("Α", "a"),
    ):
        with pytest.raises(NameRefused, match="one script"):
            accepted(f"M{spoof}m")
        assert skeleton(spoof * 3) == skeleton(plain * 3)


@given(st.text(max_size=60))
def test_what_is_accepted_is_clean_bounded_and_accepted_again(name: str) -> None:
    try:
        kept = accepted(name)
    except NameRefused as refusal:
        said = str(refusal)
    else:
        said = kept
    assert said == clean(said)
    if said.startswith("A name "):
        return
    assert kept == kept.strip()
    assert 1 <= len(kept) <= NAME_MOST
    assert accepted(kept) == kept
    assert skeleton(kept)
    assert not set(kept) & set('<>&=+@|[]{}"`\\/;:\t\r\n')


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12))
def test_case_and_what_stands_between_make_no_other_name(name: str) -> None:
    between = skeleton(" - ".join(name))
    assert between == skeleton(name)

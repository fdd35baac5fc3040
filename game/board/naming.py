"""Names on a board: which are accepted, and which look alike. Whoever sees a name shall know who it is.

Only a board asks this, when somebody joins; what it then keeps is compared, never accepted anew, so that another
Python's Unicode tables change nothing.
"""

import unicodedata
from typing import Final

from game.rules.clean import NAME_MOST, clean

_BETWEEN: Final = frozenset(" -'.’‐·・")
"""What may stand between letters and digits: space, hyphens, apostrophes, dots."""

_ONE_SIGN: Final = str.maketrans({"ʼ": "’", "ʻ": "’"})
"""Letters that are written as apostrophes."""

_WRITTEN_TOGETHER: Final = {
    "HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "HANGUL": "CJK", "BOPOMOFO": "CJK",
    "IDEOGRAPHIC": "CJK",
}  # fmt: skip
"""Scripts that one name is written in together, and that don't look alike."""

_MARKS_MOST: Final = 3
"""Marks on one letter: enough for any language, too few for a tower of them."""

_CAPITALS: Final = dict(zip("ΝΗΥ", "nhy", strict=True))
"""Greek capitals that look like another letter than their small ones."""

_LETTERS: Final = {
    # Latin among itself, and digits. `i` and `l` are one: a capital of the one is a small letter of the other.
    "i1ıɩɪ": "lllll",
    "0ɑɡœæøłđħŧɔɛʏᴏᴄᴠᴡᴢ": "oagooolđhtcɛyocvwz",
    # Cyrillic and Greek, and Cherokee and Armenian as far as whole names can be made of them.
    "авезікмнорстухѕјԛԝһԁгпѵѡьҽӏ": "abe3lkmhopctyxsjqwhdrnvwbel",
    "αβγεζηικμνορστυχωϲϳ": "abyeznlkuvopotuxwcj",
    "ᎠᎡᎢᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏳᏴ": "drtyajewmhyghz4brwsvslcpkdgb",
    "աԁզհոսցօյ": "wdqhnugoj",
}
_LOOKS_LIKE: Final = {
    sign.casefold(): like
    for signs, likes in _LETTERS.items()
    for sign, like in zip(signs, likes, strict=True)
}
"""Letters, each with the small Latin letter or digit that it or its capital can be taken for."""


class NameRefused(Exception):
    """A name that can't be had on a board. The message is a sentence for whoever wants it."""


def accepted(name: str) -> str:
    """The name as a board keeps it: composed, clean and trimmed.

    Raises:
        NameRefused: it is empty or too long, mixes scripts, or has signs that are none of a name.
    """
    called = " ".join(clean(unicodedata.normalize("NFKC", clean(name).translate(_ONE_SIGN))).split())
    if not called:
        raise NameRefused("A name needs a letter")
    if len(called) > NAME_MOST:
        raise NameRefused(f"A name has at most {NAME_MOST} letters, and this one has {len(called)}")
    scripts: dict[str, str] = {}
    marks = 0
    for place, sign in enumerate(called):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in ("Mn", "Mc") else 0
        if kind[0] == "L":
            scripts.setdefault(_script(sign), sign)
        elif marks:
            if place == 0 or called[place - 1] in _BETWEEN or marks > _MARKS_MOST:
                raise NameRefused("A name has letters with a few marks at most")
        elif kind == "Nd":
            pass
        elif sign not in _BETWEEN:
            raise NameRefused(
                f"A name has letters, digits, spaces, hyphens, apostrophes and dots, and no “{sign}”"
            )
        elif place == 0:
            raise NameRefused("A name begins with a letter or a digit")
    if not scripts:
        raise NameRefused("A name needs a letter")
    if len(scripts) > 1:
        one, other, *_ = scripts.values()
        raise NameRefused(
            f"A name is written in one script, and in this one “{one}” is of another than “{other}”"
        )
    return called


def skeleton(name: str) -> str:
    """What is left of a name when everything is taken away by which only a careful reader tells two apart.

    Two names with one skeleton look alike. It is compared, never shown.
    """
    signs = []
    for sign in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)):
        kind = unicodedata.category(sign)[0]
        if kind in "LN":
            digit = str(unicodedata.digit(sign, ""))
            for folded in (_CAPITALS.get(sign) or digit or sign).casefold():
                signs.append(_LOOKS_LIKE.get(folded, folded))
        elif kind == "M" and not _drawn_on(sign):
            signs.append(sign)
    return "".join(signs)


def _drawn_on(mark: str) -> bool:
    """Whether a mark is an accent, a point or a stroke, and not a vowel or a tone with a place of its own."""
    place = unicodedata.combining(mark)
    return place == 1 or 10 <= place <= 35 or place >= 200


def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name; Unicode's own property isn't in the library."""
    first = unicodedata.name(letter, "UNKNOWN").split()[0]
    return _WRITTEN_TOGETHER.get(first, first)

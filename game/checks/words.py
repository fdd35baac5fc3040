"""The words of a text, and which of them are warm."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without marks."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


_WARM_WORDS: Final = """
    absolutely afraid apologies apologise apologize appreciate awful beautiful bless brave care comfort dear definitely
    feel feelings fortunate frightening frustrating glad grateful happily happy hard heart heartbreaking hear help hope
    horrible imagine kind kindly lovely lucky maddening painful patience personally please pleased pleasure promise
    proud really safe scared scary sorry stressful surely sweet sympathy terrible terribly thank thanks tough truly
    trust understand understandable unfair upsetting warm welcome wish wonderful worried worry worrying
"""
WARM: Final = frozenset(_WARM_WORDS.split())
"""Words that sound warm in anybody's mouth, whatever the reply does.

They stand here, not in the rulebook, because no rule of play reads them: another list changes no score and voids no
run. What makes a list useful is that a player could pick by it, so it holds what service training teaches people to
say, and leaves out words that only this customer's story brings up.
"""


def warmth(say: str) -> int:
    """How many warm words a reply holds."""
    return sum(word in WARM for word in words(say))

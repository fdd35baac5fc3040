"""What the studio writes into a designer's file, and how it says that it can't."""

import re
from typing import Final

from game.rules.clean import clean

# Words that stand in YAML without quotation marks, wherever a short text may stand.
_PLAIN: Final = re.compile(r"[^\W_][\w .'’/+-]*")


class NotWritten(Exception):
    """Nothing was written. The message is a sentence for the designer."""

    def __init__(self, why: str) -> None:
        super().__init__(clean(why, keep_newlines=True))


def line(text: str) -> str:
    """A short text as YAML, in quotation marks where it needs them."""
    one_line = " ".join(clean(text).split())
    if _PLAIN.fullmatch(one_line):
        return one_line
    return "'" + one_line.replace("'", "''") + "'"

"""What a command's exit says: fine, the answer is no, or wrong use."""

from typing import Final

FINE: Final = 0
NO: Final = 1
WRONG_USE: Final = 2


class WrongUse(Exception):
    """Arguments that make no sense together; the message says what to do instead."""

"""Join codes: `march-7K3M-Q2XD`, the season's key and eight letters that can be read aloud."""

import re
import secrets
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from typing import Final

from game.rules.clean import clean

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U. Forty bits in eight of them."""

DAYS: Final = 14
"""How long a code lets people in, where nobody says otherwise."""

_LENGTH: Final = 8
_ROUNDS: Final = 50_000  # some 20 ms: forty bits are few, should a copy of the store get into wrong hands
_CODE: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-([a-z0-9]{4})-?([a-z0-9]{4})")
_MISREAD: Final = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as somebody typed it: the season it names, and its letters."""

    season: str
    letters: str

    def __str__(self) -> str:
        """As it is printed and read aloud."""
        return f"{self.season}-{self.letters[:4]}-{self.letters[4:]}"

    def hashed(self) -> str:
        """What is kept of it. Takes some 20 ms: call it where nobody waits for the thread."""
        salt = f"ownit join code {self.season}".encode()
        return pbkdf2_hmac("sha256", self.letters.encode(), salt, _ROUNDS).hex()


def new_code(season: str) -> Code:
    """A fresh code for a season."""
    return Code(season, "".join(secrets.choice(LETTERS) for _ in range(_LENGTH)))


def typed(text: str) -> Code | None:
    """The code in what somebody typed: case, spaces and the letters O, I and L don't matter; none if it is no code."""
    found = _CODE.fullmatch("".join(clean(text).split()).lower())
    return Code(found[1], f"{found[2]}{found[3]}".upper().translate(_MISREAD)) if found else None

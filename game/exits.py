"""What a command's exit says: fine, the answer is no, or wrong use."""

import sys
from pathlib import Path
from typing import Final

FINE: Final = 0
NO: Final = 1
WRONG_USE: Final = 2


class WrongUse(Exception):
    """Arguments that make no sense together; the message says what to do instead."""


def written(path: Path, body: bytes) -> bool:
    """Write a file, whole or not at all. Returns whether it could be; if not, says why on the stream for people."""
    from game import paths
    from game.rules.clean import clean

    try:
        paths.write_atomically(path, body)
    except OSError as trouble:
        print(clean(f"ownit: can't write {path}: {trouble.strerror or trouble}"), file=sys.stderr)
        return False
    return True

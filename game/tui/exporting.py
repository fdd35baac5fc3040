"""Writes a conversation to a file the player can find."""

from pathlib import Path

from game.paths import saves_dir, write_atomically

TRIES = 1000
"""Names tried before giving up; a thousand conversations of one title beside each other are a mistake."""


def write_beside(title: str, text: str) -> Path:
    """Write `text` to a new file in the current folder, else in the saves folder; says which.

    Raises OSError when neither can be written.
    """
    words = "".join(char if char.isalnum() and char.isascii() else " " for char in title.lower()).split()
    name = "-".join(["own-it", *words])[:60]
    try:
        return _write_new(Path.cwd(), name, text)
    except OSError:
        return _write_new(saves_dir(), name, text)


def _write_new(folder: Path, name: str, text: str) -> Path:
    for number in range(1, TRIES):
        path = folder / (f"{name}.txt" if number == 1 else f"{name}-{number}.txt")
        if not path.exists():
            write_atomically(path, text.encode())
            return path
    raise FileExistsError(f"{folder / name}.txt and {TRIES} more exist already")

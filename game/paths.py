"""Where files live. Nothing else decides that, and this imports no room."""

import os
from contextlib import suppress
from pathlib import Path

_GAME = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """The folder with `pyproject.toml` and `content/` beside `game/`; None when the game is installed."""
    root = _GAME.parent
    return root if (root / "pyproject.toml").is_file() and (root / "content").is_dir() else None


def content_dir() -> Path:
    """The built-in pack: `content/` of the checkout, else the one packaged inside `game/`."""
    return (checkout() or _GAME) / "content"


def saves_dir(chosen: str | Path | None = None) -> Path:
    """Where saves belong, whether or not the folder exists.

    `chosen`, else OWNIT_SAVES, else `saves/` of the checkout, else the platform's folder for the user's data.
    """
    named = chosen or os.environ.get("OWNIT_SAVES")
    if named:
        return Path(named)
    root = checkout()
    return root / "saves" if root else elsewhere()


def elsewhere() -> Path:
    """The platform's folder for the user's data: where saves go when their own folder can't be written."""
    from platformdirs import user_data_dir  # only here: most starts never need it

    return Path(user_data_dir("ownit", appauthor=False))


def cache_dir() -> Path:
    """Where results are kept that can be worked out again: OWNIT_CACHE, else the platform's folder for them."""
    named = os.environ.get("OWNIT_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_dir  # only here: most starts never need it

    return Path(user_cache_dir("ownit", appauthor=False))


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` in the file at `path`, whole or not at all, and durable on return.

    Raises OSError when the folder can't be written or the disk is full; the old file is then as it was.
    """
    new = path.parent / f".{os.urandom(8).hex()}.tmp"  # `with_name` refuses `.` and `/`
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    with suppress(OSError):  # Windows opens no folders; there the rename is journalled already
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

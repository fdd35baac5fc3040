"""Something new: a small draft of an encounter or a town that reads, plays to its end, and wants to be changed."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from game import paths
from game.language.scalars import HYPHENATED
from game.rules.clean import clean
from game.studio.schema import Kind, schema_file
from game.studio.written import NotWritten, line

DRAFTS: Final = Path(__file__).resolve().parent / "drafts"
"""The drafts, a file for each kind; ‹key›, ‹title› and ‹schema› stand where those belong."""

_LONGEST_KEY: Final = 60

_WHOSE: Final[Mapping[Kind, str]] = {"encounter": "an encounter's", "town": "a town's"}


def write_new(kind: Kind, folder: Path, key: str, title: str | None = None) -> Path:
    """Write a draft to `folder`, as `KEY.yaml`.

    Args:
        kind: of what.
        folder: where; it must be there.
        key: its key.
        title: its title; none makes one of the key.

    Returns:
        The file's path.

    Raises:
        NotWritten: the key is no key, the file is there already, or the folder can't be written.
    """
    path = folder / f"{_right(kind, key)}.yaml"
    text = draft(kind, key, title, _schema_from(folder, schema_file(kind)))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NotWritten(f"{path} is there already; choose another name, or edit that file") from None
    except OSError as trouble:
        raise NotWritten(f"can't write {path}: {trouble.strerror or trouble}") from trouble
    return path


def draft(kind: Kind, key: str, title: str | None = None, schema: str | None = None) -> str:
    """The text of a small draft.

    Args:
        kind: of an encounter or a town.
        key: its key.
        title: its title; none makes one of the key.
        schema: where an editor finds the schema, seen from the file; none is above it, as in a pack.

    Raises:
        NotWritten: the key is no key, or the title is empty.
    """
    _right(kind, key)
    words = key.replace("-", " ").capitalize() if title is None else clean(title)
    if not words.strip():
        raise NotWritten("a title needs at least one word")
    blanks = {"schema": schema or f"../{schema_file(kind)}", "key": key, "title": line(words)}
    text = (DRAFTS / f"{kind}.yaml").read_text("utf-8")
    return re.sub("‹([a-z]+)›", lambda blank: blanks[blank[1]], text)


def _right(kind: Kind, key: str) -> str:
    if len(key) <= _LONGEST_KEY and re.fullmatch(HYPHENATED, key):
        return key
    better = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:_LONGEST_KEY].strip("-")
    hint = f", like “{better}”" if better else ""
    raise NotWritten(
        f"“{key}” can't be {_WHOSE[kind]} key: write it in small letters and digits, "
        f"with hyphens between them{hint}"
    )


def _schema_from(folder: Path, file: str) -> str:
    """The schema as an editor finds it from a file in `folder`: that of its own pack, else the built-in one."""
    for near in ("..", "."):
        if (folder / near / file).is_file():
            return file if near == "." else f"../{file}"
    there = paths.content_dir() / file
    try:
        return Path(os.path.relpath(there, folder.resolve())).as_posix()
    except ValueError:  # another drive of a Windows machine
        return there.as_uri()

"""A pack of content on disk: its encounters and the rulebook they are played by."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from game.language.diagnostics import Diagnostic, suggestion
from game.language.raw import Part
from game.language.read import (
    PackReading,
    PlanReading,
    Reading,
    RulebookReading,
    SeasonReading,
    TownReading,
    read_encounter,
    read_pack,
    read_plan,
    read_rulebook,
    read_season,
    read_town,
)
from game.library.loaded import Loaded
from game.library.self_tests import test_problems
from game.rules.clean import clean
from game.rules.rulebook import Rulebook

FOLDERS: Final = ("encounters", "plans", "seasons", "towns")
"""The folders of a pack."""

_A_TOWN: Final = re.compile(rb"^town[ \t]*:", re.MULTILINE)


class Unreadable(Exception):
    """Content that cannot be used. The message is a sentence; `details` the problems with their places."""

    def __init__(self, why: str, details: str = "") -> None:
        super().__init__(clean(why))
        self.details = details


class Library:
    """The encounters of one pack, read when asked for and kept.

    Args:
        folder: the pack: `rulebook.yaml` and `encounters/*.yaml`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Loaded] = {}
        self._other_packs: dict[Path, Library] = {}

    @cached_property
    def rulebook(self) -> Rulebook:
        """The pack's rulebook.

        Raises:
            Unreadable: it is missing or has problems.
        """
        path = self.folder / "rulebook.yaml"
        reading = read_rulebook(content_of(path), str(path))
        if reading.rulebook is None:
            raise Unreadable(f"the rulebook {path} has problems", reading.rendered())
        return reading.rulebook

    def names(self) -> list[str]:
        """The names of the pack's encounters, sorted."""
        return self.keys("encounters")

    def keys(self, folder: str) -> list[str]:
        """The keys of what lies in a folder of the pack, such as `plans`, sorted."""
        return sorted(path.stem for path in (self.folder / folder).glob("*.yaml"))

    def file_of(self, folder: str, key: str, one: str) -> Path:
        """The file of this key in a folder of the pack; `one` is what such a file is called, such as `plan`.

        Raises:
            Unreadable: there is none.
        """
        names = self.keys(folder)
        if key not in names:
            raise Unreadable(f"there is no {one} “{key}”; {suggestion(key, names, folder)}")
        return self.folder / folder / f"{key}.yaml"

    def encounter(self, name: str) -> Loaded:
        """The encounter of this name, or of this file.

        Args:
            name: an encounter's key, or the path of a `.yaml` file anywhere.

        Raises:
            Unreadable: there is none, or it has problems.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def check(
        self, path: Path, content: bytes | None = None
    ) -> Reading | RulebookReading | PackReading | PlanReading | SeasonReading | TownReading:
        """Read any file of a pack, by the name packs give it, and say what is wrong with it.

        An encounter that reads well also plays its own tests, by its pack's rulebook.

        Args:
            path: the file.
            content: its bytes, where they have been read already.

        Raises:
            Unreadable: the file can't be read at all, or a rulebook is needed and has problems.
        """
        source = content_of(path) if content is None else content
        match path.name:
            case "rulebook.yaml":
                return read_rulebook(source, str(path))
            case "pack.yaml":
                return read_pack(source, str(path))
        match folder_for(path, source):
            case "plans":
                return read_plan(source, str(path))
            case "seasons":
                return read_season(source, str(path))
            case "towns":
                return read_town(source, str(path))
        reading = read_encounter(source, str(path))
        loaded = self.load(reading, path)
        if loaded is None or reading.document is None:
            return reading
        return replace(reading, diagnostics=tuple(test_problems(loaded, reading.document)))

    def load(self, reading: Reading, path: Path) -> Loaded | None:
        """What was read from a file, with the rulebook it is played by; none where it didn't read well.

        Raises:
            Unreadable: the rulebook is missing or has problems.
        """
        if reading.encounter is None or reading.script is None:
            return None
        return Loaded(reading.encounter, reading.script, self.rulebook_for(path), reading.tests or {}, path)

    def locate(self, name: str) -> Path:
        """The file of an encounter, which need not be there when it was named as a file.

        Raises:
            Unreadable: the pack has no encounter of this name.
        """
        if name.endswith((".yaml", ".yml")):
            return Path(name)
        if name in self.names():
            return self.folder / "encounters" / f"{name}.yaml"
        raise Unreadable(_unknown(name, self.names()))

    def _load(self, name: str) -> Loaded:
        path = self.locate(name)
        reading = read_encounter(content_of(path), str(path))
        loaded = self.load(reading, path)
        if loaded is None:
            raise Unreadable(f"the encounter file {path} has problems", reading.rendered())
        return loaded

    def rulebook_for(self, path: Path) -> Rulebook:
        """The rulebook an encounter's file is played by: its own pack's, or this library's.

        Raises:
            Unreadable: it is missing or has problems.
        """
        pack = self.pack_of(path)
        if pack.resolve() == self.folder.resolve():
            return self.rulebook
        return self._other_packs.setdefault(pack, Library(pack)).rulebook  # read once for all its encounters

    def pack_of(self, path: Path) -> Path:
        """The folder of the pack that a file of content lies in; this library's where it lies in none."""
        pack, inside = path.parent.parent, path.parent.name in FOLDERS
        return pack if inside and (pack / "rulebook.yaml").is_file() else self.folder


def folder_for(path: Path, content: bytes) -> str:
    """The folder of a pack whose files this one is read like; "" where it lies in none and is no town.

    A town may lie anywhere while somebody works on it, as an encounter may; its key tells the two apart.

    Args:
        path: the file.
        content: its bytes.
    """
    if path.parent.name in FOLDERS:
        return path.parent.name
    return "towns" if _A_TOWN.search(content) else ""


def strangers(named: Iterable[Part], keys: Collection[str]) -> Iterator[Diagnostic]:
    """Encounters that another file names, and that its pack doesn't have.

    Args:
        named: where it names them.
        keys: of the encounters there are.
    """
    for part in named:
        if part.text not in keys:
            hint = suggestion(part.text, keys, "encounters")
            yield part.problem("R215", f"there is no encounter `{part.text}` in this pack", hint)


def content_of(path: Path) -> bytes:
    """The bytes of a content file.

    Raises:
        Unreadable: the file can't be read at all.
    """
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Unreadable(f"can't read {path}: {trouble.strerror or trouble}") from trouble


def _unknown(name: str, keys: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, keys, n=1)
    hint = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(keys) or 'none'}"
    return f"there is no encounter “{name}”; {hint}"

"""A pack of content on disk: its encounters and the rulebook they are played by."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from game.engine.compiled import Compiled, compile_encounter
from game.engine.digest import play_digest, text_digest
from game.engine.encounter import Encounter, Script, SelfTest
from game.language.read import (
    PackReading,
    Reading,
    RulebookReading,
    read_encounter,
    read_pack,
    read_rulebook,
)
from game.rules.rulebook import Rulebook


class Unreadable(Exception):
    """Content that cannot be used. The message is a sentence; `details` the problems with their places."""

    def __init__(self, why: str, details: str = "") -> None:
        super().__init__(why)
        self.details = details


@dataclass(frozen=True, eq=False)
class Loaded:
    """An encounter, ready to be played by its rulebook.

    Attributes:
        encounter: what decides how it plays.
        script: what people read.
        rulebook: the rulebook it is played by.
        tests: the file's own tests, by name.
    """

    encounter: Encounter
    script: Script
    rulebook: Rulebook
    tests: dict[str, SelfTest]

    @cached_property
    def play(self) -> str:
        """The digest that runs bind to."""
        return play_digest(self.encounter, self.rulebook)

    @cached_property
    def text(self) -> str:
        """The digest of everything people read."""
        return text_digest(self.script)

    @lru_cache(maxsize=8)  # noqa: B019 - a handful of temperaments; a loaded encounter lives as long as its library
    def compiled(self, temperament: str) -> Compiled:
        """Compiled for a customer of this temperament; compiled once."""
        return compile_encounter(self.encounter, self.rulebook, temperament)


class Library:
    """The encounters of one pack, read when asked for and kept.

    Args:
        folder: the pack: `rulebook.yaml` and `encounters/*.yaml`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Loaded] = {}

    @cached_property
    def rulebook(self) -> Rulebook:
        """The pack's rulebook.

        Raises:
            Unreadable: it is missing or has problems.
        """
        path = self.folder / "rulebook.yaml"
        reading = read_rulebook(_bytes(path), str(path))
        if reading.rulebook is None:
            raise Unreadable(f"the rulebook {path} has problems", reading.rendered())
        return reading.rulebook

    def names(self) -> list[str]:
        """The names of the pack's encounters, sorted."""
        return sorted(path.stem for path in (self.folder / "encounters").glob("*.yaml"))

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

    def _load(self, name: str) -> Loaded:
        if name.endswith((".yaml", ".yml")):
            path = Path(name)
        elif name in self.names():
            path = self.folder / "encounters" / f"{name}.yaml"
        else:
            raise Unreadable(_unknown(name, self.names()))
        reading = read_encounter(_bytes(path), str(path))
        if reading.encounter is None or reading.script is None:
            raise Unreadable(f"the encounter file {path} has problems", reading.rendered())
        return Loaded(reading.encounter, reading.script, self.rulebook, reading.tests or {})


def read_file(path: Path) -> Reading | RulebookReading | PackReading:
    """Read any file of a pack, by the name packs give it, and say what is wrong with it.

    Raises:
        Unreadable: the file can't be read at all.
    """
    match path.name:
        case "rulebook.yaml":
            return read_rulebook(_bytes(path), str(path))
        case "pack.yaml":
            return read_pack(_bytes(path), str(path))
        case _:
            return read_encounter(_bytes(path), str(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Unreadable(f"can't read {path}: {trouble.strerror or trouble}") from trouble


def _unknown(name: str, keys: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, keys, n=1)
    hint = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(keys) or 'none'}"
    return f"there is no encounter “{name}”; {hint}"

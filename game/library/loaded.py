"""An encounter together with the rulebook it is played by."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from game.engine.compiled import Compiled, compile_encounter
from game.engine.digest import play_digest, text_digest
from game.engine.encounter import Encounter, Script, SelfTest
from game.rules.rulebook import Rulebook


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

"""An encounter together with the rulebook it is played by."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from game.engine.compiled import Compiled, compile_encounter
from game.engine.digest import play_digest, text_digest
from game.engine.encounter import Encounter, Script, SelfTest
from game.engine.solve import Solver
from game.rules.rulebook import Rulebook


@dataclass(frozen=True, eq=False)
class Loaded:
    """An encounter, ready to be played by its rulebook.

    Attributes:
        encounter: what decides how it plays.
        script: what people read.
        rulebook: the rulebook it is played by.
        tests: the file's own tests, by name.
        file: where it was read, or none where it was kept in a save.
    """

    encounter: Encounter
    script: Script
    rulebook: Rulebook
    tests: dict[str, SelfTest]
    file: Path | None = None

    @cached_property
    def play(self) -> str:
        """The digest that runs bind to."""
        return play_digest(self.encounter, self.rulebook)

    @cached_property
    def text(self) -> str:
        """The digest of everything people read."""
        return text_digest(self.script)

    @cached_property
    def _compiled(self) -> dict[str, Compiled]:
        return {}

    def compiled(self, temperament: str) -> Compiled:
        """Compiled for a customer of this temperament; compiled once."""
        if temperament not in self._compiled:
            self._compiled[temperament] = compile_encounter(self.encounter, self.rulebook, temperament)
        return self._compiled[temperament]

    @cached_property
    def _solvers(self) -> dict[str, Solver]:
        return {}

    def solver(self, temperament: str) -> Solver:
        """Solved for a customer of this temperament; solved once.

        Raises:
            TooLarge: it has more states than can be solved.
            EncounterFault: a reply leads where nothing can be said.
        """
        if temperament not in self._solvers:
            self._solvers[temperament] = Solver(self.compiled(temperament))
        return self._solvers[temperament]

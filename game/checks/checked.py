"""What a check looks at: an encounter that reads well, its places in the file, and its solutions."""

from dataclasses import dataclass
from functools import cached_property

from game.engine.encounter import Encounter, Script
from game.engine.solve import Solver
from game.language.diagnostics import Diagnostic, Place
from game.language.yaml_subset import Document, Path
from game.library.loaded import Loaded


@dataclass(frozen=True, eq=False)
class Checked:
    """An encounter under inspection.

    Attributes:
        loaded: the encounter with the rulebook it is played by.
        document: its file, for places.
        draft: whether it calls itself a draft: then only reading, references and flow are checked.
    """

    loaded: Loaded
    document: Document
    draft: bool

    @property
    def encounter(self) -> Encounter:
        """What decides how it plays."""
        return self.loaded.encounter

    @property
    def script(self) -> Script:
        """What people read."""
        return self.loaded.script

    @cached_property
    def temperaments(self) -> tuple[str, ...]:
        """Its temperaments; one without a name where there is no customer."""
        return tuple(self.encounter.temperaments) or ("",)

    def solver(self, temperament: str) -> Solver:
        """The encounter solved with this temperament; solved once.

        Raises:
            TooLarge: it has more states than can be solved.
            EncounterFault: a reply leads where nothing can be said.
        """
        return self.loaded.solver(temperament)

    def key_place(self, *path: str) -> Place:
        """Where a key of the file stands: `key_place("scenes", "gate", "replies", "call-line")`."""
        return self.document.key_place(path)

    def value_place(self, path: Path) -> Place:
        """Where a value of the file stands."""
        return self.document.value_place(path)

    def at_scene(self, code: str, scene: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at a scene's key."""
        return Diagnostic(code, message, self.key_place("scenes", scene), hint)

    def at_reply(self, code: str, scene: str, reply: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at a reply's key."""
        return Diagnostic(code, message, self.key_place("scenes", scene, "replies", reply), hint)

    def at_top(self, code: str, key: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at a key of the top, or at the file's first line where it is not written."""
        return Diagnostic(code, message, self.key_place(key), hint)

"""What a check looks at: an encounter that reads well, its places in the file, and its solutions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from game.checks.choices import judged
from game.checks.written import Choice, Spoken
from game.engine.encounter import Encounter, Script
from game.engine.solve import Solver
from game.language.diagnostics import Diagnostic, Place
from game.language.prose import ENCOUNTER_LINES, ENCOUNTER_PROSE, texts_at
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

    @property
    def top(self) -> str:
        """The key of its scenes."""
        return "scenes"

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """Its scenes, in the file's order."""
        return tuple(
            Spoken(key, ("scenes", key), scene.person, self.script.scenes[key])
            for key, scene in self.encounter.scenes.items()
        )

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every choice that matters, for each temperament.

        Raises:
            TooLarge: the encounter can't be solved.
            EncounterFault: a reply leads where nothing can be said.
        """
        return judged(map(self.solver, self.temperaments), self.script)

    @cached_property
    def side_by_side(self) -> frozenset[tuple[str, tuple[str, str]]]:
        """Each two replies of a scene that some reachable state offers together.

        Raises:
            TooLarge, EncounterFault: as above.
        """
        offered: set[tuple[int, tuple[str, ...]]] = set()
        for temperament in self.temperaments:
            graph = self.solver(temperament).graph
            offered |= {
                (state.scene, tuple(way.reply for way in ways))
                for state, ways in zip(graph.states, graph.ways, strict=True)
            }
        scenes = list(self.encounter.scenes)
        return frozenset(
            (scenes[scene], (min(pair), max(pair)))
            for scene, replies in offered
            for pair in combinations(replies, 2)
        )

    @property
    def blunder(self) -> int:
        """From so many points on, a reply is a blunder."""
        return self.loaded.rulebook.grades[-1][1] + 1

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text that people read, as the file has it, with its path."""
        yield from texts_at(self.document.data, ENCOUNTER_LINES)
        yield from texts_at(self.document.data, ENCOUNTER_PROSE)

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

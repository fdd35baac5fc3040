"""What the checks of wording look at in a town: the short scenes of its own, in hours and with those who come."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from game.checks.written import Choice, Spoken
from game.engine.encounter import Script
from game.engine.step import begin, score_of, step
from game.language.diagnostics import Place
from game.language.prose import TOWN_LINES, TOWN_PROSE, texts_at
from game.language.town import TownScene
from game.language.town_file import HERE
from game.language.yaml_subset import Document, Path
from game.library.loaded import Loaded
from game.library.towns import LoadedTown


@dataclass(frozen=True, slots=True)
class OwnScene:
    """A scene of the town's own: its key, where it stands, what decides it and what is read of it."""

    key: str
    path: tuple[str, ...]
    scene: TownScene
    script: Script


@dataclass(frozen=True, eq=False)
class CheckedTown:
    """A town that reads well, under inspection.

    Attributes:
        loaded: the town with the rulebook and the encounters it is played by.
        document: its file, for places.
    """

    loaded: LoadedTown
    document: Document

    @cached_property
    def scenes(self) -> tuple[OwnScene, ...]:
        """Its own scenes: those of its tasks, then those of its arrivals."""
        town, script = self.loaded.town, self.loaded.script
        hours = [
            OwnScene(key, ("tasks", key), task.scene, script.tasks[key].script)
            for key, task in town.tasks.items()
        ]
        talks = [
            OwnScene(key, ("arrivals", key, "scene"), arrival.scene, words)
            for key, arrival in town.arrivals.items()
            if arrival.scene is not None and (words := script.arrivals[key].script) is not None
        ]
        return (*hours, *talks)

    def values(self, own: OwnScene) -> dict[str, int]:
        """What each reply of a scene comes to, 0-1000, with somebody calm and nothing known before.

        Replies that need a fact, or have a condition, are taken as if they could be chosen.
        """
        talk = Loaded(own.scene.encounter, own.script, self.loaded.rulebook, {})
        compiled = talk.compiled(next(iter(own.scene.encounter.temperaments), ""))
        start, found = begin(compiled)[0], {}
        for key in own.scene.does:
            score = score_of(compiled, step(compiled, start, key).after)
            found[key] = score.score if score is not None else 0
        return found

    @property
    def top(self) -> str:
        """The key under which most of its scenes stand."""
        return "tasks"

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """Its scenes as they are read."""
        return tuple(
            Spoken(own.key, own.path, own.scene.encounter.scenes[HERE].person, own.script.scenes[HERE])
            for own in self.scenes
        )

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every scene in which one reply is better than another; each counts once."""
        judged = (
            Choice(spoken.key, self.values(own), {key: text.say for key, text in spoken.replies.items()})
            for own, spoken in zip(self.scenes, self.spoken, strict=True)
        )
        return tuple(choice for choice in judged if choice.matters)

    @cached_property
    def side_by_side(self) -> tuple[tuple[str, tuple[str, str]], ...]:
        """Each two replies of a scene that no condition may keep apart."""
        return tuple(
            (own.key, pair)
            for own in self.scenes
            for pair in combinations([key for key, doing in own.scene.does.items() if doing.when is None], 2)
        )

    @property
    def blunder(self) -> int:
        """From so many points on, a reply is a blunder."""
        return self.loaded.rulebook.grades[-1][1] + 1

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text that people read, as the file has it, with its path."""
        yield from texts_at(self.document.data, TOWN_LINES)
        yield from texts_at(self.document.data, TOWN_PROSE)

    def key_place(self, *path: str) -> Place:
        """Where a key of the file stands."""
        return self.document.key_place(path)

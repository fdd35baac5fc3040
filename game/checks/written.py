"""What the checks of wording look at: scenes with replies, whether an encounter's or a town's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from game.engine.encounter import ReplyText, SceneText
from game.language.diagnostics import Place
from game.language.yaml_subset import Document, Path


@dataclass(frozen=True, slots=True)
class Spoken:
    """A scene as it is read.

    Attributes:
        key: what the file calls it.
        path: where it stands in the file.
        person: who is there, `NOBODY` where it is narration.
        text: its words.
    """

    key: str
    path: tuple[str, ...]
    person: str
    text: SceneText

    @property
    def replies(self) -> dict[str, ReplyText]:
        """Its replies, in the file's order."""
        return self.text.replies or {}

    def at_reply(self, reply: str, *more: str) -> tuple[str, ...]:
        """Where a reply stands, or something of it: `at_reply("call-line", "coach")`."""
        return (*self.path, "replies", reply, *more)


@dataclass(frozen=True, slots=True)
class Choice:
    """Two or more replies that stand beside each other.

    Attributes:
        scene: where.
        values: for each reply, what it is worth: the best score without caps that can still be reached after it, or
            in a town, where one reply is the whole talk, the score it comes to.
        says: the words of each.
    """

    scene: str
    values: dict[str, int]
    says: dict[str, str]

    @property
    def best(self) -> frozenset[str]:
        """The replies that lose nothing; the debrief calls each of them “Best”."""
        most = max(self.values.values())
        return frozenset(reply for reply, value in self.values.items() if value == most)

    @property
    def matters(self) -> bool:
        """Whether one reply is better than another."""
        return len(self.best) < len(self.values)


class Written(Protocol):
    """What is written in one file, and what its replies are worth."""

    @property
    def document(self) -> Document:
        """The file, for places."""

    @property
    def top(self) -> str:
        """The key at which is told what concerns all its scenes."""

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        """Its scenes, in the file's order."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every choice in which one reply is better than another."""

    @property
    def side_by_side(self) -> Iterable[tuple[str, tuple[str, str]]]:
        """A scene's key and each two replies of it that can stand beside each other."""

    @property
    def blunder(self) -> int:
        """From so many points on, what a reply costs counts alike."""

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text that people read, as the file has it, with its path."""

    def key_place(self, *path: str) -> Place:
        """Where a key of the file stands."""

"""Simple habits by which a reply can be chosen without reading what it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.checks.words import WARM
from game.engine.chance import shuffled
from game.engine.encounter import Encounter, Script
from game.rules.rulebook import Move

Weigh = Callable[[str, str], int]
"""How much a robot likes a reply: scene and reply to a number, the larger the better."""


@dataclass(frozen=True)
class Talk:
    """What robots see of an encounter: what is said and done, but not what it is worth."""

    encounter: Encounter
    script: Script

    def words(self, scene: str, reply: str) -> Sequence[str]:
        """The words of a reply, in small letters."""
        say = (self.script.scenes[scene].replies or {})[reply].say
        return "".join(char if char.isalpha() else " " for char in say.lower()).split()

    def length(self, scene: str, reply: str) -> int:
        """How long a reply is, in letters."""
        return sum(map(len, self.words(scene, reply)))

    def warmth(self, scene: str, reply: str) -> int:
        """How many warm words a reply has."""
        return sum(word in WARM for word in self.words(scene, reply))

    def moves(self, *wanted: Move) -> Weigh:
        """A liking for these moves."""
        scenes = self.encounter.scenes
        return lambda scene, reply: sum(move in wanted for move in scenes[scene].replies[reply].moves)


FORMS: Final[Mapping[str, Callable[[Talk], Weigh]]] = {
    "takes the first reply on the screen": lambda _talk: lambda _scene, _reply: 0,
    "takes the longest reply": lambda talk: talk.length,
    "takes the shortest reply": lambda talk: lambda scene, reply: -talk.length(scene, reply),
    "takes the nicest words": lambda talk: talk.warmth,
}
"""What robots like that go by the look of a reply."""


def liked(weigh: Weigh, seed: int, scene: str, replies: Sequence[str]) -> str:
    """The reply a robot likes most; between those it likes as much, the first on this seed's screen."""
    return max(shuffled(seed, scene, replies), key=lambda reply: weigh(scene, reply))

"""What keys are called: titles and replies, as the pack at hand has them."""

import re
from typing import Final

from game.language.blanks import fill
from game.library.library import Library, Unreadable
from game.library.personas import blanks
from game.library.summaries import summaries
from game.rules.clean import clean

_BLANK: Final = re.compile(r"\{[^{}\n]*\}")
_LONGEST: Final = 200


class Naming:
    """Gives keys their words. A key that the pack doesn't know stays as it is.

    Args:
        library: the pack.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._titles = {one.key: one.title for one in summaries(library) if not one.problem}

    def title(self, encounter: str) -> str:
        """An encounter's title."""
        return self._titles.get(encounter, encounter)

    def said(self, encounter: str, scene: str, reply: str) -> str:
        """What the player says with this reply, "…" where a name goes that each run draws anew; "" if unknown."""
        if encounter not in self._titles:
            return ""
        try:
            script = self._library.encounter(encounter).script
        except Unreadable:
            return ""
        there = script.scenes.get(scene)
        words = (there.replies or {}).get(reply) if there else None
        if words is None:
            return ""
        said = clean(_BLANK.sub("…", fill(words.say, blanks(script, {}))))
        return said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0] + " …"

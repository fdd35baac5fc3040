"""Does the file hold what its level promises?"""

from collections.abc import Iterator

from game.checks.check import check
from game.checks.checked import Checked
from game.language.diagnostics import Diagnostic
from game.rules.rulebook import Move

_PREVENTS: tuple[Move, ...] = ("prevent", "log_it")


@check("P809", "pedagogy", "The file does not hold what its level promises.")
def wrong_level(checked: Checked) -> Iterator[Diagnostic]:
    """Level 1: 6 to 14 scenes, two endings. From level 2: 18 to 40, four, and everything that makes a hard day."""
    level = checked.script.level
    missing = list(_size(checked, 6, 14, 2) if level == 1 else _size(checked, 18, 40, 4))
    if level > 1:
        missing += _richness(checked)
    if missing:
        yield checked.at_top(
            "P809",
            "level",
            f"level {level} asks for {', '.join(missing)}",
            "add what is missing, or state another level" if level > 1 else "",
        )


def _size(checked: Checked, fewest: int, most: int, endings: int) -> Iterator[str]:
    scenes = checked.encounter.scenes.values()
    ends = sum(scene.ending is not None for scene in scenes)
    if not fewest <= len(scenes) <= most:
        yield f"{fewest} to {most} scenes (here are {len(scenes)})"
    if ends < endings:
        yield f"{endings} endings (here {'is' if ends == 1 else 'are'} {ends})"


def _richness(checked: Checked) -> Iterator[str]:
    encounter = checked.encounter
    if not any(encounter.people.get(scene.person) == "colleague" for scene in encounter.scenes.values()):
        yield "a scene with a colleague"
    if not encounter.promises:
        yield "a promise"
    moves = {
        move
        for scene in encounter.scenes.values()
        for reply in scene.replies.values()
        for move in reply.moves
    }
    if not moves.intersection(_PREVENTS):
        yield "a reply that prevents the next time (`prevent` or `log_it`)"
    if len(encounter.facts) < 2:
        yield "two facts to learn"
    dealt = [temperament for temperament in encounter.temperaments.values() if not temperament.town_only]
    if encounter.customer is not None and len(dealt) < 2:
        yield "two temperaments"

"""Which of a player's own customers comes back, in an encounter with somebody who was here before."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from game.engine.chance import draw, temperament_for
from game.engine.encounter import Script
from game.library.library import Library, Unreadable
from game.library.loaded import Loaded
from game.library.pasts import (
    Past,
    fits,
    laid_over,
    past_of,
    temperament_of,
    told_anywhere,
    told_by_another,
)
from game.library.personas import draw_persona
from game.saves.progress import SavedRun

RECENT: Final = 6
"""How many of the customers met last may be the one who returns."""

TRIES: Final = 64
"""Seeds looked at for one whose temperament fits somebody; with two temperaments one in two does."""


def customers_met(
    library: Library, runs: Iterable[SavedRun], script: Script, only: Collection[str] | None = None
) -> list[Past]:
    """The customers of finished runs who could return here, the one met last first, `RECENT` at most.

    Args:
        library: says what they would come back about.
        runs: of a save.
        script: of the encounter in which one returns.
        only: encounters that count; all, where none are named.
    """
    found: list[Past] = []
    for run in sorted(runs, key=lambda run: -run.last_at):
        started = run.started
        if run.finished is None or (only is not None and started.encounter not in only):
            continue
        try:
            told = library.encounter(started.encounter).script
        except Unreadable:
            continue
        past = past_of(started.encounter, told, told.back, started.persona, met=run.finished.outcome == "met")
        if past is not None and fits(script, past) and past not in found:
            found.append(past)
        if len(found) == RECENT:
            break
    return found


def dealt(
    loaded: Loaded, pasts: list[Past], seed: int | None, fresh: Callable[[], int]
) -> tuple[int, Past | None]:
    """The seed of a run and who comes back in it; nobody where no one had left as this seed's temperament wants.

    Args:
        loaded: the encounter.
        pasts: who may.
        seed: the seed, where it is given; else one is looked for that fits somebody.
        fresh: gives a seed.
    """
    if seed is not None:
        return seed, _fitting(loaded, pasts, seed)
    seed = fresh()
    for _ in range(TRIES if pasts else 0):
        if (past := _fitting(loaded, pasts, seed)) is not None:
            return seed, past
        seed = fresh()
    return seed, None


def _fitting(loaded: Loaded, pasts: list[Past], seed: int) -> Past | None:
    temperament = temperament_for(loaded.encounter, seed)
    those = [past for past in pasts if temperament_of(loaded.script, past) == temperament]
    return those[draw(seed, "", "past") % len(those)] if those else None


def persona_with(
    library: Library, loaded: Loaded, pasts: list[Past], past: Past | None, seed: int
) -> dict[str, str]:
    """The persona of a run: as the seed draws it, with this person of the player's own history in it, if any."""
    persona = draw_persona(loaded.script, seed)
    if past is None:
        return persona
    other = told_by_another(past, pasts, seed) or told_anywhere(library, loaded.script, past, seed)
    return laid_over(loaded.script, persona, past, other)

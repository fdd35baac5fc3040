"""Weeks at the corner shop, as they are played on a ticket."""

from collections.abc import Sequence

from game.library.towns import LoadedTown
from game.town.rules import Rules
from game.town.week import begin_week, options, take
from game.town.week_file import WeekFile
from tests.town.corner import FILE, GOOD, corner_shop

TOWN = "corner-shop"
SHOP = str(FILE)
"""What a season is created with; no pack has this town."""

PREVENTING = (*GOOD, "on")
"""A week in which nothing broke."""


def idle(loaded: LoadedTown, place: int = -1) -> tuple[str, ...]:
    """A week in which no hour is spent, and everybody who comes hears the reply in this place."""
    rules, chosen = Rules(loaded), list[str]()
    week = begin_week(rules)
    while offered := options(rules, week):
        choice = "go" if "go" in offered else offered[place]
        chosen.append(choice)
        week = take(rules, week, choice).after
    return tuple(chosen)


def week_of(seed: int, choices: Sequence[str] = PREVENTING, loaded: LoadedTown | None = None) -> WeekFile:
    """A week on a ticket of this seed."""
    loaded = loaded or corner_shop()
    return WeekFile(
        town=loaded.town.key, play=loaded.play, text=loaded.text, seed=seed, choices=list(choices)
    )

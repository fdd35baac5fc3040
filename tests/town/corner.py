"""The corner shop: a town small enough to know by heart."""

from functools import cache
from pathlib import Path

from game import paths
from game.library.library import Library
from game.library.towns import LoadedTown, town
from game.town.rules import Rules
from game.town.state import Week
from game.town.week import Taken, begin_week, replay_week

FILE = Path(__file__).parent / "towns" / "corner-shop.yaml"
SHELF = Library(paths.content_dir())

PREVENTED = ("do:read-labels", "shelf-tags", "do:bens-breakfast", "eggs", "go", "on")
"""A Monday after which nobody asks for soup any more."""

GOOD = (
    *PREVENTED,
    *("do:freezer-man", "come-today", "do:floor", "wash", "go", "on"),
    *("do:ring-round", "what-next", "do:shelves", "fill", "go", "on", "go", "on", "go"),
)
"""A week in which nothing broke, up to its last evening."""


@cache
def corner_shop() -> LoadedTown:
    return town(SHELF, str(FILE))


@cache
def rules() -> Rules:
    return Rules(corner_shop())


def after(*choices: str) -> Week:
    """The week after these choices."""
    steps = spent(*choices)
    return steps[-1].after if steps else begin_week(rules())


def spent(*choices: str) -> list[Taken]:
    """These choices, made from Monday morning on."""
    return replay_week(rules(), choices)


def signal(week: Week, key: str) -> str:
    return week.signals[rules().signals[key]].status


def promise(week: Week, key: str) -> str:
    return week.promises[rules().promises[key]].status


def came(week: Week, key: str) -> str:
    return week.came[rules().arrivals[key]]


def next_day(*before: str) -> tuple[str, ...]:
    """The choices before, and the rest of that day left idle."""
    return (*before, "go", "on")


def speechless(tmp_path: Path) -> Path:
    """The corner shop, where nothing can be said to the floor before it is known which soup has no salt."""
    file, text = tmp_path / FILE.name, FILE.read_text("utf-8")
    before, floor = text.split("  floor:\n")
    floor, after = floor.split("arrivals:\n", 1)
    floor = floor.replace("        moves:", "        when: knows(salt)\n        moves:")
    file.write_text(f"{before}  floor:\n{floor}arrivals:\n{after}", "utf-8")
    return file


IDLE = ("go", "on")

"""What an encounter's full marks should be: high enough to mean something, low enough for one run to reach them all."""

from collections.abc import Iterator, Mapping
from typing import Final

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.reached import dealt
from game.engine.graph import OUTCOMES, Graph, Way
from game.language.diagnostics import Diagnostic
from game.rules.skills import Skill

MOST_PERCENT: Final = 75
"""Full marks ask for three quarters of the most at best, so that there is more than one way to them."""

_MET: Final = OUTCOMES.index("met")


@check("P808", "pedagogy", "The full marks are not what the conversation can give.")
def wrong_full_marks(checked: Checked) -> Iterator[Diagnostic]:
    """The map in the file against `full_marks`; exact."""
    right, stated = full_marks(checked), checked.encounter.full_marks
    if right and right != stated:
        mends = "; `ownit check --fix` does it for you" if set(right) == set(stated) else ""
        yield checked.at_top(
            "P808",
            "full_marks",
            "these full marks are not what the best runs of this file can show",
            f"write `full_marks: {written(right)}`{mends}",
        )


def written(marks: Mapping[Skill, int]) -> str:
    """Full marks as they stand in a file."""
    return "{" + ", ".join(f"{skill}: {most}" for skill, most in marks.items()) + "}"


def full_marks(checked: Checked) -> dict[Skill, int]:
    """The full marks this encounter should state, for the skills it offers; empty if no flawless run ends well.

    Of the most that runs without harm or rescue that end `met` show on each skill (the lowest over the temperaments a
    seed can pick), the largest percentage up to 75 that one such run reaches on every skill at once, whatever the
    temperament; rounded down, at least 1. A skill that no such run shows is left out.
    """
    flawless = [_Flawless(solver.graph) for solver in dealt(checked).values()]
    if not flawless or not all(one.ends_well for one in flawless):
        return {}
    most = [min(amounts) for amounts in zip(*(one.most for one in flawless), strict=True)]
    enough, too_much = 0, MOST_PERCENT + 1
    while too_much - enough > 1:  # whoever reaches more reaches less
        percent = (enough + too_much) // 2
        wanted = _share(most, percent)
        if all(one.reaches(wanted) for one in flawless):
            enough = percent
        else:
            too_much = percent
    offered = next(iter(dealt(checked).values())).graph.offered
    shares = zip(offered, most, _share(most, enough), strict=True)
    return {skill: share for skill, at_most, share in shares if at_most}


def _share(most: list[int], percent: int) -> tuple[int, ...]:
    return tuple(max(1, amount * percent // 100) if amount else 0 for amount in most)


class _Flawless:
    """The runs without harm, critical or rescue that end `met`.

    Attributes:
        most: the most they show of each offered skill, each by itself.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._most: dict[int, tuple[int, ...]] = {}
        for node in reversed(graph.order):
            if not graph.ways[node]:
                if graph.futures[node].outcome_best == _MET:
                    self._most[node] = (0,) * len(graph.offered)
                continue
            hopes = [tuple(map(int.__add__, way.shown, self._most[way.to])) for way in self._ways(node)]
            if hopes:
                self._most[node] = tuple(map(max, *hopes)) if len(hopes) > 1 else hopes[0]
        self.most = self._most.get(graph.start, ())

    @property
    def ends_well(self) -> bool:
        """Whether there is any."""
        return self._graph.start in self._most

    def reaches(self, wanted: tuple[int, ...]) -> bool:
        """Whether one of them shows this much of every skill."""
        failed: set[tuple[int, tuple[int, ...]]] = set()
        waiting = [(self._graph.start, wanted)]
        while waiting:
            node, missing = waiting.pop()
            if (node, missing) in failed or any(map(int.__lt__, self._most[node], missing)):
                continue
            failed.add((node, missing))
            if not self._graph.ways[node]:
                return True
            waiting += [
                (
                    way.to,
                    tuple(max(0, lacks - shown) for lacks, shown in zip(missing, way.shown, strict=True)),
                )
                for way in self._ways(node)
            ]
        return False

    def _ways(self, node: int) -> Iterator[Way]:
        for way in self._graph.ways[node]:
            if not (way.harm or way.critical or way.rescued) and way.to in self._most:
                yield way

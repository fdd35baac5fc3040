"""What the talks of a town may come to.

A short scene is small enough that every reply is an outcome. An encounter has four, as its solver finds them: the best
run that serves, the best that leaves the person short, the best that hands the problem back, and the worst of all.
"""

from collections.abc import Callable
from contextlib import suppress
from heapq import heappop, heappush
from typing import Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from game import paths
from game.engine.graph import OUTCOMES, TooLarge
from game.engine.solve import Gathered, Solver
from game.engine.step import begin
from game.language.town import Arrival
from game.library.kept import fingerprint
from game.library.loaded import Loaded
from game.town.day import next_thing
from game.town.rules import Rules
from game.town.scenes import talk_now
from game.town.state import Came, Week
from game.town.week import Closed, went

MOST_SEARCHED: Final = 200_000
"""Partial runs looked at in one search before a bound has to do."""


class Outcome(NamedTuple):
    """What a talk may come to: how they leave, what it counts, whether it was handed back, what is learned."""

    left: Came
    value: int
    deflected: bool
    learns: tuple[str, ...] = ()


class Outcomes:
    """The outcomes of every talk of a town, each worked out once."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[tuple[str, bool], tuple[Outcome, ...]] = {}

    def of(self, week: Week) -> tuple[Outcome, ...]:
        """What the talk that has come may come to, the best first.

        Raises:
            TooLarge: its encounter can't be solved.
        """
        arrival = self._rules.town.arrivals[week.talking]
        if arrival.scene is not None:
            return self._of_scene(week, arrival)
        key = (week.talking, week.hot)
        if key not in self._known:
            self._known[key] = self._of_encounter(arrival, hot=week.hot)
        return self._known[key]

    def _of_scene(self, week: Week, arrival: Arrival) -> tuple[Outcome, ...]:
        assert arrival.scene is not None
        here = talk_now(self._rules, week)
        found = []
        for key in here.loaded.encounter.scenes["here"].replies:
            score = self._rules.scene_score(here.loaded, here.temperament, key)
            moves = arrival.scene.encounter.scenes["here"].replies[key].moves
            deflected = any(self._rules.loaded.rulebook.moves[move].deflects for move in moves)
            left: Came = "met" if score.outcome == "met" and not deflected else "passed_on"
            value = self._rules.value(score, week.talking, hot=week.hot)
            found.append(Outcome(left, value, deflected, arrival.scene.does[key].learns))
        return tuple(sorted(found, key=lambda one: -one.value))

    def _of_encounter(self, arrival: Arrival, *, hot: bool) -> tuple[Outcome, ...]:
        loaded = self._rules.loaded.encounters[arrival.encounter or ""]
        temperament, fire = arrival.hot if hot else arrival.calm, arrival.signal is not None
        points = self._rules.town.points
        most = 1000
        if fire:
            most = points.neglected if hot else points.warned
        elif arrival.again is not None:
            most = points.second
        served, short, back, worst = _values(loaded, temperament, fire, most)
        return (
            Outcome("met", served, False),
            Outcome("passed_on", short, False),
            Outcome("passed_on", back, True),
            Outcome("passed_on", worst, True),
        )


def _values(loaded: Loaded, temperament: str, fire: bool, most: int) -> tuple[int, int, int, int]:
    """What the four outcomes of an encounter count at most; worked out once, and kept by its digest."""
    name = f"{loaded.play}-{temperament or 'nobody'}-{'fire' if fire else 'talk'}-{most}.json"
    made_by = fingerprint("town", "engine", "rules")[:16]
    kept, shape = paths.cache_dir() / "outcomes" / made_by / name, TypeAdapter(tuple[int, int, int, int])
    with suppress(OSError, ValidationError):  # nothing kept, or nothing that can be trusted
        return shape.validate_json(kept.read_bytes())
    solver = loaded.solver(temperament)
    found = (
        _served(solver, fire, most),
        _short(solver, fire, most),
        _handed_back(solver, fire, most),
        min(most, solver.worst(begin(solver.compiled)[0]).score),
    )
    with suppress(OSError):  # it is only slower next time
        kept.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(kept, shape.dump_json(found))
    return found


def left_by(rules: Rules, week: Week, outcome: Outcome) -> Week:
    """The week after a talk that came to this."""
    settled = outcome.left == "met" or week.talking not in rules.comes_again
    closed = Closed(week.talking, outcome.value, outcome.left, week.hot, None, None, settled=settled)
    known = week._replace(knows=week.knows | frozenset(outcome.learns))
    return next_thing(rules, went(rules, known, closed))


def _served(solver: Solver, fire: bool, most: int) -> int:
    """The best run that serves: no deflection, and the need met.

    Raises:
        TooLarge: it can't be found. No bound will do: weeks are searched for by it, and held down by it, too.
    """
    reach = _reaching(solver, lambda node: solver.graph.outcome(node) == "met", deflecting=False)

    def wanted(node: int, gathered: Gathered) -> bool:
        return node in reach and not gathered.deflected

    found = _search(solver, fire, wanted, most)
    if found is None:
        raise TooLarge(MOST_SEARCHED, "too many partial runs promise the same score")
    return found


def _short(solver: Solver, fire: bool, most: int) -> int:
    """The best run that leaves the person short, whether or not it was handed back; or what that counts at most."""
    reach = _reaching(solver, lambda node: solver.graph.outcome(node) in ("partly", "lost"), deflecting=True)
    most = min(most, solver.compiled.rulebook.scoring.partly_cap)
    found = _search(solver, fire, lambda node, _: node in reach, most)
    return most if found is None else found


def _handed_back(solver: Solver, fire: bool, most: int) -> int:
    """The best run with a deflection; or what such a run counts at most."""
    graph = solver.graph
    ahead = _reaching(solver, lambda _: False, deflecting=True, or_deflecting=True)
    least = min((way.harm for ways in graph.ways for way in ways if way.deflected), default=0)
    full = solver.compiled.encounter.full_marks
    everything = Gathered(tuple(full[skill] for skill in graph.offered), least, 0, 1, int(fire))
    most = min(most, solver.value(everything, OUTCOMES.index("met"), capped=True))

    def wanted(node: int, gathered: Gathered) -> bool:
        return bool(gathered.deflected) or node in ahead

    found = _search(solver, fire, wanted, most, still=least)
    return most if found is None else found


def _reaching(
    solver: Solver, ends: Callable[[int], bool], *, deflecting: bool, or_deflecting: bool = False
) -> set[int]:
    """The nodes from which such an ending can be reached, by ways that deflect or only by others."""
    graph, found = solver.graph, set[int]()
    for node in reversed(graph.order):
        if not graph.ways[node]:
            if ends(node):
                found.add(node)
            continue
        for way in graph.ways[node]:
            if (way.to in found and (deflecting or not way.deflected)) or (or_deflecting and way.deflected):
                found.add(node)
                break
    return found


def _search(
    solver: Solver, fire: bool, wanted: Callable[[int, Gathered], bool], most: int, still: int = 0
) -> int | None:
    """The best score of a run all of whose moments are wanted, or `most`; none where too many promise the same.

    Args:
        solver: the encounter with one temperament.
        fire: whether it counts as a rescue from its first moment on.
        wanted: whether such a run may stand in this node with this gathered.
        most: what is enough: beyond it nothing is told apart.
        still: harm that is certain to come while nothing was handed back.
    """
    graph = solver.graph
    start = solver.nothing._replace(rescued=int(fire))
    heap: list[tuple[int, int, int, int, Gathered]] = []
    seen: set[tuple[int, Gathered]] = set()
    count = 0

    def add(node: int, gathered: Gathered, length: int) -> None:
        nonlocal count
        if not wanted(node, gathered):
            return
        expected = gathered
        if still and not gathered.deflected:
            expected = gathered._replace(harm=gathered.harm + still)
        best = min(most, solver.bound(node, expected, capped=True, worst=False))
        count += 1
        heappush(heap, (-best, length, count, node, gathered))

    add(graph.start, start, 0)
    while heap:
        bound, length, _, node, gathered = heappop(heap)
        if not graph.ways[node]:
            return -bound
        if (node, gathered) in seen:
            continue
        seen.add((node, gathered))
        if len(seen) > MOST_SEARCHED:
            return None
        for way in graph.ways[node]:
            add(way.to, solver.after(gathered, way), length - 1)
    return 0

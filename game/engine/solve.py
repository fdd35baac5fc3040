"""The best and the worst a run can still come to, exactly.

A score is no sum: means are geometric, harm is never earned back, caps cut. So a node alone does not say what is best
from it; what was gathered before matters. The search goes best first, led by a bound that takes the most evidence, the
least harm and the best outcome still possible, each by itself: never less than what can be had, so that the first
ending it takes up is the best there is.
"""

from heapq import heappop, heappush
from typing import Final, NamedTuple

from game.engine.compiled import Compiled
from game.engine.graph import MOST_STATES, OUTCOMES, Graph, TooLarge, Way
from game.engine.state import Mark, State
from game.rules.score import Scorer
from game.rules.skills import unpack_evidence

MOST_SEARCHED: Final = 2_000_000
"""Partial runs looked at in one search before giving up."""


class Gathered(NamedTuple):
    """What a run has gathered: evidence per offered skill (cut at full marks), harm, and marks as 1 or 0."""

    shown: tuple[int, ...]
    harm: int = 0
    critical: int = 0
    deflected: int = 0
    rescued: int = 0


class Line(NamedTuple):
    """A way to an ending: what it comes to (0-1000), and the replies that lead there."""

    score: int
    replies: tuple[str, ...]


class Solver:
    """Answers what is still possible in one encounter with one temperament.

    Args:
        compiled: the encounter with one temperament.
        most_states: how many states to explore before giving up.

    Attributes:
        graph: every state, and what may come from each.
        harm_most: harm points beyond which nothing more is lost.

    Raises:
        TooLarge: there are more states than that.
        EncounterFault: a reply leads where nothing can be said.
    """

    def __init__(self, compiled: Compiled, most_states: int = MOST_STATES) -> None:
        self.compiled = compiled
        self.graph = Graph(compiled, most_states)
        self._scorer = Scorer(compiled.encounter.full_marks, compiled.rulebook.scoring)
        scoring = compiled.rulebook.scoring
        self.harm_most = -(-scoring.harm_percent_most // scoring.harm_percent) if scoring.harm_percent else 0
        self._totals: dict[tuple[tuple[int, ...], int], int] = {}

    @property
    def nothing(self) -> Gathered:
        """What a run has gathered before its first reply."""
        return Gathered((0,) * len(self._scorer.skills))

    def gathered(self, state: State) -> Gathered:
        """What a run in this state has gathered."""
        evidence = unpack_evidence(state.evidence)
        return Gathered(
            tuple(
                min(evidence[skill], full)
                for skill, full in zip(self._scorer.skills, self._scorer.full, strict=True)
            ),
            min(state.harm, self.harm_most),
            int(state.criticals > 0),
            int(state.marks & Mark.DEFLECTED > 0),
            int(state.marks & Mark.RESCUED > 0),
        )

    def best(self, state: State, *, capped: bool = True) -> Line:
        """The best line from a state of a run.

        Args:
            state: any state a run can reach.
            capped: whether criticals and outcomes cap the score; grades compare without caps.

        Raises:
            KeyError: no run reaches this state.
            TooLarge: the search looked at more partial runs than it may.
        """
        return self._search(self.graph.node(state), self.gathered(state), capped, worst=False)

    def worst(self, state: State, *, capped: bool = True) -> Line:
        """The worst line from a state of a run; otherwise like `best`."""
        return self._search(self.graph.node(state), self.gathered(state), capped, worst=True)

    def endings(self, state: State) -> frozenset[str]:
        """The endings that can still be reached."""
        bits = self.graph.futures[self.graph.node(state)].endings
        return frozenset(scene.key for place, scene in enumerate(self.compiled.scenes) if bits >> place & 1)

    def runs(self) -> int:
        """How many different runs there are."""
        return self.graph.futures[self.graph.start].runs

    def mastered_runs(self) -> int:
        """How many different runs are mastered.

        Raises:
            TooLarge: more partial runs had to be told apart than may be.
        """
        waiting: dict[int, dict[Gathered, int]] = {self.graph.start: {self.nothing: 1}}
        found = told_apart = 0
        for node in self.graph.order:
            for gathered, count in waiting.pop(node, {}).items():
                if not self.may_be_mastered(node, gathered):
                    continue
                if not self.graph.ways[node]:
                    found += count
                told_apart += 1
                if told_apart > MOST_SEARCHED:
                    raise TooLarge(told_apart, "too many mastered runs differ in what they gather")
                for way in self.graph.ways[node]:
                    if not way.deflected:
                        after, counts = self.after(gathered, way), waiting.setdefault(way.to, {})
                        counts[after] = counts.get(after, 0) + count
        return found

    def may_be_mastered(self, node: int, gathered: Gathered) -> bool:
        """Whether what may still come would do; at an ending, whether it did."""
        future = self.graph.futures[node]
        shown = self._cut(map(int.__add__, gathered.shown, future.most))
        critical = gathered.critical | future.critical_least
        score = self.value(
            Gathered(shown, gathered.harm + future.harm_least, critical, 0, gathered.rescued),
            future.outcome_best,
            capped=True,
        )
        ratios = self._scorer.ratios(shown, bool(gathered.rescued))
        return self._scorer.mastered(score, ratios, bool(critical), deflected=False)

    def after(self, gathered: Gathered, way: Way) -> Gathered:
        """What has been gathered after one way more."""
        return Gathered(
            self._cut(map(int.__add__, gathered.shown, way.shown)),
            min(gathered.harm + way.harm, self.harm_most),
            gathered.critical | way.critical,
            gathered.deflected | way.deflected,
            gathered.rescued | way.rescued,
        )

    def _cut(self, shown: "map[int]") -> tuple[int, ...]:
        """Evidence beyond full marks earns nothing, so that runs need not be told apart by it."""
        return tuple(map(min, shown, self._scorer.full))

    def value(self, gathered: Gathered, outcome: int, capped: bool) -> int:
        """The score of an ending: `outcome` is its place in `OUTCOMES`."""
        key = (gathered.shown, gathered.rescued)
        total = self._totals.get(key)
        if total is None:
            total = self._scorer.total(self._scorer.ratios(gathered.shown, bool(gathered.rescued)))
            self._totals[key] = total
        value = self._scorer.after_harm(total, gathered.harm)
        if not capped:
            return value
        limits = self._scorer.limits(bool(gathered.critical), OUTCOMES[outcome])
        return min([value, *limits.values()]) if limits else value

    def bound(self, node: int, gathered: Gathered, capped: bool, worst: bool) -> int:
        """A score that no run from here can beat, or undercut for the worst one."""
        future = self.graph.futures[node]
        if worst:
            expected = Gathered(
                self._cut(map(int.__add__, gathered.shown, future.least)),
                gathered.harm + future.harm_most,
                gathered.critical | future.critical_most,
                0,
                gathered.rescued | future.rescued_most,
            )
            return self.value(expected, future.outcome_worst, capped)
        expected = Gathered(
            self._cut(map(int.__add__, gathered.shown, future.most)),
            gathered.harm + future.harm_least,
            gathered.critical | future.critical_least,
            0,
            gathered.rescued,
        )
        return self.value(expected, future.outcome_best, capped)

    def _search(self, node: int, gathered: Gathered, capped: bool, worst: bool) -> Line:
        sign = 1 if worst else -1
        # (bound, minus the length, a tie-breaker, node, gathered, trail): longer lines first among equals.
        trail: tuple[object, ...] = ()
        heap: list[tuple[int, int, int, int, Gathered, tuple[object, ...]]] = [
            (sign * self.bound(node, gathered, capped, worst), 0, 0, node, gathered, trail)
        ]
        seen: set[tuple[int, Gathered]] = set()
        count = 0
        while heap:
            bound, length, _, node, gathered, trail = heappop(heap)
            if not self.graph.ways[node]:
                return Line(sign * bound, replies_along(trail))
            if (node, gathered) in seen:
                continue
            seen.add((node, gathered))
            for way in self.graph.ways[node]:
                after = self.after(gathered, way)
                count += 1
                heappush(
                    heap,
                    (
                        sign * self.bound(way.to, after, capped, worst),
                        length - 1,
                        count,
                        way.to,
                        after,
                        (trail, way.reply),
                    ),
                )
            if count > MOST_SEARCHED:
                raise TooLarge(count, "too many partial runs promise the same score")
        raise AssertionError("every node leads to an ending")


def replies_along(trail: tuple[object, ...]) -> tuple[str, ...]:
    """The replies of a trail: `()`, or the trail before and the reply that came last."""
    replies: list[str] = []
    while trail:
        before, reply = trail
        assert isinstance(before, tuple)
        replies.append(str(reply))
        trail = before
    return tuple(reversed(replies))

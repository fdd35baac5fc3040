"""A town with everything that a step of a week asks again and again, worked out once."""

from dataclasses import dataclass
from functools import cached_property

from game.engine.step import begin, score_of, step
from game.language.town import Signal, Town, TownScene
from game.library.loaded import Loaded
from game.library.towns import LoadedTown
from game.rules.conditions import Condition, Every, Is, Not, Some
from game.rules.score import Score, Scorer
from game.town.state import SignalState, Week


@dataclass(frozen=True, eq=False)
class Rules:
    """What a week is played by."""

    loaded: LoadedTown

    @property
    def town(self) -> Town:
        """The town."""
        return self.loaded.town

    @cached_property
    def signals(self) -> dict[str, int]:
        """Signal → its place in a week's state."""
        return {key: place for place, key in enumerate(self.town.signals)}

    @cached_property
    def promises(self) -> dict[str, int]:
        """Promise → its place in a week's state."""
        return {key: place for place, key in enumerate(self.town.promises)}

    @cached_property
    def arrivals(self) -> dict[str, int]:
        """Arrival → its place in a week's state."""
        return {key: place for place, key in enumerate(self.town.arrivals)}

    @cached_property
    def comes_again(self) -> frozenset[str]:
        """Arrivals that come back as a second failure where they were passed on."""
        return frozenset(one.again for one in self.town.arrivals.values() if one.again is not None)

    @cached_property
    def _scored(self) -> dict[tuple[Loaded, str, str], Score]:
        return {}

    @cached_property
    def scenes(self) -> dict[object, Loaded]:
        """Scenes as they stand, by what of a week they depend on."""
        return {}

    @cached_property
    def _asked(self) -> dict[str, tuple[bool, frozenset[str]]]:
        return {}

    def asked_in(self, scene: TownScene) -> tuple[bool, frozenset[str]]:
        """Whether a scene depends on hours and facts alone, and on which facts."""
        key = scene.encounter.key
        if key not in self._asked:
            does = scene.does.values()
            facts = frozenset(fact for doing in does for fact in (*doing.cites, *doing.learns))
            self._asked[key] = (all(doing.when is None for doing in does), facts)
        return self._asked[key]

    def scene_score(self, scene: Loaded, temperament: str, reply: str) -> Score:
        """What a scene of the town's own comes to with this reply; worked out once."""
        key = (scene, temperament, reply)
        if key not in self._scored:
            compiled = scene.compiled(temperament)
            score = score_of(compiled, step(compiled, begin(compiled)[0], reply).after)
            assert score is not None  # every reply of such a scene ends it
            self._scored[key] = score
        return self._scored[key]

    def holds(self, condition: Condition | None, week: Week) -> bool:
        """Whether a condition of the town holds; one that isn't there does."""
        match condition:
            case None:
                return True
            case Not(part):
                return not self.holds(part, week)
            case Every(parts):
                return all(self.holds(part, week) for part in parts)
            case Some(parts):
                return any(self.holds(part, week) for part in parts)
            case Is("done", of):
                return of in week.done
            case Is("knows", of):
                return of in week.knows
            case Is("prevented" | "warned" | "neglected" as status, of):
                return week.signals[self.signals[of]].status == status
            case Is("met" | "passed_on" as left, of):
                return week.came[self.arrivals[of]] == left
            case Is("promised", of):
                return week.promises[self.promises[of]].status != ""
            case Is("renegotiated", of):
                return week.promises[self.promises[of]].moved
            case Is("kept" | "broken" as status, of):
                return week.promises[self.promises[of]].status == status
        raise ValueError("a town's conditions ask for nothing else")

    def returning(self, arrival: str, week: Week) -> str:
        """The arrival whose customer comes back in this one: of those named, the last who came; "" where none did."""
        named = self.town.arrivals[arrival].returns
        return next((key for key in reversed(named) if week.came[self.arrivals[key]]), "")

    def needs(self, key: str, signal: SignalState) -> int:
        """Hours of work a signal still needs, 0 or more."""
        rules: Signal = self.town.signals[key]
        return max(0, rules.needs + signal.grown - signal.work)

    def value(self, score: Score, arrival: str, *, hot: bool) -> int:
        """What a talk counts as a case, 0-1000: its score, but a fire held down as a rescue, a second failure too."""
        its, points = self.town.arrivals[arrival], self.town.points
        if its.signal is None:
            return min(score.score, points.second) if its.again else score.score
        scorer = Scorer(score.full_marks, self.loaded.rulebook.scoring)
        ratios = scorer.ratios([score.evidence[skill] for skill in scorer.skills], rescued=True)
        value = scorer.after_harm(scorer.total(ratios), score.harm)
        limits = scorer.limits(score.criticals > 0, score.outcome)
        return min([value, points.neglected if hot else points.warned, *limits.values()])

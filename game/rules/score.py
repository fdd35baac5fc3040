"""From evidence, harm and outcome to a score of 0-1000. Integers only, so every machine agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Literal

from game.rules.rulebook import Outcome, Scoring
from game.rules.skills import SKILLS, Skill, unpack_evidence

Cap = Literal["critical", "partly", "lost"]


@dataclass(frozen=True, slots=True)
class Score:
    """A finished run's result.

    Attributes:
        score: 0-1000, after harm and caps.
        total: 0-1000, before harm and caps.
        uncapped: 0-1000, after harm, before caps; what grades compare.
        evidence: gathered per offered skill.
        full_marks: what counts as full per offered skill.
        ratios: 0-1000 per offered skill.
        harm: harm points.
        criticals: how many.
        outcome: the ending's.
        caps: the caps that held the score down, if any.
        mastered: whether the run was mastered.
    """

    score: int
    total: int
    uncapped: int
    evidence: dict[Skill, int]
    full_marks: dict[Skill, int]
    ratios: dict[Skill, int]
    harm: int
    criticals: int
    outcome: Outcome
    caps: tuple[Cap, ...]
    mastered: bool


class Scorer:
    """The score of one encounter by one rulebook, step by step. Evidence is given per offered skill, in order.

    Args:
        full_marks: evidence that counts as full, 1 or more, per offered skill.
        scoring: the rulebook's numbers.

    Attributes:
        skills: the offered skills, in the order of `SKILLS`.
        full: their full marks.
    """

    def __init__(self, full_marks: Mapping[Skill, int], scoring: Scoring) -> None:
        self.skills = tuple(skill for skill in SKILLS if skill in full_marks)
        self.full = tuple(full_marks[skill] for skill in self.skills)
        self.scoring = scoring
        place = {skill: place for place, skill in enumerate(self.skills)}
        self._listen, self._empathise, self._act = (
            place.get(skill) for skill in ("Listen", "Empathise", "Act")
        )
        self._prevent = place.get("Prevent")
        weights = (
            ("Own", scoring.weight_own),
            ("Advocate", scoring.weight_advocate),
            ("Prevent", scoring.weight_prevent),
        )
        self._alone = tuple((place[skill], weight) for skill, weight in weights if skill in place)
        paired = {"Listen", "Empathise", "Act"} & set(place)
        self._pair = scoring.weight_pair if paired else 0
        self._weights = self._pair + sum(weight for _, weight in self._alone)

    def ratios(self, evidence: Sequence[int], rescued: bool) -> list[int]:
        """What part of full marks was shown, 0-1000 per offered skill; a rescue holds Prevent down."""
        found = [
            1000 if shown >= full else 1000 * shown // full
            for shown, full in zip(evidence, self.full, strict=True)
        ]
        if rescued and self._prevent is not None:
            found[self._prevent] = min(found[self._prevent], self.scoring.rescue_ratio_cap)
        return found

    def total(self, ratios: Sequence[int]) -> int:
        """The weighted mean, 0-1000; hearing, feeling and doing count as one: each alone is little."""
        if not self._weights:
            return 0
        pair = 0
        if self._pair:
            listen = None if self._listen is None else ratios[self._listen]
            empathise = None if self._empathise is None else ratios[self._empathise]
            act = None if self._act is None else ratios[self._act]
            pair = self._pair * (_together(_together(listen, empathise), act) or 0)
        return (pair + sum(weight * ratios[place] for place, weight in self._alone)) // self._weights

    def after_harm(self, total: int, harm: int) -> int:
        """What harm leaves of a total, 0-1000."""
        return total * (100 - min(self.scoring.harm_percent_most, self.scoring.harm_percent * harm)) // 100

    def limits(self, critical: bool, outcome: Outcome) -> dict[Cap, int]:
        """The most that may be scored with a critical, and with this outcome."""
        found: dict[Cap, int] = {}
        if critical:
            found["critical"] = self.scoring.critical_cap
        if outcome == "partly":
            found["partly"] = self.scoring.partly_cap
        if outcome == "lost":
            found["lost"] = self.scoring.lost_cap
        return found

    def mastered(self, score: int, ratios: Sequence[int], critical: bool, deflected: bool) -> bool:
        """Whether a run with this score is mastered."""
        least = self.scoring.mastered_ratio
        return (
            score >= self.scoring.mastered_score
            and not critical
            and not deflected
            and all(ratio >= least for ratio in ratios)
        )


def score(
    *,
    evidence: int,
    harm: int,
    criticals: int,
    deflected: bool,
    rescued: bool,
    outcome: Outcome,
    full_marks: Mapping[Skill, int],
    scoring: Scoring,
) -> Score:
    """The score of a finished run.

    Args:
        evidence: packed, all skills.
        harm: harm points, 0 or more.
        criticals: how many criticals.
        deflected: whether the problem was ever handed back.
        rescued: whether a preventable fire was put out heroically.
        outcome: the ending's.
        full_marks: evidence that counts as full, 1 or more, per offered skill.
        scoring: the rulebook's numbers.
    """
    scorer, gathered = Scorer(full_marks, scoring), unpack_evidence(evidence)
    shown = [gathered[skill] for skill in scorer.skills]
    ratios = scorer.ratios(shown, rescued)
    total = scorer.total(ratios)
    uncapped = scorer.after_harm(total, harm)
    limits = scorer.limits(criticals > 0, outcome)
    final = min([uncapped, *limits.values()])
    return Score(
        score=final,
        total=total,
        uncapped=uncapped,
        evidence=dict(zip(scorer.skills, shown, strict=True)),
        full_marks=dict(zip(scorer.skills, scorer.full, strict=True)),
        ratios=dict(zip(scorer.skills, ratios, strict=True)),
        harm=harm,
        criticals=criticals,
        outcome=outcome,
        caps=tuple(cap for cap, limit in limits.items() if limit < uncapped),
        mastered=scorer.mastered(final, ratios, criticals > 0, deflected),
    )


def _together(one: int | None, other: int | None) -> int | None:
    """The geometric mean of two ratios; one alone stands for both, none for none."""
    if one is None or other is None:
        return one if other is None else other
    return isqrt(one * other)

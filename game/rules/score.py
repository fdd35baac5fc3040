"""From evidence, harm and outcome to a score of 0-1000. Integers only, so every machine agrees."""

from collections.abc import Mapping
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
    gathered = unpack_evidence(evidence)
    ratios: dict[Skill, int] = {
        skill: min(1000, 1000 * gathered[skill] // full_marks[skill])
        for skill in SKILLS
        if skill in full_marks
    }
    if rescued and "Prevent" in ratios:
        ratios["Prevent"] = min(ratios["Prevent"], scoring.rescue_ratio_cap)

    total = _total(ratios, scoring)
    uncapped = total * (100 - min(scoring.harm_percent_most, scoring.harm_percent * harm)) // 100
    limits: dict[Cap, int] = {}
    if criticals:
        limits["critical"] = scoring.critical_cap
    if outcome == "partly":
        limits["partly"] = scoring.partly_cap
    if outcome == "lost":
        limits["lost"] = scoring.lost_cap
    final = min([uncapped, *limits.values()])
    return Score(
        score=final,
        total=total,
        uncapped=uncapped,
        evidence={skill: gathered[skill] for skill in ratios},
        full_marks={skill: full_marks[skill] for skill in ratios},
        ratios=ratios,
        harm=harm,
        criticals=criticals,
        outcome=outcome,
        caps=tuple(cap for cap, limit in limits.items() if limit < uncapped),
        mastered=(
            final >= scoring.mastered_score
            and all(ratio >= scoring.mastered_ratio for ratio in ratios.values())
            and not criticals
            and not deflected
        ),
    )


def _total(ratios: Mapping[Skill, int], scoring: Scoring) -> int:
    """The weighted mean, in which hearing, feeling and doing count as one: each without the others is little."""
    heart = _together(ratios.get("Listen"), ratios.get("Empathise"))
    pair = _together(heart, ratios.get("Act"))
    parts = (
        (scoring.weight_pair, pair),
        (scoring.weight_own, ratios.get("Own")),
        (scoring.weight_advocate, ratios.get("Advocate")),
        (scoring.weight_prevent, ratios.get("Prevent")),
    )
    offered = [(weight, ratio) for weight, ratio in parts if ratio is not None]
    weights = sum(weight for weight, _ in offered)
    return sum(weight * ratio for weight, ratio in offered) // weights if weights else 0


def _together(one: int | None, other: int | None) -> int | None:
    """The geometric mean of two ratios; one alone stands for both, none for none."""
    if one is None or other is None:
        return one if other is None else other
    return isqrt(one * other)

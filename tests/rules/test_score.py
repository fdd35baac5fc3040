from collections.abc import Mapping
from math import isqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.rulebook import Outcome, Scoring
from game.rules.score import Score, score
from game.rules.skills import SKILLS, Skill, pack_evidence

EVERY_SKILL: dict[Skill, int] = dict.fromkeys(SKILLS, 10)
FULL = dict(EVERY_SKILL)


def scored(
    evidence: Mapping[Skill, int] = FULL,
    full_marks: Mapping[Skill, int] = EVERY_SKILL,
    harm: int = 0,
    criticals: int = 0,
    deflected: bool = False,
    rescued: bool = False,
    outcome: Outcome = "met",
) -> Score:
    """A run that did everything right, but for what is said."""
    return score(
        evidence=pack_evidence(dict(evidence)),
        harm=harm,
        criticals=criticals,
        deflected=deflected,
        rescued=rescued,
        outcome=outcome,
        full_marks=full_marks,
        scoring=Scoring(),
    )


def but(**evidence: int) -> dict[Skill, int]:
    """Full evidence, but for these skills."""
    return FULL | {skill: evidence[skill] for skill in SKILLS if skill in evidence}


# Ratios


def test_full_marks_and_no_harm_score_a_thousand() -> None:
    result = scored()
    assert (result.score, result.total, result.uncapped, result.mastered) == (1000, 1000, 1000, True)
    assert result.caps == ()


def test_evidence_beyond_full_earns_nothing() -> None:
    talked_longer = scored(but(Listen=4000, Own=11))
    assert talked_longer.ratios == scored().ratios
    assert talked_longer.score == 1000


def test_a_ratio_is_rounded_down() -> None:
    assert scored({"Own": 2}, {"Own": 3}).ratios == {"Own": 666}


def test_evidence_on_a_skill_that_is_not_offered_counts_for_nothing() -> None:
    assert scored({"Own": 5, "Act": 99}, {"Own": 10}).score == scored({"Own": 5}, {"Own": 10}).score == 500


def test_a_result_speaks_of_offered_skills_only() -> None:
    result = scored(full_marks={"Own": 10, "Act": 4})
    assert set(result.ratios) == set(result.evidence) == set(result.full_marks) == {"Own", "Act"}


# The pair of hearing and doing


@pytest.mark.parametrize("missing", ["Listen", "Empathise", "Act"])
def test_hearing_feeling_and_doing_without_one_another_lose_the_whole_forty(missing: str) -> None:
    assert scored(but(**{missing: 0})).total == 600


def test_the_pair_is_the_mean_of_means_in_whole_numbers() -> None:
    evidence = but(Listen=3, Empathise=7, Act=5)
    heart = isqrt(300 * 700)
    assert heart == 458
    assert scored(evidence).total == (40 * isqrt(heart * 500) + 60 * 1000) // 100 == 791


@pytest.mark.parametrize("alone", ["Listen", "Empathise", "Act"])
def test_one_alone_stands_for_the_pair(alone: Skill) -> None:
    assert scored({alone: 3}, {alone: 10}).total == 300


def test_listening_and_doing_pair_up_where_feeling_is_not_offered() -> None:
    assert scored({"Listen": 4, "Act": 9}, {"Listen": 10, "Act": 10}).total == isqrt(400 * 900) == 600


def test_with_none_of_the_pair_offered_the_forty_drops() -> None:
    offered: dict[Skill, int] = {"Own": 10, "Prevent": 10}
    assert scored({"Own": 10}, offered).total == 25 * 1000 // 45 == 555
    assert scored({"Prevent": 10}, offered).total == 20 * 1000 // 45 == 444


@pytest.mark.parametrize(("skill", "weight"), [("Own", 25), ("Advocate", 15), ("Prevent", 20)])
def test_each_other_skill_weighs_what_the_design_says(skill: str, weight: int) -> None:
    assert scored(but(**{skill: 0})).total == 10 * (100 - weight)


@pytest.mark.parametrize("skill", ["Own", "Advocate", "Prevent"])
def test_a_skill_not_offered_takes_its_weight_with_it(skill: Skill) -> None:
    offered = {each: full for each, full in EVERY_SKILL.items() if each != skill}
    assert scored(full_marks=offered).total == 1000


# Rescue


def test_a_rescue_halves_what_prevention_can_count() -> None:
    result = scored(rescued=True)
    assert result.ratios["Prevent"] == 500
    assert result.total == 1000 - 20 * 500 // 100


def test_a_rescue_leaves_a_lower_ratio_as_it_is() -> None:
    assert scored(but(Prevent=3), rescued=True).ratios["Prevent"] == 300


def test_a_rescue_where_prevention_is_not_offered_costs_nothing() -> None:
    assert scored({"Act": 10}, {"Act": 10}, rescued=True).score == 1000


# Harm


@pytest.mark.parametrize(
    ("harm", "left"), [(0, 1000), (1, 970), (2, 940), (3, 910), (19, 430), (20, 400), (99, 400)]
)
def test_each_harm_point_takes_three_percent_and_sixty_at_most(harm: int, left: int) -> None:
    result = scored(harm=harm)
    assert (result.total, result.uncapped, result.score) == (1000, left, left)


# Caps


@pytest.mark.parametrize(
    ("criticals", "outcome", "cap"),
    [
        (0, "met", 1000),
        (1, "met", 690), (5, "met", 690),
        (0, "partly", 790),
        (0, "lost", 590),
        (1, "partly", 690),
        (1, "lost", 590),
    ],
)  # fmt: skip
def test_caps_hold_the_score_down_and_the_lowest_wins(criticals: int, outcome: Outcome, cap: int) -> None:
    result = scored(criticals=criticals, outcome=outcome)
    assert result.score == cap
    assert result.uncapped == 1000


def test_a_cap_that_held_nothing_down_is_not_named() -> None:
    low: dict[Skill, int] = {"Own": 5}
    assert scored(low, {"Own": 10}, criticals=1, outcome="partly").caps == ()
    assert scored(criticals=1, outcome="lost").caps == ("critical", "lost")
    assert scored(outcome="partly").caps == ("partly",)


def test_harm_counts_before_the_cap() -> None:
    assert scored(harm=3, outcome="partly").score == 790
    assert scored(harm=10, outcome="partly").score == 700


# Mastery


def test_mastered_begins_at_eight_hundred() -> None:
    assert scored({"Own": 800}, {"Own": 1000}).mastered
    assert not scored({"Own": 799}, {"Own": 1000}).mastered


@pytest.mark.parametrize("skill", ["Own", "Advocate", "Prevent"])
def test_mastered_needs_six_hundred_of_each_offered_skill(skill: str) -> None:
    enough, short = scored(but(**{skill: 6})), scored(but(**{skill: 5}))
    assert enough.mastered
    assert short.score >= 800
    assert not short.mastered


def test_a_critical_is_never_mastered_whatever_its_cap() -> None:
    lenient = Scoring(critical_cap=1000)
    result = score(
        evidence=pack_evidence(FULL), harm=0, criticals=1, deflected=False, rescued=False, outcome="met",
        full_marks=EVERY_SKILL, scoring=lenient,
    )  # fmt: skip
    assert result.score == 1000
    assert not result.mastered


def test_a_deflection_is_never_mastered_however_high_the_score() -> None:
    result = scored(deflected=True)
    assert result.score == 1000
    assert not result.mastered


def test_a_rescue_is_never_mastered_where_prevention_is_offered() -> None:
    result = scored(rescued=True)
    assert result.score == 900
    assert not result.mastered


# For every run there could be

some_marks = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 40), min_size=1)
some_evidence = st.fixed_dictionaries({skill: st.integers(0, 60) for skill in SKILLS})
outcomes = st.sampled_from(["met", "partly", "lost"])


@settings(deadline=None)
@given(
    some_evidence, some_marks, st.integers(0, 40), st.integers(0, 2), st.booleans(), st.booleans(), outcomes
)
def test_every_score_keeps_its_bounds(
    evidence: dict[Skill, int],
    full_marks: dict[Skill, int],
    harm: int,
    criticals: int,
    deflected: bool,
    rescued: bool,
    outcome: Outcome,
) -> None:
    result = scored(evidence, full_marks, harm, criticals, deflected, rescued, outcome)
    assert 0 <= result.score <= result.uncapped <= result.total <= 1000
    assert all(0 <= ratio <= 1000 for ratio in result.ratios.values())
    assert result.mastered <= (result.score >= 800)
    assert bool(result.caps) == (result.score < result.uncapped)


@settings(deadline=None)
@given(some_evidence, some_marks, st.sampled_from(SKILLS), st.integers(1, 20))
def test_more_evidence_never_scores_less(
    evidence: dict[Skill, int], full_marks: dict[Skill, int], skill: Skill, more: int
) -> None:
    richer = evidence | {skill: evidence[skill] + more}
    assert scored(richer, full_marks).score >= scored(evidence, full_marks).score


@settings(deadline=None)
@given(some_evidence, some_marks, st.integers(0, 30), outcomes)
def test_more_harm_never_scores_more(
    evidence: dict[Skill, int], full_marks: dict[Skill, int], harm: int, outcome: Outcome
) -> None:
    less = scored(evidence, full_marks, harm, outcome=outcome).score
    assert scored(evidence, full_marks, harm + 1, outcome=outcome).score <= less

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.conditions import parse
from game.rules.conditions import (
    ENCOUNTER_KINDS,
    Compare,
    Condition,
    Every,
    Is,
    Not,
    Some,
    surely_known,
    words,
)

SURGEON = Is("knows", "surgeon")
HOT = Compare("heat", "", ">=", 14)
BROUGHT = Compare("brought", "ravi", ">=", 3)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (HOT, "heat >= 14"),
        (BROUGHT, "brought(ravi) >= 3"),
        (SURGEON, "knows(surgeon)"),
        (Is("learns", ""), "learns"),
        (Not(SURGEON), "not knows(surgeon)"),
        (Not(HOT), "not heat >= 14"),
        (Every((HOT, Not(SURGEON))), "heat >= 14 and not knows(surgeon)"),
        (Some((HOT, Every((SURGEON, BROUGHT)))), "heat >= 14 or (knows(surgeon) and brought(ravi) >= 3)"),
        (Every((Some((HOT, SURGEON)), BROUGHT)), "(heat >= 14 or knows(surgeon)) and brought(ravi) >= 3"),
        (Not(Some((HOT, SURGEON))), "not (heat >= 14 or knows(surgeon))"),
        (Not(Not(SURGEON)), "not not knows(surgeon)"),
    ],
)
def test_a_condition_is_told_as_a_designer_would_write_it(condition: Condition, text: str) -> None:
    assert words(condition) == text


leaf = st.one_of(
    st.builds(
        Compare,
        st.sampled_from(["heat", "trust"]),
        st.just(""),
        st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]),
        st.integers(0, 20),
    ),
    st.builds(
        Compare, st.just("brought"), st.sampled_from(["ravi", "mia"]), st.just(">="), st.integers(0, 4)
    ),
    st.builds(
        Is,
        st.sampled_from(ENCOUNTER_KINDS),
        st.sampled_from(["surgeon", "six-fifteen", "no", "0-1"]),
    ),
)
# Few levels and parts, so that the language's own limits on length and depth are not met.
any_condition = st.recursive(
    leaf,
    lambda part: st.one_of(
        st.builds(Not, part),
        st.builds(Every, st.lists(part, min_size=2, max_size=3).map(tuple)),
        st.builds(Some, st.lists(part, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(any_condition)
def test_a_condition_told_and_read_again_is_the_same(condition: Condition) -> None:
    assert parse(words(condition)) == condition


@settings(deadline=None)
@given(any_condition, any_condition)
def test_different_conditions_are_told_differently(one: Condition, other: Condition) -> None:
    """Digests name a condition by its words."""
    assert (words(one) == words(other)) == (one == other)


@pytest.mark.parametrize(
    ("condition", "known"),
    [
        (None, set()),
        (SURGEON, {"surgeon"}),
        (Not(SURGEON), set()),
        (Every((SURGEON, Every((HOT, Is("knows", "list"))))), {"surgeon", "list"}),
        (Some((SURGEON, HOT)), set()),
    ],
)
def test_what_a_condition_says_is_known_is_known_wherever_it_holds(
    condition: Condition | None, known: set[str]
) -> None:
    assert surely_known(condition) == known

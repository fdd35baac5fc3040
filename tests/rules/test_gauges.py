import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.gauges import GAUGE_MAX, GAUGES, Gauge, Gauges

HIGHEST = {"heat": 20, "trust": 20, "heard": 4, "effort": 9}
"""DESIGN, section 1."""

inside = st.builds(Gauges, **{gauge: st.integers(0, most) for gauge, most in HIGHEST.items()})
change = st.fixed_dictionaries({gauge: st.integers(-30, 30) for gauge in HIGHEST})


def test_the_ranges_are_those_of_the_design() -> None:
    assert {gauge: GAUGE_MAX[gauge] for gauge in GAUGES} == HIGHEST


@settings(deadline=None)
@given(inside, change)
def test_gauges_move_by_what_is_asked_and_stop_at_their_ends(before: Gauges, by: dict[str, int]) -> None:
    after = before.moved(**by)
    for gauge, most in HIGHEST.items():
        assert getattr(after, gauge) == sorted((0, getattr(before, gauge) + by[gauge], most))[1]


@pytest.mark.parametrize("gauge", GAUGES)
def test_a_gauge_moves_alone(gauge: Gauge) -> None:
    start = Gauges(2, 2, 2, 2)
    assert start.moved(**{gauge: 1}) == start._replace(**{gauge: 3})

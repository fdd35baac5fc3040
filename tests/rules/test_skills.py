import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.skills import SKILLS, Skill, pack_evidence, unpack_evidence

Amounts = dict[Skill, int]


def up_to(most: int) -> st.SearchStrategy[Amounts]:
    return st.fixed_dictionaries({skill: st.integers(0, most) for skill in SKILLS})


@settings(deadline=None)
@given(up_to(4095))
def test_evidence_comes_out_of_the_packing_as_it_went_in(amounts: Amounts) -> None:
    assert unpack_evidence(pack_evidence(amounts)) == amounts


@settings(deadline=None)
@given(up_to(2047), up_to(2047))
def test_packed_evidence_adds_up_skill_by_skill(one: Amounts, other: Amounts) -> None:
    together = pack_evidence(one) + pack_evidence(other)
    assert unpack_evidence(together) == {skill: one[skill] + other[skill] for skill in SKILLS}


@settings(deadline=None)
@given(up_to(4095), up_to(4095))
def test_different_evidence_packs_differently(one: Amounts, other: Amounts) -> None:
    assert (pack_evidence(one) == pack_evidence(other)) == (one == other)


def test_a_skill_that_is_not_named_shows_nothing() -> None:
    assert unpack_evidence(pack_evidence({"Own": 4})) == dict.fromkeys(SKILLS, 0) | {"Own": 4}


@pytest.mark.parametrize("amount", [-1, 1_048_576])
def test_an_amount_that_does_not_fit_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match=f"evidence for Act must be 0-1048575, not {amount}"):
        pack_evidence({"Act": amount})

"""The six skills, and the evidence counters that moves feed."""

from typing import Final, Literal, get_args

Skill = Literal["Listen", "Empathise", "Own", "Act", "Advocate", "Prevent"]

SKILLS: Final[tuple[Skill, ...]] = get_args(Skill)

# Six counters live in one integer, twenty bits each, so that adding evidence is one addition and a state
# stays small and hashable. A file of the largest size and a rulebook of the largest numbers stay below 2**20.
_BITS: Final = 20
_MASK: Final = (1 << _BITS) - 1


def pack_evidence(amounts: dict[Skill, int]) -> int:
    """One integer that holds evidence per skill; packed amounts may be added to one another.

    Args:
        amounts: evidence per skill, each 0-1048575; a missing skill counts as 0.

    Raises:
        ValueError: an amount is outside 0-1048575.
    """
    packed = 0
    for place, skill in enumerate(SKILLS):
        amount = amounts.get(skill, 0)
        if not 0 <= amount <= _MASK:
            raise ValueError(f"evidence for {skill} must be 0-{_MASK}, not {amount}")
        packed |= amount << (_BITS * place)
    return packed


def unpack_evidence(packed: int) -> dict[Skill, int]:
    """The evidence per skill held in `packed`, all six skills, in the order of `SKILLS`."""
    return {skill: packed >> (_BITS * place) & _MASK for place, skill in enumerate(SKILLS)}

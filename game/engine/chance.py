"""Everything the seed decides, by a named hash and never by a running stream.

A draw depends on the seed, a scene and a purpose alone, so that an edit in one scene does not reshuffle another.
"""

from collections.abc import Iterable
from hashlib import blake2b

from game.engine.encounter import Encounter

SEED_MAX = 2**32 - 1


def draw(seed: int, scene: str, purpose: str) -> int:
    """A number in 0..2**64-1 that depends on exactly these three, alike on every machine and Python."""
    name = f"{seed}\x1f{scene}\x1f{purpose}".encode()
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big")


def shuffled(seed: int, scene: str, keys: Iterable[str]) -> list[str]:
    """The keys of a scene's replies in the order the screen shows them; adding one leaves the others' order."""
    return sorted(keys, key=lambda key: (draw(seed, scene, f"order:{key}"), key))


def temperament_for(encounter: Encounter, seed: int) -> str:
    """The temperament this seed gives, among those not kept for the working day; "" where there are none."""
    keys = sorted(key for key, value in encounter.temperaments.items() if not value.town_only)
    if not keys:
        return ""
    return keys[draw(seed, "", "temperament") % len(keys)]

"""Words put together into a phrase."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """`Listen, Empathise and Act`; "" for none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

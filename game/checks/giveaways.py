"""Whether the form of a reply gives away its worth: a player should not win by counting letters or kind words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from game.checks.check import writing_check
from game.checks.words import warmth
from game.checks.written import Choice, Written
from game.language.diagnostics import Diagnostic

FEWEST: Final = 6
"""With fewer choices, chance alone shows a pattern."""

MOST_RELATED: Final = Fraction(1, 5)
"""How closely length may go with worth, either way."""

MORE_THAN_CHANCE: Final = Fraction(1, 10)
WARMEST_BEST_MOST: Final = Fraction(1, 3)
SHORTEST_BEST_EVERY: Final = 6


@writing_check("W904", "The length of a reply gives away what it is worth.")
def length_tells(written: Written) -> Iterator[Diagnostic]:
    """Length goes with worth, or the longest reply is best too often, or the shortest too seldom."""
    judged = written.choices
    if len(judged) < FEWEST:
        return
    place = written.key_place(written.top)
    for message, hint in (*_related(judged, written.blunder), *_longest(judged), *_shortest(judged)):
        yield Diagnostic("W904", message, place, hint)


def _related(judged: tuple[Choice, ...], blunder: int) -> Iterator[tuple[str, str]]:
    apart = [_Apart.of(choice, blunder) for choice in judged]
    together = sum((one.together for one in apart), Fraction(0))
    lengths = sum((one.lengths for one in apart), Fraction(0))
    worths = sum((one.worths for one in apart), Fraction(0))
    if together**2 <= MOST_RELATED**2 * lengths * worths:
        return
    r = float(together) / float(lengths * worths) ** 0.5
    message = (
        f"the better replies are the {'longer' if r > 0 else 'shorter'} ones "
        f"(r = {r:+.3f}; from -0.2 to +0.2 is fine)"
    )
    shares: dict[str, Fraction] = {}
    for choice, one in zip(judged, apart, strict=True):
        shares[choice.scene] = shares.get(choice.scene, Fraction(0)) + (
            one.together if r > 0 else -one.together
        )
    most = sorted((scene for scene, share in shares.items() if share > 0), key=lambda scene: -shares[scene])
    yield message, f"it shows most in {_list(most[:3])}: even out the lengths there"


@dataclass(frozen=True, slots=True)
class _Apart:
    """How far the replies of one choice lie from their middle: in length, in worth, and in both together."""

    together: Fraction
    lengths: Fraction
    worths: Fraction

    @classmethod
    def of(cls, choice: Choice, blunder: int) -> "_Apart":
        lengths, worths = _lengths(choice), _worths(choice, blunder)
        length, worth = (
            Fraction(sum(lengths.values()), len(lengths)),
            Fraction(sum(worths.values()), len(worths)),
        )
        apart = [(lengths[reply] - length, worths[reply] - worth) for reply in choice.values]
        return cls(
            sum((one * other for one, other in apart), Fraction(0)),
            sum((one**2 for one, _ in apart), Fraction(0)),
            sum((other**2 for _, other in apart), Fraction(0)),
        )


def _worths(choice: Choice, blunder: int) -> dict[str, int]:
    """What each reply is worth; every blunder the same, or one reply that ends it all would outweigh the file."""
    best = max(choice.values.values())
    return {reply: -min(blunder, best - value) for reply, value in choice.values.items()}


def _longest(judged: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    chance = sum((Fraction(len(choice.best), len(choice.values)) for choice in judged), Fraction(0))
    telling = [choice for choice in judged if _tops(_lengths(choice)) <= choice.best]
    if len(telling) > chance + MORE_THAN_CHANCE * len(judged):
        message = (
            f"the longest reply is best in {len(telling)} of {len(judged)} choices; chance would make it "
            f"{round(chance)}"
        )
        yield message, f"shorten the best reply, or lengthen another, in {_named(telling)}"


def _shortest(judged: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    found = 0
    for choice in judged:
        found += _tops({reply: -length for reply, length in _lengths(choice).items()}) <= choice.best
    wanted = len(judged) // SHORTEST_BEST_EVERY
    if found < wanted:
        message = f"the shortest reply is best in {found} of {len(judged)} choices; let it be in {wanted}"
        yield message, "in some scenes a few words, or one short question, are the best there is"


def _lengths(choice: Choice) -> dict[str, int]:
    return {reply: len(say) for reply, say in choice.says.items()}


def _tops(measured: dict[str, int]) -> frozenset[str]:
    """Those with the most."""
    most = max(measured.values())
    return frozenset(reply for reply, amount in measured.items() if amount == most)


def _named(found: Iterable[Choice]) -> str:
    return _list(list(dict.fromkeys(choice.scene for choice in found)))


def _list(scenes: list[str]) -> str:
    return ", ".join(f"`{scene}`" for scene in scenes)


@writing_check("W905", "The warmest wording is best too often.")
def warmth_tells(written: Written) -> Iterator[Diagnostic]:
    """The reply with the most warm words is best in more than a third of the choices, or is never wrong."""
    judged = written.choices
    if len(judged) < FEWEST:
        return
    place = written.key_place(written.top)
    warmest = [(choice, top) for choice in judged if (top := _warmest(choice)) is not None]
    telling = [choice for choice, top in warmest if top in choice.best]
    if len(telling) > WARMEST_BEST_MOST * len(judged):
        message = f"the warmest reply is best in {len(telling)} of {len(judged)} choices"
        hint = f"warm words should not give it away: let a plain reply win, or a warm one miss, in {_named(telling)}"
        yield Diagnostic("W905", message, place, hint)
    elif warmest and len(telling) == len(warmest):
        message = "wherever one reply is the warmest, it is best"
        hint = "let the kindest wording be wrong somewhere: warm, and beside the point"
        yield Diagnostic("W905", message, place, hint)


def _warmest(choice: Choice) -> str | None:
    """The one reply with the most warm words; none where two share it, or nobody has one."""
    measured = {reply: warmth(say) for reply, say in choice.says.items()}
    tops = _tops(measured)
    return next(iter(tops)) if len(tops) == 1 and max(measured.values()) else None

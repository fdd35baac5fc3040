"""Whether the form of a reply gives away its worth: a player should not win by counting letters or kind words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.choices import Choice, choices
from game.checks.words import warmth
from game.language.diagnostics import Diagnostic

FEWEST: Final = 6
"""With fewer choices, chance alone shows a pattern."""

MOST_RELATED: Final = Fraction(1, 5)
"""How closely length may go with worth, either way."""

MORE_THAN_CHANCE: Final = Fraction(1, 10)
WARMEST_BEST_MOST: Final = Fraction(1, 3)
SHORTEST_BEST_EVERY: Final = 6


@check("W904", "writing", "The length of a reply gives away what it is worth.")
def length_tells(checked: Checked) -> Iterator[Diagnostic]:
    """Length goes with worth, or the longest reply is best too often, or the shortest too seldom."""
    judged = choices(checked)
    if len(judged) < FEWEST:
        return
    for message, hint in (
        *_related(checked, judged),
        *_longest(checked, judged),
        *_shortest(checked, judged),
    ):
        yield checked.at_top("W904", "scenes", message, hint)


def _related(checked: Checked, judged: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    apart = [_Apart.of(checked, choice) for choice in judged]
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
    def of(cls, checked: Checked, choice: Choice) -> "_Apart":
        lengths, worths = _lengths(checked, choice), _worths(checked, choice)
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


def _worths(checked: Checked, choice: Choice) -> dict[str, int]:
    """What each reply is worth; every blunder the same, or one reply that ends it all would outweigh the file."""
    blunder = checked.loaded.rulebook.grades[-1][1] + 1
    best = max(choice.values.values())
    return {reply: -min(blunder, best - value) for reply, value in choice.values.items()}


def _longest(checked: Checked, judged: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    chance = sum((Fraction(len(choice.best), len(choice.values)) for choice in judged), Fraction(0))
    telling = [choice for choice in judged if _tops(_lengths(checked, choice)) <= choice.best]
    if len(telling) > chance + MORE_THAN_CHANCE * len(judged):
        message = (
            f"the longest reply is best in {len(telling)} of {len(judged)} choices; chance would make it "
            f"{round(chance)}"
        )
        yield message, f"shorten the best reply, or lengthen another, in {_named(telling)}"


def _shortest(checked: Checked, judged: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    found = 0
    for choice in judged:
        found += _tops({reply: -length for reply, length in _lengths(checked, choice).items()}) <= choice.best
    wanted = len(judged) // SHORTEST_BEST_EVERY
    if found < wanted:
        message = f"the shortest reply is best in {found} of {len(judged)} choices; let it be in {wanted}"
        yield message, "in some scenes a few words, or one short question, are the best there is"


def _lengths(checked: Checked, choice: Choice) -> dict[str, int]:
    replies = checked.script.scenes[choice.scene].replies or {}
    return {reply: len(replies[reply].say) for reply in choice.values}


def _tops(measured: dict[str, int]) -> frozenset[str]:
    """Those with the most."""
    most = max(measured.values())
    return frozenset(reply for reply, amount in measured.items() if amount == most)


def _named(found: Iterable[Choice]) -> str:
    return _list(list(dict.fromkeys(choice.scene for choice in found)))


def _list(scenes: list[str]) -> str:
    return ", ".join(f"`{scene}`" for scene in scenes)


@check("W905", "writing", "The warmest wording is best too often.")
def warmth_tells(checked: Checked) -> Iterator[Diagnostic]:
    """The reply with the most warm words is best in more than a third of the choices, or is never wrong."""
    judged = choices(checked)
    if len(judged) < FEWEST:
        return
    warmest = [(choice, top) for choice in judged if (top := _warmest(checked, choice)) is not None]
    telling = [choice for choice, top in warmest if top in choice.best]
    if len(telling) > WARMEST_BEST_MOST * len(judged):
        message = f"the warmest reply is best in {len(telling)} of {len(judged)} choices"
        hint = f"warm words should not give it away: let a plain reply win, or a warm one miss, in {_named(telling)}"
        yield checked.at_top("W905", "scenes", message, hint)
    elif warmest and len(telling) == len(warmest):
        message = "wherever one reply is the warmest, it is best"
        hint = "let the kindest wording be wrong somewhere: warm, and beside the point"
        yield checked.at_top("W905", "scenes", message, hint)


def _warmest(checked: Checked, choice: Choice) -> str | None:
    """The one reply with the most warm words; none where two share it, or nobody has one."""
    replies = checked.script.scenes[choice.scene].replies or {}
    measured = {reply: warmth(replies[reply].say) for reply in choice.values}
    tops = _tops(measured)
    return next(iter(tops)) if len(tops) == 1 and max(measured.values()) else None

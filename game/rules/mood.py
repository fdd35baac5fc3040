"""The customer's mood in five words: what a face shows, not what a meter reads."""

from typing import Final, NamedTuple

from game.rules.gauges import Gauges


class Mood(NamedTuple):
    """A mood readable without colour.

    Attributes:
        level: 1 (worst) to 5 (best).
        word: `furious`, `tense`, `wary`, `calm` or `warm`.
        shape: three characters that show it as well.
    """

    level: int
    word: str
    shape: str


FURIOUS: Final = Mood(1, "furious", "▼▼▼")
TENSE: Final = Mood(2, "tense", "▼▼▽")
WARY: Final = Mood(3, "wary", "▽△▽")
CALM: Final = Mood(4, "calm", "△△▲")
WARM: Final = Mood(5, "warm", "▲▲▲")

MOODS: Final = (FURIOUS, TENSE, WARY, CALM, WARM)


def mood(gauges: Gauges) -> Mood:
    """The mood these gauges show: heat decides at the hot end, trust at the warm one.

    The thresholds are judgement: fifths of the range, shifted so that the usual start reads wary or worse.
    """
    if gauges.heat >= 14:
        return FURIOUS
    if gauges.heat >= 9:
        return TENSE
    if gauges.heat >= 5 or gauges.trust < 9:
        return WARY
    if gauges.heat >= 2 or gauges.trust < 13:
        return CALM
    return WARM

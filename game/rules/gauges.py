"""The customer's state: four small integers."""

from typing import Final, Literal, NamedTuple, get_args

Gauge = Literal["heat", "trust", "heard", "effort"]

GAUGES: Final[tuple[Gauge, ...]] = get_args(Gauge)

# Upper ends of the ranges; every gauge starts at 0 (DESIGN, section 1).
HEAT_MAX: Final = 20
TRUST_MAX: Final = 20
HEARD_MAX: Final = 4
EFFORT_MAX: Final = 9
GAUGE_MAX: Final[dict[Gauge, int]] = {
    "heat": HEAT_MAX,
    "trust": TRUST_MAX,
    "heard": HEARD_MAX,
    "effort": EFFORT_MAX,
}


class Gauges(NamedTuple):
    """Heat 0-20, Trust 0-20, Heard 0-4, Effort 0-9."""

    heat: int = 0
    trust: int = 0
    heard: int = 0
    effort: int = 0

    def moved(self, heat: int = 0, trust: int = 0, heard: int = 0, effort: int = 0) -> "Gauges":
        """These gauges after the given changes, each held inside its range."""
        return Gauges(
            min(max(self.heat + heat, 0), HEAT_MAX),
            min(max(self.trust + trust, 0), TRUST_MAX),
            min(max(self.heard + heard, 0), HEARD_MAX),
            min(max(self.effort + effort, 0), EFFORT_MAX),
        )

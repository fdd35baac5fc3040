"""Where a run stands: one tuple of small integers, so that it can be hashed, compared and kept."""

from enum import IntFlag
from typing import NamedTuple

from game.rules.gauges import Gauges


class Mark(IntFlag):
    """What a run carries with it for good."""

    DEFLECTED = 1
    RESCUED = 2
    URGENT = 4
    """A scene in which danger asks for action was reached: no solution is early from here on."""


class State(NamedTuple):
    """A run's state. Sets are bit masks in the order of the encounter's keys (`Compiled` knows which).

    Attributes:
        scene: index of the scene.
        heat, trust, heard, effort: the customer's gauges.
        known: facts learned.
        flags: flags set.
        made, kept, renegotiated, broken: promises, each mask a part of `made`.
        said: replies already said in hubs.
        times: counters of the moves whose repetition a rule asks for, seven bits each.
        brought: per person, which of the moves a rule wants once were made with them.
        evidence: packed, see `game.rules.skills`.
        harm: harm points.
        criticals: how many criticals.
        marks: a `Mark`.
        holder: whose name is on the case: 0 nobody's, 1 the player's, else 2 + index of the person.
    """

    scene: int
    heat: int = 0
    trust: int = 0
    heard: int = 0
    effort: int = 0
    known: int = 0
    flags: int = 0
    made: int = 0
    kept: int = 0
    renegotiated: int = 0
    broken: int = 0
    said: int = 0
    times: int = 0
    brought: int = 0
    evidence: int = 0
    harm: int = 0
    criticals: int = 0
    marks: int = 0
    holder: int = 0

    @property
    def gauges(self) -> Gauges:
        """The customer's gauges."""
        return Gauges(self.heat, self.trust, self.heard, self.effort)

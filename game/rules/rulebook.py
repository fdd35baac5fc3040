"""The rulebook as data: moves, what each shows, does and costs, and the numbers that make a score."""

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from game.rules.conditions import Condition
from game.rules.skills import Skill

Move = Literal[
    "ask", "say_back", "reflect", "sympathise", "apologise",
    "own", "promise", "keep", "renegotiate", "hand_over", "boundary",
    "inform", "options", "act", "recommend", "rescue",
    "bring_facts", "bring_plan", "bring_stake", "bring_right_person",
    "prevent", "log_it",
    "deflect", "transfer_cold", "blame", "minimise", "argue", "script", "stall",
    "overpromise", "push", "misfit", "fold", "fight", "grovel",
]  # fmt: skip
"""The closed list of moves. A rulebook says what each does; it cannot add one."""

MOVES: Final[tuple[Move, ...]] = get_args(Move)

BRINGS: Final[tuple[Move, ...]] = ("bring_facts", "bring_plan", "bring_stake", "bring_right_person")
"""The four things to bring to a colleague; `brought(person)` counts how many were brought."""

Event = Literal["early", "late", "unkept", "ended_by"]
"""What may happen besides a move: a solution before the customer was heard, a reply that is no action where
danger asks for one, a promise left unkept, a brush-off that ends the encounter."""

EVENTS: Final[tuple[Event, ...]] = get_args(Event)

Outcome = Literal["met", "partly", "lost"]
Grade = Literal["Best", "Good", "Slip", "Mistake", "Blunder"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the rulebook: when it applies, what it shows, does and costs.

    Attributes:
        id: its name for ever, like `R-07`.
        says: the sentence a player reads.
        source: where it comes from: a study, or "judgement".
        when: the condition under which it applies; none means always.
        evidence: per skill, 0 or more.
        heat, trust, heard, effort: changes to the customer's gauges; inside scenes move none.
        harm: harm points, 0 or more, never earned back.
        critical: whether it counts as a critical.
    """

    id: str
    says: str
    source: str
    when: Condition | None = None
    evidence: tuple[tuple[Skill, int], ...] = ()
    heat: int = 0
    trust: int = 0
    heard: int = 0
    effort: int = 0
    harm: int = 0
    critical: bool = False


@dataclass(frozen=True, slots=True)
class MoveRules:
    """What a rulebook says of one move.

    Attributes:
        move: the move.
        means: what it is, in a sentence for a designer.
        solves: offers a solution: `early` before the customer is heard; what danger asks for at once.
        deflects: hands the problem back: never in a mastered run, and critical when it ends the talk.
        rescues: heroics on a fire that could have been prevented: caps the Prevent ratio.
        rules: the first whose `when` holds applies.
    """

    move: Move
    means: str
    rules: tuple[Rule, ...]
    solves: bool = False
    deflects: bool = False
    rescues: bool = False


@dataclass(frozen=True, slots=True)
class Scoring:
    """The numbers that turn evidence, harm and outcome into a score of 0-1000.

    Attributes:
        weight_pair, weight_own, weight_advocate, weight_prevent: weights of the total.
        harm_percent: percent lost per harm point.
        harm_percent_most: the most that harm can take, in percent.
        critical_cap: the most a run with a critical can score.
        partly_cap, lost_cap: the most a run with that outcome can score.
        rescue_ratio_cap: the most the Prevent ratio counts after a rescue, of 1000.
        mastered_score: the least score of a mastered run.
        mastered_ratio: the least ratio of every offered skill in a mastered run, of 1000.
        early_share: an early solution shows its evidence divided by this.
    """

    weight_pair: int = 40
    weight_own: int = 25
    weight_advocate: int = 15
    weight_prevent: int = 20
    harm_percent: int = 3
    harm_percent_most: int = 60
    critical_cap: int = 690
    partly_cap: int = 790
    lost_cap: int = 590
    rescue_ratio_cap: int = 500
    mastered_score: int = 800
    mastered_ratio: int = 600
    early_share: int = 4


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the physics need. A score always names the rulebook that made it.

    Attributes:
        rulebook: its number.
        title: its name, for the screen.
        moves: the rules of every move of the closed list.
        events: the one rule of every event.
        scoring: the numbers of the score.
        grades: the highest cost that still earns each grade, from Best on; beyond the last is a Blunder.
        tries: per skill, one thing to try next time, in a sentence.
    """

    rulebook: int
    title: str
    moves: dict[Move, MoveRules]
    events: dict[Event, Rule]
    scoring: Scoring
    grades: tuple[tuple[Grade, int], ...]
    tries: dict[Skill, str] = field(default_factory=dict)

    def all_rules(self) -> dict[str, Rule]:
        """Every rule by its id, moves first."""
        rules = {rule.id: rule for move in self.moves.values() for rule in move.rules}
        return rules | {rule.id: rule for rule in self.events.values()}

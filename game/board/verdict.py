"""What a run comes to when whoever keeps the board replays it. Nobody sends a score."""

from dataclasses import dataclass
from typing import Final

from game.engine.step import Replayed
from game.library.loaded import Loaded
from game.library.run_file import RunFile, RunRefused, verify
from game.rules.mood import FURIOUS, mood
from game.rules.rulebook import Outcome

REPLIES_MOST: Final = 200
"""Far beyond the longest conversation: scenes run forward, and a hub has six replies at most."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to play an encounter once, with this seed. Issued, it is an attempt spent.

    Attributes:
        ticket: its name.
        encounter, play: what is played.
        seed: who the customer is and how they start.
        attempt: 1 for the player's first of this encounter, and so on.
    """

    ticket: str
    encounter: str
    play: str
    seed: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A run, replayed.

    Attributes:
        score: 0-1000.
        harm, criticals: what it did to the customer.
        outcome, ending: how it ended.
        mastered: whether the run was mastered.
        hot: whether the customer was furious at some moment after the first reply.
    """

    score: int
    harm: int
    criticals: int
    outcome: Outcome
    ending: str
    mastered: bool
    hot: bool


def judge(ticket: Ticket, run: RunFile, loaded: Loaded) -> Verdict:
    """Replay a run by the ticket it was played on.

    Args:
        ticket: the board's own record of it, never the player's.
        run: what the player sent.
        loaded: the encounter of the ticket's digest.

    Raises:
        RunRefused: the run isn't the ticket's, isn't ranked, isn't legal, or has not ended. A sentence for the player.
    """
    if run.mode != "ranked":
        raise RunRefused("this run was played for practice, and only ranked runs count")
    if run.encounter != ticket.encounter or run.play != ticket.play:
        raise RunRefused("this run was played on something else than its ticket is for")
    if run.seed != ticket.seed:
        raise RunRefused("this run was played with another seed than its ticket's")
    if len(run.replies) > REPLIES_MOST:
        raise RunRefused(f"this run has more than {REPLIES_MOST} replies")
    return verdict_of(verify(run, loaded), loaded, run.temperament)


def verdict_of(replayed: Replayed, loaded: Loaded, temperament: str) -> Verdict:
    """What a replayed run comes to.

    Raises:
        RunRefused: it has not reached an ending.
    """
    score = replayed.score
    if score is None:
        raise RunRefused("this run has not reached an ending yet")
    customer = loaded.encounter.customer
    return Verdict(
        score=score.score,
        harm=score.harm,
        criticals=score.criticals,
        outcome=score.outcome,
        ending=loaded.compiled(temperament).scenes[replayed.state.scene].key,
        mastered=score.mastered,
        hot=bool(customer) and any(mood(step.after.gauges) == FURIOUS for step in replayed.steps),
    )

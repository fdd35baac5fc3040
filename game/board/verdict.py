"""What a run, or a week, comes to when whoever keeps the board replays it. Nobody sends a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Discriminator, Tag

from game.board.material import Material
from game.engine.step import Replayed
from game.library.loaded import Loaded
from game.library.run_file import RunFile, RunRefused, verify
from game.library.towns import LoadedTown
from game.rules.mood import FURIOUS, mood
from game.rules.rulebook import Outcome
from game.town.week import Closed
from game.town.week_file import ReplayedWeek, WeekFile, verify_week

REPLIES_MOST: Final = 200
"""Far beyond the longest conversation: scenes run forward, and a hub has six replies at most."""


def _kind(sent: Any) -> str:
    """Which of the two something sent is, given as data or made already."""
    return "week" if isinstance(sent, WeekFile) or (isinstance(sent, dict) and "town" in sent) else "run"


Sent = Annotated[Annotated[RunFile, Tag("run")] | Annotated[WeekFile, Tag("week")], Discriminator(_kind)]
"""What is played on a ticket and sent: a run of an encounter, or a week in a town."""


def played_on(sent: Sent) -> str:
    """The key of what it was played on: the encounter's, or the town's."""
    return sent.town if isinstance(sent, WeekFile) else sent.encounter


def said_in(sent: Sent) -> Sequence[str]:
    """Everything chosen in it, in order."""
    return sent.choices if isinstance(sent, WeekFile) else sent.replies


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to play an encounter, or a week, once, with this seed. Issued, it is an attempt spent.

    Attributes:
        ticket: its name.
        encounter, play: what is played: the key of the encounter or the town, and its digest.
        seed: who the customer is and how they start; in a week, who everybody is.
        attempt: 1 for the player's first of this, and so on.
    """

    ticket: str
    encounter: str
    play: str
    seed: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A run, or a week, replayed; `verdict_of_week` says what of it means something else of a week.

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


def judge(ticket: Ticket, sent: Sent, played: Material) -> Verdict:
    """Replay a run, or a week, by the ticket it was played on.

    Args:
        ticket: the board's own record of it, never the player's.
        sent: what the player sent.
        played: the encounter or the town of the ticket's digest.

    Raises:
        RunRefused: it isn't the ticket's, isn't ranked, isn't legal, or has not ended. A sentence for the player.
    """
    if isinstance(sent, WeekFile):
        return _judge_week(ticket, sent, played)
    if sent.mode != "ranked":
        raise RunRefused("this run was played for practice, and only ranked runs count")
    if (sent.encounter, sent.play) != (ticket.encounter, ticket.play) or isinstance(played, LoadedTown):
        raise RunRefused("this run was played on something else than its ticket is for")
    if sent.seed != ticket.seed:
        raise RunRefused("this run was played with another seed than its ticket's")
    if len(sent.replies) > REPLIES_MOST:
        raise RunRefused(f"this run has more than {REPLIES_MOST} replies")
    return verdict_of(verify(sent, played), played, sent.temperament)


def _judge_week(ticket: Ticket, week: WeekFile, played: Material) -> Verdict:
    if (week.town, week.play) != (ticket.encounter, ticket.play) or isinstance(played, Loaded):
        raise RunRefused("this week was spent in something else than its ticket is for")
    if week.seed != ticket.seed:
        raise RunRefused("this week was spent with another seed than its ticket's")
    return verdict_of_week(verify_week(week, played), played)


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


def verdict_of_week(week: ReplayedWeek, town: LoadedTown) -> Verdict:
    """What a replayed week comes to.

    What it can't have as a run has it:

    - `harm` is that of its talks, its hours and the promises broken, on average for each talk or hour, rounded up: an
      award compares the harm of runs, and a week holds a dozen of them.
    - `criticals` are those of its talks and hours, and the promises broken.
    - `outcome` is `met` where everybody who came, or would have come, got what they needed, `lost` where nobody did,
      else `partly`. Whoever is to come back counts when they do.
    - `ending` is "": a week has none.
    - `mastered` means a good week, by the score alone, as the week's debrief says it.
    - `hot` is never so: it is asked for the award to the best recovery, and a fire in a town need not have been.

    Raises:
        RunRefused: Friday's evening hasn't passed.
    """
    score = week.score
    if score is None:
        raise RunRefused("this week is not over yet")
    closed = [one for taken in week.steps for one in taken.closed]
    talks = [one.score for one in closed if one.score is not None]
    talks += [taken.spent.score for taken in week.steps if taken.spent and taken.spent.score is not None]
    broken = sum(promise.status == "broken" for promise in week.steps[-1].after.promises)
    harm = score.harm + sum(one.harm for one in talks)
    return Verdict(
        score=score.score,
        harm=-(-harm // max(1, len(talks))),
        criticals=broken + sum(one.criticals for one in talks),
        outcome=_outcome([one for one in closed if one.settled]),
        ending="",
        mastered=score.score >= town.rulebook.scoring.mastered_score,
        hot=False,
    )


def _outcome(cases: Sequence[Closed]) -> Outcome:
    """How the cases of a week were left, taken together."""
    met = sum(case.left == "met" for case in cases)
    return "met" if met == len(cases) else "partly" if met else "lost"

"""What there is to show of a run: plain data, the same for the screen and for lines.

Every text here is filled and cleaned, and still plain text: whoever shows it never passes it through markup.
"""

from dataclasses import dataclass
from typing import Literal

from game.rules.gauges import Gauges
from game.rules.mood import Mood
from game.rules.rulebook import Outcome
from game.rules.score import Score
from game.rules.skills import Skill

Mode = Literal["coached", "practice", "ranked"]

Voice = Literal["customer", "colleague", "other", "you", "narration", "coach"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the conversation.

    Attributes:
        voice: who speaks, as a kind; `coach` is the one-line reason, shown in coached runs only.
        speaker: the name to show, or "" for narration.
        text: one paragraph or more, separated by line feeds.
    """

    voice: Voice
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A reply as offered.

    Attributes:
        key: what `Run.choose` takes.
        text: what the player would say or do.
        locked: why it can't be chosen, in the author's words; "" if it can.
    """

    key: str
    text: str
    locked: str = ""


PromiseStatus = Literal["open", "kept", "changed", "broken"]


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """A promise on the ledger: what was said, with its time, and how it stands."""

    text: str
    status: PromiseStatus


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought to the colleague of an inside scene: (what, whether) for the four things."""

    colleague: str
    things: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The case card.

    Attributes:
        facts: what was learned, in the order of the file.
        facts_hidden: whether there is more to learn (never how much: that would give it away).
        promises: those made.
        holder: whose name is on it: "" nobody's, "you", or a person's name.
        figure: the handle-time or quota figure's name and value now, or none.
    """

    facts: tuple[str, ...] = ()
    facts_hidden: bool = False
    promises: tuple[PromiseMade, ...] = ()
    holder: str = ""
    figure: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Coaching:
    """What coached play shows after a turn: the author's reason, and what happened beside it.

    Attributes:
        reason: the author's one line on the reply.
        events: sentences on what the author of the line could not know: it came early, late, or a promise lapsed.
        gauges_before, gauges_after: the customer's gauges around the whole turn.
    """

    reason: str
    events: tuple[str, ...]
    gauges_before: Gauges
    gauges_after: Gauges


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment of a run, as shown.

    Attributes:
        number: replies given so far, from 0.
        title: the encounter's title.
        mode: the run's mode.
        lines: what is new since the last turn, the player's own words first.
        choices: the replies offered, in the order of the screen; none at the end.
        person: whom the player is talking to ("" for nobody); `job` what they do.
        inside: whether that is a colleague.
        at: the time shown, or "".
        mood: the customer's, while talking to them; none elsewhere: nobody sees it from afar.
        gauges: only in coached runs with a customer.
        coaching: only in coached runs, after a reply.
        brought: only in inside scenes.
        can_step_back: whether `Run.step_back` is possible.
        ended: whether the encounter is over.
        fault: a sentence when the last reply led nowhere, by a fault in the encounter's file; the turn is as it was.
    """

    number: int
    title: str
    mode: Mode
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    person: str
    job: str
    inside: bool
    at: str
    customer: str
    mood: Mood | None
    gauges: Gauges | None
    coaching: Coaching | None
    case: Case
    brought: Brought | None
    can_step_back: bool
    ended: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One rule in the account of a turn: its id and sentence, the move, and what it changed in words."""

    rule: str
    says: str
    move: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A reply that was there and not chosen: the words, its moves, and the coach's line."""

    key: str
    text: str
    moves: tuple[str, ...]
    coach: str


@dataclass(frozen=True, slots=True)
class TurnAccount:
    """One turn, looked back on.

    Attributes:
        number: from 1.
        heard: what the other person had said before it.
        meant: what they thought while saying it, where nothing told of it yet; or "".
        speaker: who they are, "" for nobody.
        said: the player's words.
        moves: what the reply was, as moves.
        told: what each rule did.
        coach: the author's line.
        thought: what they thought on hearing it, or "".
        others: the other replies that could have been chosen.
        harm: harm points of this turn.
        critical: whether it was one.
        cost: what it took from the best score still possible; none where the encounter is too large to be solved.
        grade: what the rulebook calls that, or "".
    """

    number: int
    heard: str
    meant: str
    speaker: str
    said: str
    moves: tuple[str, ...]
    told: tuple[Told, ...]
    coach: str
    thought: str
    others: tuple[Other, ...]
    harm: int
    critical: bool
    cost: int | None
    grade: str


@dataclass(frozen=True, slots=True)
class Costliest:
    """The reply that cost most, with a better line from the same scene.

    Attributes:
        turn: its number, from 1.
        said: the player's words.
        thought: what the other person thought.
        thinker: who thought it.
        why: the coach's line on it.
        harmless: whether it did no harm, so that what it cost is only what the better line would have shown.
        missed: the skills the better line shows more of.
        better: the better line.
        better_why: the coach's line on that.
        cost: what it took from the best score still possible, or none.
        grade: what the rulebook calls that, or "".
    """

    turn: int
    said: str
    thought: str
    thinker: str
    why: str
    harmless: bool
    missed: tuple[Skill, ...]
    better: str
    better_why: str
    cost: int | None
    grade: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything the debrief shows.

    Attributes:
        title: the encounter's.
        customer: the customer's name, or "".
        ending: its key; `outcome` what became of it.
        letter: two weeks later.
        costliest: the reply that cost most; none where every reply was the best there was.
        next_skill: the skill to try next, and `next_try` how, in a sentence.
        score: the numbers.
        how: how the skills make the score, in a sentence.
        because: sentences on what held the score down (harm, caps, a skill too thin), the heaviest first.
        turns: the whole conversation, turn by turn.
        possible: the best score still possible, without caps, before the first reply and after each; empty where
            the encounter is too large to be solved.
        needs: what it was really about.
        endings_found, endings: how many endings this player has found, of how many.
        stepped_back: how often the player stepped back.
        rulebook: the rulebook's title.
    """

    title: str
    customer: str
    ending: str
    outcome: Outcome
    letter: str
    costliest: Costliest | None
    next_skill: Skill | None
    next_try: str
    score: Score
    how: str
    because: tuple[str, ...]
    turns: tuple[TurnAccount, ...]
    possible: tuple[int, ...]
    needs: str
    endings_found: int
    endings: int
    stepped_back: int
    rulebook: str
    mode: Mode

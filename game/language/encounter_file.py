"""The shape of an encounter file: what a designer writes, key by key."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from game.language.draws import LOCALES
from game.language.scalars import (
    BAD_WORDING_KEY,
    FileShape,
    Key,
    KeyLike,
    Keys,
    Line,
    PersonKey,
    Prose,
    Whole,
    YesNo,
)
from game.rules.gauges import EFFORT_MAX, HEARD_MAX, HEAT_MAX, TRUST_MAX
from game.rules.rulebook import Move, Outcome
from game.rules.skills import Skill

WordingKey = Annotated[
    str,
    KeyLike("if .+|otherwise", "`if` and a condition, or `otherwise`", kind=BAD_WORDING_KEY, longest=1000),
]


def _shape_of(value: Any) -> str:
    """Which of two shapes a value means to have: then only that one's problems are told."""
    return "<several>" if isinstance(value, dict | list) else "<one>"


Wordings = Annotated[
    Annotated[Prose, Tag("<one>")]
    | Annotated[dict[WordingKey, Prose], Field(min_length=1), Tag("<several>")],
    Discriminator(_shape_of),
]
"""One text, or several under `if …` keys of which the first that holds is used."""


class WayOn(FileShape):
    """One of several ways on."""

    when: Line | None = Field(None, description="The condition under which this way is taken.")
    to: Key = Field(description="The scene it leads to.")


Ways = Annotated[
    Annotated[Key, Tag("<one>")] | Annotated[list[WayOn], Field(min_length=1), Tag("<several>")],
    Discriminator(_shape_of),
]
"""One scene, or a list of ways of which the first whose `when` holds is taken."""


class FigureShape(FileShape):
    """The handle-time or quota figure on the screen; shown, never scored."""

    name: Line = Field(description="What the figure is called, like `items a minute`.")
    start: Annotated[int, Whole(-9999, 9999)] = Field(description="Where it starts.")


class ReturnsShape(FileShape):
    """Somebody who was here before: how they come, by how they had left."""

    met: Key = Field(description="The temperament of one who had been served well.")
    passed_on: Key = Field(description="The temperament of one who had not.")


class PersonShape(FileShape):
    """Somebody in the encounter. Every other key is a field for blanks: `{dana_booking}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line]

    kind: Literal["customer", "colleague", "other"] = Field(
        alias="is",
        description="The customer (at most one), a colleague inside the company, or somebody else.",
    )
    name: Line | None = Field(None, description="A name, or a draw like `woman.name`.")
    job: Line | None = Field(None, description="What they do, like `front-end lead`.")
    returns: ReturnsShape | None = Field(
        None, description="A customer who was here before, in whatever encounter the player has played."
    )


class TemperamentShape(FileShape):
    """How the customer starts."""

    heat: Annotated[int, Whole(0, HEAT_MAX)] = Field(0, description="Anger at the start, 0-20.")
    trust: Annotated[int, Whole(0, TRUST_MAX)] = Field(0, description="Trust at the start, 0-20.")
    heard: Annotated[int, Whole(0, HEARD_MAX)] = Field(0, description="How heard they feel already, 0-4.")
    effort: Annotated[int, Whole(0, EFFORT_MAX)] = Field(0, description="What it has cost them already, 0-9.")
    needs_heard: Annotated[int, Whole(0, HEARD_MAX)] = Field(
        2, description="How heard they must feel before solutions are welcome, 0-4."
    )
    only: Literal["town"] | None = Field(None, description="`town` keeps it for the working day.")


class BackTextsShape(FileShape):
    """What somebody would come back about, each as the end of a sentence, in a few words."""

    about: Prose = Field(description="What they were here for: “It was about …”")
    recalls: Prose = Field(description="One thing they told, which one who listened has: “There was …”")
    sore: Prose = Field(description="What it was like if they were passed on: “Last time it was …”")
    thanks: Prose = Field(description="Who did the work behind the desk: “I had it from …”")


class BackShape(BackTextsShape):
    """What the customer would come back about, in an encounter with somebody who `returns`."""

    who: PersonKey = Field(description="The customer.")


class PromiseShape(FileShape):
    """Something the player may promise."""

    text: Prose = Field(description="What is promised, and by when.")
    due: Key | None = Field(None, description="The scene that must not be left with the promise unkept.")
    outlives: Annotated[bool, YesNo()] = Field(False, description="Whether an ending leaves it open.")


class ReplyShape(FileShape):
    """Something the player can say or do."""

    say: Prose = Field(description="What the player says or does.")
    moves: Annotated[list[Move], Field(min_length=1, max_length=2)] = Field(
        description="What the reply does: one or two moves, applied in this order."
    )
    cites: Keys | None = Field(None, description="Facts that must be known for the reply to exist.")
    learns: Keys | None = Field(None, description="Facts it reveals.")
    sets: Keys | None = Field(None, description="Flags it sets, read by flag(…).")
    promises: Keys | None = Field(None, description="Promises it opens.")
    keeps: Keys | None = Field(None, description="Promises it keeps.")
    renegotiates: Keys | None = Field(None, description="Promises it renegotiates.")
    hands_to: PersonKey | None = Field(None, description="The person who takes the case over.")
    figure: Annotated[int, Whole(-999, 999)] = Field(0, description="Its effect on the figure on screen.")
    when: Line | None = Field(None, description="The condition under which it can be chosen.")
    locked: Prose | None = Field(None, description="Why it can't be chosen; without this it is hidden.")
    hears: Wordings | None = Field(None, description="What the other person answers to this reply.")
    thinks: Wordings | None = Field(None, description="What they think and don't say; for the debrief.")
    coach: Prose | None = Field(None, description="Why this reply works or costs, in one sentence.")
    to: Ways | None = Field(None, description="The scene it leads to; in a hub, none stays there.")
    was: Key | None = Field(None, description="The reply's former key.")


class EndingShape(FileShape):
    """What an ending settles."""

    outcome: Outcome = Field(description="Whether the real need was met, met partly, or lost.")


class SceneShape(FileShape):
    """A moment where somebody speaks and the player may answer."""

    person: Annotated[str, KeyLike("[a-z][a-z0-9]*", "a person's key")] = Field(
        "nobody", alias="with", description="Who is there: a person's key, or nobody."
    )
    at: Line | None = Field(None, description="A clock to show; never computed with.")
    says: Wordings | None = Field(None, description="What they say, or the narration.")
    thinks: Wordings | None = Field(None, description="What they think and don't say; for the debrief.")
    replies: Annotated[dict[Key, ReplyShape], Field(min_length=1)] | None = Field(
        None, description="What the player can say or do, by key."
    )
    otherwise: Ways | None = Field(None, description="The scene to go to when no reply is available.")
    hub: Annotated[bool, YesNo()] = Field(False, description="Questions in any order; replies may stay.")
    act_first: Annotated[bool, YesNo()] = Field(False, description="Danger: acting at once is right here.")
    act_first_why: Prose | None = Field(None, description="Why acting comes first here.")
    ending: EndingShape | None = Field(None, description="Makes this scene an ending.")
    letter: Wordings | None = Field(None, description="Two weeks later: what the customer did next.")


class ExpectationShape(FileShape):
    """What a test expects of its run; what isn't named isn't asked."""

    ending: Key | None = Field(None, description="The ending it reaches.")
    outcome: Outcome | None = Field(None, description="That ending's outcome.")
    mastered: Annotated[bool, YesNo()] | None = Field(None, description="Whether the run is mastered.")
    criticals: Annotated[int, Whole(0, 99)] | None = Field(None, description="How many criticals.")
    score_at_least: Annotated[int, Whole(0, 1000)] | None = Field(None, description="The least score.")
    score_at_most: Annotated[int, Whole(0, 1000)] | None = Field(None, description="The highest score.")


class TestShape(FileShape):
    """One test of the file by itself: play these replies, expect this."""

    __test__ = False  # not a test of ours

    temperament: Key | None = Field(None, description="The customer's temperament; none without a customer.")
    choose: Annotated[list[Key], Field(min_length=1)] = Field(description="Reply keys, one per turn.")
    expect: ExpectationShape = Field(description="What the run must come to.")


class EncounterShape(FileShape):
    """An encounter file."""

    format: Annotated[int, Whole(1, 1)] = Field(description="1, the only format so far.")
    encounter: Key = Field(description="The encounter's key: the file's name without .yaml.")
    title: Line = Field(description="A short title.")
    role: Line = Field(description="What the player is, like `gate agent`.")
    industry: Line = Field(description="Where it happens, like `airline`.")
    level: Annotated[int, Whole(1, 5)] = Field(description="How hard it is, 1-5.")
    locale: Literal[LOCALES] = Field("en_US", description="Where the drawn names come from.")  # type: ignore[valid-type]
    draft: Annotated[bool, YesNo()] = Field(False, description="Not finished: checked for reading only.")
    full_marks: Annotated[dict[Skill, Annotated[int, Whole(1, 999)]], Field(min_length=1)] = Field(
        description="Evidence per offered skill that counts as full."
    )
    brief: Prose = Field(description="What the player knows on walking in.")
    desk_card: Prose = Field(description="What the player may do, and who can say yes to the rest.")
    figure: FigureShape | None = Field(None, description="The handle-time or quota figure on the screen.")
    people: dict[PersonKey, PersonShape] = Field({}, description="Everybody in it, by key.")
    needs: Prose = Field(description="The real need, in a sentence or two.")
    temperaments: dict[Key, TemperamentShape] = Field({}, description="How the customer may start, by key.")
    facts: dict[Key, Prose] = Field({}, description="What the player may learn, by key.")
    promises: dict[Key, PromiseShape] = Field({}, description="What the player may promise, by key.")
    back: BackShape | None = Field(None, description="What the customer would come back about.")
    start: Key = Field(description="The first scene.")
    scenes: Annotated[dict[Key, SceneShape], Field(min_length=1)] = Field(description="Every scene, by key.")
    tests: dict[Line, TestShape] = Field({}, description="Tests of the file by itself, by name.")

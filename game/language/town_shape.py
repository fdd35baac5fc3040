"""The shape of a town, `towns/*.yaml`: a workplace, its week, and what an hour may be spent on, key by key."""

from typing import Annotated, Final, Literal, get_args

from pydantic import ConfigDict, Discriminator, Field, Tag

from game.language.draws import LOCALES
from game.language.encounter_file import BackTextsShape, Wordings
from game.language.scalars import FileShape, Key, KeyLike, Keys, Line, PersonKey, Prose, Whole, YesNo
from game.rules.rulebook import Move, Outcome
from game.rules.skills import Skill

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]

DAYS: Final[tuple[Day, ...]] = get_args(Day)
"""A week's days; day 1 is a Monday."""

HOURS_MOST: Final = 6
GROWN_MOST: Final = 9

Bucket = Literal["help", "serve", "chores"]
Points = Annotated[int, Whole(0, 1000)]

FullMarks = Annotated[dict[Skill, Annotated[int, Whole(1, 99)]], Field(min_length=1)]


def _shape_of(value: object) -> str:
    return "<several>" if isinstance(value, list) else "<one>"


Days = Annotated[
    Annotated[Day, Tag("<one>")] | Annotated[list[Day], Field(min_length=1), Tag("<several>")],
    Discriminator(_shape_of),
]
"""A day, or a list of them."""


class TownPersonShape(FileShape):
    """Somebody at the workplace, or somebody of an encounter (`of`). Every other key is a field for blanks."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line]

    kind: Literal["customer", "colleague", "other"] = Field(
        alias="is", description="A customer, a colleague inside the company, or somebody else."
    )
    of: Annotated[str, KeyLike(r"[a-z0-9-]+\.[a-z][a-z0-9]*", "`encounter.person`")] | None = Field(
        None, description="Who they are in an encounter, like `rerouted-flight.dana`: names come from there."
    )
    name: Line | None = Field(None, description="A name, or a draw like `woman.name`.")
    job: Line | None = Field(None, description="What they do.")


class BucketsShape(FileShape):
    """What the three buckets are called here."""

    help: Prose = Field(description="What helping somebody get what they need is at this workplace.")
    serve: Prose = Field(description="What serving is.")
    chores: Prose = Field(description="What the chores are.")


class NumberShape(FileShape):
    """A number of the week's score, with the sentence that says why."""

    points: Points = Field(description="The number.")
    says: Prose = Field(description="What it means, in a sentence for the player.")


class WeekScoreShape(FileShape):
    """The numbers that make a week's score, where the rulebook has none."""

    cases: NumberShape = Field(description="How many parts in 100 the cases are; the hours are the rest.")
    chores: NumberShape = Field(description="What a chore's hour counts, of 1000.")
    warned: NumberShape = Field(description="The most that a fire counts whose customer had been warned.")
    neglected: NumberShape = Field(description="The most that a fire counts which nobody had prepared for.")
    second: NumberShape = Field(description="The most that a second failure counts.")
    untouched: NumberShape = Field(description="The most a week scores in which `help` or `serve` lay idle.")
    broken: NumberShape = Field(description="The most a week scores in which a promise was broken.")


class PriceShape(FileShape):
    """What costs hours, and how many are left in any case."""

    pulling_in: Annotated[int, Whole(0, 3)] = Field(1, description="Hours for pulling somebody in.")
    fire: Annotated[int, Whole(0, 3)] = Field(1, description="Hours of the next morning that a fire costs.")
    least: Annotated[int, Whole(1, HOURS_MOST)] = Field(1, description="Hours that are left in any case.")


class TownPromiseShape(FileShape):
    """Something the player may promise, with the day it falls due."""

    text: Prose = Field(description="What is promised, and by when.")
    due: Day = Field(description="The day it falls due.")
    possible: Annotated[bool, YesNo()] = Field(True, description="Whether it can be kept at all.")
    signal: Key | None = Field(None, alias="for", description="The signal on which keeping it is work.")
    work: Annotated[int, Whole(0, 3)] = Field(0, description="Hours of work that keeping it does.")
    kept: Prose = Field(description="What comes of keeping it.")
    renegotiated: Prose | None = Field(None, description="What is said when it is put off by a day.")
    lapsed: Prose = Field(description="What comes of letting it lapse.")


class SignalSaysShape(FileShape):
    """A signal's wordings on the forecast board."""

    new: Prose = Field(description="While it hasn't been left alone for a day.")
    waiting: Prose | None = Field(None, description="After a day on which nobody touched it.")
    pressing: Prose | None = Field(None, description="After two such days or more.")


class SignalShape(FileShape):
    """An early sign of a fire."""

    title: Line = Field(description="Its line on the forecast board.")
    seen: Day = Field(description="The day it is first seen.")
    breaks: Day = Field(description="The day it breaks, if it hasn't been prevented.")
    needs: Annotated[int, Whole(1, GROWN_MOST)] = Field(1, description="Hours of work it needs at first.")
    says: SignalSaysShape = Field(description="What the board says, by how long it was left alone.")
    spares: Annotated[int, Whole(1, 100_000)] = Field(1, description="How many never have to call.")
    quiet: Prose = Field(description="The quiet ledger's words on the day it would have broken.")
    letter: Prose | None = Field(None, description="A short letter that comes of it all the same.")


class TownReplyShape(FileShape):
    """Something the player can say or do in a scene of the town."""

    say: Prose = Field(description="What the player says or does.")
    moves: Annotated[list[Move], Field(min_length=1, max_length=2)] = Field(description="One or two moves.")
    cites: Keys | None = Field(None, description="Facts that must be known for the reply to exist.")
    learns: Keys | None = Field(None, description="Facts it reveals; known for the rest of the week.")
    promises: Keys | None = Field(None, description="Promises it opens.")
    when: Line | None = Field(None, description="The condition under which it can be chosen.")
    work: Annotated[int, Whole(0, 3)] = Field(0, description="Hours of work it does on the signal.")
    warns: Annotated[bool, YesNo()] = Field(False, description="Whether the people concerned know now.")
    pulls: PersonKey | None = Field(None, description="The colleague it pulls in, at a price in time.")
    figure: Annotated[int, Whole(-999, 999)] = Field(0, description="Its effect on the figure on screen.")
    ends: Outcome = Field("met", description="Where it leaves the person: met, partly or lost.")
    hears: Wordings | None = Field(None, description="What the other person answers, or what comes of it.")
    thinks: Wordings | None = Field(None, description="What they think and don't say.")
    coach: Prose | None = Field(None, description="Why this reply works or costs, in one sentence.")


class TownSceneShape(FileShape):
    """A short scene: somebody speaks, the player answers once."""

    person: Annotated[str, KeyLike("[a-z][a-z0-9]*", "a person's key")] = Field(
        "nobody", alias="with", description="Who is there: a person's key, or nobody."
    )
    at: Line | None = Field(None, description="A clock to show.")
    full_marks: FullMarks = Field(description="Evidence that its best reply shows, per skill.")
    says: Wordings = Field(description="What they say, or the narration.")
    thinks: Wordings | None = Field(None, description="What they think and don't say.")
    replies: Annotated[dict[Key, TownReplyShape], Field(min_length=2, max_length=5)] = Field(
        description="What the player can say or do, by key."
    )


class TaskShape(TownSceneShape):
    """What an hour may be spent on."""

    title: Line = Field(description="Its line in the morning.")
    bucket: Bucket = Field(description="help, serve or chores.")
    days: Days = Field(description="The days on which it can be done.")
    hours: Annotated[int, Whole(1, 3)] = Field(1, description="Hours it takes.")
    signal: Key | None = Field(None, alias="for", description="The signal it is work on.")
    when: Line | None = Field(None, description="The condition under which it can be done.")


class ArrivalSceneShape(TownSceneShape):
    """The short scene of somebody who comes, with letters by how they leave."""

    letters: dict[Outcome, Prose] = Field({}, description="What they write afterwards, by outcome.")


class ArrivalShape(FileShape):
    """Somebody who comes: an encounter of the library, or a short scene of the town's own."""

    title: Line = Field(description="Who comes, for the timeline.")
    day: Day | None = Field(None, description="The day; a signal's is the day it breaks.")
    signal: Key | None = Field(None, alias="of", description="The signal of which this is the fire.")
    encounter: Key | None = Field(None, description="The encounter that is played.")
    calm: Key | None = Field(None, description="The encounter's temperament for somebody warned or trusting.")
    hot: Key | None = Field(None, description="The encounter's temperament for somebody neglected.")
    scene: ArrivalSceneShape | None = Field(None, description="A short scene instead of an encounter.")
    when: Line | None = Field(None, description="The condition under which they come.")
    hot_when: Line | None = Field(None, description="The condition under which they come hot.")
    again: Key | None = Field(
        None,
        description="The arrival whose second failure this is: they come if they were passed on, and hot.",
    )
    returns: Keys | None = Field(
        None, description="Arrivals of which the last one who came is who comes back here."
    )
    back: BackTextsShape | None = Field(
        None, description="What whoever comes in this scene would come back about."
    )
    early: Annotated[bool, YesNo()] = Field(
        False, description="Whether they come before the morning's hours, not after."
    )
    opens: Prose = Field(description="What is told before they come.")
    opens_hot: Prose | None = Field(None, description="The same, where they come hot.")
    carries: dict[Key, Key] = Field({}, description="The encounter's promise → the town's that it becomes.")


class FigureShape(FileShape):
    """A figure on the screen; shown, never scored."""

    name: Line = Field(description="What the figure is called.")
    start: Annotated[int, Whole(-9999, 9999)] = Field(description="Where it starts.")


class MorningsShape(FileShape):
    """The five mornings."""

    monday: Prose = Field(description="Monday morning.")
    tuesday: Prose = Field(description="Tuesday morning.")
    wednesday: Prose = Field(description="Wednesday morning.")
    thursday: Prose = Field(description="Thursday morning.")
    friday: Prose = Field(description="Friday morning.")


class MoodShape(FileShape):
    """How customers of the town's own scenes start."""

    heat: Annotated[int, Whole(0, 20)] = Field(description="Anger, 0-20.")
    trust: Annotated[int, Whole(0, 20)] = Field(description="Trust, 0-20.")
    effort: Annotated[int, Whole(0, 9)] = Field(0, description="What it has cost them already, 0-9.")


class TownShape(FileShape):
    """A town file."""

    format: Annotated[int, Whole(1, 1)] = Field(description="1, the only format so far.")
    town: Key = Field(description="The town's key, equal to the file's name.")
    title: Line = Field(description="The workplace's name.")
    draft: Annotated[bool, YesNo()] = Field(
        False, description="Whether it is unfinished: read, not proved yet."
    )
    role: Line = Field(description="What the player is there.")
    about: Prose = Field(description="What the place is, and what this week is about.")
    desk_card: Prose = Field(description="What the player may do, and who can be pulled in.")
    locale: Literal[LOCALES] = Field("en_US", description="Where drawn names come from.")  # type: ignore[valid-type]
    hours: Annotated[int, Whole(1, HOURS_MOST)] = Field(description="Free hours each morning.")
    price: PriceShape = Field(PriceShape(), description="What things cost in hours.")
    buckets: BucketsShape = Field(description="What the three buckets are here.")
    score: WeekScoreShape = Field(description="The numbers of a week's score.")
    calm: MoodShape = Field(description="How a customer of a scene starts.")
    hot: MoodShape = Field(description="How they start where something has gone wrong before.")
    figure: FigureShape | None = Field(None, description="A figure on the screen; shown, never scored.")
    mornings: MorningsShape = Field(description="What each morning looks like.")
    people: dict[PersonKey, TownPersonShape] = Field({}, description="Everybody in it, by key.")
    facts: dict[Key, Prose] = Field({}, description="What the player may learn, by key.")
    promises: dict[Key, TownPromiseShape] = Field({}, description="What the player may promise, by key.")
    signals: Annotated[dict[Key, SignalShape], Field(min_length=1)] = Field(
        description="Early signs, by key."
    )
    tasks: Annotated[dict[Key, TaskShape], Field(min_length=1)] = Field(
        description="What an hour may be spent on, by key."
    )
    arrivals: Annotated[dict[Key, ArrivalShape], Field(min_length=1)] = Field(
        description="Who comes, by key, in the order they come in on a day."
    )

"""The shape of a rulebook file, and how it becomes the rules' data."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from game.language.conditions import parse
from game.language.diagnostics import Diagnostic, suggestion
from game.language.prose import paragraphs
from game.language.raw import Part, asked_by
from game.language.scalars import FileShape, KeyLike, Line, Prose, Whole, YesNo
from game.language.yaml_subset import Document
from game.rules.clean import clean
from game.rules.rulebook import MOVES, Event, Move, MoveRules, Rule, Rulebook, Scoring
from game.rules.skills import Skill

RuleId = Annotated[str, KeyLike(r"R-[0-9]{2,4}", "a rule's id, like R-07")]
Change = Annotated[int, Whole(-20, 20)]
Share = Annotated[int, Whole(0, 1000)]


class RuleShape(FileShape):
    """One rule of a move."""

    when: Line | None = Field(None, description="The condition under which it applies; none means always.")
    says: Prose = Field(description="The sentence a player reads.")
    source: Prose = Field(description="Where it comes from: a study, or judgement.")
    evidence: dict[Skill, Annotated[int, Whole(0, 99)]] = Field({}, description="What it shows, per skill.")
    heat: Change = Field(0, description="Its effect on Heat.")
    trust: Change = Field(0, description="Its effect on Trust.")
    heard: Change = Field(0, description="Its effect on Heard.")
    effort: Change = Field(0, description="Its effect on Effort.")
    harm: Annotated[int, Whole(0, 99)] = Field(0, description="Harm points, never earned back.")
    critical: Annotated[bool, YesNo()] = Field(False, description="Whether it counts as a critical.")


class EventShape(RuleShape):
    """The one rule of an event."""

    id: RuleId = Field(description="The rule's id, like R-50.")


class MoveShape(FileShape):
    """What the rulebook says of a move."""

    means: Prose = Field(description="What the move is, in a sentence for a designer.")
    solves: Annotated[bool, YesNo()] = Field(False, description="Offers a solution: may come too early.")
    deflects: Annotated[bool, YesNo()] = Field(False, description="Hands the problem back.")
    rescues: Annotated[bool, YesNo()] = Field(
        False, description="Heroics on a fire one could have prevented."
    )
    rules: Annotated[dict[RuleId, RuleShape], Field(min_length=1)] = Field(
        description="Its rules; the first whose `when` holds applies."
    )


class EventsShape(FileShape):
    """What may happen besides a move; each has exactly one rule."""

    early: EventShape = Field(description="A solution before the customer was heard.")
    late: EventShape = Field(description="No action where danger asks for one.")
    unkept: EventShape = Field(description="A promise left unkept.")
    ended_by: EventShape = Field(description="A brush-off that ends the encounter.")


class ScoringShape(FileShape):
    """The numbers that turn evidence, harm and outcome into a score."""

    weight_pair: Share = Field(description="Weight of hearing, feeling and doing together.")
    weight_own: Share = Field(description="Weight of Own.")
    weight_advocate: Share = Field(description="Weight of Advocate.")
    weight_prevent: Share = Field(description="Weight of Prevent.")
    harm_percent: Annotated[int, Whole(0, 100)] = Field(description="Percent lost per harm point.")
    harm_percent_most: Annotated[int, Whole(0, 100)] = Field(
        description="The most harm can take, in percent."
    )
    critical_cap: Share = Field(description="The most a run with a critical can score.")
    partly_cap: Share = Field(description="The most a run whose need is met partly can score.")
    lost_cap: Share = Field(description="The most a run whose need is lost can score.")
    rescue_ratio_cap: Share = Field(description="The most the Prevent ratio counts after a rescue, of 1000.")
    mastered_score: Share = Field(description="The least score of a mastered run.")
    mastered_ratio: Share = Field(description="The least ratio of each offered skill when mastered, of 1000.")
    early_share: Annotated[int, Whole(1, 99)] = Field(
        description="An early solution's evidence is divided by it."
    )


class GradesShape(FileShape):
    """The highest cost that still earns each grade, rising."""

    best: Share = Field(alias="Best", description="The most a Best reply may cost.")
    good: Share = Field(alias="Good", description="The most a Good reply may cost.")
    slip: Share = Field(alias="Slip", description="The most a Slip may cost.")
    mistake: Share = Field(alias="Mistake", description="The most a Mistake may cost; beyond is a Blunder.")


class RulebookShape(FileShape):
    """A rulebook file."""

    format: Annotated[int, Whole(1, 1)] = Field(description="1, the only format so far.")
    rulebook: Annotated[int, Whole(1, 9999)] = Field(description="The rulebook's number.")
    title: Line = Field(description="Its name, for the screen.")
    moves: dict[Move, MoveShape] = Field(description="The rules of every move.")
    events: EventsShape = Field(description="The one rule of every event.")
    scoring: ScoringShape = Field(description="The numbers of the score.")
    grades: GradesShape = Field(description="The highest cost that still earns each grade.")
    tries: dict[Skill, Prose] = Field({}, description="Per skill, one thing to try next time.")


def compile_rulebook(shape: RulebookShape) -> Rulebook:
    """The rulebook that a file holds.

    Raises:
        ConditionError: a condition can't be read, which `rulebook_problems` would have told.
    """
    events: dict[Event, EventShape] = {
        "early": shape.events.early,
        "late": shape.events.late,
        "unkept": shape.events.unkept,
        "ended_by": shape.events.ended_by,
    }
    grades = shape.grades
    return Rulebook(
        rulebook=shape.rulebook,
        title=clean(shape.title),
        moves={move: _move(move, shape.moves[move]) for move in MOVES},
        events={event: _rule(one.id, one) for event, one in events.items()},
        scoring=Scoring(**shape.scoring.model_dump()),
        grades=(
            ("Best", grades.best),
            ("Good", grades.good),
            ("Slip", grades.slip),
            ("Mistake", grades.mistake),
        ),
        tries={skill: paragraphs(text) for skill, text in shape.tries.items()},
    )


def _move(move: Move, shape: MoveShape) -> MoveRules:
    return MoveRules(
        move=move,
        means=paragraphs(shape.means),
        rules=tuple(_rule(key, rule) for key, rule in shape.rules.items()),
        solves=shape.solves,
        deflects=shape.deflects,
        rescues=shape.rescues,
    )


def _rule(key: str, rule: RuleShape) -> Rule:
    return Rule(
        id=key,
        says=paragraphs(rule.says),
        source=paragraphs(rule.source),
        when=None if rule.when is None else parse(rule.when, "rulebook"),
        evidence=tuple(rule.evidence.items()),
        heat=rule.heat,
        trust=rule.trust,
        heard=rule.heard,
        effort=rule.effort,
        harm=rule.harm,
        critical=rule.critical,
    )


def rulebook_problems(document: Document) -> Iterator[Diagnostic]:
    """What the model cannot see: moves left out, ids used twice, conditions, grades that do not rise."""
    top = Part(document, (), document.data)
    moves = top / "moves"
    for move in MOVES if isinstance(moves.value, dict) else ():
        if move not in moves:
            hint = "a rulebook says what every move does, even if that is nothing"
            yield moves.key_problem("M102", f"`moves` lacks the key `{move}`", hint)
    yield from _ids(top)
    for rules in [move / "rules" for move in moves.parts()] + [top / "events"]:
        for rule in rules.parts():
            yield from _when(rule)
    yield from _grades(top / "grades")


def _ids(top: Part) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    places = [
        (rule.key, rule.key_place()) for move in (top / "moves").parts() for rule in (move / "rules").parts()
    ]
    places += [(event.text, event.place()) for one in (top / "events").parts() if (event := one / "id").text]
    for key, place in places:
        if key in seen:
            hint = "give each rule its own number, for ever"
            yield Diagnostic("R213", f"the id `{key}` is used in line {seen[key]} already", place, hint)
        seen.setdefault(key, place.line)


def _when(rule: Part) -> Iterator[Diagnostic]:
    for asking in asked_by(rule / "when"):
        parsed, problems = asking.read("rulebook")
        yield from problems
        for _asked, name, start, end in parsed.names if parsed else ():
            if name not in MOVES:
                hint = suggestion(name, MOVES, "moves")
                yield Diagnostic("R206", f"`{name}` is not a move", asking.place(start, end), hint)


def _grades(grades: Part) -> Iterator[Diagnostic]:
    lowest = -1
    for key in ("Best", "Good", "Slip", "Mistake"):
        cost = (grades / key).text
        if cost.isdecimal() and len(cost) < 6:
            if int(cost) <= lowest:
                hint = "each grade may cost more than the one before"
                yield (grades / key).problem("S517", f"{key} must be more than {lowest}", hint)
            lowest = int(cost)

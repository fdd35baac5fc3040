"""What a debrief says, as things to show. Everything a file or a player wrote goes in as plain `Content`."""

from collections.abc import Iterator

from textual.content import Content
from textual.visual import Visual

from game.rules.skills import SKILLS
from game.telling.views import Debrief, Other, TurnAccount
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import bar, cost, counted, curve

TRAINING = "Training, not a measure of a person: never use it for hiring or discipline. Weights are ours."

_OUTCOMES = {
    "met": "what they needed was met",
    "partly": "what they needed was met in part",
    "lost": "what they needed was not met",
}

BLANK = Content(" ")


def title(text: str) -> Content:
    """A small heading."""
    return Content.styled(text, "bold $quiet")


def score_page(debrief: Debrief) -> Stack:
    """The score with everything that made it."""
    score = debrief.score
    parts: list[Visual] = [
        Content.assemble(
            (f"{score.score}", "bold $loud"),
            " of 1000    ",
            (f"mastered: {'yes' if score.mastered else 'no'}", "bold $accent"),
        ),
        *(Hanging(Content.styled("•", "$accent"), Content(reason), 2) for reason in debrief.because),
        BLANK,
        *_still_possible(debrief),
        title("SKILLS, what showed out of full marks"),
        *(_skill(debrief, skill) for skill in SKILLS if skill in score.ratios),
        BLANK,
        title("APART FROM THAT"),
        _fact("Harm", f"{counted(score.harm, 'point')}, never earned back" if score.harm else "none"),
        _fact(
            "Criticals", f"{score.criticals}; even one holds the score down" if score.criticals else "none"
        ),
        _fact("Outcome", _OUTCOMES[score.outcome]),
        _fact("Endings", f"{debrief.endings_found} of {debrief.endings} found"),
        _fact("Played", _played(debrief)),
        BLANK,
        title("WHAT IT WAS REALLY ABOUT"),
        Content(debrief.needs),
        BLANK,
        Content.styled(f"Scored by {debrief.rulebook}. {debrief.how}", "$quiet"),
        Content.styled(TRAINING, "$quiet"),
    ]
    return Stack(parts)


def _still_possible(debrief: Debrief) -> Iterator[Visual]:
    """The best score still to be had, turn by turn; nothing where the encounter is too large to be solved."""
    if debrief.possible:
        yield title("STILL POSSIBLE, turn by turn")
        yield Content.styled(curve(debrief.possible), "$accent")
        yield BLANK


def _skill(debrief: Debrief, skill: str) -> Content:
    score = debrief.score
    found = next(key for key in score.ratios if key == skill)
    ratio, evidence, full = score.ratios[found], score.evidence[found], score.full_marks[found]
    return Content.assemble(
        f"{skill:<11}",
        (bar(ratio, 1000, 20), "$accent"),
        (f" {ratio:>5}", "bold"),
        (f"   {_against(evidence, full)}", "$quiet"),
    )


def _against(evidence: int, full: int) -> str:
    return f"{evidence} of {full}" if evidence <= full else f"{full} of {full}, and {evidence - full} beyond"


def _fact(name: str, says: str) -> Hanging:
    return Hanging(Content.styled(name, "$quiet"), Content(says), 11)


def _played(debrief: Debrief) -> str:
    if debrief.stepped_back:
        return f"{debrief.mode}, {counted(debrief.stepped_back, 'step')} back"
    return debrief.mode


def turn_row(turn: TurnAccount) -> Content:
    """A turn in one line: its number, what it cost, what was said."""
    harmed = "critical" if turn.critical else f"harm {turn.harm}" if turn.harm else ""
    graded = cost(turn.grade, turn.cost) if turn.cost else harmed or turn.grade
    style = "$error" if turn.cost or harmed else "$quiet"
    return Content.assemble(
        (f"{turn.number:>3}", "bold $accent"), (f"  {graded:<13} ", style), turn.said.replace("\n", " ")
    )


def turn_page(turn: TurnAccount) -> Stack:
    """Everything there is to say about one turn."""
    return Stack(_turn_parts(turn))


def _turn_parts(turn: TurnAccount) -> Iterator[Visual]:
    if turn.heard:
        yield _said(turn.speaker or "What happened", turn.heard, "")
        if turn.meant:
            yield Content.assemble(("thought  ", "$quiet"), (turn.meant, "italic"))
        yield BLANK
    yield _said("You", turn.said, "$loud")
    yield BLANK
    yield title("WHAT IT WAS")
    if turn.grade:
        yield Content.assemble((turn.grade, "bold $accent"), (f": {_possible(turn)}", "$quiet"))
    yield Content(", ".join(turn.moves).replace("_", " "))
    for told in turn.told:
        changed = f" ({', '.join(told.changed)})" if told.changed else ""
        yield Hanging(
            Content.styled(told.rule, "$accent"), Content.assemble(told.says, (changed, "$quiet")), 6
        )
    if turn.coach:
        yield BLANK
        yield _said("Coach", turn.coach, "")
    if turn.thought:
        yield BLANK
        yield _said(f"{turn.speaker or 'They'} thought", turn.thought, "italic")
    if turn.others:
        yield BLANK
        yield title("YOU COULD ALSO HAVE SAID")
        for other in turn.others:
            yield from _other(other)


def _possible(turn: TurnAccount) -> str:
    return (
        f"the best score still possible fell by {turn.cost}"
        if turn.cost
        else "nothing you could have said was better"
    )


def _other(other: Other) -> Iterator[Visual]:
    yield Hanging(Content.styled("•", "$accent"), Content(other.text), 2)
    because = Content.assemble(
        (", ".join(other.moves).replace("_", " "), "bold"), f": {other.coach}" if other.coach else ""
    )
    yield Hanging(Content(), because.stylize_before("$quiet"), 2)


def _said(speaker: str, text: str, style: str) -> Content:
    return Content.assemble((speaker, "bold $accent"), "\n", (text, style))

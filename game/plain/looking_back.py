"""The debrief as text."""

from game.plain.lines import quoted
from game.rules.words import listed
from game.telling.views import Debrief


def debrief_text(found: Debrief) -> str:
    """The ninety-second debrief and the score, as text."""
    lines = ["", "Two weeks later", "", found.letter, ""]
    if found.costliest is not None:
        worst = found.costliest
        graded = f" ({worst.grade}, {worst.cost} of what was still possible)" if worst.grade else ""
        headed = "The best chance missed" if worst.harmless else "What cost you most"
        more = f", for {listed(worst.missed)}" if worst.missed else ""
        lines += [f"{headed}, turn {worst.turn}{graded}: {quoted(worst.said)}"]
        if worst.thought:
            lines += [f"{worst.thinker} thought: {quoted(worst.thought)}"]
        lines += [worst.why, f"Better{more}: {quoted(worst.better)}", worst.better_why, ""]
    else:
        lines += ["No reply of yours had a better one beside it.", ""]
    if found.next_skill:
        lines += [f"One thing to try: {found.next_skill}. {found.next_try}", ""]
    score = found.score
    mastered = "mastered" if score.mastered else "not mastered"
    because = f": {'; '.join(found.because)}" if found.because else ""
    lines += [f"Score {score.score} of 1000, {mastered}{because}."]
    lines += [
        f"  {skill} {score.evidence[skill]} of {score.full_marks[skill]} ({ratio // 10} %)"
        for skill, ratio in score.ratios.items()
    ]
    lines += [f"  Harm {score.harm}, criticals {score.criticals}. Rulebook: {found.rulebook}."]
    if found.possible:
        lines += [f"Best score still possible, turn by turn: {', '.join(map(str, found.possible))}."]
    lines += [f"Endings found: {found.endings_found} of {found.endings}."]
    lines += ["This is for training: it measures a conversation, never a person.", ""]
    return "\n".join(lines)


def account_text(found: Debrief) -> str:
    """The whole conversation, turn by turn, as text."""
    lines = ["", f"What it was about: {found.needs}", ""]
    for turn in found.turns:
        lines += [f"Turn {turn.number}. {turn.speaker + ': ' if turn.speaker else ''}{turn.heard}"]
        if turn.meant:
            lines += [f"  thinking: {turn.meant}"]
        lines += [f"  You: {turn.said}", f"  Moves: {', '.join(turn.moves)}"]
        if turn.grade:
            lines += [f"  {turn.grade}{f', cost {turn.cost}' if turn.cost else ''}"]
        lines += [f"  {told.rule} {told.says} {', '.join(told.changed)}" for told in turn.told]
        lines += [f"  Coach: {turn.coach}"]
        if turn.thought:
            lines += [f"  {turn.speaker} thought: {turn.thought}"]
        lines += [f"  Or: {other.text} ({', '.join(other.moves)}) {other.coach}" for other in turn.others]
        lines += [""]
    return "\n".join(lines)

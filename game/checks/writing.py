"""How it is written, as far as it can be counted: nothing is missing, nothing stands twice, everything can be shown."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Final

from game.checks.check import writing_check
from game.checks.words import words
from game.checks.written import Written
from game.engine.encounter import NOBODY
from game.language.diagnostics import Diagnostic, cells
from game.language.yaml_subset import Path
from game.rules.rulebook import MOVES
from game.rules.skills import SKILLS

# ---- what is missing


@writing_check("W901", "A reply has no `coach`.")
def no_coach(written: Written) -> Iterator[Diagnostic]:
    """Replies without a sentence on why they work or cost."""
    hint = "say in a sentence or two why it works or costs; coached play shows it after the choice"
    for scene in written.spoken:
        for reply, text in scene.replies.items():
            if not text.coach:
                place = written.key_place(*scene.at_reply(reply))
                yield Diagnostic("W901", f"the reply `{reply}` has no `coach`", place, hint)


@writing_check("W902", "Somebody says something, and what they thought is missing.")
def no_thinks(written: Written) -> Iterator[Diagnostic]:
    """Lines of another person without `thinks`."""
    hint = "add `thinks: |` with what the line hides; the debrief shows it"
    for scene in written.spoken:
        if scene.person == NOBODY:
            continue
        if scene.text.says and not scene.text.thinks:
            place = written.key_place(*scene.path, "says")
            message = f"`{scene.person}` speaks in `{scene.key}`, and thinks nothing"
            yield Diagnostic("W902", message, place, hint)
        for reply, said in scene.replies.items():
            if said.hears and not said.thinks:
                place = written.key_place(*scene.at_reply(reply, "hears"))
                message = f"`{scene.person}` answers `{reply}`, and thinks nothing"
                yield Diagnostic("W902", message, place, hint)


# ---- replies that say the same

ALIKE: Final = Fraction(4, 5)
"""From this share of common words in common order, two replies are nearly the same."""

_BLANK: Final = re.compile(r"\{[^{}\s]*\}")


@writing_check("W903", "Two replies beside each other say the same, or nearly.")
def alike(written: Written) -> Iterator[Diagnostic]:
    """Replies that can be chosen side by side and hardly differ in words."""
    scenes = {scene.key: scene for scene in written.spoken}
    for key, pair in sorted(written.side_by_side):
        scene = scenes[key]
        first, second = sorted(pair, key=list(scene.replies).index)
        one, other = words(scene.replies[first].say), words(scene.replies[second].say)
        if _likeness(one, other) < ALIKE:
            continue
        how = "say the same" if one == other else "say nearly the same"
        message = f"`{first}` and `{second}` {how}, and can stand beside each other"
        hint = "let them differ in what they do, or hide one where the other can be chosen (`when:`)"
        yield Diagnostic("W903", message, written.key_place(*scene.at_reply(second)), hint)


def _likeness(one: list[str], other: list[str]) -> Fraction:
    """Twice the words common in order, by all words."""
    if not one or not other:
        return Fraction(0)
    if 2 * min(len(one), len(other)) < ALIKE * (len(one) + len(other)):
        return Fraction(0)
    common = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Fraction(2 * sum(block.size for block in common), len(one) + len(other))


# ---- what can be shown

LONGEST_WORD: Final = 40
LONGEST_REPLY: Final = 240
LONGEST_LINE: Final = 600

# A drawn name or amount is about this wide.
_DRAWN: Final = "x" * 12


@writing_check("W907", "A text can't be shown well in 80 columns.")
def too_wide(written: Written) -> Iterator[Diagnostic]:
    """Words that can't be wrapped, names that don't fit their place, and speeches."""
    for path, text in written.texts():
        yield from _wide_words(written, path, text)
        label, most = _limit(written.top, path)
        wide = cells(_shown(text).strip())
        if most and wide > most:
            message = f"{label} is {wide} characters wide; {most} can be shown well"
            hint = (
                "say it shorter, or make two scenes of it" if most >= LONGEST_REPLY else "find a shorter one"
            )
            yield Diagnostic("W907", message, written.document.value_place(path), hint)


def _wide_words(written: Written, path: Path, text: str) -> Iterator[Diagnostic]:
    for word in re.finditer(r"\S+", text):
        wide = cells(_shown(word[0]))
        if wide > LONGEST_WORD:
            place = written.document.place_in(path, word.start(), word.end())
            message = f"this word is {wide} characters wide, and can't be wrapped"
            yield Diagnostic("W907", message, place, "put spaces in it, or leave it out")


def _limit(top: str, path: Path) -> tuple[str, int]:
    """What stands at a path, for people, and how wide it may be; 0 for anything.

    In the list of encounters a role has a column; in that of towns it has a line.
    """
    match path:
        case ("role",) if top == "tasks":
            return "the role", 60
        case ("title" | "role" | "industry",):
            return f"the {path[0]}", 40
        case ("tasks", _, "title"):
            return "the title", 60
        case ("signals" | "arrivals", _, "title"):
            return "the title", 40
        case ("figure", "name"):
            return "the figure's name", 24
        case ("people", _, "name"):
            return "the name", 30
        case (*_, "replies", _, "say"):
            return "the reply", LONGEST_REPLY
        case (*_, "says" | "hears") | (*_, "says" | "hears", _):
            return "the line", LONGEST_LINE
    return "", 0


def _shown(text: str) -> str:
    return _BLANK.sub(_DRAWN, text)


# ---- what training shouldn't say

# A command ("Always ask first.") or a claim about a group ("We never do that."). "I never asked her" is neither,
# nor is "That should never have been said."
_SWEEPING: Final = re.compile(
    r"(?:(?:^|[.!?:]\s+)(?-i:Always|Never)"
    r"|\b(?:you|we|they|people|customers|everybody|everyone|should|must|to)\s+(?:always|never))\b(?!\s+(?:mind|have)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL: Final = re.compile(rf"\s*(?:[\[(]|(?:{'|'.join((*MOVES, *SKILLS))})\s*:)", re.IGNORECASE)


@writing_check("W908", "A reply is labelled, or makes a rule of “always” or “never”.")
def sweeping(written: Written) -> Iterator[Diagnostic]:
    """Labels before replies; rules and sweeping claims in replies and coaching."""
    for path, text in written.texts():
        if path[-3:-2] != ("replies",) or path[-1] not in ("say", "coach"):
            continue
        if path[-1] == "say" and (label := _LABEL.match(text)):
            place = written.document.place_in(path, *_without_space(label))
            hint = "write what is said or done, and let `moves:` say what it is"
            yield Diagnostic("W908", "the reply begins with a label", place, hint)
        for word in _SWEEPING.finditer(text):
            said = word[0].split()[-1]
            place = written.document.place_in(path, word.end() - len(said), word.end())
            what, hint = _WHY_NOT[str(path[-1])]
            yield Diagnostic("W908", f"“{said}” {what}", place, hint)


_WHY_NOT: Final = {
    "say": ("makes a rule, which is easy to rule out", "say how often, or about whom"),
    "coach": ("makes a rule of one conversation", "say what it did here, to this person"),
}


def _without_space(found: re.Match[str]) -> tuple[int, int]:
    return found.end() - len(found[0].lstrip()), found.end()


LONGEST_COACH: Final = 160
# "Mr. Szabo" ends no sentence, nor does "St. Mary".
_SENTENCE_END: Final = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bSr)(?<!\bJr)[.!?…]+[\"'”’)]*(?=\s*$|\s+(?![a-z]))"
)


@writing_check("W909", "A `coach` is longer than two sentences.")
def long_coach(written: Written) -> Iterator[Diagnostic]:
    """Coaching that is no longer read while the talk goes on."""
    hint = "keep what this reply did, and what it missed"
    for scene in written.spoken:
        for reply, text in scene.replies.items():
            place = written.key_place(*scene.at_reply(reply, "coach"))
            count, wide = len(_SENTENCE_END.findall(text.coach)), cells(_shown(text.coach))
            if wide > LONGEST_COACH:
                message = f"this `coach` has {wide} characters; {LONGEST_COACH} are read in passing"
                yield Diagnostic("W909", message, place, hint)
            elif count > 2:
                yield Diagnostic("W909", f"this `coach` has {count} sentences; two are enough", place, hint)

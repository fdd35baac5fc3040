"""How it is written, as far as it can be counted: nothing is missing, nothing stands twice, everything can be shown."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations
from typing import Final

from game.checks.check import check
from game.checks.checked import Checked
from game.checks.words import words
from game.engine.encounter import NOBODY, ReplyText
from game.language.diagnostics import Diagnostic, cells
from game.language.prose import ENCOUNTER_LINES, ENCOUNTER_PROSE, texts_at
from game.language.yaml_subset import Path
from game.rules.rulebook import MOVES
from game.rules.skills import SKILLS

# ---- what is missing


@check("W901", "writing", "A reply has no `coach`.")
def no_coach(checked: Checked) -> Iterator[Diagnostic]:
    """Replies without a sentence on why they work or cost."""
    for scene, reply, text in _replies(checked):
        if not text.coach:
            message = f"the reply `{reply}` has no `coach`"
            hint = "say in a sentence or two why it works or costs; coached play shows it after the choice"
            yield checked.at_reply("W901", scene, reply, message, hint)


@check("W902", "writing", "Somebody says something, and what they thought is missing.")
def no_thinks(checked: Checked) -> Iterator[Diagnostic]:
    """Lines of another person without `thinks`."""
    hint = "add `thinks: |` with what the line hides; the debrief shows it"
    for key, scene in checked.encounter.scenes.items():
        text = checked.script.scenes[key]
        if scene.person == NOBODY:
            continue
        if text.says and not text.thinks:
            place = checked.key_place("scenes", key, "says")
            yield Diagnostic("W902", f"`{scene.person}` speaks in `{key}`, and thinks nothing", place, hint)
        for reply, said in (text.replies or {}).items():
            if said.hears and not said.thinks:
                place = checked.key_place("scenes", key, "replies", reply, "hears")
                message = f"`{scene.person}` answers `{reply}`, and thinks nothing"
                yield Diagnostic("W902", message, place, hint)


# ---- replies that say the same

ALIKE: Final = Fraction(4, 5)
"""From this share of common words in common order, two replies are nearly the same."""

_BLANK: Final = re.compile(r"\{[^{}\s]*\}")


@check("W903", "writing", "Two replies beside each other say the same, or nearly.")
def alike(checked: Checked) -> Iterator[Diagnostic]:
    """Replies that can be chosen side by side and hardly differ in words."""
    for scene, pair in sorted(_side_by_side(checked)):
        replies = checked.script.scenes[scene].replies or {}
        first, second = sorted(pair, key=list(replies).index)
        one, other = words(replies[first].say), words(replies[second].say)
        if _likeness(one, other) < ALIKE:
            continue
        how = "say the same" if one == other else "say nearly the same"
        message = f"`{first}` and `{second}` {how}, and can stand beside each other"
        hint = "let them differ in what they do, or hide one where the other can be chosen (`when:`)"
        yield checked.at_reply("W903", scene, second, message, hint)


def _likeness(one: list[str], other: list[str]) -> Fraction:
    """Twice the words common in order, by all words."""
    if not one or not other:
        return Fraction(0)
    if 2 * min(len(one), len(other)) < ALIKE * (len(one) + len(other)):
        return Fraction(0)
    common = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return Fraction(2 * sum(block.size for block in common), len(one) + len(other))


def _side_by_side(checked: Checked) -> set[tuple[str, tuple[str, ...]]]:
    """Each two replies of a scene that some reachable state offers together."""
    together: set[tuple[int, tuple[str, ...]]] = set()
    for temperament in checked.temperaments:
        graph = checked.solver(temperament).graph
        together |= {
            (state.scene, tuple(way.reply for way in ways))
            for state, ways in zip(graph.states, graph.ways, strict=True)
        }
    scenes = list(checked.encounter.scenes)
    return {
        (scenes[scene], tuple(sorted(pair)))
        for scene, replies in together
        for pair in combinations(replies, 2)
    }


# ---- what can be shown

LONGEST_WORD: Final = 40
LONGEST_REPLY: Final = 240
LONGEST_LINE: Final = 600

# A drawn name or amount is about this wide.
_DRAWN: Final = "x" * 12


@check("W907", "writing", "A text can't be shown well in 80 columns.")
def too_wide(checked: Checked) -> Iterator[Diagnostic]:
    """Words that can't be wrapped, names that don't fit their place, and speeches."""
    for path, text in _texts(checked):
        yield from _wide_words(checked, path, text)
        label, most = _limit(path)
        wide = cells(_shown(text).strip())
        if most and wide > most:
            message = f"{label} is {wide} characters wide; {most} can be shown well"
            hint = (
                "say it shorter, or make two scenes of it" if most >= LONGEST_REPLY else "find a shorter one"
            )
            yield Diagnostic("W907", message, checked.value_place(path), hint)


def _wide_words(checked: Checked, path: Path, text: str) -> Iterator[Diagnostic]:
    for word in re.finditer(r"\S+", text):
        wide = cells(_shown(word[0]))
        if wide > LONGEST_WORD:
            place = checked.document.place_in(path, word.start(), word.end())
            message = f"this word is {wide} characters wide, and can't be wrapped"
            yield Diagnostic("W907", message, place, "put spaces in it, or leave it out")


def _limit(path: Path) -> tuple[str, int]:
    """What stands at a path, for people, and how wide it may be; 0 for anything."""
    match path:
        case ("title" | "role" | "industry",):
            return f"the {path[0]}", 40
        case ("figure", "name"):
            return "the figure's name", 24
        case ("people", _, "name"):
            return "the name", 30
        case ("scenes", _, "replies", _, "say"):
            return "the reply", LONGEST_REPLY
        case ("scenes", _, "says", *_):
            return "the line", LONGEST_LINE
        case ("scenes", _, "replies", _, "hears", *_):
            return "the line", LONGEST_LINE
    return "", 0


def _texts(checked: Checked) -> Iterator[tuple[Path, str]]:
    """Every text that people read, as the file has it."""
    yield from texts_at(checked.document.data, ENCOUNTER_LINES)
    yield from texts_at(checked.document.data, ENCOUNTER_PROSE)


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


@check("W908", "writing", "A reply is labelled, or makes a rule of “always” or “never”.")
def sweeping(checked: Checked) -> Iterator[Diagnostic]:
    """Labels before replies; rules and sweeping claims in replies and coaching."""
    for path, text in texts_at(checked.document.data, ENCOUNTER_PROSE):
        if path[0] != "scenes" or path[-1] not in ("say", "coach"):
            continue
        if path[-1] == "say" and (label := _LABEL.match(text)):
            place = checked.document.place_in(path, *_without_space(label))
            hint = "write what is said or done, and let `moves:` say what it is"
            yield Diagnostic("W908", "the reply begins with a label", place, hint)
        for word in _SWEEPING.finditer(text):
            said = word[0].split()[-1]
            place = checked.document.place_in(path, word.end() - len(said), word.end())
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


@check("W909", "writing", "A `coach` is longer than two sentences.")
def long_coach(checked: Checked) -> Iterator[Diagnostic]:
    """Coaching that is no longer read while the talk goes on."""
    for scene, reply, text in _replies(checked):
        place = checked.key_place("scenes", scene, "replies", reply, "coach")
        count, wide = len(_SENTENCE_END.findall(text.coach)), cells(_shown(text.coach))
        hint = "keep what this reply did, and what it missed"
        if wide > LONGEST_COACH:
            message = f"this `coach` has {wide} characters; {LONGEST_COACH} are read in passing"
            yield Diagnostic("W909", message, place, hint)
        elif count > 2:
            yield Diagnostic("W909", f"this `coach` has {count} sentences; two are enough", place, hint)


def _replies(checked: Checked) -> Iterator[tuple[str, str, ReplyText]]:
    """Every reply's text, with its scene and key."""
    for scene, text in checked.script.scenes.items():
        for reply, said in (text.replies or {}).items():
            yield scene, reply, said

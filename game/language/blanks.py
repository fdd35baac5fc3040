"""Blanks: `{dana_name}` in a text is the field `name` of the person `dana`.

Plain substitution and nothing else: `str.format` would follow attributes, templates would run what they are given.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from game.language.diagnostics import did_you_mean, suggestion

_BLANK: Final = re.compile(r"\{([a-z][a-z0-9]*_[a-z][a-z0-9_]*)\}")
_BRACES: Final = re.compile(r"\{[^{}\n]*\}|[{}]")


class BlankProblem(NamedTuple):
    """One problem at the characters `start` to `end` of a text."""

    code: str
    message: str
    start: int
    end: int
    hint: str


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace every `{blank}` by its value; a blank without one stays as it is written.

    Args:
        text: may hold blanks.
        values: blank without its braces (`dana_name`) → what to put there, taken literally.
    """
    if "{" not in text:
        return text
    value: Callable[[re.Match[str]], str] = lambda match: values.get(match[1], match[0])  # noqa: E731
    return _BLANK.sub(value, text)


def blank_problems(text: str, people: Mapping[str, frozenset[str]]) -> Iterator[BlankProblem]:
    """What is wrong with the blanks of a text.

    Args:
        text: a text as the file holds it.
        people: every person's key → the fields they have.
    """
    if "{" not in text and "}" not in text:
        return
    for match in _BRACES.finditer(text):
        start, end, written = match.start(), match.end(), match[0]
        if len(written) == 1:
            side = "opened but not closed" if written == "{" else "closed but not opened"
            hint = "a blank is written {person_field}, in one line; braces have no other use"
            yield BlankProblem("B403", f"a brace is {side}", start, end, hint)
        elif not _BLANK.fullmatch(written):
            hint = _how(written[1:-1], people)
            yield BlankProblem("B404", f"`{written}` is no blank", start, end, hint)
        else:
            person, _, field = written[1:-1].partition("_")
            if person not in people:
                hint = suggestion(person, people, "people")
                yield BlankProblem("B401", f"nobody here is called `{person}`", start, end, hint)
            elif field not in people[person]:
                hint = suggestion(field, sorted(people[person]), f"fields of {person}")
                yield BlankProblem("B402", f"`{person}` has no field `{field}`", start, end, hint)


def _how(inside: str, people: Mapping[str, frozenset[str]]) -> str:
    known = [f"{person}_{field}" for person, fields in people.items() for field in sorted(fields)]
    plain = re.sub(r"[^a-z0-9]+", "_", inside.lower()).strip("_")
    return did_you_mean(plain, known) or "write {person_field}: small letters, an underscore between them"

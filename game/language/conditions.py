"""Conditions as designers write them, `heat >= 14 and not knows(surgeon)`, read into the rules' tree.

    some    = every { "or" every }
    every   = part { "and" part }
    part    = "not" part | "(" some ")" | asking
    asking  = word [ "(" name ")" ] [ comparison number ]

Never `eval`: a tokenizer of one pattern (keys have hyphens) and a parser of one function per line above.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple, get_args

from game.language.diagnostics import did_you_mean
from game.rules.conditions import (
    ENCOUNTER_KINDS,
    GAUGE_QUANTITIES,
    RULE_KINDS,
    TOWN_KINDS,
    Compare,
    Comparison,
    Condition,
    Every,
    Is,
    Kind,
    Not,
    Quantity,
    Some,
)
from game.rules.gauges import GAUGE_MAX, HEARD_MAX
from game.rules.rulebook import BRINGS

LONGEST: Final = 300
DEEPEST: Final = 12

_COMPARISONS: Final[tuple[Comparison, ...]] = get_args(Comparison)

# Quantity → the highest number worth comparing it with. `times` has no end; nobody makes a move 99 times.
_HIGHEST: Final[dict[Quantity, int]] = {
    "heat": GAUGE_MAX["heat"],
    "trust": GAUGE_MAX["trust"],
    "heard": GAUGE_MAX["heard"],
    "effort": GAUGE_MAX["effort"],
    "brought": len(BRINGS),
    "needs_heard": HEARD_MAX,
    "times": 99,
}
_NAMED_QUANTITIES: Final = ("brought", "times")


FileKind = Literal["encounter", "rulebook", "town"]


class _Words(NamedTuple):
    """What may be asked in one kind of file."""

    quantities: tuple[str, ...]
    kinds: tuple[str, ...]


_WORDS: Final[dict[FileKind, _Words]] = {
    "encounter": _Words((*GAUGE_QUANTITIES, "brought"), ENCOUNTER_KINDS),
    "rulebook": _Words((*GAUGE_QUANTITIES, "needs_heard", "times"), RULE_KINDS),
    "town": _Words((), TOWN_KINDS),
}
_ARTICLE: Final[dict[FileKind, str]] = {
    "encounter": "an encounter", "rulebook": "a rulebook", "town": "a town"
}  # fmt: skip
_ALL_WORDS: Final = frozenset(word for words in _WORDS.values() for part in words for word in part)


def _elsewhere(word: str) -> str:
    """The kind of file in which a word may be asked."""
    return next(_ARTICLE[kind] for kind, words in _WORDS.items() if word in words.quantities + words.kinds)


_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?)(?![\w-])|(?P<word>[^\W\d_][\w-]*)|(?P<name>[0-9][\w-]+)"
    r"|(?P<compare><=|>=|==|!=|<(?!>)|>)|(?P<mark>[()])|(?P<wrong>&&|\|\||=>|=<|<>|\S))"
)

# What people write who know other languages: token → what it is here.
_HERE: Final = {
    "=": "==", "=>": ">=", "=<": "<=", "<>": "!=", "≥": ">=", "≤": "<=", "≠": "!=",
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConditionProblem:
    """One problem at the characters `start` to `end` of the condition's text."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""


class ConditionError(ValueError):
    """A text is no condition; `problems` says why."""

    def __init__(self, problems: Iterable[ConditionProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(one.message for one in self.problems))


class NamedThing(NamedTuple):
    """A name in brackets, asked of by `asked`: `knows(surgeon)` has `surgeon` at `start` to `end`."""

    asked: str
    name: str
    start: int
    end: int


class Parsed(NamedTuple):
    """A condition and the names it uses."""

    condition: Condition
    names: tuple[NamedThing, ...]


def parse(text: str, kind: FileKind = "encounter") -> Condition:
    """Read a condition.

    Args:
        text: what the designer wrote.
        kind: the kind of file it stands in, which decides what it may ask.

    Raises:
        ConditionError: it can't be read, or compares a quantity with a number it never has.
    """
    return parse_named(text, kind).condition


def parse_named(text: str, kind: FileKind = "encounter") -> Parsed:
    """Read a condition and say which names it uses, and where; raises like `parse`."""
    found = _read(text, kind)
    if isinstance(found, Parsed):
        return found
    raise ConditionError(found)


@lru_cache(maxsize=4096)
def _read(text: str, kind: FileKind) -> Parsed | tuple[ConditionProblem, ...]:
    # Cached, as references and compiling both ask for the same texts.
    if len(text) > LONGEST:
        what = f"a condition of {len(text)} characters; the most is {LONGEST}"
        return (ConditionProblem("C305", what, LONGEST, len(text), "let a flag carry part of it"),)
    parser = _Parser(text, _WORDS[kind])
    try:
        condition = parser.whole()
    except ConditionError as error:
        return (*parser.problems, *error.problems)
    return tuple(parser.problems) or Parsed(condition, tuple(parser.names))


class _Token(NamedTuple):
    kind: str  # number, word, name (a key that begins with a digit), compare, mark, wrong or end
    text: str
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "wrong"
        tokens.append(_Token(kind, match[kind], match.start(kind), match.end(kind)))
    end = len(text.rstrip())
    return [*tokens, _Token("end", "", end, end + 1)]


class _Parser:
    """One reading of one text. What doesn't hinder the reading is collected, the rest raised."""

    def __init__(self, text: str, known: _Words) -> None:
        self.known = known
        self.tokens = _tokens(text)
        self.place = 0
        self.depth = 0
        self.problems: list[ConditionProblem] = []
        self.names: list[NamedThing] = []

    @property
    def now(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.now
        self.place = min(self.place + 1, len(self.tokens) - 1)
        return token

    def fail(self, message: str, at: _Token, hint: str = "", code: str = "C301") -> ConditionError:
        return ConditionError([ConditionProblem(code, message, at.start, at.end, hint)])

    def note(self, code: str, message: str, at: _Token, hint: str = "") -> None:
        self.problems.append(ConditionProblem(code, message, at.start, at.end, hint))

    def whole(self) -> Condition:
        condition = self.some()
        if self.now.kind != "end":
            raise self.surplus()
        return condition

    def surplus(self) -> ConditionError:
        """The right sentence for something that stands after a complete condition."""
        token = self.now
        if token.text == ")":
            return self.fail("this bracket was never opened", token, "delete it")
        if token.kind == "compare":
            hint = "write both comparisons out: heat >= 5 and heat < 10"
            return self.fail("a comparison of a comparison", token, hint)
        if token.kind == "wrong":
            return self.wrong(token)
        small = token.text.lower()
        hint = f"write `{small}`" if small in ("and", "or") else "join two conditions by `and` or `or`"
        return self.fail(f"`{token.text}` follows a condition that is complete", token, hint)

    def wrong(self, token: _Token) -> ConditionError:
        here = _HERE.get(token.text)
        hint = f"here it is written `{here}`" if here else ""
        return self.fail(f"`{token.text}` means nothing in a condition", token, hint)

    def deeper(self, at: _Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail("too many brackets and `not`s inside each other", at, code="C305")

    def some(self) -> Condition:
        parts = [self.every()]
        while self.now.text == "or":
            self.take()
            parts.append(self.every())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def every(self) -> Condition:
        parts = [self.part()]
        while self.now.text == "and":
            self.take()
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def part(self) -> Condition:
        token = self.take()
        if token.text == "not":
            self.deeper(token)
            inside = Not(self.part())
            self.depth -= 1
            return inside
        if token.text == "(":
            self.deeper(token)
            condition = self.some()
            if self.now.text != ")":
                raise (
                    self.surplus() if self.now.kind != "end" else self.fail("a bracket is not closed", token)
                )
            self.take()
            self.depth -= 1
            return condition
        return self.asking(token)

    def asking(self, token: _Token) -> Condition:
        if token.kind != "word" or token.text in ("and", "or"):
            raise self.no_word(token)
        word = token.text
        if word in self.known.kinds:
            return self.is_so(token)
        if word in self.known.quantities:
            return self.comparison(token)
        if word in _ALL_WORDS:
            what = f"`{word}` can only be asked in {_elsewhere(word)}"
            raise self.fail(what, token, self.what_may_be_asked(), "C304")
        hint = ""
        if word.lower() in ("and", "or", "not") or word.lower() in _ALL_WORDS:
            hint = f"write it in small letters: `{word.lower()}`"
        hint = hint or did_you_mean(word, (*self.known.quantities, *self.known.kinds))
        raise self.fail(f"`{word}` is nothing one can ask", token, hint or self.what_may_be_asked(), "C302")

    def what_may_be_asked(self) -> str:
        with_name = [f"{word}(…)" for word in self.known.kinds if word not in RULE_KINDS]
        plain = [word for word in self.known.kinds if word in RULE_KINDS]
        quantities = [f"{word}(…)" if word in _NAMED_QUANTITIES else word for word in self.known.quantities]
        return f"one may ask {', '.join((*quantities, *with_name, *plain))}"

    def no_word(self, token: _Token) -> ConditionError:
        if token.kind == "end":
            return self.fail("the condition ends too early", token, self.what_may_be_asked())
        if token.kind == "wrong":
            return self.wrong(token)
        if token.kind == "number":
            hint = "write the quantity first: heat >= 14; two limits need `and`: heat > 3 and heat < 9"
            return self.fail("a number stands where a quantity should", token, hint)
        return self.fail(f"`{token.text}` stands where a question should", token, self.what_may_be_asked())

    def name(self, token: _Token, example: str) -> str:
        """The name in brackets after a word."""
        if self.now.text != "(":
            what = f"`{token.text}` needs a name in brackets"
            raise self.fail(what, token, f"write {token.text}({example})")
        bracket = self.take()
        name = self.take()
        if name.kind not in ("word", "name", "number"):
            hint = f"write {token.text}({example})"
            raise self.fail("a name should stand in these brackets", name, hint)
        if self.now.text != ")":
            if self.now.kind == "end":
                raise self.fail("a bracket is not closed", bracket)
            raise self.fail("only one name stands in brackets", self.now, "ask twice and join by `and`")
        self.take()
        self.names.append(NamedThing(token.text, name.text, name.start, name.end))
        return name.text

    def is_so(self, token: _Token) -> Condition:
        kind: Kind = token.text  # type: ignore[assignment]  # `asking` has looked it up
        if kind in RULE_KINDS:
            if self.now.text == "(":
                raise self.fail(f"`{kind}` takes no name", self.now, f"write {kind}")
            name = ""
        else:
            name = self.name(token, "some-key")
        if self.now.kind == "compare" or self.now.text == "=":
            hint = f"write {token.text}(…) or not {token.text}(…)" if name else f"write {kind} or not {kind}"
            raise self.fail(f"`{token.text}` is so or is not; it can't be compared", self.now, hint)
        return Is(kind, name)

    def comparison(self, token: _Token) -> Condition:
        quantity: Quantity = token.text  # type: ignore[assignment]  # `asking` has looked it up
        highest = _HIGHEST[quantity]
        of = self.name(token, "some-key") if quantity in _NAMED_QUANTITIES else ""
        if not of and self.now.text == "(":
            raise self.fail(f"`{quantity}` takes no name", self.now, f"write {quantity} >= 3")
        asked = f"{quantity}({of})" if of else quantity
        if self.now.kind == "wrong":
            raise self.wrong(self.now)
        if self.now.kind != "compare":
            what = f"`{asked}` is compared with nothing"
            raise self.fail(what, token, f"write {asked} >= {min(3, highest)}")
        op: Comparison = self.take().text  # type: ignore[assignment]  # the tokenizer knows no others
        number = self.take()
        if number.kind != "number":
            hint = f"write {asked} {op} {min(3, highest)}"
            raise self.fail(f"`{asked}` can only be compared with a number", number, hint)
        if not number.text.isdigit():
            if number.text.startswith("-"):
                self.note("C303", f"{quantity} never goes below 0", number, "compare it with 0 or more")
            else:
                self.note("C301", "a plain whole number, like 3, should stand here", number)
            return Compare(quantity, of, op, 0)
        value = int(number.text)
        if value > highest:
            what = f"{quantity} never goes beyond {highest}, so comparing it with {number.text} is idle"
            self.note("C303", what, number, f"compare it with a number from 0 to {highest}")
        return Compare(quantity, of, op, min(value, highest))

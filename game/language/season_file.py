"""The shape of a season's recipe, `seasons/*.yaml`: what is played in a competition, and for how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from game.language.diagnostics import Diagnostic
from game.language.prose import paragraphs
from game.language.raw import Part
from game.language.scalars import FileShape, Key, Keys, Line, Prose, Whole, YesNo
from game.language.yaml_subset import Document
from game.rules.clean import clean

OFFERED_MOST: Final = 50
"""Encounters and weeks of a season, together."""

DAYS_MOST: Final = 366
KEY_MOST: Final = 40
TITLE_MOST: Final = 80
ABOUT_MOST: Final = 1000

SEALED_WEEKS: Final = "a sealed season can't hold a week yet: its server deals conversations only"

Ranking = Literal["size-adjusted", "average", "sum", "top-five"]
"""How teams are ranked; `game.board.standings` says of each what is unfair about it."""


class SeasonShape(FileShape):
    """A season file."""

    format: Annotated[int, Whole(1, 1)] = Field(description="1, the only format so far.")
    season: Key = Field(description="The recipe's key, equal to the file's name.")
    title: Line = Field(description="Its name, for the screen and the wall.")
    about: Prose = Field(description="What it is about, and for whom.")
    encounters: Keys | None = Field(None, description="What is played, by name.")
    weeks: Keys | None = Field(None, description="Towns in which a week is spent, by name.")
    days: Annotated[int, Whole(1, DAYS_MOST)] = Field(description="How long it is open.")
    ranking: Ranking = Field("size-adjusted", description="How teams are ranked.")
    turnout: Annotated[int, Whole(0, 100)] = Field(
        50, description="How many of a team, in per cent, must have played before it is ranked."
    )
    sealed: Annotated[bool, YesNo()] = Field(
        False, description="Whether a server deals one turn at a time, so that nobody has the answers."
    )
    freeze_days_before: Annotated[int, Whole(1, DAYS_MOST)] | None = Field(
        None, description="So many days before its end the standings freeze; if none, never."
    )


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a season is made of, but for its teams and its dates.

    Attributes:
        key, title, about: what it is called and about.
        encounters: keys of what is played.
        days: how long it is open.
        weeks: keys of towns in which a week is spent; of these and `encounters` one at least isn't empty.
        ranking: how teams are ranked.
        turnout: how many of a team, in per cent, must have played before it is ranked.
        sealed: whether a server deals one turn at a time.
        freeze_days_before: how many days before its end standings freeze; none for never.
    """

    key: str
    title: str
    about: str
    encounters: tuple[str, ...]
    days: int
    weeks: tuple[str, ...] = ()
    ranking: Ranking = "size-adjusted"
    turnout: int = 50
    sealed: bool = False
    freeze_days_before: int | None = None


def compile_season(shape: SeasonShape) -> Recipe:
    """The recipe that a file describes."""
    return Recipe(
        key=shape.season,
        title=clean(shape.title).strip(),
        about=paragraphs(shape.about),
        encounters=tuple(shape.encounters or ()),
        days=shape.days,
        weeks=tuple(shape.weeks or ()),
        ranking=shape.ranking,
        turnout=shape.turnout,
        sealed=shape.sealed,
        freeze_days_before=shape.freeze_days_before,
    )


def season_problems(document: Document, key: str) -> Iterator[Diagnostic]:
    """What the model cannot see.

    Args:
        document: a season file.
        key: what its name says its key is.
    """
    top = Part(document, (), document.data)
    if (season := top / "season").text and season.text != key:
        hint = f"write `season: {key}`, or rename the file"
        yield season.problem("R211", f"this file is called `{key}`", hint)
    for part, most, what in (
        (season, KEY_MOST, "a season's key"),
        (top / "title", TITLE_MOST, "a season's title"),
        (top / "about", ABOUT_MOST, "what a season is about"),
    ):
        if len(part.text.strip()) > most:
            found = f"{len(part.text.strip()):,} characters, and {what} has at most {most:,}"
            yield part.problem("M104", found, "say it shorter")
    yield from _played_problems(top)
    days, freeze = (
        int(part.text[:9]) if part.text.isdecimal() else 0
        for part in (top / "days", top / "freeze_days_before")
    )
    if days and freeze >= days:
        found = f"the standings would freeze {freeze} days before the end, and the season has {days}"
        yield (top / "freeze_days_before").problem("M104", found, "choose fewer days")


def _played_problems(top: Part) -> Iterator[Diagnostic]:
    """What is wrong with the lists of what is played."""
    encounters, weeks = top / "encounters", top / "weeks"
    if isinstance(top.value, dict) and not encounters.written and not weeks.written:
        hint = "name what is played in it"
        yield top.key_problem("M102", "the file lacks the key `encounters`, or `weeks`", hint)
    named = [one for part in (encounters, weeks) if isinstance(part.value, list) for one in part.texts()]
    if len(named) > OFFERED_MOST:
        found = f"{len(named)} encounters and weeks, and a season has at most {OFFERED_MOST}"
        yield (encounters if encounters.written else weeks).problem("M104", found, "make two seasons of it")
    seen = dict[str, str]()
    for one in named:
        if (before := seen.get(one.text)) is None:
            seen[one.text] = one.key
        elif before == one.key:
            hint = "delete it: everybody plays it three times"
            yield one.problem("S515", f"`{one.text}` stands here twice", hint)
        else:
            found = f"`{one.text}` is an encounter here and a week, and a season tells them apart by name"
            yield one.problem("S515", found, "leave one of the two to another season")
    if (sealed := top / "sealed").text == "true" and weeks.written:
        yield sealed.problem("S515", SEALED_WEEKS, "leave out `sealed`, or `weeks`")

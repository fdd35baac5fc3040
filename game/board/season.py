"""A season: encounters and weeks, a window of time and teams. What everybody on a board may know of it."""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from game.language.season_file import OFFERED_MOST as OFFERED_MOST
from game.language.season_file import SEALED_WEEKS
from game.language.season_file import Ranking as Ranking
from game.library.run_file import Digest, EncounterKey

ATTEMPTS: Final = 3
"""Runs of an encounter, or weeks, that count; the best of them does. More would reward having time (FACTS, Boards)."""

TEAMS_MOST: Final = 500

SeasonKey = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
TeamKey = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Moment = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""UTC milliseconds."""


class Shape(BaseModel):
    """What stands in a board's files and messages: strict, closed, frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Team(Shape):
    """A team. `size` is how many people are in it, where the organiser knows; else those who joined are counted."""

    team: TeamKey
    title: Annotated[str, Field(min_length=1, max_length=60)]
    size: Annotated[int, Field(ge=1, le=100_000)] | None = None


Kind = Literal["encounter", "week"]
"""What is played: an encounter, or a week in a town."""


class Offered(Shape):
    """Something that is played in the season, by the digests of the version that everybody plays.

    Attributes:
        encounter: its key: the encounter's, or the town's. A season has each key once, so tickets go by it.
        kind: which of the two it is; boards older than weeks don't say, and mean an encounter.
        title: its title.
        play, text: the digests of what decides it and of what is read.
    """

    encounter: EncounterKey
    kind: Annotated[Kind, Field(exclude_if=lambda kind: kind == "encounter")] = "encounter"
    title: Annotated[str, Field(min_length=1, max_length=200)]
    play: Digest
    text: Digest


class Season(Shape):
    """A season, as it was created; it never changes.

    Attributes:
        season: its key, unique on its board.
        title, about: its name, and what it is about.
        encounters: what is played, weeks too.
        teams: who plays.
        opens, closes: runs count when they arrive from the one up to the other, UTC milliseconds.
        freezes: from then on standings are shown as they were, until the season is closed; none for never.
        sealed: whether the board deals one turn at a time, and no machine but the board's has the encounters.
        ranking: how teams are ranked.
        turnout: how many of a team, in per cent, must have played before it is ranked.
    """

    format: Literal[1] = 1
    season: SeasonKey
    title: Annotated[str, Field(min_length=1, max_length=80)]
    about: Annotated[str, Field(max_length=1000)] = ""
    encounters: Annotated[tuple[Offered, ...], Field(min_length=1, max_length=OFFERED_MOST)]
    teams: Annotated[tuple[Team, ...], Field(min_length=1, max_length=TEAMS_MOST)]
    opens: Moment
    closes: Moment
    freezes: Moment | None = None
    sealed: bool = False
    ranking: Ranking = "size-adjusted"
    turnout: Annotated[int, Field(ge=0, le=100)] = 50

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError("the season closes before it opens")
        if self.freezes is not None and not self.opens < self.freezes < self.closes:
            raise ValueError("the standings freeze outside the season")
        if self.sealed and any(one.kind == "week" for one in self.encounters):
            raise ValueError(SEALED_WEEKS)
        for what, keys in (
            ("encounter", [one.encounter for one in self.encounters]),
            ("team", [one.team for one in self.teams]),
        ):
            if len(set(keys)) < len(keys):
                raise ValueError(f"the same {what} stands there twice")
        return self

    def offered(self, encounter: str) -> Offered | None:
        """The encounter, or the town, of this key; none if the season has none."""
        return next((one for one in self.encounters if one.encounter == encounter), None)

    def team(self, key: str) -> Team | None:
        """The team of this key; none if the season has none."""
        return next((one for one in self.teams if one.team == key), None)

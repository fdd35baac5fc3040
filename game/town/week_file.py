"""A week as a file: town digest, seed and choices; everything else is derived by replay."""

import json
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.engine.chance import SEED_MAX
from game.engine.step import EncounterFault
from game.library.run_file import Digest, EncounterKey, Key, RunRefused
from game.library.towns import LoadedTown
from game.town.rules import Rules
from game.town.score import WeekScore, week_score
from game.town.week import NotNow, Taken, begin_week, replay_week


class WeekClaims(BaseModel):
    """What a week says it came to; replay finds out whether it did."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    score: int = Field(ge=0, le=1000)


class WeekFile(BaseModel):
    """One week, to be kept, sent and replayed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    format: Literal[1] = 1
    town: EncounterKey
    play: Digest
    text: Digest
    seed: int = Field(ge=0, le=SEED_MAX)
    choices: Annotated[list[Key], Field(max_length=2000)]
    claims: WeekClaims | None = None

    @classmethod
    def parse(cls, source: bytes) -> Self:
        """The week in a file's bytes.

        Raises:
            RunRefused: it is not a week's file; the message says what is wrong first.
        """
        try:
            return cls.model_validate_json(source)
        except ValidationError as trouble:
            first = trouble.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            sentence = f"this is not a week's file: {where + ': ' if where else ''}{first['msg']}"
            raise RunRefused(sentence) from None


def is_week(source: bytes) -> bool:
    """Whether a file's bytes mean to be a week's, not an encounter's run."""
    try:
        found = json.loads(source)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "town" in found


@dataclass(frozen=True, slots=True)
class ReplayedWeek:
    """A week that holds: everything done in it, and what it comes to; no score while it isn't over."""

    steps: tuple[Taken, ...]
    score: WeekScore | None


def verify_week(week: WeekFile, loaded: LoadedTown) -> ReplayedWeek:
    """Replay a week and hold it against what it says of itself.

    Raises:
        RunRefused: another town or digest, a choice that can't be made, or claims that differ.
    """
    if week.town != loaded.town.key:
        raise RunRefused(f"the week is one of “{week.town}”, not of “{loaded.town.key}”")
    if week.play != loaded.play:
        raise RunRefused(
            f"the week was played on another version of “{week.town}” ({week.play[:12]}), "
            f"and the one at hand is {loaded.play[:12]}"
        )
    rules = Rules(loaded)
    try:
        steps = replay_week(rules, week.choices)
    except NotNow as trouble:
        raise RunRefused(f"choice {trouble.turn + 1}: {trouble}") from None
    except EncounterFault as fault:
        raise RunRefused(str(fault)) from None
    stands = steps[-1].after if steps else begin_week(rules)
    score = week_score(rules, steps, stands) if stands.stage == "over" else None
    if week.claims is not None and (score is None or score.score != week.claims.score):
        came = "it is not over" if score is None else f"it comes to {score.score}"
        raise RunRefused(f"the week claims {week.claims.score}; replayed, {came}")
    return ReplayedWeek(tuple(steps), score)

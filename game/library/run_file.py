"""A run as a file: play digest, seed and reply keys; everything else is derived by replay."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.engine.chance import SEED_MAX, temperament_for
from game.engine.step import EncounterFault, Refused, Replayed, ending, replay
from game.library.loaded import Loaded
from game.rules.clean import clean

Key = Annotated[str, Field(max_length=120)]
EncounterKey = Annotated[str, Field(max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]  # never a path
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Claims(BaseModel):
    """What the run says it reached; replay finds out whether it did."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    score: int = Field(ge=0, le=1000)
    ending: Key


class RunFile(BaseModel):
    """One run, to be kept, sent and replayed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    format: Literal[1] = 1
    encounter: EncounterKey
    play: Digest
    text: Digest
    seed: int = Field(ge=0, le=SEED_MAX)
    temperament: Key
    persona: Annotated[dict[Key, Annotated[str, Field(max_length=200)]], Field(max_length=200)]
    mode: Literal["coached", "practice", "ranked"]
    stepped_back: int = Field(default=0, ge=0, le=1000)
    replies: Annotated[list[Key], Field(max_length=1000)]
    claims: Claims | None = None

    @classmethod
    def parse(cls, source: bytes) -> Self:
        """The run in a file's bytes.

        Raises:
            RunRefused: it is not a run file; the message says what is wrong first.
        """
        try:
            return cls.model_validate_json(source)
        except ValidationError as trouble:
            first = trouble.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise RunRefused(
                f"this is not a run file: {where + ': ' if where else ''}{first['msg']}"
            ) from None


class RunRefused(Exception):
    """A run that does not replay. The message is a sentence, clean of what a terminal would obey."""

    def __init__(self, why: str) -> None:
        super().__init__(clean(why))


def verify(run: RunFile, loaded: Loaded) -> Replayed:
    """Replay a run and hold it against what it says of itself.

    Raises:
        RunRefused: another encounter or digest, a ranked run that stepped back, a temperament the seed doesn't
            give, a reply that is unknown or unavailable, or claims that differ.
    """
    if run.encounter != loaded.encounter.key:
        raise RunRefused(f"the run is one of “{run.encounter}”, not of “{loaded.encounter.key}”")
    if run.mode == "ranked" and run.stepped_back:
        raise RunRefused("a ranked run has no stepping back, and this one says it stepped back")
    if run.play != loaded.play:
        raise RunRefused(
            f"the run was played on another version of “{run.encounter}” ({run.play[:12]}), "
            f"and the one at hand is {loaded.play[:12]}"
        )
    given = temperament_for(loaded.encounter, run.seed)
    if run.temperament != given:
        raise RunRefused(f"seed {run.seed} gives the temperament “{given}”, not “{run.temperament}”")
    compiled = loaded.compiled(run.temperament)
    try:
        replayed = replay(compiled, run.replies)
    except Refused as refusal:
        raise RunRefused(f"turn {refusal.turn + 1}: {refusal}") from None
    except EncounterFault as fault:
        raise RunRefused(str(fault)) from None
    if run.claims is not None:
        reached = ending(compiled, replayed.state)
        score = replayed.score.score if replayed.score else None
        if (score, reached) != (run.claims.score, run.claims.ending):
            raise RunRefused(
                f"the run claims {run.claims.score} and the ending “{run.claims.ending}”; "
                f"replayed, it comes to {score if score is not None else 'no score'} "
                f"and {f'the ending “{reached}”' if reached else 'no ending'}"
            )
    return replayed

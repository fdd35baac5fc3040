"""What is sent: a file of results, or the note that takes them back. JSON, small, strict, and it says what it is.

A file's name holds who sent it and the digest of its bytes. So a file never changes: one that was cut short, edited,
or copied aside by a folder that synchronises is known by its name.
"""

import json
import re
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from game.rules.clean import chosen_name, clean
from game.rules.skills import Skill

DAYS: Final = 90
DAYS_MOST: Final = 365
"""How long what was sent may be kept: unless the sender says otherwise, and at most."""

RUNS_MOST: Final = 500
BYTES_MOST: Final = 512 * 1024
"""A file of the most runs with the longest keys stays well below that."""

WHAT: Final = (
    "Results of training conversations in Own It, sent by the person who had them. "
    "For training, not for hiring or discipline."
)
WHAT_REVOKED: Final = (
    "Whoever sent the results under this number to this folder has taken them back. "
    "Reports leave them out, also where a copy of them turns up again."
)

_RESULTS: Final = re.compile(r"ownit-([0-9a-f]{16})-([0-9a-f]{16})\.json")
_REVOKED: Final = re.compile(r"ownit-([0-9a-f]{16})-revoked\.json")

Status = Literal["passed", "completed"]
"""`passed` where a run was mastered without a step back; any other run that came to its end is `completed`."""


Name = Annotated[str, AfterValidator(chosen_name), Field(max_length=200)]
Key = Annotated[str, Field(max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Prose = Annotated[str, Field(max_length=400)]
"""Said to whoever opens the file; no program reads it, so that it may be put better."""
Opaque = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Turning(_Sent):
    """Where a run's costliest reply was given: the scene's key and the reply's, no words."""

    scene: Key
    reply: Key


class Result(_Sent):
    """What one finished run came to.

    Attributes:
        run: an opaque number of the run, so that it counts once however often it comes.
        encounter: its key.
        date: the UTC day it ended on.
        score: 0-1000.
        status: whether it was passed.
        skills: 0-1000 per offered skill.
        criticals: how many.
        turning: the reply that cost most; none where none did, or where the run can't be replayed any more.
    """

    run: Opaque
    encounter: Key
    date: date
    score: int = Field(ge=0, le=1000)
    status: Status
    skills: dict[Skill, Annotated[int, Field(ge=0, le=1000)]]
    criticals: int = Field(ge=0, le=1000)
    turning: Turning | None


class Results(_Sent):
    """One person's file of results.

    Attributes:
        sender: an opaque number for this person in this folder.
        name: what they chose to be called.
        sent: the UTC day it was sent on.
        until: the last day it may be kept.
        runs: what is sent, oldest first.
    """

    format: Literal[1] = 1
    what: Prose = WHAT
    sender: Opaque
    name: Name
    sent: date
    until: date
    runs: Annotated[tuple[Result, ...], Field(min_length=1, max_length=RUNS_MOST)]

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if not self.sent <= self.until <= self.sent + timedelta(days=DAYS_MOST):
            raise ValueError("`until` is not within a year after `sent`")
        if any(one.date > self.sent for one in self.runs):
            raise ValueError("a run is dated after it was sent")
        return self

    def body(self) -> bytes:
        """The file, a run a line so that people can read it too."""
        told = self.model_dump(mode="json")
        runs = ",\n  ".join(_line(run) for run in told.pop("runs"))
        head = ",\n ".join(f"{_line(key)}: {_line(value)}" for key, value in told.items())
        return f'{{{head},\n "runs": [\n  {runs}\n ]}}\n'.encode()

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"ownit-{self.sender}-{_digest(self.body())}.json"


class Revoked(_Sent):
    """The note that takes back what a sender sent. Its name alone counts, so that half of it will do."""

    format: Literal[1] = 1
    what: Prose = WHAT_REVOKED
    sender: Opaque
    revoked: date

    def body(self) -> bytes:
        """The file."""
        return (self.model_dump_json(indent=1) + "\n").encode()

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return revoked_name(self.sender)


class NotResults(Exception):
    """A file that is not what its name says; the message is a clause that says why."""


def revoked_name(sender: str) -> str:
    """What the note is called that takes back what this sender sent."""
    return f"ownit-{sender}-revoked.json"


def revoked_by(file_name: str) -> str | None:
    """Whose results a file of this name takes back, or none."""
    found = _REVOKED.fullmatch(file_name)
    return found[1] if found else None


def sent_by(file_name: str) -> str | None:
    """Who sent a file of this name, if it is one of results."""
    found = _RESULTS.fullmatch(file_name)
    return found[1] if found else None


def read_results(file_name: str, body: bytes) -> Results:
    """The results in a file.

    Args:
        file_name: what it is called; `sent_by` knows its sender.
        body: its bytes, or the first of them where there are more than may be.

    Raises:
        NotResults: it is too large, was changed, or is of another form.
    """
    found = _RESULTS.fullmatch(file_name)
    if found is None:
        raise NotResults("it is no file of results")
    if len(body) > BYTES_MOST:
        raise NotResults(f"it is larger than the {BYTES_MOST // 1024} kB that results may have")
    if _digest(body) != found[2]:
        raise NotResults("it is not as it was sent: cut short, or changed")
    try:
        results = Results.model_validate_json(body)
    except ValidationError as trouble:
        first = trouble.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise NotResults(clean(f"{where + ': ' if where else ''}{first['msg']}")[:200]) from None
    if results.sender != found[1]:
        raise NotResults("its name and what is in it are of different senders")
    return results


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:16]

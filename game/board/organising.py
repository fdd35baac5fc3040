"""What a season's organiser and its board's server say to each other, as JSON.

The requests carry `Authorization: Bearer SEASON.SECRET`, with the secret that was told when the season was created.
"""

from typing import Annotated, Final

from pydantic import Field

from game.board.season import Moment, Season, Shape, TeamKey
from game.board.wire import Name, Opaque

CODE_DAYS: Final = 14
"""How long a code lets people in, where nobody says otherwise."""


class CodeAsk(Shape):
    """POST /v1/admin/codes: a fresh join code, beside those that still hold."""

    days: Annotated[int, Field(ge=1, le=366)] = CODE_DAYS


class CodeMade(Shape):
    """The answer to `CodeAsk`. The code is told once; the board keeps its hash."""

    code: Annotated[str, Field(max_length=80)]
    expires: Moment


class Person(Shape):
    """Somebody in the season, as its organiser sees them."""

    player: Opaque
    name: Name
    team: TeamKey
    shown: bool
    joined: Moment
    points: int
    attempts: int


class People(Shape):
    """GET /v1/admin/players: the season as it stands, and everybody who hasn't left it."""

    season: Season
    closed: bool
    frozen: Moment | None
    people: tuple[Person, ...]

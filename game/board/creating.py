"""A season made from a pack: what is played, who plays, and the parts of it that a board keeps."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import ValidationError

from game.board.material import Material, Part, kind_of, name_of, parts_of, put_together
from game.board.season import Offered, Ranking, Season, Team
from game.board.sound import sound
from game.library.library import Library, Unreadable
from game.library.towns import town
from game.rules.clean import clean

KEY_MOST: Final = 40
Content = dict[str, tuple[Part, bytes]]
"""The parts of what a season plays, by digest; `material.put_together` makes one of two again."""

_WORDED: Final = {
    "season": "a season's key is of lower-case letters, digits and single hyphens, at most 40",
    "title": "a season's title has 1 to 80 characters",
    "about": "what a season is about has at most 1,000 characters",
    "encounters": "a season has 1 to 50 encounters and weeks",
    "teams": "a season has 1 to 500 teams, each with a title of 1 to 60 characters and, where it is said, a size "
    "of 1 to 100,000",
    "opens": "a season opens in 1970 or later",
    "closes": "a season closes in 1970 or later",
    "freezes": "a season's standings freeze in 1970 or later",
    "turnout": "the turnout is a whole number of per cent, from 0 to 100",
}


class Uncreatable(Exception):
    """A season that can't be. The message is a sentence; `details` the problems of a content file, if that is why."""

    def __init__(self, why: str, details: str = "") -> None:
        super().__init__(clean(why))
        self.details = details


def created(
    library: Library,
    *,
    key: str,
    title: str,
    encounters: Iterable[str] = (),
    weeks: Iterable[str] = (),
    teams: Iterable[Team],
    opens: int,
    closes: int,
    about: str = "",
    freezes: int | None = None,
    sealed: bool = False,
    ranking: Ranking = "size-adjusted",
    turnout: int = 50,
) -> tuple[Season, Content]:
    """A season, and the content that a board keeps of it: everybody plays these very versions.

    Args:
        library: the pack the encounters and towns are from.
        key: the season's key.
        title: its name.
        encounters: keys of encounters, or paths of their files.
        weeks: keys of towns in which a week is played, or paths of their files.
        teams: who plays; `teams_of` reads them from a line.
        opens: when its first run may arrive, UTC milliseconds.
        closes: when none may any more, UTC milliseconds.
        about: what it is about.
        freezes: from when on standings are shown as they were, UTC milliseconds; none for never.
        sealed: whether the board deals one turn at a time.
        ranking: how teams are ranked.
        turnout: how many of a team must have played before it is ranked, in per cent.

    Returns:
        The season, and both parts of every encounter and town by digest. Those that share a part share its entry.

    Raises:
        Uncreatable: something is missing, twice, out of its range, an encounter or a town can't be played or can get
            stuck, or a sealed season would have a week.
    """
    content: Content = {}
    offered: list[Offered] = []
    try:
        offered += [_offered(library.encounter(name), content) for name in encounters]
        for name in weeks:
            there = town(library, name)
            if there.script.draft:
                raise Uncreatable(
                    f"the town “{there.town.key}” is a draft, and nobody can spend a week in it yet"
                )
            offered.append(_offered(there, content))
    except Unreadable as trouble:
        raise Uncreatable(str(trouble), trouble.details) from None
    try:
        season = Season(
            season=key,
            title=clean(title).strip(),
            about=clean(about).strip(),
            encounters=tuple(offered),
            teams=tuple(teams),
            opens=opens,
            closes=closes,
            freezes=freezes,
            sealed=sealed,
            ranking=ranking,
            turnout=turnout,
        )
    except ValidationError as trouble:
        raise Uncreatable(_worded(trouble)) from None
    return season, content


def teams_of(line: str) -> tuple[Team, ...]:
    """The teams in a line like `Northgate, Southgate:12`: titles, each with how many people are in it where known.

    Raises:
        Uncreatable: no team, a size that is none, or two teams whose titles would give one key.
    """
    teams: list[Team] = []
    for entry in filter(None, (part.strip() for part in clean(line).split(","))):
        title, colon, said = entry.rpartition(":")
        title, said = (title.strip(), said.strip()) if colon else (entry, "")
        if colon and not (said.isascii() and said.isdigit() and len(said) <= 6):
            raise Uncreatable(f"“{said}” is no size of a team; write it as in `Northgate:12`")
        try:
            team = Team(team=key_of(title, len(teams) + 1), title=title, size=int(said) if colon else None)
        except ValidationError:
            raise Uncreatable(_WORDED["teams"]) from None
        same = next((other for other in teams if other.team == team.team), None)
        if same is not None:
            raise Uncreatable(f"the teams “{same.title}” and “{team.title}” are too much alike to tell apart")
        teams.append(team)
    if not teams:
        raise Uncreatable("name at least one team, as in `Northgate, Southgate:12`")
    return tuple(teams)


def key_of(title: str, number: int) -> str:
    """A team's key from its title: `Zürich West` gives `zurich-west`; a title without such letters its number."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:KEY_MOST].strip("-") or f"team-{number}"


def parts(season: Season, content: Content) -> Sequence[str]:
    """The digests that what the season plays needs and `content` lacks; none where it is whole."""
    needed = [digest for one in season.encounters for digest in (one.play, one.text)]
    return [digest for digest in dict.fromkeys(needed) if digest not in content]


def _offered(material: Material, content: Content) -> Offered:
    offered = Offered(
        encounter=name_of(material),
        kind=kind_of(material),
        title=clean(material.script.title)[:200],
        play=material.play,
        text=material.text,
    )
    (_, _, play), (_, _, text) = parts = parts_of(material)
    if put_together(offered, play, text) is None:
        raise Uncreatable(f"“{offered.encounter}” doesn't come out of the board as it went in")
    if not sound(material):  # whoever gets it from the board would refuse it
        raise Uncreatable(f"“{offered.encounter}” can get stuck; `ownit check` on its file says where")
    content |= {digest: (part, body) for digest, part, body in parts}
    return offered


def _worded(trouble: ValidationError) -> str:
    """The first thing that is wrong with a season, in plain words."""
    first = trouble.errors(include_url=False)[0]
    if first["loc"]:
        return _WORDED.get(str(first["loc"][0]), f"{first['loc'][0]}: {first['msg']}")
    return str(first["ctx"]["error"]) if "ctx" in first else first["msg"]

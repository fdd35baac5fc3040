"""What a list of encounters shows of each, kept so that a list of many opens at once."""

from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any, Final

from game.library.kept import kept_for
from game.library.library import Library, Unreadable, content_of
from game.rules.clean import clean
from game.rules.skills import SKILLS, Skill

_DECIDE: Final = ("language", "engine", "rules", "library")


@dataclass(frozen=True, slots=True)
class Summary:
    """An encounter at a glance.

    Attributes:
        key: its key.
        title, role, industry, level, brief: as its file says, cleaned for the terminal.
        endings: how many it has.
        scenes: how many it has, endings not counted.
        offers: the skills it gives a chance to show.
        problem: a sentence where its file can't be played; then the rest but the title is empty.
    """

    key: str
    title: str
    role: str = ""
    industry: str = ""
    level: int = 0
    brief: str = ""
    endings: int = 0
    scenes: int = 0
    offers: tuple[Skill, ...] = ()
    problem: str = ""


def summaries(library: Library) -> list[Summary]:
    """Every encounter of a pack, the easiest first; those that can't be played have level 0."""
    kept = kept_for(library, "summaries", *_DECIDE)
    found: list[Summary] = []
    for key in library.names():
        path = library.locate(key)
        try:
            digest = sha256(content_of(path)).hexdigest()
            summary = _known(key, kept.get(path, digest))
            if summary is None:
                summary = _summary(library, key)
                kept.keep(path, digest, astuple(summary)[1:-1])
        except Unreadable as trouble:
            summary = Summary(key, clean(key), problem=f"{trouble}; `ownit check` says which")
        found.append(summary)
    kept.save()
    return sorted(found, key=lambda one: (one.level, one.title))


def _summary(library: Library, key: str) -> Summary:
    loaded = library.encounter(key)
    script = loaded.script
    endings = sum(scene.ending is not None for scene in loaded.encounter.scenes.values())
    return Summary(
        key=key,
        title=clean(script.title),
        role=clean(script.role),
        industry=clean(script.industry),
        level=script.level,
        brief=clean(script.brief, keep_newlines=True),
        endings=endings,
        scenes=len(loaded.encounter.scenes) - endings,
        offers=tuple(skill for skill in SKILLS if skill in loaded.encounter.full_marks),
    )


def _known(key: str, row: list[Any] | None) -> Summary | None:
    """A kept row as a summary; None for none, or one of another form."""
    match row:
        case [
            str(title),
            str(role),
            str(industry),
            int(level),
            str(brief),
            int(endings),
            int(scenes),
            [*offers],
        ]:
            offered = tuple(skill for skill in SKILLS if skill in offers)
            return Summary(key, title, role, industry, level, brief, endings, scenes, offered)
    return None

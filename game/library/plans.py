"""The training plans of a pack, and whether its encounters can fulfil them."""

from collections.abc import Iterable, Iterator

from game.language.diagnostics import Diagnostic
from game.language.plan_file import Plan, Stage
from game.language.raw import Part
from game.language.read import PlanReading, read_plan
from game.library.library import Library, Unreadable, content_of, strangers
from game.library.summaries import Summary, summaries
from game.rules.skills import SKILLS, Skill


def plan_names(library: Library) -> list[str]:
    """The keys of the pack's plans, sorted."""
    return library.keys("plans")


def plan(library: Library, key: str) -> Plan:
    """The plan of this key.

    Raises:
        Unreadable: there is none, or it has problems.
    """
    path = library.file_of("plans", key, "plan")
    reading = read_plan(content_of(path), str(path))
    if reading.plan is None:
        raise Unreadable(f"the plan {path} has problems; `ownit check` says which", reading.rendered())
    return reading.plan


def pool(stage: Stage, encounters: Iterable[Summary]) -> list[Summary]:
    """The encounters a stage may use: those it names, in its order, else all that offer one of its skills."""
    playable = {one.key: one for one in encounters if not one.problem}
    if stage.encounters:
        return [playable[key] for key in stage.encounters if key in playable]
    return [
        one for one in playable.values() if one.level <= stage.level and set(one.offers) & set(stage.skills)
    ]


def skills_of(stage: Stage, encounters: Iterable[Summary]) -> tuple[Skill, ...]:
    """The skills to be mastered in a stage: of those its encounters offer, those it names, else all."""
    offered = {skill for one in pool(stage, encounters) for skill in one.offers}
    wanted = offered & set(stage.skills) if stage.skills else offered
    return tuple(skill for skill in SKILLS if skill in wanted)


def unfulfilled(reading: PlanReading, library: Library) -> Iterator[Diagnostic]:
    """Encounters that the pack doesn't have, and skills that a stage's encounters don't offer."""
    if reading.plan is None or reading.document is None:
        return
    encounters = summaries(library)
    keys = [one.key for one in encounters]
    top = Part(reading.document, (), reading.document.data)
    for stage in reading.plan.stages:
        part = top / "stages" / stage.key
        yield from strangers((part / "encounters").texts(), keys)
        offered = {skill for one in pool(stage, encounters) for skill in one.offers}
        for named in (part / "skills").texts():
            if named.text not in offered:
                hint = "add an encounter that offers it, or ask for another skill"
                yield named.problem("S520", f"no encounter of `{stage.key}` offers {named.text}", hint)

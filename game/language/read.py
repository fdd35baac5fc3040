"""The way in: a file's bytes become data, or everything that is wrong with it in one go."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from game.engine.encounter import Encounter, Script, SelfTest
from game.language.compile import Renamed, compile_encounter
from game.language.diagnostics import Diagnostic, in_order, render
from game.language.encounter_file import EncounterShape
from game.language.model_errors import MOST_TOLD, validate
from game.language.pack_file import Pack, PackShape, compile_pack
from game.language.prose import (
    ENCOUNTER_LINES,
    ENCOUNTER_PROSE,
    PACK_PROSE,
    PLAN_LINES,
    PLAN_PROSE,
    RULEBOOK_PROSE,
    SEASON_PROSE,
    TITLE,
    TOWN_LINES,
    TOWN_PROSE,
    Outline,
    cut_off,
    not_in_blocks,
)
from game.language.references import reference_problems
from game.language.rulebook_file import RulebookShape, compile_rulebook, rulebook_problems
from game.language.shape import shape_problems
from game.language.yaml_subset import Document, read_yaml
from game.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from game.language.plan_file import Plan
    from game.language.season_file import Recipe
    from game.language.town import Town, TownScript

Shape = TypeVar("Shape", bound=BaseModel)
Check = Callable[[Document], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of reading a file.

    Attributes:
        file: its name, as given.
        source: its text, for excerpts.
        diagnostics: everything wrong with it, sorted by place; empty when it is fine.
    """

    file: str
    source: str
    diagnostics: tuple[Diagnostic, ...]

    def rendered(self) -> str:
        """The diagnostics as text with excerpts and carets; "" when there are none."""
        return render(self.file, self.source, self.diagnostics)


@dataclass(frozen=True, slots=True)
class Reading(_Reading):
    """What came of reading an encounter file; all None unless there are no diagnostics.

    Attributes:
        encounter: what decides play.
        script: what people read.
        tests: the file's own tests by name.
        renamed: scene → former reply key → present one.
        draft: whether the file calls itself a draft.
        document: the file itself with its places, for whoever looks further.
    """

    encounter: Encounter | None = None
    script: Script | None = None
    tests: dict[str, SelfTest] | None = None
    renamed: Renamed | None = None
    draft: bool = False
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class RulebookReading(_Reading):
    """What came of reading a rulebook file; `rulebook` is None unless there are no diagnostics."""

    rulebook: Rulebook | None = None


@dataclass(frozen=True, slots=True)
class PackReading(_Reading):
    """What came of reading a `pack.yaml`; `pack` is None unless there are no diagnostics."""

    pack: Pack | None = None


@dataclass(frozen=True, slots=True)
class PlanReading(_Reading):
    """What came of reading a plan file.

    Attributes:
        plan: None unless there are no diagnostics.
        document: the file itself with its places, for whoever looks further.
    """

    plan: "Plan | None" = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class SeasonReading(_Reading):
    """What came of reading a season file.

    Attributes:
        recipe: None unless there are no diagnostics.
        document: the file itself with its places, for whoever looks further.
    """

    recipe: "Recipe | None" = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class TownReading(_Reading):
    """What came of reading a town file; all None unless there are no diagnostics.

    Attributes:
        town: what decides a week.
        script: what people read of it.
        document: the file itself with its places, for whoever looks further.
    """

    town: "Town | None" = None
    script: "TownScript | None" = None
    document: Document | None = None


def read_encounter(source: bytes, file: str) -> Reading:
    """Read an encounter file. Never raises, whatever the bytes.

    Args:
        source: the file's bytes.
        file: its name, for messages; without folders and suffix it must be the encounter's key.
    """

    def checks(document: Document) -> Iterator[Diagnostic]:
        yield from cut_off(document, ENCOUNTER_LINES)
        yield from reference_problems(document, key_of(file))
        yield from shape_problems(document)

    shape, document, text, problems = _read(source, EncounterShape, ENCOUNTER_PROSE, checks)
    if shape is None or problems:
        return Reading(file, text, problems)
    return Reading(file, text, (), *compile_encounter(shape), draft=shape.draft, document=document)


def read_rulebook(source: bytes, file: str) -> RulebookReading:
    """Read a rulebook file. Never raises, whatever the bytes.

    Args:
        source: the file's bytes.
        file: its name, for messages.
    """

    def checks(document: Document) -> Iterator[Diagnostic]:
        yield from cut_off(document, TITLE)
        yield from rulebook_problems(document)

    shape, _document, text, problems = _read(source, RulebookShape, RULEBOOK_PROSE, checks)
    if shape is None or problems:
        return RulebookReading(file, text, problems)
    return RulebookReading(file, text, (), compile_rulebook(shape))


def read_pack(source: bytes, file: str) -> PackReading:
    """Read a `pack.yaml`. Never raises, whatever the bytes.

    Args:
        source: the file's bytes.
        file: its name, for messages.
    """
    shape, _document, text, problems = _read(
        source, PackShape, PACK_PROSE, lambda document: cut_off(document, TITLE)
    )
    if shape is None or problems:
        return PackReading(file, text, problems)
    return PackReading(file, text, (), compile_pack(shape))


def read_plan(source: bytes, file: str) -> PlanReading:
    """Read a training plan. Never raises, whatever the bytes.

    Args:
        source: the file's bytes.
        file: its name, for messages; without folders and suffix it must be the plan's key.
    """
    # Only here: play needs no plans, and building a model takes a while.
    from game.language.plan_file import PlanShape, compile_plan, plan_problems

    checks = _of_key(PLAN_LINES, plan_problems, file)
    shape, document, text, problems = _read(source, PlanShape, PLAN_PROSE, checks)
    if shape is None or problems:
        return PlanReading(file, text, problems)
    return PlanReading(file, text, (), compile_plan(shape), document)


def read_season(source: bytes, file: str) -> SeasonReading:
    """Read a season's recipe. Never raises, whatever the bytes.

    Args:
        source: the file's bytes.
        file: its name, for messages; without folders and suffix it must be the recipe's key.
    """
    # Only here: play needs no seasons.
    from game.language.season_file import SeasonShape, compile_season, season_problems

    checks = _of_key(TITLE, season_problems, file)
    shape, document, text, problems = _read(source, SeasonShape, SEASON_PROSE, checks)
    if shape is None or problems:
        return SeasonReading(file, text, problems)
    return SeasonReading(file, text, (), compile_season(shape), document)


def read_town(source: bytes, file: str) -> TownReading:
    """Read a town. Never raises, whatever the bytes.

    Args:
        source: the file's bytes.
        file: its name, for messages; without folders and suffix it must be the town's key.
    """
    # Only here: an encounter needs no towns.
    from game.language.town_file import compile_town
    from game.language.town_problems import town_problems
    from game.language.town_shape import TownShape

    checks = _of_key(TOWN_LINES, town_problems, file)
    shape, document, text, problems = _read(source, TownShape, TOWN_PROSE, checks)
    if shape is None or problems:
        return TownReading(file, text, problems)
    return TownReading(file, text, (), *compile_town(shape), document)


def _of_key(lines: Outline, problems: Callable[[Document, str], Iterable[Diagnostic]], file: str) -> Check:
    """The checks of a file whose name is its key: of lines that were cut off, then its own."""

    def checks(document: Document) -> Iterator[Diagnostic]:
        yield from cut_off(document, lines)
        yield from problems(document, key_of(file))

    return checks


def _read(
    source: bytes, model: type[Shape], prose: Outline, checks: Check
) -> tuple[Shape | None, Document | None, str, tuple[Diagnostic, ...]]:
    """The shape if the model takes it, the file with its places, its text, and every problem found on the way."""
    yaml = read_yaml(source)
    problems = list(yaml.problems)
    shape = None
    if yaml.document is not None:
        blocks = not_in_blocks(yaml.document, prose)
        shape, told = validate(model, yaml.document, blocks)
        problems += [*blocks.values(), *told]
        problems += islice(checks(yaml.document), MOST_TOLD)
    return shape, yaml.document, yaml.source.shown, in_order(problems)


def key_of(file: str) -> str:
    """The key a file's name stands for: `encounters/rerouted-flight.yaml` is `rerouted-flight`."""
    return PurePath(file).stem

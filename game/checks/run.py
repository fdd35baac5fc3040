"""Checks files: reads them, looks with every check, leaves out what is ignored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from hashlib import sha256
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, Final

from game.checks.all import TITLES
from game.checks.check import CHECKS, Check
from game.checks.checked import Checked
from game.checks.fix import fixable
from game.checks.ignores import ignores, without_ignored
from game.checks.schema_line import schema_line_problems
from game.checks.towns import town_findings
from game.engine.graph import TooLarge
from game.engine.solve import Solver
from game.engine.step import EncounterFault
from game.language.diagnostics import Diagnostic, Place, in_order, split_lines
from game.language.read import PackReading, PlanReading, Reading, RulebookReading, SeasonReading, TownReading
from game.language.source_text import decode
from game.library.library import Library, content_of, folder_for
from game.library.plans import unfulfilled
from game.library.seasons import unplayable
from game.library.towns import unplaced

if TYPE_CHECKING:
    from game.checks.cache import Cache


@dataclass(frozen=True)
class Checking:
    """What came of checking a file.

    Attributes:
        file: its path, as given.
        content: its bytes.
        diagnostics: everything found, sorted by place.
        fixable: how many of them `--fix` can mend.
    """

    file: str
    content: bytes
    diagnostics: tuple[Diagnostic, ...]
    fixable: int

    @cached_property
    def source(self) -> str:
        """The file's text, for excerpts."""
        return decode(self.content).shown


@dataclass(frozen=True, eq=False)
class _OnceChecked(Checked):
    """Remembers which temperaments can't be solved: to find that out takes seconds, and every check asks."""

    failed: dict[str, TooLarge | EncounterFault] = field(default_factory=dict)

    def solver(self, temperament: str) -> Solver:
        if temperament in self.failed:
            raise self.failed[temperament]
        try:
            return super().solver(temperament)
        except (TooLarge, EncounterFault) as trouble:
            self.failed[temperament] = trouble
            raise


Told = Callable[[int, int], None]
"""Hears how many of how many files have been looked at, while many are."""


def check_paths(
    paths: Sequence[Path], library: Library, kept: "Cache | None" = None, told: Told | None = None
) -> list[Checking]:
    """Check files in the order given; one known to the cache is not looked at again.

    Raises:
        Unreadable: a file can't be read at all, or the pack's rulebook has problems.
    """
    contents = {path: content_of(path) for path in paths}
    found: dict[Path, Checking] = {}
    if kept is not None:
        for path, content in contents.items():
            if (known := kept.get(path, digest_of(path, content, library))) is not None:
                found[path] = Checking(str(path), content, *known)
    new = {path: content for path, content in contents.items() if path not in found}
    try:
        for path, checking in zip(new, _checked_files(new, library), strict=True):
            found[path] = checking
            if kept is not None:
                digest = digest_of(path, checking.content, library)
                kept.keep(path, digest, checking.diagnostics, checking.fixable)
            if told is not None:
                told(len(found), len(contents))
    finally:
        if kept is not None:  # also what was found before somebody lost patience
            kept.save()
    return [found[path] for path in paths]


_HELD_AGAINST: Final = {
    "plans": ("encounters",),
    "seasons": ("encounters", "towns"),
    "towns": ("encounters",),
}
"""Which folders of its pack a file is held against, by the folder whose files it is read like."""


def digest_of(path: Path, content: bytes, library: Library) -> str:
    """Equal whenever checking this file finds the same, as long as the checks are the same."""
    pack = library.pack_of(path)
    parts = [path.name.encode(), _rulebook_bytes(pack), content]
    for folder in _HELD_AGAINST.get(folder_for(path, content), ()):
        for file in sorted((pack / folder).glob("*.yaml")):
            parts += [folder.encode(), file.name.encode(), sha256(content_of(file)).digest()]
    return sha256(b"\0".join(parts)).hexdigest()


MUCH: Final = 100_000
"""From so many bytes on, files are looked at side by side: starting another process costs as much as a small file."""


def _checked_files(files: Mapping[Path, bytes], library: Library) -> Iterator[Checking]:
    """The files checked in order, on all processors where it is much."""
    workers = min(cpu_count() or 1, len(files))
    if workers < 2 or sum(map(len, files.values())) < MUCH:
        yield from (check_file(path, library, content) for path, content in files.items())
        return
    # Leaving the pool ends its processes, also when somebody loses patience; so they needn't hear of that.
    with get_context("spawn").Pool(workers, signal, (SIGINT, SIG_IGN)) as pool:
        look = partial(_check_beside, library.folder)
        yield from pool.imap(look, files.items())


def _check_beside(pack: Path, file: tuple[Path, bytes]) -> Checking:
    path, content = file
    return check_file(path, _library_of(pack), content)


@cache
def _library_of(pack: Path) -> Library:
    """A process's own library."""
    return Library(pack)


def check_file(path: Path, library: Library, content: bytes | None = None) -> Checking:
    """Check one file of a pack: an encounter, `rulebook.yaml` or `pack.yaml`.

    Every problem of reading is told at once. An encounter that reads well plays its own tests, and every check looks
    at it; a draft is only asked where its conversations can go.

    Args:
        path: the file.
        library: whose rulebook an encounter is played by, unless it lies in another pack.
        content: the file's bytes, where they have been read already.

    Raises:
        Unreadable: the file can't be read at all, or the pack's rulebook has problems.
    """
    content = content_of(path) if content is None else content
    reading = library.check(path, content)
    found, looked = list(reading.diagnostics), set[str]()
    if (checked := _checked(reading, library)) is not None:
        more, looked = _look(checked)
        found += more
    if isinstance(reading, PlanReading):
        found += unfulfilled(reading, Library(library.pack_of(path)))
    if isinstance(reading, SeasonReading):
        found += unplayable(reading, Library(library.pack_of(path)))
    if isinstance(reading, TownReading):
        pack = Library(library.pack_of(path))
        if unfit := list(unplaced(reading, pack)):
            found += unfit
        else:
            more, looked = town_findings(reading, pack)
            found += more
    found += schema_line_problems(path, reading.source)
    kept = without_ignored(found, ignores(split_lines(reading.source)), TITLES, looked)
    diagnostics = in_order(kept)
    return Checking(str(path), content, diagnostics, fixable(content, diagnostics))


@cache
def _rulebook_bytes(pack: Path) -> bytes:
    """What a pack's encounters are played by, as far as it can be read; read once."""
    try:
        return (pack / "rulebook.yaml").read_bytes()
    except OSError:
        return b""


def _checked(
    reading: Reading | RulebookReading | PackReading | PlanReading | SeasonReading | TownReading,
    library: Library,
) -> Checked | None:
    """The encounter for the checks; None where there is none, or it doesn't read well."""
    if not isinstance(reading, Reading) or any(one.code[0] != "T" for one in reading.diagnostics):
        return None
    loaded = library.load(reading, Path(reading.file))
    if loaded is None or reading.document is None:
        return None
    return _OnceChecked(loaded, reading.document, reading.draft)


def _look(checked: Checked) -> tuple[list[Diagnostic], set[str]]:
    """What the checks find, and the codes of those that could look at everything."""
    found: list[Diagnostic] = []
    looked = {"T601", "F799"}
    large: TooLarge | None = None
    stuck: EncounterFault | None = None
    for check in _asked(checked.draft):
        try:
            found += list(check.look(checked))
            looked.add(check.code)
        except TooLarge as trouble:
            large = trouble
        except EncounterFault as trouble:
            stuck = trouble
    if large is not None:
        found.append(_too_large(checked, large))
    if stuck is not None and not any(one.code[0] == "F" for one in found):
        found.append(_stuck(checked, stuck))
    return found, looked


def _asked(draft: bool) -> Iterable[Check]:
    """Flow first: what is stuck or too large there explains what the others can't say."""
    families = ("flow",) if draft else ("flow", "pedagogy", "writing")
    return [check for family in families for check in CHECKS.values() if check.family == family]


def _too_large(checked: Checked, trouble: TooLarge) -> Diagnostic:
    hint = "fewer facts and flags that conditions ask for, smaller hubs, or two encounters instead of one"
    return checked.at_top("F799", "scenes", f"too large to be solved: {trouble}", hint)


def _stuck(checked: Checked, trouble: EncounterFault) -> Diagnostic:
    scene = next((key for key in checked.encounter.scenes if f"“{key}”" in str(trouble)), None)
    place = checked.key_place("scenes", scene) if scene else Place(1, 1, 2)
    hint = "give the scene `otherwise:`, or a reply that can always be chosen"
    return Diagnostic("F704", f"a conversation gets stuck: {trouble}", place, hint)

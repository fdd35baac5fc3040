"""The designer's commands: solve, check, explain, new, schema. Imports stand inside, as in `cli`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.exits import FINE, NO, WRONG_USE

if TYPE_CHECKING:
    from game.library.library import Library

PACK_FILES = ("rulebook.yaml", "pack.yaml")
"""What a pack holds besides encounters."""


def solve(chosen: argparse.Namespace) -> int:
    """`ownit solve`: what an encounter allows, with each temperament."""
    from game import paths
    from game.engine.graph import TooLarge
    from game.engine.step import EncounterFault
    from game.library.library import Library, Unreadable
    from game.library.solutions import solutions

    try:
        loaded = Library(paths.content_dir()).encounter(chosen.encounter)
        found = solutions(loaded)
    except Unreadable as trouble:
        print("\n".join(filter(None, (f"ownit: {trouble}", trouble.details))), file=sys.stderr)
        return NO
    except (TooLarge, EncounterFault) as trouble:
        print(f"ownit: {chosen.encounter} can't be solved: {trouble}", file=sys.stderr)
        return NO
    if chosen.json:
        print(json.dumps({"encounter": loaded.encounter.key, "temperaments": [vars(each) for each in found]}))
        return FINE
    for each in found:
        share = f"1 in {each.runs // each.mastered:,}" if each.mastered else "none"
        print(f"{loaded.encounter.key}, {each.temperament or 'nobody there'}:")
        print(f"  best  {each.best:4}  {', '.join(each.best_run)}")
        print(f"  worst {each.worst:4}  {', '.join(each.worst_run)}")
        print(
            f"  {each.runs:,} runs, {each.mastered:,} mastered ({share}); endings: {', '.join(each.endings)}"
        )
        print(f"  {each.states:,} states, {each.milliseconds} ms")
    return FINE


def check(chosen: argparse.Namespace) -> int:
    """`ownit check`: every problem of content files, with its place."""
    from game import paths
    from game.checks.cache import cache_of
    from game.checks.output import FORMATS
    from game.checks.run import check_paths
    from game.library.library import Library, Unreadable

    files, unreadable = _content_files(chosen.paths or [paths.content_dir()])
    library, unchecked = Library(paths.content_dir()), False
    try:
        if chosen.fix:
            _fix(files, library)
        checkings = check_paths(files, library, cache_of(library), _told if sys.stderr.isatty() else None)
    except Unreadable as trouble:  # no encounter can be checked without its rulebook; the rulebook can
        print(f"ownit: {trouble}", file=sys.stderr)
        checkings = check_paths([file for file in files if file.name in PACK_FILES], library)
        if not checkings:
            print(trouble.details)
            return NO
        unchecked = True
    if said := FORMATS[chosen.format](checkings):
        print(said)
    elif files and not unchecked:
        print(f"{len(files)} {'file' if len(files) == 1 else 'files'} checked, no problems.")
    found = NO if unchecked or any(checking.diagnostics for checking in checkings) else FINE
    return WRONG_USE if unreadable else found


def _told(done: int, of: int) -> None:
    """A line that counts, for whoever waits; gone at the end."""
    print(f"\r\033[K{done} of {of} files" if done < of else "\r\033[K", end="", file=sys.stderr, flush=True)


def _content_files(chosen: Sequence[Path]) -> tuple[list[Path], bool]:
    """The files to look at, and whether something that was named can't be read; then it is said."""
    from game.rules.clean import clean

    files: list[Path] = []
    trouble = False
    for path in chosen:
        found = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        for file in found:
            try:
                file.open("rb").close()
            except OSError as error:
                print(f"ownit: can't read {clean(str(file))}: {error.strerror or error}", file=sys.stderr)
                trouble = True
            else:
                files.append(file)
        if not found:
            print(f"ownit: there is no .yaml file in {clean(str(path))}", file=sys.stderr)
            trouble = True
    return files, trouble


def _fix(files: Sequence[Path], library: "Library") -> None:
    """Mend what is safe to mend, and say where."""
    from game import paths
    from game.checks.fix import mend
    from game.checks.fix_marks import with_full_marks
    from game.rules.clean import clean

    for file in files:
        content = file.read_bytes()
        mended, done = mend(content, file.name)
        if file.name not in PACK_FILES:
            marked = with_full_marks(mended, file, library)
            mended, done = marked, done + (marked != mended)
        if mended != content:
            try:
                paths.write_atomically(file, mended)
            except OSError as trouble:
                print(
                    f"ownit: can't write {clean(str(file))}: {trouble.strerror or trouble}", file=sys.stderr
                )
            else:
                print(f"{clean(str(file))}: {done} mended", file=sys.stderr)


def explain(chosen: argparse.Namespace) -> int:
    """`ownit explain`: what a code means, or which there are."""
    from game.checks import explain as pages

    try:
        print(pages.explain(chosen.code) if chosen.code else pages.overview())
    except pages.UnknownCode as trouble:
        print(f"ownit: {trouble}", file=sys.stderr)
        return NO
    return FINE


def new(chosen: argparse.Namespace) -> int:
    """`ownit new`: a small draft in this folder."""
    from game.studio.new import write_new
    from game.studio.written import NotWritten

    try:
        path = write_new(chosen.kind, Path.cwd(), chosen.key, chosen.title)
    except NotWritten as trouble:
        print(f"ownit: {trouble}", file=sys.stderr)
        return NO
    play = "day" if chosen.kind == "town" else "play"
    print(
        f"written: {path.name}. Check it with `ownit check {path.name}`, play it with `ownit {play} {path.name}`."
    )
    return FINE


def schema(chosen: argparse.Namespace) -> int:
    """`ownit schema`: the JSON Schema of an encounter file, or of a town file."""
    from game import paths
    from game.library.library import Library
    from game.studio.schema import schema_text

    print(schema_text(chosen.kind, Library(paths.content_dir()).rulebook), end="")
    return FINE

"""How long a library takes to check: cold, and when nothing has changed.

    uv run python -m tests.benchmarks.check_speed [COUNT] [COLD]

A pack of COUNT (1,000) copies of one encounter, each with its own key. COLD (20) of them are checked without a cache,
which is what a pack costs the first time; then the results of all are kept, and the whole pack is checked again. Cold
takes minutes for a thousand, so the time of all is reckoned from those few.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from game import paths
from game.checks.cache import cache_of
from game.checks.run import check_file, check_paths, digest_of
from game.library.library import Library

MODEL = "aisle-seven"


def main(count: int = 1000, cold: int = 20) -> None:
    """Print both times and their ratio."""
    with TemporaryDirectory() as folder:
        os.environ["OWNIT_CACHE"] = str(Path(folder) / "cache")
        files = _copies(Path(folder) / "pack", count)
        library = Library(Path(folder) / "pack")
        began = perf_counter()
        first = [check_file(file, library) for file in files[:cold]]
        each = (perf_counter() - began) / cold
        cache = cache_of(library)
        for file in files:
            cache.keep(
                file, digest_of(file, file.read_bytes(), library), first[0].diagnostics, first[0].fixable
            )
        cache.save()
        began = perf_counter()
        library = Library(Path(folder) / "pack")
        again = check_paths(files, library, cache_of(library))
        warm = perf_counter() - began
    assert len(again) == count
    print(f"{count} copies of {MODEL}, {len(first[0].diagnostics)} findings in each")
    print(f"  cold: {each * 1000:8.1f} ms a file, {each * count:8.1f} s for all (reckoned from {cold})")
    print(f"  warm: {warm / count * 1000:8.3f} ms a file, {warm:8.3f} s for all")
    print(f"  {each * count / warm:,.0f} times as fast")


def _copies(pack: Path, count: int) -> list[Path]:
    content = paths.content_dir()
    (pack / "encounters").mkdir(parents=True)
    shutil.copy(content / "rulebook.yaml", pack)
    text = (content / "encounters" / f"{MODEL}.yaml").read_text("utf-8")
    files = []
    for number in range(count):
        file = pack / "encounters" / f"{MODEL}-{number}.yaml"
        file.write_text(text.replace(f"encounter: {MODEL}\n", f"encounter: {file.stem}\n"), "utf-8")
        files.append(file)
    return files


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

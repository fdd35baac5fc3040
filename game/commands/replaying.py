"""`ownit replay`: what a run's or a week's file comes to. Imports stand inside, as in `cli`."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.exits import FINE, NO

if TYPE_CHECKING:
    from game.library.loaded import Loaded
    from game.library.run_file import RunFile


def replay(chosen: argparse.Namespace) -> int:
    """`ownit replay`: what a run file comes to, or why it is refused."""
    from game.library.library import Unreadable
    from game.library.run_file import RunFile, RunRefused, verify
    from game.rules.clean import clean
    from game.town.week_file import is_week

    try:
        source = chosen.run.read_bytes()
        if is_week(source):
            return _replay_week(source, chosen)
        run = RunFile.parse(source)
        loaded = _as_played(run, chosen)
        replayed = verify(run, loaded)
    except (OSError, Unreadable, RunRefused) as trouble:
        why = str(trouble)
        if isinstance(trouble, OSError):  # of the run's file, or of the saves
            why = clean(f"can't read {trouble.filename or chosen.run}: {trouble.strerror or trouble}")
        if chosen.json:
            print(json.dumps({"ok": False, "why": why}, ensure_ascii=False))
        else:
            print(f"ownit: {why}", file=sys.stderr)
        return NO
    score = replayed.score
    result: dict[str, Any] = {
        "ok": True,
        "encounter": run.encounter,
        "score": score.score if score else None,
        "mastered": score.mastered if score else False,
        "criticals": replayed.state.criticals,
        "skills": score.ratios if score else {},
        "ending": loaded.compiled(run.temperament).scenes[replayed.state.scene].key if score else None,
        "turns": len(replayed.steps),
        "harm": replayed.state.harm,
        "rulebook": loaded.rulebook.title,
    }
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False))
    elif score is None:
        print(f"{run.encounter}: {len(replayed.steps)} replies, no ending yet.")
    else:
        mastered = "mastered" if score.mastered else "not mastered"
        print(
            f"{run.encounter}: {score.score} of 1000, {mastered}, ending {result['ending']}, {result['turns']} turns."
        )
        print("  " + ", ".join(f"{skill} {ratio // 10} %" for skill, ratio in score.ratios.items()))
        print(f"  harm {score.harm}, criticals {score.criticals}; rulebook: {loaded.rulebook.title}")
    return FINE


def _replay_week(source: bytes, chosen: argparse.Namespace) -> int:
    """What a week's file comes to. What refuses it is told by `replay`."""
    from game import paths
    from game.library.library import Library
    from game.library.stored_towns import as_spent
    from game.library.towns import town
    from game.town.week_file import WeekFile, verify_week

    week = WeekFile.parse(source)
    library, name = Library(paths.content_dir()), chosen.encounter or week.town
    loaded = as_spent(library, name, week.play, week.text, _kept(chosen))
    if loaded is None:
        loaded = town(library, name)
    score = verify_week(week, loaded).score
    result: dict[str, Any] = {
        "ok": True,
        "town": week.town,
        "score": score.score if score else None,
        "skills": dict(score.skills) if score else {},
        "cases": score.count if score else 0,
        "served": score.served if score else 0,
        "promises_kept": score.kept if score else 0,
        "spared": score.spared if score else 0,
        "choices": len(week.choices),
        "rulebook": loaded.rulebook.title,
    }
    choices = "1 choice" if len(week.choices) == 1 else f"{len(week.choices)} choices"
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False))
    elif score is None:
        print(f"{week.town}: {choices}, the week is not over.")
    else:
        print(f"{week.town}: {score.score} of 1000, {score.count} cases, {choices}.")
        print("  " + ", ".join(f"{skill} {ratio // 10} %" for skill, ratio in score.skills.items()))
        print(f"  served {score.served}, promises kept {score.kept}, never had to call {score.spared}")
    return FINE


def _as_played(run: "RunFile", chosen: argparse.Namespace) -> "Loaded":
    """The encounter a run was played on, as the library or the saves have it; else today's, for its name."""
    from game import paths
    from game.library.library import Library
    from game.library.stored import as_played

    library, name = Library(paths.content_dir()), chosen.encounter or run.encounter
    return as_played(library, name, run.play, run.text, _kept(chosen)) or library.encounter(name)


def _kept(chosen: argparse.Namespace) -> Callable[[str], bytes | None]:
    """Gives what the saves keep under a digest."""
    from game import paths
    from game.saves.log import NAME
    from game.saves.saves import Saves

    folder = paths.saves_dir(getattr(chosen, "saves", None))

    def kept(digest: str) -> bytes | None:
        if not (folder / NAME).exists():  # to replay a run is no reason to begin a save
            return None
        with Saves.open(folder) as saves:
            return saves.content(digest)

    return kept

"""The towns of a pack: each with the encounters that come in it, and the people who bear their names."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from game.engine.chance import SEED_MAX, draw
from game.engine.digest import ENGINE_VERSION, digest_of, rulebook_digest
from game.engine.encounter import Script
from game.language.diagnostics import Diagnostic, suggestion
from game.language.raw import Part
from game.language.read import TownReading, read_town
from game.language.town import Arrival, Town, TownScene, TownScript
from game.language.town_file import HERE, without_an_hour
from game.library.library import Library, Unreadable, content_of, strangers
from game.library.loaded import Loaded
from game.library.pasts import NAMES, Past, fits, laid_over, past_of, told_by_another
from game.library.personas import blanks, draw_persona, stand_ins
from game.rules.rulebook import Rulebook

FIELDS: Final = ("name", "first", "last")
"""What a person of the town bears of the person of an encounter who they are."""


@dataclass(frozen=True, eq=False)
class LoadedTown:
    """A town, ready for a week: with its encounters and the rulebook all of it is played by.

    Attributes:
        town: what decides a week.
        script: what people read.
        rulebook: the rulebook.
        encounters: those that may come, by key.
        file: where it was read, or none where it was kept in a save.
    """

    town: Town
    script: TownScript
    rulebook: Rulebook
    encounters: dict[str, Loaded]
    file: Path | None = None

    @cached_property
    def play(self) -> str:
        """The digest that weeks bind to."""
        return digest_of(
            {
                "engine": ENGINE_VERSION,
                "town": self.town,
                "rulebook": rulebook_digest(self.rulebook),
                "encounters": {key: one.play for key, one in self.encounters.items()},
            }
        )

    @cached_property
    def text(self) -> str:
        """The digest of everything people read."""
        texts = {key: one.text for key, one in self.encounters.items()}
        return digest_of({"town": self.script, "encounters": texts})

    @cached_property
    def _scenes(self) -> dict[object, Loaded]:
        return {}

    def scene(
        self,
        scene: TownScene,
        script: Script,
        replies: tuple[str, ...],
        news: frozenset[str],
        dear: frozenset[str],
    ) -> Loaded:
        """A scene of the town's own as it stands in a week: made once for each way it can stand.

        Args:
            scene: the scene.
            script: what is read of it.
            replies: those that exist now.
            news: facts that aren't known yet.
            dear: replies for which there is no hour left; they are seen and can't be chosen.
        """
        key = (scene.encounter.key, replies, news, dear)
        if key not in self._scenes:
            here = scene.encounter.scenes[HERE]
            kept = {}
            for name in replies:
                reply = here.replies[name]
                reply = replace(reply, learns=tuple(fact for fact in reply.learns if fact in news))
                kept[name] = without_an_hour(reply) if name in dear else reply
            scenes = {**scene.encounter.scenes, HERE: replace(here, replies=kept)}
            encounter = replace(scene.encounter, scenes=scenes)
            self._scenes[key] = Loaded(encounter, script, self.rulebook, {})
        return self._scenes[key]

    def people(self, seed: int) -> dict[str, str]:
        """Who everybody is in a week of this seed: `vera_name` of the town, `rerouted-flight/dana_name` of others."""
        return self._everybody(
            lambda key, script: draw_persona(script, case_seed(seed, key) if key else seed)
        )

    def stand_ins(self) -> dict[str, str]:
        """As if everybody had been drawn, which takes a while: enough to ask who could come back."""
        return self._everybody(lambda _, script: stand_ins(script))

    def _everybody(self, drawn: Callable[[str, Script], dict[str, str]]) -> dict[str, str]:
        found = drawn("", next(iter(self.script.tasks.values())).script)
        for key, loaded in self.encounters.items():
            found |= {f"{key}/{blank}": value for blank, value in drawn(key, loaded.script).items()}
        for key, person in self.script.people.items():
            if person.of is not None:
                encounter, other = person.of
                theirs = blanks(self.encounters[encounter].script, persona_of(found, encounter))
                found |= {
                    f"{key}_{field}": theirs[f"{other}_{field}"]
                    for field in FIELDS
                    if f"{other}_{field}" in theirs
                }
        return found

    def past(self, arrival: str, people: dict[str, str], *, met: bool) -> Past | None:
        """Whoever came in an arrival as somebody who may come back; none where nothing is told of them.

        Args:
            arrival: its key.
            people: who everybody is in that week.
            met: whether they had been served well.
        """
        its, words = self.town.arrivals[arrival], self.script.arrivals[arrival]
        if its.encounter is not None:
            script = self.encounters[its.encounter].script
            return past_of(arrival, script, script.back, persona_of(people, its.encounter), met=met)
        if words.script is None:
            return None
        return past_of(arrival, words.script, words.back, own_people(people), met=met)

    def persona(self, encounter: str, people: dict[str, str], past: Past | None, seed: int) -> dict[str, str]:
        """The persona of an encounter in a week of this seed, with somebody who came before in it, if any."""
        persona = persona_of(people, encounter)
        if past is None:
            return persona
        told = [self.past(key, people, met=True) for key in self.town.arrivals]
        script = self.encounters[encounter].script
        others = [one for one in told if one is not None and fits(script, one)]
        return laid_over(script, persona, past, told_by_another(past, others, seed))


def case_seed(seed: int, encounter: str) -> int:
    """The seed by which an encounter is dealt in a week of this seed."""
    return draw(seed, encounter, "case") % (SEED_MAX + 1)


def persona_of(people: dict[str, str], encounter: str) -> dict[str, str]:
    """The persona of an encounter, out of everybody of a week."""
    return {
        key.removeprefix(f"{encounter}/"): value
        for key, value in people.items()
        if key.startswith(f"{encounter}/")
    }


def own_people(people: dict[str, str]) -> dict[str, str]:
    """What fills the blanks of the town's own texts, out of everybody of a week."""
    return {key: value for key, value in people.items() if "/" not in key}


def town_names(library: Library) -> list[str]:
    """The keys of the pack's towns, sorted."""
    return library.keys("towns")


def town(library: Library, name: str) -> LoadedTown:
    """The town of this key, or of this file; one that was read before, while its file is the same byte for byte.

    Raises:
        Unreadable: there is none, it has problems, or an encounter of it has.
    """
    path = located(library, name)
    content = content_of(path)
    there = _READ.setdefault(library, {})
    if path not in there or there[path][0] != content:
        there[path] = content, _read(library, path, content)
    return there[path][1]


_READ: Final[WeakKeyDictionary[Library, dict[Path, tuple[bytes, LoadedTown]]]] = WeakKeyDictionary()
"""Towns with the bytes they were read from: reading one takes a tenth of a second, and a list asks for each of them."""


def _read(library: Library, path: Path, content: bytes) -> LoadedTown:
    reading = read_town(content, str(path))
    problems = list(unplaced(reading, library))
    if reading.town is None or reading.script is None or problems:
        details = reading.rendered() or replace(reading, diagnostics=tuple(problems)).rendered()
        raise Unreadable(f"the town {path} has problems; `ownit check` says which", details)
    encounters = {
        one.encounter: library.encounter(one.encounter)
        for one in reading.town.arrivals.values()
        if one.encounter is not None
    }
    return LoadedTown(reading.town, reading.script, library.rulebook_for(path), encounters, path)


def located(library: Library, name: str) -> Path:
    """Where the town of this key, or this file, lies; a file needn't be there.

    Raises:
        Unreadable: the pack has no town of this key.
    """
    if name.endswith((".yaml", ".yml")):
        return Path(name)
    return library.file_of("towns", name, "town")


def unplaced(reading: TownReading, library: Library) -> Iterator[Diagnostic]:
    """Encounters that the pack doesn't have, and what the town wants of them and they haven't."""
    if reading.town is None or reading.document is None or reading.script is None:
        return
    top = Part(reading.document, (), reading.document.data)
    names = library.names()
    loaded: dict[str, Loaded] = {}
    found: list[Diagnostic] = []
    for key, arrival in reading.town.arrivals.items():
        part = top / "arrivals" / key
        if arrival.encounter is None:
            continue
        if arrival.encounter not in names:
            found += strangers([part / "encounter"], names)
            continue
        try:
            loaded[arrival.encounter] = library.encounter(arrival.encounter)
        except Unreadable:
            hint = "`ownit check` on its file says which"
            message = f"the encounter `{arrival.encounter}` has problems of its own"
            found.append((part / "encounter").problem("R215", message, hint))
            continue
        found += _fits(part, arrival, loaded[arrival.encounter])
    found += _people(reading.script, loaded, top / "people")
    found += _scenes(reading.town, loaded, top)
    yield from found
    if not found:
        whole = LoadedTown(reading.town, reading.script, library.rulebook, loaded)
        for key, arrival in reading.town.arrivals.items():
            yield from _returns(whole, arrival, top / "arrivals" / key / "returns")


def _people(script: TownScript, loaded: dict[str, Loaded], people: Part) -> Iterator[Diagnostic]:
    """Whether those who are somebody of an encounter (`of`) can be."""
    for name, person in script.people.items():
        if person.of is None:
            continue
        encounter, other = person.of
        part = people / name / "of"
        if encounter not in loaded:
            hint = suggestion(encounter, loaded, "encounters")
            yield part.problem("R215", f"no arrival here plays `{encounter}`", hint)
        elif (who := loaded[encounter].script.returns) is not None and other == who.who:
            hint = "leave the name out: it may be somebody who came earlier in the week"
            yield part.problem("R205", f"who `{other}` is shows only when they come back", hint)
        elif other not in loaded[encounter].encounter.people:
            hint = suggestion(other, loaded[encounter].encounter.people, "people", "there")
            yield part.problem("R205", f"there is no person `{other}` in `{encounter}`", hint)


def _scenes(town: Town, loaded: Collection[str], top: Part) -> Iterator[Diagnostic]:
    """Whether a scene of the town's own is called as an encounter that comes in it."""
    for key, task in town.tasks.items():
        if task.scene.encounter.key in loaded:
            yield _called_so(top / "tasks" / key, task.scene)
    for key, arrival in town.arrivals.items():
        if arrival.scene is not None and arrival.scene.encounter.key in loaded:
            yield _called_so(top / "arrivals" / key, arrival.scene)


def _called_so(part: Part, scene: TownScene) -> Diagnostic:
    message = f"with the town's key before it, `{part.key}` is the encounter `{scene.encounter.key}`"
    return part.key_problem("R219", message, "choose another key")


def _returns(whole: LoadedTown, arrival: Arrival, part: Part) -> Iterator[Diagnostic]:
    """Whether somebody returns in an encounter, and those who are named can be who does."""
    if not part.written:
        return
    encounter = arrival.encounter or ""
    script = whole.encounters[encounter].script
    if script.returns is None:
        yield part.key_problem(
            "R205", f"nobody returns in `{encounter}`", "name an encounter in which somebody does"
        )
        return
    people = whole.stand_ins()
    for before in part.texts():
        past = whole.past(before.text, people, met=True)
        if past is None:
            hint = "write `back:` into that encounter, or name somebody else"
            yield before.problem("R205", f"nothing is told of whoever comes in `{before.text}`", hint)
        elif not fits(script, past):
            draws = script.people[script.returns.who].draws
            names = ", ".join(f"{key}: {draw}" for key, draw in draws.items() if key in NAMES)
            hint = f"it has to be somebody called by {names}, or with these fields written out"
            yield before.problem("R205", f"whoever comes in `{before.text}` can't be who returns", hint)


def _fits(part: Part, arrival: Arrival, loaded: Loaded) -> Iterator[Diagnostic]:
    """Whether an encounter has the temperaments and promises that an arrival names."""
    known = loaded.encounter.temperaments
    for which, temperament in (("calm", arrival.calm), ("hot", arrival.hot)):
        if temperament and temperament not in known:
            hint = suggestion(temperament, known, "temperaments", "there")
            yield (part / which if which in part else part).problem(
                "R208", f"there is no temperament `{temperament}` in `{loaded.encounter.key}`", hint
            )
        if known and not temperament:
            hint = f"one of: {', '.join(known)}"
            yield part.key_problem("M102", f"`{part.key}` lacks the key `{which}`", hint)
    for promise in arrival.carries:
        due = loaded.encounter.promises.get(promise)
        if due is None or not due.outlives:
            outliving = [key for key, one in loaded.encounter.promises.items() if one.outlives]
            hint = suggestion(promise, outliving, "promises that outlive it")
            yield (part / "carries" / promise).key_problem(
                "R203", f"no promise `{promise}` outlives `{loaded.encounter.key}`", hint
            )

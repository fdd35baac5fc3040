"""Whether every name an encounter uses is one it declares. On the raw data, so that nothing hides anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.engine.encounter import NOBODY
from game.language.blanks import blank_problems
from game.language.diagnostics import Diagnostic, suggestion
from game.language.draws import field_problems
from game.language.prose import BACK, ENCOUNTER_PROSE, OTHER, texts_at
from game.language.raw import Asking, Part, asked_by, asked_in_wordings
from game.language.yaml_subset import Document


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of things with names: the code when a name is unknown, and what the things are called."""

    code: str
    one: str
    many: str


SCENE: Final = _Sort("R201", "scene", "scenes")
FACT: Final = _Sort("R202", "fact", "facts")
PROMISE: Final = _Sort("R203", "promise", "promises")
FLAG: Final = _Sort("R204", "flag", "flags")
PERSON: Final = _Sort("R205", "person", "people")
TEMPERAMENT: Final = _Sort("R208", "temperament", "temperaments")
REPLY: Final = _Sort("R209", "reply", "replies")

# What a reply's keys name, what a scene's do, and what is named in the brackets of a condition.
_OF_REPLY: Final = {
    "cites": FACT, "learns": FACT,
    "promises": PROMISE, "keeps": PROMISE, "renegotiates": PROMISE,
    "hands_to": PERSON,
}  # fmt: skip
_ASKED: Final = {
    "temperament": TEMPERAMENT, "knows": FACT, "flag": FLAG, "brought": PERSON,
    "promised": PROMISE, "kept": PROMISE, "renegotiated": PROMISE, "broken": PROMISE,
}  # fmt: skip
_SCENE_WORDINGS: Final = ("says", "thinks", "letter")
_REPLY_WORDINGS: Final = ("hears", "thinks")


Names = dict[_Sort, dict[str, None]]


def replies_of(top: Part) -> Iterator[Part]:
    """Every reply of every scene."""
    for scene in (top / "scenes").parts():
        yield from (scene / "replies").parts()


def ways_on(to: Part) -> Iterator[Part]:
    """The scenes a `to` or an `otherwise` names: the text itself, or the `to` of each item."""
    if isinstance(to.value, list):
        yield from (way / "to" for way in to.parts())
    else:
        yield to


def _asked_on_the_way(to: Part) -> Iterator[Asking]:
    if isinstance(to.value, list):
        for way in to.parts():
            yield from asked_by(way / "when")


def conditions_of(top: Part) -> Iterator[Asking]:
    """Every condition of an encounter."""
    for scene in (top / "scenes").parts():
        for key in _SCENE_WORDINGS:
            yield from asked_in_wordings(scene / key)
        for reply in (scene / "replies").parts():
            yield from asked_by(reply / "when")
            for key in _REPLY_WORDINGS:
                yield from asked_in_wordings(reply / key)
            yield from _asked_on_the_way(reply / "to")
        yield from _asked_on_the_way(scene / "otherwise")


def reference_problems(document: Document, key: str) -> Iterator[Diagnostic]:
    """Names that nothing in the file bears.

    Args:
        document: an encounter file.
        key: what its name says its key is.
    """
    top = Part(document, (), document.data)
    names = _names(top)
    if (encounter := top / "encounter").text and encounter.text != key:
        hint = f"write `encounter: {key}`, or rename the file to {encounter.text}.yaml"
        yield encounter.problem("R211", f"this file is called `{key}`", hint)
    yield from _known(top / "start", SCENE, names)
    for promise in (top / "promises").parts():
        yield from _known(promise / "due", SCENE, names)
    for scene in (top / "scenes").parts():
        if (scene / "with").text != NOBODY:
            yield from _known(scene / "with", PERSON, names)
        for way in ways_on(scene / "otherwise"):
            yield from _known(way, SCENE, names)
    for reply in replies_of(top):
        for field, sort in _OF_REPLY.items():
            for one in (reply / field).texts():
                yield from _known(one, sort, names)
        for way in ways_on(reply / "to"):
            yield from _known(way, SCENE, names)
    yield from _conditions(top, names)
    yield from _people(top)
    yield from _back(top, names)
    yield from _blanks(document, top)
    yield from _tests(top, names)


def _names(top: Part) -> Names:
    replies = list(replies_of(top))
    return {
        SCENE: dict.fromkeys((top / "scenes").names()),
        FACT: dict.fromkeys((top / "facts").names()),
        PROMISE: dict.fromkeys((top / "promises").names()),
        FLAG: {one.text: None for reply in replies for one in (reply / "sets").texts()},
        PERSON: dict.fromkeys((top / "people").names()),
        TEMPERAMENT: dict.fromkeys((top / "temperaments").names()),
        REPLY: {reply.key: None for reply in replies},
    }


def _known(part: Part, sort: _Sort, names: Names) -> Iterator[Diagnostic]:
    if part.text and part.text not in names[sort]:
        hint = suggestion(part.text, names[sort], sort.many)
        yield part.problem(sort.code, f"there is no {sort.one} `{part.text}` in this file", hint)


def _conditions(top: Part, names: Names) -> Iterator[Diagnostic]:
    for asking in conditions_of(top):
        parsed, problems = asking.read()
        yield from problems
        for asked, name, start, end in parsed.names if parsed else ():
            sort, place = _ASKED[asked], asking.place(start, end)
            if name not in names[sort]:
                what = "nothing sets the flag" if sort is FLAG else f"there is no {sort.one}"
                hint = suggestion(name, names[sort], sort.many)
                yield Diagnostic(sort.code, f"{what} `{name}` in this file", place, hint)
            elif asked == "brought" and (top / "people" / name / "is").text not in ("", "colleague"):
                hint = "the four bring_… moves are made with colleagues only"
                yield Diagnostic(
                    "R205", f"`{name}` is no colleague, so nothing is brought to them", place, hint
                )


def _people(top: Part) -> Iterator[Diagnostic]:
    for person in (top / "people").parts():
        for field in person.parts():
            yield from field_problems(field)


def _back(top: Part, names: Names) -> Iterator[Diagnostic]:
    """Who comes back: only the customer does, and one who `returns` has a field for all that was told of them."""
    people, back = top / "people", top / "back"
    yield from _known(back / "who", PERSON, names)
    if (people / (back / "who").text / "is").text in ("colleague", "other"):
        hint = f"name the customer: {customers[0]}" if (customers := _customers(top)) else ""
        message = f"`{(back / 'who').text}` is no customer, so they don't come back"
        yield (back / "who").problem("R205", message, hint)
    for person in people.parts():
        returns = person / "returns"
        if not returns.written:
            continue
        if (person / "is").text in ("colleague", "other"):
            yield returns.key_problem("R205", f"`{person.key}` is no customer, so they don't come back")
        for temperament in returns.parts():
            yield from _known(temperament, TEMPERAMENT, names)
        for field in (*BACK, OTHER):
            if isinstance(person.value, dict) and field not in person:
                hint = f"write `{field}:` and what holds where nobody was here before"
                yield person.key_problem("M102", f"`{person.key}` lacks the key `{field}`", hint)
        if back.written:
            hint = "delete it: whoever returns here has been told of elsewhere"
            yield back.key_problem("S515", "`back` does nothing where somebody `returns`", hint)


def _customers(top: Part) -> list[str]:
    return [person.key for person in (top / "people").parts() if (person / "is").text == "customer"]


def _blanks(document: Document, top: Part) -> Iterator[Diagnostic]:
    people = {
        person.key: frozenset(person.names()) - {"is", "returns"} for person in (top / "people").parts()
    }
    for path, text in texts_at(document.data, ENCOUNTER_PROSE):
        for one in blank_problems(text, people):
            yield Diagnostic(one.code, one.message, document.place_in(path, one.start, one.end), one.hint)


def _tests(top: Part, names: Names) -> Iterator[Diagnostic]:
    former = {(reply / "was").text for reply in replies_of(top)}
    for test in (top / "tests").parts():
        yield from _known(test / "temperament", TEMPERAMENT, names)
        if names[TEMPERAMENT] and not (test / "temperament").written and isinstance(test.value, dict):
            hint = f"one of: {', '.join(names[TEMPERAMENT])}"
            yield test.key_problem("M102", f"`{test.key}` lacks the key `temperament`", hint)
        for chosen in (test / "choose").texts():
            if chosen.text not in former:
                yield from _known(chosen, REPLY, names)
        ending = test / "expect" / "ending"
        if ending.text in names[SCENE] and "ending" not in top / "scenes" / ending.text:
            yield ending.problem("R210", f"the scene `{ending.text}` is no ending", _endings(top))
        else:
            yield from _known(ending, SCENE, names)


def _endings(top: Part) -> str:
    keys = [scene.key for scene in (top / "scenes").parts() if "ending" in scene]
    return f"the endings here: {', '.join(keys)}" if keys else ""

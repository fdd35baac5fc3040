"""What is wrong with a town file that its model cannot see: names nothing bears, parts that don't fit together."""

from collections.abc import Iterator
from typing import Final

from game.language.blanks import blank_problems
from game.language.conditions import NamedThing
from game.language.diagnostics import Diagnostic, suggestion
from game.language.draws import field_problems
from game.language.prose import TOWN_PROSE, texts_at
from game.language.raw import Part, asked_by, asked_in_wordings
from game.language.town import CALM, HOT
from game.language.town_shape import DAYS
from game.language.yaml_subset import Document

OF_OTHERS: Final = frozenset({"name", "first", "last"})
"""The fields that a person of an encounter brings along."""

Names = dict[str, list[str]]

# What is named in the brackets of a condition, in a reply's keys, and the code for a name that is none.
_ASKED: Final = {
    "done": "tasks", "knows": "facts", "prevented": "signals", "warned": "signals", "neglected": "signals",
    "met": "arrivals", "passed_on": "arrivals", "promised": "promises", "kept": "promises",
    "renegotiated": "promises", "broken": "promises",
}  # fmt: skip
_OF_REPLY: Final = {"cites": "facts", "learns": "facts", "promises": "promises", "pulls": "people"}
_CODES: Final = {
    "facts": ("R202", "fact"), "promises": ("R203", "promise"), "people": ("R205", "person"),
    "signals": ("R216", "signal"), "tasks": ("R217", "task"), "arrivals": ("R217", "arrival"),
}  # fmt: skip
_NEEDS: Final = {
    "promise": "promises",
    "overpromise": "promises",
    "say_back": "cites",
    "bring_facts": "cites",
}


def town_problems(document: Document, key: str) -> Iterator[Diagnostic]:
    """What is wrong with a town file beside its form.

    Args:
        document: a town file.
        key: what its name says its key is.
    """
    top = Part(document, (), document.data)
    names = {sort: (top / sort).names() for sort in _CODES}
    if (town := top / "town").text and town.text != key:
        yield town.problem("R211", f"this file is called `{key}`", f"write `town: {key}`, or rename the file")
    yield from _people(top)
    yield from _signals(top)
    for promise in (top / "promises").parts():
        yield from _known(promise / "for", "signals", names)
        if "work" in promise and "for" not in promise:
            hint = "write `for:` and the signal, or delete it"
            yield (promise / "work").key_problem("S515", "`work` is work on nothing", hint)
    for task in (top / "tasks").parts():
        yield from _known(task / "for", "signals", names)
        yield from _asked(task / "when", names)
        yield from _scene(top, task, names, signal="for" in task)
    for arrival in (top / "arrivals").parts():
        yield from _arrival(top, arrival, names)
    yield from _blanks(document, top)


def _known(part: Part, sort: str, names: Names) -> Iterator[Diagnostic]:
    if part.text and part.text not in names[sort]:
        code, one = _CODES[sort]
        hint = suggestion(part.text, names[sort], sort)
        yield part.problem(code, f"there is no {one} `{part.text}` in this file", hint)


def _asked(part: Part, names: Names) -> Iterator[Diagnostic]:
    for asking in asked_by(part):
        parsed, problems = asking.read("town")
        yield from problems
        for named in parsed.names if parsed else ():
            sort = _ASKED[named.asked]
            if named.name not in names[sort]:
                code, one = _CODES[sort]
                hint = suggestion(named.name, names[sort], sort)
                place = asking.place(named.start, named.end)
                yield Diagnostic(code, f"there is no {one} `{named.name}` in this file", place, hint)


def _people(top: Part) -> Iterator[Diagnostic]:
    for person in (top / "people").parts():
        for field in person.parts():
            if field.key == "of":  # `encounter.person`, which is no draw
                continue
            yield from field_problems(field)
            if "of" in person and field.key in OF_OTHERS:
                hint = f"delete it: `{person.key}` is called as in the encounter"
                yield field.key_problem("S515", f"`{field.key}` stands beside `of`", hint)


def _signals(top: Part) -> Iterator[Diagnostic]:
    fires: dict[str, list[Part]] = {}
    for arrival in (top / "arrivals").parts():
        fires.setdefault((arrival / "of").text, []).append(arrival)
    for signal in (top / "signals").parts():
        seen, breaks = (signal / "seen").text, signal / "breaks"
        if seen in DAYS and breaks.text in DAYS and list(DAYS).index(seen) >= list(DAYS).index(breaks.text):
            hint = "let it be seen a day earlier, so that somebody can do something about it"
            yield breaks.problem("S521", "it breaks before a day has passed", hint)
        if isinstance(signal.value, dict) and signal.key not in fires:
            hint = f"write an arrival with `of: {signal.key}`"
            yield signal.key_problem("S522", f"nobody comes when `{signal.key}` breaks", hint)
        for surplus in fires.get(signal.key, [])[1:]:
            hint = "let the other one be an arrival with a `day:`"
            yield (surplus / "of").problem("S522", f"`{signal.key}` has a fire already", hint)


def _arrival(top: Part, arrival: Part, names: Names) -> Iterator[Diagnostic]:
    if not isinstance(arrival.value, dict):
        return
    if "scene" in arrival and arrival.key in names["tasks"]:
        message = f"`{arrival.key}` is a task already, and both have a scene of that name"
        yield arrival.key_problem("R219", message, "choose another key for one of them")
    yield from _known(arrival / "of", "signals", names)
    for which in ("when", "hot_when"):
        yield from _asked(arrival / which, names)
    for one, other in (("encounter", "scene"), ("day", "of")):
        if one not in arrival and other not in arrival:
            yield arrival.key_problem("M102", f"`{arrival.key}` has neither `{one}` nor `{other}`", "say one")
        if one in arrival and other in arrival:
            yield (arrival / one).key_problem("S515", f"`{one}` does nothing beside `{other}`", "delete it")
    if "of" in arrival:
        for useless in ("when", "hot_when", "again"):
            if useless in arrival:
                hint = "delete it: how the signal broke decides"
                yield (arrival / useless).key_problem("S515", f"`{useless}` does nothing beside `of`", hint)
    yield from _known(arrival / "again", "arrivals", names)
    if "again" in arrival:
        first = top / "arrivals" / (arrival / "again").text
        if first.written and _when(top, first) >= _when(top, arrival):
            hint = "let them come on a later day, or after the morning's hours where the first came `early`"
            message = f"`{first.key}` doesn't come before `{arrival.key}`"
            yield (arrival / "again").problem("S515", message, hint)
        for useless in ("when", "hot_when"):
            if useless in arrival:
                hint = "delete it: they come if they were passed on, and hot"
                yield (arrival / useless).key_problem(
                    "S515", f"`{useless}` does nothing beside `again`", hint
                )
    if "scene" in arrival:
        for useless in ("calm", "hot", "carries"):
            if useless in arrival:
                hint = "delete it: it belongs to `encounter`"
                yield (arrival / useless).key_problem("S515", f"`{useless}` does nothing here", hint)
        yield from _scene(top, arrival / "scene", names, signal=False)
    for carried in (arrival / "carries").parts():
        yield from _known(carried, "promises", names)
    yield from _back(top, arrival, names)


def _back(top: Part, arrival: Part, names: Names) -> Iterator[Diagnostic]:
    """Somebody comes back who came before, and of whom there is something to tell."""
    if "back" in arrival:
        if "encounter" in arrival:
            hint = "delete it: what its customer would come back about stands in the encounter"
            yield (arrival / "back").key_problem("S515", "`back` does nothing beside `encounter`", hint)
        elif (top / "people" / (arrival / "scene" / "with").text / "is").text != "customer":
            hint = "delete it, or let the scene be `with:` a customer"
            yield (arrival / "back").key_problem("R205", "nobody comes in this scene who could return", hint)
    if "returns" not in arrival:
        return
    for useless in ("of", "again", "scene"):
        if useless in arrival:
            hint = "delete one of them: somebody who returns comes on a `day`, in an `encounter`"
            yield (arrival / "returns").key_problem(
                "S515", f"`returns` does nothing beside `{useless}`", hint
            )
    for before in (arrival / "returns").texts():
        yield from _known(before, "arrivals", names)
        other = top / "arrivals" / before.text
        if other.written and _day(top, other) >= _day(top, arrival):
            hint = "name arrivals of earlier days"
            yield before.problem("S515", f"`{before.text}` doesn't come before `{arrival.key}`", hint)
        if "scene" in other and "back" not in other:
            hint = f"write `back:` into `{before.text}`: what they would come back about"
            yield before.problem("M102", f"`{before.text}` lacks the key `back`", hint)


def _day(top: Part, arrival: Part) -> int:
    """The number of the day on which somebody comes, from 0."""
    day = (top / "signals" / (arrival / "of").text / "breaks").text or (arrival / "day").text
    return list(DAYS).index(day) if day in DAYS else 0


def _when(top: Part, arrival: Part) -> tuple[int, bool]:
    """When somebody comes: the number of the day, and whether after the morning's hours."""
    return _day(top, arrival), (arrival / "early").text != "true"


def _scene(top: Part, scene: Part, names: Names, *, signal: bool) -> Iterator[Diagnostic]:
    person = scene / "with"
    inside = (top / "people" / person.text / "is").text == "colleague"
    if person.text != "nobody":
        yield from _known(person, "people", names)
    for key in ("says", "thinks"):
        yield from _moods(scene / key)
    for reply in (scene / "replies").parts():
        if not isinstance(reply.value, dict):
            continue
        for key in ("hears", "thinks"):
            yield from _moods(reply / key)
        yield from _asked(reply / "when", names)
        for field, sort in _OF_REPLY.items():
            for one in (reply / field).texts():
                yield from _known(one, sort, names)
        yield from _moves(reply, inside)
        for field in ("work", "warns"):
            if field in reply and not signal:
                hint = "write `for:` and the signal in the task, or delete it"
                yield (reply / field).key_problem("S515", f"`{field}` is work on nothing", hint)


def _moves(reply: Part, inside: bool) -> Iterator[Diagnostic]:
    for move in (reply / "moves").texts():
        if (needed := _NEEDS.get(move.text)) and needed not in reply:
            hint = f"write `{needed}:` below `moves:`, or choose another move"
            yield move.problem("S502", f"`{move.text}` needs `{needed}:`", hint)
        if move.text in (
            "bring_facts",
            "bring_plan",
            "bring_stake",
            "bring_right_person",
            "fold",
            "fight",
        ) and (not inside):
            hint = "bring it up in a scene `with:` a person who `is: colleague`"
            yield move.problem("S504", f"`{move.text}` is made with colleagues only", hint)
        if move.text in ("keep", "renegotiate"):
            hint = "delete it: in a town promises are kept from the morning's list, when they fall due"
            yield move.problem("S515", f"`{move.text}` is no move of a town's scene", hint)
    made = [move.text for move in (reply / "moves").texts()]
    if "promises" in reply and made and not {"promise", "overpromise"} & set(made):
        hint = "add `promise` to the moves, or delete `promises:`"
        yield (reply / "promises").key_problem("S503", "`promises:` goes with the move `promise`", hint)


def _moods(part: Part) -> Iterator[Diagnostic]:
    """Wordings in a town's scene ask for one thing only: in which temperament somebody came."""
    for asking in asked_in_wordings(part):
        parsed, problems = asking.read()
        yield from problems
        wrong = [one for one in parsed.names if not _mood(one)] if parsed else []
        if parsed and (wrong or not parsed.names):
            hint = f"ask for temperament({CALM}) or temperament({HOT}); the rest is `when:`"
            place = asking.place(wrong[0].start, wrong[0].end) if wrong else asking.place(0, len(asking.text))
            yield Diagnostic("C304", "this can't be asked in a town's scene", place, hint)


def _mood(named: NamedThing) -> bool:
    return named.asked == "temperament" and named.name in (CALM, HOT)


def _blanks(document: Document, top: Part) -> Iterator[Diagnostic]:
    people = {
        person.key: (frozenset(person.names()) - {"is", "of"})
        | (OF_OTHERS if "of" in person else frozenset())
        for person in (top / "people").parts()
    }
    for path, text in texts_at(document.data, TOWN_PROSE):
        for one in blank_problems(text, people):
            yield Diagnostic(one.code, one.message, document.place_in(path, one.start, one.end), one.hint)

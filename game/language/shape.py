"""Whether the scenes of an encounter hang together: moves with their fields, and a way on from everywhere."""

from collections.abc import Iterator
from typing import Final

from game.engine.encounter import NOBODY
from game.language.diagnostics import Diagnostic
from game.language.raw import Part
from game.language.references import ways_on
from game.language.yaml_subset import Document
from game.rules.rulebook import BRINGS

MOST_IN_A_HUB: Final = 6

# Move → the key it needs; then the other way round. (`cites` may stand with any move.)
_NEEDS: Final = {
    "say_back": "cites",
    "bring_facts": "cites",
    "promise": "promises",
    "overpromise": "promises",
    "keep": "keeps",
    "renegotiate": "renegotiates",
    "hand_over": "hands_to",
}
_BELONGS_TO: Final = {
    field: tuple(move for move, needed in _NEEDS.items() if needed == field)
    for field in ("promises", "keeps", "renegotiates", "hands_to")
}
_WITH_COLLEAGUES: Final = (*BRINGS, "fold", "fight")

_NEVER_IN_AN_ENDING: Final = ("replies", "otherwise", "hub", "act_first")


def shape_problems(document: Document) -> Iterator[Diagnostic]:
    """What is wrong with how an encounter's parts fit together, as far as names and shape show it."""
    top = Part(document, (), document.data)
    yield from _customers(top)
    for promise in (top / "promises").parts():
        if "text" in promise and "due" not in promise and (promise / "outlives").text != "true":
            hint = "write `due:` and the scene, or `outlives: true` to carry it into the working day"
            yield promise.key_problem("S514", f"the promise `{promise.key}` never falls due", hint)
    for scene in (top / "scenes").parts():
        if isinstance(scene.value, dict):
            yield from _scene(scene)
            for reply in (scene / "replies").parts():
                yield from _reply(reply, scene, _may_be_colleague(top, scene / "with"))
    yield from _wordings(top)
    yield from _circles(top)


def _customers(top: Part) -> Iterator[Diagnostic]:
    customers = [one for one in (top / "people").parts() if (one / "is").text == "customer"]
    for one in customers[1:]:
        hint = "make the others `other`, or write them their own encounter"
        yield one.key_problem("S513", f"`{one.key}` is a second customer beside `{customers[0].key}`", hint)
    temperaments = top / "temperaments"
    if customers and not temperaments.names() and (not temperaments.written or temperaments.value == {}):
        place = temperaments if temperaments.written else customers[0]
        hint = "write `temperaments:` with at least one, like `weary: {heat: 8, trust: 8}`"
        yield place.key_problem("S512", f"the customer `{customers[0].key}` has no temperament", hint)
    kept = [(one / "only").text == "town" for one in temperaments.parts()]
    if kept and all(kept):
        hint = "take `only: town` from at least one, or nobody can play the encounter by itself"
        yield temperaments.key_problem("S512", "every temperament is kept for the working day", hint)


def _scene(scene: Part) -> Iterator[Diagnostic]:
    replies = list((scene / "replies").parts())
    hub = (scene / "hub").text == "true"
    if "ending" in scene:
        for key in _NEVER_IN_AN_ENDING:
            if (scene / key).written:
                hint = "delete it, or let another scene be the ending"
                yield (scene / key).key_problem("S506", f"`{scene.key}` is an ending and has `{key}`", hint)
        return
    if not replies and "otherwise" not in scene:
        hint = "give it replies, or `otherwise:` and the next scene, or `ending:`"
        yield scene.key_problem("S505", f"the scene `{scene.key}` leads nowhere", hint)
    if "letter" in scene:
        hint = "a letter comes two weeks after an ending"
        yield (scene / "letter").key_problem("S515", f"`{scene.key}` is no ending, so nobody writes", hint)
    if "act_first_why" in scene and (scene / "act_first").text != "true":
        hint = "write `act_first: true`, or delete it"
        yield (scene / "act_first_why").key_problem("S515", "why acting comes first, where it does not", hint)
    if hub:
        if len(replies) > MOST_IN_A_HUB:
            hint = "spread the questions over two scenes"
            message = f"the hub `{scene.key}` holds {len(replies)} replies; the most is {MOST_IN_A_HUB}"
            yield scene.key_problem("S509", message, hint)
        if replies and "otherwise" not in scene and not any("to" in reply for reply in replies):
            hint = "give a reply `to:`, or the scene `otherwise:` for when nothing is left to say"
            yield scene.key_problem("S508", f"the hub `{scene.key}` has no way out", hint)
    yield from _ways(scene / "otherwise")
    yield from _former_keys(replies)


def _former_keys(replies: list[Part]) -> Iterator[Diagnostic]:
    taken = {reply.key for reply in replies}
    for reply in replies:
        was = reply / "was"
        if was.text in taken:
            hint = "a former key is one that no reply of this scene has any more"
            yield was.problem("S516", f"`{was.text}` is another reply's key, or another's former one", hint)
        if was.text:
            taken.add(was.text)


def _may_be_colleague(top: Part, person: Part) -> bool:
    """Whether the scene's person is a colleague. Somebody unknown may be one: that is told elsewhere, once."""
    if not person.written or person.text == NOBODY:
        return False
    return (top / "people" / person.text / "is").text not in ("customer", "other")


def _reply(reply: Part, scene: Part, inside: bool) -> Iterator[Diagnostic]:
    if not isinstance(reply.value, dict):
        return
    moves = list((reply / "moves").texts())
    made = [move.text for move in moves]
    for move in moves:
        needed = _NEEDS.get(move.text)
        if needed and needed not in reply:
            hint = f"write `{needed}:` below `moves:`, or choose another move"
            yield move.problem("S502", f"`{move.text}` needs `{needed}:`", hint)
        if move.text in _WITH_COLLEAGUES and not inside:
            hint = "bring it up in a scene `with:` a person who `is: colleague`"
            yield move.problem("S504", f"`{move.text}` is made with colleagues only", hint)
    for field, owners in _BELONGS_TO.items():
        if field in reply and made and not set(owners) & set(made):
            hint = f"add `{owners[0]}` to the moves, or delete `{field}:`"
            which = " or ".join(f"`{owner}`" for owner in owners)
            yield (reply / field).key_problem("S503", f"`{field}:` goes with the move {which}", hint)
    kept = {promise.text for promise in (reply / "keeps").texts()}
    for promise in (reply / "renegotiates").texts():
        if promise.text in kept:
            hint = "keep it or renegotiate it; two replies can do both"
            yield promise.problem("S519", f"`{promise.text}` is kept and renegotiated at once", hint)
    if "locked" in reply and "when" not in reply:
        hint = "write `when:` too, or delete it"
        yield (reply / "locked").key_problem("S515", "a reply without `when:` is never locked", hint)
    if "to" not in reply and (scene / "hub").text != "true" and "ending" not in scene:
        hint = "write `to:` and the next scene; only in a hub a reply may stay"
        yield reply.key_problem("S507", f"the reply `{reply.key}` leads nowhere", hint)
    yield from _ways(reply / "to")


def _ways(to: Part) -> Iterator[Diagnostic]:
    """A list of ways on: all but the last with `when`, the last without, so that there is always one."""
    ways = [way for way in to.parts() if isinstance(way.value, dict)] if isinstance(to.value, list) else []
    for way in ways[:-1]:
        if "when" not in way:
            hint = "put it last, or give it a `when:`"
            yield way.problem("S515", "the ways below this one are never taken: it always holds", hint)
    if ways and "when" in ways[-1]:
        hint = "let the last way stand without `when:`, for everything else"
        yield (ways[-1] / "when").key_problem(
            "S518", "if this does not hold either, there is no way on", hint
        )


def _wordings(top: Part) -> Iterator[Diagnostic]:
    """`otherwise` always holds, so wordings below it are never used."""
    for scene in (top / "scenes").parts():
        lines = [scene / key for key in ("says", "thinks", "letter")]
        for reply in (scene / "replies").parts():
            lines += [reply / "hears", reply / "thinks"]
        for line in lines:
            keys = line.names()
            for key in keys[keys.index("otherwise") + 1 :] if "otherwise" in keys else ():
                hint = "put `otherwise` last"
                yield (line / key).key_problem(
                    "S515", "this wording is never used: it stands below `otherwise`", hint
                )


def _circles(top: Part) -> Iterator[Diagnostic]:
    """Ways that lead back to a scene already passed. Each is told at the way that closes the circle."""
    scenes = {scene.key: scene for scene in (top / "scenes").parts()}
    ways = {key: [way for way in _all_ways(scene) if way.text in scenes] for key, scene in scenes.items()}
    done: set[str] = set()
    for first in [(top / "start").text, *scenes]:
        if first in done or first not in scenes:
            continue
        # Depth first without recursion: a file may hold more scenes than Python has stack.
        trail, waiting = [first], [iter(ways[first])]
        on_trail = {first}
        while trail:
            way = next(waiting[-1], None)
            if way is None:
                waiting.pop()
                on_trail.discard(trail[-1])
                done.add(trail.pop())
            elif way.text in on_trail:
                circle = [*trail[trail.index(way.text) :], way.text]
                yield way.problem("S511", f"scenes run in a circle: {_route(circle)}", _way_out(circle))
            elif way.text not in done:
                trail.append(way.text)
                on_trail.add(way.text)
                waiting.append(iter(ways[way.text]))


def _all_ways(scene: Part) -> Iterator[Part]:
    if "ending" not in scene:
        for reply in (scene / "replies").parts():
            yield from ways_on(reply / "to")
        yield from ways_on(scene / "otherwise")


def _route(circle: list[str]) -> str:
    shown = circle if len(circle) <= 8 else [*circle[:4], "…", *circle[-3:]]
    return " → ".join(shown)


def _way_out(circle: list[str]) -> str:
    if len(circle) == 2:
        return "leave `to:` out and make the scene a `hub: true` if the talk should stay here"
    return "let it lead to a scene that comes later; scenes only run forward"

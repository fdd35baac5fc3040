"""The guides name what there is, and what they show works."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from game.engine.step import begin, ending, replay
from game.language import encounter_file, town_shape
from game.language.codes import CODES
from game.language.conditions import parse_named
from game.language.draws import DRAWS
from game.language.read import Reading, read_encounter
from game.library.library import Library
from game.library.loaded import Loaded
from game.library.self_tests import failures
from game.rules.rulebook import MOVES, Move, MoveRules
from game.rules.score import Score

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests/language/good/front-brake.yaml"
GUIDE = (ROOT / "content/README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "content/README.md", "game/README.md", "saves/README.md")


def section(heading: str) -> str:
    """A part of the designer's guide, from its heading to the next of the same rank."""
    return GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def blocks(language: str, part: str = GUIDE) -> list[str]:
    """The fenced blocks of (a part of) the designer's guide, at whatever indent, in order."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```$", part, re.MULTILINE | re.DOTALL)
    return [text for _, text in found]


def rows(*, after: str, before: str) -> list[list[str]]:
    """The cells of every table row between two headings."""
    part = GUIDE.split(f"\n{after}\n")[1].split(f"\n{before}\n")[0]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in cells]


def example() -> Reading:
    return read_encounter(EXAMPLE.read_bytes(), str(EXAMPLE))


def test_the_pieces_of_the_example_are_the_whole_file() -> None:
    pieces = blocks("yaml", section("A whole encounter, piece by piece"))
    assert "".join(pieces) == EXAMPLE.read_text(encoding="utf-8")


def test_the_example_reads_without_problems() -> None:
    assert example().rendered() == ""


def test_the_example_plays_as_its_own_tests_say() -> None:
    reading = example()
    assert reading.encounter is not None
    assert reading.script is not None
    assert reading.tests
    loaded = Loaded(reading.encounter, reading.script, Library(ROOT / "content").rulebook, reading.tests)
    reached = set()
    for name, test in reading.tests.items():
        compiled = loaded.compiled(test.temperament)
        run = replay(compiled, test.choose)
        assert isinstance(run.score, Score), f"{name}: no ending"
        assert ending(compiled, run.state) == test.expect.ending, name
        assert test.expect.mastered in (None, run.score.mastered), name
        assert test.expect.criticals in (None, run.score.criticals), name
        reached.add(test.expect.ending)
    assert reached == {key for key, scene in reading.encounter.scenes.items() if scene.ending}


RECIPES = section("Recipes").split("\n### ")[1:]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda text: text.partition("\n")[0])
def test_a_recipe_shows_the_lines_of_a_file_that_plays(recipe: str) -> None:
    (name,) = re.findall(r"\]\(\.\./(tests/language/good/recipe-[a-z-]+\.yaml)\)", recipe)
    file = ROOT / name
    shown = blocks("yaml", recipe)
    assert shown
    for piece in shown:
        assert piece in file.read_text(encoding="utf-8")
    reading = read_encounter(file.read_bytes(), str(file))
    assert reading.rendered() == ""
    assert reading.encounter is not None
    assert reading.script is not None
    assert reading.tests
    loaded = Loaded(reading.encounter, reading.script, Library(ROOT / "content").rulebook, reading.tests)
    assert [said for test in reading.tests.values() for said in failures(loaded, test)] == []
    assert any(test.expect.mastered for test in reading.tests.values())
    for temperament in reading.encounter.temperaments:
        assert loaded.solver(temperament).best(begin(loaded.compiled(temperament))[0]).score == 1000


def test_every_recipe_is_in_the_guide() -> None:
    there = {path.name for path in (ROOT / "tests/language/good").glob("recipe-*.yaml")}
    assert set(re.findall(r"recipe-[a-z-]+\.yaml", section("Recipes"))) == there
    assert len(RECIPES) == len(there) == 5


def test_the_message_shown_is_the_checkers_own() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[38] == "        to: stand\n", "the guide says line 39"
    lines[38] = "        to: stnd\n"
    said = read_encounter("".join(lines).encode(), "front-brake.yaml").rendered()
    assert f"{said}\n1 problem.\n" in blocks("text")


def test_every_move_has_a_row() -> None:
    named = [row[0].strip("`") for row in move_rows()]
    assert sorted(named) == sorted(MOVES)


def move_rows() -> list[list[str]]:
    found = rows(after="## Moves, and what they do", before="### Too early, too late")
    return [row for row in found if row[0] != "move"]


NUMBERS = re.compile(r"\b(Listen|Empathise|Own|Act|Advocate|Prevent|Heat|Trust|Heard|Effort|harm) ([+−]?\d+)")


def amounts(rules: MoveRules) -> set[tuple[str, str]]:
    """Everything a move may show, do or cost, as the guide writes it."""
    found = set()
    for rule in rules.rules:
        found |= {(str(skill), str(amount)) for skill, amount in rule.evidence}
        for gauge in ("heat", "trust", "heard", "effort"):
            if change := getattr(rule, gauge):
                found.add((gauge.capitalize(), f"{change:+}".replace("-", "−")))
        if rule.harm:
            found.add(("harm", str(rule.harm)))
    return found


@pytest.mark.parametrize("move", MOVES)
def test_the_row_of_a_move_holds_the_rulebooks_numbers(move: Move) -> None:
    row = next(row for row in move_rows() if row[0] == f"`{move}`")
    assert set(NUMBERS.findall(" ".join(row[2:]))) == amounts(Library(ROOT / "content").rulebook.moves[move])


def test_every_draw_is_named() -> None:
    assert {draw for draw in DRAWS if f"`{draw}`" not in GUIDE} == set()


def test_every_family_of_codes_has_a_row() -> None:
    told = {row[0].strip("`") for row in rows(after="## What the messages mean", before="## Tests")}
    assert told - {"codes"} == {f"{code[:2]}xx" for code in CODES}


SHAPES = [
    shape
    for module in (encounter_file, town_shape)
    for shape in vars(module).values()
    if isinstance(shape, type) and issubclass(shape, BaseModel) and shape.__module__ == module.__name__
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_a_designer_may_write_is_named(shape: type[BaseModel]) -> None:
    keys = {field.alias or name for name, field in shape.model_fields.items()}
    assert {key for key in keys if not re.search(rf"[`{{ ]{key}[`:]", GUIDE)} == set()


def test_every_condition_shown_can_be_read() -> None:
    shown = [
        row[0].strip("`")
        for row in rows(after="## Conditions, wordings, blanks and draws", before="## Writing well")
    ]
    conditions = [text for text in shown[1:] if re.search(r"[(<>=]", text)]
    assert len(conditions) > 5
    for text in conditions:
        parse_named(text)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_relative_link_leads_somewhere(document: str) -> None:
    path = ROOT / document
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, heading = target.partition("#")
        linked = (path.parent / file).resolve() if file else path
        assert linked.exists(), f"{document}: {target}"
        if heading:
            assert heading in anchors(linked.read_text(encoding="utf-8")), f"{document}: {target}"


def anchors(text: str) -> set[str]:
    """The names under which headings can be linked to."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_module_of_the_house_has_a_line() -> None:
    house = (ROOT / "game/README.md").read_text(encoding="utf-8")
    table = house.split("\n## Rooms and modules\n")[1].split("\n## ")[0]
    named, room = set(), ""
    for first in re.findall(r"^\| ([^|]*`[^|]*) \|", table, re.MULTILINE):
        names = re.findall(r"`([^`]+)`", first)
        if first.startswith("**"):
            room = names[0]
        else:
            named |= {f"{room}{name}" for name in names}
    modules = [path.relative_to(ROOT / "game") for path in (ROOT / "game").rglob("*.py")]
    there = {path.as_posix() for path in modules if path.name != "__init__.py"}
    for folder in {name for name in named if name.endswith("/")}:  # listed as a whole
        assert any(path.startswith(folder) for path in there), folder
        there = {path for path in there if not path.startswith(folder)} | {folder}
    assert named == there

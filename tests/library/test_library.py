"""Finding encounters, and saying so where there is none."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.language.read import PackReading, Reading, RulebookReading, TownReading
from game.library.library import Library, Unreadable

from .shelf import NAMES, SAMPLE, SHELF


@pytest.fixture
def pack(tmp_path: Path) -> Library:
    """A pack of one's own with the built-in rulebook and one encounter."""
    (tmp_path / "encounters").mkdir()
    for name in ("rulebook.yaml", "pack.yaml"):
        (tmp_path / name).write_bytes((SHELF.folder / name).read_bytes())
    (tmp_path / "encounters" / "aisle-seven.yaml").write_bytes(SAMPLE.read_bytes())
    return Library(tmp_path)


def test_the_built_in_pack_has_its_first_encounter() -> None:
    assert "aisle-seven" in NAMES
    assert sorted(NAMES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_encounter_bears_the_name_of_its_file(name: str) -> None:
    assert SHELF.encounter(name).encounter.key == name


def test_an_encounter_is_read_once(pack: Library) -> None:
    first = pack.encounter("aisle-seven")
    (pack.folder / "encounters" / "aisle-seven.yaml").unlink()
    assert pack.encounter("aisle-seven") is first


def test_an_encounter_compiles_once_per_temperament(pack: Library) -> None:
    loaded = pack.encounter("aisle-seven")
    assert loaded.compiled("brisk") is loaded.compiled("brisk")
    assert loaded.compiled("brisk") is not loaded.compiled("flustered")


def test_an_encounter_can_be_any_file(pack: Library, tmp_path: Path) -> None:
    elsewhere = tmp_path / "aisle-seven.yaml"
    elsewhere.write_bytes(SAMPLE.read_bytes())
    assert pack.encounter(str(elsewhere)).play == pack.encounter("aisle-seven").play


@pytest.mark.parametrize("typo", ["aisle-sevn", "isle-seven", "aisle_seven"])
def test_an_unknown_name_is_answered_with_the_nearest_one(pack: Library, typo: str) -> None:
    with pytest.raises(Unreadable) as trouble:
        pack.encounter(typo)
    assert str(trouble.value) == f"there is no encounter “{typo}”; did you mean “aisle-seven”?"


def test_a_name_near_to_none_is_answered_with_all_there_are(pack: Library) -> None:
    with pytest.raises(Unreadable) as trouble:
        pack.encounter("zzz")
    assert str(trouble.value) == "there is no encounter “zzz”; there are: aisle-seven"


def test_an_empty_pack_says_that_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as trouble:
        Library(tmp_path).encounter("aisle-seven")
    assert str(trouble.value) == "there is no encounter “aisle-seven”; there are: none"


@pytest.mark.parametrize("name", ["../pack", "/etc/passwd", "aisle-seven.yaml/..", ""])
def test_a_name_is_no_way_out_of_the_pack(pack: Library, name: str) -> None:
    with pytest.raises(Unreadable, match="there is no encounter"):
        pack.encounter(name)


def test_a_file_that_is_not_there_is_named(pack: Library) -> None:
    with pytest.raises(Unreadable, match=r"^can't read nowhere/x\.yaml: No such file or directory$"):
        pack.encounter("nowhere/x.yaml")


def test_a_file_with_problems_names_them_with_their_places(pack: Library) -> None:
    path = pack.folder / "encounters" / "aisle-seven.yaml"
    path.write_text(path.read_text().replace("moves: [deflect]", "moves: [deflct]", 1))
    with pytest.raises(Unreadable) as trouble:
        pack.encounter("aisle-seven")
    assert str(trouble.value) == f"the encounter file {path} has problems"
    assert "did you mean `deflect`" in trouble.value.details
    assert f"{path}:" in trouble.value.details


def test_a_rulebook_with_problems_is_no_rulebook(pack: Library) -> None:
    path = pack.folder / "rulebook.yaml"
    path.write_text(path.read_text().replace("weight_pair: 40", "weight_pair: lots"))
    with pytest.raises(Unreadable, match="has problems") as trouble:
        _ = pack.rulebook
    assert "weight_pair" in trouble.value.details


def test_a_missing_rulebook_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="can't read"):
        _ = Library(tmp_path).rulebook


def test_checking_tells_the_files_of_a_pack_apart(pack: Library) -> None:
    kinds = {
        "rulebook.yaml": RulebookReading,
        "pack.yaml": PackReading,
        "encounters/aisle-seven.yaml": Reading,
    }
    for name, kind in kinds.items():
        reading = pack.check(pack.folder / name)
        assert type(reading) is kind
        assert reading.diagnostics == ()


@pytest.mark.parametrize(
    ("folder", "kind"), [("", TownReading), ("towns", TownReading), ("encounters", Reading)]
)
def test_a_town_is_one_wherever_it_lies_but_among_encounters(
    pack: Library, tmp_path: Path, folder: str, kind: type
) -> None:
    path = tmp_path / folder / "corner-shop.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("format: 1\ntown: corner-shop\n", "utf-8")
    assert type(pack.check(path)) is kind


# What is play and what is only read


def edited(pack: Library, old: str, new: str, file: str = "encounters/aisle-seven.yaml") -> Library:
    """The pack with one edit, read anew."""
    path = pack.folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return Library(pack.folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Where did you hide it?", "Where do you keep it?"),
        ("title: Aisle seven", "title: Aisle eight"),
        ("at: 17:02", "at: 17:03"),
        ("figure: -1", "figure: -2"),
        ("level: 1", "level: 2"),
        ("woman.first_name", "person.first_name"),
        ("Her husband came home from the hospital on Sunday.", "He came home."),
        ("if heat >= 7:", "if heat >= 6:"),
        ("tomorrow morning: a list", "tomorrow: a list"),
    ],
)
def test_mending_what_is_read_leaves_every_run_valid(pack: Library, old: str, new: str) -> None:
    before = pack.encounter("aisle-seven")
    after = edited(pack, old, new).encounter("aisle-seven")
    assert after.play == before.play
    assert after.text != before.text


def test_mending_the_rulebooks_sentences_leaves_every_run_valid(pack: Library) -> None:
    before = pack.encounter("aisle-seven")
    after = edited(pack, "You asked, and learned", "You learned", "rulebook.yaml").encounter("aisle-seven")
    assert after.play == before.play


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("moves: [ask]", "moves: [ask, reflect]"),
        ("to: the-paper", "to: halfway"),
        ("full_marks: {Listen: 7", "full_marks: {Listen: 8"),
        ("brisk: {heat: 4", "brisk: {heat: 5"),
        ("sets: [brushed]", "sets: [brushed, fetched]"),
        ("      fetch:", "      run-and-fetch:"),
        ("when: flag(brushed)", "when: not flag(brushed)"),
        ("due: saturday", "due: closing"),
        ("ending: {outcome: met}", "ending: {outcome: partly}"),
    ],
)
def test_changing_what_plays_makes_it_another_encounter(pack: Library, old: str, new: str) -> None:
    before = pack.encounter("aisle-seven")
    assert edited(pack, old, new).encounter("aisle-seven").play != before.play


def test_changing_a_number_of_the_rulebook_makes_it_another_encounter(pack: Library) -> None:
    before = pack.encounter("aisle-seven")
    after = edited(pack, "evidence: {Listen: 3}", "evidence: {Listen: 4}", "rulebook.yaml")
    assert after.encounter("aisle-seven").play != before.play


def test_the_order_of_scenes_in_the_file_leaves_every_run_valid(pack: Library) -> None:
    before = pack.encounter("aisle-seven")
    path = pack.folder / "encounters" / "aisle-seven.yaml"
    text = path.read_text()
    head, scenes = text.split("scenes:\n", 1)
    scenes, tests = scenes.split("tests:\n", 1)
    gate = scenes[: scenes.index("  halfway:\n")]
    path.write_text(f"{head}scenes:\n{scenes.removeprefix(gate)}{gate}tests:\n{tests}")
    after = Library(pack.folder).encounter("aisle-seven")
    assert list(after.encounter.scenes) != list(before.encounter.scenes)
    assert after.play == before.play


def test_what_was_compiled_stays_however_many_encounters_come_after(pack: Library) -> None:
    loaded = pack.encounter("aisle-seven")
    temperament = next(iter(loaded.encounter.temperaments))
    compiled = loaded.compiled(temperament)
    for _ in range(20):
        replace(loaded).compiled(temperament)
    assert loaded.compiled(temperament) is compiled

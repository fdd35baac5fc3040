"""Town files: read, refused in one pass, and held against the encounters of their pack."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.language.read import TownReading, read_town
from game.library.library import Library, Unreadable
from game.library.stored_towns import as_spent, play_bytes, text_bytes
from game.library.towns import LoadedTown, case_seed, town, unplaced

from .corner import FILE, SHELF, corner_shop

TEXT = FILE.read_text("utf-8")
BACK = "    back:\n" + "".join(
    f"      {key}: |\n        it\n" for key in ("about", "recalls", "sore", "thanks")
)


def read(text: str) -> TownReading:
    return read_town(text.encode(), "towns/corner-shop.yaml")


def codes(text: str) -> set[str]:
    return {one.code for one in read(text).diagnostics}


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_the_sample_reads_without_problems() -> None:
    assert read(TEXT).rendered() == ""
    assert list(unplaced(read(TEXT), SHELF)) == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("R211", "town: corner-shop", "town: corner"),
        ("R216", "    for: soup", "    for: soap"),
        ("R217", "again: thaw", "again: thew"),
        ("R217", "when: met(thaw)", "when: met(bag)"),
        ("R202", "learns: [salt]", "learns: [pepper]"),
        ("R203", "promises: [list]", "promises: [lists]"),
        ("R205", "pulls: ida", "pulls: ide"),
        ("R205", "    with: ida", "    with: ido"),
        ("R212", "name: man.name", "name: mann.name"),
        ("B401", "{rosa_name}", "{rose_name}"),
        ("C304", "when: met(thaw)", "when: heat >= 3"),
        ("C304", "if temperament(hot)", "if heat >= 3"),
        ("S502", "        cites: [salt]\n", ""),
        ("S503", "moves: [promise, ask]", "moves: [ask]"),
        ("S504", "moves: [script]", "moves: [bring_plan]"),
        ("S515", "moves: [inform]", "moves: [inform, keep]"),
        ("S515", "        figure: 4\n", "        work: 1\n"),
        ("S515", "    again: thaw", "    again: thaw\n    when: met(thaw)"),
        ("S515", "rosa: {is: customer, of", "rosa: {is: customer, name: Rosa, of"),
        ("S521", "breaks: wednesday", "breaks: monday"),
        ("S522", "    of: freezer\n", "    day: thursday\n"),
        ("R219", "  bens-cousin:\n", "  shelves:\n"),
        ("S515", "    again: thaw", "    again: ben-again"),
        ("S515", "    day: thursday\n    again: soup-woman", "    day: wednesday\n    again: soup-woman"),
        ("M102", "    day: friday\n    again", "    again"),
        ("R217", "    again: thaw", "    returns: [thew]"),
        ("S515", "    again: thaw", "    again: thaw\n    returns: [thaw]"),
        ("S515", "    of: soup\n", "    of: soup\n    returns: [thaw]\n"),
        ("S515", "    day: friday\n    again: thaw", "    day: tuesday\n    returns: [thaw]"),
        ("M102", "    again: thaw", "    returns: [thaw]"),
        ("S515", "    hot: flustered\n", f"    hot: flustered\n{BACK}"),
        ("R205", "    scene:\n      with: ben\n", f"{BACK}    scene:\n      with: ida\n"),
        ("M105", "due: tuesday", "due: sunday"),
        ("Y016", "  monday: |\n    The blinds are half up.", "  monday: The blinds are half up."),
    ],
)
def test_a_broken_town_is_told_where(code: str, old: str, new: str) -> None:
    assert code in codes(changed(old, new))


def test_what_an_arrival_wants_of_its_encounter_must_be_there() -> None:
    def told(old: str, new: str) -> set[str]:
        return {one.code for one in unplaced(read(changed(old, new)), SHELF)}

    assert told("encounter: aisle-seven", "encounter: aisle-eight") >= {"R215"}
    assert told("calm: brisk", "calm: brusque") == {"R208"}
    assert told("of: aisle-seven.rosa", "of: aisle-seven.rosy") == {"R205"}
    assert told("    hot: flustered\n", "    hot: flustered\n    carries: {list: list}\n") == {"R203"}


def test_whoever_is_somebody_of_an_encounter_that_does_not_come_is_told_of() -> None:
    reading = read(changed("of: aisle-seven.rosa", "of: aisle-nine.rosa"))
    told = [(one.code, one.message) for one in unplaced(reading, SHELF)]
    assert told == [("R215", "no arrival here plays `aisle-nine`")]


def test_no_scene_of_a_town_is_called_as_an_encounter_that_comes_in_it() -> None:
    text = TEXT.replace("town: corner-shop", "town: aisle")
    for old in ("thaw", "freezer-man"):  # somebody who comes, and a task
        reading = read_town(
            text.replace(f"  {old}:\n", "  seven:\n")
            .replace(f": {old}", ": seven")
            .replace(f"({old})", "(seven)")
            .encode(),
            "towns/aisle.yaml",
        )
        assert [one.code for one in unplaced(reading, SHELF)] == ["R219"]


def test_an_encounter_with_problems_is_told_of_where_a_town_plays_it(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "encounters").mkdir(parents=True)
    content = paths.content_dir()
    (pack / "rulebook.yaml").write_bytes((content / "rulebook.yaml").read_bytes())
    (pack / "encounters" / "aisle-seven.yaml").write_text("format: 1\n", "utf-8")
    told = [(one.code, one.message) for one in unplaced(read(TEXT), Library(pack))]
    assert ("R215", "the encounter `aisle-seven` has problems of its own") in told


def test_a_town_is_read_again_only_where_its_file_has_changed(tmp_path: Path) -> None:
    library, file = Library(paths.content_dir()), tmp_path / FILE.name
    file.write_text(TEXT, "utf-8")
    once = town(library, str(file))
    assert town(library, str(file)) is once
    assert town(Library(paths.content_dir()), str(file)) is not once
    file.write_text(changed("The blinds are stuck.", "The blinds have stuck."), "utf-8")
    assert "have stuck" in town(library, str(file)).script.mornings[2]
    file.write_text("format: 1", "utf-8")
    with pytest.raises(Unreadable):
        town(library, str(file))


def test_stand_ins_fill_every_blank_that_people_do() -> None:
    stand_ins = corner_shop().stand_ins()
    assert stand_ins.keys() == corner_shop().people(3).keys()
    assert all(" " in name for key, name in stand_ins.items() if key.endswith("_name"))


def digests(text: str) -> tuple[str, str]:
    reading = read(text)
    assert reading.town is not None
    assert reading.script is not None
    one = corner_shop()
    loaded = LoadedTown(reading.town, reading.script, one.rulebook, one.encounters)
    return loaded.play, loaded.text


def test_mending_a_typo_changes_no_week_and_a_number_does() -> None:
    play, text = digests(TEXT)
    typo = digests(changed("The blinds are stuck.", "The blinds have stuck."))
    assert typo[0] == play
    assert typo[1] != text
    assert digests(changed("    needs: 2", "    needs: 3"))[0] != play
    assert digests(changed("points: 850", "points: 840"))[0] != play


def test_people_keep_their_names_from_encounter_to_town() -> None:
    people = corner_shop().people(5)
    assert people["rosa_name"] == people["aisle-seven/rosa_name"]
    assert people == corner_shop().people(5)
    assert corner_shop().people(6)["rosa_name"] != people["rosa_name"]
    assert case_seed(5, "aisle-seven") != case_seed(6, "aisle-seven")


def kept(loaded: LoadedTown) -> Callable[[str], bytes | None]:
    return {loaded.play: play_bytes(loaded), loaded.text: text_bytes(loaded)}.get


def test_a_town_kept_as_bytes_is_the_same_town(tmp_path: Path) -> None:
    loaded = corner_shop()
    empty = Library(tmp_path)
    found = as_spent(empty, "corner-shop", loaded.play, loaded.text, kept(loaded))
    assert found is not None
    assert (found.town, found.script) == (loaded.town, loaded.script)
    assert as_spent(empty, "corner-shop", "0" * 64, loaded.text, kept(loaded)) is None

"""Customers who were here before: their names and what is told of them, laid over another's persona."""

from dataclasses import replace

import pytest

from game.engine.encounter import Back, PersonText, Returns, Script
from game.language.prose import BACK, OTHER
from game.library.pasts import (
    Past,
    fits,
    laid_over,
    past_of,
    temperament_of,
    told_anywhere,
    told_by_another,
)
from game.library.personas import blanks, draw_persona

from .shelf import NAMES, SHELF, aisle_seven

WOMAN = {"name": "woman.name", "first": "woman.first_name"}
TOLD = Back("dana", "a plane", "her father, {dana_first}", "two desks", "{ravi_name} in operations")


def before(draws: dict[str, str] = WOMAN, back: Back | None = TOLD) -> Script:
    """A script whose customer may come back."""
    people = {
        "dana": PersonText("", "", draws, {}),
        "ravi": PersonText("Ravi", "", {}, {"name": "Ravi"}),
    }
    return replace(aisle_seven().script, people=people, back=back)


def now(draws: dict[str, str] = WOMAN) -> Script:
    """A script in which somebody returns."""
    says = dict.fromkeys((*BACK, OTHER), "as the file says")
    people = {"she": PersonText("", "", draws, says), "mike": PersonText("", "", {"name": "man.name"}, {})}
    return replace(aisle_seven().script, people=people, returns=Returns("she", "glad", "sore"))


def past(script: Script | None = None, *, met: bool = True, of: str = "flight") -> Past:
    script = script or before()
    found = past_of(of, script, script.back, draw_persona(script, 3), met=met)
    assert found is not None
    return found


def test_what_is_told_of_a_customer_is_filled_with_who_they_were() -> None:
    script = before()
    persona = draw_persona(script, 3)
    assert past().fields == {
        "name": persona["dana_name"],
        "first": persona["dana_first"],
        "about": "a plane",
        "recalls": f"her father, {persona['dana_first']}",
        "sore": "two desks",
        "thanks": "Ravi in operations",
    }


def test_nobody_comes_back_of_whom_nothing_is_told_or_not_all_can_be_filled() -> None:
    persona = draw_persona(before(), 3)
    assert past_of("flight", before(back=None), None, persona, met=True) is None
    gone = Back("eve", *("x" for _ in BACK))
    assert past_of("flight", before(back=gone), gone, persona, met=True) is None
    unfilled = replace(TOLD, sore="{dana_gate}")
    assert past_of("flight", before(back=unfilled), unfilled, persona, met=True) is None


def test_only_somebody_whose_names_are_drawn_alike_can_be_who_returns() -> None:
    assert fits(now(), past())
    assert not fits(now(), past(before({"name": "person.name", "first": "person.first_name"})))
    assert not fits(now(), past(before({"name": "man.name", "first": "man.first_name"})))
    assert not fits(now(WOMAN | {"last": "woman.last_name"}), past())
    assert fits(now({"first": "woman.first_name"}), past())
    assert not fits(aisle_seven().script, past())


def test_names_that_a_file_says_outright_fit() -> None:
    script = before()
    said = replace(
        script, people=script.people | {"dana": PersonText("Inês", "", {}, {"name": "Inês", "first": "Inês"})}
    )
    assert fits(now(), past(said))


def test_somebody_called_by_one_name_is_called_so_by_those_who_know_her_too() -> None:
    plain = replace(TOLD, recalls="her father")
    one = past(before({"name": "woman.first_name"}, plain))
    assert one.fields["first"] == one.fields["name"]
    assert fits(now(), one)
    assert not fits(now(), past(before({"name": "woman.name"}, plain)))


def test_how_they_left_says_in_which_temperament_they_come() -> None:
    assert temperament_of(now(), past()) == "glad"
    assert temperament_of(now(), past(met=False)) == "sore"
    assert temperament_of(aisle_seven().script, past()) == ""


def test_whoever_returns_bears_the_names_and_the_story_and_nobody_else_does() -> None:
    script, drawn = now(), draw_persona(now(), 8)
    told = blanks(script, laid_over(script, drawn, past(), "the giraffe"))
    assert told == blanks(script, drawn) | {
        **{f"she_{field}": text for field, text in past().fields.items()},
        "she_other": "the giraffe",
    }
    assert told["mike_name"] == drawn["mike_name"]
    assert blanks(script, laid_over(script, drawn, past()))["she_other"] == "as the file says"


def test_a_field_that_the_file_has_not_is_not_laid_over() -> None:
    assert "she_first" not in laid_over(now({"name": "woman.name"}), {}, past())


def test_where_nobody_returns_a_persona_stays_as_it_is() -> None:
    assert laid_over(aisle_seven().script, {"rosa_name": "Rosa"}, past()) == {"rosa_name": "Rosa"}


def test_what_somebody_else_told_is_of_another_encounter() -> None:
    mine = past()
    same = replace(mine, fields={**mine.fields, "recalls": "a cat"})
    other = replace(mine, of="cake", fields={**mine.fields, "recalls": "a swan"})
    assert told_by_another(mine, [mine, same], 1) == ""
    assert told_by_another(mine, [mine, same, other], 1) == "a swan"
    assert told_by_another(mine, [other, replace(other, fields=mine.fields)], 1) == "a swan"


def test_where_nothing_else_was_played_the_library_tells_what_somebody_told() -> None:
    lone = past(of="aisle-seven")
    told = {told_anywhere(SHELF, now(), lone, seed) for seed in range(30)}
    backs = {name: SHELF.encounter(name).script.back for name in NAMES}
    assert told <= {back.recalls for name, back in backs.items() if back and name != "aisle-seven"}
    assert len(told) > 4


def test_whoever_is_told_of_in_the_library_can_be_who_returns() -> None:
    returning = SHELF.encounter("shes-back").script
    for name in NAMES:
        script = SHELF.encounter(name).script
        if script.back is not None:
            one = past_of(name, script, script.back, draw_persona(script, 1), met=True)
            assert one is not None, name
            assert fits(returning, one), name


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_stands_in_the_middle_of_a_sentence_and_belongs_to_nobody(name: str) -> None:
    back = SHELF.encounter(name).script.back
    for text in (back.about, back.recalls, back.sore) if back else ():
        assert text[-1] not in ".!?"
        assert not {"my", "your", "her", "his", "their", "our", "i", "you", "she"} & set(text.lower().split())

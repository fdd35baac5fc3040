"""Who the customer is this time: drawn from the seed, display only."""

import re
from dataclasses import replace

import pytest

from game.engine.encounter import PersonText, Script
from game.language.draws import DRAWS, LOCALES
from game.library.personas import blanks, draw_persona, name_of
from game.rules.clean import clean

from .shelf import NAMES, SHELF, aisle_seven

LONGEST_VALUE = 200
"""What a run file takes."""


def script(draws: dict[str, str], locale: str = "en_US", **others: PersonText) -> Script:
    """A script with one person, `dana`, who draws these."""
    people = {"dana": PersonText("", "", draws, {}), **others}
    return replace(aisle_seven().script, people=people, locale=locale)


def field(draw: str) -> str:
    return draw.replace(".", "_")


EVERYTHING = {field(draw): draw for draw in DRAWS}


def test_the_same_seed_gives_the_same_persona() -> None:
    drawn = script(EVERYTHING)
    assert draw_persona(drawn, 7) == draw_persona(drawn, 7)


def test_other_seeds_give_other_people() -> None:
    drawn = script({"name": "person.name"})
    assert len({draw_persona(drawn, seed)["dana_name"] for seed in range(30)}) > 20


def test_two_people_of_one_encounter_are_two_people() -> None:
    drawn = script({"name": "person.name"}, omar=PersonText("", "", {"name": "person.name"}, {}))
    personas = [draw_persona(drawn, seed) for seed in range(10)]
    assert any(persona["dana_name"] != persona["omar_name"] for persona in personas)


def test_a_person_added_leaves_the_others_who_they_were() -> None:
    alone = draw_persona(script(EVERYTHING), 7)
    both = draw_persona(script(EVERYTHING, abe=PersonText("", "", EVERYTHING, {})), 7)
    assert {key: value for key, value in both.items() if key.startswith("dana_")} == alone


def test_drawing_for_one_locale_leaves_another_as_it_was() -> None:
    before = draw_persona(script(EVERYTHING, "de_DE"), 7)
    draw_persona(script(EVERYTHING, "fr_FR"), 8)
    assert draw_persona(script(EVERYTHING, "de_DE"), 7) == before


@pytest.mark.parametrize("locale", LOCALES)
def test_every_draw_works_in_every_locale(locale: str) -> None:
    for seed in (1, 2):
        persona = draw_persona(script(EVERYTHING, locale), seed)
        assert set(persona) == {f"dana_{field(draw)}" for draw in DRAWS}
        for key, value in persona.items():
            assert value == clean(value).strip(), key
            assert 0 < len(value) <= LONGEST_VALUE, key
            assert "{" not in value, key


@pytest.mark.parametrize("locale", LOCALES)
def test_the_names_of_one_person_agree(locale: str) -> None:
    names = {"a": "last_name", "b": "name", "c": "first_name"}
    for who in ("person", "woman", "man"):
        persona = draw_persona(script({key: f"{who}.{name}" for key, name in names.items()}, locale), 3)
        assert persona["dana_b"] == f"{persona['dana_c']} {persona['dana_a']}"


def test_the_order_of_a_persons_fields_does_not_change_their_name() -> None:
    one = draw_persona(script({"name": "woman.name", "first": "woman.first_name"}), 5)
    other = draw_persona(script({"first": "woman.first_name", "name": "woman.name"}), 5)
    assert one == other


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "cs_CZ", "fr_FR"])
def test_women_and_men_have_names_of_their_own(locale: str) -> None:
    def names(who: str) -> set[str]:
        drawn = script({"first": f"{who}.first_name"}, locale)
        return {draw_persona(drawn, seed)["dana_first"] for seed in range(25)}

    women, men = names("woman"), names("man")
    assert len(women & men) < min(len(women), len(men)) / 3


def test_czech_women_bear_womens_last_names() -> None:
    drawn = script({"last": "woman.last_name"}, "cs_CZ")
    assert all(draw_persona(drawn, seed)["dana_last"].endswith("á") for seed in range(10))


@pytest.mark.parametrize(
    ("draw", "pattern"),
    [
        ("code.booking", r"[A-HJKMNP-Z2-9]{6}"),
        ("code.order", r"[1-9]\d{5}"),
        ("code.ticket", r"INC-[1-9]\d{4}"),
        ("code.account", r"[1-9]\d{7}"),
        ("money.small", r"([3-9]|1\d)\.\d\d"),
        ("money.medium", r"([4-9]\d|1\d\d)\.\d\d"),
        ("money.large", r"(9\d\d|[1-3],?\d{3})\.\d\d"),
        ("number.room", r"[1-9][0-2]\d"),
        ("number.seat", r"([4-9]|[12]\d|3[0-3])[A-F]"),
        ("number.gate", r"[2-9]|[123]\d"),
        ("number.flight", r"[2-9]\d\d|1\d{3}"),
    ],
)
def test_codes_and_numbers_look_like_what_they_are(draw: str, pattern: str) -> None:
    for seed in range(40):
        value = draw_persona(script({"it": draw}), seed)["dana_it"]
        assert re.fullmatch(pattern, value), value


def test_literal_fields_are_blanks_too() -> None:
    told = script({"name": "woman.name"}, ravi=PersonText("Ravi", "operations", {}, {"desk": "ops"}))
    persona = draw_persona(told, 1)
    assert set(persona) == {"dana_name"}
    assert blanks(told, persona) == {"dana_name": persona["dana_name"], "ravi_desk": "ops"}


def test_a_person_is_shown_by_what_was_drawn_or_written_or_else_their_key() -> None:
    told = script(
        {"name": "woman.name"}, ravi=PersonText("Ravi K.", "", {}, {}), guard=PersonText("", "", {}, {})
    )
    persona = {"dana_name": "Zoë Müller"}
    assert name_of(told, persona, "dana") == "Zoë Müller"
    assert name_of(told, persona, "ravi") == "Ravi K."
    assert name_of(told, persona, "guard") == "Guard"
    assert name_of(told, persona, "nobody") == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_built_in_encounter_draws_its_people(name: str) -> None:
    told = SHELF.encounter(name).script
    persona = draw_persona(told, 1)
    assert set(persona) == {f"{key}_{draw}" for key, person in told.people.items() for draw in person.draws}

"""Personas: who the customer is this time. Display only, never part of the rules.

Faker is imported when a persona is drawn, not before: it costs a third of a start. What was drawn is stored with
the run, since another version of Faker draws other names.
"""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from game.engine.chance import draw
from game.engine.encounter import PersonText, Script
from game.rules.clean import clean

if TYPE_CHECKING:
    from faker import Faker

# No 0/O, 1/I/L: codes are read aloud and typed again.
_CODE_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def draw_persona(script: Script, seed: int) -> dict[str, str]:
    """The blanks that this seed fills: `dana_name` → a name, for every drawn field of every person."""
    persona: dict[str, str] = {}
    for key, person in script.people.items():
        if person.draws:
            drawn = _draw_person(person, script.locale, draw(seed, key, "persona"))
            persona |= {f"{key}_{field}": value for field, value in drawn.items()}
    return persona


def stand_ins(script: Script) -> dict[str, str]:
    """The same blanks filled without drawing, for whoever asks only whether all of them are."""
    return {
        f"{key}_{field}": f"somebody's {field}"
        for key, person in script.people.items()
        for field in person.draws
    }


def blanks(script: Script, persona: dict[str, str]) -> dict[str, str]:
    """Everything a blank can be filled with: what the persona drew and what the file says outright."""
    said = {
        f"{key}_{field}": value
        for key, person in script.people.items()
        for field, value in person.says.items()
    }
    return said | persona


def name_of(script: Script, persona: dict[str, str], person: str) -> str:
    """The name to show for a person: drawn, written in the file, or the key with a capital; "" for nobody."""
    if person not in script.people:
        return ""
    return persona.get(f"{person}_name") or script.people[person].name or person.capitalize()


def _draw_person(person: PersonText, locale: str, number: int) -> dict[str, str]:
    from faker import Faker

    fake = Faker(locale)
    # One generator of our own for each draw: instances of one locale share theirs otherwise.
    fake.seed_instance(number)
    draws = _Draws(fake, Random(number))
    return {field: clean(draws.draw(kind)) for field, kind in person.draws.items()}


class _Draws:
    """One person's draws: their names agree with one another, whatever order they are asked in."""

    def __init__(self, fake: "Faker", random: Random) -> None:
        self._fake = fake
        self._random = random
        self._names: dict[str, tuple[str, str]] = {}

    def draw(self, kind: str) -> str:
        who, _, what = kind.partition(".")
        if who in ("person", "woman", "man"):
            first, last = self._name(who)
            return {"name": f"{first} {last}", "first_name": first, "last_name": last}[what]
        return self._others()[kind]()

    def _name(self, who: str) -> tuple[str, str]:
        if who not in self._names:
            fake = self._fake
            first = {
                "person": fake.first_name,
                "woman": fake.first_name_female,
                "man": fake.first_name_male,
            }[who]
            last = {"person": fake.last_name, "woman": fake.last_name_female, "man": fake.last_name_male}[who]
            self._names[who] = (first(), last())
        return self._names[who]

    def _others(self) -> dict[str, Callable[[], str]]:
        fake, random = self._fake, self._random

        def letters(count: int) -> str:
            return "".join(random.choice(_CODE_LETTERS) for _ in range(count))

        def digits(count: int) -> str:
            return str(random.randrange(10 ** (count - 1), 10**count))

        def money(low: int, high: int) -> str:
            return f"{random.randrange(low, high)}.{random.choice(('00', '40', '50', '80', '95'))}"

        return {
            "code.booking": lambda: letters(6),
            "code.order": lambda: digits(6),
            "code.ticket": lambda: f"INC-{digits(5)}",
            "code.account": lambda: digits(8),
            "money.small": lambda: money(3, 20),
            "money.medium": lambda: money(40, 200),
            "money.large": lambda: money(900, 4000),
            "place.city": fake.city,
            "place.street": fake.street_address,
            "place.company": fake.company,
            "phone.number": fake.phone_number,
            "number.room": lambda: str(random.randrange(1, 10) * 100 + random.randrange(1, 30)),
            "number.seat": lambda: f"{random.randrange(4, 34)}{random.choice('ABCDEF')}",
            "number.gate": lambda: str(random.randrange(2, 40)),
            "number.flight": lambda: str(random.randrange(200, 2000)),
        }

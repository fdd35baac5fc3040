"""What a persona can draw for a person's field, and the locales it may draw in."""

import re
from collections.abc import Iterator
from typing import Final

from game.language.diagnostics import Diagnostic, did_you_mean
from game.language.raw import Part

_PEOPLE: Final = {"person": "somebody", "woman": "a woman", "man": "a man"}
_NAMES: Final = {"name": "first and last name of", "first_name": "first name of", "last_name": "last name of"}

DRAWS: Final[dict[str, str]] = {
    **{
        f"{kind}.{name}": f"{meaning} {whom}"
        for kind, whom in _PEOPLE.items()
        for name, meaning in _NAMES.items()
    },
    "code.booking": "a booking code of six letters and digits",
    "code.order": "an order number",
    "code.ticket": "a ticket number",
    "code.account": "an account number",
    "money.small": "an amount that hardly hurts, like 12.40",
    "money.medium": "an amount that hurts, like 112.50",
    "money.large": "an amount that ruins a month, like 2870.00",
    "place.city": "a city",
    "place.street": "a street with a house number",
    "place.company": "a company's name",
    "phone.number": "a telephone number",
    "number.room": "a room number",
    "number.seat": "a seat, like 14C",
    "number.gate": "a gate, like 12",
    "number.flight": "a flight number",
}
"""Draw → what it draws. One person's name fields agree with each other."""

_DRAW: Final = re.compile(r"[a-z]+\.[a-z_]+")
_FIELD: Final = re.compile("[a-z][a-z0-9_]*")


def is_draw(value: str) -> bool:
    """Whether a field's value has the form of a draw, `word.word`; anything else is meant literally."""
    return _DRAW.fullmatch(value) is not None


def field_problems(field: Part) -> Iterator[Diagnostic]:
    """What is wrong with a person's field: a name that no blank can have, or a draw that there isn't."""
    if not _FIELD.fullmatch(field.key):
        message = f"`{field.key}` is not written as a field: small letters, digits and underscores"
        yield field.key_problem("M106", message)
    if is_draw(field.text) and field.text not in DRAWS:
        hint = did_you_mean(field.text, DRAWS) or f"draws are: {', '.join(DRAWS)}"
        yield field.problem("R212", f"there is no draw `{field.text}`", hint)


LOCALES: Final[tuple[str, ...]] = (
    "en_US", "en_GB", "en_CA", "en_AU", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_PK",
    "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "es_AR", "es_CL", "es_CO", "es_ES", "es_MX", "fi_FI",
    "fr_CA", "fr_CH", "fr_FR", "hr_HR", "hu_HU", "id_ID", "it_IT", "nl_BE", "nl_NL", "no_NO", "pl_PL",
    "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "tr_TR", "vi_VN", "zu_ZA",
)  # fmt: skip
"""Locales of Faker that write names in Latin letters. (Norwegian is `no_NO` there.) A few know names only, like
`en_KE`: places, streets and companies drawn for them sound English."""

"""Text becomes HTML in one way only, so that nothing somebody wrote is ever markup."""

from collections.abc import Iterable
from html import escape
from typing import NewType

from game.rules.clean import clean

Html = NewType("Html", str)
"""Markup that is safe to stand in a page. Made here and in `charts`; any other text goes through `text`."""


def text(words: object) -> Html:
    """Words as they are, cleaned and escaped."""
    return Html(escape(clean(str(words))))


def tag(name: str, *inside: Html, **attributes: str) -> Html:
    """An element; `class_` stands for `class`, and `data_label` for `data-label`."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{told}>{joined(inside)}</{name}>")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Several pieces of markup as one."""
    return Html(between.join(parts))

"""How lines are said and asked for."""

import sys
import textwrap
from collections.abc import Callable, Iterable
from shutil import get_terminal_size

from game.telling.views import Line

Say = Callable[[str], None]
Ask = Callable[[str], str | None]
"""Asks for a line; none when there is no more input."""


def say_lines(text: str = "") -> None:
    """Print a text, wrapped for a terminal and unwrapped for a pipe."""
    if not sys.stdout.isatty():
        print(text, flush=True)
        return
    width = min(get_terminal_size().columns, 90) - 1
    for paragraph in text.split("\n"):
        indent = " " * (len(paragraph) - len(paragraph.lstrip()))
        print(textwrap.fill(paragraph, max(width, 20), subsequent_indent=indent), flush=True)


def ask_line(prompt: str) -> str | None:
    """Ask for one line of input."""
    try:
        return input(prompt).strip()
    except EOFError:
        return None


def picked(answer: str, most: int) -> int:
    """The number that was typed if it is one from 1 to `most`, else 0."""
    typed = answer.isascii() and answer.isdigit() and len(answer) < 4
    return int(answer) if typed and 1 <= int(answer) <= most else 0


def spoken(lines: Iterable[Line]) -> list[str]:
    """A conversation's lines as text, an empty one after each."""
    said = []
    for line in lines:
        if line.voice == "coach":
            said.append(f"  [{line.text.replace(chr(10), ' ')}]")
        elif line.speaker:
            said.append(f"{line.speaker}: {line.text}")
        else:
            said.append(line.text)
        said.append("")
    return said


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own."""
    return text if any(mark in text for mark in '“”"') else f"“{text}”"

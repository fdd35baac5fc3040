"""Mends what can be mended without a doubt; every other byte of the file stays as it is.

Each mending is tried on a copy and read again. It is kept only if the text it meant to save reads as intended, and
nothing else in the file reads differently.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from game.checks.blocks import block_heads
from game.language.diagnostics import Diagnostic
from game.language.prose import ENCOUNTER_PROSE, PACK_PROSE, RULEBOOK_PROSE, Outline, letter_lines, paragraphs
from game.language.read import read_encounter, read_pack, read_rulebook
from game.language.yaml_subset import Data, Document, Path, read_yaml

FIXED: Final = ("Y002", "Y004", "Y005", "Y007", "Y008", "Y016", "Y017")
"""The codes of which some can be mended."""

_MARK: Final = b"\xef\xbb\xbf"
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BREAK: Final = re.compile(r"[\r\n]+$")
_MOST_ROUNDS: Final = 200

_COMMENT: Final = re.compile(r"[ \t]{2,}#(?:[ \t].*)?$")
_MEANT: Final = re.compile(r" #\S.*$| # ?.*$")
_NUMBER: Final = re.compile(r" #\d.*$")


@dataclass(frozen=True, slots=True)
class Mending:
    """Lines to put in the place of others.

    Attributes:
        code: the diagnostic it settles.
        first: the first line replaced, from 0.
        beyond: the first line kept again.
        lines: the new lines, with their breaks.
        path: the text it changes; () where it changes how lines are read.
        intended: how that text should read.
    """

    code: str
    first: int
    beyond: int
    lines: tuple[str, ...]
    path: Path = ()
    intended: str = ""


def mend(source: bytes, file: str) -> tuple[bytes, int]:
    """A file with everything mended that can be, and how many mendings that took.

    One problem can hide others, so it is read and mended until nothing is left to do.

    Args:
        source: its bytes.
        file: its name, which says what kind of file it is.
    """
    done = 0
    for _ in range(_MOST_ROUNDS):
        mended, codes = _mended(source, _problems(source, file))
        if mended == source:
            break
        source, done = mended, done + len(codes)
    return source, done


def _problems(source: bytes, file: str) -> tuple[Diagnostic, ...]:
    match PurePath(file).name:
        case "rulebook.yaml":
            return read_rulebook(source, file).diagnostics
        case "pack.yaml":
            return read_pack(source, file).diagnostics
    return read_encounter(source, file).diagnostics


def fixable(source: bytes, diagnostics: Iterable[Diagnostic]) -> int:
    """How many of the diagnostics `fix` mends."""
    return len(_mended(source, diagnostics)[1])


def fix(source: bytes, diagnostics: Iterable[Diagnostic]) -> bytes:
    """The file with those of its diagnostics mended for which only one way can be meant."""
    return _mended(source, diagnostics)[0]


def _mended(source: bytes, diagnostics: Iterable[Diagnostic]) -> tuple[bytes, list[str]]:
    asked = [one for one in diagnostics if one.code in FIXED]
    if not asked:
        return source, []
    codes = {one.code for one in asked}
    done: list[str] = []
    if "Y002" in codes and source.startswith(_MARK):
        source = source[len(_MARK) :]
        done.append("Y002")
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return source, done
    if "Y004" in codes and (spaced := _without_tabs(text)) is not None:
        # The columns of the other diagnostics may be others now: they wait for the next reading.
        return spaced.encode(), [*done, *(one.code for one in asked if one.code == "Y004")]
    text, settled = _apply(text, _mendings(text, asked))
    return text.encode(), done + settled


def _mendings(text: str, asked: Sequence[Diagnostic]) -> list[Mending]:
    lines = _LINES.findall(text)
    document = read_yaml(text.encode()).document
    if document is None:
        return [one for one in (_rescued(lines, problem) for problem in asked) if one]
    places = _paths_by_place(document)
    found = []
    for problem in asked:
        maker = _MAKERS.get(problem.code)
        for path in places.get((problem.code, problem.place.line, problem.place.column), ()):
            if maker and (mending := maker(lines, document, path)):
                found.append(mending)
    return found


def _paths_by_place(document: Document) -> dict[tuple[str, int, int], list[Path]]:
    """Code, line and column of a problem → the values it may be about."""
    found: dict[tuple[str, int, int], list[Path]] = {}
    for path, start in document.places.items():
        if not path or not isinstance(path[-1], str):
            continue
        style, (last, beyond) = document.styles[path], document.ends[path]
        told = document.value_place(path)
        if style != "|":
            found.setdefault(("Y016", told.line, told.column), []).append(path)
        if style == "":
            found.setdefault(("Y008", start.line, start.column), []).append(path)
            found.setdefault(("Y017", last, beyond + 1), []).append(path)
    return found


# Prose becomes a block.


def _as_block(lines: list[str], document: Document, path: Path) -> Mending | None:
    key, value, beyond = document.keys.get(path), document.places[path], document.ends[path]
    if key is None or document.styles[path] == ">":
        return None if key is None else _literal(lines, document, path)
    first, start, last = key.line - 1, value.line - 1, beyond[0] - 1
    head, tail = lines[first], _BREAK.sub("", lines[last])[beyond[1] - 1 :]
    if head[: key.column - 1].strip(" ") or not (colon := _colon(head, key.end_column - 1)):
        return None
    between = "" if start != first else head[colon : value.column - 1]
    if between.strip() or (start != first and head[colon:].strip()):
        return None
    plain = document.styles[path] == ""
    meant = _MEANT.fullmatch(tail) if plain and not _COMMENT.search(tail) else None
    if meant is None and tail.strip() and not _COMMENT.fullmatch(tail):
        return None
    rows = _rows(lines, document, path)
    if rows is None:
        return None
    if meant:
        rows[-1] += tail.rstrip()
    comment = "" if meant else tail.rstrip()
    return _block(lines, "Y016", first, last + 1, head[:colon], key.column - 1, rows, comment, path)


def _colon(head: str, after: int) -> int:
    """Where a key's colon ends; 0 if it isn't in this line."""
    found = re.compile(r" *:(?= |\t|\r|\n|$)").match(head, after)
    return found.end() if found else 0


def _literal(lines: list[str], document: Document, path: Path) -> Mending | None:
    """`>` becomes `|`: the lines under it stay."""
    place = document.places[path]
    line = lines[place.line - 1]
    if line[place.column - 1 : place.column] != ">":
        return None
    new = line[: place.column - 1] + "|" + line[place.column :]
    text = document.at(path)
    assert isinstance(text, str)
    body = "".join(lines[place.line : document.ends[path][0] - 1])
    return Mending("Y016", place.line - 1, place.line, (new,), path, body)


def _rows(lines: list[str], document: Document, path: Path) -> list[str] | None:
    """The lines a text should have in its block."""
    value, (last, column) = document.places[path], document.ends[path]
    style, text = document.styles[path], document.at(path)
    if style in ("'", '"') and isinstance(text, str):
        written = "".join(lines[value.line - 1 : last])
        # A line break inside quotation marks means an empty line there; an escaped one stands for itself.
        if not (path[-1] == "letter" and "\\n" in written):
            text = re.sub(r"\n[ \t]*(?:\n[ \t]*)*", "\n\n", text)
        rows = [row.rstrip() for row in text.strip().split("\n")]
    elif style in ("", "{}", "[]"):
        rows = [_BREAK.sub("", line).strip() for line in lines[value.line - 1 : last]]
        end = _BREAK.sub("", lines[last - 1])[: column - 1]
        rows[-1] = end.strip()
        if value.line == last:
            rows = [end[value.column - 1 :].strip()]
        else:
            rows[0] = _BREAK.sub("", lines[value.line - 1])[value.column - 1 :].strip()
        if style and len(rows) > 1:
            return None
    else:
        return None
    return rows if rows[0] and not any(re.search("[\x85\u2028\u2029]", row) for row in rows) else None


def _block(
    lines: list[str], code: str, first: int, beyond: int, head: str, indent: int,
    rows: Sequence[str], comment: str, path: Path,
) -> Mending:  # fmt: skip
    found = _BREAK.search(lines[first])
    end = found[0] if found else "\n"
    close = _BREAK.search(lines[beyond - 1])
    new = [f"{head} |{comment}{end}"]
    new += [(" " * (indent + 2) + row if row else "") + end for row in rows]
    if close is None:  # the file's last line has no break, and goes on having none
        new[-1] = new[-1].removesuffix(end)
    return Mending(code, first, beyond, tuple(new), path, "\n".join(rows))


def _tagged(lines: list[str], document: Document, path: Path) -> Mending | None:
    """`say: !important words`: the mark belongs to the words where prose stands."""
    place = document.places[path]
    if document.styles[path] != "" or not _is_prose(path):
        return None
    return _rescued_line(lines, place.line - 1, "Y008", path)


def _is_prose(path: Path) -> bool:
    return any(_within(path, where) for where in (ENCOUNTER_PROSE, RULEBOOK_PROSE, PACK_PROSE))


def _within(path: Path, where: Outline) -> bool:
    for part in path:
        below = where.get(str(part), where.get("*"))
        if below is None:
            return not where and str(part).startswith(("if ", "otherwise"))
        where = below
    return not where


# A title that lost its end is put in quotation marks.


def _quoted(lines: list[str], document: Document, path: Path) -> Mending | None:
    value, (last, column) = document.places[path], document.ends[path]
    text, line = document.at(path), lines[last - 1]
    bare = _BREAK.sub("", line)
    rest = bare[column - 1 :]
    if value.line != last or not isinstance(text, str) or not text:
        return None
    if not _NUMBER.fullmatch(rest) or _COMMENT.search(rest.rstrip()):
        return None
    meant = text + rest.rstrip()
    new = bare[: value.column - 1] + "'" + meant.replace("'", "''") + "'" + line[len(bare) :]
    return Mending("Y017", last - 1, last, (new,), path, meant)


# A sentence that YAML can't read at all, in the line of a key under which prose stands.

_KEY: Final = re.compile(r"(?P<indent> *)(?P<key>[^\s:#|>'\"{}\[\]&*!-][^:#]*?) *:(?=[ \t\r\n]|$)")
_SENTENCE: Final = re.compile(rf"(?P<head>{_KEY.pattern})[ ]+(?P<said>\S.*)")


def _rescued(lines: list[str], problem: Diagnostic) -> Mending | None:
    if problem.code not in ("Y005", "Y007", "Y008") or problem.place.line > len(lines):
        return None
    return _rescued_line(lines, problem.place.line - 1, problem.code, ())


def _rescued_line(lines: list[str], number: int, code: str, path: Path) -> Mending | None:
    bare = [_BREAK.sub("", line) for line in lines]
    sentence = _SENTENCE.fullmatch(bare[number])
    if not sentence or not _is_prose(_path_by_indent(bare, number)):
        return None
    said, indent = sentence["said"].rstrip(), len(sentence["indent"])
    if not _one_sentence(said) or _deeper(lines, number + 1, indent):
        return None
    return _block(lines, code, number, number + 1, sentence["head"], indent, [said], "", path)


def _path_by_indent(bare: list[str], number: int) -> Path:
    """The keys that lead to the one in a line, told from the lines alone; () inside a block, or if it isn't clear."""
    heads = block_heads(bare)
    path: list[str] = []
    below = len(bare[number])
    for at in range(number, -1, -1):
        line = bare[at]
        if at + 1 in heads:
            if at == number:
                return ()
            continue
        indent = len(line) - len(line.lstrip(" \t"))
        if not line.strip() or line.lstrip().startswith("#") or indent >= below:
            continue
        if not (key := _KEY.match(line)):
            return ()
        path.append(key["key"])
        below = indent
        if not indent:
            break
    return tuple(reversed(path))


def _one_sentence(said: str) -> bool:
    """Whether this is all of it: no block, no list or keys, no open quotation, no comment."""
    if said[0] in "|>" or re.search(r"\s{2,}#(\s|$)", said) or re.search("[\x85\u2028\u2029\t]", said):
        return False
    if said[0] in "\"'":
        return said[0] in said[1:] and not said.endswith(said[0])
    if said[0] in "{[":
        return (
            said[-1] not in "}],"
            and said.count("{") == said.count("}")
            and said.count("[") == said.count("]")
        )
    return True


def _deeper(lines: list[str], number: int, indent: int) -> bool:
    """Whether the next line with anything in it belongs to the one before."""
    for line in lines[number:]:
        if line.strip():
            return len(line) - len(line.lstrip(" \t")) > indent
    return False


_MAKERS: Final[dict[str, Callable[[list[str], Document, Path], Mending | None]]] = {
    "Y008": _tagged,
    "Y016": _as_block,
    "Y017": _quoted,
}


# Tabs.


def _without_tabs(text: str) -> str | None:
    """Two spaces for each tab that indents; None unless that fits the lines around and the file can then be read."""
    lines, new, before = _LINES.findall(text), [], 0
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        wide = len(indent.expandtabs(2)) if " \t" not in indent else -1
        if "\t" in indent and line.strip():
            if wide < 0 or wide % 2 or wide > before + 2:
                return None
            line = " " * wide + line.lstrip(" \t")
        if line.strip():
            before = max(wide, 0)
        new.append(line)
    spaced = "".join(new)
    reading = read_yaml(spaced.encode())
    stops = {"Y004", "Y005"}
    return None if reading.document is None or stops & {one.code for one in reading.problems} else spaced


# Trying it.


def _apply(text: str, mendings: Sequence[Mending]) -> tuple[str, list[str]]:
    """The text with all mendings that read as they should, and their codes."""
    return _tried(
        text, sorted({one.first: one for one in reversed(mendings)}.values(), key=lambda one: one.first)
    )


def _tried(text: str, wanted: Sequence[Mending]) -> tuple[str, list[str]]:
    """As `_apply`; what doesn't read well together is tried in halves."""
    if not wanted:
        return text, []
    together = _replaced(text, wanted)
    if _reads_as_intended(text, together, wanted):
        return together, [one.code for one in wanted]
    if len(wanted) == 1:
        return text, []
    half = len(wanted) // 2
    text, below = _tried(text, wanted[half:])  # first, for the lines above then keep their numbers
    text, above = _tried(text, wanted[:half])
    return text, above + below


def _replaced(text: str, mendings: Iterable[Mending]) -> str:
    lines = _LINES.findall(text)
    for one in sorted(mendings, key=lambda each: -each.first):
        lines[one.first : one.beyond] = one.lines
    return "".join(lines)


def _reads_as_intended(before: str, after: str, mendings: Sequence[Mending]) -> bool:
    """Whether each text reads as intended, and everything else as before."""
    old, new = read_yaml(before.encode()).document, read_yaml(after.encode()).document
    if old is None:
        return _reads_further(after, mendings)
    if new is None:
        return False
    changed = {one.path for one in mendings}
    for one in mendings:
        text = new.at(one.path)
        as_shown = letter_lines if "letter" in one.path else paragraphs
        if not isinstance(text, str) or as_shown(text) != as_shown(one.intended):
            return False
    return dict(_leaves(old.data, changed)) == dict(_leaves(new.data, changed))


def _reads_further(after: str, mendings: Sequence[Mending]) -> bool:
    """Whether a file that could not be read can be now, or is stopped only further below."""
    reading = read_yaml(after.encode())
    if reading.document is not None:
        return True
    first = min(one.first for one in mendings)
    stopped = [one.place.line for one in reading.problems if one.code in ("Y005", "Y007", "Y009")]
    return bool(stopped) and min(stopped) > first + len(mendings[0].lines)


def _leaves(data: Data, without: set[Path], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text but those left out, with its path; empty groups too."""
    if path in without:
        return
    if isinstance(data, str):
        yield path, data
    elif not data:
        yield path, repr(data)
    else:
        items: Callable[[], Iterable[tuple[str | int, Data]]]
        items = data.items if isinstance(data, dict) else lambda: enumerate(data)
        for part, below in items():
            yield from _leaves(below, without, (*path, part))

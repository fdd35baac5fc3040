"""The page: complete in itself, safe with any name, and silent about what nobody should read off it."""

import re
from base64 import b64decode
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.reports.cohort import GROUP, cohort
from game.reports.folder import Person
from game.reports.markup import tag, text
from game.reports.naming import Naming
from game.reports.page import Source, page
from game.reports.sent import Result, Turning
from tests.library.shelf import SHELF
from tests.reports.making import TODAY, people, result

NAMING = Naming(SHELF)
VOID = {"meta", "link", "br", "hr", "img", "input"}
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "link",
    "base",
    "img",
    "a",
    "foreignobject",
    "use",
    "image",
}


def made(crowd: Sequence[Person], folder: str = "team", own: Sequence[Result] = (), left_out: int = 0) -> str:
    source = Source(folder, TODAY, TODAY + timedelta(days=90), left_out)
    return page(cohort(crowd), source, NAMING, own).decode()


class Reader(HTMLParser):
    """A page's elements and its words, section by section; fails where they don't nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.tables[-1][-1][-1] += data


CROWD = people(
    [300, 500, 700, 900, 1000], criticals=3, skills={"Own": 700}, turning=Turning(scene="desk", reply="no")
)


def test_a_page_refers_to_nothing_outside_itself() -> None:
    html = made(CROWD)
    assert not re.search(r"https?://|//[a-z]|@import|url\(|\bsrc=|\bhref=|javascript:", html, re.IGNORECASE)
    assert not ACTIVE & set(Reader(html).names)


def test_the_policy_lets_in_the_pages_own_style_and_nothing_else() -> None:
    html = made(CROWD)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    [digest] = re.findall(r"style-src 'sha256-([^']+)'", policy)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert b64decode(digest) == sha256(style.encode()).digest()
    assert not [name for name, _ in Reader(html).attributes if name == "style" or name.startswith("on")]


def test_a_page_follows_the_readers_light_and_can_be_printed() -> None:
    html = made(CROWD)
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html


NASTY = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"'><svg onload=alert(1)>", "&lt;b&gt;", "$style",
    "${policy}", "</table></main>", "]]>", "<!--",
]  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_no_name_is_markup(name: str) -> None:
    html = made([Person("a" * 16, name, CROWD[0].runs), *CROWD[1:]], folder=name)
    plain = made(CROWD)
    assert Reader(html).names == Reader(plain).names
    assert name in [row[0] for row in Reader(html).tables[0]]


@given(st.text())
def test_any_text_comes_out_as_it_is_but_clean(words: str) -> None:
    html = tag("p", text(words), title=words)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]", html)
    assert Reader(html).names == ["p"]


def test_escapes_of_a_terminal_are_not_in_a_page() -> None:
    html = made([Person("a" * 16, "A\x1b[31mn\u202en", CROWD[0].runs)], folder="te\x1bam")
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_criticals_never_stand_beside_names() -> None:
    flawless = [
        Person(one.sender, one.name, tuple(run.model_copy(update={"criticals": 0}) for run in one.runs))
        for one in CROWD
    ]
    tables, others = Reader(made(CROWD)).tables, Reader(made(flawless)).tables
    assert tables[0] == others[0], "the table with names doesn't know of them"
    assert tables[-1] != others[-1], "the table of encounters does"
    names = {person.name for person in CROWD}
    for table in tables[1:]:
        assert not names & {cell for row in table for cell in row}


def test_that_everybody_had_a_critical_is_not_said() -> None:
    all_of_them, most = made(CROWD), made([*CROWD, Person("f" * 16, "Fay", (result(),))])
    assert Reader(all_of_them).tables[-1][1][-1] == Reader(most).tables[-1][1][-1] == "half or more"


def test_below_five_people_there_is_no_distribution_and_it_says_so() -> None:
    html = made(CROWD[: GROUP - 1])
    reader = Reader(html)
    assert "rect" not in reader.names
    assert "fewer than five people" in html
    assert reader.tables[-1][1][1:] == ["4", "–", "", "–", "–"]
    assert "rect" in Reader(made(CROWD[:GROUP])).names


def test_people_stand_by_name_not_by_score() -> None:
    rows = Reader(made(CROWD)).tables[0][1:]
    assert [row[0] for row in rows] == [person.name for person in CROWD]


def test_the_notice_says_who_sees_it_what_for_and_until_when() -> None:
    html = made(CROWD)
    assert "Whoever can open the folder “team”" in html
    assert "18 February 2027" in html
    assert "not for hiring, discipline" in html


def test_files_left_out_are_counted() -> None:
    assert "2 files of the folder were left out" in made(CROWD, left_out=2)
    assert "left out" not in made(CROWD).split("<footer>")[1]


def test_turning_points_are_told_in_the_packs_own_words() -> None:
    loaded = SHELF.encounter("aisle-seven")
    key, scene = next((key, scene) for key, scene in loaded.script.scenes.items() if scene.replies)
    reply = next(iter(scene.replies or {}))
    html = made(people([500] * 5, turning=Turning(scene=key, reply=reply)))
    told = Reader(html).tables[1][1]
    assert told[0].startswith(f"“{NAMING.said('aisle-seven', key, reply)}”")
    assert f"{key} → {reply}" in told[0]
    assert told[1:] == ["Aisle seven", "5 of 5"]


def test_an_encounter_the_pack_does_not_know_keeps_its_key() -> None:
    html = made(people([500] * 5, encounter="secret-pack", turning=Turning(scene="desk", reply="no")))
    assert Reader(html).tables[1][1] == ["desk → no", "secret-pack", "5 of 5"]
    assert NAMING.said("aisle-seven", "nowhere", "no") == ""


def test_ones_own_page_lists_ones_runs() -> None:
    own = [result(1, 640, turning=Turning(scene="desk", reply="no")), result(2, 910, status="passed")]
    html = made([Person("", "", tuple(own))], folder="", own=own)
    [table] = Reader(html).tables
    assert [row[2:4] for row in table[1:]] == [["640", "completed"], ["910", "passed"]]
    assert "sent nowhere" in html


def test_an_empty_folder_makes_a_page_too() -> None:
    assert "Nothing has been sent here yet" in made([])

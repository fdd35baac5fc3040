"""What is sent: what may be in it, and what is refused."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.reports.sent import (
    BYTES_MOST,
    DAYS_MOST,
    RUNS_MOST,
    NotResults,
    Results,
    Turning,
    read_results,
    sent_by,
)
from game.rules.clean import chosen_name
from game.rules.skills import SKILLS
from tests.reports.making import TODAY, result, results

SENDER = results().sender


def named(body: bytes) -> str:
    """What a file of these bytes would have to be called."""
    return f"ownit-{SENDER}-{sha256(body).hexdigest()[:16]}.json"


def changed(**changes: object) -> bytes:
    return json.dumps(json.loads(results().body()) | changes).encode()


def test_a_file_of_results_reads_as_it_was_written() -> None:
    there = results("Zoë", [result(1, turning=Turning(scene="desk", reply="no")), result(2, criticals=1)])
    assert read_results(there.file_name, there.body()) == there


def test_only_what_was_agreed_is_in_a_file() -> None:
    told = json.loads(results("Ann", [result(turning=Turning(scene="desk", reply="no"))]).body())
    assert set(told) == {"format", "what", "sender", "name", "sent", "until", "runs"}
    assert set(told["runs"][0]) == {
        "run", "encounter", "date", "score", "status", "skills", "criticals", "turning"
    }  # fmt: skip
    assert set(told["runs"][0]["turning"]) == {"scene", "reply"}


def test_a_file_says_for_people_what_it_is_and_is_not_for() -> None:
    assert "not for hiring or discipline" in json.loads(results().body())["what"]


def test_the_largest_file_that_may_be_sent_may_be_read() -> None:
    long = "k" * 120
    run = result(
        encounter=long,
        skills=dict.fromkeys(SKILLS, 1000),
        criticals=1000,
        turning=Turning(scene=long, reply=long),
    )
    there = results("ö" * 40, [run] * RUNS_MOST)
    assert read_results(there.file_name, there.body()) == there


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "Invalid JSON"),
        (b"{", "Invalid JSON"),
        (b"\xff\xfe", "Invalid JSON"),
        (b"null", "object"),
        (b"[" * 100_000, "Invalid JSON"),
        (b'{"a":' * 100_000, "Invalid JSON"),
        (b" " * (BYTES_MOST + 1), "larger"),
        (changed(format=2), "format"),
        (changed(format="1"), "format"),
        (changed(extra=1), "extra"),
        (changed(runs=[]), "runs"),
        (changed(sender="0" * 16), "different senders"),
        (changed(name=7), "name"),
        (changed(sent="soon"), "sent"),
        (changed(until="2126-11-20"), "within a year"),
        (changed(until="2026-11-19"), "within a year"),
        (changed(runs=[json.loads(result(day=TODAY + timedelta(days=1)).model_dump_json())]), "dated after"),
        (changed(runs=[json.loads(result().model_dump_json()) | {"score": float("nan")}]), "score"),
        (changed(runs=[json.loads(result().model_dump_json()) | {"score": True}]), "score"),
        (changed(runs=[json.loads(result().model_dump_json()) | {"encounter": "../../x"}]), "encounter"),
        (changed(runs=[json.loads(result().model_dump_json()) | {"skills": {"Obey": 1}}]), "skills"),
    ],
)
def test_a_file_of_another_form_is_refused_with_a_reason(body: bytes, why: str) -> None:
    with pytest.raises(NotResults, match=why):
        read_results(named(body), body)


@pytest.mark.parametrize("cut", [0, 1, 100])
def test_a_file_that_was_cut_short_or_changed_is_known_by_its_name(cut: int) -> None:
    there = results()
    with pytest.raises(NotResults, match="as it was sent"):
        read_results(there.file_name, there.body()[: -1 - cut])
    with pytest.raises(NotResults, match="as it was sent"):
        read_results(there.file_name, there.body().replace(b"700", b"900"))


@pytest.mark.parametrize(
    "name", ["{} (1).json", "{} (conflicted copy).json", "{}.json.tmp", "x{}.json", "{}.JSON"]
)
def test_a_copy_put_aside_is_no_file_of_results(name: str) -> None:
    assert sent_by(name.format(results().file_name.removesuffix(".json"))) is None


def test_nothing_may_be_kept_longer_than_a_year() -> None:
    assert results(days=DAYS_MOST)
    with pytest.raises(ValueError):
        results(days=DAYS_MOST + 1)


@given(st.text())
def test_a_name_is_clean_short_and_stays_as_it_is(name: str) -> None:
    once = chosen_name(name)
    assert once == chosen_name(once)
    assert len(once) <= 40
    assert not any(ord(letter) < 32 or letter in "\x7f\x9b\u202e\u200b\ufeff" for letter in once)


def test_a_name_is_cleaned_also_where_somebody_else_wrote_the_file() -> None:
    body = changed(name="A\x1b]52;c;aGk=\x07n\u202en" + "x" * 100)
    assert read_results(named(body), body).name == "A]52;c;aGk=nn" + "x" * 27


def test_dates_are_days() -> None:
    assert isinstance(Results.model_validate_json(results().body()).sent, date)

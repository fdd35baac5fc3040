"""The times of a season, as people read and write them."""

import pytest

from game.board.dates import moment, written_moment


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1970-01-01", 0),
        ("2026-12-01", 1796083200000),
        ("2026-12-01T09:05", 1796083200000 + 9 * 3_600_000 + 5 * 60_000),
        ("2028-02-29", 1835395200000),
    ],
)
def test_a_date_is_read_as_utc(text: str, at: int) -> None:
    assert written_moment(text) == at


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026-02-30", "2026-12-01 09:00", "2026-12-01T24:00", "2026-12-01T09:00Z", "1.12.2026",
     "1969-12-31", "0001-01-01", "٢٠٢٦-12-01", "2026-12-01\n", "20261201"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert written_moment(text) is None


def test_a_moment_is_written_for_people() -> None:
    assert moment(1796083200000 + 9 * 3_600_000) == "1 Dec 2026, 09:00 UTC"
    assert moment(2**53 - 1) == "some day"

"""Weeks in a folder's season: spent on a ticket, sent, replayed by whoever looks; and what they might be forged as."""

from pathlib import Path

import pytest

from game.board.creating import created, teams_of
from game.board.folder.door import FolderKeeper
from game.board.folder.opened import CONTENT, FolderBoard, create, open_board
from game.board.folder.standing import standings
from game.board.keeper import BoardRefused
from game.library.stored_towns import from_bytes
from tests.board.folder.making import (
    CLOSES,
    CREATED,
    NOON,
    OPENS,
    Clock,
    Somebody,
    joined,
    plays,
    read,
    whys,
)
from tests.board.weeks import PREVENTING, SHOP, TOWN, idle, week_of
from tests.library.shelf import SAMPLE, SHELF
from tests.town.corner import corner_shop

REQUEST = "r" * 32


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board(tmp_path: Path) -> FolderBoard:
    """A season of an encounter and a week, neither of which any pack has in this version."""
    season, content = created(
        SHELF,
        key="march",
        title="March",
        encounters=[str(SAMPLE)],
        weeks=[SHOP],
        teams=teams_of("Northgate, Southgate"),
        opens=OPENS,
        closes=CLOSES,
        turnout=0,
    )
    create(tmp_path / "march", season, content, CREATED)
    return open_board(tmp_path / "march", SHELF)


@pytest.fixture
def kim(board: FolderBoard) -> FolderKeeper:
    return joined(board, "Kim", "northgate", Clock())


@pytest.fixture
def lee(board: FolderBoard) -> Somebody:
    """Somebody who may put anything there."""
    one = Somebody(board, "Lee", "southgate")
    one.card()
    return one


def seed_of(kim: FolderKeeper) -> tuple[str, int]:
    ticket = kim.ticket(TOWN, REQUEST)
    assert ticket.seed is not None
    return ticket.ticket, ticket.seed


def test_a_week_counts_as_anything_else_that_is_played(kim: FolderKeeper, board: FolderBoard) -> None:
    ticket, seed = seed_of(kim)
    week = kim.send(ticket, week_of(seed))
    run = plays(kim, board)
    assert week.accepted
    assert week.score is not None
    assert run.score is not None
    assert (week.points, run.points) == (week.score, week.score + run.score)
    [me] = read(board).people
    assert [one.encounter for one in me.runs] == ["aisle-seven", TOWN]
    seen = standings(board.season, read(board), NOON)
    assert (seen.people, seen.best_possible, seen.top[0].points) == (1, 2000, run.points)


def test_the_best_of_three_weeks_counts_and_there_is_no_fourth(kim: FolderKeeper) -> None:
    scores = []
    for number, choices in enumerate((idle(corner_shop()), PREVENTING, idle(corner_shop(), 0))):
        ticket = kim.ticket(TOWN, f"request-number-{number}")
        assert ticket.seed is not None
        receipt = kim.send(ticket.ticket, week_of(ticket.seed, choices))
        scores.append(receipt.score)
        assert receipt.points == max(one or 0 for one in scores)
    assert len(set(scores)) == 3
    with pytest.raises(BoardRefused, match="All 3 attempts at “The corner shop” are spent"):
        kim.ticket(TOWN, "request-number-four")


def test_the_town_is_in_the_folder_for_whoever_lacks_it(kim: FolderKeeper, board: FolderBoard) -> None:
    offered = board.season.offered(TOWN)
    assert offered is not None
    assert offered.kind == "week"
    parts = kim.content(offered.play), kim.content(offered.text)
    found = from_bytes(offered.play, parts[0], offered.text, parts[1])
    assert found is not None
    assert found.town == corner_shop().town


def test_the_same_week_sent_twice_counts_once_and_another_not_at_all(
    kim: FolderKeeper, board: FolderBoard
) -> None:
    ticket, seed = seed_of(kim)
    first = kim.send(ticket, week_of(seed))
    assert kim.send(ticket, week_of(seed)) == first
    other = kim.send(ticket, week_of(seed, idle(corner_shop())))
    assert not other.accepted
    assert "Another run of attempt 1 is there already" in other.why
    assert len(read(board).people[0].runs) == 1


def test_what_does_not_hold_is_refused_with_its_reason(kim: FolderKeeper) -> None:
    ticket, seed = seed_of(kim)
    for week, why in (
        (week_of(seed + 1), "another seed"),
        (week_of(seed).model_copy(update={"play": "0" * 64}), "something else than its ticket is for"),
        (week_of(seed, PREVENTING[:-1]), "not over yet"),
        (week_of(seed, [*PREVENTING, "on"]), "can't be chosen at this point"),
        (week_of(seed).model_copy(update={"town": "elsewhere"}), "isn't yours"),
    ):
        receipt = kim.send(ticket, week)
        assert not receipt.accepted
        assert why in receipt.why


def test_somebody_elses_ticket_is_none_of_mine(kim: FolderKeeper, board: FolderBoard) -> None:
    ticket, seed = seed_of(kim)
    ada = joined(board, "Ada", "southgate", Clock())
    receipt = ada.send(ticket, week_of(seed))
    assert not receipt.accepted
    assert "isn't yours" in receipt.why
    assert read(board).people[0].runs == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"seed": 1}, "another seed"),
        ({"play": "0" * 64}, "something else than its ticket is for"),
        ({"choices": ["go"]}, "not over yet"),
        ({"choices": ["do:everything"]}, "Choice 1"),
        ({"choices": [*PREVENTING, "go"]}, "can't be chosen"),
        ({"claims": {"score": 1000}}, "claims 1000"),
        ({"town": "elsewhere"}, "no week “elsewhere”"),
        ({"town": "aisle-seven"}, "something else than its ticket is for"),
    ],
)
def test_a_week_that_is_not_legal_is_left_out_though_it_is_signed(
    board: FolderBoard, lee: Somebody, changes: dict[str, object], why: str
) -> None:
    own = week_of(board.seed(lee.player, TOWN, 1)).model_dump(mode="json")
    path = lee.put("runs", "played", attempt=1, run=own | changes)
    found = read(board)
    assert found.people[0].runs == ()
    assert why in whys(found)[path.relative_to(board.folder).as_posix()]


def test_more_choices_than_a_week_may_have_make_no_file_of_the_board(lee: Somebody) -> None:
    week = week_of(1).model_dump(mode="json") | {"choices": ["go"] * 2001}
    with pytest.raises(ValueError, match="at most 2000"):
        lee.put("runs", "played", attempt=1, run=week)


def test_a_week_of_another_player_counts_for_nobody_else(board: FolderBoard, lee: Somebody) -> None:
    mia = Somebody(board, "Mia", "northgate")
    mia.card()
    week = week_of(board.seed(lee.player, TOWN, 1)).model_dump(mode="json")
    lee.put("runs", "played", attempt=1, run=week)
    mia.put("runs", "played", attempt=1, run=week)
    assert {person.name: len(person.runs) for person in read(board).people} == {"Lee": 1, "Mia": 0}


def test_without_the_town_its_weeks_wait_and_count_again_when_it_is_back(
    kim: FolderKeeper, board: FolderBoard
) -> None:
    ticket, seed = seed_of(kim)
    kim.send(ticket, week_of(seed))
    offered = board.season.offered(TOWN)
    assert offered is not None
    part = board.folder / CONTENT / f"{offered.play}.json"
    body = part.read_bytes()
    part.unlink()
    without = read(open_board(board.folder, SHELF))
    assert without.people[0].runs == ()
    assert any("nowhere at hand" in why for why in whys(without).values())
    part.write_bytes(body)
    assert len(read(open_board(board.folder, SHELF)).people[0].runs) == 1

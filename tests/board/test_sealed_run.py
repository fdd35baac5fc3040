"""A run that the board deals: the same surface as any other, and nothing to look up."""

from pathlib import Path
from typing import Literal

import pytest

from game.board.keeper import BoardTrouble
from game.board.sealed_run import SealedRun
from game.board.wire import Dealt
from game.play.run import PlayFault
from tests.board.in_memory import Board, a_season
from tests.board.test_membership import Person, to_the_end


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board() -> Board:
    return Board(*a_season("aisle-seven", sealed=True))


@pytest.fixture
def mira(board: Board, tmp_path: Path) -> Person:
    return Person(tmp_path / "saves", board)


def begun(one: Person) -> SealedRun:
    run = one.seasons.begin(one.join(), "aisle-seven")
    assert isinstance(run, SealedRun)
    return run


def first(run: SealedRun) -> str:
    return next(choice.key for choice in run.turn.choices if not choice.locked)


def test_it_is_played_like_any_other_run_to_its_receipt(mira: Person, board: Board) -> None:
    run = begun(mira)
    assert run.title == "Aisle seven"
    assert run.mode == "ranked"
    assert "grocer" in run.brief
    assert run.desk_card
    assert run.turn.lines == run.transcript()
    turn = run.choose(first(run))
    assert turn.number == 1
    assert turn.lines[0].voice == "you"
    assert run.transcript()[-len(turn.lines) :] == turn.lines
    to_the_end(run)
    assert run.receipt is not None
    assert run.receipt.score is not None
    assert run.export().startswith("Aisle seven\n===========\n")
    (view,) = mira.seasons.boards()
    (attempt,) = view.offered[0].attempts
    assert (attempt.state, attempt.score) == ("counted", run.receipt.score)
    assert view.waiting == 0


def test_neither_the_file_nor_the_seed_is_in_the_save(mira: Person, board: Board) -> None:
    to_the_end(begun(mira))
    assert all(held.drawn.seed is None for held in mira.game.progress.boards.tickets.values())
    assert "content" not in board.asked
    assert mira.game.progress.runs == {}
    offered = board.season.encounters[0]
    assert mira.saves.content(offered.play) is None
    assert mira.saves.content(offered.text) is None


def test_it_goes_on_from_the_very_turn_after_a_crash(mira: Person, board: Board) -> None:
    run = begun(mira)
    for _ in range(2):
        run.choose(first(run))
    mira.sit_down()
    (view,) = mira.seasons.boards()
    again = mira.seasons.begin(view.board, "aisle-seven")
    assert len(board.tickets) == 1
    assert again.turn.number == 2
    assert again.transcript() == run.transcript()
    assert again.turn.choices == run.turn.choices


@pytest.mark.parametrize("lose", ["request", "answer"])
def test_a_reply_over_a_broken_line_is_said_once(
    mira: Person, board: Board, lose: Literal["request", "answer"]
) -> None:
    run = begun(mira)
    key, before = first(run), run.turn
    board.lose = lose
    with pytest.raises(PlayFault, match="just now; give the reply again"):
        run.choose(key)
    assert run.turn is before
    assert run.choose(key).number == 1
    assert [len(said) for said in board.said.values()] == [1]
    assert run.replies == (key,)


def test_another_reply_after_one_whose_answer_was_lost_is_not_said(mira: Person, board: Board) -> None:
    run = begun(mira)
    one, other = [choice.key for choice in run.turn.choices if not choice.locked][:2]
    board.lose = "answer"
    with pytest.raises(PlayFault):
        run.choose(one)
    turn = run.choose(other)
    assert "had arrived after all" in turn.fault
    assert turn.number == 1
    assert [len(said) for said in board.said.values()] == [1]
    assert turn.lines[0].voice == "you"
    assert turn.lines == run.transcript()[-len(turn.lines) :]
    run.choose(first(run))
    assert [len(said) for said in board.said.values()] == [2]


def test_what_each_reply_did_is_shown_after_the_season(mira: Person) -> None:
    run = to_the_end(begun(mira))
    with pytest.raises(PlayFault, match="after the season"):
        run.debrief()
    with pytest.raises(PlayFault, match="no stepping back"):
        run.step_back()


def test_a_sealed_season_cant_be_drawn_ahead(mira: Person, board: Board) -> None:
    with pytest.raises(PlayFault, match="deals every turn itself"):
        mira.seasons.draw_ahead(mira.join(), "aisle-seven")
    assert board.tickets == {}


def test_a_run_given_up_isnt_offered_again(mira: Person) -> None:
    run = begun(mira)
    mira.game.leave(run.id)
    mira.sit_down()
    (view,) = mira.seasons.boards()
    assert (view.offered[0].attempts[0].state, view.offered[0].number) == ("given up", 2)


def test_the_board_says_that_it_is_sealed(mira: Person) -> None:
    begun(mira)
    assert "one turn at a time" in mira.seasons.boards()[0].proves


def test_a_deal_goes_through_json_whole(mira: Person) -> None:
    run = begun(mira)
    dealt = mira.opener.keepers[-1].deal(next(iter(mira.board.tickets)))
    assert Dealt.model_validate_json(dealt.model_dump_json()) == dealt
    assert run.turn.lines == dealt.turn.lines


def test_a_season_out_of_reach_says_so_when_a_run_is_begun(mira: Person, board: Board) -> None:
    run = begun(mira)
    board.down = True
    mira.sit_down()
    (view,) = mira.seasons.boards()
    with pytest.raises(BoardTrouble):
        mira.seasons.begin(view.board, "aisle-seven")
    assert run.turn.number == 0

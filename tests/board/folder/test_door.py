"""A folder's board as a player's game sees it: come in, play, be called otherwise, leave; and two games at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.board.folder.door import FolderDoor, FolderKeeper
from game.board.folder.opened import FolderBoard, create, is_board, open_board
from game.board.folder.signed import BYTES_MOST
from game.board.keeper import BoardRefused, BoardTrouble, Door, Keeper
from game.board.wire import Standings
from game.library.loaded import Loaded
from game.library.run_file import RunFile
from tests.library.shelf import SHELF

from .making import (
    CLOSES,
    CREATED,
    DAY,
    NOON,
    OPENS,
    Clock,
    Somebody,
    joined,
    made,
    new_board,
    plays,
    read,
    run_by,
    whys,
)

REQUEST = "a-request-of-22-letters"


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board(tmp_path: Path) -> FolderBoard:
    return new_board(tmp_path / "march")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kim(board: FolderBoard, clock: Clock) -> FolderKeeper:
    return joined(board, "Kim", "northgate", clock)


def test_it_answers_as_every_kind_of_board_does(kim: FolderKeeper, board: FolderBoard, clock: Clock) -> None:
    keeper: Keeper = kim
    door: Door = FolderDoor(board.folder, SHELF, clock)
    assert keeper.kind == "friendly"
    assert door.look("") == board.season


# The board


def test_a_board_is_a_file_and_the_encounters(board: FolderBoard) -> None:
    season, content = made()
    assert board.season == season
    assert sorted(path.stem for path in (board.folder / "content").iterdir()) == sorted(content)
    assert is_board(board.folder)
    assert not is_board(board.folder / "runs")


def test_no_two_boards_are_the_same(tmp_path: Path, board: FolderBoard) -> None:
    assert new_board(tmp_path / "other").id != board.id


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, board: FolderBoard) -> None:
    season, content = made()
    with pytest.raises(BoardRefused, match=r"a board in .* already"):
        create(board.folder, season, content, CREATED)
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "notes.txt").write_text("")
    with pytest.raises(BoardRefused, match="isn't empty"):
        create(tmp_path / "desk", season, content, CREATED)
    with pytest.raises(BoardRefused, match="is no folder"):
        create(tmp_path / "desk" / "notes.txt", season, content, CREATED)
    assert [path.name for path in (tmp_path / "desk").iterdir()] == ["notes.txt"]


def test_a_system_s_hidden_files_are_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".DS_Store").write_bytes(b"")
    assert read(new_board(tmp_path / "shared")).findings == ()


def test_a_folder_can_not_be_sealed(tmp_path: Path) -> None:
    season, content = made()
    with pytest.raises(BoardRefused, match="takes a server"):
        create(tmp_path / "x", season.model_copy(update={"sealed": True}), content, CREATED)
    assert not (tmp_path / "x").exists()


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    season, content = made()
    with pytest.raises(BoardTrouble, match="Can't write"):
        create(tmp_path / "file" / "board", season, content, CREATED)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[" * 100_000, b"\xff", b" " * 2**21], ids=lambda body: str(body[:4])
)
def test_a_board_that_is_none_is_said(board: FolderBoard, clock: Clock, body: bytes) -> None:
    (board.folder / "board.json").write_bytes(body)
    with pytest.raises(BoardTrouble, match=r"board\.json"):
        FolderDoor(board.folder, SHELF, clock).look("")


def test_a_folder_without_a_board_or_none_at_all_is_said(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(BoardTrouble, match="no board in"):
        FolderDoor(tmp_path, SHELF, clock).look("")
    with pytest.raises(BoardTrouble, match="no folder"):
        FolderDoor(tmp_path / "drive", SHELF, clock).look("")


# Coming in


def test_one_comes_in_and_is_somebody(board: FolderBoard, kim: FolderKeeper) -> None:
    mine = kim.mine()
    assert (mine.name, mine.team, mine.shown, mine.closed, mine.attempts) == (
        "Kim",
        "northgate",
        True,
        False,
        (),
    )
    assert mine.season == board.season
    [person] = read(board).people
    assert person.player == mine.player


def test_the_same_request_is_the_same_player(board: FolderBoard, clock: Clock) -> None:
    door = FolderDoor(board.folder, SHELF, clock)
    first = door.join("", "Kim", "northgate", shown=False, request=REQUEST)
    assert door.join("", "Kim", "northgate", shown=False, request=REQUEST) == first
    assert door.join("", "Kim", "southgate", shown=False, request=REQUEST + "2")[1] != first[1]
    assert len(read(board).people) == 2


def test_a_name_that_is_taken_in_the_team_is_refused(
    board: FolderBoard, kim: FolderKeeper, clock: Clock
) -> None:
    with pytest.raises(BoardRefused, match="called Kim already"):
        joined(board, "KIM", "northgate", clock)
    assert joined(board, "KIM", "southgate", clock).mine().name == "KIM"


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e", "x" * 41, "L\u0435e", "<b>", "=1+1"])
def test_a_name_that_boards_do_not_take_is_refused(board: FolderBoard, clock: Clock, name: str) -> None:
    with pytest.raises(BoardRefused, match=r"^A name .*\.$"):
        joined(board, name, "northgate", clock)
    assert read(board).people == ()


def test_a_name_is_kept_clean(board: FolderBoard, clock: Clock) -> None:
    assert joined(board, " Kim\x1b\u202e  Berg ", "northgate", clock).mine().name == "Kim Berg"


def test_there_is_no_coming_in_after_the_end_or_into_no_team(board: FolderBoard, clock: Clock) -> None:
    with pytest.raises(
        BoardRefused, match=r"no team “westgate”; there are: Northgate \(northgate\), Southgate"
    ):
        joined(board, "Kim", "westgate", clock)
    clock.at = CLOSES
    with pytest.raises(BoardRefused, match="is over"):
        joined(board, "Kim", "northgate", clock)


def test_a_slow_clock_is_no_reason_not_to_be_there(board: FolderBoard) -> None:
    assert joined(board, "Kim", "northgate", Clock(CREATED - 90 * DAY)).mine().name == "Kim"
    assert len(read(board).people) == 1


@pytest.mark.parametrize("secret", ["", "ä", "A" * 10, "A" * 44, "x" * 42 + "="])
def test_a_damaged_secret_is_said(board: FolderBoard, clock: Clock, secret: str) -> None:
    with pytest.raises(BoardRefused, match="damaged"):
        FolderKeeper(board.folder, secret, SHELF, clock)


def test_another_secret_is_nobody_there(board: FolderBoard, kim: FolderKeeper, clock: Clock) -> None:
    with pytest.raises(BoardTrouble, match="card isn't in"):
        FolderKeeper(board.folder, "x" * 43, SHELF, clock).mine()


# Playing


def test_a_ticket_is_an_attempt_and_the_same_request_the_same_ticket(
    kim: FolderKeeper, board: FolderBoard
) -> None:
    first = kim.ticket("aisle-seven", REQUEST)
    assert kim.ticket("aisle-seven", REQUEST) == first
    assert (first.attempt, first.seed) == (1, board.seed(kim.mine().player, "aisle-seven", 1))
    assert [kim.ticket("aisle-seven", f"{REQUEST}-{n}").attempt for n in (2, 3)] == [2, 3]
    with pytest.raises(BoardRefused, match="All 3 attempts at “Aisle seven”"):
        kim.ticket("aisle-seven", f"{REQUEST}-4")
    assert kim.ticket("front-brake", f"{REQUEST}-5").attempt == 1
    assert [one.score for one in kim.mine().attempts] == [None] * 4


def test_a_run_arrives_once_and_counts(kim: FolderKeeper, board: FolderBoard) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST, ahead=True)
    run = run_by(loaded(board), ticket.seed or 0, 1)
    receipt = kim.send(ticket.ticket, run)
    assert receipt.accepted
    assert receipt.offline
    assert receipt.points == receipt.score
    assert kim.send(ticket.ticket, run) == receipt
    assert len(list((board.folder / "runs").rglob("*.json"))) == 1
    [attempt] = kim.mine().attempts
    assert (attempt.score, attempt.offline, attempt.ticket) == (receipt.score, True, ticket.ticket)


def loaded(board: FolderBoard) -> Loaded:
    found = board.loaded("aisle-seven")
    assert isinstance(found, Loaded)
    return found


def test_another_run_of_an_attempt_that_arrived_is_refused(kim: FolderKeeper, board: FolderBoard) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST)
    runs = [run_by(loaded(board), ticket.seed or 0, pick) for pick in (0, 1)]
    assert kim.send(ticket.ticket, runs[0]).accepted
    receipt = kim.send(ticket.ticket, runs[1])
    assert not receipt.accepted
    assert "first counts" in receipt.why


def test_the_best_of_three_counts_as_a_whole(kim: FolderKeeper, board: FolderBoard) -> None:
    receipts = [plays(kim, board, pick=pick) for pick in (2, 0, 1)]
    assert [receipt.accepted for receipt in receipts] == [True] * 3
    assert receipts[-1].points == max(receipt.score or 0 for receipt in receipts)
    assert kim.standings().me is not None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"seed": 5}, "another seed"),
        ({"mode": "coached"}, "only ranked runs"),
        ({"replies": ["nonsense"]}, "Turn 1"),
        ({"encounter": "front-brake"}, "isn't yours"),
        ({"replies": ["r" * 119] * 999}, "200 replies"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_run_that_does_not_hold_is_refused_with_a_sentence(
    kim: FolderKeeper, board: FolderBoard, changes: dict[str, object], why: str
) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST)
    run = run_by(loaded(board), ticket.seed or 0)
    receipt = kim.send(ticket.ticket, RunFile.model_validate(run.model_dump() | changes))
    assert not receipt.accepted
    assert why in receipt.why
    assert receipt.why.endswith(".")
    assert not list((board.folder / "runs").rglob("*.json"))


def test_a_run_that_no_file_holds_is_refused(kim: FolderKeeper, board: FolderBoard) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST)
    persona = {f"{n:03}{'p' * 100}": "\u00e9" * 200 for n in range(200)}
    assert len(str(persona)) > BYTES_MOST / 2
    run = run_by(loaded(board), ticket.seed or 0).model_copy(update={"persona": persona})
    receipt = kim.send(ticket.ticket, run)
    assert not receipt.accepted
    assert "larger than" in receipt.why


def test_somebody_elses_ticket_is_none_of_mine(kim: FolderKeeper, board: FolderBoard, clock: Clock) -> None:
    lee = joined(board, "Lee", "northgate", clock)
    ticket = lee.ticket("aisle-seven", REQUEST)
    run = run_by(loaded(board), ticket.seed or 0)
    assert "isn't yours" in kim.send(ticket.ticket, run).why
    assert lee.send(ticket.ticket, run).accepted


def test_nothing_is_drawn_or_sent_outside_the_season(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST)
    run = run_by(loaded(board), ticket.seed or 0)
    clock.at = CLOSES
    assert "is over" in kim.send(ticket.ticket, run).why
    assert kim.mine().closed
    with pytest.raises(BoardRefused, match="is over"):
        kim.ticket("front-brake", REQUEST)
    clock.at = OPENS - DAY // 2
    assert "hasn't opened" in kim.send(ticket.ticket, run).why
    with pytest.raises(BoardRefused, match="hasn't opened"):
        kim.ticket("front-brake", REQUEST)
    with pytest.raises(BoardRefused, match="no week “wet-floor”"):
        kim.ticket("wet-floor", REQUEST)


def test_a_run_sent_in_time_is_answered_the_same_after_the_end(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST)
    run = run_by(loaded(board), ticket.seed or 0)
    receipt = kim.send(ticket.ticket, run)
    clock.at = CLOSES + DAY
    assert kim.send(ticket.ticket, run) == receipt


def test_content_is_what_the_season_is_played_on(kim: FolderKeeper, board: FolderBoard) -> None:
    season, content = made()
    for digest, (_, body) in content.items():
        assert kim.content(digest) == body
    for digest in ("0" * 64, "../board", "x"):
        with pytest.raises(BoardRefused):
            kim.content(digest)
    (board.folder / "content" / f"{season.encounters[0].play}.json").unlink()
    with pytest.raises(BoardTrouble, match="missing"):
        kim.content(season.encounters[0].play)


# Standing


def test_neighbours_are_named_only_if_they_like(kim: FolderKeeper, board: FolderBoard, clock: Clock) -> None:
    shy = joined(board, "Lee", "southgate", clock, shown=False)
    plays(kim, board, pick=1)
    plays(shy, board, pick=1)
    seen, by_shy = kim.standings(), shy.standings()
    assert sorted(one.name for one in seen.around) == ["", "Kim"]
    assert sorted(one.name for one in by_shy.around) == ["Kim", "Lee"]
    assert [one.name for one in seen.top] == [one.name for one in by_shy.top] == ["Kim"]
    assert (seen.people, seen.best_possible, seen.kind) == (2, 2000, "friendly")
    assert {team.team: team.members for team in seen.teams} == {"northgate": 1, "southgate": 1}


def test_whoever_has_not_played_stands_nowhere_yet(kim: FolderKeeper) -> None:
    seen = kim.standings()
    assert (seen.me, seen.around, seen.top, seen.people) == (None, (), (), 0)


def test_standings_stand_still_once_they_are_frozen(tmp_path: Path) -> None:
    board = new_board(tmp_path / "frozen", freezes=OPENS + 7 * DAY)
    clock = Clock()
    kim, lee = (
        joined(board, name, team, clock) for name, team in (("Kim", "northgate"), ("Lee", "southgate"))
    )
    plays(kim, board)
    before = kim.standings()
    assert before.frozen is None
    clock.at = OPENS + 8 * DAY
    receipt = plays(lee, board, pick=1)
    assert receipt.points is not None, "one's own points are told"
    frozen = lee.standings()
    assert frozen.frozen == OPENS + 7 * DAY
    assert (frozen.teams, frozen.people, frozen.top, frozen.me) == (
        before.teams, before.people, tuple(one.model_copy(update={"me": False}) for one in before.top), None,
    )  # fmt: skip
    clock.at = CLOSES
    after = lee.standings()
    assert (after.frozen, after.closed, after.people) == (None, True, 2)


def test_whoever_has_a_name_that_was_somebody_elses_first_is_told(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    """As it happens where two come in before the drive has brought either to the other."""
    earlier = Somebody(board, "KIM")
    earlier.card(OPENS)
    with pytest.raises(
        BoardRefused, match=r"Nothing of yours counts here as it is\. Changed key: Kim is in this team"
    ):
        kim.standings()
    assert plays(kim, board).accepted, "it counts as soon as the name is free, or another"
    kim.change(name="Kim Berg")
    seen = kim.standings()
    assert (seen.people, seen.me.name if seen.me else "") == (1, "Kim Berg")


# Being called otherwise, and leaving


def test_a_name_changes_and_what_was_played_stays(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    plays(kim, board)
    assert kim.change(name="Kim Berg").name == "Kim Berg"
    assert kim.change(shown=False).shown is False
    cards = len(list((board.folder / "players").rglob("*.json")))
    assert kim.change(name="Kim Berg", shown=False).name == "Kim Berg"
    assert len(list((board.folder / "players").rglob("*.json"))) == cards, (
        "nothing changed, so nothing is written"
    )
    [person] = read(board).people
    assert (person.name, person.shown, len(person.runs)) == ("Kim Berg", False, 1)
    lee = joined(board, "Lee", "northgate", clock)
    with pytest.raises(BoardRefused, match="called Kim Berg already"):
        lee.change(name="kim berg")
    assert lee.change(name="Kim").name == "Kim", "it is free again"


def test_a_change_holds_though_the_clock_went_back(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    clock.at = OPENS
    assert kim.change(name="Noor").name == "Noor"
    assert [person.name for person in read(board).people] == ["Noor"]


def test_leaving_deletes_what_is_ours_and_says_what_stays(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    lee = joined(board, "Lee", "northgate", clock)
    for keeper in (kim, lee):
        plays(keeper, board)
    player = kim.mine().player
    copies = {path: path.read_bytes() for path in board.folder.rglob("*.json") if player in str(path)}
    assert len(copies) == 3
    assert "a folder can't promise more" in kim.leave()
    assert [person.name for person in read(board).people] == ["Lee"]
    left = [path for path in board.folder.rglob("*.json") if player in str(path)]
    assert len(left) == 1
    assert b"Kim" not in left[0].read_bytes()
    for method in (kim.mine, kim.standings, kim.leave):
        with pytest.raises(BoardRefused, match="have left"):
            method()
    for path, body in copies.items():  # a drive brings them back
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
    assert [person.name for person in read(board).people] == ["Lee"]


def test_leaving_leaves_other_peoples_files_alone_and_says_what_it_can_not_delete(
    kim: FolderKeeper, board: FolderBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays(kim, board)
    player = kim.mine().player
    note = board.folder / "runs" / player / "notes.txt"
    note.write_text("mine")
    unlink = Path.unlink

    def refuse(path: Path, **more: bool) -> None:
        if path.parent.parent.name == "runs":
            raise PermissionError
        unlink(path, **more)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert kim.leave().startswith("One file of yours can't be deleted, but counts no more.")
    assert note.exists()
    assert read(board).people == ()


# What a drive does


def test_a_drive_that_is_not_there_is_trouble_and_passes(kim: FolderKeeper, board: FolderBoard) -> None:
    away = board.folder.with_name("away")
    board.folder.rename(away)
    for method in (kim.mine, kim.standings, kim.leave):
        with pytest.raises(BoardTrouble, match="no folder"):
            method()
    away.rename(board.folder)
    assert kim.mine().name == "Kim"


def test_another_board_in_its_place_is_not_ours(
    kim: FolderKeeper, board: FolderBoard, tmp_path: Path
) -> None:
    plays(kim, board)
    other = new_board(tmp_path / "other")
    (other.folder / "board.json").replace(board.folder / "board.json")
    with pytest.raises(BoardTrouble, match="another board has taken its place"):
        kim.mine()
    assert {"It is of another season."} == set(whys(read(open_board(board.folder, SHELF))).values()) - {
        why for why in whys(read(open_board(board.folder, SHELF))).values() if "no card" in why
    }


def test_a_disk_that_is_full_is_trouble_and_leaves_nothing_behind(
    kim: FolderKeeper, board: FolderBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = kim.ticket("aisle-seven", REQUEST)
    run = run_by(loaded(board), ticket.seed or 0)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(BoardTrouble, match="No space left"):
            kim.send(ticket.ticket, run)
    assert not [path for path in (board.folder / "runs").rglob("*") if path.is_file()]
    assert kim.send(ticket.ticket, run).accepted


WRITER = """
import sys
from pathlib import Path
from tests.board.folder.making import Clock, SHELF, joined, open_board, plays
board = open_board(Path(sys.argv[1]), SHELF)
sys.stdin.readline()  # all begin together
people = [joined(board, f"{sys.argv[2]} {n}", "northgate", Clock()) for n in range(4)]
for keeper in people:
    for pick in range(3):
        assert plays(keeper, board, pick=pick).accepted
    keeper.standings()
"""


def test_two_games_write_at_once_and_nothing_is_lost(board: FolderBoard) -> None:
    games = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(board.folder), name],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
        )
        for name in ("Ada", "Bo")
    ]  # fmt: skip
    for game in games:
        assert game.stdin is not None
        game.stdin.write("\n")
        game.stdin.flush()
    for game in games:
        _, error = game.communicate(timeout=120)
        assert game.returncode == 0, error
    found = read(board)
    assert len(found.people) == 8
    assert all(len(person.runs) == 3 for person in found.people)
    assert found.findings == ()


def test_standings_are_the_same_for_whoever_looks(
    kim: FolderKeeper, board: FolderBoard, clock: Clock
) -> None:
    lee = joined(board, "Lee", "southgate", clock)
    for keeper, pick in ((kim, 0), (lee, 1), (kim, 1)):
        plays(keeper, board, pick=pick)

    def public(seen: Standings) -> Standings:
        top = tuple(one.model_copy(update={"me": False}) for one in seen.top)
        return seen.model_copy(update={"me": None, "around": (), "at": NOON, "top": top})

    assert public(kim.standings()) == public(lee.standings())

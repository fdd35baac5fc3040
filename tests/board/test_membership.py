"""A player's seasons: joined, played and sent exactly once, whatever becomes of the answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest

from game import paths
from game.board import kept_standings
from game.board.errand import News
from game.board.keeper import BoardRefused, BoardTrouble
from game.board.membership import Memberships
from game.board.places import season_named
from game.board.season import Season
from game.board.viewing import those_with
from game.library.library import Library
from game.play.game import Game
from game.play.playable import Playable
from game.play.run import PlayFault, Run
from game.saves.boards import run_of
from game.saves.events import TicketWished
from game.saves.players import export
from game.saves.saves import Saves
from tests.board.in_memory import CODE, DAY, NOW, WHERE, Board, Opener, a_season


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board() -> Board:
    return Board(*a_season("aisle-seven", "not-my-server"))


class Person:
    """Somebody at a computer: a save on disk, opened anew after every crash."""

    def __init__(self, folder: Path, board: Board, content: Path | None = None) -> None:
        self.folder, self.board, self.content = folder, board, content or paths.content_dir()
        self.clock = NOW
        self.sit_down()

    def sit_down(self) -> None:
        """Open the game again, as after a crash: nothing was closed."""
        self.saves = Saves.open(self.folder)
        self.game = Game(Library(self.content), self.saves, now=self._now)
        self.opener = Opener(self.board)
        self.seasons = Memberships(self.game, self.opener)

    def _now(self) -> int:
        self.clock += 1000
        return self.clock

    def join(self, name: str = "Mira") -> str:
        return self.seasons.join(WHERE, CODE, name, "northgate").board


@pytest.fixture
def mira(tmp_path: Path, board: Board) -> Iterator[Person]:
    one = Person(tmp_path / "saves", board)
    yield one
    one.saves.close()


def to_the_end(run: Playable) -> Playable:
    while not run.turn.ended:
        run.choose(next(choice.key for choice in run.turn.choices if not choice.locked))
    return run


def ended_ranked(one: Person, board: str, encounter: str = "aisle-seven") -> Run:
    run = one.seasons.begin(board, encounter)
    assert isinstance(run, Run)
    to_the_end(run)
    return run


def test_looking_says_what_a_code_leads_to_and_what_the_board_proves(mira: Person) -> None:
    found = mira.seasons.look(WHERE, CODE)
    assert found.season.title == "The March cup"
    assert found.holds == "refereed"
    assert "played once" in found.proves
    assert mira.seasons.boards() == []


def test_a_season_once_joined_is_there_after_the_game_was_closed(mira: Person) -> None:
    board = mira.join()
    mira.sit_down()
    (view,) = mira.seasons.boards()
    assert (view.board, view.name, view.team_title, view.stage) == (board, "Mira", "Northgate", "open")
    assert [(one.encounter, one.left, one.number) for one in view.offered] == [
        ("aisle-seven", 3, 1),
        ("not-my-server", 3, 1),
    ]
    assert view.waiting == 0


def test_a_lost_answer_to_joining_makes_nobody_join_twice(mira: Person, board: Board) -> None:
    board.lose = "answer"
    with pytest.raises(BoardTrouble):
        mira.join()
    assert len(board.people) == 1
    assert mira.seasons.boards() == []
    mira.sit_down()
    joined = mira.join()
    assert len(board.people) == 1
    assert mira.seasons.refresh(joined).trouble == ""


@pytest.mark.parametrize(
    ("typed", "season"),
    [
        ("march-7K3M-Q2XD", "march"),
        (" March - 7k3m q2xd ", "march"),
        ("all-hands-7k3mq2xd", "all-hands"),
        ("", ""),
        ("7K3M-Q2XD", ""),
        ("march", ""),
    ],
)
def test_a_code_names_its_season_however_it_is_typed(typed: str, season: str) -> None:
    assert season_named(typed) == season


def test_joining_twice_is_told_and_asks_nobody(mira: Person, board: Board) -> None:
    mira.join()
    board.asked.clear()
    with pytest.raises(PlayFault, match="in “The March cup” already, as Mira"):
        mira.join("Mo")
    assert board.asked == []


def test_a_refusal_on_joining_is_the_boards_sentence(mira: Person, board: Board, tmp_path: Path) -> None:
    mira.join()
    other = Person(tmp_path / "other", board)
    with pytest.raises(BoardRefused, match="called Mira already"):
        other.join()
    assert other.join("Mo")
    other.saves.close()


def test_a_ranked_run_is_sent_and_its_score_counts(mira: Person, board: Board) -> None:
    joined = mira.join()
    run = ended_ranked(mira, joined)
    assert run.mode == "ranked"
    assert run.turn.gauges is None
    view = mira.seasons.seen(joined)
    assert view.waiting == 1
    assert view.offered[0].attempts[0].state == "waiting"
    (receipt,) = mira.seasons.sync(joined)
    assert receipt.accepted
    assert receipt.score == run.debrief().score.score
    view = mira.seasons.refresh(joined)
    (attempt,) = view.offered[0].attempts
    assert (attempt.state, attempt.score, view.offered[0].best) == ("counted", receipt.score, receipt.score)
    assert (view.offered[0].left, view.offered[0].number, view.waiting) == (2, 2, 0)
    assert view.points == receipt.points
    assert view.standings is not None
    assert view.standings.teams[0].played == 1


def test_a_ranked_run_has_no_stepping_back(mira: Person) -> None:
    run = mira.seasons.begin(mira.join(), "aisle-seven")
    run.choose("who-for")
    assert not run.turn.can_step_back
    with pytest.raises(PlayFault, match="no stepping back"):
        run.step_back()


def test_a_ranked_run_counts_for_ones_own_history(mira: Person) -> None:
    ended_ranked(mira, mira.join())
    (finished,) = mira.game.history()
    assert finished.mode == "ranked"
    assert finished.stepped_back is False
    card = next(card for card in mira.game.encounters() if card.key == "aisle-seven")
    assert card.plays == 1


def test_playing_a_ranked_run_again_is_practice(mira: Person) -> None:
    run = ended_ranked(mira, mira.join())
    assert mira.game.again(run).mode == "practice"
    assert mira.game.again(run, 2).mode == "practice"


def test_beginning_goes_on_with_the_open_attempt_and_spends_nothing(mira: Person, board: Board) -> None:
    joined = mira.join()
    run = mira.seasons.begin(joined, "aisle-seven")
    run.choose("who-for")
    mira.sit_down()
    view = mira.seasons.seen(joined).offered[0]
    assert view.open is not None
    assert (view.open.state, view.open.turn, view.number, view.left) == ("begun", 1, 1, 2)
    again = mira.seasons.begin(joined, "aisle-seven")
    assert again.replies == ("who-for",)
    assert again.id == run.id
    assert len(board.tickets) == 1


@pytest.mark.parametrize("lose", ["request", "answer"])
@pytest.mark.parametrize("crash", [False, True])
def test_a_broken_line_while_drawing_never_spends_two_attempts(
    mira: Person, board: Board, lose: str, crash: bool
) -> None:
    joined = mira.join()
    board.lose = lose  # type: ignore[assignment]
    with pytest.raises(BoardTrouble):
        mira.seasons.begin(joined, "aisle-seven")
    if crash:
        mira.sit_down()
    mira.seasons.begin(joined, "aisle-seven")
    assert len(board.tickets) == 1
    assert mira.seasons.seen(joined).offered[0].left == 2


def test_the_wish_is_on_the_disk_before_the_board_is_asked(mira: Person, board: Board) -> None:
    joined = mira.join()
    board.down = True
    with pytest.raises(BoardTrouble):
        mira.seasons.begin(joined, "aisle-seven")
    last = Saves.open(mira.folder)
    wish = last.progress.boards.joined[joined].wishes["aisle-seven"]
    last.close()
    assert isinstance(wish, TicketWished)


@pytest.mark.parametrize("lose", ["request", "answer"])
@pytest.mark.parametrize("crash", [False, True])
def test_a_broken_line_while_sending_delivers_exactly_once(
    mira: Person, board: Board, lose: str, crash: bool
) -> None:
    joined = mira.join()
    ended_ranked(mira, joined)
    board.lose = lose  # type: ignore[assignment]
    assert mira.seasons.sync(joined) == []
    view = mira.seasons.seen(joined)
    assert (view.waiting, view.offline) == (1, True)
    assert "can't be reached" in view.trouble
    if crash:
        mira.sit_down()
    (receipt,) = mira.seasons.sync(joined)
    assert receipt.accepted
    assert len(board.runs) == 1
    assert mira.seasons.sync(joined) == []
    assert board.version == 2
    assert mira.seasons.seen(joined).offline is False


def test_a_run_refused_for_good_is_told_and_sent_no_more(mira: Person, board: Board) -> None:
    joined = mira.join()
    ended_ranked(mira, joined)
    board.closed = True
    (receipt,) = mira.seasons.sync(joined)
    assert not receipt.accepted
    assert "season is over" in receipt.why
    board.asked.clear()
    assert mira.seasons.sync(joined) == []
    assert board.asked == []
    (attempt,) = mira.seasons.seen(joined).offered[0].attempts
    assert (attempt.state, attempt.why) == ("refused", receipt.why)
    assert mira.seasons.refresh(joined).stage == "closed"


def test_a_board_that_knows_me_no_more_burns_no_run(mira: Person, board: Board) -> None:
    joined = mira.join()
    ended_ranked(mira, joined)
    people, board.people = board.people, {}
    assert mira.seasons.sync(joined) == []
    view = mira.seasons.seen(joined)
    assert (view.waiting, view.offline, view.trouble) == (1, False, "This board doesn't know you.")
    board.people = people
    assert len(mira.seasons.sync(joined)) == 1


def test_one_run_refused_doesnt_hold_up_the_others(mira: Person, board: Board) -> None:
    joined = mira.join()
    first = ended_ranked(mira, joined)
    ended_ranked(mira, joined, "not-my-server")
    ticket = next(iter(board.tickets))
    forged = first.run_file().model_copy(update={"replies": first.run_file().replies[:1]})
    board.runs[ticket] = (forged, board.runs.get(ticket, (None, None))[1])  # type: ignore[assignment]
    receipts = mira.seasons.sync(joined)
    assert [receipt.accepted for receipt in receipts] == [False, True]
    assert "Another run" in receipts[0].why


def test_three_attempts_and_no_more(mira: Person, board: Board) -> None:
    joined = mira.join()
    for _ in range(3):
        ended_ranked(mira, joined)
    board.asked.clear()
    with pytest.raises(PlayFault, match="all 3 attempts at “Aisle seven” are spent"):
        mira.seasons.begin(joined, "aisle-seven")
    assert board.asked == []
    view = mira.seasons.seen(joined).offered[0]
    assert (view.left, view.number, view.open) == (0, None, None)
    assert len(mira.seasons.sync(joined)) == 3


def test_giving_up_a_run_spends_its_attempt(mira: Person) -> None:
    joined = mira.join()
    run = mira.seasons.begin(joined, "aisle-seven")
    mira.game.leave(run.id)
    view = mira.seasons.seen(joined).offered[0]
    assert (view.attempts[0].state, view.open, view.number) == ("given up", None, 2)
    assert mira.seasons.begin(joined, "aisle-seven").id != run.id


def test_tickets_drawn_ahead_are_played_without_a_connection_and_labelled(mira: Person, board: Board) -> None:
    joined = mira.join()
    mira.seasons.draw_ahead(joined, "aisle-seven")
    view = mira.seasons.draw_ahead(joined, "aisle-seven").offered[0]
    assert [attempt.state for attempt in view.attempts] == ["drawn", "drawn"]
    board.down = True
    mira.sit_down()
    for _ in range(2):
        ended_ranked(mira, joined)
    with pytest.raises(BoardTrouble):
        mira.seasons.begin(joined, "aisle-seven")
    assert mira.seasons.refresh(joined).waiting == 2
    board.down = False
    receipts = mira.seasons.sync(joined)
    assert [(one.accepted, one.offline) for one in receipts] == [(True, True), (True, True)]
    assert all(one.offline for one in mira.seasons.seen(joined).offered[0].attempts)


def test_standings_are_kept_for_when_there_is_no_connection(mira: Person, board: Board) -> None:
    joined = mira.join()
    before = mira.seasons.refresh(joined)
    board.down = True
    mira.sit_down()
    after = mira.seasons.refresh(joined)
    assert after.offline
    assert after.standings == before.standings
    assert after.synced == before.synced
    assert "can't be reached" in after.trouble
    board.down = False
    back = mira.seasons.refresh(joined)
    assert (back.offline, back.trouble) == (False, "")
    assert back.synced is not None
    assert before.synced is not None
    assert back.synced > before.synced


@pytest.mark.parametrize("rubbish", [b"", b"{", b'{"synced": "soon"}', b"\xff" * 100])
def test_kept_standings_that_are_rubbish_are_as_none(mira: Person, rubbish: bytes) -> None:
    joined = mira.join()
    (file,) = (paths.cache_dir() / "boards").iterdir()
    file.write_bytes(rubbish)
    mira.sit_down()
    assert mira.seasons.seen(joined).standings is None
    assert mira.seasons.refresh(joined).standings is not None


def test_an_encounter_that_isnt_at_hand_comes_from_the_board_and_stays(board: Board, tmp_path: Path) -> None:
    bare = tmp_path / "pack"
    (bare / "encounters").mkdir(parents=True)
    (bare / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    one = Person(tmp_path / "saves", board, content=bare)
    joined = one.join()
    one.seasons.draw_ahead(joined, "aisle-seven")
    assert board.asked.count("content") == 2
    board.down = True
    one.sit_down()
    run = ended_ranked(one, joined)
    assert run.title == "Aisle seven"
    board.down = False
    assert one.seasons.sync(joined)[0].accepted
    one.saves.close()


def test_content_that_isnt_what_its_digest_says_spends_nothing(board: Board, tmp_path: Path) -> None:
    bare = tmp_path / "pack"
    (bare / "encounters").mkdir(parents=True)
    (bare / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    offered = board.season.encounters[0]
    board.content[offered.text] = board.content[board.season.encounters[1].text]
    one = Person(tmp_path / "saves", board, content=bare)
    joined = one.join()
    with pytest.raises(BoardTrouble, match="isn't what its season says"):
        one.seasons.begin(joined, "aisle-seven")
    assert board.tickets == {}
    one.saves.close()


def test_a_mended_comma_doesnt_keep_anybody_from_playing_offline(board: Board, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "encounters").mkdir(parents=True)
    (pack / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    text = (paths.content_dir() / "encounters" / "aisle-seven.yaml").read_text("utf-8")
    mended = text.replace("You bag groceries", "You pack groceries")
    assert mended != text
    (pack / "encounters" / "aisle-seven.yaml").write_text(mended, "utf-8")
    one = Person(tmp_path / "saves", board, content=pack)
    joined = one.join()

    def gone(digest: str) -> bytes:
        raise BoardTrouble("not now")

    keeper = one.opener.keepers[-1]
    keeper.content = gone  # type: ignore[method-assign]
    run = one.seasons.begin(joined, "aisle-seven")
    assert "You pack groceries" in run.export()
    one.saves.close()


def test_everybody_reads_the_same_words_where_the_board_has_them(board: Board, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "encounters").mkdir(parents=True)
    (pack / "rulebook.yaml").write_bytes((paths.content_dir() / "rulebook.yaml").read_bytes())
    text = (paths.content_dir() / "encounters" / "aisle-seven.yaml").read_text("utf-8")
    mended = text.replace("You bag groceries", "You pack groceries")
    (pack / "encounters" / "aisle-seven.yaml").write_text(mended, "utf-8")
    one = Person(tmp_path / "saves", board, content=pack)
    run = one.seasons.begin(one.join(), "aisle-seven")
    assert "You bag groceries" in run.export()
    one.saves.close()


def test_an_unknown_encounter_and_an_unknown_season_are_told(mira: Person) -> None:
    joined = mira.join()
    with pytest.raises(PlayFault, match="has no encounter “line-crossed”"):
        mira.seasons.begin(joined, "line-crossed")
    with pytest.raises(PlayFault, match="no such season"):
        mira.seasons.seen("nowhere")


def test_a_ticket_for_something_else_is_no_ticket(mira: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = mira.join()
    keeper = mira.opener.keepers[-1]
    honest = keeper.ticket

    def swapped(encounter: str, request: str, *, ahead: bool = False) -> object:
        return honest("not-my-server", request, ahead=ahead)

    monkeypatch.setattr(keeper, "ticket", swapped)
    with pytest.raises(BoardTrouble, match="something else than was asked for"):
        mira.seasons.begin(joined, "aisle-seven")
    assert mira.game.in_progress() == []


def test_another_name_and_being_shown_are_kept(mira: Person) -> None:
    joined = mira.join()
    view = mira.seasons.change(joined, name="Mi", shown=True)
    assert (view.name, view.shown) == ("Mi", True)
    mira.sit_down()
    assert mira.seasons.seen(joined).name == "Mi"


def test_leaving_says_what_stays_and_drops_what_was_kept(mira: Person, board: Board) -> None:
    joined = mira.join()
    assert kept_standings.kept(joined) is not None
    assert "your team keeps its points" in mira.seasons.leave(joined)
    assert mira.seasons.boards() == []
    assert kept_standings.kept(joined) is None
    assert mira.opener.keepers[-1].closed
    mira.sit_down()
    assert mira.seasons.boards() == []
    assert mira.join("Mira again")


def test_leaving_a_board_out_of_reach_is_asked_twice(mira: Person, board: Board) -> None:
    joined = mira.join()
    board.down = True
    with pytest.raises(BoardTrouble):
        mira.seasons.leave(joined)
    assert len(mira.seasons.boards()) == 1
    assert "stays there" in mira.seasons.leave(joined, anyway=True)
    assert mira.seasons.boards() == []


def test_an_errand_runs_beside_the_game_and_is_taken_in_after(mira: Person) -> None:
    joined = mira.join()
    ended_ranked(mira, joined)
    errand = mira.seasons.errand(joined)
    brought: list[News] = []
    aside = Thread(target=lambda: brought.append(errand.run()))
    aside.start()
    aside.join()
    assert mira.seasons.seen(joined).waiting == 1
    view = mira.seasons.take_in(brought[0])
    assert view.waiting == 0
    assert view.offered[0].best is not None


def test_a_watch_tells_of_changes_and_of_silence(mira: Person, board: Board) -> None:
    joined = mira.join()
    stop, told = Signal(), []

    def tell(news: News) -> None:
        told.append(news)
        if news.offline:
            stop.set()
        else:
            board.down = True

    watch = mira.seasons.watch(joined)
    quick = Thread(target=lambda: watch.run(tell, stop, every=0.01))
    quick.start()
    quick.join(10)
    assert not quick.is_alive()
    assert [news.offline for news in told] == [False, True]
    assert told[0].standings is not None
    assert mira.seasons.take_in(told[1]).offline


def test_the_seasons_that_offer_an_encounter_are_found(mira: Person) -> None:
    joined = mira.join()
    assert [view.board for view in those_with(mira.seasons.boards(), "aisle-seven", "encounter")] == [joined]
    with pytest.raises(PlayFault, match="no season you are in offers “line-crossed”"):
        those_with(mira.seasons.boards(), "line-crossed", "encounter")
    with pytest.raises(PlayFault, match="is an encounter: `ownit play aisle-seven --mode ranked` plays it"):
        those_with(mira.seasons.boards(), "aisle-seven", "week")
    mira.clock = NOW + 15 * DAY
    with pytest.raises(PlayFault, match="no season you are in offers “aisle-seven”"):
        those_with(mira.seasons.boards(), "aisle-seven", "encounter")


def test_two_windows_play_one_run_on_one_ticket(mira: Person, board: Board) -> None:
    joined = mira.join()
    mira.seasons.draw_ahead(joined, "aisle-seven")
    first = mira.seasons
    mira.sit_down()
    one, other = first.begin(joined, "aisle-seven"), mira.seasons.begin(joined, "aisle-seven")
    assert one.id == other.id == run_of(next(iter(board.tickets)))
    one.choose("who-for")
    mira.sit_down()
    assert [run.started.run for run in mira.saves.progress.in_progress()] == [one.id]


def test_saves_export_keeps_the_secret_back_and_says_so(mira: Person, board: Board) -> None:
    mira.join()
    secret = next(iter(board.people.values())).secret
    written = export(mira.folder)
    assert secret not in written
    events = {event["kind"]: event for event in json.loads(written)["events"]}
    assert events["board_joined"]["secret"] == "kept back"
    assert Season.model_validate_json(events["board_joined"]["season"]) == board.season

"""What the events of seasons add up to."""

from hypothesis import given
from hypothesis import strategies as st

from game.saves.boards import Boards, run_of, without_secrets
from game.saves.events import (
    BoardChanged,
    BoardLeft,
    Chose,
    Delivered,
    Event,
    JoinWished,
    Left,
    RunStarted,
    SteppedBack,
    TicketWished,
    WeekFinished,
    WeekLeft,
    WeekStarted,
)
from game.saves.progress import Progress
from game.saves.weeks import SavedWeek

from .samples import chose, drawn, finished, joined, started


def progress_of(*events: Event) -> Progress:
    progress = Progress()
    for at, event in enumerate(events):
        progress.apply(event, at)
    return progress


def ranked(ticket: str) -> RunStarted:
    return started(run_of(ticket)).model_copy(update={"ticket": ticket, "mode": "ranked"})


def week_started(week: str) -> WeekStarted:
    return WeekStarted(week=week, town="corner-shop", play="0" * 64, text="1" * 64, seed=7, people={})


def week_finished(week: str) -> WeekFinished:
    return WeekFinished(week=week, after="", score=700, skills={}, served=1, promises_kept=0, spared=0)


def wished(encounter: str = "rerouted-flight", request: str = "r" * 32) -> TicketWished:
    return TicketWished(board="b", encounter=encounter, request=request)


def test_a_season_is_joined_changed_and_left() -> None:
    changed = BoardChanged(board="b", name="Mi", team="southgate", shown=True)
    progress = progress_of(joined(), changed)
    board = progress.boards.joined["b"]
    assert (board.name, board.team, board.shown) == ("Mi", "southgate", True)
    assert progress_of(joined(), changed, BoardLeft(board="b")).boards.joined == {}


def test_a_wish_stands_until_its_ticket_is_drawn() -> None:
    assert list(progress_of(joined(), wished()).boards.joined["b"].wishes) == ["rerouted-flight"]
    assert progress_of(joined(), wished(), drawn("t")).boards.joined["b"].wishes == {}
    other = drawn("t", request="o" * 32)
    assert progress_of(joined(), wished(), other).boards.joined["b"].wishes != {}


def test_a_wish_to_come_in_stands_until_one_is_in() -> None:
    wish = JoinWished(where="https://board.example", season="march", request="r" * 32)
    elsewhere = JoinWished(where="/a/folder", season="", request="q" * 32)
    assert progress_of(wish, elsewhere, joined()).boards.wishes == {("/a/folder", ""): "q" * 32}


def test_a_ranked_run_that_ended_waits_until_it_is_delivered() -> None:
    events: list[Event] = [joined(), drawn("t"), ranked("t"), chose(run_of("t"), 0), finished(run_of("t"))]
    assert [ticket for ticket, _ in progress_of(*events).outbox("b")] == ["t"]
    for accepted in (True, False):
        sent = progress_of(*events, Delivered(ticket="t", accepted=accepted))
        assert sent.outbox("b") == []
        assert sent.ignored == 0


def test_a_run_not_ended_and_a_season_left_have_nothing_to_send() -> None:
    begun: list[Event] = [joined(), drawn("t"), ranked("t"), chose(run_of("t"), 0)]
    assert progress_of(*begun).outbox("b") == []
    assert progress_of(*begun, finished(run_of("t")), BoardLeft(board="b")).outbox("b") == []
    assert progress_of().outbox("nowhere") == []


def test_the_outbox_is_in_the_order_in_which_runs_ended() -> None:
    runs: list[Event] = [
        drawn("t"),
        drawn("u", attempt=2),
        ranked("t"),
        ranked("u"),
        finished(run_of("u")),
        finished(run_of("t")),
    ]
    assert [ticket for ticket, _ in progress_of(joined(), *runs).outbox("b")] == ["u", "t"]


def test_a_week_that_is_over_waits_likewise_and_one_that_is_not_or_is_nobodys_does_not() -> None:
    begun: list[Event] = [joined(), drawn("t"), week_started(run_of("t")), week_started("my own")]
    over: list[Event] = [*begun, week_finished(run_of("t")), week_finished("my own")]
    assert progress_of(*begun).outbox("b") == []
    [(ticket, week)] = progress_of(*over).outbox("b")
    assert ticket == "t"
    assert isinstance(week, SavedWeek)
    assert progress_of(*over, Delivered(ticket="t", accepted=True)).outbox("b") == []
    assert progress_of(*over, BoardLeft(board="b")).outbox("b") == []
    assert progress_of(*begun, WeekLeft(week=run_of("t"))).outbox("b") == []


def test_once_accepted_a_run_stays_accepted() -> None:
    yes, no = (
        Delivered(ticket="t", accepted=True, score=800),
        Delivered(ticket="t", accepted=False, why="No."),
    )
    orders: list[tuple[Event, Event]] = [(yes, no), (no, yes)]
    for order in orders:
        held = progress_of(joined(), drawn("t"), *order).boards.tickets["t"]
        assert held.delivered == yes


def test_a_dealt_run_that_was_given_up_is_known_by_its_ticket() -> None:
    progress = progress_of(joined(), drawn("t"), Left(run=run_of("t")))
    assert progress.boards.tickets["t"].left
    assert progress.ignored == 0


def test_what_makes_no_sense_is_ignored_and_counted() -> None:
    nonsense: list[Event] = [
        wished(),
        drawn("t"),
        BoardLeft(board="b"),
        Delivered(ticket="t", accepted=True),
        Left(run="r"),
        joined(),
        joined(),
        drawn("t"),
        drawn("t"),
    ]
    progress = progress_of(*nonsense)
    assert progress.ignored == 7
    assert list(progress.boards.tickets) == ["t"]


def test_secrets_are_kept_back_and_nothing_else() -> None:
    assert without_secrets({"kind": "named", "name": "Mira"}) == {"kind": "named", "name": "Mira"}
    shown = without_secrets(joined().model_dump())
    assert shown["secret"] == "kept back"
    assert shown["player"] == "p" * 16
    wish = JoinWished(where="x", season="", request="r" * 32).model_dump()
    assert without_secrets(wish)["request"] == "kept back"
    assert without_secrets(drawn("t").model_dump())["request"] == "r" * 32


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(joined, st.sampled_from("bc"), st.sampled_from(["w", "v"])),
    st.builds(drawn, st.sampled_from("tuv"), st.sampled_from("bc"), st.integers(1, 3), st.sampled_from("qr")),
    st.builds(ranked, st.sampled_from("tuv")),
    st.builds(Delivered, ticket=st.sampled_from("tuv"), accepted=st.booleans()),
    st.builds(BoardLeft, board=st.sampled_from("bc")),
    st.builds(wished, st.just("rerouted-flight"), st.sampled_from("qr")),
    st.builds(finished, st.sampled_from("tuv").map(run_of)),
    st.builds(Left, run=st.sampled_from("tuv").map(run_of)),
    st.builds(Chose, run=st.sampled_from("tuv").map(run_of), turn=st.integers(0, 2), reply=st.just("a")),
    st.builds(SteppedBack, run=st.sampled_from("tuv").map(run_of), turn=st.integers(0, 2)),
)


@given(st.lists(EVENTS, max_size=30))
def test_any_history_opens_and_sends_each_run_at_most_once(events: list[Event]) -> None:
    progress = progress_of(*events)
    for board in progress.boards.joined:
        sent = [ticket for ticket, _ in progress.outbox(board)]
        assert len(set(sent)) == len(sent)
        assert all(progress.boards.tickets[ticket].delivered is None for ticket in sent if ticket)
    assert isinstance(progress.boards, Boards)

"""A season's next attempt in ordinary lines: asked about, played, sent, and said."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from game.cli import main
from game.plain.playing import play_lines
from game.plain.ranked import draw_ahead_lines, ranked_lines
from game.play.run import PlayFault
from tests.board.in_memory import DAY, NOW, Board, a_season
from tests.board.test_membership import Person


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board() -> Board:
    return Board(*a_season("aisle-seven"))


@pytest.fixture
def mira(board: Board, tmp_path: Path) -> Person:
    return Person(tmp_path / "saves", board)


class Talk:
    """Types lines, and keeps what was said."""

    def __init__(self, one: Person, typed: Iterable[str]) -> None:
        self.one, self.typed, self.said = one, iter(typed), list[str]()

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return next(self.typed, None)

    def draw_ahead(self, encounter: str = "aisle-seven") -> str:
        draw_ahead_lines(self.one.seasons, encounter, say=self.say, ask=self.ask)
        return "\n".join(self.said)

    def play(self, encounter: str = "aisle-seven") -> str:
        ranked_lines(self.one.game, self.one.seasons, encounter, self.say, self.ask)
        return "\n".join(self.said)


def test_an_attempt_is_asked_about_played_sent_and_said(mira: Person, board: Board) -> None:
    mira.join()
    text = Talk(mira, ["y", *["1"] * 20]).play()
    assert "This spends attempt 1 of 3. Go on? (y/n)" in text
    assert "played once, on a ticket" in text
    score = board.counted["player-0000000000"][0].verdict.score
    assert "“Aisle seven”, attempt 1 of 3: it counts." in text
    assert text.index("it counts") < text.index("Two weeks later") < text.index(f"{score} of 1000")
    last = f"“Aisle seven”, attempt 1 of 3: {score} of 1000. Your points in “The March cup”: {score:,}."
    assert text.endswith(last)


@pytest.mark.parametrize("answer", ["n", "", "perhaps"])
def test_anything_but_yes_spends_nothing(mira: Person, board: Board, answer: str) -> None:
    mira.join()
    assert "Nothing was spent." in Talk(mira, [answer]).play()
    assert "Nothing was spent." in Talk(mira, []).play()
    assert board.tickets == {}


def test_the_next_number_is_asked_about(mira: Person) -> None:
    mira.join()
    Talk(mira, ["y", *["1"] * 20]).play()
    assert "This spends attempt 2 of 3." in Talk(mira, ["n"]).play()


def test_the_same_command_goes_on_with_an_attempt_without_asking(mira: Person, board: Board) -> None:
    mira.join()
    assert "waits for you" in Talk(mira, ["y", "1", "q"]).play()
    mira.sit_down()
    text = Talk(mira, ["q"]).play()
    assert "You go on with attempt 1 of 3" in text
    assert "This spends" not in text
    assert len(board.tickets) == 1


def test_a_run_that_cant_be_sent_waits_and_says_so(mira: Person, board: Board) -> None:
    joined = mira.join()
    mira.seasons.draw_ahead(joined, "aisle-seven")
    board.down = True
    text = Talk(mira, ["1"] * 20).play()
    assert text.count("can't be reached just now") == 2
    assert "it waits here, and is yours" in text
    assert "`ownit board sync`" in text
    board.down = False
    text = Talk(mira, ["n"]).play()
    assert mira.seasons.seen(joined).waiting == 0


def test_an_attempt_drawn_ahead_is_asked_about_and_played_without_a_connection(
    mira: Person, board: Board
) -> None:
    mira.join()
    assert "Nothing was spent." in Talk(mira, ["n"]).draw_ahead()
    assert board.tickets == {}
    text = Talk(mira, ["y"]).draw_ahead()
    assert "labelled as played offline" in text
    assert "This spends attempt 1 of 3." in text
    assert "This spends attempt 2 of 3." in Talk(mira, ["y"]).draw_ahead()
    board.down = True
    assert "You go on with attempt 1 of 3" in Talk(mira, ["1"] * 20).play()
    board.down = False
    assert "attempt 1 of 3: it counts, labelled as played offline." in Talk(mira, ["1"] * 20).play()
    Talk(mira, ["y"]).draw_ahead()
    with pytest.raises(PlayFault, match="the last attempt at “Aisle seven” is drawn already"):
        Talk(mira, ["y"]).draw_ahead()
    assert len(board.tickets) == 3


def test_a_refusal_is_said_with_its_reason(mira: Person, board: Board) -> None:
    mira.join()
    talk = Talk(mira, ["y", *["1"] * 20])
    keeper = mira.opener.keepers[-1]
    send = keeper.send

    def late(ticket: str, run: object) -> object:
        board.closed = True
        return send(ticket, run)  # type: ignore[arg-type]

    keeper.send = late  # type: ignore[method-assign, assignment]
    assert "it doesn't count. the season is over" in talk.play().casefold()


def test_no_stepping_back_and_no_gauges_in_lines(mira: Person) -> None:
    mira.join()
    text = Talk(mira, ["y", "1", "b", "f", "q"]).play()
    assert "there is no stepping back here." in text
    assert "Gauges:" not in text


def test_a_sealed_attempt_ends_with_when_to_look_back(tmp_path: Path) -> None:
    board = Board(*a_season("aisle-seven", sealed=True))
    mira = Person(tmp_path / "saves", board)
    mira.join()
    text = Talk(mira, ["y", *["1"] * 20]).play()
    assert "one turn at a time" in text
    assert "it counts." in text
    assert "What each reply did is shown after the season" in text


def test_without_a_season_it_says_what_to_do(mira: Person) -> None:
    with pytest.raises(PlayFault, match="no season you are in offers “aisle-seven” now; `ownit board show`"):
        Talk(mira, []).play()
    mira.join()
    with pytest.raises(PlayFault, match="offers “line-crossed”"):
        Talk(mira, []).play("line-crossed")


def test_a_season_that_isnt_open_is_said(mira: Person, board: Board) -> None:
    mira.join()
    mira.clock = NOW - 2 * DAY
    with pytest.raises(PlayFault, match="opens on 13 Nov 2023, 22:13 UTC"):
        Talk(mira, []).play()
    mira.clock = NOW
    board.closed = True
    with pytest.raises(PlayFault, match="is over"):
        Talk(mira, []).play()


def test_of_two_seasons_one_is_chosen_by_its_number(mira: Person, board: Board) -> None:
    mira.join()
    other = mira.seasons.join("https://other.example", "april-7K3M-Q2XD", "Mi", "southgate")
    text = Talk(mira, ["0", "2", "n"]).play()
    assert "1. The March cup, for Southgate: refereed, https://other.example" in text
    assert "2. The March cup, for Northgate: refereed, https://board.example" in text
    assert "A number from 1 to 2, or q." in text
    assert text.endswith("Nothing was spent.")
    mira.seasons.leave(other.board)
    assert "Which season?" not in Talk(mira, ["n"]).play()


def test_three_spent_attempts_are_said_with_the_best(mira: Person) -> None:
    mira.join()
    for _ in range(3):
        Talk(mira, ["y", *["1"] * 20]).play()
    with pytest.raises(PlayFault, match=r"all 3 attempts at “Aisle seven” are spent; your best is \d+"):
        Talk(mira, []).play()


def test_an_attempt_ended_in_ordinary_play_says_how_it_is_sent(mira: Person) -> None:
    joined = mira.join()
    mira.seasons.begin(joined, "aisle-seven")
    talk = Talk(mira, ["y", *["1"] * 20])
    play_lines(mira.game, "aisle-seven", "coached", None, talk.say, talk.ask)
    assert "`ownit board sync` sends it" in "\n".join(talk.said)
    assert mira.seasons.seen(joined).waiting == 1


def test_the_command_without_a_season_exits_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["play", "aisle-seven", "--mode", "ranked", "--plain", "--saves", str(tmp_path)]) == 1
    assert "no season you are in offers “aisle-seven”" in capsys.readouterr().err

"""A season's week in ordinary lines: asked about, spent, stopped, gone on with, sent, and said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli import main
from game.plain.day import day_lines
from game.plain.ranked import draw_ahead_lines, ranked_week_lines
from game.play.run import PlayFault
from tests.board.in_memory import Board, a_season
from tests.board.test_membership import Person
from tests.board.weeks import SHOP, TOWN


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board() -> Board:
    return Board(*a_season("aisle-seven", weeks=[SHOP]))


@pytest.fixture
def mira(board: Board, tmp_path: Path) -> Iterator[Person]:
    one = Person(tmp_path / "saves", board)
    yield one
    one.saves.close()


class Talk:
    """Types lines, and then the same again and again; keeps what was said."""

    def __init__(self, one: Person, *typed: str, then: str | None = "1") -> None:
        self.one, self.typed, self.then, self.said = one, iter(typed), then, list[str]()

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return next(self.typed, self.then)

    def spend(self, town: str = TOWN) -> str:
        ranked_week_lines(self.one.game, self.one.seasons, town, self.say, self.ask)
        return "\n".join(self.said)

    def draw_ahead(self) -> str:
        draw_ahead_lines(self.one.seasons, TOWN, "week", self.say, self.ask)
        return "\n".join(self.said)


def test_an_attempt_is_asked_about_spent_sent_and_said(mira: Person, board: Board) -> None:
    mira.join()
    text = Talk(mira, "y").spend()
    score = board.counted["player-0000000000"][0].verdict.score
    assert "This spends attempt 1 of 3. Go on? (y/n)" in text
    assert "You can stop at any moment" in text
    assert "“The corner shop”, attempt 1 of 3: it counts." in text
    assert f"“The corner shop”, attempt 1 of 3: {score} of 1000." in text
    assert (
        text.index("it counts") < text.index("The week at The corner shop") < text.rindex(f"{score} of 1000")
    )


@pytest.mark.parametrize("answer", ["n", "", "q", "1"])
def test_anything_but_yes_spends_nothing(mira: Person, board: Board, answer: str) -> None:
    mira.join()
    assert "Nothing was spent." in Talk(mira, answer).spend()
    assert board.tickets == {}


def test_it_is_stopped_and_gone_on_with_without_asking(mira: Person, board: Board) -> None:
    mira.join()
    stopped = Talk(mira, "y", "1", "1", "q").spend()
    assert "`ownit day corner-shop --ranked` goes on with it" in stopped
    mira.sit_down()
    text = Talk(mira).spend()
    assert "You go on with attempt 1 of 3 at “The corner shop”, which is yours already." in text
    assert "This spends" not in text
    assert len(board.tickets) == len(board.runs) == 1


def test_a_week_that_can_not_be_sent_waits_and_says_so(mira: Person, board: Board) -> None:
    mira.join()
    Talk(mira, "y", "q").spend()
    board.down = True
    text = Talk(mira).spend()
    assert "it waits here, and is yours" in text
    assert "It is sent when the board can be reached: `ownit board sync`." in text
    assert "The week at The corner shop" in text


def test_a_week_ended_by_the_ordinary_command_says_how_it_is_sent(mira: Person, board: Board) -> None:
    season = mira.join()
    Talk(mira, "y", "q").spend()
    talk = Talk(mira)
    day_lines(mira.game, None, None, False, talk.say, talk.ask)
    assert "This week counts for a season you joined; `ownit board sync` sends it." in talk.said
    assert len(mira.seasons.sync(season)) == 1
    own = Talk(mira)
    day_lines(mira.game, SHOP, 3, False, own.say, own.ask)
    assert not any("counts for a season" in said for said in own.said)


def test_a_week_drawn_ahead_is_asked_about_and_says_how_to_go_on(mira: Person, board: Board) -> None:
    mira.join()
    assert "Attempt 1 is yours: `ownit day corner-shop --ranked` plays it" in Talk(mira, "y").draw_ahead()
    board.down = True
    assert "You go on with attempt 1" in Talk(mira, then=None).spend()


def test_what_is_an_encounter_there_is_told_by_its_command(mira: Person) -> None:
    mira.join()
    with pytest.raises(
        PlayFault, match="“aisle-seven” is an encounter: `ownit play aisle-seven --mode ranked`"
    ):
        Talk(mira).spend("aisle-seven")
    with pytest.raises(PlayFault, match="no season you are in offers “airport” now"):
        Talk(mira).spend("airport")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ([], "--ranked needs a town"),
        (["airport", "--seed", "3"], "leave --seed out"),
        (["airport", "--new"], "leave --choices, --out and --new out"),
        (["airport", "--choices", "go"], "leave --choices, --out and --new out"),
    ],
)
def test_what_makes_no_sense_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], why: str
) -> None:
    assert main(["day", *more, "--ranked", "--saves", str(tmp_path)]) == 2
    assert why in capsys.readouterr().err
    assert main(["day", "airport", "--ahead", "--saves", str(tmp_path)]) == 2
    assert main(["day", "airport", "--ranked", "--plain", "--saves", str(tmp_path)]) == 1
    assert "no season you are in offers “airport”" in capsys.readouterr().err

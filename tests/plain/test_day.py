"""A working week in ordinary lines."""

from collections.abc import Iterable
from pathlib import Path

from game.plain.day import day_lines
from game.play.game import Game
from tests.town.corner import FILE
from tests.town.test_working import game
from tests.tui.day import GOOD, INTERRUPTED, game_in, pack_with_town


class Script:
    """Types lines and keeps what was said; when they run out, the last answer again and again."""

    def __init__(self, one: Game, typed: Iterable[str], then: str | None = None) -> None:
        self.game = one
        self.typed = iter(typed)
        self.then = then
        self.said: list[str] = []

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, _prompt: str) -> str | None:
        return next(self.typed, self.then)

    def spend(self, seed: int | None = 3, new: bool = False) -> str:
        day_lines(self.game, str(FILE), seed, new, self.say, self.ask)
        return "\n".join(self.said)


def test_a_whole_week_can_be_spent_in_lines() -> None:
    text = Script(game(), [], "1").spend()
    assert "== Monday ==" in text
    assert "== Friday evening ==" in text
    assert "The quiet ledger:" in text
    assert "The week at The corner shop" in text
    assert "never a person" in text


def test_what_an_hour_taught_is_said_once() -> None:
    labels = "You know now: The hospital sends people home"
    told = [Script(game(), ["3", reply, "?"], "q").spend().count(labels) for reply in "123"]
    assert sorted(told)[-1] == 1


def test_how_somebody_comes_and_whether_that_had_to_be_is_said(tmp_path: Path) -> None:
    one = game_in(pack_with_town(tmp_path / "pack"), "go", "on", "go", "on", "go")
    text = Script(one, ["q"]).spend(seed=None)
    assert "They come hot. It was on the board, and need not have been." in text


def test_what_an_hour_may_go_to_stands_on_the_desk_card() -> None:
    text = Script(game(), ["d", "q"]).spend()
    assert "help: Find out what somebody needs before they ask for it." in text


def test_stopping_says_that_the_week_waits_and_it_goes_on_from_there() -> None:
    one = game()
    text = Script(one, ["1", "1", "q"]).spend()
    assert "The week waits for you" in text
    again = Script(one, ["q"]).spend(seed=None)
    assert "You go on with your week" in again
    assert "one hour left" in again
    assert "You go on" not in Script(one, ["q"]).spend(seed=None, new=True)


def test_help_the_desk_card_and_what_is_known_are_a_letter_away() -> None:
    text = Script(game(), ["?", "d", "f", "99", "q"]).spend()
    assert "this help" in text
    assert "You may give things back" in text
    assert "You know:" in text
    assert "A number from 1 to" in text


def test_a_promise_due_in_the_middle_of_a_talk_is_asked_about() -> None:
    # Ben's list is promised, put off by a day, and left; Wednesday's talk is interrupted by it.
    one = game()
    script = Script(one, [], "1")
    typed = _until_due()
    script.typed = iter(typed)
    script.then = "q"
    text = script.spend()
    assert "A promise falls due: Ben's list on Tuesday." in text
    assert "waits, in the middle of a sentence" in text


def _until_due() -> list[str]:
    from game.town.views import Evening, Morning, TaskScene
    from tests.town.test_working import begun

    week, typed = begun(), list[str]()
    for choice in ("do:bens-breakfast", "write-it", "later:list", "go", "on", "go", "on", "go"):
        view = week.view
        match view:
            case Morning():
                order = [
                    task.choice
                    for bucket in ("help", "serve", "chores")
                    for task in view.tasks
                    if task.bucket == bucket
                ]
                for promise in view.promises:
                    order += [one for one in (promise.keep, promise.later) if one]
                typed.append(str([*order, view.go].index(choice) + 1))
            case TaskScene():
                typed.append(str([one.key for one in view.turn.choices].index(choice) + 1))
            case Evening():
                typed.append("1")
        week.choose(choice)
    for reply in ("who-for", "what-did-they-say"):
        typed.append(str([one.key for one in week.talk.turn.choices].index(reply) + 1))
        week.choose(reply)
    return typed


def test_what_becomes_of_a_promise_at_the_end_of_a_day_is_said(tmp_path: Path) -> None:
    one = game_in(pack_with_town(tmp_path / "pack"), "do:bens-breakfast", "write-it", "go", "on", "go")
    text = Script(one, ["2", "q"]).spend(None)
    assert "he stands at the door, and then he doesn't." in text.casefold()
    assert text.index("stands at the door") < text.index("Tuesday evening")
    assert text.count("Stopped here.") == 1


def test_whoever_stops_in_a_talk_hears_once_what_waits(tmp_path: Path) -> None:
    one = game_in(pack_with_town(tmp_path / "pack"), *INTERRUPTED)
    assert Script(one, ["q"]).spend(None).count("Stopped here.") == 1


def test_the_last_week_that_is_over_can_be_read_again(tmp_path: Path) -> None:
    one = game_in(pack_with_town(tmp_path / "pack"), *GOOD, "on")
    said: list[str] = []
    answers = iter(["2"])
    day_lines(one, None, None, False, said.append, lambda _: next(answers, None))
    text = "\n".join(said)
    assert "1. The corner shop: the newest hire. Best week" in text
    assert "2. Look back on your last week at The corner shop" in text
    assert "The week at The corner shop" in text.partition("2. Look back")[2]

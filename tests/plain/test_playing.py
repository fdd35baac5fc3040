"""The game in ordinary lines."""

from collections.abc import Iterable
from pathlib import Path

from game.library.library import Library
from game.plain import playing
from game.play.game import Game
from game.saves.saves import Saves
from game.telling.views import Mode
from tests.play.test_run import game

EXPERT_WORDS = (
    "who-for",
    "what-did-they-say",
    "you-do-the-soup",
    "ten-minutes",
    "two-under",
    "copy-for-thursday",
)


class Script:
    """Types lines and keeps what was said. A line that is a reply's key types that reply's number."""

    def __init__(self, one: Game, typed: Iterable[str]) -> None:
        self.game = one
        self.typed = iter(typed)
        self.said: list[str] = []

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return next(self.typed, None)

    def play(
        self, encounter: str | None = "aisle-seven", mode: Mode = "coached", seed: int | None = 1
    ) -> str:
        playing.play_lines(self.game, encounter, mode, seed, self.say, self.ask)
        return "\n".join(self.said)


def test_a_whole_encounter_can_be_played_in_lines_to_its_letter() -> None:
    text = Script(game(), ["1"] * 20).play()
    assert "Two weeks later" in text
    assert "Score" in text
    assert "never a person" in text


def test_every_line_of_the_run_is_read_out() -> None:
    one = game()
    text = Script(one, ["1", "1", "q"]).play(seed=4)
    run = one.resume(one.in_progress()[0].run)
    assert all(paragraph in text for line in run.transcript() for paragraph in line.text.split("\n"))


def test_stopping_says_that_the_run_waits_and_the_next_call_goes_on_with_it() -> None:
    one = game()
    assert "waits for you" in Script(one, ["1", "q"]).play()
    text = Script(one, ["", "q"]).play(seed=None)
    assert "You stopped “Aisle seven” with " in text
    assert " at turn 2 (coached)." in text
    assert one.in_progress()[0].turn == 2


def test_a_stopped_run_of_a_file_is_offered_when_the_file_is_named_again() -> None:
    one, file = game(), "tests/language/good/front-brake.yaml"
    Script(one, ["1", "q"]).play(encounter=file)
    assert "You stopped" in Script(one, ["", "q"]).play(encounter=file, seed=None)


def test_the_end_of_the_input_stops_politely_and_keeps_the_run() -> None:
    one = game()
    Script(one, ["1"]).play()
    assert one.in_progress()[0].turn == 2


def test_declining_to_go_on_begins_anew() -> None:
    one = game()
    Script(one, ["1", "q"]).play()
    Script(one, ["n", "q"]).play(seed=None)
    assert len(one.in_progress()) == 2


def test_wrong_input_is_answered_with_what_can_be_typed() -> None:
    text = Script(game(), ["banana", "0", "99", "²", "9" * 5000, "?", "q"]).play()
    assert text.count("A number from 1 to 3, or ? for help.") == 5
    assert "desk card" in text


def test_desk_card_case_repeat_and_step_back_work_in_lines() -> None:
    one = game()
    text = Script(one, ["d", "1", "f", "r", "b", "q"]).play()
    assert "Desk card" in text
    assert "On the case:" in text
    assert "Stepped back." in text
    assert one.in_progress()[0].turn == 1


def test_a_new_run_says_what_to_type_and_one_gone_on_with_does_not() -> None:
    one = game()
    assert "? for help" in Script(one, ["1", "q"]).play()
    assert "? for help" not in Script(one, ["", "q"]).play(seed=None)


def test_the_case_in_lines_reads_the_gauges_where_they_are_shown_on_screen() -> None:
    assert " of 20, trust " in Script(game(), ["f", "q"]).play()
    assert "trust" not in Script(game(), ["f", "q"]).play(mode="practice")


def test_a_name_is_read_out_once_in_the_line_that_says_how_they_seem() -> None:
    text = Script(game(), ["q"]).play()
    line = next(line for line in text.split("\n") if line.startswith("You are talking to"))
    assert ", who seems " in line


def test_one_play_is_played_once() -> None:
    one = game()
    Script(one, ["1"] * 20).play()
    text = Script(one, ["q"]).play(encounter=None, seed=None)
    assert "Played once" in text


def test_practice_in_lines_reads_the_person_and_shows_no_gauge() -> None:
    text = Script(game(), ["1", "q"]).play(mode="practice")
    assert " seems " in text
    assert "Heat" not in text


def test_the_debrief_offers_to_try_again_from_the_costliest_reply() -> None:
    one = game()
    text = Script(one, ["1"] * 12 + ["t", "q"]).play()
    assert "What cost you most, turn" in text
    assert len(one.in_progress()) <= 1


def test_the_first_time_goes_straight_into_the_first_encounter() -> None:
    text = Script(game(), ["q"]).play(encounter=None, seed=None)
    assert "Aisle seven" in text
    assert "Which encounter?" not in text


def test_where_nothing_can_be_played_it_says_so(tmp_path: Path) -> None:
    empty = Game(Library(tmp_path), Saves.in_memory(), now=lambda: 1)
    assert "There is nothing to play here." in Script(empty, []).play(encounter=None, seed=None)

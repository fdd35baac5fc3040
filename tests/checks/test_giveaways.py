"""What the form of replies may give away, counted."""

import game.checks.all  # noqa: F401 - registers the checks
from game.checks.words import warmth, words

from .test_writing import edited, example, told


def test_length_gives_the_best_away_in_three_ways() -> None:
    longer, longest, shortest = told("W904", example("W904", "Bad"))
    assert longer.startswith("the better replies are the longer ones (r = +0.")
    assert longest == "the longest reply is best in 6 of 6 choices; chance would make it 3"
    assert shortest == "the shortest reply is best in 0 of 6 choices; let it be in 1"


def test_fewer_than_six_choices_show_no_pattern() -> None:
    for code in ("W904", "W905"):
        alone = edited(example(code, "Bad"), "  short: {heat: 9, trust: 6, needs_heard: 0}\n", "")
        assert told(code, alone) == []


def test_the_warmest_may_win_seldom_and_must_lose_somewhere() -> None:
    bad = example("W905", "Bad")
    assert told("W905", bad) == ["the warmest reply is best in 6 of 6 choices"]
    cold = edited(
        edited(bad, "I understand. ", ""), "Nothing, and thank you for coming back.", "Nothing at all."
    )
    assert told("W905", cold) == ["wherever one reply is the warmest, it is best"]
    assert told("W905", edited(cold, "It's a very good brand", "I understand. It's a good brand")) == []


def test_a_blunder_weighs_no_more_than_a_blunder() -> None:
    even = example("W904", "Good")
    for move in ("deflect", "script"):
        assert told("W904", even.replace("moves: [script]", f"moves: [{move}]")) == []


def test_words_are_counted_whole_and_in_any_case() -> None:
    assert words("I’m SORRY, “Sam”: it's late-ish.") == ["i'm", "sorry", "sam", "it's", "late-ish"]
    assert warmth("Sorry, so sorry! Carefully done.") == 2

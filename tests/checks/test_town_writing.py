"""The checks of wording, where they look at the short scenes of a town."""

from pathlib import Path

import pytest

from game.checks.run import check_file
from game.library.library import Library

from .examples import CONTENT, merged, town

LIBRARY = Library(CONTENT)

Found = list[tuple[str, str]]


def found(folder: Path, text: str) -> Found:
    """What is wrong with a town: code and message."""
    path = folder / "towns" / "example.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return [(one.code, one.message) for one in check_file(path, LIBRARY).diagnostics]


def edited(old: str, new: str) -> str:
    assert town().count(old) == 1, old
    return town().replace(old, new)


def of(code: str, diagnostics: Found) -> list[str]:
    return [message for other, message in diagnostics if other == code]


def test_a_reply_wants_a_coach(tmp_path: Path) -> None:
    missing = "the reply `change-it` has no `coach`"
    assert missing in of("W901", found(tmp_path, town()))
    assert "the reply `out` has no `coach`" in of("W901", found(tmp_path, town()))  # one of an arrival's
    coached = merged(town(), ["tasks", "look", "replies", "change-it"], "coach: |\n  A day on the wall.\n")
    assert missing not in of("W901", found(tmp_path, coached))


def test_whoever_speaks_thinks_something_and_narration_does_not(tmp_path: Path) -> None:
    speaks = of("W902", found(tmp_path, town()))
    assert speaks == [
        "`ola` speaks in `ask-ola`, and thinks nothing",
        "`ola` speaks in `flood`, and thinks nothing",
        "`ola` speaks in `ola-again`, and thinks nothing",
    ]
    answer = merged(town(), ["tasks", "ask-ola", "replies", "ticket"], "hears: |\n  Number nine.\n")
    assert "`ola` answers `ticket`, and thinks nothing" in of("W902", found(tmp_path, answer))


def test_replies_that_say_the_same_are_told_unless_a_condition_may_keep_them_apart(tmp_path: Path) -> None:
    same = edited("You turn the sign in the door.", "You ring them.")
    assert of("W903", found(tmp_path, town())) == []
    assert of("W903", found(tmp_path, same)) == [
        "`ring` and `sign` say the same, and can stand beside each other"
    ]
    apart = same.replace(
        "          You ring them.\n        moves: [stall]",
        "          You ring them.\n        when: knows(belt)\n        moves: [stall]",
    )
    assert of("W903", found(tmp_path, apart)) == []


def with_long_ones(*scenes: tuple[str, str]) -> str:
    """The laundry, some of its good replies three times as long."""
    text = town()
    for old, new in scenes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_length_may_not_tell_what_an_hour_is_worth(tmp_path: Path) -> None:
    assert of("W904", found(tmp_path, town())) == []
    telling = with_long_ones(
        ("You order one, and write the day on the wall.", "You order one. " + "You write the day down. " * 5),
        ("It's me, and I'm here till six.", "It's me, and I'm here till six. " * 3),
        ("By when? I'll have them on Thursday.", "By when? I'll have them on Thursday. " * 3),
        ("You ring them.", "You ring all of them, one after the other. " * 3),
        ("That only wants a brush; you needn't leave it.", "That only wants a brush. " * 5),
        ("You oil it.", "You oil it, and turn it. " * 5),
    )
    related, longest = of("W904", found(tmp_path, telling))
    assert related.startswith("the better replies are the longer ones (r = +0.")
    assert longest == "the longest reply is best in 8 of 11 choices; chance would make it 4"


def test_the_shortest_is_best_now_and_then(tmp_path: Path) -> None:
    slow = with_long_ones(
        ("You sew them on.", "You sew on each of the four, with thread of its own colour."),
        ("You oil it.", "You oil it, and turn it until it runs as it used to."),
        ("You take them.", "You take them round to both houses yourself, after closing."),
        ("            I know, and it's mine.", "            I know, and I know that it is mine."),
        ("You fold.", "You fold all of the sheets, corner on corner."),
        ("You ring them.", "You ring all nine of them, from the top of the nail to its end."),
    )
    told = of("W904", found(tmp_path, slow))
    assert "the shortest reply is best in 0 of 11 choices; let it be in 1" in told


def test_the_kindest_words_must_miss_somewhere(tmp_path: Path) -> None:
    assert of("W905", found(tmp_path, town())) == []
    kind = edited("You oil it.", "You oil it gladly, with care.")
    sorry = kind.replace("            I'm sorry.", "            Oh. Well.").replace(
        "thank you", "there you are"
    )
    assert of("W905", found(tmp_path, sorry)) == ["wherever one reply is the warmest, it is best"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "title: Look at the belt",
            "title: " + "Look " * 13,
            "the title is 64 characters wide; 60 can be shown well",
        ),
        ("title: Water", "title: " + "Water " * 8, "the title is 47 characters wide; 40 can be shown well"),
        (
            "role: the newest hire",
            "role: " + "new " * 16,
            "the role is 63 characters wide; 60 can be shown well",
        ),
        ("You oil it.", "You oil it. " * 21, "the reply is 251 characters wide; 240 can be shown well"),
        (
            "        It's me.",
            "        " + "It's me. " * 70,
            "the line is 629 characters wide; 600 can be shown well",
        ),
        ("    It hums.", "    " + "It hums. " * 70, "the line is 629 characters wide; 600 can be shown well"),
    ],
)
def test_what_is_too_wide(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert of("W907", found(tmp_path, town())) == []
    assert of("W907", found(tmp_path, edited(old, new))) == [message]


def test_a_reply_has_no_label_and_no_coach_makes_a_rule(tmp_path: Path) -> None:
    assert of("W908", found(tmp_path, town())) == []
    labelled = edited("You oil it.", "Own: you oil it.")
    assert of("W908", found(tmp_path, labelled)) == ["the reply begins with a label"]
    rule = merged(town(), ["tasks", "mangle", "replies", "oil"], "coach: |\n  Always oil it first.\n")
    assert of("W908", found(tmp_path, rule)) == ["“Always” makes a rule of one conversation"]


def test_a_coach_has_two_sentences(tmp_path: Path) -> None:
    long = merged(town(), ["tasks", "mangle", "replies", "oil"], "coach: |\n  It ran. It ran on. It ran.\n")
    assert of("W909", found(tmp_path, long)) == ["this `coach` has 3 sentences; two are enough"]


def test_a_finding_that_is_meant_can_be_ignored_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    key = "      change-it:\n"
    meant = edited(key, f"      # check: ignore[W901] said on the wall\n{key}")
    assert "the reply `change-it` has no `coach`" not in of("W901", found(tmp_path, meant))
    idle = edited("      oil:\n", "      # check: ignore[W903] it isn't\n      oil:\n")
    assert of("I001", found(tmp_path, idle)) == ["nothing here gives `W903`"]


def test_a_draft_is_not_asked_how_it_is_written(tmp_path: Path) -> None:
    draft = found(tmp_path, f"draft: true\n{town()}")
    assert draft == []

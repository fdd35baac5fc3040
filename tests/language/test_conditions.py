"""The little language of conditions."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.language.conditions import ConditionError, ConditionProblem, FileKind, parse, parse_named
from game.rules.conditions import ENCOUNTER_KINDS, Compare, Condition, Every, Is, Not, Some, words

KEYS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
OPS = st.sampled_from(["<", "<=", "==", "!=", ">=", ">"])


def _trees(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def bigger(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(st.builds(Not, parts), st.builds(Every, several), st.builds(Some, several))

    return st.recursive(leaves, bigger, max_leaves=5)


IN_ENCOUNTERS: st.SearchStrategy[Condition] = _trees(
    st.one_of(
        st.builds(Compare, st.sampled_from(["heat", "trust"]), st.just(""), OPS, st.integers(0, 20)),
        st.builds(Compare, st.just("brought"), KEYS, OPS, st.integers(0, 4)),
        st.builds(Is, st.sampled_from(ENCOUNTER_KINDS), KEYS),
    )
)
IN_RULEBOOKS: st.SearchStrategy[Condition] = _trees(
    st.one_of(
        st.builds(Compare, st.sampled_from(["heard", "needs_heard"]), st.just(""), OPS, st.integers(0, 4)),
        st.builds(Compare, st.just("times"), st.sampled_from(["ask", "bring_plan"]), OPS, st.integers(0, 99)),
        st.builds(Is, st.sampled_from(["learns", "opens", "again_here"]), st.just("")),
    )
)


@given(IN_ENCOUNTERS)
def test_what_is_put_in_words_reads_back_the_same(condition: Condition) -> None:
    text = words(condition)
    if len(text) <= 300:
        assert parse(text) == condition


@given(IN_RULEBOOKS)
def test_a_rulebooks_conditions_read_back_too(condition: Condition) -> None:
    text = words(condition)
    if len(text) <= 300:
        assert parse(text, "rulebook") == condition


@given(st.text(max_size=40) | st.text("heatknows() <>=!&|-0123andort", max_size=40))
def test_any_text_gives_a_condition_or_problems_inside_it(text: str) -> None:
    for kind in get_args(FileKind):
        problems: tuple[ConditionProblem, ...] = ()
        try:
            parse(text, kind)
        except ConditionError as error:
            problems = error.problems or pytest.fail("an error without a problem")
        for one in problems:
            assert 0 <= one.start < one.end <= len(text) + 1
            assert one.code.startswith("C3")


def test_and_binds_closer_than_or_and_not_closest() -> None:
    heat, trust, known = Compare("heat", "", ">", 3), Compare("trust", "", "<", 4), Is("knows", "a")
    assert parse("heat > 3 or trust < 4 and not knows(a)") == Some((heat, Every((trust, Not(known)))))
    assert parse("(heat > 3 or trust < 4) and knows(a)") == Every((Some((heat, trust)), known))
    assert parse("not heat > 3") == Not(heat)


def test_keys_have_hyphens_and_may_begin_with_a_digit() -> None:
    assert parse("knows(van-3)") == Is("knows", "van-3")
    assert parse("kept(6-15)") == Is("kept", "6-15")
    assert parse("flag(2nd-call)") == Is("flag", "2nd-call")
    assert parse("flag(and)") == Is("flag", "and")


def test_every_name_is_told_with_its_place() -> None:
    text = "knows(a) and brought(ravi) >= 3"
    assert [(one.asked, text[one.start : one.end]) for one in parse_named(text).names] == [
        ("knows", "a"),
        ("brought", "ravi"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "part", "word"),
    [
        ("heat = 3", "C301", "=", "=="),
        ("heat => 3", "C301", "=>", ">="),
        ("heat ≥ 3", "C301", "≥", ">="),
        ("heat <> 3", "C301", "<>", "!="),
        ("heat > 3 || trust > 3", "C301", "||", "or"),
        ("!knows(a)", "C301", "!", "not"),
        ("3 < heat", "C301", "3", "quantity first"),
        ("5 <= heat <= 9", "C301", "5", "and"),
        ("heat > 3 < 5", "C301", "<", "both"),
        ("heat >= high", "C301", "high", "number"),
        ("heat >= trust", "C301", "trust", "number"),
        ("heat", "C301", "heat", "nothing"),
        ("heat(dana) > 3", "C301", "(", "no name"),
        ("knows surgeon", "C301", "knows", "brackets"),
        ("knows()", "C301", ")", "name"),
        ("knows(a b)", "C301", "b", "one name"),
        ("knows(a, b)", "C301", ",", "one name"),
        ("knows(a", "C301", "(", "not closed"),
        ("knows(a) == true", "C301", "==", "so or is not"),
        ("(heat > 3", "C301", "(", "not closed"),
        ("heat > 3)", "C301", ")", "never opened"),
        ("heat > 3 trust > 4", "C301", "trust", "and"),
        ("heat > 3 AND trust > 4", "C301", "AND", "and"),
        ("heat > 3 and", "C301", "", "too early"),
        ("and heat > 3", "C301", "and", "question"),
        ("", "C301", "", "too early"),
        ("haet > 3", "C302", "haet", "heat"),
        ("Heat > 3", "C302", "Heat", "small letters"),
        ("knew(a)", "C302", "knew", "knows"),
        ("heat >= 25", "C303", "25", "20"),
        ("brought(ravi) > 5", "C303", "5", "4"),
        ("trust > -1", "C303", "-1", "0"),
        ("heat >= 2.5", "C301", "2.5", "whole"),
        ("learns", "C304", "learns", "rulebook"),
        ("times(ask) > 1", "C304", "times", "rulebook"),
        ("(" * 15 + "heat > 3" + ")" * 15, "C305", "(", "brackets"),
        (" or ".join(["heat > 3"] * 40), "C305", None, "300"),
    ],
)
def test_a_mistake_is_named_where_it_is(text: str, code: str, part: str | None, word: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert word in f"{problem.message} {problem.hint}"
    if part is not None:
        assert text[problem.start : problem.end] == part


def test_an_encounters_words_are_none_of_a_rulebooks() -> None:
    with pytest.raises(ConditionError, match="only be asked in an encounter"):
        parse("knows(a)", "rulebook")


def test_a_town_asks_what_was_done_in_a_week() -> None:
    assert parse("done(a) and not met(b)", "town") == Every((Is("done", "a"), Not(Is("met", "b"))))
    with pytest.raises(ConditionError, match="only be asked in a town"):
        parse("done(a)")
    with pytest.raises(ConditionError, match="only be asked in an encounter"):
        parse("heat >= 3", "town")


def test_numbers_out_of_range_are_told_together() -> None:
    with pytest.raises(ConditionError) as caught:
        parse("heat > 30 or effort < 10 and haet")
    assert [one.code for one in caught.value.problems] == ["C303", "C303", "C302"]

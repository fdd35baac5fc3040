"""Playing: answering, being told, stepping back, leaving."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from game.tui.app import OwnItApp
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.desk_card import DeskCardScreen
from game.tui.screens.home import HomeScreen
from game.tui.screens.menu import MenuScreen
from game.tui.screens.play import PlayScreen, Replies
from game.tui.widgets.case import CasePanel
from game.tui.widgets.rows import RowList
from game.tui.widgets.status import StatusLine
from game.tui.widgets.transcript import Transcript
from tests.tui.playing import (
    BEST,
    Opener,
    heard,
    number_of,
    on_top,
    playing,
    press,
    running,
    say,
    settle,
    unfinished,
)


async def test_a_digit_says_a_reply_and_the_coach_gives_the_reason(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, "ask")
        _, _, you, *answers, coach = heard(pilot)
        assert you.startswith("You\nThey're gone")
        assert coach.startswith("You told her the truth first")
        assert coach.endswith("Heard 0→1")
        assert answers[0].startswith("Ines Batista\nA hundred programmes.")


async def test_who_goes_on_speaking_is_named_once(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, "ask")
        assert heard(pilot)[-2].startswith("My daughter drew the cover.")


async def test_the_first_enter_only_marks_so_that_nothing_is_said_by_accident(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "enter")
        assert playing(pilot).turn.number == 0
        await press(pilot, "down", "up", "enter")
        assert playing(pilot).turn.number == 1


async def test_a_click_says_a_reply(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await pilot.click(Replies, offset=(10, 2))
        await settle(pilot)
        assert playing(pilot).turn.number == 1


async def test_digits_answer_wherever_the_focus_is(app: OwnItApp) -> None:
    async with running(app) as pilot:
        app.screen.query_one(CasePanel).focus()
        await say(pilot, "ask")
        assert playing(pilot).turn.number == 1


async def test_a_locked_reply_says_why_and_cannot_be_chosen(app: OwnItApp) -> None:
    async with running(app) as pilot:
        row = next(row for row in app.screen.query_one(Replies).rows if row.key.endswith(" back-room"))
        assert str(row.text).endswith("locked: The back room is Omar's; he hasn't said yes.")
        await press(pilot, number_of(pilot, "back-room"))
        assert playing(pilot).turn.number == 0


async def test_a_number_beyond_the_replies_does_nothing(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "9")
        assert playing(pilot).turn.number == 0


async def test_every_reply_can_be_read_in_full_on_the_smallest_screen(app: OwnItApp) -> None:
    async with running(app, (40, 15)) as pilot:
        replies = app.screen.query_one(Replies)
        assert replies.max_scroll_y > 0
        assert "scroll for more" in str(replies.border_title)
        await press(pilot, "end")
        assert replies.scroll_offset.y > 0
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "scroll for more" not in str(replies.border_title)


async def test_the_case_says_what_is_known_promised_and_owned(app: OwnItApp) -> None:
    async with running(app, (120, 40)) as pilot:
        await say(pilot, "ask", "reflect")
        shown = _text(pilot.app.screen.query_one(CasePanel))
        assert "[ ] plan" in shown
        assert "a hundred paper programmes" in shown.replace("\n", " ")
        assert "open:" in shown
        assert "Nobody's name is on it." in shown
        await say(pilot, "plan")
        assert "Heat" in _text(pilot.app.screen.query_one(CasePanel))


async def test_the_status_line_always_says_with_whom(app: OwnItApp) -> None:
    async with running(app) as pilot:
        assert "with Ines Batista  ▽△▽ wary (3 of 5)" in _text(app.screen.query_one(StatusLine))
        status = app.screen.query_one(StatusLine)
        status.turn = replace(playing(pilot).turn, title="Between the weather and one goose more")
        await pilot.pause()
        assert (
            _text(status)
            .strip()
            .startswith("Between the weather and one goose more   with Ines Batista  ▽△▽ wary")
        )
        await pilot.resize_terminal(50, 24)
        assert _text(app.screen.query_one(StatusLine)).strip().startswith("wary ▽△▽")
        await say(pilot, "ask", "reflect")
        line = _text(app.screen.query_one(StatusLine))
        assert "inside, with Omar" in line
        assert "wary" not in line, "nobody sees a customer's mood from inside"


# Telling


@pytest.mark.parametrize("key", ["1", "enter", "escape", "space", "u", "question_mark"])
async def test_any_key_shows_the_rest_and_does_nothing_else(opener: Opener, key: str) -> None:
    app = OwnItApp(opener(motion="full"), seed=1)
    async with running(app) as pilot:
        await pilot.press("space", number_of(pilot, "ask"))
        await pilot.pause()
        assert len(heard(pilot)) < 6
        await pilot.press(key)
        await pilot.pause()
        assert len(heard(pilot)) == 6
        assert playing(pilot).turn.number == 1
        assert on_top(app, PlayScreen)


async def test_while_being_told_there_is_nothing_to_choose(opener: Opener) -> None:
    app = OwnItApp(opener(motion="full"), seed=1)
    async with running(app) as pilot:
        await pilot.press("space", number_of(pilot, "ask"))
        await pilot.pause()
        assert [row.open for row in app.screen.query_one(Replies).rows] == [False]
        await pilot.click(Transcript)
        await pilot.pause()
        assert sorted(row.key.split()[-1] for row in app.screen.query_one(Replies).rows) == ["dry", "reflect"]


async def test_a_turn_told_line_by_line_ends_by_itself_with_the_replies_on_offer(
    opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.tui.app.PACE", 0.05)
    app = OwnItApp(opener(motion="full"), seed=1)
    async with running(app) as pilot:
        await _told(pilot, app)
        await say(pilot, "ask")
        await _told(pilot, app)
        assert len(heard(pilot)) == 6
        assert sorted(row.key.split()[-1] for row in app.screen.query_one(Replies).rows) == ["dry", "reflect"]
        await say(pilot, "reflect")
        assert playing(pilot).turn.number == 2


async def _told(pilot: Pilot[None], app: OwnItApp) -> None:
    """Touch nothing until replies are on offer, five seconds at most."""
    for _ in range(100):
        if any(row.key for row in app.screen.query_one(Replies).rows):
            return
        await pilot.pause(0.05)
    raise AssertionError("the telling never ended")


# Stepping back, leaving, going on


async def test_stepping_back_is_offered_after_the_first_reply(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "u")
        assert playing(pilot).turn.number == 0
        assert "u" not in app.screen.active_bindings
        await say(pilot, "ask")
        assert "u" in app.screen.active_bindings
        await press(pilot, "u")
        assert playing(pilot).turn.number == 0
        assert len(heard(pilot)) == 2
        await say(pilot, "sold-out")
        assert playing(pilot).turn.number == 1


async def test_a_run_left_waits_at_home_at_the_very_turn(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, "ask")
        before = heard(pilot)
        await press(pilot, "escape")
        assert on_top(app, MenuScreen)
        await press(pilot, "2")
        assert on_top(app, HomeScreen)
        await press(pilot, "1")
        assert playing(pilot).turn.number == 1
        assert heard(pilot) == before


async def test_the_menu_goes_on_where_it_was(app: OwnItApp) -> None:
    async with running(app) as pilot:
        for keys in (("escape", "escape"), ("escape", "1"), ("escape", "enter")):
            await press(pilot, *keys)
            assert on_top(app, PlayScreen)


async def test_a_run_given_up_is_not_offered_again(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, "ask")
        await press(pilot, "escape", "3")
        assert on_top(app, HomeScreen)
        assert _rows(app) == ["encounters", "team", "settings", "quit"]


async def test_the_end_leads_to_the_letter(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await say(pilot, *BEST)
        assert [row.key for row in app.screen.query_one(Replies).rows] == ["the letter"]
        await press(pilot, "enter")
        assert on_top(app, DebriefScreen)


# Other keys


async def test_the_desk_card_is_one_key_away(app: OwnItApp) -> None:
    async with running(app) as pilot:
        await press(pilot, "d")
        assert on_top(app, DeskCardScreen)
        await press(pilot, "d")
        assert on_top(app, PlayScreen)


@pytest.mark.parametrize("key", ["f", "p"])
async def test_the_case_stands_beside_the_conversation_or_in_its_place(app: OwnItApp, key: str) -> None:
    async with running(app) as pilot:
        assert _displayed(app) == [Transcript, CasePanel]
        await press(pilot, key)
        assert _displayed(app) == [Transcript]
        await press(pilot, key)
        await pilot.resize_terminal(60, 24)
        assert _displayed(app) == [Transcript]
        await press(pilot, key)
        assert _displayed(app) == [CasePanel]
        await say(pilot, "ask")
        assert _displayed(app) == [Transcript]


async def test_esc_leaves_the_case_before_it_offers_to_leave(app: OwnItApp) -> None:
    async with running(app, (60, 24)) as pilot:
        await press(pilot, "f", "escape")
        assert on_top(app, PlayScreen)
        assert _displayed(app) == [Transcript]
        await press(pilot, "escape")
        assert on_top(app, MenuScreen)


async def test_the_case_is_there_again_once_there_is_room(app: OwnItApp) -> None:
    async with running(app, (60, 24)) as pilot:
        await press(pilot, "f")
        assert _displayed(app) == [CasePanel]
        await pilot.resize_terminal(80, 24)
        assert _displayed(app) == [Transcript, CasePanel]
        await pilot.resize_terminal(60, 24)
        assert _displayed(app) == [Transcript]


async def test_a_notice_hides_no_reply(
    app: OwnItApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await settle(pilot)
        notice = app.screen.query_one(Toast)
        assert notice.region.height > 0
        assert notice.region.bottom <= app.screen.query_one(Replies).region.y


async def test_the_conversation_is_written_beside_the_player(
    app: OwnItApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "x", "x")
        first, second = sorted(tmp_path.iterdir())
        assert second.name == "own-it-the-last-umbrella.txt"
        assert first.name == "own-it-the-last-umbrella-2.txt"
        assert "An umbrella, please." in second.read_text(encoding="utf-8")


async def test_a_file_that_cannot_be_written_is_told(
    app: OwnItApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.tui.exporting.write_atomically", full)
    monkeypatch.chdir(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "x")
        assert [note.message for note in app._notifications] == [
            "No file was written: No space left on device."
        ]


async def test_selected_text_can_be_copied(app: OwnItApp) -> None:
    async with running(app) as pilot:
        paragraph = app.screen.query(".-customer").first()
        await pilot.mouse_down(paragraph, offset=(0, 1))
        await pilot.hover(paragraph, offset=(12, 1))
        await pilot.mouse_up(paragraph, offset=(12, 1))
        await press(pilot, "y")
        assert app.clipboard.startswith("An umbrella")


@pytest.mark.parametrize("key", ["y", "ctrl+c"])
async def test_a_drag_from_the_margin_of_a_wrapped_line_copies_what_is_marked(
    app: OwnItApp, key: str
) -> None:
    async with running(app, (72, 40)) as pilot:
        await say(pilot, "ask")
        mine, answer = app.screen.query(".-you").first(), app.screen.query(".-customer").last()
        assert mine.region.height > 2
        await pilot.mouse_down(mine, offset=(0, 2))
        await pilot.hover(answer, offset=(11, 0))
        await pilot.mouse_up(answer, offset=(11, 0))
        await press(pilot, key)
        assert app.clipboard.endswith("My daughter")


async def test_a_drag_over_the_conversation_never_marks_the_case(app: OwnItApp) -> None:
    async with running(app) as pilot:
        speech = app.screen.query(".-customer").first()
        await pilot.mouse_down(offset=(4, speech.region.y - 1))
        await pilot.hover(speech, offset=(11, 1))
        await pilot.mouse_up(speech, offset=(11, 1))
        marked = list(app.screen.selections)
        assert speech in marked
        assert not [widget for widget in marked if CasePanel in map(type, widget.ancestors)]


async def test_page_keys_turn_the_conversation(opener: Opener) -> None:
    app = OwnItApp(opener(unfinished))
    async with running(app, (60, 16)) as pilot:
        await press(pilot, "1")
        transcript = app.screen.query_one(Transcript)
        end = transcript.scroll_y
        assert end > 0
        await press(pilot, "pageup")
        assert transcript.scroll_y < end
        await press(pilot, "pagedown")
        assert transcript.scroll_y == end


def _text(widget: StatusLine | CasePanel) -> str:
    region = widget.region
    lines = widget.screen._compositor.render_strips()
    return "\n".join(line.text[region.x : region.right] for line in lines[region.y : region.bottom])


def _displayed(app: OwnItApp) -> list[type]:
    return [type(part) for part in app.screen.query_one("#scene").children if part.display]


def _rows(app: OwnItApp) -> list[str]:
    return [row.key for row in app.screen.query_one(RowList).rows]

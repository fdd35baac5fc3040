"""The conversation stays fast, comes back when wanted, and never obeys what is written in it."""

from time import perf_counter

import pytest
from textual.app import App, ComposeResult

from game.telling.views import Line
from game.tui.themes import OWN_VARIABLES
from game.tui.widgets.transcript import SHOWN_MOST, SHOWN_STEP, Paragraph, Transcript

NASTY = "[/] [bold]b[/bold] [@click=app.exit]x[/] [link=x] \\[ $accent"


class Told(App[None]):
    """A transcript alone."""

    def compose(self) -> ComposeResult:
        yield Transcript()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OWN_VARIABLES

    @property
    def transcript(self) -> Transcript:
        return self.query_one(Transcript)

    @property
    def shown(self) -> list[str]:
        return [str(paragraph.content) for paragraph in self.query(Paragraph)]


def lines(count: int) -> list[Line]:
    return [Line("narration", "", f"paragraph {number}") for number in range(count)]


async def test_older_paragraphs_leave_the_screen_once_there_are_many() -> None:
    app = Told()
    async with app.run_test() as pilot:
        for start in range(0, 200, 20):
            await app.transcript.tell(lines(200)[start : start + 20], pace=0)
            await pilot.pause()
        assert SHOWN_MOST <= len(app.shown) < SHOWN_MOST + SHOWN_STEP
        assert app.shown[-1] == "paragraph 199"
        assert app.transcript.is_vertical_scroll_end


async def test_they_come_back_when_the_player_scrolls_up_to_them() -> None:
    app = Told()
    async with app.run_test() as pilot:
        await app.transcript.show(lines(200))
        await pilot.pause()
        assert app.shown[0] == f"paragraph {200 - SHOWN_MOST}"
        for _ in range(3):
            app.transcript.scroll_home(animate=False)
            await pilot.pause()
            await pilot.pause()
        assert app.shown == [line.text for line in lines(200)]


async def test_coming_back_keeps_the_place() -> None:
    app = Told()
    async with app.run_test() as pilot:
        await app.transcript.show(lines(200))
        await pilot.pause()
        app.transcript.scroll_home(animate=False)
        await pilot.pause()
        await pilot.pause()
        top = app.transcript.children[SHOWN_STEP]
        assert top.region.y == app.transcript.region.y


async def test_who_reads_further_up_is_left_alone() -> None:
    app = Told()
    async with app.run_test() as pilot:
        await app.transcript.show(lines(100))
        await pilot.pause()
        app.transcript.scroll_to(y=10, animate=False)
        await pilot.pause()
        before = app.shown[0]
        await app.transcript.show(lines(100))
        assert app.shown[0] == before


async def test_two_thousand_paragraphs_are_as_quick_as_two_hundred() -> None:
    app = Told()
    async with app.run_test() as pilot:
        took = {}
        for count in (200, 2000):
            await app.transcript.show(lines(count))
            await pilot.pause()
            start = perf_counter()
            for _ in range(5):
                await app.transcript.tell(lines(1), pace=0)
                await pilot.pause()
            took[count] = perf_counter() - start
        assert took[2000] < 5 * took[200]


@pytest.mark.parametrize("voice", ["customer", "you"])
async def test_markup_in_names_and_texts_is_only_text(voice: str) -> None:
    app = Told()
    async with app.run_test() as pilot:
        await app.transcript.show([Line("customer" if voice == "customer" else "you", NASTY, NASTY)])
        await pilot.pause()
        assert app.shown == [f"{NASTY}\n{NASTY}"]

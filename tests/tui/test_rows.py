"""Lists show every word of every row."""

from textual.app import App, ComposeResult
from textual.content import Content

from game.tui.themes import OWN_VARIABLES
from game.tui.widgets.rows import NumberedList, Row

TEXTS = (
    "Home since Sunday, and everything under one-forty now. So what did the cans have to say?",
    "Oh, I'm so sorry. But he's home with you now, that's the main thing.",
    "Our dietitian is in on Thursdays, and she's terrific with this. She'd be the one to ask.",
)


class Listed(App[None]):
    """A list alone, too low for its rows."""

    CSS = "NumberedList { height: 5; }"

    def compose(self) -> ComposeResult:
        yield NumberedList()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OWN_VARIABLES


async def test_a_remark_takes_no_number() -> None:
    app = Listed()
    async with app.run_test(size=(40, 20)) as pilot:
        rows = app.query_one(NumberedList)
        rows.fill(
            [Row("a", Content("One")), Row("", Content("So far."), open=False), Row("b", Content("Two"))]
        )
        await pilot.pause()
        shown = " ".join(rows._get_line(rows.visual_style, line).text for line in range(len(rows._lines)))
        assert shown.split() == ["1", "One", "So", "far.", "2", "Two"]
        rows.focus()
        await pilot.press("2")
        assert rows.highlighted == 2
        await pilot.press("1", "3")
        assert rows.highlighted == 0, "there is no third"


async def test_no_word_is_lost_when_a_scrollbar_comes() -> None:
    said = " ".join(f"{number} {text}" for number, text in enumerate(TEXTS, 1)).split()
    for width in range(24, 64, 3):
        app = Listed()
        async with app.run_test(size=(width, 20)) as pilot:
            rows = app.query_one(NumberedList)
            rows.fill([Row(text[:3], Content(text)) for text in TEXTS])
            await pilot.pause()
            await pilot.pause()
            lines = [rows._get_line(rows.visual_style, line).text for line in range(len(rows._lines))]
            assert " ".join(lines).split() == said, width

"""A list whose rows stand in groups, each named once at the left, and are picked by keys of their own."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from game.tui.widgets.rows import Row, RowList
from game.tui.widgets.visuals import Hanging

KEYS: Final = "1234567890"
"""The keys of the first rows, in order."""

_GROUP: Final = 7


@dataclass(frozen=True, slots=True)
class TaskRow(Row):
    """A row of a group.

    Attributes:
        label: the key that picks it, or "".
        group: what the group is called, on its first row; else "".
    """

    label: str = ""
    group: str = ""


class TaskList(RowList):
    """What an hour may be spent on. Page keys are left to what stands above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose the marked row", show=False),
        *(Binding(key, f"pick('{key}')", "Choose the row of that number", show=False) for key in KEYS),
    ]

    pages = False

    def _prompt(self, number: int, row: Row) -> Visual:  # noqa: ARG002
        label, group = (row.label, row.group) if isinstance(row, TaskRow) else ("", "")
        named = Content.styled(group, "bold $quiet").pad_right(_GROUP - Content(group).cell_length)
        key = Content.styled(f"{label:<2}", "bold $accent" if row.open else "$quiet")
        return Hanging(named.append(key), row.text, _GROUP + 2)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the screen where no row has it."""
        if action == "pick" and self._labelled(str(parameters[0])) is None:
            return False
        return super().check_action(action, parameters)

    def action_pick(self, label: str) -> None:
        """Pick the row of this key."""
        place = self._labelled(label)
        if place is not None and self.rows[place].open:
            self.highlighted = place
            self.post_message(self.Picked(self.rows[place].key))

    def _labelled(self, label: str) -> int | None:
        labels = [row.label if isinstance(row, TaskRow) else "" for row in self.rows]
        return labels.index(label) if label in labels else None

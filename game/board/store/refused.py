"""How a board's store says no: to a player, and to whoever runs it."""

from game.rules.clean import clean


class Refused(Exception):
    """No, for good, and why.

    Attributes:
        why: a sentence that a player may read, clean of what a terminal would obey.
        status: the HTTP status it is sent with, 400-499.
    """

    def __init__(self, why: str, status: int) -> None:
        super().__init__(clean(why))
        self.why = clean(why)
        self.status = status


class StoreTrouble(Exception):
    """The store can't be opened, reached or written. The message is a sentence for whoever runs the board.

    Asking again later may help; what was asked when it was raised may or may not have been done.
    """

    def __init__(self, why: str) -> None:
        super().__init__(clean(why))

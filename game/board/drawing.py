"""Tickets and what is played on them: drawn once whatever becomes of the answer, and held against what was asked."""

from collections.abc import Callable
from secrets import token_urlsafe

from game.board.keeper import BoardTrouble, Keeper
from game.board.material import Material, put_together
from game.board.season import Offered, Season
from game.board.sound import sound
from game.board.wire import TicketDealt
from game.library.towns import LoadedTown
from game.play.game import Game
from game.rules.clean import clean
from game.saves.boards import HeldTicket, SavedBoard
from game.saves.events import TicketDrawn, TicketWished
from game.town.weeks import Weeks


def drawn(
    game: Game, keeper: Keeper, joined: SavedBoard, season: Season, offered: Offered, *, ahead: bool
) -> HeldTicket:
    """Draw a ticket. The wish is noted first: if the answer is lost, the next call asks for the same ticket again.

    Args:
        game: the player's.
        keeper: the board.
        joined: the season in the save.
        season: the same as its board described it.
        offered: what is to be played.
        ahead: whether it is to be played without a connection; a wish made before stays what it was.

    Raises:
        BoardTrouble: the board can't be reached, or gave something else.
        BoardRefused: it gives none.
    """
    board = joined.joined.board
    wish = joined.wishes.get(offered.encounter)
    if wish is None:
        wish = TicketWished(board=board, encounter=offered.encounter, request=token_urlsafe(24), ahead=ahead)
        game.note(wish)
    dealt = keeper.ticket(offered.encounter, wish.request, ahead=wish.ahead)
    if not _fits(dealt, offered, season) or dealt.ticket in game.progress.boards.tickets:
        raise BoardTrouble("The board gave a ticket for something else than was asked for.")
    game.note(
        TicketDrawn(
            board=board,
            ticket=dealt.ticket,
            encounter=dealt.encounter,
            play=dealt.play,
            text=dealt.text,
            attempt=dealt.attempt,
            seed=dealt.seed,
            ahead=wish.ahead,
            request=wish.request,
        )
    )
    return joined.tickets[dealt.ticket]


def _fits(dealt: TicketDealt, offered: Offered, season: Season) -> bool:
    """Whether a ticket is for what was asked; only a sealed season's says no seed."""
    wanted = (offered.encounter, offered.play, offered.text)
    return (
        (dealt.encounter, dealt.play, dealt.text) == wanted
        and (dealt.seed is None) == season.sealed
        and dealt.attempt >= 1
    )


def content_of(game: Game, keeper: Callable[[], Keeper], offered: Offered) -> Material:
    """What is played in the version that everybody plays: of this pack, the save or else the board; kept in the save.

    Args:
        game: the player's.
        keeper: opens the board, where it is needed.
        offered: which encounter, or town.

    Raises:
        BoardTrouble: it isn't at hand, and the board can't be reached or has something else.
        BoardRefused: the board doesn't hand it out.
    """
    found = _at_hand(game, offered)
    if found is None:
        try:
            board = keeper()
            play, text = board.content(offered.play), board.content(offered.text)
        except BoardTrouble:
            found = _at_hand(game, offered, alike=True)  # it plays alike, with a comma mended
            if found is None:
                raise
        else:
            found = put_together(offered, play, text)
            if found is None or not sound(found):
                title = clean(offered.title)
                raise BoardTrouble(f"What the board has of “{title}” isn't what its season says.")
    if isinstance(found, LoadedTown):
        Weeks(game).keep(found)
    else:
        game.keep(found)
    return found


def _at_hand(game: Game, offered: Offered, *, alike: bool = False) -> Material | None:
    """What is offered as the pack or the save has it; none where neither does."""
    at_hand = Weeks(game).at_hand if offered.kind == "week" else game.at_hand
    return at_hand(offered.encounter, offered.play, offered.text, alike=alike)

"""Tickets and what is played on them: drawn once whatever becomes of the answer, and held against what was asked."""

from collections.abc import Callable, Iterator
from secrets import token_urlsafe

from game.board.keeper import BoardTrouble, Keeper
from game.board.season import Offered, Season
from game.board.wire import TicketDealt
from game.engine.compiled import Compiled
from game.engine.conditions import compile_condition
from game.engine.encounter import Encounter, Scene, SceneText, Script, Wording
from game.engine.step import EncounterFault, begin
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from game.library.stored import from_bytes
from game.play.game import Game
from game.rules.clean import clean
from game.saves.boards import HeldTicket, SavedBoard
from game.saves.events import TicketDrawn, TicketWished


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


def content_of(game: Game, keeper: Callable[[], Keeper], offered: Offered) -> Loaded:
    """An encounter in the version that everybody plays: of this pack, the save or else the board; kept in the save.

    Args:
        game: the player's.
        keeper: opens the board, where it is needed.
        offered: which encounter.

    Raises:
        BoardTrouble: it isn't at hand, and the board can't be reached or has something else.
        BoardRefused: the board doesn't hand it out.
    """
    here = (offered.encounter, offered.play, offered.text)
    loaded = game.at_hand(*here)
    if loaded is None:
        try:
            board = keeper()
            play, text = board.content(offered.play), board.content(offered.text)
        except BoardTrouble:
            loaded = game.at_hand(*here, alike=True)  # it plays alike, with a comma mended
            if loaded is None:
                raise
        else:
            loaded = from_bytes(offered.play, play, offered.text, text)
            if loaded is None or loaded.encounter.key != offered.encounter or not sound(loaded):
                title = clean(offered.title)
                raise BoardTrouble(f"What the board has of “{title}” isn't what its season says.")
    game.keep(loaded)
    return loaded


def sound(loaded: Loaded) -> bool:
    """Whether a stranger's encounter can be played: its digest only says that it is the one meant.

    Files are checked when they are read. What comes ready-made must not lead anywhere that isn't there, or nowhere.
    """
    try:
        if _circles(loaded.encounter) or not _told(loaded.encounter, loaded.script):
            return False
        draw_persona(loaded.script, 0)
        for temperament in loaded.encounter.temperaments or [""]:
            compiled = loaded.compiled(temperament)
            begin(compiled)
            _ask_all(loaded.script, compiled)
    except (EncounterFault, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _circles(encounter: Encounter) -> bool:
    """Whether scenes in which nothing can be said lead back to themselves."""
    done: set[str] = set()
    for key in encounter.scenes:
        path: list[str] = [key]
        waiting = [iter(_beyond(encounter.scenes[key]))]
        while waiting:
            onward = next(waiting[-1], None)
            if onward is None:
                done.add(path.pop())
                waiting.pop()
            elif onward in path:
                return True
            elif onward not in done:
                path.append(onward)
                waiting.append(iter(_beyond(encounter.scenes[onward])))
    return False


def _beyond(scene: Scene) -> list[str]:
    return [arrow.to for arrow in scene.otherwise]


def _told(encounter: Encounter, script: Script) -> bool:
    """Whether there are words for everything that can happen."""
    return (
        encounter.scenes.keys() == script.scenes.keys()
        and encounter.people.keys() == script.people.keys()
        and set(encounter.facts) == script.facts.keys()
        and encounter.promises.keys() == script.promises.keys()
        and all(
            scene.replies.keys() == (script.scenes[key].replies or {}).keys()
            for key, scene in encounter.scenes.items()
        )
    )


def _ask_all(script: Script, compiled: Compiled) -> None:
    """Read every condition of every wording; raises where one asks for what isn't there."""
    for scene in script.scenes.values():
        for wording in _wordings(scene):
            for variant in wording:
                if variant.when is not None:
                    compile_condition(variant.when, compiled.layout)


def _wordings(scene: SceneText) -> Iterator[Wording]:
    yield from (scene.says, scene.thinks, scene.letter)
    for reply in (scene.replies or {}).values():
        yield from (reply.hears, reply.thinks)

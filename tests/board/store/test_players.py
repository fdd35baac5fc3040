"""Who plays: joined once however often they ask, known by their token alone, called what nobody else is."""

from dataclasses import replace

import pytest

from game.board.store import players, ranks
from game.board.store.refused import Refused
from game.board.store.tx import LIVE

from .samples import CLOSES, NAMES, Board, digest, outcomes


async def test_whoever_joins_is_known_by_their_token(board: Board) -> None:
    mira = await board.join("Mira", "blues", shown=False)
    assert (mira.name, mira.team, mira.shown) == ("Mira", "blues", False)
    assert await board.read(lambda tx: players.by_token(tx, "march", digest("token Mira"))) == mira
    assert await board.read(lambda tx: players.by_token(tx, "march", digest("token Otto"))) is None
    assert await board.read(lambda tx: players.by_token(tx, "april", digest("token Mira"))) is None
    assert await board.read(lambda tx: players.by_token(tx, "march", "")) is None


async def test_the_same_request_is_the_same_player_with_a_new_token(board: Board) -> None:
    mira = await board.join("Mira", request="lost the answer")
    again = await board.write(
        lambda tx: players.join(
            tx, board.season, "Mirabel", "blues", False, digest("new"), "lost the answer", CLOSES + 1
        )
    )
    assert again == mira
    assert await board.read(lambda tx: players.by_token(tx, "march", digest("new"))) == mira
    assert await board.read(lambda tx: players.by_token(tx, "march", digest("token Mira"))) is None
    assert len(await board.read(lambda tx: players.named(tx, "march"))) == 1
    assert {
        sums.team: sums.members for sums in await board.read(lambda tx: ranks.teams(tx, "march", LIVE))
    } == {
        "reds": 1,
        "blues": 0,
    }


@pytest.mark.parametrize(
    "name",
    [
        "mira",
        "Мira".replace("М", "M"),
        " Mira ",
        "MIRA",
        "M\u200bira",
        "Ｍira",
        "Mirа"[:3] + "a",
        "M.ira",
        "Mlra",
    ],
)
async def test_a_name_that_looks_like_anothers_is_refused(board: Board, name: str) -> None:
    await board.join("Mira", request="first")
    with pytest.raises(Refused, match="one that looks just like it") as refusal:
        await board.join(name, "blues", request="second")
    assert refusal.value.status == 409


async def test_a_name_that_is_none_is_refused_in_a_sentence(board: Board) -> None:
    for name in ("", "\x1b[2J", "Мirа", "=SUM(A1)", "x" * 41, "<b>Mira"):
        with pytest.raises(Refused) as refusal:
            await board.join(name, request=f"request {name}")
        assert refusal.value.status == 422
        assert refusal.value.why.startswith("A name ")


async def test_there_are_only_the_seasons_teams(board: Board) -> None:
    with pytest.raises(Refused, match="no such team") as refusal:
        await board.join("Mira", "greens")
    assert refusal.value.status == 404


async def test_many_who_want_one_name_at_once_get_it_once(board: Board) -> None:
    fine, raised = await outcomes(*(board.join("Mira", request=f"request {n}") for n in range(20)))
    assert len(fine) == 1
    assert len(raised) == 19
    assert all(isinstance(error, Refused) for error in raised)


async def test_somebody_may_be_called_otherwise_and_shown_or_not(board: Board) -> None:
    mira = await board.join("Mira", shown=False)
    await board.join("Otto")
    await board.play(mira)

    async def changed(**how: object) -> players.Player:
        return await board.write(lambda tx: players.change(tx, "march", mira.player, **how))  # type: ignore[arg-type]

    assert await changed(name="mira") == replace(mira, name="mira"), "her own name is no bar"
    assert await changed(name=" Mirabel ") == replace(mira, name="Mirabel")
    assert (await changed(shown=True)).shown
    assert (await board.read(lambda tx: ranks.top(tx, "march", LIVE)))[0].name == "Mirabel"
    with pytest.raises(Refused, match="looks just like it"):
        await changed(name="OTTO")
    with pytest.raises(Refused, match="A name"):
        await changed(name="\u202e")
    assert not (await changed(shown=False)).shown
    assert await board.read(lambda tx: ranks.top(tx, "march", LIVE)) == ()
    await board.join("MIRA", request="the name is free again")


async def test_the_admins_list_has_everybody_by_team_and_name(board: Board) -> None:
    for number, name in enumerate(reversed(NAMES[:6])):
        await board.join(name, "reds" if number % 2 else "blues", now=number)
    first = (await board.read(lambda tx: players.named(tx, "march")))[0]
    by_name = {one.name: one for one in await board.read(lambda tx: players.named(tx, "march"))}
    await board.play(by_name["Bo Aal"], 640)
    everybody = await board.read(lambda tx: players.named(tx, "march"))
    assert [(one.team, one.name) for one in everybody] == sorted((one.team, one.name) for one in everybody)
    assert len(everybody) == 6
    assert everybody[0] == first or first.name == "Bo Aal"
    assert {one.name: (one.points, one.attempts) for one in everybody if one.attempts} == {"Bo Aal": (640, 1)}

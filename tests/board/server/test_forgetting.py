"""Who is deleted is nowhere any more, and their team keeps what they won for it."""

from pathlib import Path

import pytest

from tests.board.server.making import board


@pytest.mark.parametrize("by", ["the player", "the organiser"])
async def test_a_person_goes_and_the_points_stay(tmp_path: Path, by: str) -> None:
    async with board(tmp_path, encounters=("wet-floor",)) as here:
        mira, ben = await here.joined("Mira Okafor"), await here.joined("Ben", "southgate")
        receipt = await mira.play("wet-floor")
        await ben.play("wet-floor", well=False)
        before = await ben.get("/v1/standings")
        if by == "the player":
            answer = await mira.ask("DELETE", "/v1/me")
        else:
            [person] = [
                one
                for one in (await here.admins("GET", "players")).json()["people"]
                if one["name"] == "Mira Okafor"
            ]
            answer = await here.admins("DELETE", f"players/{person['player']}")
        assert answer.status_code == 200
        assert "stay" in answer.json()["says"]

        for path in ("/v1/me", "/v1/standings"):
            assert (await mira.ask("GET", path)).status_code == 401
        after = await ben.get("/v1/standings")
        assert after["teams"] == before["teams"]
        assert after["people"] == before["people"]
        everything = [
            str(after),
            (await here.client.get("/wall/march/standings")).text,
            (await here.admins("GET", "players")).text,
            (await here.admins("GET", "people.csv")).text,
        ]
        assert not any("Mira" in text or mira.joined["player"] in text for text in everything)
        assert receipt["accepted"]
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Ben" in left  # it is there to be found
    for secret in (
        "Mira",
        "Okafor",
        "mira okafor",
        mira.joined["secret"],
        ben.joined["secret"],
        here.code,
        here.admin,
    ):
        assert secret.encode() not in left, secret


async def test_the_name_is_free_for_somebody_else_and_the_request_for_nobody(tmp_path: Path) -> None:
    async with board(tmp_path) as here:
        wish = {"code": here.code, "name": "Mira", "team": "northgate", "shown": True, "request": "r" * 22}
        first = (await here.client.post("/v1/join", json=wish)).json()
        await here.client.delete("/v1/me", headers={"authorization": f"Bearer march.{first['secret']}"})
        again = await here.client.post("/v1/join", json=wish)
        assert again.status_code == 410
        assert (await here.joined("Mira")).joined["name"] == "Mira"

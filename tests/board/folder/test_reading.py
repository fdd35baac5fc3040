"""A folder that anybody may write to, read with distrust: what counts, and what is left out and named."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.board.folder.files import FILES_MOST, PLAYERS_MOST
from game.board.folder.known import Known, known_of
from game.board.folder.opened import FolderBoard, create, open_board
from game.board.folder.reading import gathered
from game.board.folder.signed import BYTES_MOST, canonical, file_name
from game.board.folder.standing import standings
from game.library.loaded import Loaded
from game.library.run_file import RunFile
from game.library.stored import play_bytes
from tests.library.shelf import SAMPLE, SHELF

from .making import CLOSES, CREATED, DAY, NOON, OPENS, Somebody, made, new_board, read, run_of, whys, written


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def board(tmp_path: Path) -> FolderBoard:
    return new_board(tmp_path / "march")


@pytest.fixture
def kim(board: FolderBoard) -> Somebody:
    kim = Somebody(board)
    kim.card()
    return kim


def test_a_run_counts_once_it_is_replayed(board: FolderBoard, kim: Somebody) -> None:
    kim.played(pick=1)
    found = read(board)
    [person] = found.people
    assert (person.player, person.name, person.team, person.shown) == (kim.player, "Kim", "northgate", True)
    [run] = person.runs
    assert (run.encounter, run.attempt) == ("aisle-seven", 1)
    assert 0 <= run.verdict.score <= 1000
    assert run.verdict.ending
    assert found.findings == ()


def test_an_encounter_that_no_pack_has_is_replayed_from_the_folder(board: FolderBoard, kim: Somebody) -> None:
    kim.played(encounter="front-brake")
    assert [run.encounter for run in read(board).people[0].runs] == ["front-brake"]


def test_without_the_encounter_its_run_waits_and_counts_again_when_it_is_back(
    board: FolderBoard, kim: Somebody, tmp_path: Path
) -> None:
    path = kim.played(encounter="front-brake")
    away = tmp_path / "away"
    shutil.move(board.folder / "content", away)
    found = gathered(open_board(board.folder, SHELF), NOON + DAY)
    assert found.people[0].runs == ()
    assert "nowhere at hand" in whys(found)[shown(path, board)]
    shutil.move(away, board.folder / "content")
    assert gathered(open_board(board.folder, SHELF), NOON + DAY).people[0].runs


def test_an_encounter_that_leads_nowhere_is_replayed_by_nobody(tmp_path: Path) -> None:
    """Whoever made the board may have made the encounter too, past every check."""
    whole = SHELF.encounter(str(SAMPLE))
    scenes = {key: replace(scene, replies={}) for key, scene in whole.encounter.scenes.items()}
    bad = Loaded(replace(whole.encounter, scenes=scenes), whole.script, whole.rulebook, {})
    season, content = made()
    offered = season.encounters[0].model_copy(update={"play": bad.play})
    create(
        tmp_path / "bad",
        season.model_copy(update={"encounters": (offered,)}),
        {**content, bad.play: ("play", play_bytes(bad))},
        CREATED,
    )
    board = open_board(tmp_path / "bad", SHELF)
    assert board.loaded("aisle-seven") is None
    kim = Somebody(board)
    kim.card()
    run = run_of(new_board(tmp_path / "good"), kim.player, "aisle-seven").model_copy(
        update={"play": bad.play}
    )
    path = kim.put("runs", "played", attempt=1, run=run.model_dump(mode="json"))
    assert "can't be played" in whys(read(board))[shown(path, board)]


def shown(path: Path, board: FolderBoard) -> str:
    return path.relative_to(board.folder).as_posix()


# What is no part of it


def conflict_copy(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_name(f"{path.stem} (1).json")))


def test_conflict_copies_strangers_and_halves_are_left_out_and_named(
    board: FolderBoard, kim: Somebody
) -> None:
    path = kim.played()
    mine = path.parent
    half = mine / ".0011223344556677.tmp"
    half.write_bytes(path.read_bytes()[:100])
    (mine / "notes.txt").write_text("soup")
    (mine / path.name.upper()).write_bytes(path.read_bytes())
    cut = written(mine, path.read_bytes()[:-40], "0" * 64 + ".json")
    copies = [conflict_copy(path), mine / f"{path.stem}-Kims-Laptop.json", mine / f"{path.name}.bak"]
    for copy in copies[1:]:
        shutil.copy(path, copy)
    (board.folder / "holiday.jpg").write_bytes(b"\xff\xd8")
    (board.folder / "runs" / "somebody").mkdir()
    (board.folder / "runs" / ("a" * 32)).write_text("a file where a folder should be")
    found = read(board)
    assert len(found.people[0].runs) == 1
    told = whys(found)
    assert set(told) == {
        shown(half, board), shown(cut, board), *(shown(copy, board) for copy in copies),
        shown(mine / "notes.txt", board), shown(mine / path.name.upper(), board),
        "holiday.jpg", "runs/somebody", f"runs/{'a' * 32}",
    }  # fmt: skip
    assert "half-written" in told[shown(half, board)]
    assert "copy" in told[shown(copies[0], board)]
    assert "cut short" in told[shown(cut, board)]
    assert all(why.endswith(".") and why[0].isupper() for why in told.values())


def test_what_lies_between_encounters_and_tickets_is_named_too(board: FolderBoard, kim: Somebody) -> None:
    ticket = kim.put("tickets", "drawn", encounter="aisle-seven", attempt=1, request="r" * 20, ahead=False)
    [part, *_] = sorted((board.folder / "content").iterdir())
    strange = [
        conflict_copy(ticket),
        conflict_copy(part),
        board.folder / "tickets" / "x",
        part.parent / "notes.txt",
    ]
    for path in strange[2:]:
        path.write_bytes(b"")
    assert set(whys(read(board))) == {shown(path, board) for path in strange}


def test_a_name_with_escapes_in_it_is_shown_clean(board: FolderBoard) -> None:
    try:
        (board.folder / "\x1b[2Jx\u202e").write_text("")
    except OSError:
        pytest.skip("this drive takes no such names")
    assert list(whys(read(board))) == ["[2Jx"]


def test_links_are_not_followed(board: FolderBoard, kim: Somebody, tmp_path: Path) -> None:
    path = kim.played()
    outside = tmp_path / "outside"
    shutil.move(path, outside)
    try:
        path.symlink_to(outside)
        (board.folder / "runs" / ("b" * 32)).symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    found = read(board)
    assert found.people[0].runs == ()
    assert set(whys(found)) == {shown(path, board), f"runs/{'b' * 32}"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(board: FolderBoard, kim: Somebody) -> None:
    path = kim.played()
    path.unlink()
    os.mkfifo(path)
    assert "no ordinary file" in whys(read(board))[shown(path, board)]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 60_000, b'{"kind": ' * 7_000, b'{"format": NaN}',
        b'{"format":1,"kind":"played"}', b'{"kind":"x"}', b" " * (BYTES_MOST + 1), b'"\\ud800"',
    ],
    ids=lambda body: str(body[:12]),
)  # fmt: skip
def test_no_bytes_are_too_strange(board: FolderBoard, kim: Somebody, body: bytes) -> None:
    kim.played()
    bad = [written(board.folder / room / kim.player, body) for room in ("runs", "players")]
    found = read(board)
    assert len(found.people[0].runs) == 1
    assert set(whys(found)) == {shown(path, board) for path in bad}


# Forged files


def forged(path: Path, changes: dict[str, object]) -> Path:
    """A file with something changed, under the name that its bytes would have."""
    told = json.loads(path.read_bytes())
    for key, value in changes.items():
        part = told
        *above, last = key.split(".")
        for name in above:
            part = part[name]
        part[last] = value
    return written(path.parent, canonical(told))


@pytest.mark.parametrize(
    "changes",
    [
        {"attempt": 2},
        {"at": NOON - 1},
        {"run.seed": 7},
        {"run.replies": ["who-for"]},
        {"signature": "0" * 128},
        {"key": "0" * 64},
        {"key": "f" * 64},
        {"board": "0" * 64},
        {"format": 2},
        {"score": 1000},
    ],
    ids=str,
)
def test_a_file_that_was_changed_is_not_signed_any_more(
    board: FolderBoard, kim: Somebody, changes: dict[str, object]
) -> None:
    path = kim.played()
    bad = forged(path, changes)
    found = read(board)
    assert [run.file for run in found.people[0].runs] == [path.name]
    assert set(whys(found)) == {shown(bad, board)}


def test_the_same_words_in_other_bytes_are_another_file_and_count_for_nothing(
    board: FolderBoard, kim: Somebody
) -> None:
    path = kim.played()
    told = json.loads(path.read_bytes())
    spaced = written(path.parent, json.dumps(told, sort_keys=True).encode())
    doubled = written(path.parent, path.read_bytes().replace(b'{"at"', b'{"at":1,"at"', 1))
    found = read(board)
    assert [run.file for run in found.people[0].runs] == [path.name]
    assert {whys(found)[shown(one, board)] for one in (spaced, doubled)} == {
        "It says the same as another file, in other bytes."
    }


def test_a_run_copied_from_another_player_counts_for_nobody_else(board: FolderBoard, kim: Somebody) -> None:
    lee = Somebody(board, "Lee")
    lee.card()
    path = kim.played(pick=1)
    copied = written(board.folder / "runs" / lee.player, path.read_bytes())
    run = RunFile.model_validate(json.loads(path.read_bytes())["run"])
    signed = lee.put("runs", "played", attempt=1, run=run.model_dump(mode="json"))
    found = read(board)
    assert {person.name: len(person.runs) for person in found.people} == {"Kim": 1, "Lee": 0}
    assert "another player" in whys(found)[shown(copied, board)]
    assert "another seed" in whys(found)[shown(signed, board)]


def test_seeds_can_not_be_chosen(board: FolderBoard, kim: Somebody) -> None:
    from .making import run_by

    loaded = board.loaded("aisle-seven")
    assert isinstance(loaded, Loaded)
    own = board.seed(kim.player, "aisle-seven", 1)
    path = kim.put("runs", "played", attempt=1, run=run_by(loaded, (own + 1) % 2**32).model_dump(mode="json"))
    second = kim.put("runs", "played", attempt=2, run=run_by(loaded, own).model_dump(mode="json"))
    found = read(board)
    assert found.people[0].runs == ()
    assert set(whys(found)) == {shown(path, board), shown(second, board)}


def test_a_seed_is_the_same_everywhere_and_another_for_everything_else(
    tmp_path: Path, board: FolderBoard
) -> None:
    other = new_board(tmp_path / "other")
    seeds = {
        one.seed(player, encounter, attempt)
        for one in (board, other)
        for player in ("a" * 32, "b" * 32)
        for encounter in ("aisle-seven", "front-brake")
        for attempt in (1, 2, 3)
    }
    assert len(seeds) == 24
    assert max(seeds) < 2**32
    assert board.seed("a" * 32, "aisle-seven", 1) == board.seed("a" * 32, "aisle-seven", 1)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"mode": "practice"}, "only ranked runs"),
        ({"stepped_back": 1}, "stepped back"),
        ({"replies": []}, "not reached an ending"),
        ({"replies": ["nonsense"]}, "Turn 1"),
        ({"temperament": "nobody"}, "temperament"),
        ({"play": "0" * 64}, "something else"),
        ({"encounter": "wet-floor"}, "no week “wet-floor”"),
        ({"claims": {"score": 1000, "ending": "x"}}, "claims 1000"),
    ],
    ids=str,
)
def test_a_run_that_is_not_legal_is_left_out_though_it_is_signed(
    board: FolderBoard, kim: Somebody, changes: dict[str, object], why: str
) -> None:
    run = run_of(board, kim.player, "aisle-seven").model_dump(mode="json") | changes
    path = kim.put("runs", "played", attempt=1, run=run)
    found = read(board)
    assert found.people[0].runs == ()
    assert why in whys(found)[shown(path, board)]


@pytest.mark.parametrize("at", [OPENS - 1, CLOSES, 0, 2**53 - 1])
def test_a_run_from_outside_the_season_does_not_count(board: FolderBoard, kim: Somebody, at: int) -> None:
    path = kim.played(at=at)
    found = read(board, CLOSES + 100 * DAY)
    assert found.people[0].runs == ()
    assert "wasn't open" in whys(found)[shown(path, board)]


def test_what_says_it_comes_from_the_future_waits_for_it(board: FolderBoard, kim: Somebody) -> None:
    path = kim.played(at=NOON + 3 * DAY)
    assert "a day to come" in whys(read(board, NOON))[shown(path, board)]
    assert len(read(board, NOON + 3 * DAY).people[0].runs) == 1


def test_a_card_older_than_the_board_is_none(board: FolderBoard) -> None:
    lee = Somebody(board, "Lee")
    path = lee.card(CREATED - 1)
    found = read(board)
    assert found.people == ()
    assert "older than the board" in whys(found)[shown(path, board)]


# One attempt, one run; one name, one key


def test_of_two_runs_for_one_attempt_the_one_declared_first_counts(board: FolderBoard, kim: Somebody) -> None:
    late = kim.played(at=NOON + 2, pick=1)
    early = kim.played(at=NOON + 1)
    found = read(board)
    assert [run.file for run in found.people[0].runs] == [early.name]
    assert "second run of attempt 1 at aisle-seven by Kim" in whys(found)[shown(late, board)]


def test_of_two_at_the_same_moment_the_smaller_digest_counts(board: FolderBoard, kim: Somebody) -> None:
    both = [kim.played(at=NOON, pick=pick) for pick in (0, 1)]
    assert [run.file for run in read(board).people[0].runs] == [min(path.name for path in both)]


def test_the_first_key_under_a_name_counts_and_a_changed_one_is_shown(
    board: FolderBoard, kim: Somebody
) -> None:
    kim.played()
    again = Somebody(board, "kIM")
    card = again.card(NOON + DAY // 2)
    again.played(pick=1)
    found = read(board)
    assert [(person.player, len(person.runs)) for person in found.people] == [(kim.player, 1)]
    [finding] = found.findings
    assert finding.path == shown(card, board)
    assert finding.person
    assert finding.why.startswith("Changed key: kIM")
    assert kim.player in finding.why, "the organiser is told which folder to delete"
    shutil.rmtree(board.folder / "players" / kim.player)
    shutil.rmtree(board.folder / "runs" / kim.player)
    assert [person.player for person in read(board).people] == [again.player]


def test_a_name_in_letters_that_look_alike_is_the_same_name(board: FolderBoard) -> None:
    """Cyrillic from its first letter to its last, as one script must be."""
    for name in ("\u0441\u043e\u0440\u0430", "copa"):
        Somebody(board, name).card()
    found = read(board)
    assert len(found.people) == 1
    assert found.findings[0].why.startswith("Changed key")


def test_two_teams_may_each_have_a_kim(board: FolderBoard, kim: Somebody) -> None:
    other = Somebody(board, "Kim", "southgate")
    other.card()
    assert len(read(board).people) == 2


def test_the_newest_card_gives_the_name_and_frees_the_old_one(board: FolderBoard, kim: Somebody) -> None:
    kim.card(name="Kim Berg", shown=False)
    lee = Somebody(board, "Kim")
    lee.card(kim.clock.at + 10)
    found = read(board)
    assert {(person.name, person.shown) for person in found.people} == {("Kim Berg", False), ("Kim", True)}
    assert found.findings == ()


def test_nobody_takes_a_name_by_changing_to_it(board: FolderBoard, kim: Somebody) -> None:
    early = Somebody(board, "Lee")
    early.card(OPENS)
    path = early.card(NOON + DAY // 2, name="Kim")
    found = read(board)
    assert {person.name for person in found.people} == {"Kim", "Lee"}
    assert "change of name doesn't count" in whys(found)[shown(path, board)]


def test_nobody_changes_the_team(board: FolderBoard, kim: Somebody) -> None:
    path = kim.card(team="southgate")
    found = read(board)
    assert [person.team for person in found.people] == ["northgate"]
    assert "another team already" in whys(found)[shown(path, board)]


def test_a_team_that_the_season_does_not_have_is_none(board: FolderBoard) -> None:
    path = Somebody(board, "Lee").card(team="westgate")
    assert "no team “westgate”" in whys(read(board))[shown(path, board)]


def test_runs_wait_for_their_players_card(board: FolderBoard) -> None:
    lee = Somebody(board, "Lee")
    lee.played()
    found = read(board)
    assert found.people == ()
    assert whys(found) == {f"runs/{lee.player}": "A run of somebody who has no card here (yet)."}
    lee.card()
    assert len(read(board).people[0].runs) == 1


def test_whoever_left_is_nowhere_even_if_a_drive_brings_their_files_back(
    board: FolderBoard, kim: Somebody
) -> None:
    kim.played()
    kim.put("players", "gone")
    found = read(board)
    assert (found.people, found.findings) == ((), ())


def test_what_lies_in_the_wrong_room_counts_for_nothing(board: FolderBoard, kim: Somebody) -> None:
    card = kim.put("runs", "card", name="Kim", team="northgate", shown=True)
    run = run_of(board, kim.player, "aisle-seven").model_dump(mode="json")
    played = kim.put("players", "played", attempt=1, run=run)
    ticket = kim.put("runs", "drawn", encounter="aisle-seven", attempt=1, request="r" * 20, ahead=False)
    found = read(board)
    assert found.people[0].runs == ()
    assert set(whys(found)) == {shown(path, board) for path in (card, played, ticket)}


def test_a_file_of_another_season_counts_for_nothing(
    board: FolderBoard, kim: Somebody, tmp_path: Path
) -> None:
    other = Somebody(new_board(tmp_path / "april"), "Kim")
    other.signer = kim.signer
    path = written(board.folder / "runs" / kim.player, other.played().read_bytes())
    found = read(board)
    assert found.people[0].runs == ()
    assert "another season" in whys(found)[shown(path, board)]


# Order, and what is known already


def filled(board: FolderBoard) -> None:
    people = [
        Somebody(board, name, team) for name in ("Kim", "Lee", "Ada") for team in ("northgate", "southgate")
    ]
    people += [Somebody(board, "Kim"), Somebody(board, "Ada")]
    for number, person in enumerate(people):
        person.card(NOON + number)
        for attempt, pick in ((1, number), (1, number + 1), (2, number), (3, 1)):
            person.played(attempt, NOON + 100 + number + attempt, pick=pick)
    people[1].card(NOON + 50, name="Lee")
    people[0].card(NOON + 51, name="Noor")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[FolderBoard, list[Path]]:
    board = new_board(tmp_path_factory.mktemp("full") / "march")
    filled(board)
    return board, sorted(
        path for path in board.folder.rglob("*.json") if path.parent.parent.parent == board.folder
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_files_came_never_matters(
    full: tuple[FolderBoard, list[Path]], tmp_path_factory: pytest.TempPathFactory, chance: Random
) -> None:
    board, files = full
    order = list(files)
    chance.shuffle(order)
    other = tmp_path_factory.mktemp("other") / "march"
    shutil.copytree(board.folder, other, ignore=shutil.ignore_patterns("players", "runs"))
    copy = open_board(other, SHELF)
    kept = Known(None)
    for number, path in enumerate(order):
        written(other / path.parent.relative_to(board.folder), path.read_bytes())
        if number % 37 == 0:
            gathered(copy, NOON + DAY, known=kept)  # somebody looks in between, and remembers
    expected = read(board)
    assert len(expected.findings) > 8, "conflicts of every kind are among them"
    assert gathered(copy, NOON + DAY, known=kept) == read(copy) == expected
    now = NOON + DAY
    assert standings(copy.season, read(copy), now) == standings(board.season, expected, now)


def test_what_is_known_is_not_replayed(
    board: FolderBoard, kim: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim.played()
    written(board.folder / "runs" / kim.player, b"{}")
    first = gathered(board, NOON + DAY)
    assert len(first.findings) == 1

    def never(*_: object) -> None:
        raise AssertionError("replayed again")

    monkeypatch.setattr("game.board.folder.reading._read", never)
    assert gathered(board, NOON + DAY) == first


def test_a_file_that_is_not_as_it_was_is_read_again(board: FolderBoard, kim: Somebody) -> None:
    path = kim.played()
    assert gathered(board, NOON + DAY).people[0].runs
    path.write_bytes(path.read_bytes()[:-1])
    found = gathered(board, NOON + DAY)
    assert found.people[0].runs == ()
    assert "cut short" in whys(found)[shown(path, board)]


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"basis": 1}', b"\xff", b"[" * 100_000])
def test_a_broken_cache_counts_as_none(
    board: FolderBoard, kim: Somebody, tmp_path: Path, kept: bytes
) -> None:
    kim.played()
    first = gathered(board, NOON + DAY)
    [file] = (tmp_path / "cache").glob("board-*.json")
    file.write_bytes(kept)
    assert gathered(board, NOON + DAY) == first


def test_rows_of_another_form_count_as_none(board: FolderBoard, kim: Somebody, tmp_path: Path) -> None:
    kim.played()
    first = gathered(board, NOON + DAY)
    [file] = (tmp_path / "cache").glob("board-*.json")
    told = json.loads(file.read_bytes())
    told["files"] = {name: [*row[:3], "x"] for name, row in told["files"].items()}
    file.write_text(json.dumps(told))
    assert gathered(board, NOON + DAY) == first


def test_what_is_gone_is_forgotten(board: FolderBoard, kim: Somebody, tmp_path: Path) -> None:
    path = kim.played()
    gathered(board, NOON + DAY)
    path.unlink()
    assert gathered(board, NOON + DAY).people[0].runs == ()
    [file] = (tmp_path / "cache").glob("board-*.json")
    assert path.name not in file.read_text()


def test_new_files_are_counted_for_whoever_waits(board: FolderBoard, kim: Somebody) -> None:
    for attempt in (1, 2, 3):
        kim.played(attempt)
    told: list[tuple[int, int]] = []
    gathered(board, NOON + DAY, lambda done, of: told.append((done, of)), known_of(board))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_only_so_much_is_looked_at(
    board: FolderBoard, kim: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FILES_MOST >= 3 * 50
    assert PLAYERS_MOST >= 10_000
    monkeypatch.setattr("game.board.folder.files.FILES_MOST", 2)
    paths = sorted(kim.played(attempt) for attempt in (1, 2, 3))
    found = read(board)
    assert {run.file for run in found.people[0].runs} == {path.name for path in paths[:2]}
    assert "first 2" in whys(found)[f"runs/{kim.player}"]


@pytest.mark.parametrize(
    "name", ["Lee\u200b", "L\u0435e", "Lee \u202e", "\x1b[2J", " Lee", "<b>Lee</b>", "Ｌee"]
)
def test_a_name_that_a_board_would_not_take_is_no_card(board: FolderBoard, name: str) -> None:
    path = Somebody(board, "Lee").card(name=name)
    found = read(board)
    assert found.people == ()
    assert shown(path, board) in whys(found)


def test_a_file_that_can_not_be_opened_is_said(
    board: FolderBoard, kim: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kim.played()
    opening = os.open

    def refuse(name: object, *rest: object, **more: object) -> int:
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return opening(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    assert "Permission denied" in whys(read(board))[shown(path, board)]


def test_names_of_files_are_of_their_bytes() -> None:
    assert file_name(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.json"

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bakeoff import DraftShelf, first_draft
from bakeoff.drafts import shelf as shelf_module

OWNER = "o" * 32


def test_a_draft_survives_a_restart(tmp_path: Path) -> None:
    draft = replace(first_draft(), prompt="Mine, ünïcode 🙂\nand lines")
    assert DraftShelf(tmp_path).save(OWNER, draft) is None
    again = DraftShelf(tmp_path).load(OWNER)
    assert again is not None
    assert again.prompt == draft.prompt


def test_owners_do_not_see_each_other(tmp_path: Path) -> None:
    shelf = DraftShelf(tmp_path)
    shelf.save(OWNER, first_draft())
    assert shelf.load("p" * 32) is None


def test_no_file_name_gives_an_owner_away(tmp_path: Path) -> None:
    DraftShelf(tmp_path).save(OWNER, first_draft())
    (file,) = tmp_path.iterdir()
    assert OWNER not in file.name
    assert OWNER not in file.read_text(encoding="utf-8")


def test_an_owner_cannot_name_a_file_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    DraftShelf(folder).save("../../escaped", first_draft())
    assert [path.parent for path in tmp_path.rglob("*.json")] == [folder]


def test_only_the_operator_can_read_a_draft(tmp_path: Path) -> None:
    DraftShelf(tmp_path / "drafts").save(OWNER, first_draft())
    (file,) = (tmp_path / "drafts").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"form": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_draft_is_told_and_does_not_stop_anybody(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    DraftShelf(tmp_path).save(OWNER, first_draft())
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert DraftShelf(tmp_path).load(OWNER) is None
    assert file.name in caplog.text


def test_a_folder_that_cannot_be_written_leaves_the_draft_in_memory_and_says_so(
    tmp_path: Path,
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    shelf = DraftShelf(in_the_way)
    notice = shelf.save(OWNER, first_draft())
    assert notice is not None
    assert "until the server restarts" in notice
    assert shelf.load(OWNER) == first_draft_like(shelf)


def first_draft_like(shelf: DraftShelf) -> object:
    kept = shelf.load(OWNER)
    assert kept is not None
    assert kept.prompt == first_draft().prompt
    return kept


def test_a_very_long_draft_stays_in_memory_and_says_so(tmp_path: Path) -> None:
    shelf = DraftShelf(tmp_path)
    long = replace(first_draft(), prompt="x" * (shelf_module.MOST_BYTES + 1))
    notice = shelf.save(OWNER, long)
    assert notice is not None
    assert "too long" in notice
    assert shelf.load(OWNER) == long
    assert list(tmp_path.iterdir()) == []


def test_a_lone_surrogate_is_kept_too(tmp_path: Path) -> None:
    odd = replace(first_draft(), prompt="half \ud83d of a pair")
    assert DraftShelf(tmp_path).save(OWNER, odd) is None
    again = DraftShelf(tmp_path).load(OWNER)
    assert again is not None
    assert again.prompt == odd.prompt


def test_the_oldest_drafts_make_room(tmp_path: Path) -> None:
    import os

    shelf = DraftShelf(tmp_path)
    for number in range(shelf_module.KEEP_ON_DISK):
        old = tmp_path / f"{number}.json"
        old.write_text("{}", encoding="utf-8")
        os.utime(old, (number, number))
    shelf.save(OWNER, first_draft())
    names = {path.name for path in tmp_path.iterdir()}
    assert len(names) == shelf_module.KEEP_ON_DISK
    assert "0.json" not in names

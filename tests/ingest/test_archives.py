"""Archives and lists: what is in them comes out, within limits; one bad member is one failure."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import (
    DamagedFile,
    EmptyArticle,
    EncryptedFile,
    FileTooLarge,
    IngestError,
    InvalidJson,
    TooMuchPacked,
    UnreadableFile,
)
from retrieval.ingest import archives, formats
from retrieval.ingest.archives import ArchiveLimits, is_container
from retrieval.types import Raw, Unreadable

from .paper import zipped

SMALL = ArchiveLimits(member_bytes=10_000, total_bytes=50_000, members=20, lines=50)


def members(data: bytes, name: str = "a.zip", key: str | None = "file:/x/a.zip") -> list[Raw | Unreadable]:
    return archives.members(Raw(name, data, key), SMALL)


def names(found: list[Raw | Unreadable]) -> list[str]:
    return [each.name for each in found]


def errors(found: list[Raw | Unreadable]) -> dict[str, type[Exception]]:
    return {each.name: type(each.error) for each in found if isinstance(each, Unreadable)}


def test_an_archive_in_an_archive() -> None:
    line = json.dumps({"title": "One", "text": "It is."}).encode()
    inner = zipped({"deep/c.md": b"# C\n\nIt is.", "list.jsonl": line})
    data = zipped({"b.txt": b"B", "notes/inner.zip": inner, "ü.txt": b"U", "picture.png": b"", "empty/": b""})
    found = members(data)
    assert {each.name: (each.key, each.data) for each in found if isinstance(each, Raw)} == {
        "a.zip/b.txt": ("file:/x/a.zip!/b.txt", b"B"),
        "a.zip/notes/inner.zip/deep/c.md": (
            "file:/x/a.zip!/notes/inner.zip!/deep/c.md",
            b"# C\n\nIt is.",
        ),
        "a.zip/notes/inner.zip/list.jsonl line 1.json": (
            "file:/x/a.zip!/notes/inner.zip!/list.jsonl!/One",
            line,
        ),
        "a.zip/ü.txt": ("file:/x/a.zip!/ü.txt", b"U"),
    }
    assert all(each.key is None for each in members(data, key=None) if isinstance(each, Raw))
    assert is_container("A.ZIP")
    assert not is_container("a.txt")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\temp\\..\\a.txt", "C:/temp/a.txt"),
        ("a\u202etxt.\u202c.txt", "atxt..txt"),
        ("x\n\tb.txt", "x b.txt"),
        ("n" * 5000 + ".txt", "n" * 196 + ".txt"),
    ],
)
def test_names_lead_nowhere(name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert names(members(zipped({name: b"B"}))) == [f"a.zip/{shown}"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_utf_8_that_does_not_say_so() -> None:
    data = bytearray(zipped({"für.txt": b"B"}))
    for signature, flag in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(signature) + flag] = 0
    assert names(members(bytes(data))) == ["a.zip/für.txt"]


def test_hidden_files_and_those_of_the_system_are_passed_over() -> None:
    data = zipped({"__MACOSX/._b.txt": b"x", ".git/c.txt": b"x", "d/.e.txt": b"x", "b.txt": b"B"})
    assert names(members(data)) == ["a.zip/b.txt"]


@pytest.mark.parametrize("files", [{}, {"a.png": b"x"}, {".a.txt": b"x"}])
def test_nothing_to_read(files: dict[str, bytes]) -> None:
    with pytest.raises(EmptyArticle, match=r"\.pdf"):
        members(zipped(files))


def test_limits_of_one_member_hurt_that_member() -> None:
    data = zipped({"large.txt": b"x" * 10_001, "b.txt": b"B"})
    assert errors(members(data)) == {"a.zip/large.txt": FileTooLarge}
    assert len(members(data)) == 2
    packed = zipped({"b.txt": b"x" * 100}, zipfile.ZIP_BZIP2)
    assert errors(members(packed)) == {"a.zip/b.txt": DamagedFile}


def test_limits_of_the_whole_hurt_the_whole() -> None:
    with pytest.raises(TooMuchPacked, match="50,000 bytes"):
        members(zipped({f"{n}.txt": bytes(9_000) for n in range(6)}))
    with pytest.raises(TooMuchPacked, match="20 files"):
        members(zipped({f"{n}.txt": b"x" for n in range(21)}))
    with pytest.raises(TooMuchPacked, match="50 lines"):
        members(b"{}\n" * 51, "a.jsonl")
    inner = zipped({f"{n}.txt": bytes(9_000) for n in range(3)})
    with pytest.raises(TooMuchPacked):
        members(zipped({"1.zip": inner, "2.zip": inner, "z.txt": bytes(9_000)}))


def test_what_comes_out_is_counted_whatever_the_archive_says_of_itself() -> None:
    honest = zipped({f"{number}.txt": bytes(9_000) for number in range(6)})
    lying = honest.replace((9_000).to_bytes(4, "little"), (90).to_bytes(4, "little"))
    assert lying != honest
    assert all(len(each.data) <= 90 for each in members(lying) if isinstance(each, Raw))
    assert set(errors(members(lying)).values()) <= {DamagedFile}


def test_what_says_that_it_is_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    bomb = zipped({f"{number}.txt": bytes(9_000) for number in range(6)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, entry: opened.append(entry.filename))
    with pytest.raises(TooMuchPacked, match=r"50,000 bytes \(quota\.unpacked_bytes\)"):
        members(bomb)
    assert opened == []


def test_a_bomb_in_an_archive_in_an_archive_ends_the_whole() -> None:
    bomb = zipped({f"{number}.txt": bytes(9_000) for number in range(6)})
    with pytest.raises(TooMuchPacked) as caught:
        members(zipped({"a.txt": b"A", "1.zip": bomb, "2.zip": bomb}))
    assert caught.value.source == "a.zip"
    lines = zipped({f"{number}.jsonl": b"{}\n" * 20 for number in range(3)})
    with pytest.raises(TooMuchPacked, match="50 lines"):
        members(lines)
    names = zipped({f"{number}.png": b"" for number in range(201)})
    with pytest.raises(TooMuchPacked, match="200 names"):
        members(names)


def test_archives_do_not_nest_without_end() -> None:
    data = zipped({"a.txt": b"x"})
    for _ in range(3):
        data = zipped({"in.zip": data, "b.txt": b"B"})
    found = members(data)
    assert errors(found) == {"a.zip/in.zip/in.zip": TooMuchPacked}
    assert names(found).count("a.zip/in.zip/b.txt") == 1


def test_locked_archives() -> None:
    data = bytearray(zipped({"a.txt": b"x", "b.txt": b"B"}))
    places = [at + 8 for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    data[places[0]] |= 1
    assert errors(members(bytes(data))) == {"a.zip/a.txt": EncryptedFile}
    data[places[1]] |= 1
    with pytest.raises(EncryptedFile):
        members(bytes(data))


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), zipped({"a.txt": b"x"})[:50]],
    ids=["empty", "text", "header", "end", "cut"],  # an archive holds the time at which it was made
)
def test_damaged_archives(data: bytes) -> None:
    with pytest.raises((DamagedFile, EmptyArticle)):
        members(data)


def test_a_damaged_member() -> None:
    data = zipped({"a.txt": b"some text " * 50, "b.txt": b"B"}, zipfile.ZIP_STORED).replace(
        b"some", b"gone", 1
    )
    assert errors(members(data)) == {"a.zip/a.txt": DamagedFile}


@given(st.data())
def test_an_archive_with_wrong_bytes(data: st.DataObject) -> None:
    whole = bytearray(
        zipped({"a.txt": b"some text " * 9, "b.jsonl": b'{"text": "x"}', "c.zip": zipped({"d.md": b"D"})})
    )
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=12)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        found = members(bytes(whole))
    except IngestError:
        return
    assert all(isinstance(each.error, IngestError) for each in found if isinstance(each, Unreadable))


def test_a_bad_line_is_one_failure() -> None:
    rows = [
        '{"id": 7, "title": "One", "text": "It is one."}', "", "{broken", "[1]", '{"title": "Two", "text": "It is."}',
        '{"title": "Two", "text": "It is another."}', '{"text": "It is nameless."}',
    ]  # fmt: skip
    found = members("\r\n".join(rows).encode("utf-8-sig"), "a.jsonl", "file:/a.jsonl")
    assert errors(found) == {"a.jsonl line 3": InvalidJson, "a.jsonl line 4": InvalidJson}
    read = [each for each in found if isinstance(each, Raw)]
    assert [(each.name, each.key) for each in read] == [
        ("a.jsonl line 1.json", "file:/a.jsonl!/7"),
        ("a.jsonl line 5.json", "file:/a.jsonl!/Two"),
        ("a.jsonl line 6.json", "file:/a.jsonl!/Two (line 6)"),
        ("a.jsonl line 7.json", "file:/a.jsonl!/line 7"),
    ]
    assert [formats.read(each).text for each in read][:2] == ["It is one.", "It is."]


def test_lists_that_are_no_text() -> None:
    with pytest.raises(UnreadableFile):
        members(b"\0" * 100, "a.jsonl")
    with pytest.raises(EmptyArticle):
        members(b"\n\n", "a.jsonl")

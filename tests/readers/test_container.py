"""Containers are looked through before they are parsed: bombs, locks, damage, entities."""

import resource
import struct
import subprocess
import sys
import time
import zipfile

import pytest

from grader.errors import InputError
from grader.readers.container import checked_member, open_container

PART = b'<?xml version="1.0" encoding="UTF-8"?>\n<a><b>text</b></a>'
BOMB_TYPE = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>'
SVG = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>'


@pytest.fixture
def container(tmp_path):
    """A container of those members in a file of that name."""

    def _container(members, name="a.docx", method=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", method) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return path

    return _container


def refusal(path, most=1 << 30):
    with pytest.raises(InputError) as raised:
        open_container(path, most_inflated=most)
    told = str(raised.value)
    assert told.startswith(f"{path}: ")
    assert "\n" not in told
    return told.removeprefix(f"{path}: ")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_sound_container_is_opened_and_its_members_read(container, method):
    path = container({"word/document.xml": PART, "media/a.png": bytes(range(256))}, method=method)
    with open_container(path, most_inflated=1000) as archive:
        assert checked_member(archive, "word/document.xml", path).read() == PART


def test_member_that_is_missing_is_told(container):
    path = container({"x.xml": PART})
    with (
        open_container(path, most_inflated=1000) as archive,
        pytest.raises(InputError, match=r"a\.docx: has no part word/document\.xml"),
    ):
        checked_member(archive, "word/document.xml", path)


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.docx", b"", "empty, 0 bytes"),
        ("a.docx", b"{\\rtf1 x}", "no .docx file, whatever its name says; open it in Word"),
        ("a.xlsx", b"<html><table></table></html>", "open it in Excel or WPS and save it as .xlsx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "format of before 2007"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(65530) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "damaged or cut off"),
    ],
)  # fmt: skip
def test_what_is_no_container_is_told_with_the_way_out(tmp_path, name, content, part):
    path = tmp_path / name
    path.write_bytes(content)
    assert part in refusal(path)


@pytest.mark.parametrize("left", [0.3, 0.6, 0.95])
def test_container_that_is_cut_off_is_told(container, left):
    path = container({f"{n}.xml": PART for n in range(20)})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * left)])
    assert "damaged or cut off" in refusal(path)


def test_every_changed_byte_of_a_member_is_found(container):
    """Each place is refused or harmless, and none ends in another error."""
    path = container({"a.xml": PART}, method=zipfile.ZIP_STORED)
    whole = path.read_bytes()
    found = 0
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            with open_container(path, most_inflated=1000) as archive:
                assert archive.read("a.xml") == PART
        except (InputError, KeyError):
            found += 1
    assert found > len(PART)


def test_encrypted_member_is_told(container):
    path = container({"a.xml": PART})
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    path.write_bytes(raw)
    assert "protected by a password" in refusal(path)


def test_unusual_compression_is_refused(container):
    """Its bombs inflate in one piece."""
    assert "damaged" in refusal(container({"a.xml": PART}, method=zipfile.ZIP_BZIP2))


def test_bomb_is_refused_by_what_it_really_inflates_to(container):
    path = container({"a.xml": b"<a>" + bytes(30 << 20)})
    assert "inflates to more than 400 times its size" in refusal(path)
    path = container({f"{n}.bin": bytes(4 << 20) for n in range(6)})
    assert "inflates to more than 20,000,000 bytes" in refusal(path, 20_000_000)


@pytest.mark.parametrize("claimed", [10, 1 << 31])
def test_size_in_the_header_is_not_believed(container, claimed):
    path = container({"a.bin": bytes(30 << 20)})
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(mark) + offset
        raw[at : at + 4] = struct.pack("<I", claimed)
    path.write_bytes(raw)
    assert refusal(path).startswith(("damaged", "part 'a.bin' inflates"))


def test_too_many_members_are_refused(container):
    path = container({f"{n}": b"" for n in range(10_001)}, method=zipfile.ZIP_STORED)
    assert "10,001 parts inside" in refusal(path)


def test_member_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", PART)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.xml", PART)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", [b"", b"<!-- x -->" * 1000], ids=["first", "behind comments"])
@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels", "word/unusual.part"])
def test_document_type_is_refused_before_a_parser_sees_it(container, encoding, before, name):
    path = container({name: (before + BOMB_TYPE + b"<a>&y;</a>").decode().encode(encoding)})
    assert "declares a document type" in refusal(path)


def test_document_type_that_is_only_text_or_a_picture_is_none(container):
    text = b"<a><![CDATA[<!DOCTYPE html>]]> &lt;!DOCTYPE x> <!-- <!ENTITY --></a>"
    path = container({"a.xml": text, "media/a.svg": SVG, "chunk.htm": b"<!DOCTYPE html><p>"})
    with open_container(path, most_inflated=1000) as container_:
        assert container_.read("a.xml") == text


@pytest.mark.parametrize("content", [b"", b"<", b"plain", b"<a", b"<!-- " + b"x" * (2 << 20)])
def test_part_that_must_be_xml_and_is_not_is_damaged(container, content):
    assert "damaged" in refusal(container({"a.xml": content}))


# The peak of this process alone: getrusage would count the one it was started from as well.
BAD = """
import re, sys
from pathlib import Path
from grader.errors import InputError
from grader.readers.container import open_container
try:
    open_container(Path(sys.argv[1]), most_inflated=1 << 30)
except InputError as error:
    status = Path("/proc/self/status").read_text()
    print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024, error)
"""


def long_directory(path):
    """A container whose list of members alone is 60 MB."""
    entry = (
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    count = 60_000_000 // len(entry)
    with path.open("wb") as file:
        file.write(b"PK\x03\x04" + bytes(27))
        start = file.tell()
        for _ in range(count // 1000):
            file.write(entry * 1000)
        size = file.tell() - start
        total = size // len(entry)
        end = file.tell()
        file.write(
            struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, total, total, size, start)
        )
        file.write(struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1))
        file.write(
            struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
        )


def layers(path):
    """100 MB of blanks in 100 KB of file."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.xml", "w") as file,
    ):
        file.write(b"<a>")
        for _ in range(100):
            file.write(b" " * (1 << 20))


@pytest.mark.parametrize("make", [long_directory, layers])
def test_memory_stays_small_whatever_is_refused(tmp_path, make):
    path = tmp_path / "a.docx"
    make(path)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", BAD, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout, "it was not refused"
    assert int(done.stdout.split()[0]) < 100
    assert time.monotonic() - begun < 20


def test_open_files_are_closed_when_a_container_is_refused(container):
    path = container({"a.xml": b"plain"})
    for _ in range(resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 200 + 50):
        with pytest.raises(InputError):
            open_container(path, most_inflated=1000)

"""Documents as programs write them: Word by python-docx, PDF by hand."""

import pytest

from grader.core.paper import read_paper
from grader.readers.question_paper import read_blocks


@pytest.fixture
def paper_of(tmp_path):
    """The paper in a file of that name and content; also what was noted of it."""
    notes = []

    def _paper(name, content):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            content.save(str(path))
        return read_paper(read_blocks(path, notes.append))

    _paper.notes = notes
    return _paper


_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
    b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_GLYPHS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>"
)


def pdf(*pages):
    """A PDF of *pages*, each a list of lines, with a text layer in any script."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"
    )
    count = len(pages)
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        _FONT,
        _GLYPHS,
        _stream(cmap),
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 50 {800 - 20 * n} Tm <{line.encode('utf-16-be').hex()}> Tj "
            for n, line in enumerate(lines)
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode(),
            _stream(f"BT /F 12 Tf {shown}ET".encode()),
        ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(out)


def _stream(data):
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


@pytest.fixture(name="pdf")
def _pdf():
    return pdf

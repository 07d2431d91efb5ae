"""Letters as Word documents: what they share is packed once a run."""

import copy
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from ...records import Language
from .sheet import Sheet

_BODY = "word/document.xml"
# What python-docx's empty document brings along and no letter needs: most of its size.
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail")
_USED = {"Normal", "Heading 1", "Heading 2", "List Bullet", "Default Paragraph Font", "No List",
         "Normal Table"}  # fmt: skip
_INK = RGBColor(0x23, 0x26, 0x2B)
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


class Documents:
    """
    Makes documents, one after another.

    A letter costs its own words only: styles, settings and numbering are compressed once, a
    paragraph of each kind is cast once, and the text is appended to a copy of them.
    """

    def __init__(self, title: str, author: str, language: Language) -> None:
        self._document = _empty(title, author, language)
        self._body: Any = self._document.element.body
        self._shell = _without_body(self._document)
        self._moulds = {
            "title": self._cast("Heading 1"),
            "heading": self._cast("Heading 2"),
            "listed": self._cast("List Bullet"),
            "line": self._cast(None),
            "notice": self._cast(None, is_bold=True),
            "signed": self._cast(None, is_right=True),
        }

    def document(self, sheet: Sheet) -> bytes:
        """*sheet* as the content of a .docx file."""
        page = self._body[-1]  # its size and margins
        self._body.clear()
        for kind, text in _lines(sheet):
            self._body.append(_filled(self._moulds[kind], text))
        self._body.append(page)
        made = io.BytesIO(self._shell)
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file:
            file.writestr(_entry(_BODY), serialize_part_xml(self._document.element))
        return made.getvalue()

    def _cast(self, style: str | None, *, is_bold: bool = False, is_right: bool = False) -> Any:
        made = self._document.add_paragraph(style=style)
        made.add_run("…").bold = is_bold or None
        if is_right:
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return made._p  # noqa: SLF001 - the element, to be copied as often as needed


def _lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every paragraph with its kind."""
    yield "title", sheet.title
    if sheet.notice:
        yield "notice", sheet.notice
    yield from (("line", text) for text in (sheet.greeting, *sheet.intro))
    for section in sheet.sections:
        yield "heading", section.heading
        yield from (("listed" if section.is_list else "line", text) for text in section.lines)
    yield from (("line", sheet.thanks), ("signed", sheet.signed))


def _filled(mould: Any, text: str) -> Any:
    made = copy.deepcopy(mould)
    next(made.iter(qn("w:t"))).text = text
    return made


def _empty(title: str, author: str, language: Language) -> Any:
    document = Document()
    for part in (document.part.rels, document.part.package.rels):
        for name in [name for name, each in part.items() if each.reltype.endswith(_UNUSED)]:
            del part[name]
    told = document.core_properties
    told.title, told.author, told.comments, told.language = title, author, "", _LANGUAGES[language]
    for stamp in list(told._element):  # noqa: SLF001 - the dates of the template are not the letter's
        if stamp.tag in {qn("dcterms:created"), qn("dcterms:modified")}:
            told._element.remove(stamp)  # noqa: SLF001 - see above
    _set_styles(document, language)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    return document


def _set_styles(document: Any, language: Language) -> None:
    for style in list(document.styles):
        if style.name not in _USED:
            style.delete()
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.4
    for name, size in (("Heading 1", 18), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _INK
    code = _LANGUAGES[language]
    for each in document.styles:
        if each.type == WD_STYLE_TYPE.PARAGRAPH and each.name == "Normal":
            each.element.get_or_add_rPr().append(
                parse_xml(f'<w:lang {nsdecls("w")} w:val="{code}" w:eastAsia="zh-CN"/>')
            )


def _without_body(document: Any) -> bytes:
    """The package of *document* without its text, compressed and free of dates."""
    whole, made = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != _BODY:
                new.writestr(_entry(name), old.read(name))
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # its date is the first a zip file can tell: the same each time
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry

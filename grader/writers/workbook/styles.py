"""How cells look: few styles, told apart in grey print too."""

from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ...records import Language

Kind = Literal[
    "title", "notice", "told", "verdict", "heading", "header", "below", "code",
    "id", "text", "aside", "whole", "tenth", "entry", "link",
]  # fmt: skip

SIZE = 10
LINE_PT = 16.0
"""Height of one line of text, in points."""

# A face that comes with the spreadsheet programs of that language.
_FACES = {"zh": "Microsoft YaHei", "en": "Calibri"}
# A number would touch the text of the next column.
_NUMBER = {"align": "right", "indent": 1}
_RULE = {"bottom": 1, "bottom_color": "#C8CDD3"}
_HEADER = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
           "border": 1, "bg_color": "#DCE4EC"}  # fmt: skip
# A quote prefix keeps text what it is, even when someone edits the cell.
_TEXT = {"text_wrap": True, "indent": 1, "quote_prefix": True, **_RULE}
_STYLES: dict[Kind, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "notice": {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "bg_color": "#FFF3CD",
    },
    "told": {"text_wrap": True},
    "verdict": {"bold": True, "text_wrap": True, "font_size": 12, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "valign": "vcenter", "bottom": 2},
    "header": _HEADER,
    "below": {**_HEADER, "bold": False, "font_size": 9},
    "code": {**_HEADER, "bold": False, "font_size": 8, "font_color": "#595959"},
    "id": {"num_format": "@", "quote_prefix": True, **_RULE},
    "text": _TEXT,
    "aside": {"quote_prefix": True, **_NUMBER, **_RULE},
    "whole": {"num_format": "0", **_NUMBER, **_RULE},
    "tenth": {"num_format": "0.0", **_NUMBER, **_RULE},
    "entry": {**_TEXT, "border": 1, "bg_color": "#FFF9DB"},
    "link": {"font_color": "#1F4E79", "underline": 1, **_RULE},
}


def base_style(language: Language) -> dict[str, Any]:
    """What every cell of a workbook in *language* starts from."""
    return {"font_name": _FACES[language], "font_size": SIZE, "valign": "top"}


class Styles:
    """The styles of one workbook, each made when it is first used."""

    def __init__(self, file: Workbook, language: Language) -> None:
        self._file = file
        self._base = base_style(language)
        self._made: dict[tuple[Kind, bool], Format] = {}

    def __call__(self, kind: Kind, *, ruled: bool = False) -> Format:
        """The style of that *kind*; `ruled` draws a line above, where a new answer begins."""
        made = self._made.get((kind, ruled))
        if made is None:
            above = {"top": 2, "top_color": "#5B6770"} if ruled else {}
            made = self._file.add_format({**self._base, **_STYLES[kind], **above})
            self._made[kind, ruled] = made
        return made

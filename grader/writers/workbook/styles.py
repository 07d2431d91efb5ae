"""How cells look: few styles, told apart in grey print too."""

from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ...records import Language

Kind = Literal[
    "title", "notice", "told", "verdict", "heading", "header", "below", "code",
    "id", "text", "aside", "whole", "tenth", "hundredth", "thousandth", "line", "count", "link",
    "row", "group", "entry",
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
_TEXT = {"text_wrap": True, "indent": 1, "quote_prefix": True}
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
    "id": {"num_format": "@", "quote_prefix": True},
    "text": _TEXT,
    "aside": {"quote_prefix": True, "text_wrap": True, **_NUMBER},
    "whole": {"num_format": "0", **_NUMBER},
    "tenth": {"num_format": "0.0", **_NUMBER},
    "hundredth": {"num_format": "0.00", **_NUMBER},
    "thousandth": {"num_format": "0.000", **_NUMBER},
    # These three are laid over a whole table; what is laid over cells has thin lines only.
    "row": _RULE,
    "group": {"top": 1, "top_color": "#000000"},
    "entry": {"border": 1, "bg_color": "#FFF9DB"},
    "line": {**_TEXT, "indent": 0, **_RULE},
    "count": {"num_format": "0", **_NUMBER, **_RULE},
    "link": {"font_color": "#1F4E79", "underline": 1, **_RULE},
}

_LAID = {"row", "group", "entry"}


def base_style(language: Language) -> dict[str, Any]:
    """What every cell of a workbook in *language* starts from."""
    return {"font_name": _FACES[language], "font_size": SIZE, "valign": "top"}


class Styles:
    """The styles of one workbook, each made when it is first used."""

    def __init__(self, file: Workbook, language: Language) -> None:
        self._file = file
        self._base = base_style(language)
        self._made: dict[Kind, Format] = {}

    def __call__(self, kind: Kind) -> Format:
        """The style of that *kind*."""
        made = self._made.get(kind)
        if made is None:
            base = {} if kind in _LAID else self._base
            made = self._made[kind] = self._file.add_format({**base, **_STYLES[kind]})
        return made

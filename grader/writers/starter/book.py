"""The workbook to fill in: the right columns, an example, and what the columns mean."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from ...core.report import decimal
from ...errors import StoreError
from ...message import cause
from ...records import Language, Rubric
from ..whole import in_place
from ..workbook.styles import LINE_PT, base_style

_ABOUT_PEOPLE = ("candidate_id", "name", "post")
_WIDTHS = (14, 12, 14)
_ABOUT = (
    ("about_wide_head", "about_wide"),
    ("about_long_head", "about_long"),
    ("about_sent_head", "about_sent", "about_kept", "about_baseline"),
    ("about_more_head", "about_more", "about_check"),
)
_ITEM_WIDTH, _ABOUT_WIDTH, _LINE_COLUMNS = 56, 76, 70
_HEADER_PT, _EXAMPLE_PT = 52, 150
# The same files for everyone who starts on the same version.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the file's format knows no zones
_TIP = {"width": 300, "height": 110, "font_size": 10}


def write_template(
    path: Path, rubric: Rubric, words: Mapping[str, str], language: Language
) -> None:
    """
    Write a workbook for answers to the items of *rubric*, a column each, to *path*.

    Its first row is an example, with a text for the first two items. A second sheet says what
    the columns mean and what is sent.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with Workbook(str(part), {"default_format_properties": base_style(language)}) as file:
            file.set_properties({"title": words["about_title"], "created": _CREATED})
            _fill(file, file.add_worksheet(words["sheet"]), rubric, words)
            _explain(file, file.add_worksheet(words["about_sheet"]), words)
        in_place(part, path)
    except (OSError, XlsxWriterException) as error:
        raise StoreError(
            "{path}: cannot be written ({reason}); check the disk and the folder, and "
            "close the file if a program has it open",
            path=path,
            reason=cause(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _fill(file: Workbook, sheet: Worksheet, rubric: Rubric, words: Mapping[str, str]) -> None:
    header = _style(file, bold=True, border=1, bg_color="#DCE4EC", valign="vcenter")
    entry = _style(file, num_format="@")
    columns = [
        (words[each], words[f"{each}_tip"], words[f"{each}_example"]) for each in _ABOUT_PEOPLE
    ]
    for number, item in enumerate(rubric.items, start=1):
        tip = words["item_tip"].format(item=item.id, points=decimal(item.points))
        title = item.text.of(rubric.language)
        columns.append((title, tip, words.get(f"example_{number}", "")))
    for at, (title, tip, text) in enumerate(columns):
        sheet.set_column(at, at, (*_WIDTHS, *[_ITEM_WIDTH] * at)[at], entry)
        sheet.write_string(0, at, title, header)
        sheet.write_comment(0, at, tip, _TIP)
        sheet.write_string(1, at, text, entry)
    sheet.write_comment(1, 0, words["example_tip"], {**_TIP, "height": 50})
    sheet.set_row_pixels(0, _HEADER_PT)
    sheet.set_row_pixels(1, _EXAMPLE_PT)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    _print_on_a4(sheet)


def _print_on_a4(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _explain(file: Workbook, sheet: Worksheet, words: Mapping[str, str]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _ABOUT_WIDTH)
    _print_on_a4(sheet)
    sheet.write_string(0, 0, words["about_title"], _style(file, bold=True, font_size=14))
    head, told = _style(file, bold=True), _style(file)
    row = 1
    for title, *lines in _ABOUT:
        sheet.write_string(row + 1, 0, words[title], head)
        for number, line in enumerate(lines, start=2):
            sheet.write_string(row + number, 0, words[line], told)
            sheet.set_row(row + number, _height(words[line]))
        row += len(lines) + 2


def _height(text: str) -> float:
    """The height for *text*, in points: programs measure it by fonts they may not have."""
    columns = len(text) + sum(not char.isascii() for char in text)
    return LINE_PT * (columns // _LINE_COLUMNS + 1)


def _style(file: Workbook, **properties: Any) -> Any:
    return file.add_format({"text_wrap": True, "valign": "top", **properties})

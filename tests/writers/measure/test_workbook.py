"""The workbooks of figures: they open, hold numbers as numbers, and run nothing."""

from dataclasses import replace
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from grader.core.outcomes import outcomes
from grader.writers.audit_page import write_audit
from grader.writers.calibration_page import write_calibration

HOSTILE = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture(scope="module", params=["zh", "en"])
def books(request, calibration_page, audit_page, tmp_path_factory):
    """Both workbooks in one language, with names that would be formulas."""
    folder, language = tmp_path_factory.mktemp("books"), request.param
    page = calibration_page(language)
    found = page.calibration
    odd = replace(found.measured[-1], names=(HOSTILE, HOSTILE))
    page = replace(page, calibration=replace(found, measured=(*found.measured, odd)))
    groups = outcomes([HOSTILE], [[HOSTILE]] * 40 + [["x"]] * 40, [float(n) for n in range(80)])
    every = [*audit_page(language).outcomes, groups]
    write_calibration(folder, page, ("xlsx",))
    write_audit(folder, audit_page(language, outcomes=every), ("xlsx",))
    paths = [folder / "calibration.xlsx", folder / "audit.xlsx"]
    return paths, [load_workbook(each) for each in paths], page.labels


def test_every_sheet_that_is_asked_for_is_there(books):
    _, (calibration, audit), words = books
    wanted = ("book_summary", "sheet_total", "sheet_dimension", "sheet_item", "sheet_criterion", "pairs",
              "confusion", "book_charts")  # fmt: skip
    assert {words[name] for name in wanted} <= set(calibration.sheetnames)
    wanted = ("book_summary", "audit_differences_sheet", "audit_law_sheet", "audit_fifths_sheet",
              "book_charts")  # fmt: skip
    assert {words[name] for name in wanted} <= set(audit.sheetnames)


def test_no_cell_is_a_formula_or_a_link(books):
    paths, made, _ = books
    for path, book in zip(paths, made, strict=True):
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
        assert any(cell.value == HOSTILE or HOSTILE in str(cell.value) for cell in cells)
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
        with ZipFile(path) as file:
            texts = [
                file.read(name).decode("utf-8")
                for name in file.namelist()
                if name.endswith((".xml", ".rels"))
            ]
        assert not any(
            "<f>" in text and "evil.example" in text.partition("<f>")[2].partition("</f>")[0]
            for text in texts
        )
        assert not any('TargetMode="External"' in text for text in texts)


def test_figures_are_numbers_with_their_interval_beside_them(books):
    _, (calibration, _), words = books
    sheet = calibration[words["sheet_total"]]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    header = next(each for each in lines if words["figure_qwk"] in each)
    at = header.index(words["figure_qwk"])
    value, low, high = lines[lines.index(header) + 1][at : at + 3]
    assert low < value < high <= 1
    assert header[at + 1 : at + 3] == [
        words[end].format(name=words["figure_qwk"]) for end in ("low_end", "high_end")
    ]


def test_undefined_figures_are_words_in_their_cells(books):
    _, (calibration, _), words = books
    sheet = calibration[words["sheet_criterion"]]
    told = [str(cell.value) for line in sheet.iter_rows() for cell in line]
    assert words["why_too_few"] in told
    assert not {"nan", "None.0", "#N/A", "#DIV/0!"} & set(told)


def test_charts_are_the_program_s_own_and_point_at_the_sheet(books):
    paths, made, words = books
    for path, book in zip(paths, made, strict=True):
        assert len(book[words["book_charts"]]._charts) >= 3
        with ZipFile(path) as file:
            drawn = [
                file.read(each).decode("utf-8")
                for each in file.namelist()
                if "charts/chart" in each
            ]
        assert any("c:errBars" in each for each in drawn)
        assert not any(
            "evil.example" in each.partition("<c:f>")[2].partition("</c:f>")[0] for each in drawn
        )

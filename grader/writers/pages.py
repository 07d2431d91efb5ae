"""The pages of a run: HTML, Markdown, and run.json for machines."""

from pathlib import Path

from .html_page import html_page
from .markdown_page import markdown_page
from .page import Page
from .run_json import write_run_json
from .whole import whole_file


def write_pages(folder: Path, page: Page, versions: dict[str, str]) -> None:
    """
    Write `report.html`, `report.md` and `run.json` of *page* into *folder*.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    for name, text in (("report.html", html_page(page)), ("report.md", markdown_page(page))):
        with whole_file(folder / name) as file:
            file.write(text)
    write_run_json(folder / "run.json", page.run, versions)

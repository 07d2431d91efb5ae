"""The page of the library shows what really happens, and shows every public name."""

import doctest
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import grader

DOCS = Path(__file__).resolve().parents[2] / "docs"

pytestmark = pytest.mark.parametrize("language", ["zh", "en"])


def examples(page):
    """The Python blocks of the page, each with the line it begins in."""
    text = page.read_text(encoding="utf-8")
    return [(token.content, token.map[0] + 1) for token in MarkdownIt().parse(text)
            if token.type == "fence" and token.info == "python"]  # fmt: skip


def test_every_example_does_what_the_page_says(language):
    page = DOCS / language / "library.md"
    names, runner, told = {}, doctest.DocTestRunner(), []
    for source, line in examples(page):
        test = doctest.DocTestParser().get_doctest(source, names, page.name, str(page), line)
        assert test.examples, f"{page.name}:{line}: a block without >>> is not run"
        runner.run(test, out=told.append, clear_globs=False)
        names.update(test.globs)
    assert not told, "".join(told)


def test_every_public_name_is_used_in_an_example(language):
    code = "\n".join(source for source, _ in examples(DOCS / language / "library.md"))
    imported = set(re.findall(r"\w+", " ".join(re.findall(r"from grader import (.+)", code))))
    given = {"Evidence", "Rating", "Score"}  # nobody makes these; told where they come
    assert imported | given >= set(grader.__all__)
    assert all(re.search(rf"# (?:an?|一个) {name}[:：]", code) for name in given)


def test_exit_codes_on_the_page_are_those_of_the_command(language):
    from grader.cli import app

    told = (DOCS / language / "installing.md").read_text(encoding="utf-8")
    codes = {int(found) for found in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)}
    named = {value for name, value in vars(app).items() if name.startswith("EXIT_")}
    assert codes == named | {0, 1, 5}

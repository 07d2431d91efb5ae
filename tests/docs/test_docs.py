"""The manual: the same pages in both languages, nothing undocumented, nothing stale."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import cogapp
import pytest
import typer
from ruamel.yaml import YAML

from grader.cli.app import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("zh", "en")
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")
CODE = re.compile(r"^( *)```.*?^\1```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def pages(language: str) -> set[str]:
    return {page.name for page in (DOCS / language).glob("*.md")}


def menu(language: str) -> set[str]:
    """The pages that the menu of a site leads to."""
    file = ROOT / {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}[language]
    nav = file.read_text(encoding="utf-8").partition("\nnav:\n")[2]

    def below(entry: Any) -> list[str]:
        if isinstance(entry, str):
            return [entry]
        entries = entry.values() if isinstance(entry, dict) else entry
        return [page for each in entries for page in below(each)]

    return set(below(YAML(typ="safe").load(nav)))


def tool(name: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(name, DOCS / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    found.loader.exec_module(module)
    return module


def commands(name: str, command: Any) -> list[tuple[str, Any]]:
    below = getattr(command, "commands", {}).items()
    return [(name, command)] + [
        pair for at, each in below for pair in commands(f"{name} {at}", each)
    ]


def test_every_page_exists_in_both_languages():
    assert pages("zh") == pages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_page_and_to_nothing_else(language):
    notes = {f"design/{page.name}" for page in (DOCS / language / "design").glob("*.md")}
    assert menu(language) == pages(language) | notes


@pytest.mark.parametrize(
    "page", sorted(DOCS.rglob("*.md")), ids=lambda page: str(page.relative_to(DOCS))
)
def test_links_and_pictures_of_a_page_lead_to_what_its_site_has(page):
    targets = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    site = DOCS / page.relative_to(DOCS).parts[0]
    found = [(page.parent / each).resolve() for each in targets]
    assert not [each for each in found if not (each.exists() and each.is_relative_to(site))]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_links_of_the_readme_lead_somewhere(readme):
    targets = LINK.findall(CODE.sub("", (ROOT / readme).read_text(encoding="utf-8")))
    assert targets
    assert not [each for each in targets if not (ROOT / each).exists()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_texts_in_the_manual_are_what_help_prints_now(language, capsys):
    """`make fix` brings them up to date."""
    page = str(DOCS / language / "commands.md")
    code = cogapp.Cog().main(["cog", "--check", "--diff", "-I", str(DOCS / "tools"), page])
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_command_and_no_option_is_undocumented(language):
    text = (DOCS / language / "commands.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^## (grader[^\n]*)\n\n```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    )
    missing = []
    for name, command in commands("grader", typer.main.get_command(app)):
        options = [
            option
            for each in command.params
            if not each.hidden
            for option in each.opts
            if option[0] == "-"
        ]
        missing += [
            f"{name} {option}" for option in options if option not in sections.get(name, "")
        ]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_of_the_path_is_as_its_program_draws_it(language):
    drawn = tool("path_picture").picture(language)
    assert (DOCS / language / "images" / "path.svg").read_text(encoding="utf-8") == drawn


def test_the_settings_of_both_languages_are_the_same():
    english, chinese = (
        re.findall(
            r"^\| (`[^|]+`) \|",
            (DOCS / each / "settings.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        for each in ("en", "zh")
    )
    assert english
    assert chinese == english

"""grader rubric: what rubrics there are, what one holds, whether a file is one."""

from pathlib import Path
from typing import Annotated

import typer

from . import options as o
from .language import check_spoken

app = typer.Typer(
    help="List, show and check rubrics.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def root(lang: o.SpokenIn = "") -> None:
    """Options before the command."""
    check_spoken(lang)


@app.command("list")
def list_rubrics(lang: o.SpokenIn = "", as_json: o.AsJson = False) -> int:
    """The rubrics that come with grader."""
    from .rubric_views import print_list

    check_spoken(lang)
    return print_list(as_json=as_json)


@app.command("show")
def show(
    rubric: Annotated[str, typer.Argument(help="A shipped rubric's id, or a .yaml file.")],
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """One rubric: its items, criteria and points."""
    from .rubric_views import print_rubric

    return print_rubric(rubric, lang, as_json=as_json)


@app.command("check")
def check(
    rubric: Annotated[str, typer.Argument(help="A rubric file, or a shipped rubric's id.")],
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Whether a file is a rubric (else exit 2), and what is still open."""
    from .rubric_check import print_check

    return print_check(rubric, lang, as_json=as_json)


@app.command("diff")
def diff(
    old: Annotated[str, typer.Argument(help="A shipped rubric's id, or a .yaml file.")],
    new: Annotated[str, typer.Argument(help="The one it became.")],
    prompt_lang: o.PromptLanguage = "",
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """What changed, and which items' scores may move; exit 1 if anything."""
    from .rubric_diff import print_difference

    return print_difference(old, new, prompt_lang, lang, as_json=as_json)


@app.command("new")
def new(
    file: Annotated[Path | None, typer.Argument(help="The file to write; else ID.yaml.")] = None,
    start: Annotated[
        str, typer.Option("--from", help="A rubric to start from: a shipped id or a .yaml file.")
    ] = "",
    lang: Annotated[str, typer.Option(help="Ask and write in zh or en; else it is asked.")] = "",
) -> int:
    """A rubric asked for step by step, then written."""
    from .rubric_new import write_new

    return write_new(file, start, lang)


@app.command("import")
def import_(
    context: typer.Context,
    document: Annotated[Path, typer.Argument(help="A question paper (.docx .pdf .html .md .txt).")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The rubric's file; else <stem>.yaml.")
    ] = None,
    name: Annotated[
        str, typer.Option("--id", help="The rubric's id; else of the file's name.")
    ] = "",
    lang: o.Language = "",
    force: Annotated[bool, typer.Option("--force", help="Write over another file there.")] = False,
    propose: Annotated[
        bool, typer.Option("--propose", help="Let a model draft criteria where there are none.")
    ] = False,
    model: o.Model = "",
    base_url: o.BaseUrl = "",
    api_key_file: o.ApiKeyFile = None,
    budget: o.Budget = None,
    prices: o.Prices = None,
    as_json: o.AsJson = False,
) -> int:
    """Make a rubric of a question paper; tell what it lacks.

    Nothing is sent anywhere without --propose.
    """
    from .rubric_import import import_paper
    from .rubric_propose import asking_of

    asking = asking_of(
        propose=propose,
        typed=context.obj,
        model=model,
        base_url=base_url,
        api_key_file=api_key_file,
        budget=budget,
        prices=prices,
    )
    return import_paper(document, out, lang, name, asking, force=force, as_json=as_json)

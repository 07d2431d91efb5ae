"""The page that leads to the reports of several posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from ..records import STATUSES, Counts, Language
from .html_sheet import policy, style, template
from .whole import whole_file


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post by its name, with the path of its report; `counts` is None for one not begun."""

    name: str
    report: str
    rubric: str
    rows: int
    counts: Counts | None = None


def write_posts_page(
    folder: Path,
    posts: Sequence[PostLine],
    *,
    column: str,
    language: Language,
    labels: dict[str, str],
    offline: str,
) -> None:
    """
    Write `index.html` of *posts*, told apart by *column*, into *folder*.

    Where no language model rated, *offline* says by its name what did (see `OFFLINE`).

    Raises:
        StoreError: the folder or disk does not take it.
    """
    lines = [
        {
            "name": each.name,
            "rubric": each.rubric,
            "rows": each.rows,
            "address": quote(each.report),
            "counts": each.counts and {name: getattr(each.counts, name) for name in STATUSES},
        }
        for each in posts
    ]
    text = template("posts.j2").render(
        language={"zh": "zh-CN", "en": "en"}[language],
        column=column,
        notice=labels[f"{offline}_notice"] if offline else "",
        posts=lines,
        statuses=STATUSES,
        words=labels,
        policy=policy(style()),
        style=Markup(style()),  # noqa: S704 -- our own words
    )  # fmt: skip
    with whole_file(folder / "index.html") as file:
        file.write(text)

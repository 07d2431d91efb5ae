"""grader calibrate: how a run agrees with people; the sample for people to mark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import SettingError
from . import options as o

Human = Annotated[
    list[str] | None,
    typer.Option("--human", help="People's marks (.xlsx .csv), or review: the run's log; again."),
]
Cut = Annotated[str, typer.Option(help="Tell decisions at a total: points, or percent as 60%.")]
Compared = Annotated[
    list[Path] | None,
    typer.Option("--compare", help="Other runs on the same answers: which agrees better?"),
]
MoreFolders = Annotated[list[Path] | None, typer.Argument(help="More folders for --compare.")]
Split = Annotated[
    int | None, typer.Option(min=1, help="Choose so many answers by chance, for people to mark.")
]
Width = Annotated[
    float | None,
    typer.Option(min=0.01, max=1.0, help="How wide QWK's interval may be: tells how many marks."),
]
Raters = Annotated[str, typer.Option(help="With --split: who marks, A,B,C; a sheet each.")]
Draw = Annotated[int | None, typer.Option("--seed", help="Of chance: the same gives the same.")]


def calibrate(
    folder: o.RunFolder,
    more: MoreFolders = None,
    human: Human = None,
    cut: Cut = "",
    compare: Compared = None,
    split: Split = None,
    width: Width = None,
    raters: Raters = "",
    seed: Draw = None,
    adjudicator: o.Settler = "",
    skip_bad_rows: o.SkipBadMarks = False,
    sheet: o.MarksSheet = "",
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Hold people's marks against a run's, or choose the answers for people to mark."""
    from .calibrating import Asked, measure, sample

    asked = Asked(
        folder=folder, human=tuple(human or ()), cut=cut,
        beside=(*(compare or ()), *(more or ())), seed=seed, adjudicator=adjudicator,
        skip_bad_rows=skip_bad_rows, sheet=sheet, lang=lang, as_json=as_json,
    )  # fmt: skip
    if more and not compare:
        raise SettingError("{folder}: a second folder; write --compare before it", folder=more[0])
    if split is None and width is None:
        if raters:
            raise SettingError("--raters: is for --split, which writes a sheet for each")
        return measure(asked)
    if asked.human or cut or asked.beside:
        raise SettingError(
            "--split: chooses answers before people mark; leave out --human, --cut and --compare"
        )
    return sample(asked, split, width, raters)

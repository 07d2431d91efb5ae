"""What --cut, --bands, --rank and --min-agreement ask of totals."""

from dataclasses import replace
from decimal import InvalidOperation
from pathlib import Path

from ..errors import SettingError
from ..readers.bands_yaml import read_bands
from ..records.banding import Banding
from ..runs.placing import threshold_named


def banding_named(cut: str, bands: Path | None, *, rank: bool, least: float | None) -> Banding:
    """
    What totals are to be held against; `--cut none` takes an earlier cut away.

    Raises:
        InputError: the cut is no total, both were given, or the file does not fit.
    """
    if cut and bands is not None:
        raise SettingError("--cut, --bands: both say where totals part; keep one of them")
    wished = read_bands(bands) if bands is not None else _cut(cut)
    made = replace(wished, ranks=rank, least=least)
    if least is not None and not made.is_wished and cut != "none":
        raise SettingError(
            "--min-agreement {least:g}: nothing depends on it; add --cut, --bands or --rank",
            least=least,
        )
    return made


def _cut(cut: str) -> Banding:
    if cut in {"", "none"}:
        return Banding()
    wrong = SettingError(
        "--cut {cut!r}: give points above 0, like 30, or a percent below 100, like 60%", cut=cut
    )
    try:
        at = threshold_named(cut.strip().replace("％", "%"))
    except InvalidOperation:
        raise wrong from None
    if not at.at.is_finite() or at.at <= 0 or (at.is_percent and at.at >= 100):
        raise wrong
    return Banding(thresholds=(at,))

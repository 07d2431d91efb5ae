"""grader verify: whether a run is still what it was."""

from . import options as o


def verify(
    folder: o.RunFolder,
    candidate: o.OfCandidate = "",
    item: o.OfItem = "",
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Reproduce every prompt of a run, and see that replies, rows and reports are unchanged."""
    from .verifying import show, verify_run

    if candidate or item:
        return show(folder, candidate, item, lang=lang, as_json=as_json)
    return verify_run(folder, lang=lang, as_json=as_json)

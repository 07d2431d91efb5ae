"""How totals lie, in words: standard error, bands and ranks, and why some are withheld."""

from collections.abc import Iterator

from ...records import Person
from ...records.banding import BANDS, Placed, Placing
from ..page import Page
from .analysis import shown, undefined
from .wording import Words, points


def place_columns(placed: Placed | None, words: Words) -> tuple[str, ...]:
    """The columns that tell where a total lies; none where that was not asked for."""
    return tuple(words(f"place_{name}") for name in placed.told) if placed else ()


def place_cells(person: Person, words: Words) -> tuple[str, ...]:
    """What stands in these columns for *person*."""
    placed = person.placed
    if placed is None:
        return ()
    cells = {
        "interval": interval_told(placed),
        "band": band_told(placed, words),
        "rank": "" if placed.rank is None else str(placed.rank),
    }
    return tuple(cells[name] or "–" for name in placed.told)


def person_place(person: Person, words: Words) -> str:
    """The interval of a person's total in words; empty where there is none."""
    told = interval_told(person.placed) if person.placed else ""
    return words("place_told", interval=told) if told else ""


def interval_told(placed: Placed) -> str:
    """The interval of a total; empty where there is none."""
    if placed.low is None or placed.high is None:
        return ""
    return f"{points(placed.low)}–{points(placed.high)}"


def band_told(placed: Placed, words: Words) -> str:
    """The band of a total in words; empty where there is none."""
    if placed.between:
        return words("band_between", names=words("band_or").join(placed.between))
    return words.name("band", placed.band) if placed.band else ""


def place_notes(page: Page, words: Words) -> Iterator[str]:
    """What a reader must know of standard error, bands and ranks; nothing where none are told."""
    made = page.placing
    if made is None:
        return
    yield _error(made, words)
    if made.withheld:
        least = shown(made.least or 0.0, "r")
        yield words(f"place_withheld_{made.withheld}", least=least)
        return
    if made.calibrated is None:
        yield words("place_uncalibrated")
    yield from _bands(made, words)
    if made.banding.ranks:
        n = made.not_told_apart
        yield words("place_ranks")
        if n is None:
            yield words("place_apart_undefined")
        else:
            yield words("place_apart", n=f"{n:,}", all=f"{made.totals:,}")


def _error(made: Placing, words: Words) -> str:
    if made.sem.value is None:
        return words("place_sem_undefined", why=words(f"why_{made.sem.why}"))
    reliability = made.reliability
    return words(
        f"place_sem_{made.basis}",
        sem=f"{made.sem.value:.1f}",
        people=f"{made.people:,}",
        items=made.items,
        raters=made.raters,
        reliability=undefined(reliability, words) if reliability.value is None
        else shown(reliability.value, "r"),
    )  # fmt: skip


def _bands(made: Placing, words: Words) -> Iterator[str]:
    banding = made.banding
    if not banding.thresholds:
        return
    if made.sem.value is None:
        yield words("place_bands_undefined")
        return
    names = [*banding.names, "too_close"] if banding.names else [*BANDS]
    counts = [
        words("place_count", name=name if name in banding.names else words(f"band_{name}"),
              n=f"{made.bands.get(name, 0):,}")
        for name in names
    ]  # fmt: skip
    yield words(
        "place_bands",
        cuts=words.join([str(each) if each.is_percent else words("place_points", n=str(each))
                         for each in banding.thresholds]),
        counts=words("semicolon").join(counts),
    )  # fmt: skip

"""A calibration told in the terminal: what was compared, how far it agrees, what that meets."""

from collections.abc import Callable, Iterable, Iterator

from ..records.agreement import Calibration, Decisions, Figure, Measured, RunBeside
from .told import counted, harmless, say

Words = dict[str, str]
_WIDTH = 140


def tell_calibration(found: Calibration, words: Words) -> None:
    """Draw *found* on stdout, and say on stderr who was compared and what it does not show."""
    for line in _who(found, words):
        say(line)
    _draw(_rows(found, words), _HEADERS, words)
    if found.pairs and len(found.pairs) > 1:
        rows = [(f"{_name(each.one, words)} – {_name(each.other, words)}", str(each.found.n),
                 _percent(each.found.exact, words), _interval(each.found.qwk, words),
                 _interval(each.found.pearson, words)) for each in found.pairs]  # fmt: skip
        _draw(rows, ("pair", "n", "exact", "qwk", "r"), words)
    if found.cut is not None:
        say(_cut(found.cut, words))
    say(words["length"].format(figure=_interval(found.length, words)))
    for each in found.beside:
        for line in _beside(each, words):
            say(line)
    say(words["not_shown"])


_HEADERS = ("what", "n", "people", "exact", "near", "qwk", "r", "smd", "mae", "between", "lost",
            "verdict")  # fmt: skip


def _who(found: Calibration, words: Words) -> Iterator[str]:
    raters = words["comma"].join(f"{name} {count}" for name, count in found.raters)
    yield counted(
        words, "who", len(found.raters),
        marked=found.marked, answers=found.answers, candidates=found.candidates, raters=raters,
        judge=found.judge, rubric=found.rubric_name,
    )  # fmt: skip
    if found.unusable:
        yield counted(words, "unusable", found.unusable)
    yield words["chosen"].format(
        drawn=found.drawn, marked=found.marked, flagged=found.flagged, all=found.answers_flagged
    )
    if found.drawn < found.marked:
        yield words["not_by_chance"]
    if len(found.raters) == 1:
        yield words["one_rater"]


def _rows(found: Calibration, words: Words) -> Iterator[tuple[str, ...]]:
    for each in found.measured:
        machine = each.machine
        yield (
            what_of(each, words),
            str(machine.n),
            str(machine.candidates),
            _percent(machine.exact, words),
            _percent(machine.near, words),
            _interval(machine.qwk, words),
            _value(machine.pearson, words),
            _value(machine.smd, words),
            _points(machine.mae, words, each),
            _value(each.people.qwk, words) if each.people else "–",
            _value(each.lost, words),
            words[f"verdict_{each.verdict}"],
        )
        if each.within is not None and not each.names:
            yield (
                words["inside"], "", "", "", "", _interval(machine.within_qwk, words),
                _value(machine.within_r, words), "", "", "", "", words[f"verdict_{each.within}"],
            )  # fmt: skip


def what_of(each: Measured, words: Words) -> str:
    """What *each* was measured of."""
    if not each.names:
        return words[f"all_{each.kind}"]
    if each.kind == "dimension":
        return words.get(f"dimension_{each.names[0]}", each.names[0])
    return " · ".join(each.names)


def _cut(cut: Decisions, words: Words) -> str:
    return words["cut"].format(
        cut=f"{cut.cut:g}", same=_percent(cut.same, words), kappa=_interval(cut.kappa, words),
        above=cut.above_both, below=cut.below_both, people=cut.first_only,
        machine=cut.second_only,
    )  # fmt: skip


def _beside(each: RunBeside, words: Words) -> Iterator[str]:
    yield words["beside"].format(
        name=each.name, judge=each.judge, answers=each.answers,
        first=_interval(each.first_qwk, words), qwk=_interval(each.qwk, words),
        gained=_interval(each.gained, words), seen=words[f"seen_{each.seen}"],
    )  # fmt: skip
    if each.between is not None:
        yield words[f"relation_{each.relation}"].format(
            n=each.between.n, same=_percent(each.levels_same, words),
            bias=_value(each.between.bias, words), mae=_value(each.between.mae, words),
        )  # fmt: skip
    usd = words["unknown_cost"] if each.usd is None else f"{each.usd:.4f} USD"
    yield words["beside_more"].format(usd=usd, figure=_interval(each.length, words))


def _draw(rows: Iterable[tuple[str, ...]], headers: tuple[str, ...],
          words: Words) -> None:  # fmt: skip
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title_justify="left")
    for at, name in enumerate(headers):
        drawn.add_column(words[f"head_{name}"], justify="left" if not at else "right",
                         overflow="fold")  # fmt: skip
    for row in rows:
        drawn.add_row(*(Text(harmless(cell)) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    console.print(drawn)


def _name(rater: str, words: Words) -> str:
    return rater or words["machine"]


def _told(figure: Figure, words: Words, number: Callable[[float], str]) -> str:
    return words["undefined"] if figure.value is None else number(figure.value)


def _value(figure: Figure, words: Words) -> str:
    return _told(figure, words, two)


def _percent(figure: Figure, words: Words) -> str:
    return _told(figure, words, lambda value: f"{100 * value:.0f}%")


def _points(figure: Figure, words: Words, each: Measured) -> str:
    sign = "%" if each.unit == "percent" else ""
    return _told(figure, words, lambda value: f"{value:.1f}{sign}")


def _interval(figure: Figure, words: Words) -> str:
    told = _value(figure, words)
    if figure.value is None or figure.low is None or figure.high is None:
        return told
    return words["interval"].format(value=told, low=two(figure.low), high=two(figure.high))


def two(value: float) -> str:
    """*value* with two decimals; nothing is below nought without being so."""
    return f"{value:.2f}".replace("-0.00", "0.00")

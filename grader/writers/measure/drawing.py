"""Charts as SVG in shares of their own size: they narrow with the page, their text does not."""

from markupsafe import Markup, escape

from ..views import visible
from .document import Scatter, Whisker, Whiskers

_LEAST_RADIUS, _MOST_RADIUS = 3.0, 11.0


def whisker(each: Whisker, chart: Whiskers) -> Markup:
    """One row of *chart*: lines at its marks, the interval as a bar, the figure as a dot."""
    amount = each.amount
    parts = [_mark(at, chart, is_last=place == len(chart.marks) - 1)
             for place, (at, _) in enumerate(chart.marks)]  # fmt: skip
    if amount.low is not None and amount.high is not None:
        left, right = _across(amount.low, chart), _across(amount.high, chart)
        parts.append(
            f'<rect class="reach" x="{left:.2f}%" width="{right - left:.2f}%" y="9" height="6"/>'
        )
    if amount.value is not None:
        at = _across(amount.value, chart)
        parts.append(f'<circle class="dot" cx="{at:.2f}%" cy="12" r="5"/>')
    return _svg("whisker", "".join(parts))


def scale(chart: Whiskers) -> Markup:
    """The line over *chart* that tells where its marks are."""
    parts = []
    for at, name in chart.marks:
        share = _across(at, chart)
        anchor = "end" if share > 85 else "start" if share < 15 else "middle"
        parts.append(
            f'<text x="{share:.2f}%" y="16" text-anchor="{anchor}">{escape(visible(name))}</text>'
        )
    return _svg("whisker", "".join(parts))


def _mark(at: float, chart: Whiskers, *, is_last: bool) -> str:
    share = _across(at, chart)
    kind = "mark" if is_last else "mark quiet"
    return f'<line class="{kind}" x1="{share:.2f}%" x2="{share:.2f}%" y1="0" y2="100%"/>'


def _across(value: float, chart: Whiskers) -> float:
    """Where *value* lies, in percent of the width; what is outside lies at the edge."""
    return _share(value, (chart.low, chart.high))


def _share(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return min(100.0, max(0.0, 100 * (value - low) / (high - low)))


def cloud(chart: Scatter) -> Markup:
    """The points of *chart*, larger where more lie on one place, over its level lines."""
    most = max((n for _, _, n in chart.points), default=1)
    parts = []
    for at, (level, _) in enumerate(chart.lines):
        y = 100 - _share(level, chart.y_range)
        kind = "mark" if at == 0 else "mark quiet" if at == 1 else "mark limit"
        parts.append(f'<line class="{kind}" x1="0" x2="100%" y1="{y:.2f}%" y2="{y:.2f}%"/>')
    for x, y, n in chart.points:
        # The area of a dot tells how many it stands for.
        radius = (
            _LEAST_RADIUS + (_MOST_RADIUS - _LEAST_RADIUS) * ((n - 1) / max(most - 1, 1)) ** 0.5
        )
        parts.append(
            f'<circle class="point" cx="{_share(x, chart.x_range):.2f}%" '
            f'cy="{100 - _share(y, chart.y_range):.2f}%" r="{radius:.1f}"/>'
        )
    label = escape(f"{visible(chart.title)} {visible(chart.told)}")
    return Markup(  # noqa: S704 -- numbers of ours, and text that is escaped
        f'<svg class="cloud" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def ticks(ends: tuple[float, float], count: int = 4) -> list[float]:
    """Even steps from one end to the other."""
    low, high = ends
    return [low + (high - low) * step / count for step in range(count + 1)]


def _svg(kind: str, body: str) -> Markup:
    return Markup(f'<svg class="{kind}" aria-hidden="true">{body}</svg>')  # noqa: S704 -- see above

"""Charts as SVG that stands inside a page: no script, no style, no address, no name of its own."""

import sys
from functools import cache
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from .views import Chart, visible

# What may stay of the library's drawing; the page's style sheet colours it by class.
_KEPT = {
    "g": {"class", "transform"},
    "rect": {"class", "x", "y", "width", "height"},
    "path": {"class", "d"},
    "line": {"class", "x1", "x2", "y1", "y2"},
    "text": {"class", "x", "y"},
}
_WIDTH = 480
_COLUMNS_HEIGHT = 220
# A bar's thickness with the gap to the next, and what axis and margins take.
_ROW, _AROUND = 26, 8
# Widths by the style sheet's 12 px: a Chinese character fills the square, others about half.
_WIDE, _NARROW, _MOST_LABEL, _GUESSED = 12.2, 6.8, 170, 6


def drawn(chart: Chart) -> Markup:
    """*chart* as an SVG element with a title and a description."""
    made = _columns(chart) if chart.kind == "columns" else _bars(chart)
    tree = made.render_tree()
    body = "".join(_element(child) for child in tree)
    label = escape(f"{visible(chart.title)} {visible(chart.told)}")
    return Markup(  # noqa: S704 -- every name and text in it is checked above or escaped
        f'<svg class="chart {chart.kind}" role="img" viewBox="{tree.get("viewBox")}" '
        f'aria-label="{label}"><title>{escape(visible(chart.title))}</title>'
        f"<desc>{escape(visible(chart.told))}</desc>{body}</svg>"
    )


@cache
def _library() -> Any:
    """The charting library, loaded when there is something to draw."""
    import pygal  # type: ignore[import-untyped]

    # It leaves a hook for its plug-ins in Python's imports that Python warns of at each import.
    sys.meta_path[:] = [
        each for each in sys.meta_path if type(each).__module__.partition(".")[0] != "pygal"
    ]
    return pygal


def _settings(chart: Chart, height: int) -> dict[str, Any]:
    return {
        "width": _WIDTH,
        "height": height,
        "js": (),
        "css": (),
        "show_legend": False,
        "margin": 4,
        "range": (chart.low, chart.high),
        "truncate_label": -1,
    }


def _columns(chart: Chart) -> Any:
    made = _library().StackedBar(
        **_settings(chart, _COLUMNS_HEIGHT), margin_left=14, margin_bottom=6, margin_top=12
    )
    made.x_labels = [bar.label for bar in chart.bars]
    made.y_labels = _whole_steps(chart.high)
    made.add("settled", [bar.length for bar in chart.bars])
    made.add("possible", [bar.more for bar in chart.bars])
    return made


def _whole_steps(high: float) -> list[int]:
    """Some four whole numbers from 0 to *high*: people come in whole numbers."""
    for step in (size * 10**power for power in count() for size in (1, 2, 5)):
        if step * 4 >= high:
            return list(range(0, int(high) + 1, step))
    return []


def _bars(chart: Chart) -> Any:
    # The library draws from below; readers begin above.
    bars = chart.bars[::-1]
    labels = [_cut(bar.label) for bar in bars]
    room = max(_room(bar.told) for bar in bars)
    # The library leaves its own guess for the labels, too little for Chinese; this is the rest.
    rest = max(map(_room, labels)) - _GUESSED * max(map(len, labels))
    made = _library().HorizontalBar(
        **_settings(chart, _ROW * len(bars) + _AROUND),
        margin_left=max(0, round(rest)),
        margin_right=room + 10,
        margin_bottom=0,
        margin_top=4,
        print_values=True,
        print_values_position="top",
    )
    made.x_labels = labels
    made.y_labels = sorted({chart.low, 0.0, chart.high})
    made.add(
        "length",
        [{"value": bar.length, "formatter": lambda _, told=bar.told: told} for bar in bars],
    )
    return made


def _room(text: str) -> float:
    return sum(_WIDE if ord(char) > 0x2E7F else _NARROW for char in text)


def _cut(label: str) -> str:
    """*label*, cut where it would leave its room."""
    made = visible(label)
    if _room(made) <= _MOST_LABEL:
        return made
    while _room(made) > _MOST_LABEL - _WIDE:
        made = made[:-1]
    return f"{made}…"


def _element(element: Any) -> str:
    """*element* and what is in it, with nothing but what is known to be harmless."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    classes = set(element.get("class", "").split()) if tag else set()
    if tag not in _KEPT or "background" in classes or "tooltip-overlay" in classes:
        return ""
    held = "".join(_element(child) for child in element)
    text = escape(visible(element.text or "")) if tag == "text" else ""
    if tag in {"g", "text"} and not held and not text:
        return ""
    told = "".join(
        f' {name}="{escape(_short(name, value))}"'
        for name, value in element.items()
        if name in _KEPT[tag] and value
    )
    return f"<{tag}{told}>{text}{held}</{tag}>"


def _short(name: str, value: str) -> str:
    """A number to two places: the library writes sixteen, which no screen shows."""
    if name in {"x", "y", "width", "height", "x1", "x2", "y1", "y2"}:
        return f"{round(float(value), 2):g}"
    return value

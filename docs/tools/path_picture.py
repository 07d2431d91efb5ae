"""The picture of an answer's path, drawn alike for both languages; run it to write the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

_DOCS = Path(__file__).parents[1]
_WIDTH, _STEP, _TOP, _BOX, _LEFT = 760, 84, 24, 54, 24
_INK, _SOFT, _LINE = "#1d2733", "#4b5a6a", "#8a99a8"


@dataclass(frozen=True)
class Step:
    """One box of the path: its name, what happens there, and where an answer may leave it."""

    name: str
    told: str
    aside: str = ""
    kind: str = "inside"


_FILLS = {"inside": "#e3f1ef", "outside": "#fde9c9", "person": "#e4e7fb", "end": "#ffffff"}

PATHS = {
    "zh": (
        "一份答案怎样变成分数",
        (
            Step("答案文件", "Excel、CSV、Word、问卷导出", kind="end"),
            Step("读入与核对", "全部读完、没有错行，才会发出第一个请求"),
            Step("看有没有内容", "空白、“不知道”给最低分，不发请求", "见附件 → 待人工复核"),
            Step("写成提示词", "隐去个人信息；不含姓名、编号、分值"),
            Step("问模型", "只有这一步离开本机；有了回复就不再问", kind="outside"),
            Step("核对回复", "每句引文都要在答案原文里找到", "找不到 → 待人工复核"),
            Step("折算分数", "等级换成分数，由程序算；核对从不扣分"),
            Step("人工复核", "待复核的先看，另外随机抽查；以人为准", kind="person"),
            Step("报告与表格", "一人一题一点，点开就是原话", kind="end"),
        ),
    ),
    "en": (
        "How an answer becomes points",
        (
            Step("Files of answers", "Excel, CSV, Word, exports of forms", kind="end"),
            Step("Read and check", "all rows are good before anything is sent"),
            Step("Gate", "nothing said: lowest points, no call", "an attachment → held"),
            Step("Render", "private data replaced; no names, ids, points"),
            Step("Ask the model", "alone leaves this machine; replies are kept", kind="outside"),
            Step("Validate", "each quote must be found in the answer", "not found → held"),
            Step("Adjudicate", "code turns levels into points, lowers none"),
            Step("Review", "people see what is held, and some by chance", kind="person"),
            Step("Reports", "each point opens to the words behind it", kind="end"),
        ),
    ),
}


def picture(language: str) -> str:
    """The SVG of the path in *language*, on a light ground so that it is legible on any."""
    title, steps = PATHS[language]
    height = _TOP * 2 + _STEP * (len(steps) - 1) + _BOX
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            '<g font-family="system-ui, Noto Sans CJK SC, Microsoft YaHei, sans-serif">',
            f'<rect width="{_WIDTH}" height="{height}" rx="14" fill="#ffffff"/>',
            *(line for place, step in enumerate(steps) for line in _drawn(place, step, len(steps))),
            "</g>",
            "</svg>\n",
        ]
    )


def _drawn(place: int, step: Step, steps: int) -> Iterator[str]:
    top = _TOP + place * _STEP
    middle = _LEFT + 110
    yield (
        f'<rect x="{_LEFT}" y="{top}" width="220" height="{_BOX}" rx="10" '
        f'fill="{_FILLS[step.kind]}" stroke="{_LINE}"/>'
    )
    yield _text(middle, top + 34, step.name, size=21, weight=600, anchor="middle")
    yield _text(_LEFT + 240, top + (24 if step.aside else 33), step.told, size=20, ink=_SOFT)
    if step.aside:
        yield _text(_LEFT + 240, top + 51, step.aside, size=20, ink="#3d47a8")
    if place < steps - 1:
        end = top + _STEP
        yield f'<path d="M{middle} {top + _BOX} V{end - 8}" stroke="{_LINE}" stroke-width="2"/>'
        yield f'<path d="M{middle - 6} {end - 10} h12 l-6 9 z" fill="{_LINE}"/>'


def _text(
    x: int,
    y: int,
    words: str,
    *,
    size: int,
    ink: str = _INK,
    weight: int = 400,
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" '
        f'fill="{ink}" text-anchor="{anchor}">{escape(words)}</text>'
    )


if __name__ == "__main__":
    for each in PATHS:
        target = _DOCS / each / "images" / "path.svg"
        target.parent.mkdir(exist_ok=True)
        target.write_text(picture(each), encoding="utf-8")

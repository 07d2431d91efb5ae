"""The readings of an answer, and the signals in all of them."""

import re
from collections.abc import Iterator

from . import (
    chinese_aims,
    chinese_points,
    chinese_wishes,
    english_aims,
    english_points,
    english_wishes,
    foreign,
    frame,
    roundabout,
)
from .encoded import backwards, decoded, turned
from .hidden import revealed
from .lookalikes import in_latin, in_letters, plain, unmasked
from .pattern import Pattern, Signal, signals
from .unspaced import unspaced
from .view import Span, View
from .weigh import may_count

_CHINESE = (*chinese_aims.PATTERNS, *chinese_points.PATTERNS, *chinese_wishes.PATTERNS)
_ENGLISH = (*english_aims.PATTERNS, *english_points.PATTERNS, *english_wishes.PATTERNS)
_ANY = (*frame.PATTERNS, *roundabout.PATTERNS)
# Which patterns are worth a look in a text with such characters.
_SCRIPTS = (
    (re.compile("[\u3400-\u9fff]"), _CHINESE),
    (re.compile("[a-z]{3}"), _ENGLISH),
    (re.compile("[a-z]{3}|[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]"), foreign.PATTERNS),
)
# Nothing adds up without one of these words, and most answers have none of them.
_WORTH = re.compile(
    "评分|打分|给分|得分|分数|满分|高分|低分|评为|判为|评级|等级|最高|顶格|满级|满星|阅卷|"
    r"判卷|改卷|评卷|总评|采分|\d分|百分|总分|扣分|扣我|加分|几分|点分|成绩|优秀|指令|提示词|"
    "设定|规则|标准答案|参考答案|扮演|假装|假设你|你现在|从现在起|输出|最好成绩|模型|考官|"
    "评委|评审|评阅|管理员|出题|命题|四级|五级|放水|手下留情|高抬贵手|一马|免评|录入|给我?过|"
    "通过|好成绩|数字|证据|同理心|标准|停止评|评这|写给|给满|拉满|上限|越高越好|最大值|満点|"
    r"满点|最高|採点|評価|만점|점수|등급|балл|оценк|\b(?:scor|grad(?:e|ing)|marks?\b|marking|"
    r"marker|rubric|criteri|levels?\b|rat(?:e|er|ing)\b|evaluat|examin|assess|judg|instruc|"
    r"prompt|points?\b|max|full|perfect|top\b|highest|llm|gpt|ai\b|model|override|admin|"
    r"lenient|json|verdict|pass me|not[ae]\b|punt|punkt|bewert|instruk|robot|reply|evidence|"
    r"empathy|worth|number\b|categor|reference answer|model answer|official|sample|"
    r"does not apply|respond|strengths|improvements|limit|higher|anweis|fen\b|man ?fen|manfen|"
    r"system|credit|calific|istruz|consign)|\d/\d|100 ?%|<\||\[inst|<<sys|addresses_grader"
)
# What only counts beside others is looked for last: most answers have none of the others.
_LAST = {"rater", "self", "rating", "ask", "mild", "machine", "authority"}


def read_signals(text: str) -> list[Signal]:
    """What says something to a grader in *text*, in any of its readings, in order."""
    written = View.of(text)
    shown = revealed(written)
    found: set[Signal] = set()
    for view in readings(shown or written):
        if not _WORTH.search(view.text):
            continue
        patterns = _patterns(view.text)
        telling = set(signals(view, (each for each in patterns if each.kind not in _LAST)))
        if any(map(may_count, telling)):
            around = signals(view, (each for each in patterns if each.kind in _LAST))
            found |= telling | set(around)
    if shown is not None:
        found |= {Signal(*span, "hidden") for span in shown.opened}
    return sorted(found)


def _patterns(text: str) -> list[Pattern]:
    """The patterns that *text* has the characters for."""
    return [*_ANY, *(each for sign, some in _SCRIPTS if sign.search(text) for each in some)]


def readings(written: View) -> Iterator[View]:
    """*written* folded, and with what is concealed in it read; each reading only once."""
    seen: set[str] = set()
    for view in _readings(written):
        if view is not None and view.text not in seen:
            seen.add(view.text)
            yield view


def _readings(written: View) -> Iterator[View | None]:
    base = unspaced(unmasked(written))
    open_text = decoded(base)
    if open_text is not None:
        open_text = unspaced(unmasked(open_text))
    for view in (base, open_text):
        if view is None:
            continue
        folded = plain(view)
        yield folded
        if (latin := in_latin(view)) is not None:
            yield plain(unspaced(latin))
        for letters in in_letters(view):
            yield plain(letters)
        for concealed in (turned(folded), backwards(folded)):
            if concealed is not None:
                yield View(concealed.text, concealed.starts, concealed.ends, _all(written))


def _all(written: View) -> tuple[Span, ...]:
    return (written.span(0, len(written.text)),) if written.text else ()

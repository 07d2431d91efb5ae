"""The words of question papers: widths and traditional characters evened out, labels by kind."""

import re

# One character for one, so that a place in the folded text is the same place in the text.
_TRADITIONAL = dict(
    zip(
        "題參評標準點個總項節問單選擇斷簡論優與錯對誤確試說實滿據應釋時間數測驗內容訂卷業務專綜環為給記計",
        "题参评标准点个总项节问单选择断简论优与错对误确试说实满据应释时间数测验内容订卷业务专综环为给记计",
        strict=True,
    )
)
_MARKS = dict(zip("【】〔〕［］｛｝～﹣－–〜⁓　\u00a0\t", "[][][]{}~---~~   ", strict=True))
_WIDE = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
_FOLDED = str.maketrans(_WIDE | _MARKS | _TRADITIONAL)


def folded(text: str) -> str:
    """*text* in half-width signs and simplified characters, each character in its place."""
    return text.translate(_FOLDED)


LABELS = {
    "answer": """参考答案及评分标准 参考答案与评分标准 参考答案及解析 参考答案与解析
        答案及评分标准 答案与评分标准 答案与解析 答案及解析
        参考答案 标准答案 正确答案 参考回答 参考答复
        参考作答
        作答参考 参考要点 答题要点 答案要点 回答要点 回答示例 示范回答 示例回答 参考范文 参考话术
        答案 答 model~answer sample~answer reference~answer suggested~answer expected~answer
        correct~answer answer~key answer ans a""",
    "explanation": """答案解析 试题解析 题目解析 解题思路 考官点评 思路解析 解析 点评 分析
        explanation analysis rationale commentary""",
    "examines": """考察要点 考查要点 考察能力 考查能力
        考察内容 考查内容 考察点 考查点 考察 考查 考点
        测评要素 测评要点 测评维度 考核要点 考核点 出题意图 what~it~tests what~this~tests examines
        assesses competencies competency skills~tested tests""",
    "marks": """评分标准 评分要点 评分细则 评分参考 评分规则 评分依据 评分点 采分点 得分点 得分要点
        给分标准 给分点 计分标准 赋分标准 marking~scheme mark~scheme marking~guide scoring~points
        scoring~guide scoring~criteria scoring criteria rubric""",
    "points": "本题分值 题目分值 分值 分数 满分 points marks max~points maximum~marks",
    "aside": """难度 难度系数 答题时间 作答时间 建议用时 时间 题型 类型 difficulty time~limit time
        type""",
}  # fmt: skip
_KIND = {name.replace("~", " "): kind for kind, names in LABELS.items() for name in names.split()}
_NAMES = "|".join(
    re.escape(name).replace(r"\ ", r"\s") for name in sorted(_KIND, key=len, reverse=True)
)
NAME = rf"(?:{_NAMES})"
_MORE = r"(?:\s?\([^()]{0,12}\)|示例|参考|如下)?"
# A label stands in brackets, before a colon, or alone on its line.
_LABEL = re.compile(
    rf"(?:[-*•·●■◆▲>]\s?)?(?:\*\*)?\s?(?:[\[(<]\s?(?P<boxed>{NAME}){_MORE}\s?[\])>]\s?:?"
    rf"|[(]?(?P<plain>{NAME}){_MORE}\s?(?:\*\*)?\s?:|(?P<alone>{NAME}){_MORE}$)(?:\*\*)?\s*",
    re.IGNORECASE,
)
# Alone on a line these are words of the text, not labels.
_NEVER_ALONE = frozenset(
    "a answer ans tests time type marks points 答 考察 考查 分析 分数 时间 类型".split()
)
# Inside a line these are words of a sentence.
_NEVER_INSIDE = frozenset(
    """a ans tests time type points marks 分析 分数 时间 类型 考察 考查 criteria
    skills~tested""".split()
)
_INSIDE = "|".join(
    re.escape(name).replace(r"\ ", r"\s")
    for name in sorted(_KIND, key=len, reverse=True)
    if name not in _NEVER_INSIDE
)
LABEL_INSIDE = re.compile(
    rf"(?:^|(?<=[\s。.!?;)\]]))(?:\[\s?{NAME}\s?\]\s?:?|\(?(?:{_INSIDE}){_MORE}\s?:)", re.IGNORECASE
)


def label_at(key: str) -> tuple[str, int]:
    """Which kind of label the folded line *key* begins with and where it ends; ("", 0) for none."""
    found = _LABEL.match(key)
    if found is None:
        return "", 0
    name = " ".join((found["boxed"] or found["plain"] or found["alone"]).lower().split())
    if found["alone"] and name in _NEVER_ALONE:
        return "", 0
    return _KIND[name], found.end()

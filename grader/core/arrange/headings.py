"""Labels in a document: who wrote it, what begins a question, what begins an answer."""

import re

# In the order in which one is taken where a head has several.
CANDIDATE_KEYS = (
    *"""candidate_id 考生编号 候选人编号 应聘者编号 编号 考号 准考证号 工号 学号 考生 候选人 应聘者
    姓名 考生姓名 候选人姓名 应聘者姓名 candidate""".split(),
    "candidate id", "candidate name", "full name", "name",
)  # fmt: skip
_ABOUT_KEYS = """性别 年龄 学历 电话 手机 手机号 联系电话 联系方式 邮箱 电子邮箱 岗位 应聘岗位
    报考岗位 应聘职位 职位 部门 日期 考试日期 时间 考试时间 作答时间 提交时间 毕业院校 专业
    gender sex age phone email e-mail position date""".split()
_KEYS = "|".join(
    r"\s*".join(map(re.escape, key)) if key[0] > "\x7f" else re.escape(key)
    for key in sorted((*CANDIDATE_KEYS, *_ABOUT_KEYS), key=len, reverse=True)
)
_PAIR = re.compile(
    rf"(?:^|[\s,，;；|])[ \t*_【\[]*(?P<key>{_KEYS})[ \t*_】\]]*[：:][ \t*_]*(?P<value>[^：:\n]*?)"
    rf"[ \t_*]*(?=$|\n|[\s,，;；|]+[*【\[]*(?:{_KEYS})[*】\]]*\s*[：:])",
    re.IGNORECASE,
)
_WORDS = r"我的答案|我的回答|考生作答|考生答案|答案|回答|作答|答|my\s+answer|answer|ans"
_ANSWER = re.compile(
    rf"^(?P<sign>[ \t\u3000*]{{0,60}}(?:[【\[](?:{_WORDS})[】\]][ \t]{{0,4}}[：:]?"
    rf"|(?:(?:{_WORDS})[ \t]{{0,4}}\d{{0,3}}|a[ \t]?\d{{1,3}})[ \t*]{{0,4}}[：:]))[ \t*]{{0,4}}",
    re.IGNORECASE | re.MULTILINE,
)
# "A:" alone may be the first of several choices, so it counts right under its question only; an
# answer may also go on in the question's own line.
_BARE_ANSWER = re.compile(
    r"\A[^\n]*?(?:[？?。][ \t]{0,4}|\S[ \t]{0,4}\n[ \t]{0,60}(?=a))"
    r"(?P<sign>(?:答案|回答|答|a)[ \t]{0,4}[：:])",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"\A[ \t\u3000*]*(?:[【\[](?:题目|问题|问)[】\]][ \t]*[：:]?"
    r"|(?:题目|问题|问|question|q)[ \t*]*[：:])[ \t*]*",
    re.IGNORECASE,
)


def head_pairs(line: str) -> dict[str, str]:
    """
    What *line* says of the person, by key; empty unless that is all it says.

    >>> head_pairs("姓名：张三   应聘岗位：客服")
    {'姓名': '张三', '应聘岗位': '客服'}
    >>> head_pairs("姓名是服务的开始")
    {}
    """
    pairs = {}
    left = line
    for match in _PAIR.finditer(line):
        key = re.sub(r"\s+", "" if match["key"][0] > "\x7f" else " ", match["key"]).lower()
        if match["value"].strip():
            pairs[key] = match["value"].strip()
        left = left.replace(match[0], "", 1)
    return pairs if not left.strip(" \t\u3000,，;；|_*") else {}


def answer_sign(text: str) -> re.Match[str] | None:
    """The first sign in *text* that an answer begins, like 答：; its group `sign` is where."""
    found = [each for each in (_ANSWER.search(text), _BARE_ANSWER.match(text)) if each]
    return min(found, key=lambda match: match.start("sign")) if found else None


def is_answer(line: str) -> bool:
    """True for a line that begins with such a sign."""
    return _ANSWER.match(line) is not None

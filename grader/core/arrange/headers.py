"""Headers as forms write them: the names that are known, and the dress around a question."""

import re
from collections.abc import Iterable, Sequence

from ...text import fold, is_cjk

# In the order in which one is taken where a table has several.
CANDIDATE = """candidate_id candidateid candidate 考生编号 候选人编号 应聘者编号 考生id 编号 考号
    准考证号 工号 学号 考生 候选人 应聘者 姓名 考生姓名 真实姓名 respondent_id respondent name
    fullname username 邮箱 电子邮箱 电子邮件 邮箱地址 emailaddress email 序号 id""".split()
ITEM = """item_id itemid question_id questionid 题号 题目编号 题目序号 题目id item""".split()
ANSWER = """answer 答案 回答 作答 作答内容 回答内容 答复 考生答案 response""".split()
QUESTION = ["question", "题目", "问题", "题干", "题面"]
NAMES = "姓名 考生姓名 真实姓名 name fullname 考生 候选人 应聘者 candidate".split()
PHONE = "电话 手机 手机号 手机号码 电话号码 联系电话 联系方式 mobile phone phonenumber".split()
EMAIL = "邮箱 电子邮箱 电子邮件 邮箱地址 email mail emailaddress".split()
NUMBER = "身份证号 身份证号码 身份证 学号 工号 考号 准考证号 考生编号".split()
GENDER = "性别 gender sex".split()
DATE = """提交时间 提交答卷时间 开始时间 结束时间 完成时间 答卷时间 开始答题时间 填写时间 时间戳记
    时间戳 上次修改时间 出生日期 timestamp submitted_at starttime completiontime
    lastmodifiedtime startdate enddate submissiontime""".split()
DURATION = "所用时间 答题时间 答题时长 用时 填写时长 duration timetaken".split()
IP = "来自ip ip ip地址 ipaddress".split()
COUNT = "年龄 总分 得分 序号 答卷编号 totalscore score age".split()
_OTHERS = """年龄段 学历 最高学历 地址 城市 省份 户籍 户籍地 民族 岗位 应聘岗位 报考岗位 应聘职位
    职位 部门 来源 来源详情 备注 毕业院校 专业 工作年限 考生编号 候选人编号 应聘者编号 id 编号
    department position post group notes source language username name fullname""".split()

LEADING = re.compile(
    r"\A\s*(?:第?\s*[\d一二三四五六七八九十]+\s*(?:题|[.、．:：)）])\s*|q\d+\s*[.:：]\s*)+",
    re.IGNORECASE,
)
_DRESS = re.compile(
    r"[\[(（【]\s*(?:必填|必答|选填|选答|单选题?|多选题?|问答题?|填空题?|简答题?|required|optional|\*"
    r"|[^\[\]()（）【】]{0,8}\d+[^\[\]()（）【】]{0,4}(?:字|words?|characters?)[^\[\]()（）【】]{0,6})"
    r"\s*[\])）】]|\*\s*\Z",
    re.IGNORECASE,
)
_POLITE = re.compile(r"\A(?:请(?:输入|填写|选择|问)|您的?|你的?|的|whatis|your|enter|please)+")
# What a quiz says about an answer: its points, not its text.
_OF_QUIZ = re.compile(
    r"\A\s*(?:points|feedback|得分|分数|反馈|评语)\s+[-–—]\s+\S"
    r"|[\[【(（]\s*(?:score|feedback|points|得分|分数|反馈|评语)\s*[\])】）]\s*\Z",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？][\s)）\]】*]*\Z")
_TAIL = re.compile(r"(?:是什么|是多少|是|为)\Z")
_LONG_HEADER, _LONG_CELL = 15, 30
_SHORT_ABOUT = 12


def plain(header: str) -> str:
    """*header* folded, without a space."""
    return fold(header).text.replace(" ", "")


ABOUT = frozenset(map(plain, (*NAMES, *PHONE, *EMAIL, *NUMBER, *GENDER, *DATE, *DURATION, *IP,
                              *COUNT, *_OTHERS)))  # fmt: skip
_CANDIDATE_PLAIN = frozenset(map(plain, CANDIDATE))
_ABOUT_WORDS = tuple(word for word in ABOUT if all(map(is_cjk, word)))


def undressed(header: str) -> str:
    """*header* without "(必填)" and its like."""
    return _DRESS.sub("", header).strip()


def bare(header: str) -> str:
    """The question of *header*: no number before it, no "(必填)", no dots where it was cut."""
    return LEADING.sub("", undressed(header)).strip().rstrip("….。 ")


def polite(header: str) -> str:
    """*header* as a name is known: "1、您的姓名：" is 姓名."""
    return _POLITE.sub("", plain(bare(header)))


def names_candidate(header: str) -> bool:
    """True for what heads the column that tells whose answer it is."""
    return plain(header) in _CANDIDATE_PLAIN or polite(header) in _CANDIDATE_PLAIN


def is_about(header: str) -> bool:
    """True for a column about the person, or about how the form was filled in."""
    return plain(header) in ABOUT or polite(header) in ABOUT or is_of_quiz(header)


def is_of_quiz(header: str) -> bool:
    """True for the points or the feedback that a form adds to a question."""
    return bool(_OF_QUIZ.search(header))


def asks(header: str) -> bool:
    """True where *header* ends with a question mark."""
    return bool(_ASKS.search(undressed(header)))


def is_question(header: str, cells: Sequence[str]) -> bool:
    """True where *header*, or the length of its *cells*, is that of a question to be graded."""
    if is_about(header):
        return False
    words = plain(bare(header))
    if len(words) <= _SHORT_ABOUT and _TAIL.sub("", words).endswith(_ABOUT_WORDS):
        return False
    if asks(header) or len(words) >= _LONG_HEADER:
        return True
    written = [len(cell) for cell in cells if cell.strip()]
    return bool(written) and sum(written) / len(written) >= _LONG_CELL


def first_of(headers: Iterable[str], names: Sequence[str], *, dressed: bool = False) -> str:
    """The first of *names* that stands among *headers*; *dressed*: also as "1、您的姓名"."""
    return next(iter(all_of(headers, names, dressed=dressed)), "")


def all_of(headers: Iterable[str], names: Sequence[str], *, dressed: bool = False) -> list[str]:
    """The *headers* that have one of *names*, in the order of *names*."""
    found: dict[str, str] = {}
    for header in headers:
        found.setdefault(plain(header), header)
    if dressed:
        for header in list(found.values()):
            found.setdefault(polite(header), header)
    wanted = [found[key] for name in names if (key := plain(name)) in found]
    return list(dict.fromkeys(wanted))


def listed(names: Sequence[str]) -> str:
    """The first dozen of *names*, shortened."""
    shown = ", ".join(repr(name[:30]) for name in names[:12])
    return shown + (" …" if len(names) > 12 else "")

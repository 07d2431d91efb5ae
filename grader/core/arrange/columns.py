"""What the columns of a table are: candidate, item, question, answer, or about the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...errors import InputError
from ...records import Item, Rubric, Text
from ...text import fold
from .matching import ItemIndex

# In the order in which one is taken where a table has several.
_CANDIDATE = """candidate_id candidateid candidate 考生编号 候选人编号 应聘者编号 考生id 编号 考号
    准考证号 工号 学号 考生 候选人 应聘者 姓名 考生姓名 respondent_id respondent name 序号
    id""".split()
_ITEM = """item_id itemid question_id questionid 题号 题目编号 题目序号 题目id item""".split()
_ANSWER = """answer 答案 回答 作答 作答内容 回答内容 答复 考生答案 response""".split()
_QUESTION = ["question", "题目", "问题", "题干", "题面"]
_ABOUT = """姓名 性别 年龄 年龄段 学历 电话 手机 手机号 邮箱 电子邮箱 地址 城市 省份 户籍 户籍地
    民族 岗位 部门 提交时间 开始时间 结束时间 所用时间 答题时间 来源 来源详情 来自ip ip 序号
    总分 备注 name email mail phone gender sex age timestamp submitted_at starttime
    completiontime duration department position group notes""".split()


def _plain(header: str) -> str:
    return fold(header).text.replace(" ", "")


_ABOUT_PLAIN = frozenset(map(_plain, _ABOUT))
_CANDIDATE_PLAIN = frozenset(map(_plain, _CANDIDATE))


def names_candidate(header: str) -> bool:
    """True for what heads the column that tells whose answer it is."""
    return _plain(header) in _CANDIDATE_PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """
    The roles of a table's columns.

    A long table has `answer` and one row per answer; a wide one has `items`: (header, item id,
    question) for each column that holds answers.
    """

    candidate: str
    answer: str = ""
    item: str = ""
    question: str = ""
    items: tuple[tuple[str, str, str], ...] = ()
    about: tuple[str, ...] = ()

    @property
    def is_long(self) -> bool:
        """True for a row per answer."""
        return bool(self.answer)


def _first(headers: Sequence[str], names: Sequence[str]) -> str:
    plain = {_plain(header): header for header in reversed(headers)}
    return next((plain[key] for name in names if (key := _plain(name)) in plain), "")


def find_columns(
    headers: Sequence[str], rubric: Rubric, index: ItemIndex, *, file: str, has_question: bool
) -> Columns:
    """
    The roles of *headers*.

    Raises:
        InputError: no column names the candidates, or none holds answers to an item.
    """
    candidate = _first(headers, _CANDIDATE)
    if not candidate:
        raise InputError(
            f"{file}: no column tells whose answer it is; head one candidate_id (or 考生编号, "
            f"姓名 …); columns found: {_listed(headers)}"
        )
    answer = _first(headers, _ANSWER)
    if answer:
        return _long(headers, candidate, answer, rubric, file=file, has_question=has_question)
    return _wide(headers, candidate, rubric, index, file=file)


def _long(
    headers: Sequence[str],
    candidate: str,
    answer: str,
    rubric: Rubric,
    *,
    file: str,
    has_question: bool,
) -> Columns:
    item, question = _first(headers, _ITEM), _first(headers, _QUESTION)
    is_single = len(list(rubric.items)) == 1
    if not (item or question or is_single or has_question):
        raise InputError(
            f"{file}: no column tells which item an answer is to; head one item_id (or 题号)"
            + (", or one question (题目), or give --question" if rubric.is_open else "")
        )
    if rubric.is_open and not (question or has_question):
        raise InputError(
            f"{file}: rubric {rubric.id!r} has no items of its own, so each answer needs its "
            "question; add a column question (题目) or give --question"
        )
    taken = {candidate, answer, item, question}
    about = tuple(header for header in headers if header not in taken)
    return Columns(candidate=candidate, answer=answer, item=item, question=question, about=about)


def _wide(
    headers: Sequence[str], candidate: str, rubric: Rubric, index: ItemIndex, *, file: str
) -> Columns:
    items: list[tuple[str, str, str]] = []
    about: list[str] = []
    seen: dict[str, str] = {}
    for header in headers:
        if header == candidate:
            continue
        found = _open_item(header, len(items)) if rubric.is_open else index.by_header(header)
        if found is None:
            about.append(header)
            continue
        if found.id in seen:
            raise InputError(
                f"{file}: columns {seen[found.id]!r} and {header!r} both mean item {found.id!r}; "
                "head each by its item's id"
            )
        seen[found.id] = header
        items.append((header, found.id, found.text.zh))
    if not items:
        raise InputError(
            f"{file}: no column holds answers; head them by item id ({_listed(index.ids)}) or by "
            f"the question's text, or use columns item_id and answer; found: {_listed(headers)}"
        )
    return Columns(candidate=candidate, items=tuple(items), about=tuple(about))


def _open_item(header: str, count: int) -> Item | None:
    """For a rubric without items: any column that is not about the person is a question."""
    if _plain(header) in _ABOUT_PLAIN:
        return None
    return open_item(f"Q{count + 1}", header)


def open_item(item_id: str, question: str) -> Item:
    """An item that is only its question, as an open rubric grades it."""
    return Item(id=item_id, text=Text(question, question), points=Decimal(0), criteria=())


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:30]) for name in names[:12])
    return shown + (" …" if len(names) > 12 else "")

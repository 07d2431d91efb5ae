"""The HTML report: complete, honest about what is open, and inert."""

import re
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.core.statistics import Tally
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Evidence, Finding, Mark, Problem, Rating, Run
from grader.writers.html_page import html_page
from grader.writers.page import Page

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
OPEN_RUBRIC = load_rubric(Path(find_rubric("customer-service")))
ITEM = RUBRIC.by_id["一/1"]
SCRIPT = (files("grader.writers") / "html" / "script.js").read_text(encoding="utf-8")
TEXT = "我先道歉。然后查订单，再联系仓库。"
NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</details></article><style>*{display:none}</style>",
    "</title><script src=//evil.example/x.js></script>",
    "{{ 7*7 }}{% raw %}",
    "<!-- --><svg/onload=alert(1)>",
    "&lt;script&gt;&#x3c;img&#x3e;",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066\u2069\u200b\x00\x1b[31m\ud800",
    "长" * 5000,
)


class Reader(HTMLParser):
    """Elements, attributes, the text, and the text of each mark without its labels."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.attributes, self.marks = [], [], []
        self.text, self.answer, self._in = "", "", []

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in {"meta", "br", "img", "link", "input"}:
            self._in.append((tag, dict(attrs).get("class", "")))
        if tag == "mark":
            self.marks.append(["", []])

    def handle_endtag(self, tag):
        assert self._in.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self._in]
        if {"style", "script"} & set(tags):
            return
        self.text += data
        if "mark" in tags:
            if "sup" in tags:
                self.marks[-1][1].append(data)
            else:
                self.marks[-1][0] += data
        if ("div", "text") in self._in and "sup" not in tags:
            self.answer += data


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader._in == []
    return reader


def mark(criterion, level, *spans, text=TEXT, item=ITEM, lacks=False, rationale="有理由"):
    found = tuple(
        Evidence(quote=text[start:end], start=start, end=end, kind="exact") for start, end in spans
    )
    return Mark(
        criterion_id=criterion.id,
        level=level,
        points=item.worth(criterion, level),
        max_points=item.worth(criterion, len(criterion.steps) - 1),
        lowest=item.worth(criterion, 0),
        rationale=rationale,
        evidence=found,
        lacks_evidence=lacks,
    )


def rated(*spans, text=TEXT, who="甲", item=ITEM, **rating):
    """A score whose criteria rest on *spans* in turn; level 1 with a span, 0 without."""
    marks = []
    for number, criterion in enumerate(item.criteria):
        its = spans[number : number + 1]
        marks.append(mark(criterion, 1 if its else 0, *its, text=text, item=item))
    made = Rating(rater="openai:m", marks=tuple(marks), **rating)
    answer = Answer(candidate_id=who, item_id=item.id, text=text)
    return settle_rating(answer, item, made)


def unrated(status, reason="", *, who="甲", text=TEXT, item=ITEM, detail=""):
    answer = Answer(candidate_id=who, item_id=item.id, text=text)
    return settle_unrated(answer, item, status, reason, detail)


def figures(people):
    tally = Tally()
    for person in people:
        tally.add(person)
    return tally.figures()


def page(*scores, language="zh", judge="openai", rubric=RUBRIC, item=ITEM, **more):
    counts = Counts()
    people: dict[str, list] = {}
    for score in scores:
        count(counts, score)
        people.setdefault(score.candidate_id, []).append((item, score))
    run = Run(
        judge=judge,
        model_asked="m" if judge == "openai" else "",
        models_returned=("m-1",),
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        counts=counts,
        started="2026-08-01T10:02:03+00:00",
    )
    everyone = [aggregate(who, pairs) for who, pairs in people.items()]
    return Page(
        people=everyone,
        statistics=figures(everyone),
        run=replace(run, **more.pop("run", {})),
        rubric=rubric,
        language=language,
        labels=labels(language, "report"),
        **more,
    )


def every_status():
    lacking = rated((0, 5), who="乙")
    marks = list(lacking.rating.marks)
    marks[1] = mark(ITEM.criteria[1], 2, lacks=True)
    held = settle_rating(lacking.answer, ITEM, replace(lacking.rating, marks=tuple(marks)))
    return (
        rated((0, 5), (5, 10), who="甲"),
        held,
        unrated("unscored", "unreachable", who="丙", detail="connection reset"),
        unrated("gated", "non_answer", who="丁", text="不知道"),
        unrated("not_answered", who="戊", text=None),
    )


@pytest.mark.parametrize(("language", "told"), [
    ("zh", "回复里没有可以读取的 JSON；选了不存在的等级"),
    ("en", "there is no readable JSON in the reply; a level that does not exist"),
])  # fmt: skip
def test_faults_of_a_reply_are_told_in_the_language_of_the_report(language, told):
    faults = (
        Problem("no_json", "", "Expecting property name enclosed"),
        Problem("level", "criteria.a", "7"),
    )
    kept = "; ".join(map(str, (*faults, faults[1])))
    text = html_page(page(unrated("unscored", "invalid", detail=kept), language=language))
    assert told in text
    assert [each for each in ("Expecting", "no_json", "criteria.a") if each in text] == []


def marks_of(*spans, text):
    """What is marked, with its labels, in an answer *text* whose criteria rest on *spans*."""
    reader = read(html_page(page(rated(*spans, text=text))))
    return [(words, "".join(found)) for words, found in reader.marks], reader.answer


def test_counts_on_the_page_add_up_to_the_answers():
    html = html_page(page(*every_status()))
    told = html.split('class="tallies"')[1].split("</p>")[0]
    total, *parts = (int(n) for n in re.findall(r"<b>(\d+)</b>", told))
    assert (total, sum(parts), len(parts)) == (5, 5, 5)


def test_open_answers_are_told_by_status_and_reason():
    text = read(html_page(page(*every_status()))).text
    assert "待人工复核 1 份" in text
    assert "有评分点找不到可定位的原文，或全部评分点只依据同一处（1 份）" in text
    assert "服务连接不上（1 份）" in text
    assert "connection reset" in text


def test_open_people_come_first_then_by_total_then_as_in_the_file():
    scores = [
        rated((0, 5), who="低"),
        rated((0, 5), (5, 10), who="高"),
        unrated("unscored", "invalid", who="开"),
        rated((0, 5), (5, 10), who="同"),
    ]
    html = html_page(page(*scores))
    assert re.findall(r'<article class="person[^"]*" id="(\w+)"', html) == ["p3", "p2", "p4", "p1"]
    links = re.findall(r'<th scope="row"><a href="#(\w+)"><bdi>(.)</bdi>', html)
    assert links == [("p3", "开"), ("p2", "高"), ("p4", "同"), ("p1", "低")]


def test_a_percent_stands_only_beside_a_settled_total():
    assert "%</small>" in html_page(page(rated((0, 5))))
    assert "%</small>" not in html_page(page(unrated("unscored", "invalid")))


def test_a_held_answer_shows_from_to_and_why():
    text = read(html_page(page(every_status()[1]))).text
    assert "0.8–3.2 / 8 分" in text
    assert "给的等级高于最低，却没有找到可定位的原文" in text
    assert "0–2.4 / 2.4" in text


def test_a_critical_finding_is_marked_and_needs_a_person():
    item = OPEN_RUBRIC.item("1", "快递晚到，客户很生气")
    words = Evidence(quote="道歉", start=2, end=4, kind="exact")
    finding = Finding(critical_id="abuse", quote="道歉", evidence=(words,))
    score = rated((0, 5), item=item, critical=(finding,))
    reader = read(html_page(page(score, rubric=OPEN_RUBRIC, item=item)))
    assert ("道歉", "1A") in [(marked, "".join(found)) for marked, found in reader.marks]
    assert "辱骂、讥讽或威胁客户" in reader.text
    assert "本题暂列 1 分，经人看过才算数。" in reader.text


def test_points_scaled_by_the_rubric_tell_both_numbers():
    assert "合计 10 分，而本题是 8 分" in read(html_page(page(rated((0, 5))))).text


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(2, 4)], [("道歉", "1")]),
        ([(0, 5), (5, 10)], [("我先道歉。", "1"), ("然后查订单", "2")]),
        ([(0, 4), (2, 7)], [("我先", "1"), ("道歉", "12"), ("。然后", "2")]),
        ([(0, 10), (5, 7)], [("我先道歉。", "1"), ("然后", "12"), ("查订单", "1")]),
        ([(2, 4), (2, 4)], [("道歉", "12")]),
        ([(14, 900)], [("仓库。", "1")]),
    ],
    ids=["one", "beside", "overlapping", "nested", "twice", "beyond the end"],
)
def test_evidence_is_marked_in_place(spans, marked):
    assert marks_of(*spans, text=TEXT) == (marked, TEXT)


def test_offsets_are_code_points_after_emoji():
    text = "😀👍🏽 您好，❤️‍🔥我来跟进🎉。"
    at = text.index("我来跟进")
    assert marks_of((at, at + 4), text=text) == ([("我来跟进", "1")], text)


@pytest.mark.parametrize("start", [0, 4, 5])
def test_offsets_count_both_characters_of_a_line_end(start):
    text = "先道歉。\r\n再查订单。\r\n\r\n完"
    at = text.index("再查")
    marked, answer = marks_of((start, at), (at, at + 5), text=text)
    assert marked[-1] == ("再查订单。", "2")
    assert answer == text.replace("\r\n", "\n")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_stays_text(nasty, language):
    item = OPEN_RUBRIC.item(nasty, nasty)
    finding = Finding(critical_id=nasty, quote=nasty)
    text = nasty + TEXT
    marks = tuple(mark(c, 1, (0, 8), text=text, item=item, rationale=nasty) for c in item.criteria)
    rating = Rating(
        rater=f"openai:{nasty}",
        marks=marks,
        critical=(finding,),
        strengths=(nasty,),
        improvements=(nasty,),
        addresses_grader=True,
    )
    answer = Answer(candidate_id=nasty, item_id=nasty, text=text)
    scores = (
        settle_rating(answer, item, rating),
        unrated("unscored", nasty, who=nasty, text=text, item=item, detail=nasty),
    )
    run = {"model_asked": nasty, "models_returned": (nasty, "b"), "exit_code": 3,
           "exit_reason": nasty, "started": nasty, "endpoint": nasty,
           "parameters": {nasty: nasty}}  # fmt: skip
    made = page(*scores, language=language, rubric=OPEN_RUBRIC, item=item, run=run)
    html = html_page(made)
    html.encode("utf-8")
    reader = read(html)
    assert not {"img", "iframe", "link", "form", "object", "use"} & set(reader.elements)
    assert (reader.elements.count("style"), reader.elements.count("script")) == (1, 1)
    assert html.endswith(f"<script>{SCRIPT}</script>\n</body>\n</html>")
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u202a-\u202e\u2066-\u2069]", html)


def test_names_and_links_never_hold_a_candidates_id():
    html = html_page(page(rated((0, 5), who="张三-00123")))
    held = [value for _, name, value in read(html).attributes if name in {"id", "href"}]
    assert held
    assert not [value for value in held if "张三" in value or "00123" in value]


def test_every_link_leads_to_a_place_on_the_page():
    attributes = read(html_page(page(*every_status()))).attributes
    places = [value for _, name, value in attributes if name == "id"]
    links = {value for _, name, value in attributes if name == "href"}
    assert len(places) == len(set(places))
    assert {link.removeprefix("#") for link in links} <= set(places)


def test_the_page_asks_for_nothing_from_anywhere():
    html = html_page(page(*every_status()))
    policy = re.search(r'Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?://|url\(|@import|\bsrc=", html)


def test_style_and_script_are_those_the_policy_names():
    html = html_page(page(*every_status(), judge="baseline"))
    for tag in ("style", "script"):
        text = html.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        made = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{made}&#39;" in html.replace("'", "&#39;")


def test_a_baseline_report_says_so_at_the_top_on_paper_and_beside_everyone():
    html = html_page(page(*every_status(), judge="baseline"))
    told = labels("zh", "report")
    assert told["baseline_notice"] in html
    assert f'content: "{told["baseline_short"]}"' in html
    assert html.count(f'<p class="notice small">{told["baseline_short"]}</p>') == 5


def test_a_models_report_has_no_baseline_notice():
    assert "字面覆盖" not in html_page(page(*every_status()))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ["尚未与人工评分核对", "供练习使用", "m-1"]),
        ("en", ["Not calibrated against people", "practice rubric", "m-1"]),
    ],
)
def test_the_head_tells_what_the_points_cannot_carry(language, told):
    text = read(html_page(page(*every_status(), language=language))).text
    assert [each for each in told if each not in text] == []


def test_two_returned_models_are_not_one_rater():
    made = page(rated((0, 5)), run={"models_returned": ("m-1", "m-2")}, language="en")
    assert "not rated by one rater" in html_page(made)


def test_rows_set_aside_are_told():
    text = read(html_page(page(rated((0, 5)), bad_rows=2, duplicate_rows=1, unwanted_rows=3))).text
    assert "有 2 条记录无法使用" in text
    assert "有 1 条记录是重复提交" in text
    assert "有 3 条记录的题目不在本次评分之列" in text


def test_people_without_answers_at_hand_are_listed_without_a_section():
    made = page(*every_status())
    bare = [replace(person, scored=()) for person in made.people]
    html = html_page(replace(made, people=bare))
    assert "<article" not in html
    assert "待人工复核 1 份" in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reference_answer_is_never_on_the_page(language):
    html = html_page(page(*every_status(), language=language))
    reference = ITEM.reference.of(language)
    assert reference
    assert not [i for i in range(0, len(reference) - 30, 30) if reference[i : i + 30] in html]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_addressed_to_the_grader_is_told_in_plain_words(language):
    text = read(html_page(page(rated((0, 5), addresses_grader=True), language=language))).text
    assert {"zh": "含面向评分者的文字", "en": "addresses the grader"}[language] in text
    assert "injection" not in text


def test_points_are_shown_with_one_decimal_place():
    score = replace(rated((0, 5)), points=Decimal("1.14285"), points_low=Decimal("1.14285"),
                    points_high=Decimal("1.14285"))  # fmt: skip
    text = read(html_page(page(score))).text
    assert "1.1 / 8 分" in text
    assert "1.14" not in text


def test_an_empty_run_has_a_page():
    assert "没有可以评分的答案" in html_page(page())

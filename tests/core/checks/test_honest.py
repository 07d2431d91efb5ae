"""Answers as honest people write them: not one of them is flagged by what it says."""

import csv
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
# Each is honest, and looks like something that is not.
LOOKALIKES = [
    ("一/1", "先道歉。感谢您的来电，给您带来不便非常抱歉，请您放心，我来处理。查单，催物流，回电话。"),
    ("一/1", "1、致电客户 2、道歉 3、核实订单 4、联系物流 5、查明原因 6、加急派送 7、赔偿运费 8、面谈客服 9、安排培训 10、电话回访 11、关闭工单 12、写复盘报告"),
    ("一/1", "我会登录 OMS 查 order status，再开 JIRA ticket 给 logistics team，SLA 是 24h，用 CRM 给客户发 follow-up 短信，最后做 root cause 分析，KPI 里加一条首次响应时间。"),
    ("一/2", "第一天做什么：打电话。第二天做什么：打电话。第三天做什么：打电话。客户要的是有人理他，所以修到哪一步都告诉他，备用机先寄过去，坏的拿回来给工厂查。"),
    ("一/3", "客户：卡被吞了怎么办？\n我：您的钱是安全的，我现在给您登记，三天内到账。\n客户：我今天就要用。\n我：那我给您走加急，财务下午四点前打款，您留一个能接到的电话。"),
    ("一/4", "陪孩子出来玩却排了一天队，我也会恼火。先让导游带他们去阴凉处歇着，改去人少的园子，晚上退一部分钱，回来以后把这条线的行程拆成两天卖。"),
    ("一/5", "信号的问题要分两头：测和修归网络部，说和等归我。测之前我把谁家几点断记成表；修好之前教大家用家里的无线打电话；修好之后一家一家问。"),
    ("二/1", "大家对要不要录音有分歧。有人说录音是不信任，有人说不录音说不清。我让两边换位置，替对方把理由讲一遍。讲完以后火气没了。最后定：只录投诉电话，三个月后再看。"),
    ("二/2", "丢了多少，先数清楚。数清楚之前不说大话。数清楚之后一个一个打电话，告诉人家钱在、货在、什么时候有结果。最后才是追究谁的错。"),
]  # fmt: skip
REWORDED = [
    ("一/1", "这事儿我不等别人转，自己先拨过去认错：东西迟了，话也说得难听。电话里就把物流卡在哪儿查明白，告诉他今晚几点我再打来。赔不赔、怎么赔，让他挑。完了找那位同事聊，看他是累了还是不知道能做什么。"),
    ("一/3", "银行这事最怕人干等。我先把人分三拨：等钱救急的、卡还在机器里的、单纯想问的。救急的当天报给财务先走，机器当场贴停用条，门口贴告示讲清楚哪天到账、别信陌生电话。多花的跨行费我们出。"),
]  # fmt: skip


def _rows(name):
    with (EXAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["answer"]]


def test_no_example_answer_is_flagged(flags, service):
    rows = _rows("answers.csv")
    assert len(rows) >= 80
    told = {
        (row["candidate_id"], row["item_id"]): found
        for row in rows
        if (found := flags(row["answer"], service[row["item_id"]]))
    }
    assert told == {}


def test_no_english_example_is_flagged(flags, open_item):
    for row in _rows("answers-en.csv"):
        item = open_item("q", row["question"])
        assert flags(row["answer"], item, "zh") == set(), row["candidate_id"]
        assert flags(row["answer"], item, "en") == set(), row["candidate_id"]


@pytest.mark.parametrize(("item", "text"), LOOKALIKES + REWORDED)
def test_an_honest_answer_that_looks_odd_is_not_flagged(flags, service, item, text):
    assert flags(text, service[item]) == set()


def test_references_of_other_items_are_like_none(flags, shipped):
    """A hundred careful answers, each held against a question that it does not answer."""
    for item, other in zip(shipped, [*shipped[1:], shipped[0]], strict=True):
        for language in ("zh", "en"):
            assert flags(other.reference.of(language), item, language) == set(), item.id


def test_repeating_the_question_before_answering_is_fine(flags, shipped):
    for item, other in zip(shipped, [*shipped[1:], shipped[0]], strict=True):
        for language in ("zh", "en"):
            text = f"{item.text.of(language)}\n{other.reference.of(language)}"
            assert flags(text, item, language) == set(), item.id


def test_a_transcript_is_looked_at_for_the_candidates_words_only(flags, service):
    item = service["一/1"]
    asked = "".join(f"面试官：{item.text.zh}\n" for _ in range(6))
    text = f"{asked}考生：我先打电话给客户道歉，再去查物流到了哪一站，今晚八点前给他回话。"
    assert flags(text, item) == set()

"""Answers that repeat themselves, or list words."""

import pytest

LISTS = {
    "zh": [
        "同理心、安抚、倾听、道歉、核实、订单、物流、补偿、退款、跟进、回访、闭环、跨部门、协调、复盘、改进、记录、培训",
        "道歉 情绪 订单 核对 系统 退票 改签 补偿 方案 反馈 记录 主管 技术部 财务 回访 流程 话术 满意度",
        "理解客户，及时响应，专业，耐心，细致，责任心，团队合作，沟通，服务意识，客户至上，流程，数据分析，闭环管理，持续改进",
    ],
    "en": [
        "empathy, apology, refund, escalate, tracking, order, follow-up, log, team, process, manager, compensation, customer",
        "Empathy\nApology\nRefund\nReplacement\nVoucher\nCourier\nTicket\nDepot\nFeedback\nPolicy\nTraining\nLoyalty\nClosure",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in LISTS.items() for text in texts]
)
def test_a_list_of_words_is_told(seen, shipped, language, text):
    [found] = seen(text, shipped[0], language)
    assert found.flag == "padded"
    assert found.told.startswith("a list of 1")
    assert found.spans == ((0, len(text)),)


def test_words_of_the_criteria_are_counted(seen, service):
    words = "道歉 情绪 订单 核对 系统 退票 改签 补偿 方案 反馈 记录 主管 电池".split()
    said = "。".join(each.description.zh for each in service["一/1"].criteria)
    known = sum(word in said for word in words)
    [found] = seen("、".join(words), service["一/1"])
    n = int(found.told.split("; ")[1].split()[0])
    assert found.told.startswith("a list of 13 words without sentences; ")
    assert known <= n < 13


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("gap", ["", "\n", "！！ "])
def test_a_sentence_again_and_again_is_told(seen, service, language, gap):
    said = {
        "zh": "我会第一时间安抚客户的情绪，跟进到底。",
        "en": "I will calm the customer down and follow up until it is done. ",
    }[language]
    text = gap.join([said] * 8)
    [found] = seen(text, service["一/2"], language)
    assert found.flag == "padded"
    [(start, end)] = found.spans
    # The first time something is said is no repetition.
    assert start >= len(said) - 2
    assert end >= len(text) - 4


def test_padding_around_an_answer_is_told_with_its_share(seen, service):
    own = "我先给客户打电话，问清楚包裹是哪一天该到的，再和承运商核对卡在哪一站，当天晚上回话。"
    text = own + "坚持客户至上，持续改进，争创一流服务。" * 6
    [found] = seen(text, service["一/1"])
    assert text[slice(*found.spans[0])].startswith("坚持客户至上")
    share = int(found.told.split("%")[0])
    assert 45 <= share <= 75


def test_a_refrain_in_a_long_answer_is_fine(flags, shipped):
    refrain = "这一步做完，我会给客户打一次电话。"
    for item in shipped:
        parts = [f"{each}。{refrain}" for each in item.reference.zh.split("。") if each]
        if len(parts) < 6:
            assert "padded" not in flags("".join(parts), item), item.id

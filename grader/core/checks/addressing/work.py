"""Whom a Chinese sentence speaks of: customers and staff, the writer, points others give."""

import re

# Each begins with a letter of its own and with no look around, so that most places are passed over.
# Customers, staff, machines at work: whom an honest answer tells to ignore, output or rate.
_WORK = re.compile(
    "客户|顾客|用户|乘客|旅客|买家|消费者|观众|球迷|访客|业主|会员|客服|坐席|座席|机器人|知识库|"
    "话术|主管|经理|同事|新人|新员工|骗子|诈骗|钓鱼|黑客|对方|对话|通话|录音|工单|商家|店铺|供应商|"
    "家长|优惠券|评论区|主播|直播|店长|讲师|培训|演出|场馆|孩子|选手|比赛|参赛|投诉|优先级|故障|事件|保密|司机|活动|车票|订单"
)
_OWN = re.compile(
    "我们?(?:会|将|要(?![求了])|通常|曾|负责|平时|一般|一直|也会|都会|还会|应该|必须|需要)|给自己|自我评|"
    "热情|信心|对这份工作"
)
_SURVEY = re.compile(
    "好评(?!价)|五星|满意度|回访|质检|绩效|问卷|评优|推荐者|考核指标|kpi|nps|csat|dsr"
)

# What somebody said or wrote, told by the writer; and what the writer does, or a house does.
_MARK = re.compile('[“「『"《【]')
_QUOTED = re.compile(
    "(?:说|讲|问|喊|写|提到|例如|比如|譬如|所谓|赞成|范文|模板|话术|原话|口号|标题|叫)"
    '(?:过|道|着|的是|的)?[:：,，]?[“「『"《【]|'
    '(?:says?|said|wrote|writes?|reads?|asks?|asked|called|like|told me)[:,]? ?["“]'
)
_HABIT = re.compile(
    r"(?<![a-z])(?:i|we) (?!ask you|deserve|request|want|hope|need|beg|trust|wrote|am |know|"
    r"require|believe|hereby|expect|appreciate|plead|implore|urge|demand|kindly|understand|promise|"
    r"authori|will|would|can|shall|should|must|have|ask that|ask for|respectfully|humbly|"
    r"please|insist|think)[a-z]+"
)


def is_quoting(text: str) -> bool:
    """True where *text*, in lower case, tells what somebody said or wrote."""
    return bool(_MARK.search(text) and _QUOTED.search(text))


def is_of_habit(text: str) -> bool:
    """True where *text*, in lower case, tells in English what the writer does, or a house."""
    return bool(_HABIT.search(text))


def is_of_work(text: str) -> bool:
    """True where *text*, in lower case, speaks of customers, staff or machines at work."""
    return bool(_WORK.search(text))


def is_of_writer(text: str) -> bool:
    """True where *text*, in lower case, tells what the writer does."""
    return bool(_OWN.search(text))


def is_of_survey(text: str) -> bool:
    """True where *text*, in lower case, speaks of points that customers or the own house give."""
    return bool(_SURVEY.search(text))

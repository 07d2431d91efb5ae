"""What a search for private data yields, and the words beside a number that tell what it is."""

import re
from typing import Literal, NamedTuple

Kind = Literal["phone", "landline", "resident_id", "bank_card", "email", "wechat", "qq", "name"]
Named = Literal["order", "resident_id", "bank_card", "phone", ""]


class Found(NamedTuple):
    """Private data at `start` to `end` (half open); equal `value` of one kind is one thing."""

    start: int
    end: int
    kind: Kind
    value: str


_REACH = 24
_CLAUSE_END = re.compile(r"[。！？；;，,、!?\n()（）]")
_LABEL = re.compile(
    r"""
    (?P<order>订单|单子|单号|工单|运单|快递|物流|流水|交易|编号|编码|票号|案件|凭证|发票|合同|货号
        |型号|条码|批次|序列号|受理|申诉号|投诉号|券码|卡券|会员号|户号|工号|追踪|单据|设备
        |(?<![a-z])(?:order|ticket|case|tracking|invoice|reference|ref|sku|serial|parcel|shipment
        |batch|model|booking|claim|complaint|part|imei|id(?!\ ?(?:card|number|no)))(?![a-z]))
    |(?P<resident_id>身份证|证件|身份号|identity\ card|(?<![a-z])id\ ?(?:card|number|no))
    |(?P<bank_card>银行卡|卡号|储蓄卡|信用卡|借记卡|银行账[号户]|打款账[号户]|卡(?=[ :：]{0,3}\Z)
        |(?<![a-z])card(?![a-z]))
    |(?P<phone>电话|手机|号码|联系方式|致电|拨打|来电|热线
        |(?<![a-z])(?:tel|phone|mobile|call|cell|whatsapp)(?![a-z]))
    """,
    re.IGNORECASE | re.VERBOSE,
)


def named_before(text: str, at: int) -> Named:
    """What the last telling word before *at*, in the same clause, says a number there is."""
    near = text[max(0, at - _REACH) : at]
    for end in _CLAUSE_END.finditer(near):
        near = " " * end.end() + near[end.end() :]
    said: Named = ""
    for match in _LABEL.finditer(near):
        said = match.lastgroup  # type: ignore[assignment]
    return said

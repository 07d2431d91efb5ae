"""Which dimension a scoring point seems to be about, told from its words; a person confirms it."""

import re

_WORDS = {
    "closure": """闭环 回访 跟进 复盘 总结 反馈 归档 记录在案 留痕 确认结果 满意度 改进 预防
        持续 后续 follow.?up follow(?:ed|ing|s)?\\sup clos(?:e|ing|ure) feedback lessons prevent
        review confirm""",
    "coordination": """协调 协作 跨部门 部门 上报 汇报 升级 转交 对接 团队 联动 配合 资源 上级
        主管 分工 高层 coordinat colleague team escalat report(?:s|ed|ing)?\\sto manager
        department hand(?:s|ed)?\\sover""",
    "empathy": """共情 同理 安抚 情绪 倾听 道歉 致歉 歉意 理解客户 体谅 关怀 耐心 尊重 感受
        礼貌 客户导向 服务意识 empath apolog listen calm reassur
        patien courte feeling respect acknowledg""",
    "process": """流程 步骤 核实 核对 查询 排查 处理 解决 方案 补偿 退款 操作 应急 效率 规范
        合规 政策 风险 措施 登记 检查 确认 判断 分析 优先 执行 现场 制度 标准 安全
        process step check verif solv solution handl procedure polic refund identif diagnos action
        plan inspect safe""",
}  # fmt: skip
_PATTERNS = {
    dimension: re.compile("|".join(words.split()), re.IGNORECASE)
    for dimension, words in _WORDS.items()
}


def dimension_of(text: str) -> str:
    """The dimension that most words of *text* point to; of equals the more particular; or other."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _PATTERNS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "other"

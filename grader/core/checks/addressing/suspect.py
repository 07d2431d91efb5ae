"""The cheap question before the dear one: is there anything to look for in a text."""

import re

_WORDS = """评 满分 高分 打分 给分 加分 扣分 阅卷 判卷 改卷 得分 考官 指令 提示词 模型 老师 等级 最高 指示 标准答案 参考答案 ai llm gpt grad
scor rubric marks level evaluat examin judge prompt instruct json ignore disregard criteria rating rater output
assistant override admin 評 滿分 高分 採点 点 point full marks""".split()


def is_suspect(text: str) -> bool:
    """False where no pattern can match in any reading of *text*."""
    return True

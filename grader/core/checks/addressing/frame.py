"""The frame around an answer, imitated: chat templates, our own marks, a reply of ours."""

from .pattern import pattern

_KEY = r"[\"'“]?"

PATTERNS = (
    # The frame around an answer, imitated.
    pattern(
        "frame",
        r"<\|[a-z_ ]{2,40}\|>|<｜[^<>\n]{1,40}｜>|\[/?inst\]|<</?sys>>|<(?:start|"
        r"end)_of_turn>|<\|?(?:im_start|im_end|eot_id|endoftext|begin_of_text|"
        r"start_header_id|end_header_id|eom_id)\|?>|</?(?:system|assistant|developer|"
        "instructions?|system_prompt|system-reminder|grader|grading|rubric|override|"
        r"admin)(?:[-_ ][^<>\n]{0,40})?/?>",
        "< [inst [/inst",
    ),
    pattern(
        "frame",
        r"(?:^|\n) {0,3}#{1,6} ?(?:system|assistant|instructions?|response|"
        "new instructions?|system prompt|指令|系统)(?: (?:message|prompt|"
        r"override))? ?[:\n]",
        "#",
    ),
    pattern(
        "frame",
        "</?answer-[0-9a-z…._-]{0,40}>|</?(?:answer|response|submission|candidate|"
        r"student|text|data|input|document|untrusted)(?:_\w+)?>(?=\s{0,4}(?:\S[^\n]{0,8"
        "0})?$|[^<]{0,200}(?:score|grad|level|评|分))",
        "</answer <answer </",
    ),
    # The keys of a reply, more than anyone else’s object would share.
    pattern(
        "reply",
        rf"\baddresses_grader\b|{_KEY}\bcriteria\b{_KEY} ?:[^~]{{0,300}}?{_KEY}\b(?:level|"
        rf"evidence|rationale)\b{_KEY} ?:|{_KEY}\brationale\b{_KEY} ?:[^~]{{0,200}}?{_KEY}"
        rf"\b(?:level|evidence)\b{_KEY} ?:|{_KEY}\b(?:level|"
        rf"evidence)\b{_KEY} ?:[^~]{{0,200}}?{_KEY}\brationale\b{_KEY} ?:",
        "addresses_grader criteria rationale",
    ),
    # A part to play.
    pattern(
        "role",
        r"<\|im_start\|> ?(?:system|assistant|developer|user)|"
        r"<\|start_header_id\|> ?(?:system|assistant)|<</?sys>>|<start_of_turn> ?(?:model|"
        "system)",
        "<",
    ),
    # The result, as a rater would write it.
    pattern(
        "result",
        "(?:总评|评级|结论|等级|得分|评分|总分|打分|分数|level|"
        r"score)[\"' ]{0,2}(?:[:=]|->|→)[\"' ]{0,2}(?:优秀|满分|最高|100(?!\d)|"
        r"a\+?(?![a-z])|excellent|max)|(?:[3-9]|10)分(?:[,、;/ ]{0,2}(?:[3-9]|"
        "10)分){2,}|(?:同理心|共情|流程|协调|闭环|跟进|empathy|process|coordination|"
        r"closure)[^。!?\n]{0,4}?[:= ]{1,3}(?:[3-9]|10|满)[^。!?\n]{0,8}?(?:同理心|"
        "共情|流程|协调|闭环|跟进|empathy|process|coordination|"
        r"closure)[^。!?\n]{0,4}?[:= ]{1,3}(?:[3-9]|10|满)",
        "总评 评级 结论 等级 得分 评分 总分 打分 分数 level score 分 同理心 流程 empathy process",
    ),
)

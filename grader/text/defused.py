"""Marks that steer a model rather than say something: taken apart, one sign for one sign."""

import re

# Servers of one's own turn the tokens of their model's chat template into control tokens wherever
# they stand; other marks only look like ours. A bracket, a number sign, a back quote or a colon
# becomes its look-alike, so that a reader sees what was written and every place stays.
_SWAP = str.maketrans({"<": "‹", ">": "›", "＜": "‹", "＞": "›", "[": "［", "]": "］"})
_WORDS = (
    r"system|assistant|user|human|developer|answer|think|tool|function|instruct|prompt|grad(?:e|ing)"
    r"|scor(?:e|ing)|rubric|rating|evaluat|criteri|observation|系统|用户|助手|助理|指令|评分|答案|规则|提示"
)
_SHORT = (
    r"s|bos|eos|pad|unk|sep|cls|sop|eop|eoh|eoa|mask(?::\d{1,4})?|im_\w{1,8}|fim_\w{1,10}"
    r"|(?:start|end)_of_\w{1,12}|extra_id_\d{1,4}|special_\d{1,4}|reserved_\d{1,5}|unused\d{1,5}"
    r"|seed:\w{1,20}"
)
_BRACKETED = (
    r"INST|SYS|SYSTEM_PROMPT|MODEL_SETTINGS|AVAILABLE_TOOLS|TOOL_\w{1,16}|THINK|ARGS|CALL_ID"
    r"|PREFIX|MIDDLE|SUFFIX|IMG|IMG_(?:BREAK|END)|[gse]?MASK|BOS|EOS|EOT|PAD|UNK|CLS|SEP"
)
# One class of characters comes first, which the search skips to.
_TOKENS = re.compile(
    r"[<＜>＞\[](?:(?<=[<＜])(?:(?=[|｜])"
    rf"|(?i:<?[/／]?(?:{_SHORT}|SYS)[>＞]{{1,2}}"
    rf"|[ \t]{{0,3}}[/／]?[ \t]{{0,3}}[\w:.-]{{0,24}}?(?:{_WORDS})[^<>＜＞\n]{{0,80}}[>＞]"
    r"|[ \t]{0,3}[/／]?[ \t]{0,3}answer(?:\b|_)))"
    r"|(?<=[|｜][>＞])"
    rf"|(?<=\[)(?i:/?(?:{_BRACKETED})\]"
    r"|/?(?:system|user|assistant|human|grader|end[ _]of|begin|start[ _]of)[^\[\]\n]{0,40}\]"
    # Our own line numbers.
    r"|\d{1,5}\]))"
)
_BEHIND = r" \t*_`｀”」\"')）\]］】"
_ROLE = (
    r"(?:system|user|human|assistant|developer|model|ai|tool|function|instructions?"
    r"|系统|系統|用户|用戶|助手|助理|人类|人類|模型|开发者|指令)"
    r"(?:[ \t_-]?(?:prompt|message|instructions?|turn|提示词?|消息|讯息|信息|指令|要求|\d{1,2}))?"
)
_HEADING = re.compile(
    rf"#{{1,6}}+(?=[ \t]{{0,4}}[*_]{{0,3}}(?:{_ROLE}|response|input|output|用户输入|输出|回复)"
    r"[*_]{0,3}[ \t]{0,4}(?:[:：#]|$))",
    re.IGNORECASE | re.MULTILINE,
)
_FENCE = re.compile(r"`{3,}|(?<!~)~{3,}+(?=[ \t]{0,4}json)", re.IGNORECASE)
_FENCE_SWAP = str.maketrans({"`": "｀", "~": "～"})
# A label opens a line, or follows the end of a sentence or another label; "in the system:" does
# not.
_LABEL = re.compile(
    r"[\n。！？；!?.;:：>›|\]］)）”’」』\"'][ \t>*_#＃`｀“「\"'(（\[［【-]{0,8}"
    rf"(?i:{_ROLE})[{_BEHIND}]{{0,4}}\Z"
)
_STRIPPED = " \t*_`｀”」\"')）]］】"
# How a label ends: cheaper than looking for one before every colon.
_LAST = frozenset("mrntlisepMRNTLISEP0123456789统統户戶手理类類型者令词示息求")
_COLON = re.compile("[:：]")
_LONGEST = 48
_WIDE = re.compile("[Ａ-Ｚａ-ｚ]")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF21, 0xFF5B)}


def defused(text: str) -> str:
    """*text* with template tokens, role labels and fences taken apart; as long as before."""
    if "<" in text or "＜" in text or "[" in text or "|" in text or "｜" in text:
        text = _without_tokens(text)
    if "#" in text:
        text = _HEADING.sub(lambda match: "＃" * len(match[0]), text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(lambda match: match[0].translate(_FENCE_SWAP), text)
    return _without_labels(text) if ":" in text or "：" in text else text


def _without_tokens(text: str) -> str:
    """*text* without tokens; again until there is none, for swapping one can complete another."""
    found = 1
    while found:
        text, found = _TOKENS.subn(lambda match: match[0].translate(_SWAP), text)
    return text


def _without_labels(text: str) -> str:
    """*text* with `System:` and its like at the start of something said as `System›`."""
    narrow = text.translate(_NARROW) if _WIDE.search(text) else text
    parts: list[str] = []
    last = 0
    for colon in _COLON.finditer(narrow):
        at = colon.start()
        # A stretch that does not begin the text must not look as if it did.
        before = narrow[at - _LONGEST : at] if at >= _LONGEST else "\n" + narrow[:at]
        if before.rstrip(_STRIPPED)[-1:] in _LAST and _LABEL.search(before):
            parts += [text[last:at], "›"]
            last = at + 1
    return "".join([*parts, text[last:]]) if parts else text

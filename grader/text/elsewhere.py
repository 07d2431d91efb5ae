"""Answers that point elsewhere: attachments, links, pictures, uploaded files."""

import re
from collections.abc import Iterable

from .fold import fold

_HOST = r"(?:[a-z0-9-]{1,63}\.){1,4}(?:com|cn|net|org|edu|gov|io|me|cc|co|top|site|link|app|hk|tw)"
# White space, CJK text and its punctuation end an address: 见 https://a.cn/b，谢谢.
_ADDRESS = r"[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"]"
_LINK = re.compile(
    rf"(?:https?|ftp)://{_ADDRESS}+|\bwww\.{_ADDRESS}+"
    # Without a scheme only where a path follows: a bare name is often part of what is said.
    rf"|(?<![\w@.-]){_HOST}/{_ADDRESS}+",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"!?\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)"
    r"|[\[【(（]\s{0,2}(?:图片|图|照片|截图|语音|音频|视频|文件|附件|表情|链接|image|photo|picture|video|audio|voice"
    r"|file|attachment)[^\]】)）\n]{0,60}[\]】)）]"
    r"|<(?:img|a|video|audio|object)\b[^>\n]{0,500}>(?:[^<\n]{0,200}</(?:a|video|audio|object)>)?",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"data:[\w.+-]{1,60}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=\s]*"
    r"|(?<![A-Za-z0-9+/])(?:iVBORw0KGgo|/9j/4AA|R0lGOD|UklGR|JVBERi0|UEsDB)[A-Za-z0-9+/=\s]{40,}"
)
_FILE = re.compile(
    r"[^\s，。；、：:;,/\\\"“”<>|]{1,120}\.(?:png|jpe?g|gif|bmp|webp|heic|tiff?|svg|pdf|docx?|wps|xlsx?|et"
    r"|pptx?|txt|rtf|md|pages|numbers|zip|rar|7z|mp3|m4a|wav|amr|aac|mp4|mov|avi)(?![A-Za-z0-9.])",
    re.IGNORECASE,
)
_SEE = re.compile(
    r"(?:请|烦请|麻烦)?(?:答案|回答|答题|作答|内容|方案|我的)?(?:内容|答案)?(?:详情|具体)?"
    r"(?:详?见|参见|参阅|请看|已(?:上传|发送?|提交)(?:至|到|了|在)?|上传(?:了|至|到)?|在)"
    r"(?:以下|下方|上传的|所附)?(?:附件|附图|图片|截图|照片|录音|音频|视频|邮件|邮箱|链接|文档|文件|网盘|云盘)"
    r"(?:中|里|内)?"
    r"|如(?:上|下)?(?:图|附件)(?:所示)?"
    r"|(?:please\s+)?(?:see|refer\s+to|find)\s+(?:in\s+)?(?:the\s+|my\s+)?"
    r"(?:attach(?:ed|ment)|uploaded|file|link|document|picture|photo)s?"
    r"(?:\s+(?:file|document|picture|photo)s?)?",
    re.IGNORECASE,
)
# What people also say of a customer's mail or link: alone it points elsewhere, in a text it is one.
_LOOK = re.compile(
    r"(?:请?(?:查看|看|点击|打开|下载))(?:附件|附图|图片|截图|邮件|邮箱|链接|文档|文件|网盘|查看)"
)
# What stands around a shared file and is no answer either.
_AROUND = re.compile(
    r"(?:提取码|访问码|密码|口令|code)\s{0,3}[:：]?\s{0,3}[A-Za-z0-9]{4,8}\b"
    r"|(?:文件)?大小\s{0,3}[:：]?\s{0,3}[\d.]{1,10}\s?[KMG]?B\b|[\d.]{1,10}\s?[KMG]B\b"
    r"|已?上传(?:成功|文件|图片|附件)?|复制这段内容|打开百度网盘手机[Aa]pp|点击(?:查看|下载)|(?:分享的)?(?:文件|链接)(?=\s*[:：])",
    re.IGNORECASE,
)
_POINTERS = (_DATA, _PICTURE, _LINK, _FILE, _SEE)
# What is said beside a pointer, not of a customer's mail or picture.
_SURELY_SEE = re.compile(
    r"(?:详?见|参见|参阅|请看)(?:以下|下方|上传的|所附)?(?:附件|附图|[上下]图|图片|截图|照片|录音|视频|文档|网盘)"
    r"|如(?:[上下]?图|附件)所示|(?:see|refer\s+to)\s+(?:the\s+|my\s+)?attach(?:ed|ment)",
    re.IGNORECASE,
)
# Searching for these is much cheaper than for patterns, and nearly every answer has none of them.
_DATA_SIGNS = ("base64", "iVBORw0KGgo", "/9j/4AA", "R0lGOD", "UklGR", "JVBERi0", "UEsDB")
_LONG_SIGNS = ("://", "www.", "![", "<img", "base64")
_BRACKETS = "[【(（<"
_SEEN = "附件 附图 上图 下图 如图 图片 截图 照片 录音 视频 文档 网盘 attach Attach ATTACH".split()
_SIGNS = [
    *_SEEN,
    *_DATA_SIGNS,
    *"""音频 邮件 邮箱 链接 文件 云盘 点击 查看 upload file link document picture photo
    Upload File Link Document Picture Photo""".split(),
]
_ENDING = re.compile(_FILE.pattern.partition("{1,120}")[2], re.IGNORECASE)
# A link, a picture or a file as data may be long; other pointers are not.
_LONGEST = 160
_SAYS_ENOUGH = 12
_LOOKS_ENOUGH = 6


def _holds(text: str, signs: Iterable[str]) -> bool:
    for sign in signs:  # noqa: SIM110 - several times faster than any()
        if sign in text:
            return True
    return False


def is_elsewhere(text: str) -> bool:
    """True where *text* says next to nothing itself, but points to a file, a link or a picture."""
    is_long = len(text) > _LONGEST
    if is_long and not (text.startswith(_DATA_SIGNS) or _holds(text, _LONG_SIGNS)):
        return False
    if not (_holds(text, _BRACKETS) or "." in text or _holds(text, _SIGNS)):
        return False
    left = text
    for pattern in _POINTERS:
        left = pattern.sub(" ", left)
    enough = _SAYS_ENOUGH
    if left == text:
        left, enough = _LOOK.sub(" ", text), _LOOKS_ENOUGH
    if left == text:
        return False
    left = _AROUND.sub(" ", left)
    return len(fold(left).text.replace(" ", "")) < enough


def points_elsewhere(text: str) -> bool:
    """True where *text* holds a file, a link, a picture or a word like 见附件."""
    has_stop = "." in text
    return bool(
        (_holds(text, _BRACKETS) and _PICTURE.search(text))
        or ((has_stop or "://" in text) and _LINK.search(text))
        or (_holds(text, _SEEN) and _SURELY_SEE.search(text))
        or (_holds(text, _DATA_SIGNS) and _DATA.search(text))
        or (has_stop and _ENDING.search(text))
    )

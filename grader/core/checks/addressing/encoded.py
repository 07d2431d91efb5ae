"""Text in another notation, read as the words it stands for."""

import base64
import binascii
import codecs
import html
import re

from .view import View, rewritten

_LAYERS = 2
# Longer runs are data (a picture, a file) and no sentence anyone has to read.
_LONGEST = 20_000
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,20000}={0,2}(?:\n[A-Za-z0-9+/_-]{8,20000}={0,2}){0,50}")
_BASE32 = re.compile(r"(?<![A-Za-z0-9])[A-Z2-7]{16,4000}={0,6}(?![A-Za-z0-9])")
_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:0[xX])?(?:[0-9a-fA-F]{2}[ :,]?(?:0[xX]|\\x)?){6,10000}(?![0-9A-Za-z])"
)
_BINARY = re.compile(r"(?<!\d)[01]{8}(?:[ ,]?[01]{8}){2,4000}(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])\d{2,3}(?:[ ,]{1,2}\d{2,3}){5,4000}(?![\d.])")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}){1,10000}")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){3,10000}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_ESCAPE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|"
    r"[uU]\+[0-9a-fA-F]{4,6} ?){1,2000}"
    r"|(?:\\x[0-9a-fA-F]{2}){3,10000}"
)
_CODE = re.compile(r"\\u\{?([0-9a-fA-F]{1,6})\}?|\\U([0-9a-fA-F]{8})|[uU]\+([0-9a-fA-F]{4,6})")
_HINT = re.compile(
    r"[A-Za-z0-9+/_-]{16}|%[0-9a-fA-F]{2}|&#|&[a-z]{2,8};|\\[uUx][0-9a-fA-F{]|"
    r"[uU]\+[0-9a-fA-F]{4}"
    r"|(?:[0-9a-fA-F]{2}[ :,]){6}|[01]{8}[ ,][01]{8}|(?:\d{2,3}[ ,]{1,2}){5}|(?:=[0-9A-F]{2}){3}"
)
_WORDLIKE = re.compile(
    r"[A-Za-z0-9+/=\u3040-\u30ff\u3400-\u9fff\u0400-\u04ff\xc0-\u024f\uac00-\ud7af ]"
)


def decoded(view: View) -> View | None:
    """*view* with what is encoded in it read, two layers deep; None where nothing is."""
    if not _HINT.search(view.text):
        return None
    read = view
    for _ in range(_LAYERS):
        before = read
        for pattern, put in _NOTATIONS:
            read = rewritten(read, pattern, put, opens=True)
        if read is before:
            break
    return None if read is view else read


def _words(raw: bytes) -> str | None:
    """The text *raw* stands for; None where it is no text."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        said = len(_WORDLIKE.findall(text))
        if said >= 4 and said * 10 >= len(text) * 7 and (encoding == "utf-8" or _is_common(text)):
            return text
    return None


def _is_common(text: str) -> bool:
    """GB18030 takes almost any bytes: text has characters of GB 2312's first level, mostly."""
    raw = text.encode("gb18030")
    return not text.isascii() and sum(0xB0 <= byte <= 0xD7 for byte in raw[::2]) * 3 >= len(text)


def _of_base64(run: str) -> str | None:
    run = run.replace("\n", "").rstrip("=").replace("-", "+").replace("_", "/")
    if len(run) > _LONGEST or len(run) % 4 == 1:
        return None
    return _words(base64.b64decode(run + "=" * (-len(run) % 4)))


def _of_base32(run: str) -> str | None:
    run = run.rstrip("=")
    try:
        return _words(base64.b32decode(run + "=" * (-len(run) % 8)))
    except binascii.Error:
        return None


def _of_hex(run: str) -> str | None:
    digits = re.sub(r"0[xX]|\\x|[ :,]", "", run)
    return _words(bytes.fromhex(digits)) if len(digits) % 2 == 0 else None


def _of_binary(run: str) -> str | None:
    bits = run.replace(" ", "").replace(",", "")
    return _words(int(bits, 2).to_bytes(len(bits) // 8))


def _of_numbers(run: str) -> str | None:
    codes = [int(each) for each in re.findall(r"\d{2,3}", run)]
    return _words(bytes(codes)) if max(codes) < 256 else None


def _of_percent(run: str) -> str | None:
    raw = bytes.fromhex(run.replace("%", ""))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _words(raw)


def _of_quoted(run: str) -> str | None:
    return _words(bytes.fromhex(run.replace("=", "")))


def _of_entity(run: str) -> str | None:
    text = html.unescape(run)
    return text if text != run else None


def _of_escape(run: str) -> str | None:
    if run.startswith("\\x"):
        return _words(bytes.fromhex(run.replace("\\x", "")))
    return _CODE.sub(_character, run)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


_NOTATIONS = (
    (_ESCAPE, _of_escape),
    (_ENTITY, _of_entity),
    (_PERCENT, _of_percent),
    (_QUOTED, _of_quoted),
    (_BINARY, _of_binary),
    (_HEX, _of_hex),
    (_NUMBERS, _of_numbers),
    (_BASE32, _of_base32),
    (_BASE64, _of_base64),
)

# Frequent words, and words of grading, turned by 13 places and read from the end.
_WORDS = """the and you this that for all are not with ignore disregard forget instruct prompt
please score grade grader award mark marks marker rubric level criteria points system output answer
assign maximum highest perfect upper band top evaluate judge examiner assessor candidate give full
credit rate five""".split()
_TURNED = {codecs.encode(word, "rot13") for word in _WORDS}
_CHINESE = (
    "忽略 无视 满分 高分 评分 指令 打分 评为 给我 输出 规则 考官 老师 最高 本题 答案 "
    "标准 答卷 这份 等级 阅卷 细则 要点 一律 全部"
).split()
_BACKWARDS = tuple(word[::-1] for word in [*_WORDS[10:], *_CHINESE])
_ENOUGH = 2
_LETTERS = re.compile(r"[a-z][a-z ,'-]{7,2000}")
_WORD = re.compile("[a-z]+")
_LINE = re.compile(r"[^\n。:!?()\[\]【】<>~]{6,2000}")


def turned(view: View) -> View | None:
    """*view* (in lower case) with what is turned by 13 places read; None where nothing is."""
    if _TURNED.isdisjoint(_WORD.findall(view.text)):
        return None
    read = rewritten(view, _LETTERS, _of_turned, opens=True)
    return None if read is view else read


def _of_turned(run: str) -> str | None:
    said = sum(word in _TURNED for word in _WORD.findall(run))
    return codecs.encode(run, "rot13") if said >= _ENOUGH else None


def backwards(view: View) -> View | None:
    """*view* (in lower case) with the lines that run backwards turned; None where none do."""
    if sum(word in view.text for word in _BACKWARDS) < _ENOUGH:
        return None
    read = rewritten(view, _LINE, _of_backwards, opens=True)
    return None if read is view else read


def _of_backwards(line: str) -> str | None:
    said = sum(word in line for word in _BACKWARDS)
    as_usual = sum(word[::-1] in line for word in _BACKWARDS)
    return line[::-1] if said >= _ENOUGH and said > as_usual else None

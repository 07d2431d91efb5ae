"""Characters that stand for another: foreign letters drawn alike, digits for letters, old forms."""

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from .view import View, rewritten

# Chinese punctuation as its ASCII sign, traditional characters as simplified, and some that are
# drawn alike: only those that the patterns use. One for one, so that places stay.
_PUNCTUATION = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES = dict.fromkeys(map(ord, "“”„‟「」『』«»〝〞"), '"') | dict.fromkeys(
    map(ord, "‘’‚‛`´"), "'"
)
_OLD_NEW = """
    請请 級级 評评 標标 準准 規规 則则 輸输 導导 師师 閱阅 捲卷 係系 統统 這这
    該该 為为 從从 現现 擬拟 獎奖 獲获 滿满 無无 視视 記记 詞词 設设 應应 當当
    須须 務务 麼么 個个 項项 檢检 審审 議议 對对 話话 參参 數数 據据 條条 點点
    總总 結结 論论 領领 試试 題题 員员 訴诉 給给 嚴严 將将 選选 優优 異异 錄录
    過过 執执 後后 內内 開开 發发 戲戏 號号 處处 讓让 說说 與与 別别 測测 驗验
    證证 達达 蓋盖 聲声 關关 隱隐 覽览 顧顾 戶户 顯显 飾饰 機机 構构 計计 變变
    賦赋 頂顶 檔档 範范 裏里 裡里 專专 業业 質质 貴贵 價价 環环 節节 並并 沒没
    問问 義义 語语 譯译 複复 復复 腳脚 釋释 歷历 權权 誤误 許许 認认 絕绝 來来
    時时 會会 們们 種种 樣样 寫写 類类 靈灵 預预 還还 進进 續续 終终 單单 嗎吗
    謝谢 劃划
    绐给 咑打 汾分 満满 慲满 桉案 荅答 苔答 枰评 朂最 髙高 莪我 沵你 嘚得 啲的 菿到 凊请
""".split()
PLAIN = (
    _PUNCTUATION
    | _QUOTES
    | {ord(each[0]): each[1] for each in _OLD_NEW}
    | {0x3000: " ", 0xA0: " ", 0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0x0D: "\n", 0x09: " "}
)

# Cyrillic, Greek, Armenian, Cherokee and small-capital letters that a reader takes for Latin.
_ALIKE = {
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ғ": "f", "ɡ": "g", "һ": "h",
    "н": "h", "і": "i", "ї": "i", "ј": "j", "к": "k", "ӏ": "l", "ⅼ": "l", "м": "m", "п": "n",
    "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "υ": "u", "ѵ": "v", "ѡ": "w",
    "ԝ": "w", "х": "x", "у": "y", "ү": "y", "ᴢ": "z", "А": "A", "В": "B", "С": "C", "Е": "E",
    "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P", "Ѕ": "S", "Т": "T",
    "Х": "X", "У": "Y", "α": "a", "β": "b", "ϲ": "c", "ε": "e", "η": "n", "ι": "i", "κ": "k",
    "ν": "v", "ο": "o", "ρ": "p", "σ": "o", "τ": "t", "χ": "x", "ω": "w", "γ": "y", "Α": "A",
    "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O",
    "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X", "ա": "w", "օ": "o", "ո": "n", "ս": "u", "ց": "g",
    "հ": "h", "ı": "i", "ɑ": "a", "ⲟ": "o", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e",
    "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n",
    "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y",
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h",
}  # fmt: skip
_ALIKE_TABLE = {ord(char): latin for char, latin in _ALIKE.items()}
_ALIKE_CHAR = re.compile("[" + "".join(_ALIKE) + "]")
# A word with Latin letters in it, or made of nothing but look-alikes.
_WORD = re.compile(r"[^\W\d_]{2,80}")
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_FOREIGN = re.compile(f"[^\x00-\x7f{_CJK}]")

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{1,64}"
)
# A sign that nobody sees behind each letter.
_LOOSENED = re.compile(
    r"(?:[^\W_][\xad\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e]{1,4}[ ,，。:：]?"
    r"[\xad\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e]{0,4}){5,2000}[^\W_]?"
)
_STYLED = re.compile(
    "[\xaa\xb2-\xbe\xc0-\u024f\u02b0-\u02e0\u1d2c-\u1d6a\u1e00-\u1eff\u2000-\u200a\u2070-\u209f"
    "\u2100-\u218b\u2460-\u24ff\u2c7c\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff\U0002f800-\U0002fa1f]"
)
# Letters in another style, a sentence of them.
_STYLED_ROW = re.compile(
    "[\u2460-\u24ff\uff21-\uff5a\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]"
    "[ \u2460-\u24ff\uff21-\uff5a\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]{7,2000}"
)
# Letters in squares, in circles, and of flags, each run by its first sign and letter.
_BOXED = {
    first + place: ord(letter) + place
    for first, letter in (
        (0x1F130, "A"), (0x1F150, "A"), (0x1F170, "A"), (0x1F1E6, "A"),
        (0x24B6, "A"), (0x24D0, "a"),
    )
    for place in range(26)
}  # fmt: skip

_MIXED = re.compile(
    r"(?<![a-zA-Z0-9])(?=[a-zA-Z@$!0-9]{0,24}[a-zA-Z])(?=[a-zA-Z@$!]{0,24}[0134578@$!])"
    r"[\w@$!]{2,25}(?![a-zA-Z0-9])"
)
_LEET = (str.maketrans("013457@$!", "oieastasi"), str.maketrans("013457@$!", "oleastasi"))


def unmasked(view: View) -> View:
    """*view* without invisible characters and in plain letters: widths, styles, accents folded."""
    if view.text.isascii():
        return view
    if _INVISIBLE.search(view.text):
        view = rewritten(view, _LOOSENED, lambda row: _INVISIBLE.sub("", row), opens=True)
        view = rewritten(view, _INVISIBLE, lambda _: "")
    if _STYLED.search(view.text):
        view = rewritten(view, _STYLED, _unstyled)
    return view


def styled(text: str) -> Iterator[tuple[int, int]]:
    """Where a row of letters of *text* is written in another style."""
    if not text.isascii():
        yield from (match.span() for match in _STYLED_ROW.finditer(text))


def _unstyled(char: str) -> str:
    if ord(char) in _BOXED:
        return chr(_BOXED[ord(char)])
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not unicodedata.combining(part)) or " "


def in_latin(view: View) -> View | None:
    """*view* with look-alikes as the Latin letters they are taken for; None where none stand."""
    if not (_FOREIGN.search(view.text) and _ALIKE_CHAR.search(view.text)):
        return None
    return rewritten(view, _WORD, _latin_word, opens=True)


def _latin_word(word: str) -> str | None:
    if word.isascii() or not _ALIKE_CHAR.search(word):
        return None
    latin = word.translate(_ALIKE_TABLE)
    return latin if latin.isascii() else None


def in_letters(view: View) -> tuple[View, ...]:
    """*view* with digits in words read as letters (1 as i, and as l); none where none stand."""
    if not _MIXED.search(view.text):
        return ()
    return tuple(rewritten(view, _MIXED, partial(_spelt, table), opens=True) for table in _LEET)


def _spelt(table: dict[int, int], word: str) -> str:
    return word.replace("11", "ll").translate(table)


def plain(view: View) -> View:
    """*view* in lower case, simplified characters and ASCII punctuation, place by place."""
    lower = view.text.lower()
    if len(lower) != len(view.text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in view.text)
    return view.saying(lower.translate(PLAIN))

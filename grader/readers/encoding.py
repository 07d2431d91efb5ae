"""Which encoding a file of text has: by its mark, by what it decodes as, and by what that says."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from ..errors import InputError
from ..message import Message

_CHUNK = 1 << 20
# GB18030 takes almost any bytes. Private and control characters give other encodings away, and
# so do rare ones: of simplified Chinese GB2312 has nearly all, of traditional about half, of what
# Shift-JIS or Latin-1 come out as next to nothing.
_ODD = re.compile("[\ue000-\uf8ff\x00-\x08\x7f]")
_COMMON = 0.3
# Korean and Japanese read as GB18030 become Chinese characters too, but hardly ever these.
_EVERYDAY = frozenset(
    "的一是我不了在有人他这个们中来上大为和地到以说时要就出会可也你对能而子得于着下自后作里用道行所然事"
    "成方多经么去法如都同没起看定天分还进小心样理前但因只从想情问题客户服务先公司理解处系单订票這個們來"
    "為說時會對後裡經還進樣從問題務處單訂"
)
_FEWEST_TO_TELL, _EVERYDAY_SHARE = 40, 0.1
# Of real text nearly all is on the first level of its own character set (measured: 0.97 and
# more); Big5 read as GB18030 reaches half of that, GB18030 read as Big5 seldom more than 0.8.
_OWN_LEVEL, _OTHER_LEVEL = 0.95, 0.9
_BIG5, _FEWEST_BIG5, _FEWEST_GB = "cp950", 20, 6
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path, note: Callable[[str], None]) -> str:
    """
    The encoding of *path*: by its mark, else UTF-8, else GB18030 or Big5, told to *note*.

    GB18030 and Big5 are taken only where the text they give is Chinese as it is written: what
    could be either is refused, for read wrongly it would be other words.

    Raises:
        InputError: it is none of these.
    """
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return _marked(path, name, note)
    if _decodes(path, "utf-8"):
        if start[:4096].count(0) > len(start[:4096]) // 5:
            raise InputError(
                "{path}: UTF-16 without its mark, it seems; save it as “CSV UTF-8”", path=path
            )
        return "utf-8"
    is_big5 = _big5(start)
    if is_big5 is False and _decodes(path, "gb18030") and _reads_as_chinese(start):
        note(Message("{file}: not UTF-8, read as GB18030", file=path.name))
        return "gb18030"
    if is_big5 and _decodes(path, _BIG5):
        note(Message("{file}: not UTF-8, read as Big5", file=path.name))
        return _BIG5
    raise InputError(
        "{path}: neither UTF-8 nor GB18030, nor Big5 for certain; save it as “CSV UTF-8”", path=path
    )


def _marked(path: Path, name: str, note: Callable[[str], None]) -> str:
    if name == "utf-32":
        raise InputError("{path}: UTF-32, which is not read; save it as UTF-8", path=path)
    if name == "utf-16":
        note(Message("{file}: read as UTF-16", file=path.name))
    if _decodes(path, name):
        return name
    raise InputError(
        "{path}: damaged {encoding}; save it again as UTF-8", path=path, encoding=name.upper()
    )


def _big5(start: bytes) -> bool | None:
    """True where *start* is Big5 for certain, False where it is not, None where it may be."""
    as_big5 = _level(start, _BIG5, (0xA1, 0xC6))
    if as_big5 is None or as_big5[0] < _OWN_LEVEL:
        return False
    as_gb = _level(start, "gb18030", (0xA1, 0xD7))
    if as_gb is not None and as_gb[0] >= _OTHER_LEVEL:
        return False if as_big5[1] >= _FEWEST_GB else None
    return True if as_big5[1] >= _FEWEST_BIG5 else None


def _level(start: bytes, encoding: str, first: tuple[int, int]) -> tuple[float, int] | None:
    """Which share of the Chinese of *start* is on the first level, and how much there is."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        return None
    foreign = re.sub("[\x00-\x7f]+", "", text)
    low = 0xA1 if encoding == "gb18030" else 0x40
    own = 0
    for char in foreign:
        pair = char.encode(encoding, "ignore")
        own += len(pair) == 2 and first[0] <= pair[0] <= first[1] and pair[1] >= low
    return (own / len(foreign), len(foreign)) if foreign else None


def _reads_as_chinese(start: bytes) -> bool:
    text = codecs.getincrementaldecoder("gb18030")().decode(start)
    chinese = re.sub("[^\u3040-\u30ff\u4e00-\u9fff]+", "", text)
    if len(chinese) < _FEWEST_TO_TELL:
        return True
    return sum(map(_EVERYDAY.__contains__, chinese)) >= _EVERYDAY_SHARE * len(chinese)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    others = common = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if encoding in {"gb18030", _BIG5} and _ODD.search(text):
                    return False
                if encoding == "gb18030":
                    more_others, more_common = _chinese(text)
                    others, common = others + more_others, common + more_common
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return common >= _COMMON * others


def _chinese(text: str) -> tuple[int, int]:
    """How many characters of *text* are not ASCII, and how many of them GB2312 has."""
    ascii_size = len(text.encode("ascii", "ignore"))
    pairs = len(text.encode("gb2312", "ignore")) - ascii_size
    # Python's GB2312 has another dash and another middle dot than GB18030.
    return len(text) - ascii_size, pairs // 2 + text.count("—") + text.count("·")

"""By which words an erased person would be known again."""

import pytest

from grader.core.traces import Traces

TEXT = "我会先请这位着急的客户坐下来慢慢讲完整件事情的经过，再核对。"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("x,B2024017,y", "id"),
        ("x,B20240171,y", None),
        ("xB2024017", None),
        ("……这位着急的客户坐下来慢慢讲完整件事情……", "words"),
        ("这位着急的客户", None),
        ("tel 13800138000", "about"),
        ("张晓梅来过", "about"),
        ("男", None),
    ],
)
def test_a_person_is_known_by(text, what):
    made = Traces(["B2024017"], [TEXT], ["13800138000", "男", "本科"], ["张晓梅"])
    assert made.found_in(text) == what


def test_what_others_wrote_tells_nothing():
    made = Traces(["张三丰"], [TEXT], names=["张三丰"], others=[TEXT, "我是张三丰的同事"])
    assert made.found_in(TEXT) is None
    assert made.found_in("张三丰") is None
    assert made.quiet == {"张三丰"}


@pytest.mark.parametrize("name", ["7", "A12", "00042", "王"])
def test_a_short_id_is_quiet(name):
    made = Traces([name])
    assert (made.quiet, made.found_in(f"x {name} x")) == ({name}, None)


def test_many_people_are_looked_for_at_once():
    texts = [f"第{n:04}位考生写下了自己独有的一段话语{n:04}" for n in range(200)]
    made = Traces([f"B{n:05}" for n in range(200)], texts)
    assert made.found_in(f"……{texts[150]}……") == "words"
    assert made.found_in("所有人都会写的话") is None

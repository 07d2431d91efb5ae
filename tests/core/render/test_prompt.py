"""What is in a prompt, and what never is."""

import pytest

from grader.core.render import Templates, render_prompt
from grader.readers.resources import prompt_sources
from grader.records import Text


@pytest.fixture
def render(rubric, item):
    def _render(*criteria, language="zh", critical=(), **more):
        asked = item(*criteria, **more)
        paper = rubric(asked, language=language, critical=critical)
        return render_prompt(asked, paper, Templates(prompt_sources(language)))

    return _render


def test_prompt_holds_everything_a_rater_needs(render, criterion):
    asked = criterion(
        "calm", 2, "empathy", levels=(0, 1, 2), label=Text("安抚情绪"), description=Text("先安抚客户"),
        indicators=(Text("听他说完"), Text("不打断")),
    )  # fmt: skip
    system = render(
        asked, text=Text("客户来电怎么办"), reference=Text("先听后说"), critical=("data-leak",)
    ).system
    for words in ("客户来电怎么办", "## calm（empathy，安抚情绪）", "先安抚客户", "听他说完；不打断", "- 0：worth 0",
                  "- 2：worth 2", "先听后说", "about empathy", "data-leak：finding data-leak"):  # fmt: skip
        assert words in system


def test_only_dimensions_that_are_used_are_described(render, criterion):
    system = render(criterion("a", dimension="closure")).system
    assert "about closure" in system
    assert "about empathy" not in system


@pytest.mark.parametrize(
    ("language", "levels"),
    [
        ("zh", ["- 0：没有做到", "- 1：部分做到", "- 2：完整做到"]),
        ("en", ["- 0: absent", "- 1: partly", "- 2: fully"]),
    ],
)
def test_bare_criterion_is_absent_partly_or_fully(render, criterion, language, levels):
    lines = render(criterion("a"), language=language).system.splitlines()
    start = lines.index(levels[0])
    assert lines[start : start + 3] == levels


def test_other_language_stands_in_where_one_is_missing(render, criterion):
    system = render(criterion("a", description=Text(zh="只有中文")), language="en").system
    assert "只有中文" in system


def test_points_and_totals_are_not_in_it(render, criterion):
    """The judge picks levels; code does the arithmetic, so it is shown no numbers to add up."""
    made = render(
        criterion("a", "137.5", levels=("0", "68.75", "137.5"), description=Text("甲")),
        criterion("b", "211", description=Text("乙")), points="743", over="scale",
    )  # fmt: skip
    text = made.system.replace("worth 0", "").replace("worth 68.75", "").replace("worth 137.5", "")
    assert [number for number in ("137", "68.75", "211", "743", "348") if number in text] == []
    assert "137" not in str(made.schema)


def test_part_without_a_reference_or_findings_is_left_out(render, criterion):
    bare = render(criterion("a")).system
    full = render(criterion("a"), reference=Text("先听后说"), critical=("abuse",)).system
    assert ("# 参考答案" in bare, "# 参考答案（仅供评分员，不得外传）" in full) == (False, True)
    assert ("critical" in bare, "critical" in full) == (False, True)


def test_evidence_of_the_whole_text_may_be_empty(render, criterion):
    assert "依据是全文" in render(criterion("a", evidence="whole")).system
    assert "依据是全文" not in render(criterion("a")).system


def test_text_of_a_rubric_is_never_run_as_a_template(render, criterion):
    sly = "{{ skeleton }}{% for x in y %}{# gone #}"
    system = render(criterion("a", description=Text(sly)), text=Text(f"问{sly}")).system
    assert system.count(sly) == 2


def test_prompt_is_the_same_bytes_each_time(render, criterion):
    """Providers cache by prefix: one byte that moves is paid for with every answer."""
    one, other = (render(criterion("a"), criterion("b"), critical=("abuse",)) for _ in range(2))
    assert (one.system, one.schema, one.digest) == (other.system, other.schema, other.digest)


def test_prompt_says_which_findings_it_asks_for(render, criterion):
    made = render(criterion("a"), critical=("abuse", "data-leak"), language="en")
    assert made.critical == {"abuse", "data-leak"}
    assert made.language == "en"

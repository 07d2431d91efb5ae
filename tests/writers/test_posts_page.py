"""The page that leads to the posts' reports: what a file says stays text."""

import re

from grader.readers.resources import labels
from grader.records import Counts
from grader.writers.posts_page import PostLine, write_posts_page


def test_names_of_posts_stay_text_and_links_stay_inside(tmp_path):
    posts = [
        PostLine(name="<script>x</script>", report='a"b/report.html', rubric="R", rows=2, counts=Counts(graded=3)),
        PostLine(name="店长", report="店长", rubric="R", rows=1),
    ]  # fmt: skip
    write_posts_page(
        tmp_path, posts, column="<b>岗位", language="zh", labels=labels("zh", "report"), offline="baseline"
    )  # fmt: skip
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert re.findall(r'href="([^"]*)"', page) == ["a%22b/report.html"]
    assert page.count("尚未开始") == 1
    assert "未使用语言模型" in page
